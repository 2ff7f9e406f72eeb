//! Groups of three letters: which of them German words have.

use std::ops::Range;
use std::sync::LazyLock;

use crate::language::frequent_words;
use crate::proof::alphabet::{LETTERS, index};

/// In how many words of a text a group must stand to be one of the language.
const SEEN: u16 = 3;

/// How many words have each group.
#[derive(Clone)]
pub(super) struct Trigrams {
    counts: Vec<u16>,
}

/// Those of the most frequent words, each surely one of the language.
static FREQUENT: LazyLock<Trigrams> = LazyLock::new(|| {
    let mut trigrams = Trigrams { counts: vec![0; LETTERS * LETTERS * LETTERS] };
    for word in frequent_words() {
        for at in indices(word) {
            trigrams.counts[at] = SEEN;
        }
    }
    trigrams
});

impl Trigrams {
    /// The groups of the most frequent words and of the words of a text, each given once.
    pub(super) fn count<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut trigrams = FREQUENT.clone();
        for word in words.filter(|word| word.chars().all(char::is_alphabetic)) {
            for at in indices(word) {
                trigrams.counts[at] = trigrams.counts[at].saturating_add(1);
            }
        }
        trigrams
    }

    /// Whether a group that the language hardly has stands at the letters `range` of a word, or
    /// reaches into them.
    pub(super) fn strange_at(&self, word: &str, range: &Range<usize>) -> bool {
        let first = word[..range.start].chars().count();
        let last = word[..range.end].chars().count();
        // The group `n` holds the letters `n - 2` to `n` of the word with its two ends.
        indices(word)
            .enumerate()
            .any(|(n, at)| n + 2 > first && n < last + 1 && self.counts[at] < SEEN)
    }
}

/// The groups of a word with both its ends, as places in the table.
fn indices(word: &str) -> impl Iterator<Item = usize> + '_ {
    let letters = std::iter::once(0).chain(word.chars().map(index)).chain(std::iter::once(0));
    let (mut first, mut second) = (0, 0);
    letters.enumerate().filter_map(move |(n, letter)| {
        let group = (first * LETTERS + second) * LETTERS + letter;
        (first, second) = (second, letter);
        (n > 1).then_some(group)
    })
}

#[cfg(test)]
mod tests {
    use super::Trigrams;

    #[test]
    fn strange_groups_are_found_where_they_stand() {
        let trigrams = Trigrams::count(std::iter::empty());
        assert!(trigrams.strange_at("nnd", &(0..1)));
        assert!(!trigrams.strange_at("und", &(0..1)));
        assert!(trigrams.strange_at("Marxsten", &(4..6)));
        assert!(!trigrams.strange_at("Marxsten", &(7..8)));
    }
}
