//! The speller of an edition: which words it knows, by language. Dictionaries are read when the
//! first word of their language is looked up.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Shelf;
use super::choose::{self, choose};
use super::dictionary::Dictionary;
use super::lexicon::{Lexicon, Verdict};
use super::vocabulary::Vocabulary;
use super::{forms, named};
use crate::diagnostics::Diagnostic;
use crate::ir::Language;
use crate::source::Span;
use crate::storage::Folder;

/// What an edition says of its spelling.
#[derive(Debug, Clone, Copy)]
pub struct Wishes<'a> {
    /// Its language.
    pub language: &'a Language,
    /// Where the manifest names its language.
    pub place: Span,
    /// Names of dictionaries of the system, or paths in the edition's folder, with their places;
    /// empty: those of the system for each language.
    pub dictionaries: &'a [(String, Span)],
    /// Words that are right in it.
    pub words: &'a [String],
}

/// Knows the words of an edition's languages.
#[derive(Debug)]
pub struct Speller<'a> {
    shelf: &'a Shelf,
    /// The dictionaries that the edition names, by primary language.
    named: BTreeMap<String, Vec<Arc<Dictionary>>>,
    own: Vocabulary,
    place: Span,
    lexicons: Mutex<BTreeMap<Language, Arc<Lexicon>>>,
}

impl<'a> Speller<'a> {
    /// The speller of an edition, and what is wrong with the dictionaries that it names.
    ///
    /// A dictionary that is named serves the language that its name begins with (`fr_FR`), else
    /// that of the edition; it takes the place of those of the system.
    #[must_use]
    pub fn new(
        shelf: &'a Shelf,
        folder: &dyn Folder,
        wishes: &Wishes<'_>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut named: BTreeMap<String, Vec<Arc<Dictionary>>> = BTreeMap::new();
        let mut told = Vec::new();
        for (name, span) in wishes.dictionaries {
            let primary = choose::language_of(name).unwrap_or(wishes.language.primary());
            let all = named.entry(primary.to_owned()).or_default();
            match named::dictionary(name, *span, shelf, folder) {
                Ok(dictionary) => all.push(dictionary),
                Err(diagnostic) => told.push(*diagnostic),
            }
        }
        let own = Vocabulary::new(wishes.words);
        (Self { shelf, named, own, place: wishes.place, lexicons: Mutex::default() }, told)
    }

    /// Whether the word is right in a language; `None` if there is no dictionary of it.
    #[must_use]
    pub fn knows(&self, word: &str, language: &Language) -> Option<bool> {
        let lexicon = self.lexicon(language);
        if lexicon.is_empty() {
            return None;
        }
        Some(self.judge(word, &lexicon) != Verdict::Unknown)
    }

    /// What is known of a word as it stands in the text.
    pub(super) fn judge(&self, word: &str, lexicon: &Lexicon) -> Verdict {
        let word = forms::plain(word);
        if forms::is_spared(&word) || self.own.holds(&word) {
            return Verdict::Listed;
        }
        let verdict = lexicon.judge(&word);
        let by_hyphens = verdict == Verdict::Unknown && word.contains('-');
        if by_hyphens && word.split('-').all(|part| self.is_part(part, lexicon)) {
            return Verdict::Formed;
        }
        verdict
    }

    /// Whether something is right as a part between hyphens.
    pub(super) fn is_part(&self, part: &str, lexicon: &Lexicon) -> bool {
        part.is_empty()
            || forms::is_spared(part)
            || self.own.holds(part)
            || lexicon.judge(part) != Verdict::Unknown
            || lexicon.judge_part(part) != Verdict::Unknown
    }

    /// Where the manifest names the language of the edition.
    pub(super) fn place(&self) -> Span {
        self.place
    }

    /// Whether dictionaries that are missing are missed.
    pub(super) fn misses(&self) -> bool {
        self.shelf.is_real()
    }

    /// What is known of the words of a language.
    pub(super) fn lexicon(&self, language: &Language) -> Arc<Lexicon> {
        let mut lexicons = self.lexicons.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lexicon) = lexicons.get(language) {
            return lexicon.clone();
        }
        let lexicon = Arc::new(self.collect(language));
        lexicons.insert(language.clone(), lexicon.clone());
        lexicon
    }

    fn collect(&self, language: &Language) -> Lexicon {
        if let Some(named) = self.named.get(language.primary()) {
            return Lexicon::new(language, named.clone());
        }
        let names: Vec<&str> = self.shelf.names().collect();
        let choice = choose(language, &names);
        let mut dictionaries = Vec::new();
        let mut broken = Vec::new();
        for name in choice.names {
            match self.shelf.dictionary(&name) {
                Some(Ok(dictionary)) => dictionaries.push(dictionary),
                Some(Err(reason)) => broken.push((name, reason)),
                None => {}
            }
        }
        let mut lexicon = Lexicon::new(language, dictionaries);
        lexicon.lacking = choice.lacking;
        lexicon.broken = broken;
        lexicon
    }
}
