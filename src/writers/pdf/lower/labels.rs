//! The names of the places that links lead to.

use std::collections::BTreeSet;

use crate::ir::{Block, Book, Ids, Medium, NoteId, Role, Section, Stand, walk};

/// Which ids of the book have a place on the pages.
#[derive(Debug)]
pub(super) struct Labels {
    ids: BTreeSet<String>,
}

impl Labels {
    /// The ids of sections, of what stands in them, and of what stands in notes that are called.
    pub(super) fn collect(book: &Book) -> Self {
        let mut ids = BTreeSet::new();
        let endnotes = !book.notes_at(Stand::Endnotes, Medium::Pages).is_empty();
        let shown = |section: &&Section| {
            section.role != Role::Endnotes || endnotes || !section.blocks.is_empty()
        };
        for section in book.sections().filter(shown) {
            ids.insert(section.id.clone());
            collect(&section.blocks, &book.ids, &mut ids);
            if let Some(heading) = &section.heading {
                let own = |inline| book.ids.inline(inline).map(str::to_owned);
                walk::nested(&heading.title, &mut |inline| ids.extend(own(inline)));
            }
        }
        for (_, note) in book.called_notes() {
            collect(&note.written.body, &book.ids, &mut ids);
        }
        Self { ids }
    }

    /// Whether a link to the id finds its place.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }
}

fn collect(blocks: &[Block], ids: &Ids, out: &mut BTreeSet<String>) {
    walk::blocks(blocks, &mut |block| out.extend(ids.block(block).map(str::to_owned)));
    walk::inlines(blocks, &mut |inline| out.extend(ids.inline(inline).map(str::to_owned)));
    walk::entry_ids(blocks, &mut |id| {
        out.insert(id.to_owned());
    });
}

/// The label of a thing with an id.
pub(super) fn anchor(id: &str) -> String {
    format!("id-{id}")
}

/// The label of a note.
pub(super) fn note(note: NoteId) -> String {
    format!("note-{}", note.0)
}

/// The label of a call of a note.
pub(super) fn call(note: NoteId, ordinal: u32) -> String {
    format!("call-{}-{ordinal}", note.0)
}

/// The label of a heading without an id; `path` tells it from all others.
pub(super) fn heading(path: usize) -> String {
    format!("heading-{path}")
}

/// The label of a heading among notes; place and depth tell it from all others.
pub(super) fn notes_heading(place: usize, depth: u8) -> String {
    format!("notes-{depth}-{place}")
}

/// The label of the heading on a page whose own label is taken by the page.
pub(super) fn page_heading(id: &str) -> String {
    format!("head-{id}")
}
