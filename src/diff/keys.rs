//! Words as numbers: the same number, the same word.

use rustc_hash::FxHashMap;

use super::text::{PARAGRAPH, Text, Token, Words};

/// The numbers of all words of two texts.
pub(super) struct Keys<'t> {
    known: FxHashMap<&'t str, u32>,
}

impl<'t> Keys<'t> {
    pub(super) fn of(old: &'t Text, new: &'t Text) -> Self {
        let mut known = FxHashMap::default();
        known.insert(PARAGRAPH, 0);
        for text in [old, new] {
            let notes = text.notes.iter().map(|note| &note.words);
            for words in text.passages.iter().map(|passage| &passage.words).chain(notes) {
                for token in words.tokens() {
                    let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                    known.entry(token.text).or_insert(next);
                }
            }
        }
        Self { known }
    }

    /// The number of a word: its lowest bit says whether space stands before it.
    pub(super) fn key(&self, token: &Token<'_>) -> u32 {
        let number = self.known.get(token.text).copied().unwrap_or(u32::MAX >> 1);
        number << 1 | u32::from(token.spaced)
    }

    pub(super) fn words(&self, words: &Words) -> Vec<u32> {
        words.tokens().map(|token| self.key(&token)).collect()
    }

    pub(super) fn passages(&self, text: &Text) -> Vec<Vec<u32>> {
        text.passages.iter().map(|passage| self.words(&passage.words)).collect()
    }
}
