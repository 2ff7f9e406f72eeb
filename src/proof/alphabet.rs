//! Letters as places in tables of what follows what: 0 is the end of a word, the last stands for all letters that
//! German does not have.

/// How many places there are.
pub(super) const LETTERS: usize = 32;

/// The place of all letters that German does not have.
pub(super) const FOREIGN: usize = LETTERS - 1;

/// The place of a letter, large or small.
pub(super) fn index(c: char) -> usize {
    match c {
        'a'..='z' => c as usize - 'a' as usize + 1,
        'A'..='Z' => c as usize - 'A' as usize + 1,
        'ä' | 'Ä' => 27,
        'ö' | 'Ö' => 28,
        'ü' | 'Ü' => 29,
        'ß' | 'ẞ' => 30,
        _ => FOREIGN,
    }
}
