//! Passes: plain functions over the book, in one ordered list.

mod anchors;
mod generated;
mod headings;
mod imprint;
mod notes;
mod numbers;
mod outline;

use crate::diagnostics::Diagnostics;
use crate::ir::{Book, Role};
use crate::source::Span;

/// Runs all passes in their order.
///
/// 1. `generated`: sections made from metadata and notes are put where they belong.
/// 2. `notes`: calls find their notes.
/// 3. `numbers`: notes get their numbers and marks.
/// 4. `headings`: sections get their depth, headings their ids.
/// 5. `anchors`: ids are collected, links looked up.
/// 6. `outline`: the table of contents.
pub fn run(book: &mut Book, omit: &[(Role, Span)], diagnostics: &mut Diagnostics) {
    generated::place(book, omit);
    notes::resolve(book, diagnostics);
    numbers::number(book);
    generated::settle_endnotes(book, omit, diagnostics);
    headings::level(book, diagnostics);
    anchors::resolve(book, diagnostics);
    outline::collect(book);
}
