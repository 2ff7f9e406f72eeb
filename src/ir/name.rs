//! What the parts of a book are called, so that a place in it can be named by whoever holds no part of it.
//!
//! The reader gives every block and inline a name, the section in whose file it stands and its number
//! there; passes name what they put in, and a clone keeps it. What an excerpt says again has the name of
//! what it says, marked as said again: a page begins where something stands, never where it is said.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Counts of what a manuscript lists.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($of:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub $of);
    )*};
}

ids! {
    /// A section: the sections of the manifest in their order, then those that are made.
    SectionId(u32);
    /// A series of notes, by its index in [`Manuscript::series`](super::Manuscript::series).
    SeriesId(u16);
    /// An index of the edition, by its place in [`Manuscript::indexes`](super::Manuscript::indexes).
    IndexId(u16);
}

impl SectionId {
    /// The section with that index among those of the manifest and those that are made.
    ///
    /// # Panics
    /// If there are more than four thousand million.
    #[must_use]
    pub fn nth(index: usize) -> Self {
        Self(u32::try_from(index).expect("sections are counted in 32 bits"))
    }

    /// The index among the sections of the manifest and those that are made.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A block or an inline: the section in whose file it stands, and its number there, outer before inner,
/// notes behind the text. As text `3.17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct NodeId {
    /// The section.
    pub section: SectionId,
    /// The number.
    pub number: u32,
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.section.0, self.number)
    }
}

impl From<NodeId> for String {
    fn from(id: NodeId) -> Self {
        id.to_string()
    }
}

impl FromStr for NodeId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('.');
        let parts =
            parts.and_then(|(section, number)| Some((section.parse().ok()?, number.parse().ok()?)));
        let (section, number) = parts.ok_or("a node is named by two numbers, such as `3.17`")?;
        Ok(Self { section: SectionId(section), number })
    }
}

impl TryFrom<String> for NodeId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// What a block or an inline is called. A clone has the name of what it was cloned from. As text `3.17`,
/// `=3.17` for what says it again, nothing for none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Name {
    /// It stands in no book, or a pass has put it there and none has named it.
    #[default]
    None,
    /// It stands in the book at its own place.
    Own(NodeId),
    /// It says again what stands at that place.
    Again(NodeId),
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        match name {
            Name::None => Self::new(),
            Name::Own(id) => id.to_string(),
            Name::Again(id) => format!("={id}"),
        }
    }
}

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.strip_prefix('=') {
            Some(id) => Ok(Self::Again(id.parse()?)),
            None if text.is_empty() => Ok(Self::None),
            None => Ok(Self::Own(text.parse()?)),
        }
    }
}

impl Name {
    /// Whether it is none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// The place, for what stands there.
    #[must_use]
    pub fn own(self) -> Option<NodeId> {
        match self {
            Self::Own(id) => Some(id),
            Self::None | Self::Again(_) => None,
        }
    }

    /// The node that is said, here or again.
    #[must_use]
    pub fn said(self) -> Option<NodeId> {
        match self {
            Self::Own(id) | Self::Again(id) => Some(id),
            Self::None => None,
        }
    }

    /// The name of what says this node again.
    #[must_use]
    pub fn again(self) -> Self {
        self.said().map_or(Self::None, Self::Again)
    }
}

/// Gives out the names of a section.
#[derive(Debug, Clone)]
pub struct Names {
    section: SectionId,
    next: u32,
}

impl Names {
    /// None are given yet.
    #[must_use]
    pub fn for_section(section: SectionId) -> Self {
        Self { section, next: 0 }
    }

    /// Keeps from giving out a name that was given.
    pub fn take(&mut self, id: NodeId) {
        self.next = self.next.max(id.number + 1);
    }

    /// Names what has no place of its own.
    pub fn name(&mut self, name: &mut Name) {
        if name.own().is_none() {
            *name = Name::Own(NodeId { section: self.section, number: self.next });
            self.next += 1;
        }
    }
}
