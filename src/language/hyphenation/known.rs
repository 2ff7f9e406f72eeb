//! Words that were looked up already: a text repeats its words.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::Break;
use crate::ir::Language;

/// More words are not kept; then it begins anew.
const MOST: usize = 1 << 16;

/// Breaks by language and word; a text has few languages. It changes no result, so a clone begins empty.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<Vec<(Language, Words)>>);

type Words = FxHashMap<String, Vec<Break>>;

impl Clone for Known {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Known {
    /// The breaks of a word, from `find` if they are not known yet.
    pub(super) fn get(
        &self,
        word: &str,
        language: &Language,
        find: impl FnOnce() -> Vec<Break>,
    ) -> Vec<Break> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |(known, _): &&(Language, Words)| known == language;
        if let Some(breaks) = lock().iter().find(of).and_then(|(_, words)| words.get(word)) {
            return breaks.clone();
        }
        // Not under the lock: `find` may ask for another word.
        let breaks = find();
        let mut known = lock();
        let place = known.iter().position(|(known, _)| known == language).unwrap_or_else(|| {
            known.push((language.clone(), Words::default()));
            known.len() - 1
        });
        let words = &mut known[place].1;
        if words.len() >= MOST {
            words.clear();
        }
        words.insert(word.to_owned(), breaks.clone());
        breaks
    }
}
