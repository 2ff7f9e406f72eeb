//! What readers of office documents find one below the other.

use super::form::Tongue;
use super::line::Line;
use super::style::Role;
use super::table::RawTable;
use crate::ir::{Delimiter, Numbering};
use crate::source::Span;

/// A paragraph or a table.
#[derive(Debug, Clone)]
pub(in crate::import::read) enum Part {
    /// A paragraph.
    Para(Box<Para>),
    /// A table.
    Table(RawTable),
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct Para {
    /// Its line in the text of which places speak.
    pub(in crate::import::read) span: Option<Span>,
    /// What its style says it does.
    pub(in crate::import::read) role: Role,
    /// Its place in a list.
    pub(in crate::import::read) list: Option<Place>,
    /// The number that the program sets before it, if it is a heading: `2.1`.
    pub(in crate::import::read) number: Option<String>,
    /// What it says.
    pub(in crate::import::read) line: Line,
    /// How it looks.
    pub(in crate::import::read) look: Look,
    /// The names of the places that begin in it.
    pub(in crate::import::read) marks: Vec<String>,
    /// Questions to the editor.
    pub(in crate::import::read) looks: Vec<String>,
    /// Whether a line is drawn across the page in it.
    pub(in crate::import::read) rule: bool,
    /// Whether space is left above it, or a page begins.
    pub(in crate::import::read) apart: bool,
}

/// The place of a paragraph in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import::read) struct Place {
    /// Which list of the document; lists follow each other by this.
    pub(in crate::import::read) list: u32,
    /// How deep, from 0.
    pub(in crate::import::read) level: u8,
    /// How it is counted; `None`: by a bullet.
    pub(in crate::import::read) numbering: Option<Numbering>,
    /// What stands around the number.
    pub(in crate::import::read) delimiter: Delimiter,
    /// Its number.
    pub(in crate::import::read) number: u64,
    /// Whether it goes on with the entry above and has no number of its own.
    pub(in crate::import::read) goes_on: bool,
}

/// How a paragraph looks as a whole, by which a heading is known that an author set by hand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::import::read) struct Look {
    /// Size of most of its letters, in half points; 0: not known.
    pub(in crate::import::read) size: u16,
    /// Whether all of it is bold.
    pub(in crate::import::read) bold: bool,
    /// Whether it stands in the middle of the line.
    pub(in crate::import::read) centred: bool,
}

impl Para {
    /// Its place.
    pub(in crate::import::read) fn place(&self) -> Span {
        self.span.unwrap_or_else(|| crate::import::draft::Draft::span(0..0))
    }

    /// The language that all of it has, where every word says the same.
    pub(super) fn tongue(&self) -> Option<Tongue> {
        let words = |text: &str| text.contains(char::is_alphabetic);
        let mut tongues =
            self.line.texts().filter(|(text, _)| words(text)).map(|(_, form)| form.tongue);
        let first = tongues.next().flatten()?;
        tongues.all(|tongue| tongue == Some(first)).then_some(first)
    }
}

/// `1 line`, `3 lines`.
pub(in crate::import::read) fn several(count: usize, name: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {name}{plural}")
}
