//! What is known of the book as a whole.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::title::joined_sentences;
use super::{Date, Language, OtherTitle, Rendering, Series, Subject};

/// Bibliographic data of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// Name of the outputs: `a`–`z`, digits and hyphens.
    pub slug: String,
    /// The title.
    pub title: String,
    /// The title as it is sorted.
    pub title_sort: Option<String>,
    /// The title in other languages and scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title_renderings: Vec<Rendering>,
    /// The subtitles, in the order of the title page.
    pub subtitles: Vec<String>,
    /// Titles by which the book is known besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_titles: Vec<OtherTitle>,
    /// Who made it, in the order of the title page.
    pub contributors: Vec<Contributor>,
    /// The language of the main text.
    pub language: Language,
    /// The identifier for the life of the edition: `urn:uuid:…`.
    pub identifier: String,
    /// ISBNs of the outputs.
    pub isbns: Isbns,
    /// Its DOI, from `10.` on.
    pub doi: Option<String>,
    /// Its URN at a library, such as `urn:nbn:de:…`.
    pub urn: Option<String>,
    /// Date of publication of this edition.
    pub date: Date,
    /// When the work first appeared.
    pub first_published: Option<Date>,
    /// Number of the edition.
    pub edition: Option<u32>,
    /// Statement of the edition, such as `Zweite, verbesserte Auflage`.
    pub edition_statement: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// Place of publication.
    pub place: Option<String>,
    /// The series and sets that the book belongs to, in the order of the title page.
    pub series: Vec<Series>,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// A paragraph for shops and catalogues.
    pub description: Option<String>,
    /// Who holds which rights, as a sentence.
    pub rights: Option<String>,
    /// Address of the licence.
    pub licence: Option<String>,
    /// Where the text was taken from.
    pub source: Option<SourceEdition>,
    /// The editor's own cover.
    pub cover: Option<Cover>,
    /// What the editor says of accessibility.
    pub accessibility: Accessibility,
}

impl Metadata {
    /// The names of those with that role, in order.
    pub fn names_with(&self, relator: &str) -> impl Iterator<Item = &str> {
        self.contributors
            .iter()
            .filter(move |c| c.roles.iter().any(|r| r.0 == relator))
            .map(|c| c.name.as_str())
    }

    /// The subtitles as one text, a sentence each; none without any.
    #[must_use]
    pub fn subtitle(&self) -> Option<String> {
        joined_sentences(&self.subtitles)
    }

    /// Title and subtitles as one text.
    #[must_use]
    pub fn full_title(&self) -> String {
        let parts: Vec<String> =
            [&self.title].into_iter().chain(&self.subtitles).cloned().collect();
        joined_sentences(&parts).unwrap_or_default()
    }
}

/// A person or a body that had a part in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contributor {
    /// The name as printed.
    pub name: String,
    /// The name as sorted.
    pub sort: String,
    /// What they did.
    pub roles: Vec<Relator>,
    /// The name in other languages and scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renderings: Vec<Rendering>,
}

/// A MARC relator code, such as `aut` or `trl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Relator(pub String);

/// ISBN-13s without hyphens, check digit verified.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Isbns {
    /// Of the EPUB.
    pub epub: Option<String>,
    /// Of the printed book.
    pub print: Option<String>,
}

/// Where the text was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceEdition {
    /// Its title, with author and place as a bibliography gives them.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// When it appeared.
    pub date: Option<Date>,
    /// Anything else to be said of it.
    pub note: Option<String>,
    /// The ISBN of the printed edition whose pages the page markers name.
    pub isbn: Option<String>,
}

/// A picture made by the editor for the cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cover {
    /// Path in the edition's folder, a key of [`Book::images`](super::Book::images).
    pub path: String,
    /// Alternative text.
    pub alt: String,
}

/// What the editor says of accessibility; what can be derived from the content is not here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Accessibility {
    /// A summary instead of the derived one.
    pub summary: Option<String>,
    /// Whether conformance with EPUB Accessibility 1.1 at WCAG 2.2 Level AA is asserted.
    pub conforms: bool,
    /// Who certifies it.
    pub certified_by: Option<String>,
    /// On which day.
    pub certified_on: Option<Date>,
    /// What entitles them to do so: a name, or an address.
    pub credential: Option<String>,
    /// Address of the certifier's report.
    pub report: Option<String>,
    /// The exemption from the European Accessibility Act that is claimed.
    pub exemption: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::joined_sentences;

    #[test]
    fn subtitles_are_a_sentence_each() {
        let subtitles = ["Eine Erzählung".to_owned(), "Mit Bildern".to_owned()];
        assert_eq!(joined_sentences(&subtitles).as_deref(), Some("Eine Erzählung. Mit Bildern"));
        assert_eq!(joined_sentences(&[]), None);
    }
}
