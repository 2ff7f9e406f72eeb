//! Which part of the book a byte of the markup was written for: by this, the places where pages begin
//! are told in the words of the book.

use std::ops::Range;

use crate::ir::{NodeId, SectionId};

/// What a stretch of the markup was written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::writers::pdf) enum Origin {
    /// A section.
    Section(SectionId),
    /// The notes of the book, where no section was made for them.
    Notes,
    /// A heading in a section, with its id.
    Heading(Option<String>),
    /// What the contents say of the section or of the heading around it.
    Line,
    /// A block, which is no text.
    Block(NodeId),
    /// An inline.
    Inline(NodeId),
    /// Text of an inline, from a byte on.
    Text(NodeId, usize),
    /// A note at the foot of the page.
    Footnote,
}

/// A stretch of the markup, as it was written.
#[derive(Debug, Clone)]
pub(in crate::writers::pdf) struct OriginRange {
    /// The stretch.
    pub(in crate::writers::pdf) range: Range<usize>,
    /// What it was written for.
    pub(in crate::writers::pdf) what: Origin,
    /// The index of the stretch in which it lies.
    around: Option<usize>,
}

/// All stretches that are known.
#[derive(Debug, Default)]
pub(in crate::writers::pdf) struct Origins(Vec<OriginRange>);

impl Origins {
    /// Adds a stretch; what lies in it was added before.
    pub(super) fn add(&mut self, range: Range<usize>, what: Origin) {
        if !range.is_empty() {
            self.0.push(OriginRange { range, what, around: None });
        }
    }

    /// Puts the stretches in order, so that they can be found.
    pub(super) fn sort(&mut self) {
        // Of two stretches that are the same the inner one was added first.
        self.0.reverse();
        self.0.sort_by_key(|origin| (origin.range.start, usize::MAX - origin.range.end));
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.0.len() {
            let start = self.0[index].range.start;
            while open.pop_if(|last| self.0[*last].range.end <= start).is_some() {}
            self.0[index].around = open.last().copied();
            open.push(index);
        }
    }

    /// All stretches, in the order in which they begin.
    pub(in crate::writers::pdf) fn all(&self) -> impl Iterator<Item = &OriginRange> {
        self.0.iter()
    }

    /// The stretches with that byte, the innermost first.
    pub(in crate::writers::pdf) fn at(&self, byte: usize) -> impl Iterator<Item = &OriginRange> {
        let after = self.0.partition_point(|origin| origin.range.start <= byte);
        let last = after.checked_sub(1);
        let outward = std::iter::successors(last, |index| self.0[*index].around);
        outward.map(|index| &self.0[index]).filter(move |origin| byte < origin.range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, Origins};
    use crate::ir::{NodeId, SectionId};

    fn node(number: u32) -> NodeId {
        NodeId { section: SectionId(1), number }
    }

    #[test]
    fn stretches_are_found_from_the_innermost_outwards() {
        let mut origins = Origins::default();
        origins.add(6..9, Origin::Text(node(3), 0));
        origins.add(5..10, Origin::Inline(node(3)));
        origins.add(12..15, Origin::Inline(node(4)));
        origins.add(12..15, Origin::Heading(None));
        origins.add(2..20, Origin::Section(SectionId(1)));
        origins.sort();
        let at =
            |byte: usize| -> Vec<Origin> { origins.at(byte).map(|s| s.what.clone()).collect() };
        assert_eq!(
            at(7),
            [Origin::Text(node(3), 0), Origin::Inline(node(3)), Origin::Section(SectionId(1))]
        );
        assert_eq!(at(9), [Origin::Inline(node(3)), Origin::Section(SectionId(1))]);
        assert_eq!(
            at(13),
            [Origin::Inline(node(4)), Origin::Heading(None), Origin::Section(SectionId(1))]
        );
        assert_eq!(at(16), [Origin::Section(SectionId(1))]);
        assert_eq!(at(1), []);
    }
}
