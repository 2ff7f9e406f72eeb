//! A book set as PDF, as benches measure it.

use umbruch::edition::Edition;
use umbruch::ir::Book;
use umbruch::layouts::Layout;
use umbruch::resources::Resources;
use umbruch::writers::pdf;

/// The layout in which benches set books.
pub fn layout(edition: &Edition) -> Layout {
    Layout::load("paperback", edition.span, None).expect("the layout is shipped")
}

/// Sets a book, with or without the correction of its lines.
pub fn set(
    (edition, book, resources): &(Edition, Book, Resources),
    layout: &Layout,
    corrects: bool,
) -> pdf::Pdf {
    let options = pdf::Options {
        modified: book.metadata().date.first_moment(),
        hyphenation: &edition.hyphenation,
        sources: None,
        bleed: 0.0,
        fonts: None,
        stop: None,
        corrects,
        pins: &[],
    };
    pdf::write(book, resources, layout, &options).expect("the book can be set")
}
