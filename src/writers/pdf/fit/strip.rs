//! A paragraph as one strip of glyphs, each as wide as it is without justification.

use std::cell::Cell;
use std::sync::Arc;

use super::super::draft::LineEnd;
use super::super::fill::{Stretch, hang};
use super::super::lines::{Line, SAME, SPACES};
use super::super::lower::Places;
use super::parts;
use crate::language::hyphenation::Class;

/// How long the lines of a paragraph are, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::writers::pdf) struct Measures {
    /// The first line.
    pub(in crate::writers::pdf) first: f64,
    /// All others, but those beside an initial.
    pub(in crate::writers::pdf) others: f64,
    /// The initial that is let into its first lines.
    pub(in crate::writers::pdf) initial: Option<LetIn>,
}

/// An initial that is let into the first lines of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::writers::pdf) struct LetIn {
    /// How many lines it is high.
    pub(in crate::writers::pdf) lines: usize,
    /// How many lines stand beside it: one more where it reaches as deep as that.
    pub(in crate::writers::pdf) beside: usize,
    /// By how much the lines beside it begin further in, in points.
    pub(in crate::writers::pdf) indent: f64,
}

impl Measures {
    /// How long a line is, counted from 0.
    pub(in crate::writers::pdf) fn of(&self, line: usize) -> f64 {
        if line == 0 { self.first } else { self.others - self.indent(line) }
    }

    /// By how much a line begins further in for the sake of the initial.
    pub(in crate::writers::pdf) fn indent(&self, line: usize) -> f64 {
        let beside = self.initial.filter(|initial| (1..initial.beside).contains(&line));
        beside.map_or(0.0, |initial| initial.indent)
    }

    /// Those of the lines from that one on.
    pub(super) fn from(&self, line: usize) -> Self {
        let rest =
            |initial: LetIn| LetIn { beside: initial.beside.saturating_sub(line), ..initial };
        Self { first: self.of(line), initial: self.initial.map(rest), ..*self }
    }
}

/// The glyphs of a paragraph one behind the other, and where they can be parted.
#[derive(Debug, Clone)]
pub(in crate::writers::pdf) struct Strip {
    /// How long its lines are.
    pub(in crate::writers::pdf) measures: Measures,
    /// The size of its type.
    pub(super) size: f64,
    /// Natural width of its word spaces in em.
    pub(super) space: f64,
    /// The mean word space that is wished for, in em.
    pub(super) wished: f64,
    /// The width in points below which a last line is too short.
    pub(super) indent: f64,
    /// What a broken word costs, as a part of what it costs by itself.
    pub(super) hyphens: f64,
    /// By how much lines may be stretched and shrunk.
    pub(super) stretch: Stretch,
    /// Part of what a line can be shrunk that is made use of: kerning at the ends of lines is not
    /// known to the last hundredth.
    pub(super) safe: f64,
    /// The first glyph of its first line.
    pub(super) origin: usize,
    /// What of that hangs over the measure, in points.
    pub(super) hangs: f64,
    /// What is known up to each glyph; one more than there are glyphs.
    pub(super) sums: Arc<[Sums]>,
    /// Where it can be parted, in order; the last is its end.
    pub(super) parts: Vec<Part>,
    /// Whether the typesetter can part it elsewhere, too.
    pub(super) others: bool,
    /// How many lines it was set in.
    pub(in crate::writers::pdf) lines: usize,
    /// Where these lines end: the natural width, in points, of all glyphs up to there.
    pub(super) set_ends: Vec<f64>,
    /// How many lines were thought of, to watch over what a paragraph costs.
    pub(super) thought_of: Cell<usize>,
}

/// Sums over all glyphs before one. Widths are in points.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) width: f64,
    /// Of what becomes wider and narrower with its line.
    pub(super) letters: f64,
    /// The sizes of their type.
    pub(super) ems: f64,
    pub(super) spaces: usize,
}

/// A place where the strip can be parted.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Part {
    /// The first glyph that does not stand on the line before.
    pub(super) before: usize,
    /// The first glyph of the line behind it.
    pub(super) behind: usize,
    /// What is added to the width of the line before it: the hyphen.
    pub(super) added: f64,
    /// What of that line hangs over the measure at its end, and of the line behind it at its beginning.
    pub(super) hangs: (f64, f64),
    /// How the line ends there; none at the end of the paragraph.
    pub(super) end: Option<LineEnd>,
    /// How good a break within a word is.
    pub(super) class: Option<Class>,
    /// Letters of the word before and behind a break within it.
    pub(super) letters: (usize, usize),
    /// The byte of the markup, as it was written, at which the line end is put in.
    pub(super) at: usize,
    /// The words before and behind it, to know them again: hashes of their letters.
    pub(super) words: (u64, u64),
    /// Whether the word behind it is long enough to be seen when it stands twice.
    pub(super) seen: (bool, bool),
}

/// A glyph of the strip.
#[derive(Debug, Clone)]
pub(super) struct Atom<'a> {
    pub(super) at: Option<usize>,
    pub(super) text: &'a str,
    /// Natural width in points.
    pub(super) width: f64,
    /// What of it becomes wider and narrower with the line.
    pub(super) letter: f64,
    pub(super) size: f64,
    pub(super) space: bool,
    /// Whether it stands in something that is not stretched with the line.
    pub(super) stiff: bool,
}

/// What is made use of at first of what a line can be shrunk, and how much less whenever the
/// typesetter did not get a line into its measure. Set by judgement.
const SAFE: f64 = 1.0;
const CARE: f64 = 0.3;
/// A last line is not shorter than this, in em: a little more than the indents of the shipped layouts, 1.2 and 1.3.
const INDENT: f64 = 1.5;

impl Strip {
    /// The strip of a paragraph's lines, of which `of` says where the paragraph's own glyphs begin;
    /// none if it is not set justified in two lines or more, or not by the means of this module. `next` is
    /// the byte of the markup at which a part of a paragraph goes on: its last line is full, too.
    pub(in crate::writers::pdf) fn cut(
        lines: &[&Line],
        begin: usize,
        places: &Places,
        markup: &str,
        (stretch, next): (&Stretch, Option<usize>),
    ) -> Option<Self> {
        if lines.iter().any(|line| line.runs_left()) {
            return None;
        }
        let (first, others) = measures(lines, begin)?;
        let size = lines[0].size;
        let space = natural_space(lines)?;
        let mut atoms = Vec::new();
        let mut ends = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let from = if index == 0 { begin } else { 0 };
            natural(line, from, places, &mut atoms);
            ends.push(atoms.len());
        }
        // The indent of a first line is white, too.
        let edge = first + SAME >= others;
        let hyphen = lines.iter().find_map(|line| line.hyphen).map_or(0.33 * size, |h| h.width);
        let sums = sums(&atoms);
        let (parts, more) = parts::cut(&atoms, places, markup, hyphen, (stretch.hanging, next));
        Some(Self {
            measures: Measures { first, others, initial: None },
            size,
            space,
            wished: space,
            indent: INDENT * size,
            hyphens: 1.0,
            stretch: *stretch,
            safe: SAFE,
            others: more,
            origin: 0,
            hangs: if edge && stretch.hanging {
                atoms.first().map_or(0.0, |atom| hanging(atom, hang::Edge::Left))
            } else {
                0.0
            },
            set_ends: ends.into_iter().map(|end| sums[end].width).collect(),
            sums: sums.into(),
            parts,
            lines: lines.len(),
            thought_of: Cell::new(0),
        })
    }

    /// Has an initial let into its first lines, that is drawn so far over its width; `size` is that of its other type.
    pub(in crate::writers::pdf) fn let_in(&mut self, initial: LetIn, over: f64, size: f64) {
        self.measures.first -= over;
        let indent = initial.indent - self.hangs;
        self.measures.initial = Some(LetIn { indent, ..initial });
        self.size = size;
        self.indent = INDENT * size;
    }

    /// The places at which a line can end, as bytes of the markup as it was written.
    pub(in crate::writers::pdf) fn places(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().filter(|part| part.end.is_some()).map(|part| part.at)
    }

    /// Makes less use of what lines can be shrunk; whether that was possible.
    pub(in crate::writers::pdf) fn be_careful(&mut self) -> bool {
        self.safe -= CARE;
        self.safe > 0.0
    }

    /// How many lines were thought of since it was made.
    #[cfg(test)]
    pub(in crate::writers::pdf) fn thought_of(&self) -> usize {
        self.thought_of.get()
    }

    /// Whether the paragraph can be parted otherwise at all.
    pub(in crate::writers::pdf) fn is_empty(&self) -> bool {
        self.parts.len() < 2
    }
}

/// Length of the first line and of all others, from the lines as they are set; none if they are not
/// brought to a measure.
pub(in crate::writers::pdf) fn measures(lines: &[&Line], begin: usize) -> Option<(f64, f64)> {
    let (last, rest) = lines.split_last()?;
    let (first, others) = rest.split_first()?;
    // Where nothing is brought to a measure, word spaces are as wide as the font has them.
    if !rest.iter().any(|line| line.is_stretched()) {
        return None;
    }
    let left = |line: &Line, from: usize| line.glyphs.get(from).map(|glyph| glyph.left);
    let lefts: Vec<f64> = others.iter().map(|line| left(line, 0)).collect::<Option<_>>()?;
    let other = match others.iter().zip(&lefts).min_by_key(|(line, _)| line.hangs()) {
        Some((line, left)) => line.edge() - left,
        // Of a paragraph of two lines the second tells where it begins, the first where it ends.
        None if last.page == first.page => first.edge() - left(last, 0)?,
        None => return None,
    };
    // Behind a change of style the typesetter hangs nothing over.
    let fits = |line: &Line, left: f64| {
        [line.edge(), line.right].iter().any(|right| (right - left - other).abs() < SAME)
    };
    let even = others.iter().zip(&lefts).all(|(line, left)| fits(line, *left));
    let longest = last.edge() - left(last, 0)?;
    // On the page of another line the first one ends where that does.
    let beside = others.iter().zip(&lefts).find(|(line, _)| line.page == first.page);
    let one = match beside {
        Some((_, left_of_it)) => left_of_it + other - first.natural_left(begin)?,
        None => first.edge() - first.natural_left(begin)?,
    };
    (even && other > 0.0 && longest < other + SAME).then_some((one, other))
}

/// The natural width of the word spaces, in em, if the lines have any.
fn natural_space(lines: &[&Line]) -> Option<f64> {
    let spaces = lines.iter().flat_map(|line| {
        line.glyphs.iter().filter(|glyph| line.is_space(glyph)).map(|g| g.plain / g.size)
    });
    let mut spaces: Vec<f64> = spaces.collect();
    spaces.sort_by(f64::total_cmp);
    spaces.get(spaces.len() / 2).copied()
}

/// Adds the glyphs of a line without what justification did to them: the typesetter stretches word spaces alone.
fn natural<'a>(line: &'a Line, from: usize, places: &Places, atoms: &mut Vec<Atom<'a>>) {
    let glyphs = &line.glyphs[from.min(line.glyphs.len())..];
    let mut right = glyphs.first().map_or(0.0, |glyph| glyph.left);
    for glyph in glyphs {
        let text = line.said(glyph);
        let space = text.starts_with(SPACES);
        let uncut = glyph.at.is_some_and(|at| places.is_in_uncut(at));
        let stiff = uncut || space && glyph.is_typewritten();
        let em = glyph.size;
        // Spaces at a line's end have no width; wherever they come to stand, they have.
        let width = if space && !uncut { glyph.plain } else { glyph.width };
        // What stands between glyphs, such as a box or a fixed space, is part of the one behind it.
        let apart = glyph.left - right;
        let apart = if apart.abs() < 0.01 { 0.0 } else { apart };
        right = glyph.left + glyph.width;
        let letter = if space && !stiff || glyph.rigid { 0.0 } else { width };
        atoms.push(Atom {
            at: glyph.at,
            text,
            width: width + apart,
            letter,
            size: em,
            space,
            stiff,
        });
    }
}

fn sums(atoms: &[Atom<'_>]) -> Vec<Sums> {
    let mut sums = vec![Sums::default()];
    let mut sum = Sums::default();
    for atom in atoms {
        sum.width += atom.width;
        sum.letters += atom.letter;
        sum.ems += if atom.letter > 0.0 { atom.size } else { 0.0 };
        sum.spaces += usize::from(atom.space && !atom.stiff);
        sums.push(sum);
    }
    sums
}

/// What of a glyph hangs over an edge, in points.
pub(super) fn hanging(atom: &Atom<'_>, edge: hang::Edge) -> f64 {
    hang::part(atom.text, edge) * atom.letter
}
