//! Every page as a drawing, for those who look at the report.

use typst_svg::{SvgOptions, svg};

use super::Pdf;
use super::typeset::guarded;

/// The pages as SVG, in their order, without what lies beyond the trimmed page; none if the typesetter
/// breaks down over them.
#[must_use]
pub fn drawings(pdf: &Pdf) -> Vec<String> {
    let options = SvgOptions { render_bleed: false, pretty: false };
    guarded(|| pdf.document.pages().iter().map(|page| svg(page, &options)).collect())
        .unwrap_or_default()
}
