//! The lines of the pages as they are set: their glyphs, with the byte of the markup that each
//! stands for.

mod formulas;
mod marks;
mod pages;
mod sources;

use std::ops::Range;

use typst::introspection::Location;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::fill::Fill;
use super::lower::Places;
use super::map::SourceMap;
use super::margin::{Labels, ends};
use super::world::World;
use formulas::Formula;
pub(super) use marks::astray;
use pages::type_area;
pub(super) use pages::{Group, pages};
pub(super) use sources::GlyphSources;

/// A line as it is set. Lengths are in points, from the left and the upper edge of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// The page, from 0.
    pub(super) page: usize,
    /// What is read in it, without a hyphen that was put in.
    pub(super) text: String,
    /// The size of its first letter.
    pub(super) size: f64,
    /// Its baseline.
    pub(super) baseline: f64,
    /// Its glyphs, from left to right.
    pub(super) glyphs: Vec<Glyph>,
    /// The hyphen that was put in at its end.
    pub(super) hyphen: Option<Hyphen>,
    /// Where its last glyph ends.
    pub(super) right: f64,
    /// What the letter of an initial in it reaches: how far below the baseline, and where it ends on the right.
    pub(super) initial: (f64, f64),
    /// How it was brought to its measure, if that was done here.
    pub(super) fill: Option<Fill>,
    /// Whether it is a mark in the margin.
    margin: bool,
    /// Whether it is not read from left to right, but up or down.
    turned: bool,
}

/// A glyph of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// The byte of the markup, as it was written; none in what the layout writes.
    pub(super) at: Option<usize>,
    /// What it stands for, in the line's text.
    pub(super) range: Range<usize>,
    /// Where it begins.
    pub(super) left: f64,
    /// How far it is to the next glyph. Spaces at a line's end have no width.
    pub(super) width: f64,
    /// How far it would be by the font alone, without kerning and justification.
    pub(super) plain: f64,
    /// The size of its type.
    pub(super) size: f64,
    /// Whether it keeps its width whatever becomes of its line, as formulas do.
    pub(super) rigid: bool,
}

impl Glyph {
    /// Whether it is a space of a face in which all signs are of one width: it is no wider in one line than in the
    /// other, as program text is to be.
    pub(super) fn is_typewritten(&self) -> bool {
        self.plain > TYPEWRITTEN * self.size
    }
}

/// A hyphen that was put in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hyphen {
    /// Its width.
    pub(super) width: f64,
    /// The byte of the markup, as it was written, that goes on in the next line.
    pub(super) at: Option<usize>,
}

/// Spaces that give when a line is brought to its measure, the one that is not broken among them.
pub(super) const SPACES: [char; 2] = [' ', '\u{a0}'];
/// Spaces wider than this, in em, are those of a face for program text: these have half an em or more, text faces a
/// fifth to a third.
const TYPEWRITTEN: f64 = 0.45;
/// What the typesetter says for a hyphen that it adds.
const SOFT: &str = "\u{ad}";
/// Type further away than this from what stands before it, in em, is not in the same line: cells
/// of tables, notes' marks.
const APART: f64 = 1.5;
/// Distances in points that differ by less are the same. Set by judgement: more than is rounded on the way, less than any
/// space or gap.
pub(super) const SAME: f64 = 0.6;
/// So many lines back one may be that goes on.
const NEAR: usize = 3;
/// Type whose baseline is further away than this, in em, is not in the same line; superscripts are.
const SHIFT: f64 = 0.6;

impl Line {
    /// What a glyph of it stands for.
    pub(super) fn said(&self, glyph: &Glyph) -> &str {
        &self.text[glyph.range.clone()]
    }

    /// Whether a glyph is a word space that takes part in bringing the line to its measure.
    pub(super) fn is_space(&self, glyph: &Glyph) -> bool {
        self.says_space(glyph) && !glyph.is_typewritten()
    }

    /// Whether a glyph is a space that the typesetter makes wider and narrower.
    fn says_space(&self, glyph: &Glyph) -> bool {
        glyph.width > 0.0 && self.said(glyph).starts_with(SPACES)
    }

    /// How wide a glyph is without what the typesetter did to spaces.
    pub(super) fn natural_width(&self, glyph: &Glyph) -> f64 {
        if self.says_space(glyph) { glyph.plain } else { glyph.width }
    }

    /// Where it begins.
    pub(super) fn left(&self) -> f64 {
        self.glyphs.first().map_or(self.right, |glyph| glyph.left)
    }

    /// Where a glyph of it would begin if the word spaces before it were as wide as the font has them.
    pub(super) fn natural_left(&self, glyph: usize) -> Option<f64> {
        let own = self.glyphs.get(glyph)?;
        let before = self.glyphs[..glyph].iter();
        Some(own.left - before.map(|one| one.width - self.natural_width(one)).sum::<f64>())
    }

    /// Whether most of its word spaces are wider or narrower than the font has them. Fonts kern single ones, and
    /// code in a line keeps its own.
    pub(super) fn is_stretched(&self) -> bool {
        let moved = |glyph: &&Glyph| (glyph.width - glyph.plain).abs() > 1e-3 * glyph.size;
        let spaces = self.glyphs.iter().filter(|glyph| self.is_space(glyph));
        2 * spaces.clone().filter(moved).count() > spaces.count()
    }

    /// Whether letters in it, three or more, stand to the left of those that are read before them. It is
    /// left to the typesetter: what is read here takes lines to go from left to right.
    pub(super) fn runs_left(&self) -> bool {
        let letters = |glyph: &&Glyph| self.said(glyph).chars().any(char::is_alphabetic);
        let places = self.glyphs.iter().filter(letters).filter_map(|glyph| glyph.at);
        let places: Vec<usize> = places.collect();
        places.windows(3).any(|three| three[0] > three[1] && three[1] > three[2])
    }

    /// Nothing more comes into it: the lines of two settings are in memory at the same time.
    fn close(&mut self) {
        self.text.shrink_to_fit();
        self.glyphs.shrink_to_fit();
    }

    /// The last glyph that has a width.
    pub(super) fn last(&self) -> Option<&Glyph> {
        self.glyphs.iter().rev().find(|glyph| glyph.width > 0.0)
    }

    /// Whether a sign of the text hangs over its measure, or may do so.
    pub(super) fn hangs(&self) -> bool {
        self.hyphen.is_none() && self.edge() < self.right
    }

    /// Where the measure begins: signs at the beginning of a line hang over it.
    pub(super) fn left_edge(&self) -> f64 {
        self.left() + self.fill.map_or(0.0, |fill| fill.hangs.0)
    }

    /// Where the measure ends: signs at the end of a line hang over it.
    pub(super) fn edge(&self) -> f64 {
        if let Some(fill) = self.fill {
            return self.right - fill.hangs.1;
        }
        let hanging = match (&self.hyphen, self.last()) {
            (Some(hyphen), _) => overhang('-') * hyphen.width,
            (None, Some(glyph)) => {
                self.said(glyph).chars().next().map_or(0.0, overhang) * glyph.width
            }
            (None, None) => 0.0,
        };
        self.right - hanging
    }
}

/// What part of a sign at a line's end hangs over the measure: so Typst has it
/// (`typst-layout`, `inline/line.rs`).
pub(super) fn overhang(sign: char) -> f64 {
    match sign {
        '–' | '—' => 0.2,
        '-' | '\u{ad}' => 0.55,
        '.' | ',' => 0.8,
        ':' | ';' => 0.3,
        _ => 0.0,
    }
}

/// The lines of set pages.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// In the order of the pages.
    pub(super) all: Vec<Line>,
    /// The lines of each paragraph.
    pub(super) groups: Vec<Group>,
    /// Of each text of the pages, in the order in which they hold them, where in the lines it stands; none for
    /// the texts of a formula, which is one glyph.
    pub(super) texts: Vec<Option<TextPlace>>,
}

/// Where a text of the pages stands in the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextPlace {
    /// The line, by its index.
    pub(super) line: u32,
    /// The glyph of the line with which it begins.
    pub(super) glyph: u32,
}

/// Reads the lines of all pages, in the order of the pages.
pub(super) fn read(
    document: &PagedDocument,
    world: &World,
    map: &SourceMap,
    places: &Places,
) -> Lines {
    let mut sources = GlyphSources::collect(world, map);
    let labels = Labels::new();
    let mut lines = Lines::default();
    for (page, set) in document.pages().iter().enumerate() {
        let sources = &mut sources;
        let mut reader = Reader {
            page,
            sources,
            places,
            labels: &labels,
            mark: None,
            formula: None,
            baseline: 0.0,
            lines: Vec::new(),
            before: lines.all.len(),
            texts: &mut lines.texts,
        };
        reader.frame(&set.frame, Transform::identity());
        reader.lines.iter_mut().for_each(Line::close);
        let mut read = reader.lines;
        lines.all.append(&mut read);
    }
    lines.groups = pages::groups(&lines.all, places);
    lines
}

struct Reader<'r, 'm> {
    page: usize,
    sources: &'r mut GlyphSources<'m>,
    places: &'r Places,
    labels: &'r Labels,
    /// The mark in the margin that is open: of what the layout writes no glyph has a place.
    mark: Option<Location>,
    /// The formula that is open.
    formula: Option<Formula>,
    /// The baseline of the innermost box.
    baseline: f64,
    lines: Vec<Line>,
    /// How many lines stand on the pages before.
    before: usize,
    texts: &'r mut Vec<Option<TextPlace>>,
}

impl Reader<'_, '_> {
    fn frame(&mut self, frame: &Frame, around: Transform) {
        for (at, item) in frame.items() {
            let here = around.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => {
                    let inner = here.pre_concat(group.transform);
                    let own = Point::with_y(group.frame.baseline()).transform(inner);
                    let around = std::mem::replace(&mut self.baseline, own.y.to_pt());
                    self.frame(&group.frame, inner);
                    self.baseline = around;
                }
                FrameItem::Text(text) => {
                    let upright = here.kx.is_zero() && here.ky.is_zero();
                    let at = Point::zero().transform(here);
                    if let Some(formula) = &mut self.formula {
                        formula.add(text, at, self.sources);
                        self.texts.push(None);
                    } else {
                        self.text(text, at, !upright);
                    }
                }
                FrameItem::Tag(tag) => {
                    self.bound_of_formula(tag, Point::zero().transform(here));
                    if let Some((location, _)) = self.labels.start(tag) {
                        self.mark = Some(location);
                    } else if ends(tag, self.mark) {
                        self.mark = None;
                    }
                }
                _ => {}
            }
        }
    }

    /// Of type that is turned all glyphs are told where it begins.
    fn text(&mut self, item: &TextItem, at: Point, turned: bool) {
        let left = at.x.to_pt();
        let size = item.size.to_pt();
        let first = item.glyphs.first().and_then(|glyph| self.sources.of_glyph(glyph).0);
        let index = self.line_at(at, size, first, turned);
        let line = &mut self.lines[index];
        let place =
            u32::try_from(self.before + index).ok().zip(u32::try_from(line.glyphs.len()).ok());
        self.texts.push(place.map(|(line, glyph)| TextPlace { line, glyph }));
        line.right = left;
        if first.is_some_and(|at| self.places.is_in_initial(at)) {
            let drawn = item.bbox();
            line.initial = (drawn.min.y.to_pt(), left + drawn.max.x.to_pt());
        }
        for glyph in &item.glyphs {
            let width = if turned { 0.0 } else { glyph.x_advance.at(item.size).to_pt() };
            // Of a text beyond 65,535 bytes the typesetter does not know where its letters stand.
            let text = item.text.get(glyph.range()).unwrap_or_default();
            let (at, put_in) = self.sources.of_glyph(glyph);
            if put_in || text == SOFT {
                line.hyphen = (width > 0.0).then_some(Hyphen { width, at }).or(line.hyphen);
                line.right += width;
                continue;
            }
            line.hyphen = None;
            // Letters with marks are several glyphs, each of which says the whole cluster.
            let same = |last: &Glyph| {
                at.is_some() && last.at == at && line.text[last.range.clone()] == *text
            };
            let start = match line.glyphs.last() {
                Some(last) if same(last) => last.range.start,
                _ => line.text.len(),
            };
            if start == line.text.len() {
                line.text.push_str(text);
            }
            let plain = item.font.x_advance(glyph.id).map_or(width, |em| em.at(item.size).to_pt());
            let range = start..line.text.len();
            let left = line.right;
            line.glyphs.push(Glyph { at, range, left, width, plain, size, rigid: false });
            line.right += width;
        }
    }

    /// The line that type at a place goes on with, or a new one; `byte` is that of its first glyph.
    fn line_at(&mut self, at: Point, size: f64, byte: Option<usize>, turned: bool) -> usize {
        let (left, baseline) = (at.x.to_pt(), at.y.to_pt());
        let margin = self.mark.is_some() || byte.is_some_and(|at| self.places.is_margin(at));
        let goes_on = |line: &Line| {
            let em = line.size.max(size);
            line.margin == margin
                && !(line.turned || turned)
                // Behind a hyphen that was put in stands but the next cell of a table.
                && line.hyphen.is_none()
                && (line.baseline - baseline).abs() < SHIFT * em
                && (-0.5 * em..APART * em).contains(&(left - line.right))
        };
        // A mark in the margin may have come between.
        let near = self.lines.iter().rev().take(NEAR).position(goes_on);
        near.map(|back| self.lines.len() - 1 - back).unwrap_or_else(|| {
            self.lines.push(Line {
                page: self.page,
                text: String::new(),
                size,
                baseline,
                glyphs: Vec::new(),
                hyphen: None,
                right: left,
                initial: (0.0, 0.0),
                fill: None,
                margin,
                turned,
            });
            self.lines.len() - 1
        })
    }
}

#[cfg(test)]
pub(super) mod tests;
