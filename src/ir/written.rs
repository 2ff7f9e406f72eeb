//! How the source writes what it could write otherwise, and what stands in it beside the text: for the one who
//! writes source, and for no output.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::NodeId;
use crate::source::Span;

/// What the source says of its own form. Two nodes that read alike are equal, however they are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsWritten<T>(pub T);

impl<T> PartialEq for AsWritten<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for AsWritten<T> {}

/// How a piece of text is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Writing {
    /// As it is read.
    #[default]
    AsRead,
    /// By signs that stand for it: `--`, `...`, a backslash and a space.
    Sign,
    /// By a straight quotation mark or apostrophe.
    Straight(char),
    /// By a straight mark with a brace that says that it opens: `{"`.
    Opening(char),
    /// By a straight mark with a brace that says that it closes: `'}`.
    Closing(char),
    /// By the end of a line: a space.
    LineEnd,
}

/// How a block is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockWriting {
    /// The sign before the entries of a list that is not counted.
    pub bullet: Option<char>,
    /// The attributes that say how the lines of verse are counted, in their order.
    pub counting: Vec<(String, String)>,
    /// Whether the first line goes on with the verse of the one who spoke before.
    pub shared: bool,
}

/// Where something stands that has no place in the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Beside {
    /// Before the heading of the section.
    Heading,
    /// Before a block, or before an inline in its line.
    Before(#[schemars(with = "String")] NodeId),
    /// Behind a block that is the last where it stands, or behind an inline that is.
    Behind(#[schemars(with = "String")] NodeId),
    /// Before a note of the section: its index.
    Note(usize),
    /// Behind all else.
    #[default]
    End,
}

/// A remark of the editor's, which no output shows: `{% … %}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comment {
    /// Where it stands in the source: what is between the percent signs.
    pub span: Span,
    /// What it says, with the spaces around it.
    pub text: String,
    /// What it stands beside.
    pub place: Beside,
}
