//! Where a book stands in catalogues: its series and sets, its subjects.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A series or set of books and the place in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// Its title.
    pub title: String,
    /// Whether it is open or closed.
    pub kind: SeriesKind,
    /// The book's number in it: numbers with points between them, such as `3` or `98.4`.
    pub number: Option<String>,
    /// Its ISSN with the hyphen, check digit verified.
    pub issn: Option<String>,
}

/// Whether more books can come (EPUB 3.3, `collection-type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeriesKind {
    /// Books that appear one after the other, without an end in sight.
    Series,
    /// Volumes that make one whole.
    Set,
}

impl SeriesKind {
    /// The name in manifests and packages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Set => "set",
        }
    }
}

/// What a book is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// In words; of a code without words the code.
    pub name: String,
    /// The code by which catalogues and shops know it.
    pub term: Option<Term>,
}

/// A code of a classification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// Whose code it is.
    pub scheme: Scheme,
    /// The code.
    pub code: String,
}

/// A classification of subjects, under the name that the register of EPUB 3 gives it (`authority`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Scheme {
    /// Thema, the book trade's in all countries.
    Thema,
    /// The *Warengruppen-Systematik* of the German book trade.
    #[serde(rename = "WGS")]
    Wgs,
    /// The subject headings of the book trade in North America.
    #[serde(rename = "BISAC")]
    Bisac,
    /// The Dewey Decimal Classification of libraries.
    #[serde(rename = "DDC")]
    Ddc,
}

impl Scheme {
    /// Its name in the register.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Thema => "Thema",
            Self::Wgs => "WGS",
            Self::Bisac => "BISAC",
            Self::Ddc => "DDC",
        }
    }
}
