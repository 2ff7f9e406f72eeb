//! The source map: which place of the source a byte of the generated markup stands for.

use std::ops::Range;

use crate::source::Span;

/// From bytes of generated markup to places in the source.
///
/// A stretch of markup belongs to the innermost node whose writing was under way.
#[derive(Debug, Clone)]
pub(super) struct SourceMap {
    /// Where a stretch starts and what it stands for, in ascending order.
    stretches: Vec<Stretch>,
    /// Where soft hyphens were put in, as bytes of the markup before, in ascending order.
    insertions: Vec<usize>,
}

/// A soft hyphen as it is put into markup.
pub(super) const SOFT_HYPHEN: &str = "-?";

#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: usize,
    span: Span,
    /// Whether the markup is the escaped text of the span itself.
    text: bool,
}

impl SourceMap {
    /// A map in which everything stands for `whole`.
    pub(super) fn new(whole: Span) -> Self {
        Self {
            stretches: vec![Stretch { start: 0, span: whole, text: false }],
            insertions: Vec::new(),
        }
    }

    /// From byte `start` on, markup stands for `span`.
    pub(super) fn turn(&mut self, start: usize, span: Span, text: bool) {
        match self.stretches.last_mut() {
            Some(last) if last.start == start => *last = Stretch { start, span, text },
            _ => self.stretches.push(Stretch { start, span, text }),
        }
    }

    /// What the byte stands for, and the range of the stretch in which it lies, if that stretch is
    /// the text of the span.
    pub(super) fn at(&self, byte: usize) -> (Span, Option<Range<usize>>) {
        let byte = self.before_insertions(byte);
        let after = self.stretches.partition_point(|stretch| stretch.start <= byte);
        let stretch = self.stretches[after.saturating_sub(1)];
        let end = self.stretches.get(after).map_or(usize::MAX, |next| self.shown(next.start));
        (stretch.span, stretch.text.then_some(self.shown(stretch.start)..end))
    }

    /// Soft hyphens stand in the markup now before these bytes of the markup as it was written.
    pub(super) fn inserted(&mut self, before: impl Iterator<Item = usize>) {
        self.insertions = before.collect();
    }

    /// Where what was written at a byte stands now; a soft hyphen right before it stands there.
    pub(super) fn shown(&self, byte: usize) -> usize {
        byte + self.insertions.partition_point(|at| *at < byte) * SOFT_HYPHEN.len()
    }

    /// The byte as it was before soft hyphens were put in.
    pub(super) fn before_insertions(&self, byte: usize) -> usize {
        let mut passed = 0;
        let (mut low, mut high) = (0, self.insertions.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.insertions[middle] + middle * SOFT_HYPHEN.len() < byte {
                passed = middle + 1;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let nearest = passed.checked_sub(1).map_or(0, |last| self.insertions[last]);
        byte.saturating_sub(passed * SOFT_HYPHEN.len()).max(nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::SourceMap;
    use crate::source::{FileId, Span};

    #[test]
    fn places_are_found_through_soft_hyphens() {
        let mut map = SourceMap::new(Span::new(FileId(0), 0..0));
        map.inserted([2, 5].into_iter());
        // `ab-?cde-?f`
        let before: Vec<usize> = (0..10).map(|byte| map.before_insertions(byte)).collect();
        assert_eq!(before, [0, 1, 2, 2, 2, 3, 4, 5, 5, 5]);
        let shown: Vec<usize> = (0..6).map(|byte| map.shown(byte)).collect();
        assert_eq!(shown, [0, 1, 2, 5, 6, 7]);
    }
}
