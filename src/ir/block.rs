//! Blocks: paragraphs, headings and what else stands below one another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AsWritten, BlockWriting, Formula, Index, Inline, InlineKind, Language, Name, Reference,
};
use crate::source::Span;

/// A block of a section or a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
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
    /// How the source writes it, where it could do so otherwise.
    #[serde(skip)]
    pub written: AsWritten<Option<Box<BlockWriting>>>,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

impl Block {
    /// A block without language and id.
    #[must_use]
    pub fn new(span: Span, kind: BlockKind) -> Self {
        Self {
            span,
            name: Name::None,
            language: None,
            id: None,
            written: AsWritten::default(),
            kind,
        }
    }
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text.
    Paragraph(Paragraph),
    /// A heading below the section's own.
    Heading(Box<Heading>),
    /// A quotation set apart.
    Quotation {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A motto.
    Epigraph {
        /// The motto and its attribution.
        blocks: Vec<Block>,
    },
    /// A letter.
    Letter {
        /// Its paragraphs.
        blocks: Vec<Block>,
    },
    /// Verse.
    Verse {
        /// The stanzas.
        stanzas: Vec<Stanza>,
    },
    /// A scene of a play: speakers, what they say, stage directions.
    Drama {
        /// The paragraphs and verse in their order.
        blocks: Vec<Block>,
    },
    /// A picture with its caption.
    Figure(Box<Figure>),
    /// A table.
    Table(Box<Table>),
    /// A list.
    List(Box<List>),
    /// A list of terms with their explanations.
    Definitions {
        /// The entries.
        items: Vec<Definition>,
    },
    /// A break between two trains of thought.
    ThematicBreak,
    /// Lines that are quoted character by character.
    Code {
        /// The name of the computer language, if given.
        syntax: Option<String>,
        /// The lines.
        text: String,
    },
    /// A formula on a line of its own.
    Formula(Box<Formula>),
    /// An index, made of the marks in the text.
    Index(Index),
    /// A list of figures or tables, made of their captions.
    Captions {
        /// Its lines.
        entries: Vec<CaptionEntry>,
    },
    /// The list of the works that are cited.
    References {
        /// Its entries.
        entries: Vec<Reference>,
    },
    /// Blocks that only share a language or an id.
    Group {
        /// What is inside.
        blocks: Vec<Block>,
    },
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// What it does.
    pub role: ParagraphKind,
    /// Its text.
    pub content: Vec<Inline>,
}

/// What a paragraph does where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphKind {
    /// Running text, indented by custom.
    Body,
    /// Running text that goes on after an interruption: no indent.
    NoIndent,
    /// Whose words an epigraph or a quotation is.
    Attribution,
    /// Place and date of a letter.
    Dateline,
    /// How a letter addresses its reader.
    Salutation,
    /// The name below a letter.
    Signature,
    /// What is added below the name.
    Postscript,
    /// To whom a letter goes, line by line.
    Address,
    /// Who speaks what follows, in a play.
    Speaker,
    /// What happens on the stage.
    Stage,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// Level in its section's file, 1–6.
    pub level: u8,
    /// Its number as printed, such as `1.` or `Zweites Kapitel`.
    pub number: Option<String>,
    /// Its text.
    pub title: Vec<Inline>,
    /// The line below.
    pub subtitle: Option<String>,
    /// The form for running heads.
    pub short: Option<String>,
}

impl Heading {
    /// Its number and its title, which is given as it is to be said.
    #[must_use]
    pub fn line(&self, title: Vec<Inline>, span: Span) -> Vec<Inline> {
        let number = self.number.iter();
        let number = number.map(|number| match title.is_empty() {
            true => Inline::text(span, number.clone()),
            false => Inline::text(span, format!("{number} ")),
        });
        number.chain(title.iter().cloned()).collect()
    }
}

/// A group of lines of verse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stanza {
    /// Where it stands in the source.
    pub span: Span,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of verse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Where it stands in the source.
    pub span: Span,
    /// By how many spaces the source indents it.
    pub indent: u16,
    /// The number that stands beside it, where the lines are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What of this verse others have said before, where it is shared between speakers: it begins
    /// where that ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its text.
    pub content: Vec<Inline>,
}

/// A picture with its caption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Path in the edition's folder, a key of [`Book::images`](super::Book::images).
    pub path: String,
    /// Where the picture is named in the source.
    pub path_span: Span,
    /// Alternative text; empty for a decorative picture.
    pub alt: String,
    /// Whether the picture says nothing and is passed over when read aloud.
    pub decorative: bool,
    /// The id of what describes the picture at length, a key of
    /// [`Book::anchors`](super::Book::anchors).
    pub description: Option<String>,
    /// Width in percent of the measure, 1–100; `None`: its [natural width](super::Image::inches),
    /// at most the measure.
    pub width: Option<u8>,
    /// The caption.
    pub caption: Vec<Block>,
}

impl Figure {
    /// The figure that a picture is which stands alone in its paragraph; none for what is no picture.
    #[must_use]
    pub fn of_image(image: &Inline) -> Option<Self> {
        let InlineKind::Image { path, alt, decorative } = &image.kind else { return None };
        Some(Self {
            path: path.clone(),
            path_span: image.span,
            alt: alt.clone(),
            decorative: *decorative,
            description: None,
            width: None,
            caption: Vec::new(),
        })
    }
}

/// A line of a list of figures or tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CaptionEntry {
    /// The id of the figure or table.
    pub target: String,
    /// Its caption.
    pub caption: Vec<Inline>,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// By custom: text at the start.
    Natural,
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// A table. Its cells fill every row from the first column to the last, and none covers another; a cell
/// that goes on below stands in the first of its rows, and none goes from the head into the body
/// ([`Table::fault`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// The caption.
    pub caption: Vec<Inline>,
    /// Alignment of each column.
    pub columns: Vec<Alignment>,
    /// Rows of the head, whose cells head their columns.
    pub head: Vec<Row>,
    /// Rows of the body.
    pub body: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// Where it stands in the source.
    pub span: Span,
    /// The cells that begin in it, in the order of their columns.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// Where it stands in the source.
    pub span: Span,
    /// How many columns it takes.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub colspan: u16,
    /// How many rows it takes.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rowspan: u16,
    /// Whether it heads its rows, if it stands in the body. One that takes all columns heads the rows below it, up to
    /// the next such cell.
    #[serde(default, skip_serializing_if = "is_false")]
    pub header: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

fn one() -> u16 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_one(number: &u16) -> bool {
    *number == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct List {
    /// How the entries are counted; `None`: not at all.
    pub numbering: Option<Numbering>,
    /// What stands around the numbers.
    #[serde(default, skip_serializing_if = "Delimiter::is_period")]
    pub delimiter: Delimiter,
    /// Number of the first entry.
    pub start: u64,
    /// Whether the entries follow without space between them.
    pub tight: bool,
    /// The entries.
    pub items: Vec<ListItem>,
}

/// How entries are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// 1 2 3
    Decimal,
    /// a b c
    LowerAlpha,
    /// A B C
    UpperAlpha,
    /// i ii iii
    LowerRoman,
    /// I II III
    UpperRoman,
}

/// What stands around the number of an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Delimiter {
    /// `1.`
    #[default]
    Period,
    /// `1)`
    Parenthesis,
    /// `(1)`
    Parentheses,
}

impl Delimiter {
    fn is_period(&self) -> bool {
        *self == Self::Period
    }

    /// A number with what stands around it.
    #[must_use]
    pub fn around(self, number: &str) -> String {
        match self {
            Self::Period => format!("{number}."),
            Self::Parenthesis => format!("{number})"),
            Self::Parentheses => format!("({number})"),
        }
    }
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListItem {
    /// Where it stands in the source.
    pub span: Span,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A term and its explanation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Definition {
    /// Where it stands in the source.
    pub span: Span,
    /// The term.
    pub term: Vec<Inline>,
    /// The explanation.
    pub blocks: Vec<Block>,
}
