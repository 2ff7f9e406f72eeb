//! Indexes: what a mark in the text says, and the index that is made of the marks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{IndexId, Inline};

/// An index of the edition: of words, of persons, of places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndexSettings {
    /// The name in the manifest and in marks.
    pub name: String,
    /// The heading above it; none: the word of the language.
    pub title: Option<String>,
    /// How its entries are sorted.
    pub order: IndexOrder,
}

/// The index with that name.
#[must_use]
pub fn index_named(indexes: &[IndexSettings], name: &str) -> Option<IndexId> {
    let found = indexes.iter().position(|index| index.name == name)?;
    u16::try_from(found).ok().map(IndexId)
}

/// How entries are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IndexOrder {
    /// As in a dictionary: in German `ä` like `a` (DIN 5007, variant 1).
    Words,
    /// As in a list of names: in German `ä` like `ae` (DIN 5007, variant 2).
    Names,
}

/// What a mark says of its entry, as the source has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndexMark {
    /// The name of the index; none: the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
    /// The entry; none: what the mark stands around.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The entry below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// As what the last of the two is sorted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// What the entry names.
    pub names: MarkNames,
}

/// What an entry names by a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum MarkNames {
    /// The place of the mark.
    Place,
    /// The place of the mark and all up to the mark that ends with that label.
    From {
        /// The label that both marks share.
        label: String,
    },
    /// The end of what another mark began.
    To {
        /// The label that both marks share.
        label: String,
    },
    /// Other entries, in place of pages.
    See {
        /// Their terms.
        terms: Vec<String>,
    },
    /// Other entries, besides the pages of other marks.
    SeeAlso {
        /// Their terms.
        terms: Vec<String>,
    },
}

/// An index that was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Index {
    /// Its entries by their initials.
    pub groups: Vec<IndexGroup>,
}

/// The entries with one initial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndexGroup {
    /// The initial: a letter, `0–9`, or nothing for what begins with neither.
    pub initial: String,
    /// The entries in their order.
    pub entries: Vec<IndexEntry>,
}

/// An entry of an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndexEntry {
    /// Its id, by which other entries lead to it.
    pub id: String,
    /// What it says.
    pub term: Vec<Inline>,
    /// The places that it names, in reading order.
    pub places: Vec<IndexPlace>,
    /// Entries to look up instead.
    pub see: Vec<OtherEntry>,
    /// Entries to look up, too.
    pub see_also: Vec<OtherEntry>,
    /// The entries below it.
    pub subs: Vec<Self>,
}

/// A place that an entry names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndexPlace {
    /// The id of the mark, a key of [`Book::anchors`](super::Book::anchors).
    pub from: String,
    /// The id of the mark up to which it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// An entry as another one names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OtherEntry {
    /// What it says.
    pub term: String,
    /// Its id.
    pub id: String,
}

impl Index {
    /// Calls `visit` with every entry, outer before inner, in their order.
    pub fn entries<'a>(&'a self, visit: &mut impl FnMut(&'a IndexEntry)) {
        for entry in self.groups.iter().flat_map(|group| &group.entries) {
            visit(entry);
            entry.subs.iter().for_each(&mut *visit);
        }
    }
}
