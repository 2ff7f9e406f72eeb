//! The manuscript: what an editor wrote, and nothing that is worked out from it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Block, Comment, Heading, IndexId, IndexSettings, Inline, Language, Metadata, Note, NoteSeries,
    PageMarkers, Role, SectionId, SeriesId, in_language,
};
use crate::source::Span;

/// An edition as it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Manuscript {
    /// The source files; spans name them by index.
    pub files: Vec<String>,
    /// What is known of the book as a whole.
    pub metadata: Metadata,
    /// The series of notes, the default one first.
    pub series: Vec<NoteSeries>,
    /// How the pages of the source edition are shown.
    #[serde(default, skip_serializing_if = "PageMarkers::are_in_margin")]
    pub page_markers: PageMarkers,
    /// The indexes, the default one first.
    #[serde(default)]
    pub indexes: Vec<IndexSettings>,
    /// The sections in the order of the manifest; [`SectionId`] is the index. They are shared: a
    /// manuscript of which one changes keeps the others.
    pub sections: Vec<Arc<Section>>,
}

impl Manuscript {
    /// A series of notes.
    ///
    /// # Panics
    /// If the id comes from another manuscript.
    #[must_use]
    pub fn series(&self, id: SeriesId) -> &NoteSeries {
        &self.series[usize::from(id.0)]
    }

    /// The ids of the series, the default one first.
    pub fn series_ids(&self) -> impl Iterator<Item = SeriesId> + use<> {
        (0..u16::try_from(self.series.len()).unwrap_or(u16::MAX)).map(SeriesId)
    }

    /// The language of a section.
    #[must_use]
    pub fn language_of<'a>(&'a self, section: &'a Section) -> &'a Language {
        section.language.as_ref().unwrap_or(&self.metadata.language)
    }

    /// The notes, each with its section: sections in their order, notes as they are written.
    pub fn notes(&self) -> impl Iterator<Item = (&Section, &Note)> {
        self.sections.iter().flat_map(|section| section.notes.iter().map(|note| (&**section, note)))
    }

    /// A section, to be changed; those who share it keep it as it was.
    ///
    /// # Panics
    /// If the id comes from another manuscript.
    pub fn section_mut(&mut self, id: SectionId) -> &mut Section {
        Arc::make_mut(&mut self.sections[id.index()])
    }
}

/// A section: what one source file holds, or a page made from the metadata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Where it is listed in the manifest.
    pub span: Span,
    /// What it is called.
    pub key: SectionId,
    /// Its id, unique in the book.
    pub id: String,
    /// The file that holds its text, in the edition's folder; none: umbruch makes the section from metadata, outline
    /// and notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What it is.
    pub role: Role,
    /// Its language, where it differs from the book's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its title in the contents, where the text has no heading.
    pub title: Option<String>,
    /// Its heading.
    pub heading: Option<Heading>,
    /// The series of labels without a name.
    pub series: SeriesId,
    /// The index that stands in it, if it is one.
    #[serde(default)]
    pub index: IndexId,
    /// Its text; empty where the section is generated.
    pub blocks: Vec<Block>,
    /// The notes of its file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// The remarks of its file that no output shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
}

impl Section {
    /// One with nothing in it and no file; `span` is where it is listed.
    #[must_use]
    pub fn empty(span: Span, key: SectionId, role: Role) -> Self {
        Self {
            span,
            key,
            id: String::new(),
            file: None,
            role,
            language: None,
            title: None,
            heading: None,
            series: SeriesId::default(),
            index: IndexId::default(),
            blocks: Vec::new(),
            notes: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// Whether umbruch makes the section from metadata, outline and notes.
    #[must_use]
    pub fn is_generated(&self) -> bool {
        self.file.is_none()
    }

    /// Whether it has a title, in its text or in the manifest.
    #[must_use]
    pub fn is_titled(&self) -> bool {
        self.heading.is_some() || self.title.is_some()
    }

    /// Its title: number and heading, else the title of the manifest; in a language of its own, if it
    /// has one. `said` gives the heading as it is said at another place.
    #[must_use]
    pub fn title_line(&self, said: impl FnOnce(&[Inline]) -> Vec<Inline>) -> Option<Vec<Inline>> {
        let title = match &self.heading {
            Some(heading) => heading.line(said(&heading.title), self.span),
            None => vec![Inline::text(self.span, self.title.clone()?)],
        };
        Some(in_language(title, self.language.as_ref()))
    }
}
