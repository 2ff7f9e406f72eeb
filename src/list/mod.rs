//! A list of finished editions: its settings, one light [`Entry`] for each edition, and the groups by author, series,
//! language and subject that feeds and pages are made of.
//!
//! What a card, a facet or an order needs stays in memory for the whole list. The full [`Publication`] is read again,
//! one at a time, when it is written ([`Source`]); what is written goes out file by file ([`Put`]).

mod entry;
mod groups;
mod languages;
mod order;
mod places;
mod terms;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;

use crate::addresses::{self, Fault};
use crate::ir::{Language, Timestamp};
use crate::publication::Publication;

pub use entry::{Entry, Picture};
pub use groups::{By, Group};
pub use languages::language_name;
pub use places::{JSON_TYPE, NAVIGATION_TYPE, START_JSON, START_XML, edition_file, encoded};
pub use terms::Terms;

/// What a publisher says of the whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its title.
    pub title: String,
    /// The address under which its files are published, such as `https://verlag.example/liste/`.
    pub address: String,
    /// The language of its own words.
    pub language: Language,
    /// A sentence or two on it.
    pub description: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// How many editions stand on a page of a feed.
    pub per_page: usize,
    /// How many editions count as new.
    pub newest: usize,
}

impl List {
    /// How many editions stand on a page of a feed, if nothing is said.
    pub const PER_PAGE: usize = 50;
    /// How many editions count as new, if nothing is said.
    pub const NEWEST: usize = 50;

    /// The absolute address of a file of the list.
    #[must_use]
    pub fn address_of(&self, path: &str) -> String {
        format!("{}/{}", self.address.trim_end_matches('/'), path)
    }
}

/// Where full publications and the contents of their files are read again.
pub trait Source {
    /// The publication at that place of the editions that the list was made of.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    fn publication(&self, at: usize) -> io::Result<Publication>;

    /// The bytes of one of its files.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn file(&self, at: usize, name: &str) -> io::Result<Vec<u8>>;
}

/// Takes one file: its path below the address of the list, and its bytes.
pub type Put<'a> = dyn FnMut(&str, Vec<u8>) -> io::Result<()> + 'a;

/// Why no list can be made of some editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unlisted {
    /// The address of the list is none of the web.
    Address(Fault),
    /// The name of an edition is none that a path can have.
    Slug(String),
    /// Two editions have the same name.
    SlugTwice(String),
    /// Two editions have the same identifier.
    IdentifierTwice {
        /// The identifier.
        identifier: String,
        /// The names of both.
        slugs: [String; 2],
    },
}

impl Unlisted {
    /// What to do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Address(fault) => fault.hint().to_owned(),
            Self::Slug(_) => "give the edition a `slug` of `a`–`z`, digits and hyphens".into(),
            Self::SlugTwice(_) => "give one of both another `slug`, or leave it out".into(),
            Self::IdentifierTwice { .. } => {
                "give the edition that was copied an `identifier` of its own, or leave one out"
                    .into()
            }
        }
    }
}

impl fmt::Display for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(fault) => write!(f, "the list cannot be published there: {fault}"),
            Self::Slug(slug) => write!(f, "`{slug}` cannot be the name of an edition"),
            Self::SlugTwice(slug) => write!(f, "two editions are called `{slug}`"),
            Self::IdentifierTwice { identifier, slugs: [one, other] } => {
                write!(f, "`{one}` and `{other}` have the same identifier `{identifier}`")
            }
        }
    }
}

impl std::error::Error for Unlisted {}

/// A list with its editions in order, and their groups.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// What is said of the list.
    pub list: List,
    /// The editions, ordered by their first author, else by title.
    pub entries: Vec<Entry>,
    /// Places of entries, the newest first, as many as count as new.
    pub newest: Vec<usize>,
    groups: BTreeMap<By, Vec<Group>>,
    /// Places of groups by their keys.
    keys: BTreeMap<By, BTreeMap<String, usize>>,
    /// Places of the groups with the most editions, in their order.
    largest: BTreeMap<By, Vec<usize>>,
}

impl Catalogue {
    /// How many groups of a kind are offered beside every feed: those with the most editions.
    const LARGEST: usize = 30;

    /// Orders the editions and groups them. `entries` are those of the editions in the order in which a [`Source`] has them.
    ///
    /// # Errors
    /// Where two editions could not be told apart, or an address or a name is none.
    pub fn new(list: List, entries: impl IntoIterator<Item = Entry>) -> Result<Self, Unlisted> {
        let web = list.address.starts_with("https://") || list.address.starts_with("http://");
        if !web {
            return Err(Unlisted::Address(Fault::Scheme));
        }
        addresses::written(&list.address).map_err(Unlisted::Address)?;
        let mut entries: Vec<Entry> = entries.into_iter().collect();
        entries.iter_mut().enumerate().for_each(|(at, entry)| entry.at = at);
        tell_apart(&entries)?;
        Ok(Self::ordered(list, entries))
    }

    fn ordered(list: List, mut entries: Vec<Entry>) -> Self {
        order::sort(&mut entries, &list.language);
        let newest = order::newest(&entries, list.newest);
        let groups = groups::of(&entries, &list.language);
        let keyed = |groups: &[Group]| {
            groups.iter().enumerate().map(|(at, group)| (group.key.clone(), at)).collect()
        };
        let keys = groups.iter().map(|(by, groups)| (*by, keyed(groups))).collect();
        let largest = groups.iter().map(|(by, groups)| (*by, largest(groups))).collect();
        Self { list, entries, newest, groups, keys, largest }
    }

    /// The groups of a kind, in their order.
    #[must_use]
    pub fn groups(&self, by: By) -> &[Group] {
        self.groups.get(&by).map_or(&[], Vec::as_slice)
    }

    /// The group of a kind with that key.
    #[must_use]
    pub fn group(&self, by: By, key: &str) -> Option<&Group> {
        self.keys.get(&by)?.get(key).map(|at| &self.groups(by)[*at])
    }

    /// The groups of a kind with the most editions, in their order.
    pub fn largest(&self, by: By) -> impl Iterator<Item = &Group> {
        self.largest.get(&by).into_iter().flatten().map(move |at| &self.groups(by)[*at])
    }

    /// When the newest edition appeared; the beginning of 1970 in an empty list.
    #[must_use]
    pub fn updated(&self) -> Timestamp {
        let dates = self.entries.iter().map(|entry| entry.date.first_moment());
        dates.max().unwrap_or(Timestamp(0))
    }

    /// When the newest of some editions appeared.
    #[must_use]
    pub fn updated_of(&self, members: &[usize]) -> Timestamp {
        let dates = members.iter().map(|at| self.entries[*at].date.first_moment());
        dates.max().unwrap_or(Timestamp(0))
    }

    /// The list of the editions that have files for readers; the same, if all have.
    #[must_use]
    pub fn offered(&self) -> Cow<'_, Self> {
        if self.entries.iter().all(|entry| entry.offered) {
            return Cow::Borrowed(self);
        }
        let entries = self.entries.iter().filter(|entry| entry.offered).cloned().collect();
        Cow::Owned(Self::ordered(self.list.clone(), entries))
    }
}

fn largest(groups: &[Group]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..groups.len()).collect();
    places.sort_by(|a, b| groups[*b].members.len().cmp(&groups[*a].members.len()).then(a.cmp(b)));
    places.truncate(Catalogue::LARGEST);
    places.sort_unstable();
    places
}

fn tell_apart(entries: &[Entry]) -> Result<(), Unlisted> {
    let mut slugs = BTreeMap::new();
    let mut identifiers = BTreeMap::new();
    for entry in entries {
        let sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if entry.slug.is_empty() || entry.slug.len() > 200 || !entry.slug.bytes().all(sign) {
            return Err(Unlisted::Slug(entry.slug.clone()));
        }
        if slugs.insert(&entry.slug, ()).is_some() {
            return Err(Unlisted::SlugTwice(entry.slug.clone()));
        }
        if let Some(other) = identifiers.insert(&entry.identifier, &entry.slug) {
            let identifier = entry.identifier.clone();
            let slugs = [other.clone(), entry.slug.clone()];
            return Err(Unlisted::IdentifierTwice { identifier, slugs });
        }
    }
    Ok(())
}

/// The pages of so many things: how many there are, at least one, and what stands on which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// How many things there are.
    pub total: usize,
    /// How many stand on a page.
    pub per_page: usize,
}

impl Pages {
    /// The pages of `total` things.
    #[must_use]
    pub fn new(total: usize, per_page: usize) -> Self {
        Self { total, per_page: per_page.max(1) }
    }

    /// How many pages there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.total.div_ceil(self.per_page).max(1)
    }

    /// What stands on a page, counted from 1.
    #[must_use]
    pub fn slice<T>(self, things: &[T], page: usize) -> &[T] {
        let from = (page.saturating_sub(1) * self.per_page).min(things.len());
        &things[from..(from + self.per_page).min(things.len())]
    }
}
