//! What a text defines: notes, and addresses collected below it.

use std::collections::{BTreeMap, BTreeSet};

/// The labels of a text.
pub(super) struct Definitions<'a> {
    notes: BTreeSet<&'a str>,
    addresses: BTreeMap<&'a str, &'a str>,
}

impl<'a> Definitions<'a> {
    pub fn scan(text: &'a str) -> Self {
        let mut found = Self { notes: BTreeSet::new(), addresses: BTreeMap::new() };
        for line in text.lines() {
            let line = line.trim_start_matches([' ', '\t', '>']);
            let Some((label, rest)) = line.strip_prefix('[').and_then(|l| l.split_once(']')) else {
                continue;
            };
            let Some(rest) = rest.strip_prefix(':') else { continue };
            match label.strip_prefix('^') {
                Some(note) => drop(found.notes.insert(note)),
                None => drop(found.addresses.insert(label, rest.trim())),
            }
        }
        found
    }

    /// Whether the text has a note with that label.
    pub fn has_note(&self, label: &str) -> bool {
        self.notes.contains(label)
    }

    /// The address with that label.
    pub fn address(&self, label: &str) -> Option<&'a str> {
        self.addresses.get(label).copied()
    }
}
