//! What a line costs, as a typographer would have it. The unit is a line whose word spaces are off
//! the wished width by [`EVEN`].
//!
//! The form is that of Knuth and Plass (*Breaking Paragraphs into Lines*, 1981): costs of lines that add up over the
//! paragraph. The figures are our own. Where it says *set by judgement*, nobody has measured what another figure would
//! make of pages; what all of them together make, `docs/testing.md` tells with and without correction.

use super::super::fill::even::{Fitted, Need};
use super::Strip;
use super::strip::Part;
use crate::inspection::LOOSE;
use crate::language::hyphenation::Class;

/// Deviation of a line's mean word space, in em, that costs 1: about what the word spaces of corrected pages
/// scatter by (`docs/testing.md`). It costs the square, where Knuth and Plass take the cube.
const EVEN: f64 = 0.03;
/// What a loose line costs, and each further hundredth of an em: as much as ten broken words, so that a word is broken before
/// a line is loose. Set by judgement.
const LOOSE_COST: (f64, f64) = (100.0, 20.0);
/// A broken word, by how good the break is: as much as a line whose spaces are off by 0.10, 0.12 and 0.13 em. That joints come
/// before syllables is the rule (T40 of `docs/typography.md`); how far, was set by judgement.
const HYPHEN: [(Class, f64); 3] =
    [(Class::Joint, 12.0), (Class::Affix, 15.0), (Class::Syllable, 18.0)];
/// A break that leaves two letters alone, and one that takes but three over: both are allowed (T38) and ugly. Set by judgement.
const FEW_LETTERS: (f64, f64) = (12.0, 2.5);
/// The second hyphen in a row, and every further one, which is a fault (`Limits::hyphens`): dearer than any
/// line that is not loose. Set by judgement, as the additional demerits of Knuth and Plass are.
const ROW: [f64; 2] = [6.0, 400.0];
/// A broken word of which the last line holds but the end. Set by judgement.
const LAST_FRAGMENT: f64 = 60.0;
/// A last line that is shorter than an indent (T35). Set by judgement.
const RUNT: f64 = 80.0;
/// The same word twice one below the other, at the beginning or the end: about as much as a broken word. Set by judgement.
const STACK: f64 = 15.0;
/// Difference of the mean word spaces of two lines, in em, that costs 1: the place of the classes of fitness of
/// Knuth and Plass, without their steps. Set by judgement.
const CONTRAST: f64 = 0.15;
/// Letters that are wider or narrower by this part of their width cost 1, and so do lines whose letters differ by that from
/// those of the line above. Set by what came out on pages: see `docs/testing.md`.
const LETTERS: f64 = 0.05;
const LETTERS_CONTRAST: f64 = 0.01;
/// Every line: of two ways that are as good, the shorter is better. Less than a hundredth of an em in its word spaces.
const LINE: f64 = 0.05;
/// A point that a line is too long, shrunk as far as it can be: so much that any other way is taken.
const OVER: f64 = 4.0e4;

/// A line that could be: how wide its spaces and letters would be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// Mean word space in em.
    pub(super) space: f64,
    /// By what part of their width its letters are wider.
    pub(super) letters: f64,
    /// By how much, in points, it would be too long even when shrunk; 0 if it fits.
    pub(super) over: f64,
    /// How many word spaces it has.
    pub(super) spaces: usize,
    /// Its natural width in points.
    pub(super) width: f64,
}

impl Strip {
    /// How a line that begins with a glyph, of which so much hangs over, and ends at a place fits a measure.
    /// How wide the letters of the line above are, decides with it.
    pub(super) fn fit(
        &self,
        from: (usize, f64),
        to: &Part,
        (measure, last): (f64, bool),
        above: Option<f64>,
    ) -> Fit {
        let (need, width) = self.need(from, to, measure, last);
        let Fitted { letters, space, over } = need.below(above, self.safe);
        Fit { space: self.space + space / self.size, letters, over, spaces: need.spaces, width }
    }

    /// What such a line needs to fill the measure, and how wide it is by nature.
    pub(super) fn need(
        &self,
        (from, over): (usize, f64),
        to: &Part,
        measure: f64,
        last: bool,
    ) -> (Need, f64) {
        let (a, b) = (self.sums[from], self.sums[to.before.max(from)]);
        let width = b.width - a.width + to.added;
        let need = Need::new(
            measure - width + over + to.hangs.0,
            (b.letters - a.letters + to.added, b.ems - a.ems),
            (b.spaces - a.spaces, self.space * self.size),
            (self.size, last),
            &self.stretch,
        );
        (need, width)
    }
}

/// What is known of the line before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'a> {
    /// Its mean word space in em, and by what part its letters are wider; none before the first line.
    pub(super) fit: Option<(f64, f64)>,
    /// How many lines up to it, with it, end in hyphens.
    pub(super) row: usize,
    /// Where it begins and ends.
    pub(super) parts: Option<(Option<&'a Part>, &'a Part)>,
}

impl Strip {
    /// What a line costs that ends at `to`.
    pub(super) fn cost(&self, fit: Fit, to: &Part, before: &Before<'_>) -> f64 {
        let last = to.end.is_none();
        let mut cost = LINE + OVER * fit.over;
        if !last {
            cost += ((fit.space - self.wished) / EVEN).powi(2) + (fit.letters / LETTERS).powi(2);
            if fit.space > LOOSE {
                cost += LOOSE_COST.0 + LOOSE_COST.1 * (fit.space - LOOSE) * 100.0;
            }
        }
        if let Some((space, letters)) = before.fit {
            cost += ((fit.space - space) / CONTRAST).powi(2);
            cost += ((fit.letters - letters) / LETTERS_CONTRAST).powi(2);
        }
        cost += self.hyphen(to, before.row);
        if last {
            if before.row > 0 && fit.spaces == 0 {
                cost += LAST_FRAGMENT;
            }
            if before.fit.is_some() && fit.width < self.indent {
                cost += RUNT;
            }
        }
        if let Some((begin, end)) = before.parts {
            // The line before begins behind `begin`, this one behind `end`.
            let begins = begin.is_some_and(|one| one.words.1 == end.words.1 && end.seen.1);
            let ends = end.words.0 == to.words.0 && to.seen.0;
            cost += if begins || ends { STACK } else { 0.0 };
        }
        cost
    }

    fn hyphen(&self, to: &Part, row: usize) -> f64 {
        let Some(class) = to.class else { return 0.0 };
        let base = HYPHEN.iter().find(|one| one.0 == class).map_or(0.0, |one| one.1);
        let alone = if to.letters.0 < 3 && class != Class::Joint { FEW_LETTERS.0 } else { 0.0 };
        let few = if to.letters.1 < 4 { FEW_LETTERS.1 } else { 0.0 };
        let row = match row {
            0 => 0.0,
            1 => ROW[0],
            _ => ROW[1],
        };
        base * self.hyphens + alone + few + row
    }
}
