//! Inlines: text and what stands in a line of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsWritten, CitedWork, Formula, IndexMark, Language, Name, Writing};
use crate::source::Span;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Inline {
    /// Where it stands in the source.
    pub span: Span,
    /// What it is called.
    #[serde(rename = "node", default, skip_serializing_if = "Name::is_none")]
    #[schemars(with = "String")]
    pub name: Name,
    /// Its language, where it differs from what stands around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The id by which links find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// How the source writes it, if it is text.
    #[serde(skip)]
    pub written: AsWritten<Writing>,
    /// What it is.
    #[serde(flatten)]
    pub kind: InlineKind,
}

impl Inline {
    /// An inline without language and id.
    #[must_use]
    pub fn new(span: Span, kind: InlineKind) -> Self {
        Self {
            span,
            name: Name::None,
            language: None,
            id: None,
            written: AsWritten::default(),
            kind,
        }
    }

    /// A piece of text.
    #[must_use]
    pub fn text(span: Span, text: impl Into<String>) -> Self {
        Self::new(span, InlineKind::Text { text: text.into() })
    }

    /// The inlines inside of it.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        match &self.kind {
            InlineKind::Emphasis { content }
            | InlineKind::Strong { content }
            | InlineKind::SmallCaps { content }
            | InlineKind::Letterspaced { content }
            | InlineKind::Superscript { content }
            | InlineKind::Subscript { content }
            | InlineKind::Inserted { content }
            | InlineKind::Deleted { content }
            | InlineKind::Highlighted { content }
            | InlineKind::WorkTitle { content }
            | InlineKind::Stage { content }
            | InlineKind::Group { content }
            | InlineKind::Link { content, .. }
            | InlineKind::PageReference { content, .. }
            | InlineKind::IndexMark { content, .. } => content,
            InlineKind::Text { .. }
            | InlineKind::LineBreak
            | InlineKind::Code { .. }
            | InlineKind::Image { .. }
            | InlineKind::Formula(_)
            | InlineKind::NoteCall { .. }
            | InlineKind::Citation { .. }
            | InlineKind::PageMarker { .. } => &[],
        }
    }

    /// The inlines inside of it, to be changed.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.kind {
            InlineKind::Emphasis { content }
            | InlineKind::Strong { content }
            | InlineKind::SmallCaps { content }
            | InlineKind::Letterspaced { content }
            | InlineKind::Superscript { content }
            | InlineKind::Subscript { content }
            | InlineKind::Inserted { content }
            | InlineKind::Deleted { content }
            | InlineKind::Highlighted { content }
            | InlineKind::WorkTitle { content }
            | InlineKind::Stage { content }
            | InlineKind::Group { content }
            | InlineKind::Link { content, .. }
            | InlineKind::PageReference { content, .. }
            | InlineKind::IndexMark { content, .. } => Some(content),
            _ => None,
        }
    }
}

/// What an inline is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum InlineKind {
    /// Characters as they are to be read; white space is single spaces.
    Text {
        /// The characters.
        text: String,
    },
    /// A forced line break.
    LineBreak,
    /// Stress, italic in print.
    Emphasis {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Strong stress, bold in print.
    Strong {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Small capitals.
    SmallCaps {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Letterspaced text, the stress of blackletter type.
    Letterspaced {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Superscript.
    Superscript {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Subscript.
    Subscript {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Text added by the editor of the text.
    Inserted {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Text struck out in the text's source.
    Deleted {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Highlighted text.
    Highlighted {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// The title of a work.
    WorkTitle {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// A stage direction within what somebody says.
    Stage {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Text that only carries a language or an id.
    Group {
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Program text or anything else that is quoted character by character.
    Code {
        /// The characters.
        text: String,
    },
    /// A formula within a line.
    Formula(Box<Formula>),
    /// A link. Empty content: the title of the target stands there.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// What is inside.
        content: Vec<Inline>,
    },
    /// A link that names the page of what it leads to, where there are pages. Empty content: in
    /// print the page alone, elsewhere the title of the target.
    PageReference {
        /// The id, a key of [`Book::anchors`](super::Book::anchors).
        target: String,
        /// What is inside.
        content: Vec<Inline>,
    },
    /// Words of which an index names the place, or the place alone.
    IndexMark {
        /// What the mark says.
        mark: Box<IndexMark>,
        /// The words.
        content: Vec<Inline>,
    },
    /// A citation of works; what it says is in [`Book::citations`](super::Book::citations).
    Citation {
        /// The works.
        works: Vec<CitedWork>,
    },
    /// A picture within a line.
    Image {
        /// Path in the edition's folder, a key of [`Book::images`](super::Book::images).
        path: String,
        /// Alternative text; empty for a decorative picture.
        alt: String,
        /// Whether the picture says nothing and is passed over when read aloud.
        decorative: bool,
    },
    /// The call of a note; where it leads is in [`Book::notes`](super::Book::notes).
    NoteCall {
        /// The label in the source.
        label: String,
    },
    /// Here a page of the source edition starts.
    PageMarker {
        /// The page's number as printed there.
        label: String,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum LinkTarget {
    /// An address outside the book.
    Web {
        /// The address.
        url: String,
    },
    /// A work in the list of works.
    Work {
        /// The id of its entry, a key of [`Book::anchors`](super::Book::anchors).
        id: String,
    },
    /// A place in the book.
    Anchor {
        /// The id, a key of [`Book::anchors`](super::Book::anchors).
        id: String,
    },
}

impl LinkTarget {
    /// The address, or the id of what it leads to.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Web { url: name } | Self::Work { id: name } | Self::Anchor { id: name } => name,
        }
    }
}
