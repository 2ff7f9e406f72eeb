//! The make-up of pages: how many lines each paragraph has, so that pages are full.
//!
//! [`runs`] reads from set pages what stands one below the other from one opening to the next: how
//! many lines, how far apart, what keeps together. [`Run::make_up`] finds for the paragraphs of a run
//! the numbers of lines with which its pages are full and no word is broken at their ends, at the
//! least cost: dynamic programming over all places on a page at which a paragraph can begin
//! (Mittelbach 2016). It is only done where the rules, applied to the pages as they are, end
//! them where the typesetter did (`page`). Of pages that face each other both may end a line early, so that they end level:
//! the typesetter is made to turn the page there (`turn-page` of the vocabulary).
//!
//! [`Feet`] tells which lines call notes at the foot and how high these are. What the rules do not explain, figures and
//! lists over a page, is left alone, and what stands before it keeps its length.

mod choose;
mod feet;
mod page;
mod run;

pub(super) use choose::{Costs, Made, Variants};
pub(super) use feet::Feet;
pub(super) use page::Turned;
pub(super) use run::{Item, runs};

#[cfg(test)]
mod tests;
