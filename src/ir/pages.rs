//! The pages of the edition as it is printed, and where in the book each of them begins.

use std::collections::{BTreeMap, HashMap};

use super::{Block, Book, Inline, walk};

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
    pub begin: Option<Place>,
}

/// A place in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At the head of the section with that index.
    Section(usize),
    /// At the head of the notes of the book, where no section was made for them.
    Notes,
    /// In the contents before the line that leads to a section, or to a heading in it by its id.
    Line {
        /// Index of the section.
        section: usize,
        /// Id of the heading.
        heading: Option<String>,
    },
    /// Before the block with that number, or in one of code before a byte of it.
    Block {
        /// The number.
        number: usize,
        /// The byte.
        byte: usize,
    },
    /// In the inline with that number before a byte of its text; for what has no text, before it.
    Inline {
        /// The number.
        number: usize,
        /// The byte.
        byte: usize,
    },
}

/// The numbers of the inlines and of the blocks of a book: each is counted in the sections, then in
/// the notes, outer before inner. A copy of the book has the same numbers.
#[derive(Debug, Default)]
pub struct Numbers {
    inlines: HashMap<*const Inline, usize>,
    blocks: HashMap<*const Block, usize>,
}

impl Numbers {
    /// Counts through a book.
    #[must_use]
    pub fn of(book: &Book) -> Self {
        let mut numbers = Self::default();
        walk::every_inline(book, &mut |inline| {
            numbers.inlines.insert(inline, numbers.inlines.len());
        });
        walk::every_block(book, &mut |block| {
            numbers.blocks.insert(block, numbers.blocks.len());
        });
        numbers
    }

    /// The number of an inline; none for a copy.
    #[must_use]
    pub fn inline(&self, inline: &Inline) -> Option<usize> {
        self.inlines.get(&std::ptr::from_ref(inline)).copied()
    }

    /// The number of a block; none for a copy.
    #[must_use]
    pub fn block(&self, block: &Block) -> Option<usize> {
        self.blocks.get(&std::ptr::from_ref(block)).copied()
    }
}
