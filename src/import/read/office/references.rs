//! Links and cross references: where they lead, and whether that is there.

use std::collections::{BTreeMap, BTreeSet};

use super::form::LinkId;
use super::part::Para;
use crate::addresses;
use crate::ir::{Inline, InlineKind, LinkTarget};

/// Where a link of the document leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::read) enum Target {
    /// An address.
    Web(String),
    /// A place of the document, by the name that it has there.
    Mark(String),
    /// The page on which such a place is.
    Page(String),
    /// The note that is called at such a place; `again`: it is called once more, as it was called there.
    Note {
        /// The name of the place.
        name: String,
        /// Whether it looks like a call.
        again: bool,
    },
}

/// Longest address (`docs/format.md`, Bounds).
const LONGEST: usize = 2048;

/// The links of a document, and the places that have names.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Links {
    targets: Vec<Target>,
    /// The ids of named places; several names of one paragraph share one.
    ids: BTreeMap<String, String>,
    /// The labels of the notes that are called at named places.
    notes: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    wanted: BTreeSet<String>,
}

impl Links {
    /// Takes a link up.
    pub(in crate::import::read) fn add(&mut self, target: Target) -> LinkId {
        if let Target::Mark(name) | Target::Page(name) | Target::Note { name, .. } = &target {
            self.wanted.insert(name.clone());
        }
        self.targets.push(target);
        LinkId(u32::try_from(self.targets.len() - 1).unwrap_or(u32::MAX))
    }

    /// A note is called at a named place.
    pub(in crate::import::read) fn called(&mut self, name: &str, label: &str) {
        self.notes.entry(name.to_owned()).or_insert_with(|| label.to_owned());
    }

    /// The label of the note to which a link leads, if one is called there, and whether the link looks like a call.
    pub(super) fn note(&self, link: LinkId) -> Option<(&str, bool)> {
        match self.targets.get(link.0 as usize)? {
            Target::Note { name, again } => Some((self.notes.get(name)?, *again)),
            _ => None,
        }
    }

    /// Gives the places that begin in a paragraph their id.
    pub(super) fn name(&mut self, para: &Para) {
        let mut wanted = para.marks.iter().filter(|mark| self.wanted.contains(*mark));
        let Some(first) = wanted.next() else { return };
        let id = self.ids.get(first).cloned().unwrap_or_else(|| fresh(first, &mut self.taken));
        for mark in &para.marks {
            self.ids.entry(mark.clone()).or_insert_with(|| id.clone());
        }
    }

    /// The id of a paragraph, if a link leads to it.
    pub(super) fn id(&self, para: &Para) -> Option<String> {
        let wanted = para.marks.iter().find(|mark| self.wanted.contains(*mark))?;
        self.ids.get(wanted).cloned()
    }

    /// The place whose page a link names: its id, if the place is there. `None`: it names no page.
    pub(super) fn page(&self, link: LinkId) -> Option<Option<String>> {
        match self.targets.get(link.0 as usize)? {
            // a list of contents has marks of its own
            Target::Page(name) if !name.starts_with("_Toc") => Some(self.ids.get(name).cloned()),
            _ => None,
        }
    }

    /// A link around words; `None`: it leads nowhere.
    pub(super) fn kind(&self, link: LinkId, content: &[Inline]) -> Option<InlineKind> {
        let content = content.to_vec();
        match self.targets.get(link.0 as usize)? {
            Target::Web(url) => {
                let url = addresses::written(url).ok().filter(|url| url.len() <= LONGEST)?;
                Some(InlineKind::Link { target: LinkTarget::Web { url }, content })
            }
            Target::Mark(name) | Target::Page(name) | Target::Note { name, .. } => {
                let id = self.ids.get(name)?.clone();
                Some(InlineKind::Link { target: LinkTarget::Anchor { id }, content })
            }
        }
    }

    /// Where a link leads, for messages, if nothing is there.
    pub(super) fn dangling(&self) -> impl Iterator<Item = &str> {
        self.targets.iter().filter_map(|target| match target {
            Target::Web(url) => addresses::written(url)
                .ok()
                .filter(|url| url.len() <= LONGEST)
                .is_none()
                .then_some(url.as_str()),
            Target::Mark(name) | Target::Page(name) | Target::Note { name, .. } => {
                (!self.ids.contains_key(name)).then_some(name.as_str())
            }
        })
    }
}

/// An id made of a name: a letter, then letters, digits and hyphens, none twice.
fn fresh(name: &str, taken: &mut BTreeSet<String>) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let words: String = name.chars().take(60).map(kept).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    let stem = format!("ort-{}", if words.is_empty() { "1".to_owned() } else { words.join("-") });
    let id = (1..).map(|n| if n == 1 { stem.clone() } else { format!("{stem}-{n}") });
    let id = id.into_iter().find(|id| !taken.contains(id)).expect("numbers do not end");
    taken.insert(id.clone());
    id
}
