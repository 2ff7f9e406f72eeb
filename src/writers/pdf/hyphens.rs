//! At the end of a line broken at a soft hyphen two hyphens are read: that of the markup, which is
//! not seen, and the one that the typesetter shows. As at all other breaks, only that one is left.

use typst::layout::{Em, Frame, FrameItem};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// What is read for a hyphen at a line's end.
const SOFT: &str = "\u{ad}";

/// The pages without the hyphens that are not seen.
pub(super) fn seen_only(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().cloned().map(|mut page| {
        if has_unseen(&page.frame) {
            clean(&mut page.frame);
        }
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

fn has_unseen(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_unseen(&group.frame),
        FrameItem::Text(text) => text.text.ends_with(SOFT) && !is_seen(text),
        _ => false,
    })
}

/// The typesetter shows its hyphen as a text of its own.
fn is_seen(item: &TextItem) -> bool {
    item.text == SOFT && item.glyphs.iter().any(|glyph| glyph.x_advance > Em::zero())
}

fn clean(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            if has_unseen(&group.frame) {
                clean(&mut group.frame);
            }
            true
        }
        FrameItem::Text(text) if text.text.ends_with(SOFT) && !is_seen(text) => {
            shorten(text);
            !text.glyphs.is_empty()
        }
        _ => true,
    });
}

fn shorten(item: &mut TextItem) {
    let end = item.text.trim_end_matches(SOFT).len();
    item.text.truncate(end);
    item.glyphs.retain_mut(|glyph| {
        let range = glyph.range();
        // The range of a glyph that stands for the hyphen together with a letter ends before it.
        glyph.range.end = u16::try_from(range.end.min(end)).unwrap_or(glyph.range.end);
        range.start < end
    });
}
