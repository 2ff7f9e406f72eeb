//! Straight marks that are apostrophes, whatever stands around them.

use crate::language::is_cut_word;

/// Whether the mark at an offset stands within a word, or before one that is cut at its beginning: `geht's`,
/// `'n Abend`.
pub(super) fn is_one(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let behind = &text[at + 1..];
    let begins = before.is_none_or(|c| c.is_whitespace() || "([\"„“»«‚‘›‹–—-".contains(c));
    before.is_some_and(char::is_alphabetic) && behind.starts_with(char::is_alphabetic)
        || begins && is_cut_word(behind)
}
