//! The most frequent words of German, in the old and the new orthography: what is surely a word
//! where there is no dictionary.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Words as they stand within a sentence, nouns with their capital.
static WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("data/german-frequent.txt").split_whitespace().collect());

/// The words, as they stand within a sentence.
pub fn frequent_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().copied()
}

/// The words, and those in small letters with the capital of a sentence's first word.
static IN_SENTENCES: LazyLock<FxHashSet<Cow<'_, str>>> = LazyLock::new(|| {
    let titled = |word: &&str| {
        let mut letters = word.chars();
        let first = letters.next().filter(|c| c.is_lowercase())?;
        Some(first.to_uppercase().chain(letters).collect::<String>())
    };
    let titled = WORDS.iter().filter_map(titled).map(Cow::Owned);
    WORDS.iter().map(|word| Cow::Borrowed(*word)).chain(titled).collect()
});

/// Whether a word is one of them as it stands within a sentence.
#[must_use]
pub fn is_frequent_within(word: &str) -> bool {
    WORDS.contains(word)
}

/// Whether a word is one of them, also with the capital of a sentence's first word.
#[must_use]
pub fn is_frequent(word: &str) -> bool {
    IN_SENTENCES.contains(word)
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
