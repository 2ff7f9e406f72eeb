//! The most frequent words of German, in the old and the new orthography: what is surely a word
//! where there is no dictionary.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words as they stand within a sentence, nouns with their capital.
static WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("data/german-frequent.txt").split_whitespace().collect());

/// The words, as they stand within a sentence.
pub fn frequent_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().copied()
}

/// Whether a word is one of them as it stands within a sentence.
#[must_use]
pub fn is_frequent_within(word: &str) -> bool {
    WORDS.contains(word)
}

/// Whether a word is one of them, also with the capital of a sentence's first word.
#[must_use]
pub fn is_frequent(word: &str) -> bool {
    if WORDS.contains(word) {
        return true;
    }
    let mut chars = word.chars();
    let Some(first) = chars.next().filter(|c| c.is_uppercase()) else { return false };
    let small: String = first.to_lowercase().chain(chars).collect();
    WORDS.contains(small.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_frequent;

    #[test]
    fn sentences_begin_with_a_capital_and_nouns_have_one() {
        assert!(is_frequent("der") && is_frequent("Der") && is_frequent("Staat"));
        assert!(!is_frequent("staat") && !is_frequent("DER") && !is_frequent(""));
    }
}
