//! Works that are cited: read from the edition's bibliography, set by a citation style.
//!
//! Both are foreign files, read by hayagriva; what it cannot bear (cycles, depths) is looked for
//! before it sees them, and a panic in it becomes a message.

mod guard;
mod inlines;
mod library;
mod names;
mod ready;
mod render;
mod speech;
mod style;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayagriva::Library;
use hayagriva::citationberg::{IndependentStyle, LocaleCode, StyleClass};

use crate::diagnostics::{Diagnostics, nearest};
use crate::ir::Language;
use crate::source::{FileId, Sources, Span};

pub use render::{Citation, RenderedReference};

/// What is known of the works, and how they are cited.
#[derive(Debug)]
pub struct Bibliography {
    works: Library,
    /// Where each work stands, by its key.
    places: BTreeMap<String, Span>,
    style: IndependentStyle,
    locale: LocaleCode,
}

/// A style as an edition names it.
#[derive(Debug, Clone, Copy)]
pub enum CitationStyle<'a> {
    /// By its name, at that place.
    Named(&'a str, Span),
    /// A style file of the edition.
    File(FileId),
}

impl Bibliography {
    /// Reads the files of an edition, BibLaTeX or, where their name ends so, YAML; what is wrong
    /// with them is reported. Without a style that can be used there is none.
    #[must_use]
    pub fn read(
        files: &[FileId],
        style: CitationStyle<'_>,
        language: &Language,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let mut works = Library::new();
        let mut places = BTreeMap::new();
        for file in files {
            library::read(*file, sources, language, &mut works, &mut places, diagnostics);
        }
        let style = match style {
            CitationStyle::Named(name, span) => style::named(name, span, diagnostics),
            CitationStyle::File(file) => style::own(file, sources, diagnostics),
        }?;
        let mut style = speech::in_language(style, language);
        // Persons are told apart by `names`.
        style.citation.disambiguate_add_givenname = false;
        Some(Self { works, places, style, locale: locale(language) })
    }

    /// Whether the style sets citations as notes.
    #[must_use]
    pub fn cites_in_notes(&self) -> bool {
        self.style.settings.class == StyleClass::Note
    }

    /// Whether a work of that key is known.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.places.contains_key(key)
    }

    /// The known key that is most like one that is not.
    #[must_use]
    pub fn nearest(&self, key: &str) -> Option<&str> {
        nearest(key, self.places.keys().map(String::as_str))
    }

    /// Where a work stands.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<Span> {
        self.places.get(key).copied()
    }

    /// The keys of all works, in the order of the files.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.works.keys()
    }
}

/// The language in which a style speaks.
fn locale(language: &Language) -> LocaleCode {
    let primary = language.primary();
    LocaleCode(match language.region() {
        Some(region) => format!("{primary}-{region}"),
        None => primary.to_owned(),
    })
}

/// Runs a step of hayagriva; a panic in it becomes what it said.
fn guarded<T>(step: impl FnOnce() -> T) -> Result<T, String> {
    // What the step worked on is thrown away after a panic, so nothing half-done is seen again.
    catch_unwind(AssertUnwindSafe(step)).map_err(|payload| {
        let said = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied());
        said.unwrap_or("no reason given").to_owned()
    })
}
