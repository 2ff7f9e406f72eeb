//! Long documents in parts: old reading systems hold a document in memory as a whole.
//!
//! What is measured is what will be written: a first lowering of the long sections and of the notes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Lowerer;
use super::plan::{Content, Document, Plan};
use crate::ir::{Block, BlockKind, InlineKind, NoteGroup, SectionId, walk};
use crate::xml::{Element, Node, Syntax};

/// Bytes that a document may have.
const LIMIT: usize = 300_000;
/// Bytes left to the frame of a document, and to file names that are longer than they were when it
/// was measured.
const RESERVE: usize = 20_000;
/// Bytes of text under which a section is not measured: markup does not make five of one.
const SURELY_SHORT: usize = LIMIT / 5;
/// Notes above which they are parted, and notes of a part.
const MANY_NOTES: usize = 600;
const NOTES_OF_A_PART: usize = 500;

/// What is parted.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Of long sections: the blocks of each part. The notes at the end of the section stand
    /// in the last.
    pub(super) sections: BTreeMap<SectionId, Vec<Range<usize>>>,
    /// The notes behind the text, a list for each part; empty: they are not parted.
    pub(super) endnotes: Vec<Vec<NoteGroup>>,
}

impl Parts {
    /// What has to be parted of a book that was planned in whole documents.
    pub(super) fn plan(plan: &Plan<'_>) -> Self {
        let mut parts = Self::default();
        for document in &plan.documents {
            match document.content {
                Content::Section(index) if is_long(plan, index) => {
                    let sizes = Lowerer::new(plan, plan.setting()).sizes(index, document);
                    let ranges = ranges(&plan.book.section(index).blocks, &sizes);
                    if ranges.len() > 1 {
                        parts.sections.insert(index, ranges);
                    }
                }
                Content::Endnotes(_) => {
                    let sizes = Lowerer::new(plan, plan.setting()).note_sizes(document);
                    parts.endnotes = chunks(&plan.endnotes, &sizes);
                }
                _ => {}
            }
        }
        parts
    }

    /// In how many documents a content stands.
    pub(super) fn count(&self, content: Content) -> usize {
        let parts = match content {
            Content::Section(section) => self.sections.get(&section).map_or(0, Vec::len),
            Content::Endnotes(_) => self.endnotes.len(),
            _ => 0,
        };
        parts.max(1)
    }

    /// Whether all documents stay whole.
    pub(super) fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.endnotes.len() < 2
    }
}

fn is_long(plan: &Plan<'_>, index: SectionId) -> bool {
    let notes = plan.section_notes.get(&index).into_iter().flatten();
    let notes =
        notes.flat_map(|group| &group.notes).map(|note| &plan.book.note(*note).written.body);
    let own = &plan.book.section(index).blocks;
    std::iter::once(own).chain(notes).map(|blocks| letters(blocks)).sum::<usize>() > SURELY_SHORT
}

/// Bytes of text in blocks.
fn letters(blocks: &[Block]) -> usize {
    let mut count = 0;
    walk::inlines(blocks, &mut |inline| {
        if let InlineKind::Text { text } | InlineKind::Code { text } = &inline.kind {
            count += text.len();
        }
    });
    walk::blocks(blocks, &mut |block| {
        if let BlockKind::Code { text, .. } = &block.kind {
            count += text.len();
        }
    });
    count
}

/// The blocks of each part. Parts begin at the highest headings there are; where a stretch without
/// one is too long, between two blocks. `sizes` has an entry for each block and one for what stands
/// behind the last.
fn ranges(blocks: &[Block], sizes: &[usize]) -> Vec<Range<usize>> {
    let limit = LIMIT - RESERVE;
    let mut ranges = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (index, own) in sizes.iter().enumerate() {
        if *own > 0 && size + own > limit && index > start {
            let cut = cut(blocks, sizes, start, index);
            ranges.push(start..cut);
            size = sizes[cut..index].iter().sum();
            start = cut;
        }
        size += own;
    }
    ranges.push(start..blocks.len());
    ranges
}

/// Where the part that begins at `start` ends, `full` being the first block that it cannot hold: before
/// the last of the highest headings in its second half, else before the block.
fn cut(blocks: &[Block], sizes: &[usize], start: usize, full: usize) -> usize {
    let level = |at: usize| match blocks.get(at).map(|block| &block.kind) {
        Some(BlockKind::Heading(heading)) => Some(heading.level),
        _ => None,
    };
    let half: usize = sizes[start..full].iter().sum::<usize>() / 2;
    let mut before = 0;
    let mut best: Option<(u8, usize)> = None;
    for (at, own) in sizes.iter().enumerate().take(full + 1).skip(start) {
        if let Some(level) = level(at).filter(|_| at > start && before >= half)
            && best.is_none_or(|(other, _)| level <= other)
        {
            best = Some((level, at));
        }
        before += own;
    }
    // A heading never ends a part.
    let plain = (start + 1..=full).rev().find(|at| level(at - 1).is_none()).unwrap_or(full);
    best.map_or(plain, |(_, at)| at)
}

/// The notes in parts, if they are too many or too long for one document.
fn chunks(groups: &[NoteGroup], sizes: &[usize]) -> Vec<Vec<NoteGroup>> {
    let most = if sizes.len() > MANY_NOTES { NOTES_OF_A_PART } else { usize::MAX };
    let limit = LIMIT - RESERVE;
    let mut parts: Vec<Vec<NoteGroup>> = vec![Vec::new()];
    let (mut count, mut size) = (0, 0);
    let mut sizes = sizes.iter();
    for group in groups {
        let mut rest = NoteGroup { notes: Vec::new(), ..group.clone() };
        for &note in &group.notes {
            let own = sizes.next().copied().unwrap_or_default();
            if count == most || (size + own > limit && count > 0) {
                let done = std::mem::take(&mut rest.notes);
                put(&mut parts, NoteGroup { notes: done, ..rest.clone() });
                parts.push(Vec::new());
                (count, size) = (0, 0);
            }
            rest.notes.push(note);
            (count, size) = (count + 1, size + own);
        }
        put(&mut parts, rest);
    }
    if parts.len() < 2 { Vec::new() } else { parts }
}

fn put(parts: &mut [Vec<NoteGroup>], group: NoteGroup) {
    if let Some(last) = parts.last_mut().filter(|_| !group.notes.is_empty()) {
        last.push(group);
    }
}

impl<'a> Lowerer<'a> {
    /// Bytes of each block of a section, and of what stands behind the last.
    fn sizes(&mut self, index: SectionId, document: &'a Document) -> Vec<usize> {
        let section = self.site.book.section(index);
        self.open(document);
        self.depth = self.site.book.depth(section).max(1);
        let blocks = section.blocks.iter();
        let mut sizes: Vec<usize> =
            blocks.map(|block| size(self.blocks(std::slice::from_ref(block)))).collect();
        sizes.push(size(self.section_notes(index, document)));
        sizes
    }

    /// Bytes of each note behind the text.
    fn note_sizes(&mut self, document: &'a Document) -> Vec<usize> {
        self.open(document);
        let notes = self.site.endnotes.iter().flat_map(|group| &group.notes);
        notes.map(|&id| size(vec![self.entry(id, &document.language).into()])).collect()
    }
}

/// Bytes that nodes have when they are written.
fn size(nodes: Vec<Node>) -> usize {
    if nodes.is_empty() {
        return 0;
    }
    Element::new("div").children(nodes).document(Syntax::Xhtml).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Heading, Paragraph, ParagraphKind};
    use crate::source::{FileId, Span};

    fn block(kind: BlockKind) -> Block {
        Block::new(Span::new(FileId(0), 0..0), kind)
    }

    fn text() -> Block {
        let paragraph = Paragraph { role: ParagraphKind::Body, content: Vec::new() };
        block(BlockKind::Paragraph(paragraph))
    }

    fn heading(level: u8) -> Block {
        let title = Vec::new();
        let heading = Heading { level, number: None, title, subtitle: None, short: None };
        block(BlockKind::Heading(Box::new(heading)))
    }

    /// The first blocks of the parts behind the first, of blocks of 50 kB each.
    fn starts(blocks: &[Block]) -> Vec<usize> {
        let sizes = vec![50_000; blocks.len() + 1];
        ranges(blocks, &sizes).iter().skip(1).map(|range| range.start).collect()
    }

    #[test]
    fn parts_begin_at_the_highest_heading_of_the_second_half() {
        let with = |places: &[(usize, u8)]| {
            let mut blocks = vec![text(), text(), text(), text(), text(), text()];
            for (at, level) in places {
                blocks[*at] = heading(*level);
            }
            starts(&blocks)
        };
        assert_eq!(with(&[]), [5]);
        assert_eq!(with(&[(3, 2)]), [3]);
        assert_eq!(with(&[(3, 2), (4, 3)]), [3]);
        assert_eq!(with(&[(3, 3), (4, 3)]), [4]);
        // Too near to the beginning.
        assert_eq!(with(&[(1, 2)]), [5]);
        // A heading at the very place is where the part begins, and none is left at the end of one.
        assert_eq!(with(&[(5, 4)]), [5]);
        assert_eq!(with(&[(4, 4)]), [4]);
    }

    #[test]
    fn what_cannot_be_parted_stays_whole() {
        assert_eq!(ranges(&[text()], &[900_000, 0]), vec![0..1]);
        assert_eq!(ranges(&[text(), text()], &[900_000, 900_000, 0]), [0..1, 1..2]);
        // The notes of the section stand alone where they are too long for the last part.
        assert_eq!(ranges(&[text(), text()], &[100_000, 100_000, 200_000]), [0..2, 2..2]);
    }
}
