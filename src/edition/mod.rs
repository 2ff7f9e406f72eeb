//! The manifest `edition.toml`, twice: the raw mirror with spans, then the resolved edition.

mod images;
mod load;
mod raw;
mod relators;
mod resolve;
mod table;

pub use images::load_resources;
pub use load::{load, read_source};
pub use resolve::is_slug;

use std::collections::BTreeMap;

use crate::diagnostics::Code;
use crate::ir::{Language, Metadata, NoteSeries, Role};
use crate::source::Span;

/// The name of the manifest.
pub const MANIFEST: &str = "edition.toml";

/// A resolved manifest: every value checked, every default filled in.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What is known of the book as a whole.
    pub metadata: Metadata,
    /// Names of the layouts to be made, with their places.
    pub layouts: Vec<(String, Span)>,
    /// Generated sections that are not wanted, with their places.
    pub omit: Vec<(Role, Span)>,
    /// The series of notes, the default one first.
    pub series: Vec<NoteSeries>,
    /// The sections in reading order.
    pub sections: Vec<SectionEntry>,
    /// Where the manifest names the cover's picture.
    pub cover_span: Option<Span>,
    /// Lints that are switched off, with the reason.
    pub switched_off: BTreeMap<Code, String>,
    /// The manifest as a whole.
    pub span: Span,
}

/// A section as the manifest lists it.
#[derive(Debug, Clone)]
pub struct SectionEntry {
    /// Where it is listed.
    pub span: Span,
    /// The file that holds its text, with the place where it is named; none: generated.
    pub file: Option<(String, Span)>,
    /// What it is.
    pub role: Role,
    /// Its id, if the manifest gives one.
    pub id: Option<String>,
    /// Its title in the contents, where the text has no heading.
    pub title: Option<String>,
    /// Its language, where it differs from the book's.
    pub language: Option<Language>,
    /// Index of the series of labels without a name.
    pub series: usize,
}
