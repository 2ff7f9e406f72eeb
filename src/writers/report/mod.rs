//! The report on the pages of a PDF: as JSON, and as a page that one can look at.
//!
//! The page (`html`) holds everything: the pages as pictures (`picture`, `drawing`, `plate`) with the lines
//! marked (`spreads`, `signs`), the list of findings (`findings`, `excerpt`), the figures (`summary`)
//! and a chart of the word spaces (`chart`). Its words stand in `terms`, what it does when it is
//! clicked in `page.js`. It asks for nothing from the network and runs no script but its own.

pub mod access;
mod chart;
mod drawing;
mod excerpt;
mod findings;
mod html;
mod json;
mod node;
mod picture;
mod plate;
mod signs;
mod spreads;
mod summary;
mod terms;

pub use html::page;
pub use json::json;
#[cfg(test)]
pub use json::schema;

/// Which book is reported on.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// The title.
    pub title: &'a str,
    /// Its language, a BCP 47 tag; the page is German for a German book, else English.
    pub language: &'a str,
}
