//! The pages of the edition as it is printed, and where in the book each of them begins.

use std::collections::BTreeMap;

use super::{NodeId, SectionId};

/// Which pages an e-book lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PageList {
    /// Those of the edition itself as it is printed.
    #[default]
    Print,
    /// Those of the edition that the text was taken from, as its page markers name them.
    Source,
    /// None.
    None,
}

/// The pages of the book in one layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintPages {
    /// The name of the layout.
    pub layout: String,
    /// Whether the ISBN of the printed book names these pages.
    pub printed: bool,
    /// The pages in order.
    pub pages: Vec<PrintPage>,
    /// The pages, by their index, on which things with an id begin.
    pub of_ids: BTreeMap<String, usize>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintPage {
    /// Its number as printed.
    pub label: String,
    /// Where it begins; none for a page without text.
    pub start: Option<PageStart>,
}

/// A place in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageStart {
    /// At the head of a section.
    Section(SectionId),
    /// At the head of the notes of the book, where no section was made for them.
    Notes,
    /// In the contents before the line that leads to a section, or to a heading in it by its id.
    Line {
        /// The section.
        section: SectionId,
        /// Id of the heading.
        heading: Option<String>,
    },
    /// Before a block, or in one of code before a byte of it.
    Block {
        /// The block.
        node: NodeId,
        /// The byte.
        byte: usize,
    },
    /// In an inline before a byte of its text; for what has no text, before it.
    Inline {
        /// The inline.
        node: NodeId,
        /// The byte.
        byte: usize,
    },
}
