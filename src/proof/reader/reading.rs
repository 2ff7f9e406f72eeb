//! A passage with its words, as the rules of this room read it.

use std::ops::Range;

use super::super::{OBJECT, Passage};
use super::lexicon::Forms;
use crate::ir::Language;
use crate::language::words;

/// A word of a passage.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Where it stands in the passage's text, in bytes.
    pub(super) range: Range<usize>,
    /// Its form, as the index in the forms of the text.
    pub(super) form: usize,
}

/// A passage with its words.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) passage: &'a Passage,
    /// Its index among the passages of the book.
    pub(super) index: usize,
    pub(super) words: Vec<Word<'a>>,
    /// Whether a piece has another language than the passage.
    mixed: bool,
    /// Whether the passage is German.
    german: bool,
}

impl<'a> Reading<'a> {
    /// A passage with its words, of which `forms` takes in the forms.
    pub(super) fn new(index: usize, passage: &'a Passage, forms: &mut Forms<'a>) -> Self {
        let words = words(&passage.text)
            .map(|range| {
                let text = &passage.text[range.clone()];
                Word { text, range, form: forms.index(text) }
            })
            .collect();
        let mixed = passage.pieces.iter().any(|piece| piece.language != passage.language);
        let german = passage.language.primary() == "de";
        Self { passage, index, words, mixed, german }
    }

    /// The text of the passage.
    pub(super) fn text(&self) -> &'a str {
        &self.passage.text
    }

    /// The language at an offset.
    pub(super) fn language(&self, at: usize) -> &'a Language {
        if self.mixed { self.passage.language_at(at) } else { &self.passage.language }
    }

    /// Whether the text at an offset is German, in whatever orthography.
    pub(super) fn is_german(&self, at: usize) -> bool {
        if self.mixed { self.language(at).primary() == "de" } else { self.german }
    }

    /// What stands between a word and the next one; empty behind the last.
    pub(super) fn gap(&self, word: usize) -> &'a str {
        let start = self.words[word].range.end;
        self.words.get(word + 1).map_or("", |next| &self.passage.text[start..next.range.start])
    }

    /// What stands between a word and the one before it; before the first, all that is there.
    pub(super) fn lead(&self, word: usize) -> &'a str {
        let start = word.checked_sub(1).map_or(0, |before| self.words[before].range.end);
        &self.passage.text[start..self.words[word].range.start]
    }

    /// The character before an offset.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.passage.text[..at].chars().next_back()
    }

    /// The character at an offset.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.passage.text[at..].chars().next()
    }

    /// Whether a word is the first of a sentence, as far as its punctuation tells.
    pub(super) fn begins_sentence(&self, word: usize) -> bool {
        let lead = self.lead(word);
        word == 0 || lead.contains(['.', '!', '?', ':', '„', '»', '“', '‚', '›', OBJECT, '\n'])
    }

    /// Whether a word is spoken of, not used: alone in quotation marks or set off by its style.
    pub(super) fn is_cited(&self, range: &Range<usize>) -> bool {
        let quote = |c: char| "„“”»«‚‘’›‹\"".contains(c);
        let quoted =
            self.before(range.start).is_some_and(quote) && self.at(range.end).is_some_and(quote);
        let pieces = self.passage.touched(range);
        let styled = pieces.len() == 1
            && pieces[0].range == *range
            && self.passage.pieces.len() > 1
            && self.before(range.start).is_none_or(|c| c == ' ' || c == '(');
        quoted || styled
    }
}

/// How much of a token is looked at, in characters.
const FAR: usize = 100;

/// What stands at the end of a text behind its last white space; of an endless token the end.
pub(super) fn last_token(text: &str) -> &str {
    let token = text.char_indices().rev().take(FAR).take_while(|(_, c)| !c.is_whitespace());
    &text[token.last().map_or(text.len(), |(at, _)| at)..]
}

/// Whether a gap between two words is white space alone.
pub(super) fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}
