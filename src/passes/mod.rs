//! Passes: plain functions over the book, in one ordered list.

mod anchors;
mod back_references;
mod captions;
mod citations;
mod generated;
mod headings;
mod imprint;
mod index;
mod names;
mod notes;
mod numbers;
mod outline;
mod reading;
mod titles;

pub use citations::Works;

use crate::diagnostics::Diagnostics;
use crate::ir::{Book, Role};
use crate::proof::{self, typography::Style};
use crate::source::Span;

/// What the edition decides on the passes.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    /// Generated sections that are not wanted, with their places.
    pub omit: &'a [(Role, Span)],
    /// By what style typography is corrected; none: it is not.
    pub typography: Option<&'a Style>,
    /// The style of what umbruch itself puts into the text.
    pub style: &'a Style,
    /// The works that can be cited; none: the edition names no bibliography.
    pub works: Option<Works<'a>>,
}

/// Runs all passes in their order.
///
/// 1. Typography, where the edition wants it corrected: see [`proof::correct`].
/// 2. `generated`: sections made from metadata and notes are put where they belong.
/// 3. `citations`: works are looked up; where the style wants it, citations become notes.
/// 4. `notes`: calls find their notes.
/// 5. `numbers`: notes get their numbers and marks; endnotes get their title, or go where there are none.
/// 6. `headings`: sections get their depth, headings their ids.
/// 7. `citations` are set, and the list of works is made.
/// 8. `index`: indexes are made of the marks in the text.
/// 9. `captions`: lists of illustrations and of tables are made of their captions.
/// 10. `anchors`: ids are collected, links looked up.
/// 11. `outline`: the table of contents.
/// 12. `back_references`: notes that refer to the one before learn to which work.
/// 13. `names`: what passes have put into the book is named.
pub fn run(book: &mut Book, settings: &Settings<'_>, diagnostics: &mut Diagnostics) {
    if let Some(style) = settings.typography {
        proof::correct(book, style);
    }
    let omit = settings.omit;
    generated::place(book, omit);
    citations::place(book, settings.works, diagnostics);
    notes::resolve(book, diagnostics);
    numbers::number(book);
    generated::settle_endnotes(book, omit, diagnostics);
    let mut taken = headings::level(book, diagnostics);
    citations::render(book, settings.works, settings.style, &mut taken, diagnostics);
    index::make(book, &mut taken, diagnostics);
    captions::list(book, &mut taken, diagnostics);
    anchors::resolve(book, diagnostics);
    outline::collect(book);
    back_references::resolve(book);
    names::complete(book);
}
