//! The line ends of paragraphs, chosen anew on what the set lines tell of the width of every letter.
//!
//! [`Strip::cut`] puts the lines of a paragraph together to one strip of glyphs, each as wide as it
//! is without justification, and finds where it can be parted. [`Strip::choose`] parts it into lines
//! whose word spaces are as even as can be, with few hyphens, by dynamic programming over the whole
//! paragraph (Knuth and Plass 1981), with costs of our own: see [`cost`].
//!
//! Even word spaces come first, then hyphens by the class of their break, none in the last line but one, no
//! word twice below itself. For each number of lines the best way is known. Line ends are thought of near
//! those that were set alone, and in a long paragraph a page end is looked at with the lines around it, so
//! that ten times the words take ten times as long; of such a paragraph two lines more or less than is best
//! are thought of, and only where a page would end within a word it is asked what it costs that it does
//! not.

mod choose;
pub(super) mod cost;
mod parts;
mod strip;

pub(super) use choose::{Choice, Wish};
pub(super) use strip::{LetIn, Measures, Strip, measures};

#[cfg(test)]
mod predicted;
#[cfg(test)]
mod tests;
