//! Kinds of books that have rules of their own: dictionaries, indexes, previews, and navigation by
//! regions of pages.

mod dictionary;
mod index;
mod regions;

use super::book::Book;
use super::xml::{Attributes, text};
use crate::diagnostics::{Code, Diagnostics};

/// Checks what the kind of a book asks for.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    if book.package.is_version_2() {
        return;
    }
    dictionary::check(book, out);
    index::check(book, out);
    regions::check(book, out);
    preview(book, out);
}

/// Whether the metadata say that the book is of that kind.
fn is(book: &Book<'_>, kind: &str) -> bool {
    book.package.dc("type").any(|node| text(node) == kind)
}

/// A preview names the book of which it is one (EPUB Previews 1.0 §2.2).
fn preview(book: &Book<'_>, out: &mut Diagnostics) {
    if !is(book, "preview") {
        return;
    }
    let package = &book.package;
    let id = package.root.attr("unique-identifier").unwrap_or_default().trim();
    let own = package.dc("identifier").find(|node| node.attr("id").map(str::trim) == Some(id));
    let own = own.map(text);
    let mut sources = package.dc("source").filter(|node| !node.has_attr("refines")).peekable();
    if sources.peek().is_none() {
        let hint = "add `dc:source` with the identifier of that book";
        let message = "the preview does not say of which book it is one";
        out.doubt(Code::EpubPackage, package.at_metadata(), message, hint);
    }
    for source in sources.filter(|source| Some(text(*source)) == own) {
        let hint = "write the identifier of the book, or give the preview another";
        let message = "the preview says that it is one of itself";
        out.report(Code::EpubPackage, package.xml.at(source), message, hint);
    }
}
