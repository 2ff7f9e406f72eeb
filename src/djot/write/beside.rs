//! Comments by what they stand beside.

use std::collections::HashMap;

use crate::ir::{self, Comment, Name, NodeId};

/// The comments of a file.
pub(super) struct Beside<'c> {
    before: HashMap<NodeId, Vec<&'c str>>,
    behind: HashMap<NodeId, Vec<&'c str>>,
    notes: HashMap<usize, Vec<&'c str>>,
    heading: Vec<&'c str>,
    end: Vec<&'c str>,
}

impl<'c> Beside<'c> {
    pub fn new(comments: &'c [Comment]) -> Self {
        let mut beside = Self {
            before: HashMap::new(),
            behind: HashMap::new(),
            notes: HashMap::new(),
            heading: Vec::new(),
            end: Vec::new(),
        };
        for comment in comments {
            let text = comment.text.as_str();
            match comment.place {
                ir::Beside::Heading => beside.heading.push(text),
                ir::Beside::Before(id) => beside.before.entry(id).or_default().push(text),
                ir::Beside::Behind(id) => beside.behind.entry(id).or_default().push(text),
                ir::Beside::Note(index) => beside.notes.entry(index).or_default().push(text),
                ir::Beside::End => beside.end.push(text),
            }
        }
        beside
    }

    /// Those before a block or an inline.
    pub fn before(&self, name: Name) -> &[&'c str] {
        name.own().and_then(|id| self.before.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// Those behind a block or an inline.
    pub fn behind(&self, name: Name) -> &[&'c str] {
        name.own().and_then(|id| self.behind.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// Whether there are none before and behind it.
    pub fn has_none(&self, name: Name) -> bool {
        self.before(name).is_empty() && self.behind(name).is_empty()
    }

    /// Those before a note.
    pub fn note(&self, index: usize) -> &[&'c str] {
        self.notes.get(&index).map_or(&[], Vec::as_slice)
    }

    /// Those before the heading.
    pub fn heading(&self) -> &[&'c str] {
        &self.heading
    }

    /// Those behind all.
    pub fn end(&self) -> &[&'c str] {
        &self.end
    }
}
