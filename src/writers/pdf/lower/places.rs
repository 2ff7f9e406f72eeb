//! What the correction of lines has to know of the markup: its paragraphs, and where words may be
//! broken.

use std::cell::Cell;
use std::ops::Range;

use super::origins::Origins;
use crate::inspection::Part;
use crate::language::hyphenation::Class;
use crate::source::Span;

/// Places of the markup, as it was written.
#[derive(Debug, Default)]
pub(in crate::writers::pdf) struct Places {
    /// The breaks within words that are right, in ascending order: the byte that begins the next
    /// line, and how good the break is.
    pub(in crate::writers::pdf) breaks: Vec<(usize, Class)>,
    /// Those of them that mislead, in ascending order.
    pub(in crate::writers::pdf) misleading: Vec<usize>,
    /// What holds breaks that the typesetter would take and that are wrong, with the letter behind each, in ascending
    /// order: where it breaks words, it is told not to break these.
    pub(in crate::writers::pdf) unbroken: Vec<Range<usize>>,
    /// What no line end cuts, in ascending order.
    pub(in crate::writers::pdf) uncut: Vec<Range<usize>>,
    /// Where the letters of initials are written, from the bracket before to that behind, in ascending order.
    pub(in crate::writers::pdf) initials: Vec<Range<usize>>,
    /// What the markup was written for.
    pub(in crate::writers::pdf) origins: Origins,
    /// Where the line stands that says who breaks words.
    pub(in crate::writers::pdf) breaking: usize,
    /// Whether the book is bound on the right.
    pub(in crate::writers::pdf) bound_right: bool,
    /// What stands in the margin, in ascending order.
    margin: Vec<Range<usize>>,
    paragraphs: Vec<Paragraph>,
}

/// A paragraph, or another line of inlines.
#[derive(Debug, Clone)]
pub(in crate::writers::pdf) struct Paragraph {
    /// Its markup.
    pub(in crate::writers::pdf) range: Range<usize>,
    /// Its place in the source.
    pub(in crate::writers::pdf) span: Span,
    /// What it belongs to.
    pub(in crate::writers::pdf) part: Part,
    /// Whether it is a part of a paragraph that began before.
    pub(in crate::writers::pdf) continues: bool,
    /// Whether it is a part of a paragraph that goes on behind it.
    pub(in crate::writers::pdf) goes_on: bool,
    /// Whether its words may be broken as those of running text are: in the cells of tables other rules hold.
    pub(in crate::writers::pdf) broken: bool,
    /// The paragraph in which it lies, as a note at the foot lies in the one that calls it.
    around: Option<usize>,
}

/// What is being written, for the paragraphs in it.
#[derive(Debug)]
pub(super) struct Now {
    part: Cell<Part>,
    /// Whether a line of inlines is under way: what a link says in it is no line of its own.
    line: Cell<bool>,
}

impl Now {
    /// Running text is written until something else is.
    pub(super) fn new() -> Self {
        Self { part: Cell::new(Part::Text), line: Cell::new(false) }
    }

    /// What it belongs to.
    pub(super) fn part(&self) -> Part {
        self.part.get()
    }

    /// Writes a line of inlines; whether none was under way before.
    pub(super) fn line(&self, write: impl FnOnce()) -> bool {
        let outer = self.line.replace(true);
        write();
        self.line.set(outer);
        !outer
    }

    /// Writes a note where it is called: its lines are its own.
    pub(super) fn note(&self, write: impl FnOnce()) {
        let outer = self.line.replace(false);
        self.within(Part::Note, write);
        self.line.set(outer);
    }

    /// What `write` writes stands apart from the running text, but what is in a note or a heading
    /// stays in it.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        let part = if self.part() == Part::Text { Part::Other } else { self.part() };
        self.within(part, write);
    }

    /// What `write` writes is what a table is called, but in a note it stays in it.
    pub(super) fn caption(&self, write: impl FnOnce()) {
        let apart = self.part() == Part::Text || self.part().is_apart();
        let part = if apart { Part::Caption } else { self.part() };
        self.within(part, write);
    }

    /// What `write` writes belongs to `part`.
    pub(super) fn within(&self, part: Part, write: impl FnOnce()) {
        let outer = self.part.replace(part);
        write();
        self.part.set(outer);
    }
}

impl Places {
    /// Whether a byte of the markup is of the letter of an initial.
    pub(in crate::writers::pdf) fn is_in_initial(&self, at: usize) -> bool {
        let next = self.initials.partition_point(|letter| letter.end <= at);
        self.initials.get(next).is_some_and(|letter| letter.contains(&at))
    }

    /// Where the letter of the initial is written that stands in a stretch of the markup.
    pub(in crate::writers::pdf) fn initial_in(
        &self,
        stretch: &Range<usize>,
    ) -> Option<&Range<usize>> {
        let next = self.initials.partition_point(|letter| letter.start < stretch.start);
        self.initials.get(next).filter(|letter| letter.end <= stretch.end)
    }

    /// Adds a paragraph; what lies in it was added before.
    #[cfg(test)]
    pub(super) fn add_paragraph(&mut self, range: Range<usize>, span: Span, part: Part) {
        self.add_parts(&[range], span, part, true);
    }

    /// Adds a paragraph in parts; `broken` is whether its words may be broken as those of running text.
    pub(super) fn add_parts(
        &mut self,
        ranges: &[Range<usize>],
        span: Span,
        part: Part,
        broken: bool,
    ) {
        self.paragraphs.extend(ranges.iter().enumerate().map(|(index, range)| Paragraph {
            range: range.clone(),
            span,
            part,
            continues: index > 0,
            goes_on: index + 1 < ranges.len(),
            broken,
            around: None,
        }));
    }

    /// Adds something that stands in the margin.
    pub(super) fn add_margin(&mut self, range: Range<usize>) {
        self.margin.push(range);
    }

    /// Puts paragraphs in order, so that they can be found.
    pub(super) fn sorted(mut self) -> Self {
        self.origins.sort();
        self.breaks.sort_unstable();
        self.misleading.sort_unstable();
        self.unbroken.sort_unstable_by_key(|range| range.start);
        self.uncut.sort_unstable_by_key(|range| range.start);
        self.margin.sort_unstable_by_key(|range| range.start);
        self.paragraphs
            .sort_by_key(|paragraph| (paragraph.range.start, usize::MAX - paragraph.range.end));
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.paragraphs.len() {
            let start = self.paragraphs[index].range.start;
            while open.pop_if(|last| self.paragraphs[*last].range.end <= start).is_some() {}
            self.paragraphs[index].around = open.last().copied();
            open.push(index);
        }
        self
    }

    /// The paragraphs in order.
    pub(in crate::writers::pdf) fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// How good a break before a byte is; none if it is none.
    pub(in crate::writers::pdf) fn class(&self, byte: usize) -> Option<Class> {
        let index = self.breaks.binary_search_by_key(&byte, |one| one.0).ok()?;
        Some(self.breaks[index].1)
    }

    /// Whether a break before a byte lets the reader read another word.
    pub(in crate::writers::pdf) fn misleads(&self, byte: usize) -> bool {
        self.misleading.binary_search(&byte).is_ok()
    }

    /// What of a stretch of the markup holds breaks that the typesetter would take and that are wrong.
    pub(in crate::writers::pdf) fn unbroken_in(
        &self,
        stretch: &Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        let Range { start, end } = *stretch;
        let first = self.unbroken.partition_point(|range| range.end <= start);
        let within = self.unbroken[first..].iter().take_while(move |range| range.start < end);
        within.map(move |range| range.start.max(start)..range.end.min(end))
    }

    /// Whether a byte lies in something that no line end cuts.
    pub(in crate::writers::pdf) fn is_in_uncut(&self, byte: usize) -> bool {
        let after = self.uncut.partition_point(|range| range.start <= byte);
        after.checked_sub(1).is_some_and(|index| byte < self.uncut[index].end)
    }

    /// Whether a byte lies within something that no line end cuts, but not at its beginning.
    pub(in crate::writers::pdf) fn is_uncut(&self, byte: usize) -> bool {
        let after = self.uncut.partition_point(|range| range.start < byte);
        after.checked_sub(1).is_some_and(|index| byte < self.uncut[index].end)
    }

    /// What no line end cuts and in which a byte lies.
    pub(in crate::writers::pdf) fn uncut_of(&self, byte: usize) -> Option<Range<usize>> {
        let after = self.uncut.partition_point(|range| range.start <= byte);
        after.checked_sub(1).map(|index| self.uncut[index].clone()).filter(|one| byte < one.end)
    }

    /// Whether a byte is of something that stands in the margin.
    pub(in crate::writers::pdf) fn is_margin(&self, byte: usize) -> bool {
        let mark = self.margin.partition_point(|range| range.start <= byte).checked_sub(1);
        mark.is_some_and(|index| byte < self.margin[index].end)
    }

    /// The index of the innermost paragraph around a stretch.
    pub(in crate::writers::pdf) fn host(&self, stretch: &Range<usize>) -> Option<usize> {
        let after =
            self.paragraphs.partition_point(|paragraph| paragraph.range.start < stretch.start);
        let last = after.checked_sub(1);
        let outward = |index: &usize| self.paragraphs[*index].around;
        std::iter::successors(last, outward)
            .find(|index| self.paragraphs[*index].range.end >= stretch.end)
    }

    /// The index of the innermost paragraph with that byte; none for what stands in the margin.
    pub(in crate::writers::pdf) fn paragraph(&self, byte: usize) -> Option<usize> {
        self.paragraph_around(byte).1
    }

    /// The same, with a stretch around the byte for which it holds.
    pub(in crate::writers::pdf) fn paragraph_around(
        &self,
        byte: usize,
    ) -> (Range<usize>, Option<usize>) {
        let margin = self.margin.partition_point(|range| range.start <= byte);
        let before = margin.checked_sub(1).map_or(0, |index| self.margin[index].end);
        if byte < before {
            return (byte..before, None);
        }
        let after = self.paragraphs.partition_point(|paragraph| paragraph.range.start <= byte);
        let next = self.paragraphs.get(after).map_or(usize::MAX, |next| next.range.start);
        let next = self.margin.get(margin).map_or(next, |range| next.min(range.start));
        let mut inner = after.checked_sub(1);
        let start = inner.map_or(before, |index| before.max(self.paragraphs[index].range.start));
        let mut around = start..next;
        while let Some(index) = inner {
            let end = self.paragraphs[index].range.end;
            if byte < end {
                around.end = around.end.min(end);
                break;
            }
            around.start = around.start.max(end);
            inner = self.paragraphs[index].around;
        }
        (around, inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::inspection::Part;
    use crate::source::{FileId, Span};

    #[test]
    fn the_innermost_paragraph_is_found() {
        let mut places = Places::default();
        let span = Span::new(FileId(0), 0..0);
        for range in [10..20, 30..35, 5..40, 50..60] {
            places.add_paragraph(range, span, Part::Text);
        }
        let places = places.sorted();
        let found: Vec<Option<usize>> =
            [4, 5, 12, 25, 34, 39, 45, 55].into_iter().map(|byte| places.paragraph(byte)).collect();
        assert_eq!(found, [None, Some(0), Some(1), Some(0), Some(2), Some(0), None, Some(3)]);
    }
}
