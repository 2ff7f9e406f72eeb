//! Lines brought to their measure (*Ausschließen*): how wide the letters and the word spaces of each are.
//!
//! The typesetter stacks lines whose ends are chosen; how they are filled is decided here, on what the lines
//! tell of the natural width of every letter. What a line lacks or has too much goes into the width of its
//! letters, within the few hundredths that nobody sees, and into its word spaces; how much into which is
//! chosen for all lines of a paragraph at once ([`even`]), so that word spaces are even over the paragraph and
//! neighbouring lines look alike. What stands at the edges hangs over them ([`hang`]). [`pages`] moves what stands on
//! the finished pages to where it then belongs.
//!
//! Letters are made wider and narrower as pdfTeX does it (Hàn Thế Thành, *Micro-typographic extensions to the TeX
//! typesetting system*, 2000).

pub(super) mod even;
pub(super) mod hang;
mod pages;
#[cfg(test)]
mod tests;

use super::fit::Measures;
use super::lines::{Glyph, Line, Lines, SAME};
use super::lower::Places;
use even::Need;
pub(super) use pages::filled;

/// By how much a line may be stretched and shrunk to come to its measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    /// Narrowest and widest word space, as parts of its natural width.
    pub(super) spacing: (f64, f64),
    /// By what parts of their width letters may be narrower (below 0) and wider.
    pub(super) scale: (f64, f64),
    /// Letters nearest and furthest, in em, from where they stand naturally.
    pub(super) tracking: (f64, f64),
    /// Whether what stands at its edges hangs over them.
    pub(super) hanging: bool,
}

impl Stretch {
    /// By how much a word space of a natural width can become wider.
    pub(super) fn wider(&self, space: f64) -> f64 {
        space * (self.spacing.1 - 1.0)
    }

    /// By how much it can become narrower.
    pub(super) fn narrower(&self, space: f64) -> f64 {
        space * (1.0 - self.spacing.0)
    }
}

/// How a line was brought to its measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fill {
    /// How wide its letters are, as a part of their natural width.
    pub(super) scale: f64,
    /// By how much its letters were moved apart, in em.
    pub(super) tracking: f64,
    /// What hangs over the measure on the left and on the right, in points.
    pub(super) hangs: (f64, f64),
    /// The first glyph that was brought to it: what stands before is as wide as it is by nature.
    pub(super) begin: usize,
    /// By how much letters larger than that size stand deeper, both in points: an initial is let into the lines below.
    pub(super) sinks: Option<(f64, f64)>,
}

/// Brings the lines of paragraphs to their measures, by the index of the paragraph; none of those that are left as the
/// typesetter set them.
pub(super) fn fill(
    Lines { all, groups, .. }: &mut Lines,
    measures: impl Fn(usize) -> Option<Measures>,
    places: &Places,
    stretch: &Stretch,
) {
    for group in groups {
        let Some(measures) = measures(group.paragraph) else { continue };
        let set: Vec<&Line> = group.lines.iter().map(|line| &all[*line]).collect();
        let goes_on = places.paragraphs()[group.paragraph].goes_on;
        let plans = plans(&set, (group.begin, goes_on), measures, places, stretch);
        let needs: Vec<Need> = plans.iter().map(|plan| plan.need).collect();
        let widths = even::widths(&needs);
        for ((line, plan), wider) in group.lines.iter().zip(plans).zip(widths) {
            plan.set(&mut all[*line], wider, stretch);
        }
        sink_initial(&group.lines, measures, all);
    }
}

/// Has the initial that is let into the first of these lines stand on the baseline of the last one beside it.
fn sink_initial(group: &[usize], measures: Measures, all: &mut [Line]) {
    let Some(initial) = measures.initial else { return };
    let Some((first, last)) = group.first().zip(group.get(initial.lines - 1)) else { return };
    let (size, deeper) = (all[*last].size, all[*last].baseline - all[*first].baseline);
    if let Some(fill) = &mut all[*first].fill {
        fill.sinks = Some((size, deeper));
    }
}

/// What the lines of a paragraph need. Its own glyphs begin in the first line with `begin`; if it goes on elsewhere, its
/// last line is full, too.
fn plans(
    set: &[&Line],
    (begin, goes_on): (usize, bool),
    mut measures: Measures,
    places: &Places,
    stretch: &Stretch,
) -> Vec<Plan> {
    // A mark before the first line may be longer than it was: the number of a page.
    let own = set.first().and_then(|line| line.natural_left(begin));
    let beside = set.iter().enumerate().skip(1).find(|(_, line)| line.page == set[0].page);
    if let Some(((index, beside), own)) = beside.zip(own) {
        measures.first = beside.left() + measures.of(index) - own;
    }
    let plan = |(index, line): (usize, &&Line)| {
        let opens = index == 0;
        let ends = index + 1 == set.len() && !goes_on;
        // The indent of a first line is white, too.
        let on_edge = !opens || measures.first + SAME >= measures.others;
        let edges = (on_edge && stretch.hanging, !ends && stretch.hanging);
        let (begin, measure) = (if opens { begin } else { 0 }, measures.of(index));
        Plan::new(line, begin, hangs(line, edges), (measure, ends), places, stretch)
    };
    set.iter().enumerate().map(plan).collect()
}

/// What the lines of a paragraph need, of which no other stands in them; none if it is not set justified.
#[cfg(test)]
pub(super) fn needs(set: &[&Line], places: &Places, stretch: &Stretch) -> Option<Vec<Need>> {
    let (first, others) = super::fit::measures(set, 0)?;
    let measures = Measures { first, others, initial: None };
    let plans = plans(set, (0, false), measures, places, stretch);
    Some(plans.into_iter().map(|plan| plan.need).collect())
}

/// What hangs over the measure on the left and on the right, in points.
fn hangs(line: &Line, (left, right): (bool, bool)) -> (f64, f64) {
    let of = |glyph: &Glyph, edge| hang::part(line.said(glyph), edge) * glyph.width;
    let first = line.glyphs.iter().find(|glyph| glyph.width > 0.0).filter(|_| left);
    let last = match line.hyphen {
        Some(hyphen) => hang::part("-", hang::Edge::Right) * hyphen.width,
        None => line.last().map_or(0.0, |last| of(last, hang::Edge::Right)),
    };
    (first.map_or(0.0, |first| of(first, hang::Edge::Left)), if right { last } else { 0.0 })
}

/// What becomes of a glyph when its line is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It becomes wider and narrower, as all letters of the line do.
    Letter,
    /// It is a word space.
    Space,
    /// It stays as it is.
    Rigid,
}

impl Part {
    fn of(line: &Line, glyph: &Glyph, places: &Places) -> Self {
        let uncut = || glyph.at.is_some_and(|at| places.is_in_uncut(at));
        match line.is_space(glyph) {
            _ if glyph.rigid || glyph.width <= 0.0 => Self::Rigid,
            true if !uncut() => Self::Space,
            _ => Self::Letter,
        }
    }
}

/// How a line is going to be filled.
struct Plan {
    /// The first glyph that is the paragraph's own.
    begin: usize,
    /// What becomes of its glyphs from there on.
    parts: Vec<Part>,
    /// What hangs over the measure on the left and on the right, in points.
    hangs: (f64, f64),
    need: Need,
}

impl Plan {
    fn new(
        line: &Line,
        begin: usize,
        hangs: (f64, f64),
        (measure, ends): (f64, bool),
        places: &Places,
        stretch: &Stretch,
    ) -> Self {
        let begin = begin.min(line.glyphs.len());
        let own = &line.glyphs[begin..];
        let parts: Vec<Part> = own.iter().map(|glyph| Part::of(line, glyph, places)).collect();
        let of = |what: Part| own.iter().zip(&parts).filter(move |one| *one.1 == what);
        let hyphen = line.hyphen.map_or(0.0, |hyphen| hyphen.width);
        let natural = |what| of(what).map(|one| line.natural_width(one.0)).sum::<f64>();
        let (letters, spaces) = (hyphen + natural(Part::Letter), natural(Part::Space));
        let ems = of(Part::Letter).map(|one| one.0.size).sum();
        // What stands between glyphs, and what stays as it is.
        let across = line.right - own.first().map_or(line.right, |glyph| glyph.left);
        let set = |what| of(what).map(|one| one.0.width).sum::<f64>();
        let rigid = across - hyphen - set(Part::Letter) - set(Part::Space);
        let lacks = measure + hangs.0 + hangs.1 - letters - spaces - rigid;
        let count = of(Part::Space).count();
        let space = spaces / count.max(1) as f64;
        let need = Need::new(lacks, (letters, ems), (count, space), (line.size, ends), stretch);
        Self { begin, parts, hangs, need }
    }

    /// Sets the glyphs of its line to where they then stand; its letters are wider by a part of their width.
    fn set(&self, line: &mut Line, wider: f64, stretch: &Stretch) {
        let (scale, tracking) = self.need.split(wider, stretch);
        let rest = self.need.lacks - wider * self.need.letters;
        let rest = if self.need.ends { rest.min(0.0) } else { rest };
        let space = rest / self.need.spaces.max(1) as f64;
        let hyphen = line.hyphen.map_or(0.0, |hyphen| hyphen.width);
        let mut right = line.left();
        let mut moved = right;
        for index in 0..line.glyphs.len() {
            let natural = line.natural_width(&line.glyphs[index]);
            let glyph = &mut line.glyphs[index];
            moved += glyph.left - right - if index == self.begin { self.hangs.0 } else { 0.0 };
            right = glyph.left + glyph.width;
            glyph.left = moved;
            glyph.width = match index.checked_sub(self.begin).map(|own| self.parts[own]) {
                Some(Part::Letter) => natural * scale + tracking * glyph.size,
                Some(Part::Space) => natural + space,
                Some(Part::Rigid) => glyph.width,
                None => natural,
            };
            moved += glyph.width;
        }
        moved += line.right - hyphen - right;
        if let Some(hyphen) = &mut line.hyphen {
            hyphen.width *= scale;
            moved += hyphen.width;
        }
        line.right = moved;
        let (hangs, begin) = (self.hangs, self.begin);
        line.fill = Some(Fill { scale, tracking, hangs, begin, sinks: None });
    }
}
