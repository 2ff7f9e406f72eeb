//! The rules of good setting, in one place per language.
//!
//! `docs/typography.md` lists them all, with the place where each is kept.

mod apostrophe;
mod binding;
mod calls;
mod english;
mod french;
mod german;
mod letters;
mod line;
mod marks;
mod pairs;
mod quotations;
mod spared;
mod unbalanced;
mod written;

use super::{Edit, Finding, Passage};
use crate::ir::walk::LineKind;
use crate::language::QuoteStyle;
pub(super) use german::is_adjective;
use line::Line;
pub(super) use written::find as find_written;

/// What is only seen in the book as a whole; each with the index of its passage.
pub(super) fn find_in_book(passages: &[Passage], style: &HouseStyle) -> Vec<(usize, Finding)> {
    let mut found = unbalanced::find_in_book(passages, style);
    found.extend(calls::find_in_book(passages));
    found
}

/// What an edition decides on its typography.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HouseStyle {
    /// The quotation marks.
    pub quotes: QuoteStyle,
}

/// The rules of a language.
type Rules = fn(&Line<'_>, &HouseStyle, &mut Vec<Finding>);

const LANGUAGES: [(&str, Rules); 3] =
    [("de", german::find), ("en", english::find), ("fr", french::find)];

/// What the rules of its languages find in a passage, in order. Verse keeps what its poet wrote.
///
/// Whether quotations are closed is not seen in one passage: see [`find_in_book`].
#[must_use]
pub fn find(passage: &Passage, style: &HouseStyle) -> Vec<Finding> {
    let mut found = Vec::new();
    if passage.kind == LineKind::Verse {
        return found;
    }
    let spared = spared::ranges(&passage.text);
    for (language, rules) in LANGUAGES {
        if let Some(line) = Line::new(passage, language, &spared) {
            rules(&line, style, &mut found);
        }
    }
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    found
}

/// Spaces at which a line must not end, though nobody would type them otherwise: before a dash and
/// before an ellipsis. They are put into the book and not told.
#[must_use]
pub fn bind(passage: &Passage) -> Vec<Edit> {
    if passage.kind == LineKind::Verse {
        return Vec::new();
    }
    let spared = spared::ranges(&passage.text);
    Line::new(passage, "de", &spared).map_or_else(Vec::new, |line| binding::edits(&line))
}
