//! In what order a book's calls of notes are read, those within notes among them: where the text of
//! a note stands, there are its own calls.

use std::collections::BTreeSet;

use crate::ir::{Book, InlineKind, Medium, NoteId, Stand, walk};

/// How many notes may stand between the text and a note.
const DEPTH: usize = 2;

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    /// In a section.
    Section(usize),
    /// In a note.
    Note(NoteId),
}

/// A call as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    /// The note that is called.
    pub(super) note: NoteId,
    /// The section to which the call belongs: for one in a note that of the note's first call.
    pub(super) section: usize,
    /// Where it stands.
    pub(super) place: Where,
}

/// All calls that are read, in order. A footnote's own follow its first call; those of the notes of
/// a section its text, those of the book's endnotes all sections.
pub(super) fn order(book: &Book) -> Vec<Read> {
    Reading::of(book).out
}

/// The calls in notes, as caller and called, before which more notes stand between the text and the
/// note than can be read.
pub(super) fn too_deep(book: &Book) -> BTreeSet<(NoteId, NoteId)> {
    Reading::of(book).deep
}

struct Reading<'a> {
    book: &'a Book,
    seen: BTreeSet<NoteId>,
    /// Notes that were called and whose text stands further on, with the section of the call and
    /// how many notes stand before them.
    waiting: Vec<(NoteId, usize, usize)>,
    out: Vec<Read>,
    deep: BTreeSet<(NoteId, NoteId)>,
}

impl<'a> Reading<'a> {
    fn of(book: &'a Book) -> Self {
        let (seen, deep) = (BTreeSet::new(), BTreeSet::new());
        let mut reading = Self { book, seen, waiting: Vec::new(), out: Vec::new(), deep };
        for index in 0..book.sections.len() {
            reading.place(Where::Section(index), index, 0);
            reading.notes(Stand::Section);
        }
        reading.notes(Stand::Endnotes);
        reading
    }

    fn place(&mut self, place: Where, section: usize, depth: usize) {
        for note in calls(self.book, place) {
            if let Where::Note(caller) = place
                && depth > DEPTH
            {
                self.deep.insert((caller, note));
                continue;
            }
            self.out.push(Read { note, section, place });
            if !self.seen.insert(note) {
                continue;
            }
            match self.stand(note) {
                Stand::Foot => self.place(Where::Note(note), section, depth + 1),
                Stand::Section | Stand::Endnotes => self.waiting.push((note, section, depth + 1)),
            }
        }
    }

    /// Reads the notes that wait and stand here or nearer, and those that they call.
    fn notes(&mut self, here: Stand) {
        loop {
            let waiting = std::mem::take(&mut self.waiting);
            let (now, later): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(note, ..)| self.stand(*note) <= here);
            self.waiting = later;
            if now.is_empty() {
                return;
            }
            for (note, section, depth) in now {
                self.place(Where::Note(note), section, depth);
            }
        }
    }

    /// The order of reading is that of the pages.
    fn stand(&self, note: NoteId) -> Stand {
        self.book.series[self.book.note(note).series].placement.stand(Medium::Pages)
    }
}

fn calls(book: &Book, place: Where) -> Vec<NoteId> {
    let mut notes = Vec::new();
    let mut visit = |inline: &crate::ir::Inline| {
        if let InlineKind::NoteCall { note: Some(note), .. } = inline.kind {
            notes.push(note);
        }
    };
    match place {
        Where::Section(index) => walk::section(&book.sections[index], &mut visit),
        Where::Note(note) => walk::inlines(&book.note(note).body, &mut visit),
    }
    notes
}
