//! The words of a book: how often each occurs and where, and which of them are surely words.

use std::collections::HashMap;

use super::reading::Reading;
use super::{Known, Place};
use crate::ir::Language;

/// The passages of a book with their words.
pub(super) struct Text<'a> {
    pub(super) readings: &'a [Reading<'a>],
    /// The places of each word in German, in reading order.
    german: HashMap<&'a str, Vec<Place>>,
    /// How often each word occurs in any other language.
    foreign: HashMap<&'a str, usize>,
    known: Known<'a>,
    /// What was found to be in another language than it says.
    untagged: Vec<Place>,
    /// Whether these are many: such a text is not proofread as another language.
    untagged_often: bool,
}

impl<'a> Text<'a> {
    pub(super) fn of(readings: &'a [Reading<'a>], known: Known<'a>) -> Self {
        let mut german: HashMap<&str, Vec<Place>> = HashMap::new();
        let mut foreign: HashMap<&str, usize> = HashMap::new();
        for reading in readings {
            for word in &reading.words {
                if reading.is_german(word.range.start) {
                    german.entry(word.text).or_default().push((reading.index, word.range.clone()));
                } else {
                    *foreign.entry(word.text).or_default() += 1;
                }
            }
        }
        Self { readings, german, foreign, known, untagged: Vec::new(), untagged_often: false }
    }

    /// Takes in the places that are in another language than they say.
    pub(super) fn set_untagged(&mut self, mut places: Vec<Place>, often: bool) {
        self.untagged_often = often;
        places.sort_by_key(|(passage, range)| (*passage, range.start));
        self.untagged = places;
    }

    /// Whether many passages are in another language than they say.
    pub(super) fn is_untagged_often(&self) -> bool {
        self.untagged_often
    }

    /// Whether a place is in another language than it says.
    pub(super) fn is_untagged(&self, passage: usize, at: usize) -> bool {
        let behind = self.untagged.partition_point(|(p, range)| (*p, range.start) <= (passage, at));
        behind > 0 && {
            let (other, range) = &self.untagged[behind - 1];
            *other == passage && range.contains(&at)
        }
    }

    /// The German words with their places, by their first place.
    pub(super) fn german(&self) -> Vec<(&'a str, &[Place])> {
        let mut all: Vec<(&str, &[Place])> =
            self.german.iter().map(|(word, places)| (*word, places.as_slice())).collect();
        all.sort_by_key(|(_, places)| (places[0].0, places[0].1.start));
        all
    }

    /// How often a word occurs in just this form.
    pub(super) fn count(&self, word: &str) -> usize {
        self.german.get(word).map_or(0, Vec::len) + self.foreign.get(word).unwrap_or(&0)
    }

    /// How often a word occurs in German, in just this form or with the capital of a sentence's
    /// first word.
    pub(super) fn occurrences(&self, word: &str) -> usize {
        let count = |word: &str| self.german.get(word).map_or(0, Vec::len);
        let first = word.chars().next();
        let capital = first.filter(|c| c.is_lowercase()).map_or(0, |_| count(&capital(word)));
        count(word) + capital
    }

    /// The first place of a German word.
    pub(super) fn place(&self, word: &str) -> Option<&Place> {
        self.german.get(word)?.first()
    }

    /// The language of a place.
    pub(super) fn language(&self, place: &Place) -> &'a Language {
        self.readings[place.0].language(place.1.start)
    }

    /// Whether the word at a place is the first of a sentence.
    pub(super) fn begins_sentence(&self, place: &Place) -> bool {
        let reading = &self.readings[place.0];
        let word = reading.words.partition_point(|word| word.range.start < place.1.start);
        word < reading.words.len() && reading.begins_sentence(word)
    }

    /// Whether a dictionary has the word; `None` where there is no dictionary.
    pub(super) fn spelled(&self, word: &str, language: &Language) -> Option<bool> {
        (self.known)(word, language)
    }
}

/// A word with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
