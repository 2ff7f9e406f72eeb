//! The sections of a manuscript in reading order, those that are made among them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Language, Manuscript, Matter, Metadata, Note, Role, Section, SectionId};

/// A manuscript in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Arrangement {
    /// What was written.
    pub manuscript: Manuscript,
    /// The sections in reading order, each with its depth.
    #[schemars(with = "Vec<Placed>")]
    order: Order,
    /// The sections whose text is made, those without a place in the manifest among them.
    made: BTreeMap<SectionId, Section>,
}

/// A section in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
struct Placed {
    section: SectionId,
    /// Level of its heading in the book, from 1; chapters of a part are one below it.
    depth: u8,
}

/// Sections in an order, and where each stands in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Placed>", into = "Vec<Placed>")]
struct Order {
    placed: Vec<Placed>,
    places: BTreeMap<SectionId, usize>,
}

impl From<Vec<Placed>> for Order {
    fn from(placed: Vec<Placed>) -> Self {
        let places = placed.iter().enumerate().map(|(at, placed)| (placed.section, at)).collect();
        Self { placed, places }
    }
}

impl From<Order> for Vec<Placed> {
    fn from(order: Order) -> Self {
        order.placed
    }
}

impl Arrangement {
    /// The sections as the manifest lists them.
    #[must_use]
    pub fn new(manuscript: Manuscript) -> Self {
        let placed = |index| Placed { section: SectionId::nth(index), depth: 1 };
        let placed = (0..manuscript.sections.len()).map(placed).collect();
        let mut arrangement = Self { manuscript, order: Order::default(), made: BTreeMap::new() };
        arrangement.put(placed);
        arrangement
    }

    /// What is known of the book as a whole.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.manuscript.metadata
    }

    /// The sections in reading order.
    pub fn sections(&self) -> impl DoubleEndedIterator<Item = &Section> + ExactSizeIterator {
        self.order.placed.iter().map(|placed| self.section(placed.section))
    }

    /// The section with that id.
    ///
    /// # Panics
    /// If the id comes from another book.
    #[must_use]
    pub fn section(&self, id: SectionId) -> &Section {
        self.made.get(&id).unwrap_or_else(|| &*self.manuscript.sections[id.index()])
    }

    /// How many sections are read before that one; a section that is not read comes last.
    #[must_use]
    pub fn position(&self, id: SectionId) -> usize {
        self.order.places.get(&id).copied().unwrap_or(self.order.placed.len())
    }

    /// Level of a section's heading in the book, from 1; chapters of a part are one below it.
    #[must_use]
    pub fn depth(&self, id: SectionId) -> u8 {
        self.order.places.get(&id).map_or(1, |at| self.order.placed[*at].depth)
    }

    /// The language of a section.
    #[must_use]
    pub fn language_of<'a>(&'a self, section: &'a Section) -> &'a Language {
        self.manuscript.language_of(section)
    }

    /// The notes, each with its section.
    pub fn notes(&self) -> impl Iterator<Item = (&Section, &Note)> {
        self.manuscript.notes()
    }

    /// Whether there is a section of that role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.sections().any(|section| section.role == role)
    }

    /// Puts a section that is made between those that are read, before so many of them; it gets its id.
    pub fn insert(&mut self, at: usize, mut section: Section) {
        let last = self.made.keys().next_back().map_or(0, |id| id.index() + 1);
        section.key = SectionId::nth(last.max(self.manuscript.sections.len()));
        let mut placed = std::mem::take(&mut self.order.placed);
        placed.insert(at, Placed { section: section.key, depth: 1 });
        self.made.insert(section.key, section);
        self.put(placed);
    }

    /// Takes a section out of the order.
    pub fn remove(&mut self, id: SectionId) {
        let mut placed = std::mem::take(&mut self.order.placed);
        placed.retain(|placed| placed.section != id);
        self.put(placed);
    }

    /// A section that is made, to be filled.
    pub fn made_mut(&mut self, id: SectionId) -> &mut Section {
        let written = || Section::clone(&self.manuscript.sections[id.index()]);
        self.made.entry(id).or_insert_with(written)
    }

    /// The sections that are made, to be changed; only those that were.
    pub fn all_made_mut(&mut self) -> impl Iterator<Item = &mut Section> {
        self.made.values_mut()
    }

    /// Puts the sections into an order; what follows a part in the body stands one level below it.
    fn put(&mut self, mut order: Vec<Placed>) {
        let mut in_part = false;
        for placed in &mut order {
            let role = self.section(placed.section).role;
            in_part = role != Role::Part && in_part && role.matter() == Matter::Body;
            placed.depth = if in_part { 2 } else { 1 };
            in_part |= role == Role::Part;
        }
        self.order = order.into();
    }
}
