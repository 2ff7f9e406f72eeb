//! Where things stand in the EPUB: the one place that knows which document holds what.

use std::collections::BTreeMap;
use std::ops::Range;

use super::plan::{Content, Document, Plan};
use crate::ir::{Block, Call, Inline, NoteGroup, NoteId, SectionId, walk};
use crate::writers::xhtml::{Ids, Picture, Site};

impl<'a> Plan<'a> {
    /// The blocks of its section that a document holds.
    pub(super) fn blocks_of(&self, document: &Document) -> &'a [Block] {
        let Content::Section(section) = document.content else { return &[] };
        let blocks = &self.book.section(section).blocks;
        let range = self.parts.sections.get(&section).and_then(|parts| parts.get(document.part));
        range.cloned().and_then(|range: Range<usize>| blocks.get(range)).unwrap_or(blocks)
    }

    /// Whether a document is the last of its content.
    pub(super) fn is_last(&self, document: &Document) -> bool {
        document.part + 1 == self.parts.count(document.content)
    }

    /// The notes behind the text that a document holds.
    pub(super) fn endnotes_of(&self, document: &Document) -> &[NoteGroup] {
        self.parts.endnotes.get(document.part).unwrap_or(&self.endnotes)
    }

    pub(super) fn locate_ids(&mut self) {
        let mut later = BTreeMap::new();
        for (index, document) in self.documents.iter().enumerate().filter(|(_, d)| d.part > 0) {
            let blocks = self.blocks_of(document);
            let ids = &self.book.ids;
            walk::blocks(blocks, &mut |block| {
                later.extend(ids.block(block).map(|id| (id, index)));
            });
            walk::inlines(blocks, &mut |inline| {
                later.extend(ids.inline(inline).map(|id| (id, index)));
            });
            walk::entry_ids(blocks, &mut |id| {
                later.insert(id, index);
            });
        }
        self.later = later;
    }

    pub(super) fn locate_notes(&mut self) {
        let mut home = BTreeMap::new();
        for (index, document) in self.documents.iter().enumerate() {
            let groups = match document.content {
                Content::Endnotes(_) => self.endnotes_of(document),
                Content::Section(section) if self.is_last(document) => {
                    self.section_notes.get(&section).map_or(&[][..], Vec::as_slice)
                }
                _ => continue,
            };
            let notes = groups.iter().flat_map(|group| &group.notes);
            home.extend(notes.map(|&note| (note, index)));
        }
        self.home = home;
    }

    pub(super) fn locate_calls(&mut self) {
        let mut calls = BTreeMap::<NoteId, BTreeMap<u32, usize>>::new();
        let mut see = |inline: &Inline, document: usize| {
            if let Some(Call { note, ordinal }) = self.book.notes.called(inline) {
                calls.entry(note).or_default().insert(ordinal, document);
            }
        };
        for (index, document) in self.documents.iter().enumerate() {
            let Content::Section(section) = document.content else { continue };
            if let Some(heading) = &self.book.section(section).heading
                && document.part == 0
            {
                walk::nested(&heading.title, &mut |inline| see(inline, index));
            }
            walk::inlines(self.blocks_of(document), &mut |inline| see(inline, index));
        }
        for (note, &document) in &self.home {
            let body = &self.book.note(*note).written.body;
            walk::inlines(body, &mut |inline| see(inline, document));
        }
        self.calls = calls;
    }

    /// The document that a section became, the first if there are several.
    pub(super) fn document_of(&self, section: SectionId) -> Option<&Document> {
        self.first.get(&section).map(|&index| &self.documents[index])
    }

    /// The document in which a note stands.
    pub(super) fn document_of_note(&self, note: NoteId) -> Option<&Document> {
        self.home.get(&note).map(|&index| &self.documents[index])
    }

    /// The document of a section that holds an id.
    pub(super) fn document_with(&self, id: &str, section: SectionId) -> Option<&Document> {
        let later = self.later.get(id).map(|&index| &self.documents[index]);
        later.or_else(|| self.document_of(section))
    }
}

impl Site for Plan<'_> {
    fn place(&self, id: &str, ids: &Ids) -> Option<(&str, String)> {
        let anchor = self.book.anchors.get(id)?;
        let document = match anchor.note {
            Some(note) => self.document_of_note(note)?,
            None => self.document_with(id, anchor.section)?,
        };
        Some((&document.file, ids.get(id)?.to_owned()))
    }

    fn home(&self, note: NoteId) -> Option<&str> {
        self.document_of_note(note).map(|document| document.file.as_str())
    }

    fn calls(&self, note: NoteId) -> Vec<(u32, &str)> {
        let calls = self.calls.get(&note).into_iter().flatten();
        calls.map(|(&ordinal, &index)| (ordinal, self.documents[index].file.as_str())).collect()
    }

    fn title_of(&self, section: SectionId) -> Option<&str> {
        self.document_of(section).map(|document| document.title.as_str())
    }

    fn title_around(&self, id: &str) -> &str {
        let document = self.book.anchors.get(id).and_then(|anchor| match anchor.note {
            Some(note) => self.document_of_note(note),
            None => self.document_of(anchor.section),
        });
        document.map_or("", |document| document.title.as_str())
    }

    fn picture(&self, path: &str) -> Option<Picture<'_>> {
        let (path, picture) = self.images.get_key_value(path)?;
        let address = format!("../images/{}", picture.file);
        let (width, height, inches) = (picture.width, picture.height, picture.inches);
        Some(Picture { path, address, width, height, inches })
    }
}
