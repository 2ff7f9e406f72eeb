//! The wrap: back, spine and front of the cover on one page, as wide as the block is thick.

use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::super::lower::{self, Copy};
use super::super::retell::Teller;
use super::super::typeset::{self, Typeset};
use super::super::world::World;
use super::super::{glyphs, pictures};
use super::ink::Ink;
use super::marks::Tone;
use super::{Order, Printed, block, broken, export};
use crate::diagnostics::{Code, Diagnostic};
use crate::fonts::Fonts;
use crate::ir::{Block, Book};
use crate::language::hyphenation::Hyphenation;
use crate::layouts::Layout;
use crate::press::{Binding, SpineText, ean13};
use crate::resources::Resources;
use crate::source::Span;

/// Narrowest spine, in millimetres, on which words can be read and do not slip around the edge.
const NARROW: f64 = 5.0;

/// What is on the back.
#[derive(Debug, Clone, Copy)]
pub struct Back<'a> {
    /// Where words of the text may be broken.
    pub hyphenation: &'a Hyphenation,
    /// The text that makes readers curious; empty: the description of the book.
    pub blurb: &'a [Block],
    /// Where the manifest names it.
    pub blurb_span: Option<Span>,
    /// Where the manifest names the picture of the front.
    pub picture_span: Option<Span>,
}

/// Sets the cover around a block of so many pages.
///
/// # Errors
/// If the layout's `cover.typ` cannot be set, or the file cannot be written.
pub fn wrap(
    book: &Book,
    resources: &Resources,
    fonts: &Fonts,
    layout: &Layout,
    pages: usize,
    back: &Back<'_>,
    order: &Order<'_>,
) -> Result<Printed, Vec<Diagnostic>> {
    let job = order.job;
    let spine = job.spine_of(pages);
    let readable = spine >= NARROW;
    let isbn = book.metadata().isbns.print.as_deref();
    let code = isbn.and_then(|isbn| Some((hyphenated(isbn)?, bars(isbn)?)));
    let copy = Copy {
        spine,
        bleed: job.bleed,
        spine_text: match job.spine_text {
            SpineText::Up if readable => Some("up"),
            SpineText::Down if readable => Some("down"),
            _ => None,
        },
        spine_title: job.spine_title.as_deref(),
        code,
        price: job.price.as_deref(),
        blurb: back.blurb,
    };
    let (markup, map) =
        lower::lower_wrap(book, layout.settings(), &copy, back.hyphenation, layout.span());
    let world = World::new(markup, layout, resources, fonts.clone());
    let teller = Teller { world: &world, map: &map, layout };
    let set = typeset::typeset(&world, None, None)
        .and_then(Typeset::sound)
        .map_err(|failure| teller.failure(failure))?;
    let page = layout.settings().page;
    let wanted = (2.0 * page.width + spine, page.height);
    let [made] = set.document.pages() else { return Err(vec![wrong_size(layout, wanted)]) };
    let size = (made.frame.width().to_mm(), made.frame.height().to_mm());
    if (size.0 - wanted.0).abs() > 0.01 || (size.1 - wanted.1).abs() > 0.01 {
        return Err(vec![wrong_size(layout, wanted)]);
    }
    let mut told: Vec<Diagnostic> = set.warnings.iter().map(|said| teller.message(said)).collect();
    told.extend(glyphs::missing(&set.document, &world, &map).into_iter().map(|one| one.1));
    told.extend(coarse(&set.document, &world, &map, resources, back, order));
    let lettered = job.spine_text != SpineText::None && job.binding == Binding::Perfect;
    if lettered && (!readable || says(&made.frame, TOO_NARROW)) {
        told.push(narrow(spine, order.span));
    }
    if says(&made.frame, TOO_LONG) {
        told.push(too_long(back.blurb_span.unwrap_or(order.span)));
    }
    let mut folds = vec![page.width];
    if spine > 0.0 {
        folds.push(page.width + spine);
    }
    let printed = block::trimmed(made, &mut Ink::new(false), job, Tone::Registration, &folds);
    use typst::model::Document as _;
    let info = set.document.info().clone();
    let document = PagedDocument::new([printed].into_iter().collect(), info);
    let bytes =
        export(&document, order, "cover").map_err(|said| vec![broken(&said, order.span)])?;
    Ok(Printed { bytes, pages: 1, diagnostics: told })
}

/// What `wrap.typ` says where the back has no room for its text.
const TOO_LONG: &str = "blurb-too-long";

/// What it says where the spine has no room for its words.
const TOO_NARROW: &str = "spine-too-narrow";

/// Whether the layout's file left a word for us: a label on what it set.
fn says(frame: &Frame, word: &str) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => says(&group.frame, word),
        FrameItem::Tag(Tag::Start(content, _)) => {
            content.label().is_some_and(|label| label.resolve().as_str() == word)
        }
        _ => false,
    })
}

/// `978-3-16-148410-0`
fn hyphenated(isbn: &str) -> Option<String> {
    let isbn: isbn::Isbn13 = isbn.parse().ok()?;
    // Ranges that were never given out have no hyphens.
    Some(isbn.hyphenate().map_or_else(|_| isbn.to_string(), |shown| shown.to_string()))
}

/// `1` for a bar, `0` for none.
fn bars(isbn: &str) -> Option<String> {
    Some(ean13(isbn)?.into_iter().map(|bar| if bar { '1' } else { '0' }).collect())
}

/// The picture of the front, if it is too coarse; it is named in the manifest and nowhere else.
fn coarse(
    document: &PagedDocument,
    world: &World,
    map: &super::super::map::SourceMap,
    resources: &Resources,
    back: &Back<'_>,
    order: &Order<'_>,
) -> Vec<Diagnostic> {
    let mut placed = pictures::placed(document, world, map, resources);
    if let Some(span) = back.picture_span {
        placed.iter_mut().for_each(|(_, picture)| picture.span = span);
    }
    pictures::coarse(&placed, order.job.resolution)
}

fn narrow(spine: f64, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::SpineTooNarrow,
        span,
        format!("the spine is {spine:.1} mm wide, too narrow for its words; it stays empty"),
        if spine < NARROW {
            format!(
                "words need a spine of {NARROW} mm, which thicker paper or more pages give; `spine-text = \"none\"` \
                 if it is to stay empty"
            )
        } else {
            "give a shorter `spine-title`, or write `spine-text = \"none\"`".to_owned()
        },
    )
}

fn too_long(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::BlurbTooLong,
        span,
        "the text does not find room on the back of the cover",
        "make it shorter, or name a shorter one: `blurb = \"text/klappentext.dj\"`",
    )
}

fn wrong_size(layout: &Layout, (width, height): (f64, f64)) -> Diagnostic {
    Diagnostic::new(
        Code::LayoutBroken,
        layout.span(),
        format!(
            "the wrap of the layout `{}` is not one page of {width:.2} × {height:.2} mm",
            layout.name()
        ),
        "set its page as wide as back, spine and front: `2 * width + spine`",
    )
}
