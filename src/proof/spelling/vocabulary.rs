//! The words that an edition has of its own, with their inflected forms.

use rustc_hash::FxHashSet;

use super::forms::{is_titled, plain, titled};
use crate::language;

/// Words that are right in one edition.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary(FxHashSet<String>);

/// What is put to a name or a noun, longest first.
const ENDINGS: &[&str] = &[
    "'schen", "'scher", "'sches", "'schem", "ismus", "isten", "'sche", "schen", "scher", "sches",
    "schem", "sche", "ist", "ens", "es", "en", "er", "'s", "s", "e", "n", "'",
];

impl Vocabulary {
    /// The words of the manifest; of several words in one entry each by itself.
    pub(super) fn new(words: &[String]) -> Self {
        let mut all = FxHashSet::default();
        for entry in words {
            for range in language::words(entry) {
                all.insert(plain(&entry[range]).into_owned());
            }
        }
        Self(all)
    }

    /// Whether it holds the plain form of a word: as it stands, with a capital in front, all in
    /// capitals, or inflected.
    pub(super) fn holds(&self, word: &str) -> bool {
        !self.0.is_empty() && (self.has(word) || stems(word).any(|stem| self.has(stem)))
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
            || is_titled(word)
                && (self.0.contains(&word.to_lowercase()) || self.0.contains(&titled(word)))
    }
}

/// What a name or a noun could be an inflected form of.
pub(super) fn stems(word: &str) -> impl Iterator<Item = &str> {
    let stems = ENDINGS.iter().filter_map(move |ending| word.strip_suffix(ending));
    stems.filter(|stem| is_titled(stem) && stem.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_an_edition_are_inflected() {
        let words = ["Korsch".to_owned(), "Karl Vorländer".to_owned(), "oktroi".to_owned()];
        let own = Vocabulary::new(&words);
        for word in ["Korsch", "Korschs", "KORSCH", "Vorländer", "Vorländers", "Oktroi", "oktroi"]
        {
            assert!(own.holds(word), "{word}");
        }
        for word in ["korsch", "Vorlander", "oktrois", "Kors"] {
            assert!(!own.holds(word), "{word}");
        }
    }
}
