//! Words that were looked up already: a text repeats its words.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::ir::Language;

/// More words are not kept; then it begins anew.
const MOST: usize = 1 << 16;

/// Places in words by language and word; a text has few languages. It changes no result, so a clone begins empty.
#[derive(Debug)]
pub(in crate::language) struct Known<T>(Mutex<Vec<(Language, Words<T>)>>);

type Words<T> = FxHashMap<String, Vec<T>>;

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T: Clone> Known<T> {
    /// The places in a word, from `find` if they are not known yet.
    pub(in crate::language) fn get(
        &self,
        word: &str,
        language: &Language,
        find: impl FnOnce() -> Vec<T>,
    ) -> Vec<T> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |(known, _): &&(Language, Words<T>)| known == language;
        if let Some(places) = lock().iter().find(of).and_then(|(_, words)| words.get(word)) {
            return places.clone();
        }
        // Not under the lock: `find` may ask for another word.
        let places = find();
        let mut known = lock();
        let place = known.iter().position(|(known, _)| known == language).unwrap_or_else(|| {
            known.push((language.clone(), Words::default()));
            known.len() - 1
        });
        let words = &mut known[place].1;
        if words.len() >= MOST {
            words.clear();
        }
        words.insert(word.to_owned(), places.clone());
        places
    }
}
