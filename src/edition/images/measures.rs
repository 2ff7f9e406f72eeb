//! Whether pictures have the pixels that screens and shops ask for.

use std::collections::BTreeMap;

use super::named;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{BlockKind, Image, ImageFormat, Manuscript, walk};
use crate::source::Span;

/// Pixels across the page of a reading system (Kindle Publishing Guidelines, on block pictures).
const PAGE: u32 = 1200;
/// What a picture may lack of that before one sees it, as a share of four.
const SEEN: u32 = 3;
/// The fewest pixels of a cover that a shop takes, across and down (KDP, Cover Image Guidelines).
pub const LEAST: (u32, u32) = (625, 1000);
/// The fewest pixels across with which Apple Books takes a cover.
const NARROWEST: u32 = 1400;
/// Height by width of a cover: from 5 : 4, which fills a square screen, to 1.7 : 1, taller than
/// which no shop shows one.
const PROPORTIONS: std::ops::RangeInclusive<f64> = 1.25..=1.7;

/// Tells of pictures with too few pixels.
pub(super) fn check(
    manuscript: &Manuscript,
    images: &BTreeMap<String, Image>,
    cover: Option<Span>,
    diagnostics: &mut Diagnostics,
) {
    if let (Some(named), Some(span)) = (&manuscript.metadata.cover, cover)
        && let Some(image) = images.get(&named.path)
    {
        check_cover(&named.path, *image, span, diagnostics);
    }
    for blocks in named::texts(manuscript) {
        walk::blocks(blocks, &mut |block| {
            let BlockKind::Figure(figure) = &block.kind else { return };
            if let (Some(percent), Some(image)) = (figure.width, images.get(&figure.path)) {
                check_figure(&figure.path, *image, percent, figure.path_span, diagnostics);
            }
        });
    }
}

fn check_figure(path: &str, image: Image, percent: u8, span: Span, diagnostics: &mut Diagnostics) {
    let wanted = PAGE * u32::from(percent) / 100;
    if image.format == ImageFormat::Svg || image.width * 4 >= wanted * SEEN {
        return;
    }
    let enough = u64::from(image.width) * 100 / u64::from(PAGE);
    diagnostics.report(
        Code::ImageSmall,
        span,
        format!("`{path}` is {} pixels wide; {percent} % of a screen show {wanted}", image.width),
        format!(
            "take a picture with more pixels, or give it less width: `{{width=\"{}%\"}}`",
            enough.max(1)
        ),
    );
}

fn check_cover(path: &str, image: Image, span: Span, diagnostics: &mut Diagnostics) {
    let Image { format, width, height } = image;
    if format == ImageFormat::Svg {
        diagnostics.report(
            Code::CoverUnfit,
            span,
            format!("the cover `{path}` is a drawing, and shops take pictures of pixels"),
            "export it as JPEG of 1600 × 2560 pixels",
        );
    } else if width < LEAST.0 || height < LEAST.1 {
        diagnostics.report(
            Code::CoverUnfit,
            span,
            format!("the cover `{path}` has {width} × {height} pixels, fewer than any shop takes"),
            "make it 1600 × 2560 pixels; at least 625 × 1000 are asked for",
        );
    } else if !PROPORTIONS.contains(&(f64::from(height) / f64::from(width))) {
        diagnostics.report(
            Code::CoverSize,
            span,
            format!("the cover `{path}` with {width} × {height} pixels has not the proportions of a book"),
            "make it upright, best 1600 × 2560 pixels",
        );
    } else if width < NARROWEST {
        diagnostics.report(
            Code::CoverSize,
            span,
            format!("the cover `{path}` has only {width} × {height} pixels"),
            "make it 1600 × 2560 pixels; Apple refuses those narrower than 1400",
        );
    }
}
