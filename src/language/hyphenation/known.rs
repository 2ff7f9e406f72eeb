//! Words that were looked up already: a text repeats its words.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::Break;
use crate::ir::Language;

/// More words are not kept; then it begins anew.
const MOST: usize = 1 << 16;

/// Breaks by language and word. It changes no result, so a clone begins empty.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<HashMap<Language, HashMap<String, Vec<Break>>>>);

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
        if let Some(breaks) = lock().get(language).and_then(|words| words.get(word)) {
            return breaks.clone();
        }
        // Not under the lock: `find` may ask for another word.
        let breaks = find();
        let mut known = lock();
        if !known.contains_key(language) {
            known.insert(language.clone(), HashMap::new());
        }
        if let Some(words) = known.get_mut(language) {
            if words.len() >= MOST {
                words.clear();
            }
            words.insert(word.to_owned(), breaks.clone());
        }
        breaks
    }
}
