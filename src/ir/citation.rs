//! Citations of works, and the list of the works.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsWritten, Inline};
use crate::source::Span;

/// A work that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CitedWork {
    /// Where it is named in the source.
    pub span: Span,
    /// Its key in the bibliography.
    pub key: String,
    /// What stands before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The place in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
    /// Whether its author is named in the text already.
    pub without_author: bool,
}

/// A place in a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Locator {
    /// By what it is counted.
    pub kind: LocatorKind,
    /// The number, or numbers.
    pub value: String,
    /// The word before it in the source; none: a number alone, or what is said as it is.
    #[serde(skip)]
    pub word: AsWritten<Option<String>>,
}

/// By what the places of a work are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are those of the Citation Style Language")]
pub enum LocatorKind {
    Book,
    Chapter,
    Column,
    Figure,
    Folio,
    Issue,
    Line,
    Note,
    Page,
    Paragraph,
    Part,
    Section,
    Verse,
    Volume,
    /// As it is written, without a word of the style's.
    Plain,
}

/// An entry of the list of works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// Where the work stands in the bibliography.
    pub span: Span,
    /// Its id, to which citations lead.
    pub id: String,
    /// The number or label by which a style cites it, if it does.
    pub mark: Vec<Inline>,
    /// What is said of it.
    pub content: Vec<Inline>,
    /// The ids of the citations, in reading order.
    pub citations: Vec<String>,
}
