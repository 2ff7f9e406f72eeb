//! What is known of the words of one language: its dictionaries and the words of the edition.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::choose::Lacking;
use super::dictionary::{Broken, Dictionary};
use super::forms;
use super::german;
use crate::ir::Language;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    dictionaries: Vec<Arc<Dictionary>>,
    kind: SpellingRules,
    /// What is not there.
    pub(super) lacking: Option<Lacking>,
    /// What is there and cannot be used, by name.
    pub(super) broken: Vec<(String, Broken)>,
    /// Short words that were looked up: parts of compounds are met again and again.
    listed: Memory<bool>,
    /// Words that were judged.
    judged: Memory<Verdict>,
}

/// Remembers answers, so that no question is answered twice.
#[derive(Debug)]
struct Memory<T>(Mutex<FxHashMap<Box<str>, T>>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Copy> Memory<T> {
    /// The answer for a word; `ask` gives it the first time.
    fn get_or_ask(&self, word: &str, ask: impl FnOnce() -> T) -> T {
        // The lock is not held while asking, for an answer may need another.
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known().get(word) {
            return *answer;
        }
        let answer = ask();
        known().insert(word.into(), answer);
        answer
    }
}

/// Longest word whose listing is remembered, in bytes.
const SHORT: usize = 16;

/// By which rules words are taken for right that no list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpellingRules {
    /// German, in the old orthography or the new.
    German(german::GermanSpelling),
    /// A language of which only its lists are known.
    Other,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A dictionary lists it, or the edition does.
    Listed,
    /// It is put together of words that are listed.
    Formed,
    /// It is a word as it was written in the nineteenth century.
    Bygone,
    /// Nothing is known of it.
    Unknown,
}

impl Lexicon {
    pub(super) fn new(language: &Language, dictionaries: Vec<Arc<Dictionary>>) -> Self {
        let kind = match language.primary() {
            "de" => SpellingRules::German(german::GermanSpelling::for_language(language)),
            _ => SpellingRules::Other,
        };
        Self {
            dictionaries,
            kind,
            lacking: None,
            broken: Vec::new(),
            listed: Memory::default(),
            judged: Memory::default(),
        }
    }

    /// Whether there is anything to compare with.
    pub(super) fn is_empty(&self) -> bool {
        self.dictionaries.is_empty()
    }

    /// Whether the words are German.
    pub(super) fn is_german(&self) -> bool {
        matches!(self.kind, SpellingRules::German(_))
    }

    /// Whether a dictionary lists the word.
    pub(super) fn lists(&self, word: &str) -> bool {
        let ask = || self.dictionaries.iter().any(|dictionary| dictionary.lists(word));
        if word.len() > SHORT { ask() } else { self.listed.get_or_ask(word, ask) }
    }

    /// What is known of a word in its plain form; see [`forms::plain`].
    pub(super) fn judge(&self, word: &str) -> Verdict {
        self.judged.get_or_ask(word, || self.judge_anew(word))
    }

    fn judge_anew(&self, word: &str) -> Verdict {
        let lists = |word: &str| self.lists(word);
        if lists(word) || forms::is_right(word, &lists) {
            return Verdict::Listed;
        }
        match self.kind {
            SpellingRules::German(style) => german::judge(word, style, &lists),
            SpellingRules::Other => forms::by_parts(word, &lists, &lists),
        }
    }

    /// What is known of something as a part of a word: `Arbeits-`, `-ausfuhr`.
    pub(super) fn judge_part(&self, part: &str) -> Verdict {
        let lists = |word: &str| self.lists(word);
        match self.kind {
            SpellingRules::German(style) if german::is_part(part, style, &lists) => Verdict::Formed,
            _ => Verdict::Unknown,
        }
    }

    /// Words of the dictionaries like this one.
    pub(super) fn similar(&self, word: &str) -> Vec<String> {
        self.dictionaries.iter().flat_map(|dictionary| dictionary.similar(word)).collect()
    }
}
