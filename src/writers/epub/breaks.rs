//! Where in the EPUB the pages of the printed edition begin.

use std::collections::{BTreeMap, HashSet};

use super::plan::{Content, Plan};
use crate::ir::{NodeId, NoteId, Place, PrintPages, walk};

/// The pages, by their index, that begin at a place.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// At the head of a section, by its index.
    pub(super) sections: BTreeMap<usize, Vec<usize>>,
    /// At the head of notes without a section.
    pub(super) notes: Vec<usize>,
    /// Before a line of the contents, by the section and the heading to which it leads.
    pub(super) lines: BTreeMap<(usize, Option<String>), Vec<usize>>,
    /// Before a block or in an inline, by the byte: of what has no text, before it.
    pub(super) nodes: BTreeMap<NodeId, Vec<(usize, usize)>>,
}

impl Breaks {
    /// Those of an EPUB that shows that of the book. A page that begins in what it does not show, or without
    /// text, begins where the next one does.
    pub(super) fn of(pages: &PrintPages, shown: &Shown) -> Self {
        let mut places: Vec<Option<&Place>> = Vec::new();
        let mut next = None;
        for page in pages.pages.iter().rev() {
            next = page.begin.as_ref().filter(|place| shown.has(place)).or(next);
            places.push(next);
        }
        let mut breaks = Self::default();
        for (page, place) in places.into_iter().rev().enumerate() {
            match place {
                None => {}
                Some(Place::Section(index)) => {
                    breaks.sections.entry(*index).or_default().push(page)
                }
                Some(Place::Notes) => breaks.notes.push(page),
                Some(Place::Line { section, heading }) => {
                    breaks.lines.entry((*section, heading.clone())).or_default().push(page);
                }
                Some(Place::Block { node, byte } | Place::Inline { node, byte }) => {
                    breaks.nodes.entry(*node).or_default().push((*byte, page));
                }
            }
        }
        breaks
    }
}

/// What of a book the EPUB shows.
pub(super) struct Shown {
    /// By section: whether there is a document of it.
    sections: Vec<bool>,
    /// The blocks and inlines whose text is shown.
    nodes: HashSet<NodeId>,
    contents: bool,
    notes: bool,
}

impl Shown {
    /// What a plan shows of its book.
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let book = plan.book;
        let mut nodes = HashSet::new();
        for (index, section) in book.sections.iter().enumerate() {
            let document = plan.document_of(index);
            if document.is_some_and(|one| matches!(one.content, Content::Section(_))) {
                walk::section(section, &mut |inline| nodes.extend(inline.name.own()));
                walk::blocks(&section.blocks, &mut |block| nodes.extend(block.name.own()));
            }
        }
        for (id, note) in (0u32..).zip(&book.notes) {
            if plan.document_of_note(NoteId(id)).is_some() {
                walk::inlines(&note.body, &mut |inline| nodes.extend(inline.name.own()));
                walk::blocks(&note.body, &mut |block| nodes.extend(block.name.own()));
            }
        }
        Self {
            sections: (0..book.sections.len()).map(|i| plan.document_of(i).is_some()).collect(),
            nodes,
            contents: plan.nav_is_read(),
            notes: !plan.endnotes.is_empty(),
        }
    }

    fn has(&self, place: &Place) -> bool {
        let section = |index: usize| self.sections.get(index).copied().unwrap_or(false);
        match place {
            Place::Section(index) => section(*index),
            Place::Notes => self.notes,
            Place::Line { section: index, .. } => self.contents && section(*index),
            Place::Block { node, .. } | Place::Inline { node, .. } => self.nodes.contains(node),
        }
    }
}
