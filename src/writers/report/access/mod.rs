//! The report on accessibility: what an e-book claims of itself and on what ground, what no program can
//! judge, and what the law and the standards ask for; as JSON, and as a page.
//!
//! The page (`html`) is for those who certify a book: `claims` shows the package's words with their
//! grounds, `content` what is in the documents, `criteria` the standards, `checklist` what is left to
//! people. Its words stand in `terms`. It runs no script and asks for nothing.

mod claims;
mod content;
mod criteria;
mod html;
mod json;
mod terms;

use std::collections::BTreeMap;

use crate::accessibility::Evidence;
use crate::source::Sources;
pub use html::page;
pub use json::json;

/// Of which e-book is told.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The title of the book.
    pub title: &'a str,
    /// The language of the book, a BCP 47 tag; the page is German for a German book, else English.
    pub language: &'a str,
    /// The name of the file.
    pub file: &'a str,
    /// What was found in it.
    pub evidence: &'a Evidence,
    /// The texts in which places stand.
    pub sources: &'a Sources,
    /// Small pictures by the paths of the large ones: JPEG files.
    pub thumbnails: &'a BTreeMap<String, Vec<u8>>,
}

impl Subject<'_> {
    /// `text/kai.dj:12:3`
    fn place(&self, span: Option<crate::source::Span>) -> Option<String> {
        let place = self.sources.place(span?);
        Some(format!("{}:{}:{}", place.file, place.line, place.column))
    }

    /// The value that the package gives a property.
    fn stated(&self, property: &str) -> Option<&str> {
        let found = self.evidence.statements.iter().find(|one| one.property == property);
        found.map(|one| one.value.as_str())
    }
}
