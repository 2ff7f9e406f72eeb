//! The words that others of a text may be misreadings of: frequent ones of German, and of the text itself.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::lexicon::{Text, capital};
use crate::language::{frequent_words, is_frequent};

/// How often a word of the text must occur for another to be a misreading of it.
pub(super) const OFTEN: usize = 3;
/// How many times as often as its misreading.
const TIMES: usize = 10;
/// Longer words, in letters, need not be frequent ones of German.
const SHORT: usize = 4;

/// A word that another may be a misreading of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model {
    /// Whether it is one of the frequent words of German.
    pub(super) frequent: bool,
    /// How often it occurs; see [`Text::occurrences`].
    pub(super) occurrences: usize,
}

impl Model {
    /// Whether it occurs so often that what occurs `rare` times may be a misreading of it.
    pub(super) fn is_often(self, rare: usize, letters: usize) -> bool {
        let times_as_often = self.occurrences >= rare * TIMES;
        self.frequent && (rare < OFTEN || times_as_often)
            || letters > SHORT && self.occurrences >= OFTEN && (rare == 1 || times_as_often)
    }
}

/// The words that others may be misreadings of. Most of what a word might have been is none of them, so
/// that one look tells.
pub(super) struct Models<'a>(FxHashMap<Cow<'a, str>, Model>);

impl<'a> Models<'a> {
    /// Those of a text, of which `words` are the German words.
    pub(super) fn build(text: &Text<'_>, words: impl Iterator<Item = &'a str>) -> Self {
        let mut models: FxHashMap<Cow<'_, str>, Model> = FxHashMap::default();
        // What is written small within a sentence has a capital as its first word.
        let german =
            frequent_words().flat_map(|word| [Cow::Borrowed(word), Cow::Owned(capital(word))]);
        let own = words.flat_map(|word| {
            std::iter::once(Cow::Borrowed(word)).chain(small(word).map(Cow::Owned))
        });
        for form in german.chain(own) {
            let (frequent, occurrences) = (is_frequent(&form), text.occurrences(&form));
            if frequent || occurrences >= OFTEN {
                models.insert(form, Model { frequent, occurrences });
            }
        }
        Self(models)
    }

    /// The model that has this form.
    pub(super) fn get(&self, word: &str) -> Option<Model> {
        self.0.get(word).copied()
    }
}

/// A word with a capital in small letters.
fn small(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next().filter(|c| c.is_uppercase())?;
    Some(first.to_lowercase().chain(letters).collect())
}
