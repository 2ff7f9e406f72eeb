//! The lines of the pages as they are set: where each starts and ends in the markup, how it ends,
//! how wide its word spaces are.

use std::collections::HashMap;

use typst::World as _;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::syntax::{LinkedNode, Span};
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;

use super::map::SourceMap;
use super::world::World;

/// A line as it is set. Lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// The page, from 0.
    pub(super) page: usize,
    /// What is read in it; a hyphen that the typesetter added is U+00AD.
    pub(super) text: String,
    /// The size of its first letter.
    pub(super) size: f64,
    /// The byte of the markup that its last letter stands for, as it was before soft hyphens were
    /// put in; none in what the layout writes.
    pub(super) last: Option<usize>,
    /// How it ends.
    pub(super) end: End,
    /// How many word spaces it has.
    pub(super) spaces: usize,
    /// The mean width of its word spaces, in em of its size; 0 without.
    pub(super) space: f64,
    /// The letters of its first word.
    pub(super) opening: Vec<Letter>,
    /// The letters of its last word.
    pub(super) closing: Vec<Letter>,
    /// The baseline's distance from the head of the page.
    baseline: f64,
    /// Where it ends, from the left edge of the page.
    right: f64,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Between words, or behind a dash or a hyphen that belongs to the text.
    Open,
    /// Within a word, with a hyphen put there; the byte of the markup that goes on in the next line.
    Hyphen(Option<usize>),
}

/// A letter, or several in one glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letter {
    /// The byte of the markup, as above.
    pub(super) at: Option<usize>,
    /// Its width.
    pub(super) width: f64,
}

impl Line {
    /// Whether a soft hyphen stands in it elsewhere than at its end.
    pub(super) fn has_stray_hyphen(&self) -> bool {
        self.text.trim_end_matches(SOFT).contains(SOFT)
    }
}

/// What the typesetter says for a hyphen that it adds.
const SOFT: char = '\u{ad}';
/// Type further away than this from what stands before it, in em, is not in the same line: cells
/// of tables, notes' marks.
const APART: f64 = 1.5;
/// Type whose baseline is further away than this, in em, is not in the same line; superscripts are.
const SHIFT: f64 = 0.6;

/// Reads the lines of all pages, in the order of the pages.
pub(super) fn read(document: &PagedDocument, world: &World, map: &SourceMap) -> Vec<Line> {
    let places = Places::of(world, map);
    let mut lines = Vec::new();
    for (page, set) in document.pages().iter().enumerate() {
        let mut reader = Reader { page, places: &places, lines: Vec::new() };
        reader.frame(&set.frame, Transform::identity());
        lines.append(&mut reader.lines);
    }
    lines
}

/// Where the nodes of the markup stand.
struct Places<'a> {
    starts: HashMap<Span, usize>,
    map: &'a SourceMap,
}

impl<'a> Places<'a> {
    fn of(world: &World, map: &'a SourceMap) -> Self {
        let mut starts = HashMap::new();
        if let Ok(source) = world.source(world.main()) {
            note_starts(&LinkedNode::new(source.root()), &mut starts);
        }
        Self { starts, map }
    }

    fn of_glyph(&self, glyph: &Glyph) -> Option<usize> {
        let start = self.starts.get(&glyph.span.0)?;
        Some(self.map.before_insertions(start + usize::from(glyph.span.1)))
    }
}

fn note_starts(node: &LinkedNode<'_>, starts: &mut HashMap<Span, usize>) {
    let mut inner = node.children().peekable();
    if inner.peek().is_none() {
        starts.insert(node.span(), node.offset());
    }
    inner.for_each(|child| note_starts(&child, starts));
}

struct Reader<'a> {
    page: usize,
    places: &'a Places<'a>,
    lines: Vec<Line>,
}

impl Reader<'_> {
    fn frame(&mut self, frame: &Frame, around: Transform) {
        for (at, item) in frame.items() {
            let here = around.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, here.pre_concat(group.transform));
                }
                FrameItem::Text(text) => self.text(text, Point::zero().transform(here)),
                _ => {}
            }
        }
    }

    fn text(&mut self, item: &TextItem, at: Point) {
        let (left, baseline) = (at.x.to_pt(), at.y.to_pt());
        let size = item.size.to_pt();
        let goes_on = self.lines.last().is_some_and(|line| {
            let em = line.size.max(size);
            (line.baseline - baseline).abs() < SHIFT * em
                && (-0.5 * em..APART * em).contains(&(left - line.right))
        });
        if !goes_on {
            self.lines.push(Line {
                page: self.page,
                text: String::new(),
                size,
                last: None,
                end: End::Open,
                spaces: 0,
                space: 0.0,
                opening: Vec::new(),
                closing: Vec::new(),
                baseline,
                right: left,
            });
        }
        let line = self.lines.last_mut().expect("one was just begun");
        line.right = left;
        for glyph in &item.glyphs {
            line.glyph(item, glyph, self.places);
        }
    }
}

impl Line {
    fn glyph(&mut self, item: &TextItem, glyph: &Glyph, places: &Places<'_>) {
        let text = &item.text[glyph.range()];
        let width = glyph.x_advance.at(item.size).to_pt();
        let at = places.of_glyph(glyph);
        self.right += width;
        if text.starts_with(' ') {
            // At a line's end spaces have no width.
            if width > 0.0 {
                let em = width / self.size;
                self.spaces += 1;
                self.space += (em - self.space) / self.spaces as f64;
                self.closing.clear();
            }
        } else if text == "\u{ad}" {
            if width > 0.0 {
                self.end = End::Hyphen(at);
            }
        } else {
            self.last = at.or(self.last);
            self.end = End::Open;
            self.closing.push(Letter { at, width });
            if self.spaces == 0 {
                self.opening.push(Letter { at, width });
            }
        }
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests;
