//! Runs of text that the judgement on words parted, put together again on the finished pages: the
//! file says every line in as few pieces as if nothing had been judged.
//!
//! Where a line end was put into the markup, the file says what it says at all other line ends: the
//! hyphen of a broken word is read as U+00AD, which joins the parts of the word, and between words a
//! space is read that is not seen. Word joiners, which keep the call of a note at its word, are not
//! read at all.

use std::collections::HashSet;

use typst::layout::{Abs, Em, Frame, FrameItem, Point, Sides};
use typst::model::Document as _;
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;

use super::clusters;
use super::draft::{Draft, Ends, LineEnd};
use super::lines::{GlyphSources, Line};
use super::untold;

/// What is read for a hyphen at a line's end.
const SOFT: &str = "\u{ad}";
/// What keeps two things on one line.
const JOINER: &str = "\u{2060}";
/// Distance in points from which on two runs are apart; sums of widths differ by less.
const APART: f64 = 0.001;

/// The pages with the runs put together; `lines` are theirs. Where nobody else holds the pages, they are
/// in memory but once.
pub(super) fn joined(document: PagedDocument, draft: &Draft, lines: Vec<Line>) -> PagedDocument {
    let spaces = spaces(&draft.chosen().ends, &lines);
    drop(lines);
    let sources = GlyphSources::collect(&draft.world, &draft.map);
    let mut joiner = Joiner { sources, spaces };
    let turned = !draft.chosen().turns.is_empty();
    let (mut set, info) = (document.pages().to_vec(), document.info().clone());
    drop(document);
    if turned {
        untold::taken_out(&mut set);
    }
    let pages = set.into_iter().map(|mut page| {
        clusters::joined(&mut page.frame);
        joiner.join(&mut page.frame);
        // What goes beyond the edge is for the printer, who gets files of his own.
        page.bleed = Sides::splat(Abs::zero());
        page
    });
    PagedDocument::new(pages.collect(), info)
}

/// The bytes of the markup of the last letters of lines behind which a space gave way.
fn spaces(ends: &Ends, lines: &[Line]) -> HashSet<usize> {
    let mut last: Vec<usize> = lines
        .iter()
        .filter_map(|line| line.glyphs.iter().rev().find_map(|glyph| glyph.at))
        .collect();
    last.sort_unstable();
    let of_space = |(at, end): (&usize, &LineEnd)| (*end == LineEnd::Space).then_some(*at);
    let before = |at: usize| last.partition_point(|one| *one < at).checked_sub(1);
    ends.iter().filter_map(of_space).filter_map(|at| Some(last[before(at)?])).collect()
}

struct Joiner<'a> {
    sources: GlyphSources<'a>,
    /// The last letters of lines behind which a space is to be read.
    spaces: HashSet<usize>,
}

impl Joiner<'_> {
    fn join(&mut self, frame: &mut Frame) {
        let mut items: Vec<(Point, FrameItem)> = Vec::new();
        for (at, item) in frame.items() {
            let mut item = item.clone();
            match &mut item {
                FrameItem::Group(group) => self.join(&mut group.frame),
                FrameItem::Text(text) => {
                    self.tell_hyphen(text);
                    self.add_space(text);
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

    /// The hyphen of a word that was broken by a line end of ours.
    fn tell_hyphen(&mut self, item: &mut TextItem) {
        let Some(last) = item.glyphs.last() else { return };
        let start = last.range().start;
        if item.text.get(start..) == Some("-") && self.sources.of_glyph(last).1 {
            item.text.truncate(start);
            item.text.push_str(SOFT);
            let end = u16::try_from(item.text.len()).unwrap_or(u16::MAX);
            if let Some(last) = item.glyphs.last_mut() {
                last.range.end = end;
            }
        }
    }

    fn add_space(&mut self, item: &mut TextItem) {
        let Some(last) = item.glyphs.last() else { return };
        let at = self.sources.of_glyph(last).0;
        let space = item.font.ttf().glyph_index(' ');
        let (true, Some(space)) = (at.is_some_and(|at| self.spaces.contains(&at)), space) else {
            return;
        };
        let Ok(start) = u16::try_from(item.text.len()) else { return };
        let Some(end) = start.checked_add(1) else { return };
        let glyph = Glyph {
            id: space.0,
            x_advance: Em::zero(),
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range: start..end,
            span: last.span,
        };
        item.text.push(' ');
        item.glyphs.push(glyph);
    }
}

/// The typesetter shows its hyphen as a text of its own.
fn is_seen(item: &TextItem) -> bool {
    item.text == SOFT && item.glyphs.iter().any(|glyph| glyph.x_advance > Em::zero())
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
