//! Titles and names in more than one form.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Language;

/// Texts with a full stop between them, unless one has an end already; none if there is no text.
#[must_use]
pub fn joined_sentences(parts: &[String]) -> Option<String> {
    let (first, rest) = parts.split_first()?;
    Some(rest.iter().fold(first.clone(), |text, part| match text.ends_with(['.', '!', '?', '…']) {
        true => format!("{text} {part}"),
        false => format!("{text}. {part}"),
    }))
}

/// A name or title in another language or script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rendering {
    /// Language and script.
    pub language: Language,
    /// The text.
    pub text: String,
}

/// A title by which the book is known besides its main title and subtitles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OtherTitle {
    /// The title.
    pub text: String,
    /// What it is to the book.
    pub kind: TitleKind,
    /// The title as it is sorted.
    pub sort: Option<String>,
    /// Its language, where it differs from the book's.
    pub language: Option<Language>,
}

/// What a further title is to the book (EPUB 3.3, `title-type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TitleKind {
    /// A shorter title, by which it is called.
    Short,
    /// The title of what it was taken out of or is a part of.
    Collection,
    /// The title of the edition.
    Edition,
    /// Everything that could be said as a title, in one.
    Expanded,
}

impl TitleKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Short, Self::Collection, Self::Edition, Self::Expanded];

    /// The name in manifests and packages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Collection => "collection",
            Self::Edition => "edition",
            Self::Expanded => "expanded",
        }
    }
}
