//! In what order a book's calls of notes are read, those within notes among them: where the text of
//! a note stands, there are its own calls.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Arrangement, Inline, InlineKind, Medium, NodeId, Note, NoteId, SectionId, Stand, walk,
};

/// How many notes may stand between the text and a note.
const DEPTH: usize = 2;

/// The notes of the book and what calls them, before it is known which of the calls are read.
pub(super) struct Found {
    /// Where each note is written: the section in whose file it stands, and which of its notes it is.
    pub(super) places: Vec<(SectionId, usize)>,
    /// What each call calls.
    pub(super) calls: BTreeMap<NodeId, NoteId>,
}

impl Found {
    /// The notes of all sections.
    pub(super) fn collect(arrangement: &Arrangement) -> Self {
        let sections = arrangement.manuscript.sections.iter();
        let of_section =
            sections.flat_map(|section| (0..section.notes.len()).map(|at| (section.key, at)));
        Self { places: of_section.collect(), calls: BTreeMap::new() }
    }

    /// The ids of all notes, in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = NoteId> + use<> {
        (0..u32::try_from(self.places.len()).unwrap_or(u32::MAX)).map(NoteId)
    }

    /// A note.
    pub(super) fn written<'a>(&self, arrangement: &'a Arrangement, id: NoteId) -> &'a Note {
        let (section, at) = self.places[id.0 as usize];
        &arrangement.manuscript.sections[section.index()].notes[at]
    }

    /// The note that a node calls.
    pub(super) fn called(&self, inline: &Inline) -> Option<NoteId> {
        match inline.kind {
            InlineKind::NoteCall { .. } => self.calls.get(&inline.name.own()?).copied(),
            _ => None,
        }
    }
}

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where {
    /// In a section.
    Section(SectionId),
    /// In a note.
    Note(NoteId),
}

/// A call as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    /// The call.
    pub(super) call: NodeId,
    /// The note that is called.
    pub(super) note: NoteId,
    /// The section to which the call belongs: for one in a note that of the note's first call.
    pub(super) section: SectionId,
}

/// All calls that are read, in order. A footnote's own follow its first call; those of the notes of
/// a section its text, those of the book's endnotes all sections.
pub(super) fn order(arrangement: &Arrangement, found: &Found) -> Vec<Read> {
    Reading::new(arrangement, found).out
}

/// The calls in notes, as caller and called, before which more notes stand between the text and the
/// note than can be read.
pub(super) fn too_deep(arrangement: &Arrangement, found: &Found) -> BTreeSet<(NoteId, NoteId)> {
    Reading::new(arrangement, found).deep
}

struct Reading<'a> {
    arrangement: &'a Arrangement,
    found: &'a Found,
    seen: BTreeSet<NoteId>,
    /// Notes that were called and whose text stands further on, with the section of the call and
    /// how many notes stand before them.
    waiting: Vec<(NoteId, SectionId, usize)>,
    out: Vec<Read>,
    deep: BTreeSet<(NoteId, NoteId)>,
}

impl<'a> Reading<'a> {
    fn new(arrangement: &'a Arrangement, found: &'a Found) -> Self {
        let (seen, deep) = (BTreeSet::new(), BTreeSet::new());
        let (waiting, out) = (Vec::new(), Vec::new());
        let mut reading = Self { arrangement, found, seen, waiting, out, deep };
        for section in arrangement.sections() {
            reading.place(Where::Section(section.key), section.key, 0);
            reading.waiting(Stand::Section);
        }
        reading.waiting(Stand::Endnotes);
        reading
    }

    fn place(&mut self, place: Where, section: SectionId, depth: usize) {
        for (call, note) in self.calls(place) {
            if let Where::Note(caller) = place
                && depth > DEPTH
            {
                self.deep.insert((caller, note));
                continue;
            }
            self.out.push(Read { call, note, section });
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
    fn waiting(&mut self, here: Stand) {
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
        let series = self.found.written(self.arrangement, note).series;
        self.arrangement.manuscript.series(series).placement.stand(Medium::Pages)
    }

    fn calls(&self, place: Where) -> Vec<(NodeId, NoteId)> {
        let mut found = Vec::new();
        let mut visit = |inline: &Inline| {
            let called = self.found.called(inline);
            found.extend(inline.name.own().zip(called));
        };
        match place {
            Where::Section(id) => walk::section(self.arrangement.section(id), &mut visit),
            Where::Note(id) => {
                walk::inlines(&self.found.written(self.arrangement, id).body, &mut visit);
            }
        }
        found
    }
}
