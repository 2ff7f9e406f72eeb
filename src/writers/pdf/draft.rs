//! The markup of a book while its lines are looked at: soft hyphens are put in and taken out.

use std::collections::BTreeSet;

use typst_layout::PagedDocument;

use super::lines::{self, Line};
use super::lower::{Lowered, Places};
use super::map::{SOFT_HYPHEN, SourceMap};
use super::world::World;
use crate::layouts::Layout;
use crate::resources::Resources;

/// Markup in its world.
pub(super) struct Draft {
    /// What the typesetter sees.
    pub(super) world: World,
    /// From the markup to the source.
    pub(super) map: SourceMap,
    places: Places,
    soft: BTreeSet<usize>,
}

impl Draft {
    /// The markup as it was written.
    pub(super) fn new(lowered: Lowered, layout: &Layout, resources: &Resources) -> Self {
        let Lowered { markup, map, places } = lowered;
        let world = World::new(markup, layout, resources);
        Self { world, map, places, soft: BTreeSet::new() }
    }

    /// The lines of its pages.
    pub(super) fn lines(&self, document: &PagedDocument) -> Vec<Line> {
        lines::read(document, &self.world, &self.map)
    }

    /// Where words may be broken that the typesetter does not break there.
    pub(super) fn places(&self) -> &Places {
        &self.places
    }

    /// The places of the soft hyphens, as bytes of the markup before any was put in.
    pub(super) fn soft(&self) -> &BTreeSet<usize> {
        &self.soft
    }

    /// Puts soft hyphens in at these places and takes out all others. The typesetter keeps what it
    /// knows of paragraphs that do not change.
    pub(super) fn set_soft(&mut self, wanted: BTreeSet<usize>) {
        // From the end, so that what is still to be changed stays where it is.
        let changed: Vec<usize> = self.soft.symmetric_difference(&wanted).copied().collect();
        for at in changed.iter().rev() {
            let here = self.map.shown(*at);
            if wanted.contains(at) {
                self.world.edit(here..here, SOFT_HYPHEN);
            } else {
                self.world.edit(here..here + SOFT_HYPHEN.len(), "");
            }
        }
        self.map.inserted(wanted.iter().copied());
        self.soft = wanted;
    }

    /// The markup as it is now.
    pub(super) fn markup(&self) -> String {
        self.world.markup().to_owned()
    }
}
