//! Names of things in the EPUB: ids that are unique in the whole book, and file names.
//!
//! Both are plain ASCII, so that no reading system has to compare what it encoded with what it
//! did not. What umbruch names itself comes first and keeps its name from edition to edition.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::ir::{self, Block, Book, NoteId, walk};

/// The ids of the book.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: BTreeSet<String>,
    given: BTreeMap<String, String>,
}

impl Ids {
    /// Names for everything in the book that has an id, and for its notes and their calls.
    pub(super) fn new(book: &Book) -> Self {
        let mut ids = Self::default();
        for (id, note) in book.called_notes() {
            ids.taken.insert(note_id(id));
            ids.taken.extend((0u32..).zip(note.calls).map(|(n, _)| call_id(id, n)));
        }
        for section in book.sections() {
            ids.give(&section.id);
            if let Some(heading) = &section.heading {
                walk::nested(&heading.title, &mut |one| ids.give_some(book.ids.inline(one)));
            }
            ids.give_all(&section.blocks, &book.ids);
        }
        for (_, note) in book.called_notes() {
            ids.give_all(&note.written.body, &book.ids);
        }
        ids
    }

    fn give_all(&mut self, blocks: &[Block], ids: &ir::Ids) {
        walk::blocks(blocks, &mut |block| self.give_some(ids.block(block)));
        walk::inlines(blocks, &mut |inline| self.give_some(ids.inline(inline)));
        walk::entry_ids(blocks, &mut |id| self.give(id));
    }

    fn give_some(&mut self, id: Option<&str>) {
        if let Some(id) = id {
            self.give(id);
        }
    }

    fn give(&mut self, id: &str) {
        if !self.given.contains_key(id) {
            let name = self.fresh(id);
            self.given.insert(id.to_owned(), name);
        }
    }

    /// The id in the EPUB of what has that id in the book.
    pub(crate) fn get(&self, id: &str) -> Option<&str> {
        self.given.get(id).map(String::as_str)
    }

    /// An id that nothing else has, made of a text: the plain form of it or the next free one with
    /// a number behind.
    pub(crate) fn fresh(&mut self, text: &str) -> String {
        take(&mut self.taken, &ascii(text, false), "")
    }
}

/// The id of a note.
pub(super) fn note_id(note: NoteId) -> String {
    format!("anm-{}", u64::from(note.0) + 1)
}

/// The id of a call; `ordinal` counts the calls of one note from 0.
pub(super) fn call_id(note: NoteId, ordinal: u32) -> String {
    let number = u64::from(note.0) + 1;
    match ordinal {
        0 => format!("anmref-{number}"),
        _ => format!("anmref-{number}-{}", u64::from(ordinal) + 1),
    }
}

/// File names that are taken.
#[derive(Debug, Default)]
pub(crate) struct FileNames(BTreeSet<String>);

impl FileNames {
    /// A file name in lower case that no other file has.
    pub(crate) fn fresh(&mut self, stem: &str, extension: &str) -> String {
        take(&mut self.0, &ascii(stem, true), extension)
    }
}

fn take(taken: &mut BTreeSet<String>, stem: &str, extension: &str) -> String {
    let mut name = format!("{stem}{extension}");
    let mut number = 2u32;
    while !taken.insert(name.clone()) {
        name = format!("{stem}-{number}{extension}");
        number += 1;
    }
    name
}

/// A name of ASCII letters, digits and `-_.` that starts with a letter.
fn ascii(text: &str, lower: bool) -> String {
    let mut name = String::new();
    for c in text.chars() {
        match c {
            'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' => {
                name.extend(c.nfd().next());
                name.push('e');
            }
            'ß' => name.push_str("ss"),
            _ => name.extend(c.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).map(plain)),
        }
    }
    if lower {
        name.make_ascii_lowercase();
    }
    let name = name.trim_matches(['-', '.']);
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.to_owned()
    } else {
        format!("x-{name}").trim_end_matches('-').to_owned()
    }
}

fn plain(c: char) -> char {
    if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_start_with_a_letter() {
        for (text, name) in [
            ("vorwort", "vorwort"),
            ("Größe und Maß", "Groesse-und-Mass"),
            ("été", "ete"),
            ("1. Kapitel", "x-1.-Kapitel"),
            ("日本", "x"),
            ("", "x"),
        ] {
            assert_eq!(ascii(text, false), name, "{text}");
        }
        assert_eq!(ascii("Tafel I", true), "tafel-i");
    }

    #[test]
    fn names_are_given_once() {
        let mut names = FileNames::default();
        assert_eq!(names.fresh("Karte", ".png"), "karte.png");
        assert_eq!(names.fresh("karte", ".png"), "karte-2.png");
        let mut ids = Ids::default();
        assert_eq!(ids.fresh("seite-7"), "seite-7");
        assert_eq!(ids.fresh("seite-7"), "seite-7-2");
    }
}
