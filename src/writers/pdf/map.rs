//! The source map: which place of the source a byte of the generated markup stands for, while line
//! breaks are put into that markup and taken out again.

use crate::source::Span;

/// From bytes of generated markup to places in the source.
///
/// A stretch of markup belongs to the innermost node whose writing was under way.
#[derive(Debug, Clone)]
pub(super) struct SourceMap {
    /// Where a stretch starts and what it stands for, in ascending order.
    stretches: Vec<Stretch>,
    /// The markup as it was written.
    written: String,
    /// What was changed since, in ascending order.
    changes: Vec<Change>,
}

/// A change of the markup: at a byte of what was written, so many bytes gave way to so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    /// The byte, as the markup was written.
    pub(super) at: usize,
    /// How many bytes from there on are gone.
    pub(super) gone: usize,
    /// How many stand there instead.
    pub(super) put: usize,
    /// How many bytes all changes up to this one, with it, made the markup longer.
    shift: usize,
}

/// Where among the changes of a map a byte was looked up last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cursor {
    /// How many of them stand before it.
    after: usize,
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
        Self {
            stretches: vec![Stretch { start: 0, span: whole, text: false }],
            written: String::new(),
            changes: Vec::new(),
        }
    }

    /// From byte `start` on, markup stands for `span`.
    pub(super) fn turn(&mut self, start: usize, span: Span, text: bool) {
        match self.stretches.last_mut() {
            Some(last) if last.start == start => *last = Stretch { start, span, text },
            _ => self.stretches.push(Stretch { start, span, text }),
        }
    }

    /// The markup as it was written.
    pub(super) fn markup(&self) -> &str {
        &self.written
    }

    /// This is the markup whose places were noted.
    pub(super) fn finish(&mut self, markup: String) {
        self.written = markup;
    }

    /// What stands for the whole.
    pub(super) fn whole(&self) -> Span {
        self.stretches[0].span
    }

    /// What a byte of the markup as it was written stands for.
    pub(super) fn node(&self, written: usize) -> Span {
        self.stretch(written).0.span
    }

    /// The character that a byte of the markup as it was written stands for: to the letter where
    /// the source says it in the same words, else the whole node.
    pub(super) fn letter(&self, written: usize) -> Span {
        let (stretch, next) = self.stretch(written);
        let span = stretch.span;
        let end = next.unwrap_or(self.written.len()).min(self.written.len());
        let (Some(markup), true) = (self.written.get(stretch.start..end), stretch.text) else {
            return span;
        };
        let at = written.saturating_sub(stretch.start).min(markup.len());
        let same = span.range().len();
        let (before, length) = if markup.len() == same && !markup.contains('\\') {
            (at, markup.get(at..).and_then(first_length))
        } else {
            let text = unescaped(markup);
            let before = unescaped(markup.get(..at).unwrap_or(markup)).len();
            let length = text.get(before..).and_then(first_length);
            (before, length.filter(|_| text.len() == same))
        };
        let Some(length) = length else { return span };
        let start = span.range().start + before;
        Span::new(span.file, start..start + length)
    }

    fn stretch(&self, byte: usize) -> (Stretch, Option<usize>) {
        let after = self.stretches.partition_point(|stretch| stretch.start <= byte);
        let next = self.stretches.get(after).map(|next| next.start);
        (self.stretches[after.saturating_sub(1)], next)
    }

    /// The markup is as it was written but for these changes: byte, bytes gone, bytes put.
    pub(super) fn change(&mut self, changes: impl Iterator<Item = (usize, usize, usize)>) {
        let mut shift = 0;
        let changes = changes.map(|(at, gone, put)| {
            shift += put - gone;
            Change { at, gone, put, shift }
        });
        self.changes = changes.collect();
    }

    /// Where what was written at a byte stands now; what was put there stands before it.
    pub(super) fn shown(&self, byte: usize) -> usize {
        let before = self.changes.partition_point(|change| change.at < byte);
        byte + before.checked_sub(1).map_or(0, |last| self.changes[last].shift)
    }

    /// The byte as it was written.
    pub(super) fn written(&self, byte: usize) -> usize {
        self.written_near(byte, &mut Cursor::default())
    }

    /// The same for one of many bytes, most of which stand between the same changes as the one before.
    pub(super) fn written_near(&self, byte: usize, cursor: &mut Cursor) -> usize {
        // A change begins in the markup as it is now where it was written, moved by those before.
        let begins = |change: &Change| change.at + change.shift + change.gone - change.put;
        let last = |after: usize| after.checked_sub(1).map(|last| self.changes[last]);
        let is_there = |after: usize| {
            last(after).is_none_or(|last| begins(&last) < byte)
                && self.changes.get(after).is_none_or(|next| byte <= begins(next))
        };
        if !is_there(cursor.after) {
            cursor.after = self.changes.partition_point(|change| begins(change) < byte);
        }
        let Some(last) = last(cursor.after) else { return byte };
        byte.saturating_sub(last.shift).max(last.at + last.gone)
    }
}

/// How many bytes of text the markup says between two of its bytes, as it was written.
pub(super) fn said(markup: &str, from: usize, to: usize) -> usize {
    markup.get(from..to).map_or(0, |part| unescaped(part).len())
}

fn first_length(text: &str) -> Option<usize> {
    text.chars().next().map(char::len_utf8)
}

/// Escaped text as it is read.
fn unescaped(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup.chars();
    while let Some(c) = rest.next() {
        match (c, rest.clone().next()) {
            ('\\', Some('u')) if rest.as_str().starts_with("u{") => {
                let (code, _) = rest.as_str()[2..].split_once('}').unwrap_or_default();
                text.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
                rest.by_ref().find(|c| *c == '}');
            }
            ('\\', Some(escaped)) => {
                text.push(escaped);
                rest.next();
            }
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::SourceMap;
    use crate::source::{FileId, Span};

    #[test]
    fn places_are_found_through_changes() {
        let mut map = SourceMap::new(Span::new(FileId(0), 0..0));
        // `ab cdef` became `ab<-->cd<>ef`: a space gave way, then something was put in.
        map.change([(2, 1, 4), (5, 0, 2)].into_iter());
        let written: Vec<usize> = (0..12).map(|byte| map.written(byte)).collect();
        assert_eq!(written, [0, 1, 2, 3, 3, 3, 3, 4, 5, 5, 5, 6]);
        let shown: Vec<usize> = [0, 1, 2, 3, 4, 5, 6].map(|byte| map.shown(byte)).to_vec();
        assert_eq!(shown, [0, 1, 2, 6, 7, 8, 11]);
    }
}
