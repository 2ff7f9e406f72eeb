//! The rules of good setting, in one place per language.

use super::{Finding, Passage};
use crate::language::QuoteStyle;

/// What an edition decides on its typography.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// The quotation marks.
    pub quotes: QuoteStyle,
}

/// What the rules of its languages find in a passage, in order.
#[must_use]
pub fn find(_passage: &Passage, _style: &Style) -> Vec<Finding> {
    Vec::new()
}
