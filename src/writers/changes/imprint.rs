//! The changes as a list for the imprint of a new edition, in Djot.
//!
//! It says what a reader of the old edition would want to put right in it: the words, by section and paragraph, in the language of the book. What is said
//! of the book as a whole stands in the imprint already.

use super::entries::{self, Entry, EntryKind, Place};
use super::terms::Terms;
use crate::diff::{Changes, PARAGRAPH, Piece, PieceKind, Token, said};
use crate::language::{self, QuoteStyle, Quotes};

/// Most words that are quoted; what is longer is told as reworded.
const QUOTED: usize = 12;
/// How many words of a passage are quoted that is no longer there.
const FIRST: usize = 5;

/// The list; empty if nothing of the text changed.
#[must_use]
pub fn imprint(changes: &Changes<'_>) -> String {
    let text = changes.new;
    let terms = Terms::of(&text.language);
    let quotes = language::quotes(&text.language, QuoteStyle::default());
    let list = List { changes, terms, quotes };
    let rows: Vec<String> = [list.throughout()]
        .into_iter()
        .flatten()
        .chain(list.sections())
        .chain(list.notes())
        .map(|(title, told)| format!("- _{title}_: {}.\n", told.join("; ")))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let numbered = changes.old.edition.is_some() || text.edition.is_some();
    let edition = changes.old.edition.unwrap_or(1);
    let edition = numbered.then(|| (language::terms(&text.language).edition)(edition));
    format!("{}\n\n{}", (terms.since)(edition.as_deref()), rows.concat())
}

/// A row: its title, and what is told.
type Row = (String, Vec<String>);

struct List<'c> {
    changes: &'c Changes<'c>,
    terms: &'static Terms,
    quotes: Quotes,
}

impl List<'_> {
    /// Words in quotation marks, in the inner ones if there are marks in them.
    fn quoted(&self, words: &str) -> String {
        let Quotes { open, close, open_inner, close_inner } = &self.quotes;
        let quotes = [open, close].iter().any(|mark| words.contains(mark.trim()));
        let (open, close) = if quotes { (open_inner, close_inner) } else { (open, close) };
        format!("{open}{}{close}", escaped(words))
    }

    /// What was replaced many times in the same way.
    fn throughout(&self) -> Option<Row> {
        let often = entries::often(self.changes).iter().map(|one| {
            let words = (self.terms.instead)(&self.quoted(&one.old), &self.quoted(&one.new));
            format!("{words} ({})", (self.terms.times)(one.count))
        });
        let often: Vec<String> = often.collect();
        (!often.is_empty()).then(|| (self.terms.throughout.to_owned(), often))
    }

    /// A row for each section, in the order of the new text.
    fn sections(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        let mut new: Option<(Place<'_>, usize)> = None;
        let entries: Vec<Entry<'_>> = entries::passages(self.changes).collect();
        for (at, entry) in entries.iter().enumerate() {
            let title = escaped(entry.new.as_ref().or(entry.old.as_ref()).map_or("", Place::title));
            let title = if title.is_empty() { self.terms.text.to_owned() } else { title };
            // New paragraphs that follow one another are told as one.
            if entry.kind == EntryKind::Added {
                let place = entry.new.expect("what is added has a place");
                let (first, _) = *new.get_or_insert((place, place.paragraph));
                new = Some((first, place.paragraph));
                let next = entries.get(at + 1).filter(|next| next.kind == EntryKind::Added);
                let next = next.and_then(|next| next.new);
                if next.is_some_and(|next| next.section == place.section && follows(&place, &next))
                {
                    continue;
                }
            }
            let told = match (entry.kind, new.take()) {
                (EntryKind::Added, Some((first, last))) => self.added(entry, &first, last),
                _ => self.passage(entry),
            };
            match rows.last_mut() {
                _ if told.is_empty() => {}
                Some((last, list)) if *last == title => list.push(told),
                _ => rows.push((title, vec![told])),
            }
        }
        rows
    }

    fn paragraph(&self, number: usize) -> String {
        if number == 0 { self.terms.heading.to_owned() } else { (self.terms.paragraph)(number) }
    }

    fn added(&self, entry: &Entry<'_>, first: &Place<'_>, last: usize) -> String {
        let place = if last > first.paragraph && first.paragraph > 0 {
            (self.terms.paragraphs)(first.paragraph, last)
        } else if first.is_heading() {
            format!("{} {}", self.terms.heading, self.beginning(&entry.streams.new))
        } else {
            self.paragraph(last)
        };
        format!("{place} {}", self.terms.new)
    }

    /// The first words of what is no longer there.
    fn beginning(&self, tokens: &[Token<'_>]) -> String {
        let words = said(&tokens[..tokens.len().min(FIRST)]);
        self.quoted(&if tokens.len() > FIRST { format!("{words} …") } else { words })
    }

    fn passage(&self, entry: &Entry<'_>) -> String {
        if entry.kind == EntryKind::Removed {
            return (self.terms.taken_out)(&self.beginning(&entry.streams.old));
        }
        let Some(new) = entry.new else { return String::new() };
        let place = if new.is_heading() {
            self.terms.heading.to_owned()
        } else {
            self.paragraph(new.paragraph)
        };
        let mut told = Vec::new();
        if let (EntryKind::Moved, Some(old)) = (entry.kind, entry.old) {
            let section = if old.title() == new.title() {
                String::new()
            } else {
                format!("_{}_, ", escaped(old.title()))
            };
            let before = format!("{section}{}", self.paragraph(old.paragraph));
            told.push(format!("{} ({})", self.terms.transposed, (self.terms.formerly)(&before)));
        }
        told.extend(self.words(entry));
        if told.is_empty() { String::new() } else { format!("{place}: {}", told.join(", ")) }
    }

    /// What became of the words of a passage or a note, each kind of it that has no words once.
    fn words(&self, entry: &Entry<'_>) -> Vec<String> {
        let habits = entry.habits(self.changes);
        let pieces = entry.streams.pieces.iter().zip(habits);
        let mut told: Vec<String> = Vec::new();
        for (piece, _) in pieces.filter(|(_, habit)| habit.is_none()) {
            let words = self.piece(entry, piece);
            if words.as_ref().is_some_and(|words| !told.contains(words)) {
                told.extend(words);
            }
        }
        told
    }

    fn piece(&self, entry: &Entry<'_>, piece: &Piece) -> Option<String> {
        let (old, new) =
            (&entry.streams.old[piece.old.clone()], &entry.streams.new[piece.new.clone()]);
        let terms = self.terms;
        let has_words = |tokens: &[Token<'_>]| {
            tokens.iter().any(|token| token.text.contains(char::is_alphanumeric))
        };
        match piece.kind {
            PieceKind::Same => return None,
            PieceKind::Set if !has_words(new) => return None,
            PieceKind::Set if new.len() > QUOTED => {
                return Some((terms.set_otherwise)(&self.beginning(new)));
            }
            PieceKind::Set => return Some((terms.set_otherwise)(&self.quoted(&said(new)))),
            PieceKind::Changed => {}
        }
        let ends = |tokens: &[Token<'_>]| tokens.iter().any(|token| token.text == PARAGRAPH);
        let (before, after) = (without_ends(old), without_ends(new));
        Some(match (before.is_empty(), after.is_empty()) {
            (true, true) if ends(new) => terms.split.to_owned(),
            (true, true) => terms.joined.to_owned(),
            _ if !has_words(&before) && !has_words(&after) => terms.punctuation.to_owned(),
            _ if before.len().max(after.len()) > QUOTED => terms.reworded.to_owned(),
            (true, false) => (terms.put_in)(&self.quoted(&said(&after))),
            (false, true) => (terms.taken_out)(&self.quoted(&said(&before))),
            _ if said(&before) == said(&after) => terms.spacing.to_owned(),
            _ => (terms.instead)(&self.quoted(&said(&before)), &self.quoted(&said(&after))),
        })
    }

    /// One row for all notes, by their marks.
    fn notes(&self) -> Option<Row> {
        let told = entries::notes(self.changes).filter_map(|entry| {
            let (mark, kind) = match entry.kind {
                EntryKind::Added => (entry.new_mark?, Some(self.terms.new)),
                EntryKind::Removed => (entry.old_mark?, Some(self.terms.deleted)),
                EntryKind::Moved => (entry.new_mark?, Some(self.terms.called_elsewhere)),
                EntryKind::Changed => (entry.new_mark?, None),
            };
            let note = (self.terms.note)(&escaped(mark));
            let note = match entry.kind {
                EntryKind::Removed => (self.terms.formerly)(&note),
                _ => note,
            };
            let words = match entry.kind {
                EntryKind::Added | EntryKind::Removed => Vec::new(),
                EntryKind::Changed | EntryKind::Moved => self.words(&entry),
            };
            let told: Vec<String> = kind.map(str::to_owned).into_iter().chain(words).collect();
            (!told.is_empty()).then(|| format!("{note}: {}", told.join(", ")))
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| (self.terms.notes.to_owned(), told))
    }
}

fn follows(place: &Place<'_>, next: &Place<'_>) -> bool {
    place.paragraph > 0 && !next.is_heading() && next.paragraph == place.paragraph + 1
}

fn without_ends<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    tokens.iter().filter(|token| token.text != PARAGRAPH).copied().collect()
}

/// Words as Djot says them: every mark of ASCII that could be markup behind a backslash.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '!' | '?' | '/' | '(' | ')' | '&') {
            let is_safe =
                c == '.' && !out.ends_with('.') || c == '-' && !out.ends_with('-') || c == ':';
            if !is_safe {
                out.push('\\');
            }
        }
        out.push(c);
    }
    out
}
