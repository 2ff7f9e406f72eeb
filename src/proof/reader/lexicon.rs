//! The words of a book: how often each occurs and where, and which of them are surely words.

use rustc_hash::FxHashMap;

use super::reading::{Reading, Word};
use super::{Known, PassageRange, foreign};
use crate::ir::Language;
use crate::language::function::Evidence;
use crate::language::is_frequent;

/// A form of a word as it occurs in a text, with what is known of it wherever it stands.
pub(super) struct Form<'a> {
    text: &'a str,
    /// The places where it stands in German, in reading order.
    german: Vec<PassageRange>,
    /// How often it stands in any other language.
    foreign: usize,
    /// Whether it is one of the frequent words of German; see [`is_frequent`].
    pub(super) is_frequent: bool,
    /// What it says of languages; see [`foreign::evidence_of`].
    pub(super) evidence: Evidence,
}

/// The forms that occur in a text, each looked at once.
#[derive(Default)]
pub(super) struct Forms<'a> {
    all: Vec<Form<'a>>,
    index: FxHashMap<&'a str, usize>,
}

impl<'a> Forms<'a> {
    /// The index of a form, which is taken in where it is new.
    pub(super) fn index(&mut self, text: &'a str) -> usize {
        *self.index.entry(text).or_insert_with(|| {
            self.all.push(Form {
                text,
                german: Vec::new(),
                foreign: 0,
                is_frequent: is_frequent(text),
                evidence: foreign::evidence_of(text),
            });
            self.all.len() - 1
        })
    }

    fn get(&self, text: &str) -> Option<&Form<'a>> {
        self.index.get(text).map(|at| &self.all[*at])
    }
}

/// The passages of a book with their words.
pub(super) struct Text<'a> {
    pub(super) readings: &'a [Reading<'a>],
    forms: Forms<'a>,
    known: Known<'a>,
    /// What was found to be in another language than it says.
    untagged: Vec<PassageRange>,
    /// Whether these are many: such a text is not proofread as another language.
    untagged_often: bool,
}

impl<'a> Text<'a> {
    /// The text of readings, of which `forms` are the forms.
    pub(super) fn new(readings: &'a [Reading<'a>], mut forms: Forms<'a>, known: Known<'a>) -> Self {
        for reading in readings {
            for word in &reading.words {
                let form = &mut forms.all[word.form];
                if reading.is_german(word.range.start) {
                    form.german.push((reading.index, word.range.clone()));
                } else {
                    form.foreign += 1;
                }
            }
        }
        Self { readings, forms, known, untagged: Vec::new(), untagged_often: false }
    }

    /// What is known of the form of a word.
    pub(super) fn form(&self, word: &Word<'_>) -> &Form<'a> {
        &self.forms.all[word.form]
    }

    /// How many forms there are; [`Word::form`] is below.
    pub(super) fn forms(&self) -> usize {
        self.forms.all.len()
    }

    /// Takes in the places that are in another language than they say.
    pub(super) fn set_untagged(&mut self, mut places: Vec<PassageRange>, often: bool) {
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
    pub(super) fn german(&self) -> Vec<(&'a str, &[PassageRange])> {
        let german = self.forms.all.iter().filter(|form| !form.german.is_empty());
        let mut all: Vec<(&str, &[PassageRange])> =
            german.map(|form| (form.text, form.german.as_slice())).collect();
        all.sort_by_key(|(_, places)| (places[0].0, places[0].1.start));
        all
    }

    /// How often a word occurs in just this form.
    pub(super) fn count(&self, word: &str) -> usize {
        self.forms.get(word).map_or(0, |form| form.german.len() + form.foreign)
    }

    /// How often a word occurs in German, in just this form or with the capital of a sentence's
    /// first word.
    pub(super) fn occurrences(&self, word: &str) -> usize {
        let count = |word: &str| self.forms.get(word).map_or(0, |form| form.german.len());
        let first = word.chars().next();
        let capital = first.filter(|c| c.is_lowercase()).map_or(0, |_| count(&capital(word)));
        count(word) + capital
    }

    /// The first place of a German word.
    pub(super) fn place(&self, word: &str) -> Option<&PassageRange> {
        self.forms.get(word)?.german.first()
    }

    /// The language of a place.
    pub(super) fn language(&self, place: &PassageRange) -> &'a Language {
        self.readings[place.0].language(place.1.start)
    }

    /// Whether the word at a place is the first of a sentence.
    pub(super) fn begins_sentence(&self, place: &PassageRange) -> bool {
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
