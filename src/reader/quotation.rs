//! Straight quotation marks to those of the language, straight apostrophes to real ones.

use super::Reader;
use crate::language::quotes;

/// A quotation that is open, with the marks of the language in which it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// `"`
    Double(&'static str),
    /// `'`
    Single(&'static str),
}

impl Reader<'_, '_> {
    pub(super) fn open_double(&mut self) -> &'static str {
        let marks = quotes(self.language(), self.context.quotes);
        self.open_quotes.push(Opener::Double(marks.close));
        marks.open
    }

    pub(super) fn close_double(&mut self) -> &'static str {
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

    /// A right single mark closes a quotation if one is open; else it is an apostrophe.
    pub(super) fn close_single(&mut self) -> &'static str {
        match self.open_quotes.last() {
            Some(Opener::Single(close)) => {
                let close = *close;
                self.open_quotes.pop();
                close
            }
            _ => "’",
        }
    }
}
