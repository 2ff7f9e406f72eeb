//! What was found in the documents of a book.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::source::Span;

/// What was found in all documents, in reading order, and beside them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The documents in reading order; the navigation document, too.
    pub documents: Vec<Document>,
    /// Colours that the style sheet sets, as declarations.
    pub colours: Vec<String>,
    /// Declarations of the style sheet that keep readers from their own type size or leading.
    pub fixed: Vec<String>,
    /// Pictures that move, and animations of the style sheet.
    pub moving: Vec<String>,
    /// Whether some of it is encrypted, which the writer of umbruch never does.
    pub locked: bool,
    /// Of which printed edition the pages are that are marked.
    pub page_source: Option<String>,
    /// What the package says of accessibility, in its order.
    pub statements: Vec<Statement>,
}

/// A property of the package with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The property, such as `schema:accessMode`.
    pub property: String,
    /// Its value.
    pub value: String,
}

/// What was found in a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    /// Its file, relative to the package.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: String,
    /// Whether it is one of those that are read one after the other.
    pub in_spine: bool,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Passages in other languages than the document's.
    pub passages: Vec<Passage>,
    /// Labels of the page breaks that are marked.
    pub page_breaks: Vec<String>,
    /// Labels of the pages that a list leads to.
    pub listed_pages: Vec<String>,
    /// Entries of a table of contents.
    pub contents: usize,
    /// What leads to notes and back.
    pub notes: Notes,
    /// Links that say where they lead.
    pub links: usize,
    /// Addresses of links that say nothing.
    pub silent_links: Vec<String>,
    /// Whether an index stands in it.
    pub index: bool,
    /// Formulas in MathML.
    pub formulas: usize,
    /// Sound, film and scripts.
    pub media: usize,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// Its file, relative to the document.
    pub file: String,
    /// Its alternative text.
    pub words: String,
    /// Whether it is passed over when the book is read aloud.
    pub decorative: bool,
    /// Whether it is the cover, which says nothing that the book does not say.
    pub cover: bool,
    /// The long description that it leads to.
    pub description: Option<String>,
    /// Its path in the edition's folder; none of one that umbruch made.
    pub path: Option<String>,
    /// Where the source names it.
    #[serde(skip)]
    pub place: Option<Span>,
}

impl Picture {
    /// Whether it tells something that belongs to the text.
    #[must_use]
    pub fn tells(&self) -> bool {
        !self.decorative && !self.cover
    }

    /// Whether a reader who cannot see it learns nothing of it.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        !self.decorative && self.words.trim().is_empty()
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its level, from 1.
    pub level: u8,
    /// What it says.
    pub text: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its caption.
    pub caption: String,
    /// Rows.
    pub rows: usize,
    /// Cells that head others and say what.
    pub headers: usize,
}

/// A passage in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The language.
    pub language: String,
    /// What it says, shortened.
    pub text: String,
}

/// What leads to notes and back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Notes {
    /// Calls.
    pub calls: usize,
    /// Where the calls lead, each once.
    #[serde(skip)]
    pub targets: BTreeSet<String>,
    /// Ways back that say where they lead.
    pub ways_back: usize,
}

impl Evidence {
    /// All pictures with the documents in which they stand.
    pub fn pictures(&self) -> impl Iterator<Item = (&Document, &Picture)> {
        self.documents.iter().flat_map(|d| d.pictures.iter().map(move |picture| (d, picture)))
    }

    /// The documents that are read.
    pub fn read(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| document.in_spine)
    }

    /// How many there are of something, over all documents.
    pub fn count(&self, of: impl Fn(&Document) -> usize) -> usize {
        self.documents.iter().map(of).sum()
    }

    /// Notes that are called, each once.
    #[must_use]
    pub fn notes(&self) -> usize {
        let targets: BTreeSet<&String> =
            self.documents.iter().flat_map(|document| &document.notes.targets).collect();
        targets.len()
    }

    /// Languages of documents and passages, with how often each is told.
    #[must_use]
    pub fn languages(&self) -> BTreeMap<&str, usize> {
        let mut found = BTreeMap::new();
        for document in &self.documents {
            let passages = document.passages.iter().map(|passage| passage.language.as_str());
            for language in passages.chain([document.language.as_str()]) {
                *found.entry(language).or_default() += 1;
            }
        }
        found
    }
}
