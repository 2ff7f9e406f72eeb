//! How wide the letters of each line of a paragraph are, so that its word spaces are even and neighbouring
//! lines look alike.
//!
//! What is minimized is a sum of squares: of how far word spaces are from their natural width, of how far letters are,
//! and of how much the letters of neighbouring lines differ; within the limits of the layout. Such a sum has one
//! least place, which is come to line by line, each given its neighbours (Gauss and Seidel), again and again.

use super::super::lines::SAME;
use super::Stretch;
use crate::inspection::LOOSE;

/// By how much word spaces, in em, letters, and the letters of neighbouring lines, as parts of their width, are off
/// when it costs 1. Set by what came out on pages: see `docs/testing.md`.
const SPACE: f64 = 0.02;
const LETTERS: f64 = 0.05;
const NEIGHBOURS: f64 = 0.008;
/// How often lines are gone through at most, and by how much, as a part of their width, letters change in a round behind
/// which none is needed: by less than is rounded.
const ROUNDS: usize = 40;
const STILL: f64 = 1e-7;

/// The word space, in em, of a line that has none and is short of its measure: wider than any is taken.
const NEVER: f64 = 10.0;

/// What a line needs to fill its measure. Lengths are in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::writers::pdf) struct Need {
    /// What it lacks when all is as wide as it is by nature; below 0: has too much.
    pub(in crate::writers::pdf) lacks: f64,
    /// Natural width of its letters.
    pub(in crate::writers::pdf) letters: f64,
    /// By what parts of that they may become narrower and wider.
    pub(in crate::writers::pdf) limits: (f64, f64),
    /// How many word spaces it has.
    pub(in crate::writers::pdf) spaces: usize,
    /// By how much each of them, at most, is to become narrower, and wider.
    pub(in crate::writers::pdf) give: (f64, f64),
    /// The size of its type.
    pub(in crate::writers::pdf) size: f64,
    /// Whether it only must not be longer than its measure.
    pub(in crate::writers::pdf) ends: bool,
}

/// A line that is filled, whatever stands below it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::writers::pdf) struct Fitted {
    /// By what part of their width its letters are wider.
    pub(in crate::writers::pdf) letters: f64,
    /// By how much each of its word spaces is wider, in points.
    pub(in crate::writers::pdf) space: f64,
    /// By how much it is too long even so, in points; 0 if it fits.
    pub(in crate::writers::pdf) over: f64,
}

impl Need {
    /// Of what a line lacks; of the natural width of its letters and the sizes of their type; of the number of its word
    /// spaces and the natural width of one; of its size, and whether its paragraph ends with it.
    pub(in crate::writers::pdf) fn new(
        lacks: f64,
        (letters, ems): (f64, f64),
        (spaces, space): (usize, f64),
        (size, ends): (f64, bool),
        stretch: &Stretch,
    ) -> Self {
        let part = |scale: f64, tracking: f64| scale + tracking * ems / letters.max(1e-6);
        Self {
            lacks,
            letters,
            limits: (
                part(stretch.scale.0, stretch.tracking.0),
                part(stretch.scale.1, stretch.tracking.1),
            ),
            spaces,
            give: (stretch.narrower(space), stretch.wider(space).max(LOOSE * size - space)),
            size,
            ends,
        }
    }

    /// How wide its letters are, as a part of their natural width, and by how much they are apart, in em, when they become
    /// wider by a part of their width.
    pub(in crate::writers::pdf) fn split(&self, wider: f64, stretch: &Stretch) -> (f64, f64) {
        let (limit, scale, tracking) = if wider < 0.0 {
            (self.limits.0, stretch.scale.0, stretch.tracking.0)
        } else {
            (self.limits.1, stretch.scale.1, stretch.tracking.1)
        };
        let share = if limit == 0.0 { 0.0 } else { wider / limit };
        (1.0 + share * scale, share * tracking)
    }

    /// How it is filled below a line with letters of that width, if that part is made use of what it can give when it is too
    /// long.
    pub(in crate::writers::pdf) fn below(&self, above: Option<f64>, safe: f64) -> Fitted {
        let spaces = self.spaces as f64;
        // The last line is told the typesetter as it is: there word spaces alone give.
        let narrower = if self.ends { 0.0 } else { self.limits.0 * self.letters };
        let least = self.lacks - safe * (narrower - spaces * self.give.0);
        let letters = self.best([above, None]);
        let rest = self.lacks - letters * self.letters;
        let space = match self.spaces {
            _ if self.ends => rest.min(0.0) / spaces.max(1.0),
            // Nothing can bring it to its measure.
            0 => {
                if rest > SAME {
                    NEVER * self.size
                } else {
                    0.0
                }
            }
            _ => rest / spaces,
        };
        let least_space = -self.give.0;
        Fitted { letters, space: space.max(least_space), over: (-least).max(0.0) }
    }

    /// By how much its letters become wider, between which bounds.
    fn bounds(&self) -> (f64, f64) {
        let (low, high) = self.limits;
        let letters = self.letters.max(1e-6);
        let spaces = self.spaces as f64;
        let most = (self.lacks + spaces * self.give.0) / letters;
        if self.ends {
            return (low, most.clamp(low, high));
        }
        let least = (self.lacks - spaces * self.give.1) / letters;
        (least.clamp(low, high), most.clamp(low, high))
    }

    /// The best change of its letters, given those of its neighbours.
    fn best(&self, neighbours: [Option<f64>; 2]) -> f64 {
        let (mut pull, mut weight) = (0.0, LETTERS.powi(-2));
        if !self.ends && self.spaces > 0 {
            let unit = self.spaces as f64 * self.size;
            let (lacks, letters) = (self.lacks / unit, self.letters / unit);
            pull += letters * lacks / SPACE.powi(2);
            weight += (letters / SPACE).powi(2);
        }
        for neighbour in neighbours.into_iter().flatten() {
            pull += neighbour / NEIGHBOURS.powi(2);
            weight += NEIGHBOURS.powi(-2);
        }
        let (low, high) = self.bounds();
        // Of two bounds that cross, that holds by which nothing is too long.
        (pull / weight).max(low).min(high)
    }
}

/// By what part of their natural width the letters of each line become wider.
pub(super) fn widths(needs: &[Need]) -> Vec<f64> {
    let mut widths = vec![0.0; needs.len()];
    for _ in 0..ROUNDS {
        let mut moved = 0.0_f64;
        for index in 0..needs.len() {
            let before = index.checked_sub(1).map(|before| widths[before]);
            let behind = widths.get(index + 1).copied();
            let best = needs[index].best([before, behind]);
            moved = moved.max((best - widths[index]).abs());
            widths[index] = best;
        }
        if moved < STILL {
            break;
        }
    }
    widths
}
