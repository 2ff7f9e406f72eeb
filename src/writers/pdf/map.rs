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
}

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
        Self { stretches: vec![Stretch { start: 0, span: whole, text: false }] }
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
        let after = self.stretches.partition_point(|stretch| stretch.start <= byte);
        let stretch = self.stretches[after.saturating_sub(1)];
        let end = self.stretches.get(after).map_or(usize::MAX, |next| next.start);
        (stretch.span, stretch.text.then_some(stretch.start..end))
    }
}
