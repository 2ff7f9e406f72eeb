//! What digitising does to a text.

use super::{Finding, Passage};
use crate::diagnostics::Diagnostic;
use crate::source::Sources;

/// What is found in a passage by itself.
#[must_use]
pub fn find(_passage: &Passage) -> Vec<Finding> {
    Vec::new()
}

/// What is found when the passages of a book are compared.
#[must_use]
pub fn find_in_book(_passages: &[Passage], _sources: &Sources) -> Vec<Diagnostic> {
    Vec::new()
}
