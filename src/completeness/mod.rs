//! Whether finished books say all that their source says: no word and no note is lost. The finished files are read, those of readers as
//! they have them read aloud ([`Said`]), not what the writers meant to write.
//!
//! Letters and digits count, and whether notes are notes. White space, marks of punctuation and where words are broken do not, and what
//! a book says beyond its source, numbers, contents, an imprint, is no loss.

mod letters;
mod pdf;

use std::collections::HashMap;

use crate::accessibility::Said;
use crate::diff::{Kind, PARAGRAPH, Passage, Text, Token};
use crate::source::Span;
use crate::verify;
pub use pdf::{Print, lengths_hold};

/// Words that a finished book does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Where they stand in the source.
    pub span: Span,
    /// The words.
    pub words: String,
    /// How many they are.
    pub count: usize,
    /// The mark of the note that they stand in, if they do.
    pub note: Option<String>,
}

/// What an EPUB says; none if it cannot be opened.
#[must_use]
pub fn of_epub(name: &str, bytes: &[u8]) -> Option<Said> {
    verify::said(name, bytes)
}

/// How many words and notes a text has. Marks of punctuation alone are no words.
#[must_use]
pub fn counts(text: &Text) -> (usize, usize) {
    let words = |token: &Token<'_>| token.text.contains(char::is_alphanumeric);
    let passages = text.passages.iter().map(|passage| &passage.words);
    let notes = text.notes.iter().map(|note| &note.words);
    let counted = passages.chain(notes).map(|list| list.tokens().filter(words).count());
    (counted.sum(), text.notes.len())
}

/// What of a text a finished book does not say, in the order of the text. `manifest`: a title that stands only there is said in contents.
#[must_use]
pub fn lost(text: &Text, said: &Said, manifest: Span) -> Vec<Lost> {
    // What stands for a formula in a line of its own is said in many ways.
    let counts =
        |passage: &&Passage| passage.kind != Kind::Formula && passage.span.file != manifest.file;
    let passages = text.passages.iter().filter(counts);
    let tokens: Vec<Token<'_>> = passages.flat_map(|passage| passage.words.tokens()).collect();
    let mut lost = lost_in(&tokens, &said.text, None);
    let mut notes = Notes::of(&said.notes);
    for note in &text.notes {
        let tokens: Vec<Token<'_>> =
            note.words.tokens().filter(|token| token.text != PARAGRAPH).collect();
        match notes.take(&letters::letters(&note.mark), &letters::of(&tokens).0) {
            Some(found) => lost.extend(lost_in(&tokens, found, Some(&note.mark))),
            None => lost.extend(whole(&tokens, note.span, &note.mark)),
        }
    }
    lost
}

/// Pages of which a file for the printer does not draw all letters: their numbers, from 1.
#[must_use]
pub fn pages_lost(pages: &[String], printed: &[String]) -> Vec<usize> {
    let printed: Vec<String> = printed.iter().map(|page| letters::letters(page)).collect();
    let missing = |page: &str| {
        let page = letters::letters(page);
        !printed.iter().any(|printed| printed.contains(&page))
    };
    (1..).zip(pages).filter(|(_, page)| missing(page)).map(|(number, _)| number).collect()
}

/// A note that is nowhere.
fn whole(tokens: &[Token<'_>], span: Span, mark: &str) -> Option<Lost> {
    let count = tokens.iter().filter(|one| one.text.contains(char::is_alphanumeric)).count();
    let words = crate::diff::said(tokens);
    (count > 0).then(|| Lost { span, words, count, note: Some(mark.to_owned()) })
}

/// Words of a line that are not said; neighbours are one loss.
fn lost_in(tokens: &[Token<'_>], said: &str, note: Option<&str>) -> Vec<Lost> {
    let (wanted, starts) = letters::of(tokens);
    let found = letters::letters(said);
    // Which of the words, by their places in `starts`, have lost letters.
    let mut words: Vec<usize> = Vec::new();
    for range in letters::missing(&wanted, &found) {
        let first = starts.partition_point(|(start, _)| *start <= range.start) - 1;
        let last = starts.partition_point(|(start, _)| *start < range.end);
        words.extend(first..last);
    }
    words.dedup();
    let losses = words.chunk_by(|one, next| one + 1 == *next).filter(|list| {
        let start = starts[list[0]].0;
        let end = starts.get(list[list.len() - 1] + 1).map_or(wanted.len(), |(start, _)| *start);
        !letters::stands(&wanted, start..end, &found)
    });
    let lost = losses.map(|list| {
        let tokens: Vec<&Token<'_>> = list.iter().map(|word| &tokens[starts[*word].1]).collect();
        let words: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        Lost {
            span: tokens[0].span,
            words: words.join(" "),
            count: list.len(),
            note: note.map(str::to_owned),
        }
    });
    lost.collect()
}

/// The notes of a finished book, each found once.
struct Notes<'s> {
    said: &'s [String],
    letters: Vec<String>,
    /// The notes by what they say as a whole, the first ones last.
    whole: HashMap<String, Vec<usize>>,
    taken: Vec<bool>,
    /// Behind the one that was found last.
    next: usize,
}

impl<'s> Notes<'s> {
    fn of(said: &'s [String]) -> Self {
        let letters: Vec<String> = said.iter().map(|note| letters::letters(note)).collect();
        let mut whole: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, note) in letters.iter().enumerate().rev() {
            whole.entry(note.clone()).or_default().push(at);
        }
        Self { said, taken: vec![false; letters.len()], letters, whole, next: 0 }
    }

    /// The note that says this, with its mark or without; else one in which it is, behind what else is printed there; else the one that says
    /// most of it.
    fn take(&mut self, mark: &str, wanted: &str) -> Option<&'s str> {
        let marked = format!("{mark}{wanted}");
        let known = [marked.as_str(), wanted].into_iter().find_map(|key| self.whole_note(key));
        let found = known.or_else(|| {
            let order = (self.next..self.letters.len()).chain(0..self.next);
            let free: Vec<usize> = order.filter(|at| !self.taken[*at]).collect();
            let within = free.iter().find(|at| self.letters[**at].contains(wanted)).copied();
            within.or_else(|| {
                let lost = |at: &usize| letters::lost(wanted, &self.letters[*at]);
                let best = free.into_iter().min_by_key(lost)?;
                (lost(&best) <= letters::most_lost(wanted)).then_some(best)
            })
        })?;
        self.taken[found] = true;
        self.next = found + 1;
        Some(&self.said[found])
    }

    fn whole_note(&mut self, key: &str) -> Option<usize> {
        let list = self.whole.get_mut(key)?;
        while let Some(at) = list.pop() {
            if !self.taken[at] {
                return Some(at);
            }
        }
        None
    }
}
