//! Runs of text that the judgement on words parted, put together again on the finished pages: the
//! file says every line in as few pieces as if nothing had been judged.
//!
//! At the end of a line broken at a soft hyphen two hyphens are read: that of the markup, which is
//! not seen, and the one that the typesetter shows. As at all other breaks, only that one is left.
//! Word joiners, which keep the call of a note at its word, are not read at all.

use typst::layout::{Abs, Em, Frame, FrameItem, Point, Sides};
use typst::model::Document as _;
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;

/// What is read for a hyphen at a line's end.
const SOFT: &str = "\u{ad}";
/// What keeps two things on one line.
const JOINER: &str = "\u{2060}";
/// Distance in points from which on two runs are apart; sums of widths differ by less.
const APART: f64 = 0.001;

/// The pages with the runs put together.
pub(super) fn joined(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().cloned().map(|mut page| {
        join(&mut page.frame);
        // What goes beyond the edge is for the printer, who gets files of his own.
        page.bleed = Sides::splat(Abs::zero());
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

fn join(frame: &mut Frame) {
    let mut items: Vec<(Point, FrameItem)> = Vec::new();
    for (at, item) in frame.items() {
        let mut item = item.clone();
        match &mut item {
            FrameItem::Group(group) => join(&mut group.frame),
            FrameItem::Text(text) => {
                drop_unseen_hyphen(text);
                drop_joiners(text);
                let joined = match items.last_mut() {
                    Some((start, FrameItem::Text(before))) => append(before, *start, text, *at),
                    _ => false,
                };
                if joined || text.glyphs.is_empty() {
                    continue;
                }
            }
            _ => {}
        }
        items.push((*at, item));
    }
    frame.clear();
    frame.push_multiple(items);
}

/// The typesetter shows its hyphen as a text of its own.
fn is_seen(item: &TextItem) -> bool {
    item.text == SOFT && item.glyphs.iter().any(|glyph| glyph.x_advance > Em::zero())
}

fn drop_unseen_hyphen(item: &mut TextItem) {
    if !item.text.ends_with(SOFT) || is_seen(item) {
        return;
    }
    let end = item.text.trim_end_matches(SOFT).len();
    item.text.truncate(end);
    item.glyphs.retain_mut(|glyph| {
        let range = glyph.range();
        // The range of a glyph that stands for the hyphen together with a letter ends before it.
        glyph.range.end = u16::try_from(range.end.min(end)).unwrap_or(glyph.range.end);
        range.start < end
    });
}

fn drop_joiners(item: &mut TextItem) {
    if !item.text.contains(JOINER) {
        return;
    }
    let place = |at: u16| {
        let before = item.text[..usize::from(at)].matches(JOINER).count();
        at - u16::try_from(before * JOINER.len()).unwrap_or(at)
    };
    let moved = item.glyphs.iter().map(|glyph| {
        let range = place(glyph.range.start)..place(glyph.range.end);
        Glyph { range, ..glyph.clone() }
    });
    // A glyph that stood for joiners alone has nothing left to stand for.
    item.glyphs = moved.filter(|glyph| !glyph.range.is_empty()).collect();
    item.text = item.text.replace(JOINER, "");
}

/// Appends a text to the one before it, if it goes on with the same type right behind it.
fn append(before: &mut TextItem, start: Point, text: &TextItem, at: Point) -> bool {
    let same = before.font == text.font
        && before.size == text.size
        && before.fill == text.fill
        && before.stroke == text.stroke
        && (before.lang, before.region) == (text.lang, text.region);
    let near = |a: Abs, b: Abs| (a - b).to_pt().abs() < APART;
    if !same || is_seen(text) || !near(start.y, at.y) || !near(start.x + before.width(), at.x) {
        return false;
    }
    let moved = text.glyphs.iter().map(|glyph| shifted(glyph, before.text.len()));
    let Some(glyphs) = moved.collect::<Option<Vec<Glyph>>>() else { return false };
    before.glyphs.extend(glyphs);
    before.text.push_str(&text.text);
    true
}

/// The glyph with its range so much further on; `None` if that is too far for a run.
fn shifted(glyph: &Glyph, by: usize) -> Option<Glyph> {
    let range = glyph.range();
    let place = |at: usize| u16::try_from(at + by).ok();
    Some(Glyph { range: place(range.start)?..place(range.end)?, ..glyph.clone() })
}
