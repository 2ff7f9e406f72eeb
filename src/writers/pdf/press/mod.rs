//! Files for the printer, made from the pages as they were set for the book: the block, its pages
//! on sheets, the cover around it.
//!
//! Pages are frames; they are put into new frames (`place`) with marks around them (`marks`), in the
//! ink that is ordered (`ink`), and written as an untagged PDF (`finish`). Only the wrap is set anew.
//!
//! The last touch on the bytes (`finish`) makes grey the device's own and writes the box of the bleed,
//! neither of which the typesetter can be asked for. It does so at the file's table of objects, and a file
//! that is built otherwise is left alone, which is an error. (`lopdf` would bring twenty crates more and
//! build the typesetter with other features, for two kinds of objects in files that we have just written.)

mod block;
mod drawing;
mod finish;
mod ink;
mod marks;
mod place;
mod sheets;
mod wrap;

use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::pictures;
use super::typeset::{Failure, guarded, moment};
use super::{CREATOR, Pdf};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::Timestamp;
use crate::press::Job;
use crate::source::Span;

pub use wrap::{Back, wrap};

/// What is ordered, and what of a file is not on its pages.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The order itself.
    pub job: &'a Job,
    /// The identifier of the edition.
    pub identifier: &'a str,
    /// When the edition was last changed.
    pub modified: Timestamp,
    /// Where the manifest orders it.
    pub span: Span,
    /// Where the manifest chooses the sheet.
    pub sheet: Span,
}

/// A file for the printer.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// The block: page after page with bleed and marks. Pictures that are too coarse are told.
///
/// # Errors
/// If the typesetter cannot write the file.
pub fn block(pdf: &Pdf, order: &Order<'_>) -> Result<Printed, Vec<Diagnostic>> {
    let pages = block::pages(pdf.document.pages(), order.job);
    let told = pictures::coarse(&pdf.pictures, order.job.resolution);
    written(pdf, order, "block", pages, told)
}

/// The pages on sheets, if they are to be put on sheets.
///
/// # Errors
/// If the sheet is too small, or the typesetter cannot write the file.
pub fn sheets(pdf: &Pdf, order: &Order<'_>) -> Result<Option<Printed>, Vec<Diagnostic>> {
    let Some(scheme) = order.job.imposition else { return Ok(None) };
    let pages = sheets::pages(pdf.document.pages(), order.job, scheme);
    let pages = pages.map_err(|needed| vec![sheets::too_small(needed, order.sheet)])?;
    written(pdf, order, "sheets", pages, Vec::new()).map(Some)
}

fn written(
    pdf: &Pdf,
    order: &Order<'_>,
    part: &str,
    pages: Vec<Page>,
    diagnostics: Vec<Diagnostic>,
) -> Result<Printed, Vec<Diagnostic>> {
    use typst::model::Document as _;
    let count = pages.len();
    let document = PagedDocument::new(pages.into(), pdf.document.info().clone());
    let bytes = export(&document, order, part).map_err(|said| vec![broken(&said, order.span)])?;
    Ok(Printed { bytes, pages: count, diagnostics })
}

/// Writes pages as a PDF without tags.
fn export(document: &PagedDocument, order: &Order<'_>, part: &str) -> Result<Vec<u8>, String> {
    let options = PdfOptions {
        ident: typst::foundations::Smart::Custom(format!("{} {part}", order.identifier)),
        creator: typst::foundations::Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: moment(order.modified),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::V_1_6]).expect("it is one version"),
        tagged: false,
        pretty: false,
    };
    let bytes =
        guarded(|| typst_pdf::pdf(document, &options)).map_err(|failure| match failure {
            Failure::Panic(said) => said,
            Failure::Told(_) | Failure::Stopped => "no reason given".to_owned(),
        })?;
    let bytes = bytes.map_err(|errors| {
        errors.first().map_or_else(String::new, |said| said.message.to_string())
    })?;
    let trimmed = document.pages().first().is_some_and(|page| !page.bleed.left.to_pt().eq(&0.0));
    let inset = marks::margin(order.job.bleed, order.job.marks) - order.job.bleed;
    let inset = trimmed.then(|| typst::layout::Abs::mm(inset).to_pt());
    finish::finished(&bytes, inset).ok_or_else(|| "the file is not built as expected".to_owned())
}

fn broken(said: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::Typesetting,
        span,
        format!("the file for the printer cannot be written: {said}"),
        "take `[print]` out to build the rest, and report it",
    )
}
