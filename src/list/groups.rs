//! Editions that have something in common.

use std::collections::BTreeMap;

use super::order::compare_numbers;
use super::places::{slug_of, told_apart};
use super::{Entry, language_name};
use crate::ir::{IndexOrder, Language};
use crate::language::Collation;

/// What editions are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// By those under whose names they stand.
    Author,
    /// By series and set.
    Series,
    /// By the language of the text, whatever its region and orthography.
    Language,
    /// By what they are about.
    Subject,
}

impl By {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Author, Self::Series, Self::Language, Self::Subject];

    /// The folder of its groups.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Series => "series",
            Self::Language => "language",
            Self::Subject => "subject",
        }
    }

    /// The name of the list of its groups.
    #[must_use]
    pub fn index(self) -> &'static str {
        match self {
            Self::Author => "authors",
            Self::Series => "all-series",
            Self::Language => "languages",
            Self::Subject => "subjects",
        }
    }

    /// What an edition says of it: the key of the group, and its name.
    fn said(self, entry: &Entry, language: &Language) -> Vec<(String, String)> {
        match self {
            Self::Author => {
                entry.creators.iter().map(|c| (c.sort.clone(), c.name.clone())).collect()
            }
            Self::Series => entry.series.iter().map(|s| (s.0.clone(), s.0.clone())).collect(),
            Self::Language => {
                let tag = entry.language.primary();
                vec![(tag.to_owned(), language_name(tag, language))]
            }
            Self::Subject => entry.subjects.iter().map(|s| (s.clone(), s.clone())).collect(),
        }
    }
}

/// Editions that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub by: By,
    /// By what it is known: an author's name as sorted, a title, a tag, a subject.
    pub key: String,
    /// Its name as printed.
    pub name: String,
    /// Its name in paths.
    pub slug: String,
    /// Places of its editions, in the order of the list; of a series by their number.
    pub members: Vec<usize>,
}

/// The groups of all kinds, each kind in alphabetical order.
pub(super) fn of(entries: &[Entry], language: &Language) -> BTreeMap<By, Vec<Group>> {
    By::ALL.into_iter().map(|by| (by, groups(by, entries, language))).collect()
}

fn groups(by: By, entries: &[Entry], language: &Language) -> Vec<Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for (key, name) in by.said(entry, language) {
            let group = found.entry(key).or_insert_with_key(|key| {
                let (slug, key) = (slug_of(key), key.clone());
                Group { by, key, name, slug, members: Vec::new() }
            });
            if group.members.last() != Some(&at) {
                group.members.push(at);
            }
        }
    }
    let mut groups: Vec<Group> = found.into_values().collect();
    told_apart(&mut groups);
    let names = Collation::new(language, IndexOrder::Names);
    let sorted = |group: &Group| match by {
        By::Author => group.key.clone(),
        _ => group.name.clone(),
    };
    groups.sort_by(|a, b| names.compare(&sorted(a), &sorted(b)).then_with(|| a.key.cmp(&b.key)));
    if by == By::Series {
        groups.iter_mut().for_each(|group| by_number(group, entries));
    }
    groups
}

fn by_number(group: &mut Group, entries: &[Entry]) {
    let number = |at: usize| {
        let found = entries[at].series.iter().find(|series| series.0 == group.key);
        found.and_then(|series| series.1.as_deref())
    };
    let mut members = std::mem::take(&mut group.members);
    members.sort_by(|a, b| compare_numbers(number(*a), number(*b)).then(a.cmp(b)));
    group.members = members;
}
