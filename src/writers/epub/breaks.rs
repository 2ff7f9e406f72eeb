//! Where in the EPUB the pages of the printed edition begin.

use std::collections::{BTreeMap, HashSet};

use super::plan::{Content, Plan};
use crate::ir::{Inline, NodeId, PageStart, PrintPages, SectionId, walk};

/// The pages, by their index, that begin at a place.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// At the head of a section.
    pub(super) sections: BTreeMap<SectionId, Vec<usize>>,
    /// At the head of notes without a section.
    pub(super) notes: Vec<usize>,
    /// Before a line of the contents, by the section and the heading to which it leads.
    pub(super) lines: BTreeMap<(SectionId, Option<String>), Vec<usize>>,
    /// Before a block or in an inline, by the byte: of what has no text, before it.
    pub(super) nodes: BTreeMap<NodeId, Vec<(usize, usize)>>,
}

impl Breaks {
    /// Those of an EPUB that shows that of the book. A page that begins in what it does not show, or without
    /// text, begins where the next one does.
    pub(super) fn new(pages: &PrintPages, shown: &VisibleNodes) -> Self {
        let mut places: Vec<Option<&PageStart>> = Vec::new();
        let mut next = None;
        for page in pages.pages.iter().rev() {
            next = page.start.as_ref().filter(|place| shown.has(place)).or(next);
            places.push(next);
        }
        let mut breaks = Self::default();
        for (page, place) in places.into_iter().rev().enumerate() {
            match place {
                None => {}
                Some(PageStart::Section(id)) => breaks.sections.entry(*id).or_default().push(page),
                Some(PageStart::Notes) => breaks.notes.push(page),
                Some(PageStart::Line { section, heading }) => {
                    breaks.lines.entry((*section, heading.clone())).or_default().push(page);
                }
                Some(PageStart::Block { node, byte } | PageStart::Inline { node, byte }) => {
                    breaks.nodes.entry(*node).or_default().push((*byte, page));
                }
            }
        }
        breaks
    }
}

/// What of a book the EPUB shows.
pub(super) struct VisibleNodes {
    /// The sections of which there is a document.
    sections: HashSet<SectionId>,
    /// The blocks and inlines whose text is shown.
    nodes: HashSet<NodeId>,
    contents: bool,
    notes: bool,
}

impl VisibleNodes {
    /// What a plan shows of its book.
    pub(super) fn in_plan(plan: &Plan<'_>) -> Self {
        let book = plan.book;
        let mut nodes = HashSet::new();
        let mut sections = HashSet::new();
        let inline = |inline: &Inline, nodes: &mut HashSet<NodeId>| {
            nodes.extend(inline.name.own());
            let said = book.citations.said(inline);
            walk::nested(said, &mut |inline| nodes.extend(inline.name.own()));
        };
        for section in book.sections() {
            let Some(document) = plan.document_of(section.key) else { continue };
            sections.insert(section.key);
            if matches!(document.content, Content::Section(_)) {
                walk::section(section, &mut |one| inline(one, &mut nodes));
                walk::blocks(&section.blocks, &mut |block| nodes.extend(block.name.own()));
            }
        }
        for (id, note) in book.called_notes() {
            if plan.document_of_note(id).is_some() {
                let body = &note.written.body;
                walk::inlines(body, &mut |one| inline(one, &mut nodes));
                walk::blocks(body, &mut |block| nodes.extend(block.name.own()));
            }
        }
        Self { sections, nodes, contents: plan.nav_is_read(), notes: !plan.endnotes.is_empty() }
    }

    fn has(&self, place: &PageStart) -> bool {
        match place {
            PageStart::Section(id) => self.sections.contains(id),
            PageStart::Notes => self.notes,
            PageStart::Line { section, .. } => self.contents && self.sections.contains(section),
            PageStart::Block { node, .. } | PageStart::Inline { node, .. } => {
                self.nodes.contains(node)
            }
        }
    }
}
