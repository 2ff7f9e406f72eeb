//! Straight quotation marks to those of the language, straight apostrophes to real ones.

use std::ops::Range;

use super::Reader;
use crate::ir::Inline;
use crate::language::{Turn, quotes, signs, turn};

/// A quotation that is open, with the marks of the language in which it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// `"`
    Double(&'static str),
    /// `'`
    Single(&'static str),
}

impl Reader<'_, '_> {
    /// A double mark, of which the parser says whether it opens or closes. What it says is right
    /// within a paragraph; a quotation that was opened in one before it is closed by a mark that
    /// the parser takes for the beginning of another.
    pub(super) fn double(&mut self, range: &Range<usize>, opens: bool) -> &'static str {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        // `{"` and `"}` say themselves what they do.
        let opens = match turn(before, after) {
            Turn::Closes if range.len() == 1 => false,
            Turn::Opens if range.len() == 1 => true,
            _ => opens,
        };
        if opens { self.open_double() } else { self.close_double() }
    }

    fn open_double(&mut self) -> &'static str {
        let marks = quotes(self.language(), self.context.quotes);
        self.open_quotes.push(Opener::Double(marks.close));
        marks.open
    }

    fn close_double(&mut self) -> &'static str {
        let at = self.open_quotes.iter().rposition(|o| matches!(o, Opener::Double(_)));
        match at.map(|at| self.open_quotes.remove(at)) {
            Some(Opener::Double(close) | Opener::Single(close)) => close,
            None => quotes(self.language(), self.context.quotes).close,
        }
    }

    pub(super) fn open_single(&mut self) -> &'static str {
        let marks = quotes(self.language(), self.context.quotes);
        self.open_quotes.push(Opener::Single(marks.close_inner));
        marks.open_inner
    }

    /// What the parser takes for a right single mark: one of a quotation over paragraphs does what it
    /// does there.
    pub(super) fn right_single(&mut self, range: &Range<usize>) -> &'static str {
        let marks = quotes(self.language(), self.context.quotes);
        match self.speech.get(&range.start) {
            Some(Turn::Opens) => {
                self.speech_closes = Some(marks.close_inner);
                marks.open_inner
            }
            Some(_) => self.speech_closes.take().unwrap_or(marks.close_inner),
            None => self.close_single(),
        }
    }

    /// A right single mark closes a quotation if one is open; else it is an apostrophe.
    fn close_single(&mut self) -> &'static str {
        match self.open_quotes.last() {
            Some(Opener::Single(close)) => {
                let close = *close;
                self.open_quotes.pop();
                close
            }
            _ => "’",
        }
    }

    /// The inlines of a paragraph: a quotation may go on from the one before it.
    pub(super) fn paragraph_line(&mut self) -> (Vec<Inline>, Range<usize>) {
        let outer = std::mem::replace(&mut self.open_quotes, std::mem::take(&mut self.going_on));
        let (mut content, end) = self.inlines();
        let mut left = std::mem::replace(&mut self.open_quotes, outer);
        left.retain(|open| matches!(open, Opener::Double(_)));
        // Each paragraph may open it again.
        left.truncate(1);
        self.going_on = left;
        self.settle(&mut content);
        (content, end)
    }

    /// A text that is no Djot, as the value of an attribute, with the signs of the language around.
    pub(super) fn signs(&self, text: &str) -> String {
        signs(text, self.language(), self.context.quotes)
    }
}
