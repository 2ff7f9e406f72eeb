//! The text of which places speak: a line for each paragraph of the document.

use crate::import::draft::Draft;
use crate::source::Span;

/// The lines so far.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Log {
    text: String,
    /// Where the last line begins.
    start: usize,
}

impl Log {
    /// Begins the line of a paragraph.
    pub(in crate::import::read) fn paragraph(&mut self) -> Span {
        if self.start > 0 || !self.text.is_empty() {
            self.text.push('\n');
        }
        self.start = self.text.len();
        self.here()
    }

    /// Adds words to the line; where they stand.
    pub(in crate::import::read) fn say(&mut self, words: &str) -> Span {
        let from = self.text.len();
        self.text.extend(words.chars().map(|c| if c.is_control() { ' ' } else { c }));
        Draft::span(from..self.text.len())
    }

    /// The end of what was said.
    pub(in crate::import::read) fn here(&self) -> Span {
        Draft::span(self.text.len()..self.text.len())
    }

    /// The line so far.
    pub(in crate::import::read) fn line(&self) -> Span {
        Draft::span(self.start..self.text.len())
    }

    /// All of it.
    pub(in crate::import::read) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}
