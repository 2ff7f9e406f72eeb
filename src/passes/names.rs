//! Names of what passes have put into the book: pieces of text that were corrected, words of citations,
//! sections that are made.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::ir::{
    Arrangement, Block, Citations, Inline, Manuscript, Name, Names, NodeId, Section, SectionId,
    walk,
};

/// Names what passes have put into the sections of a manuscript.
pub(super) fn complete(manuscript: &mut Manuscript) {
    for section in &mut manuscript.sections {
        let mut naming = Naming::new(section);
        if naming.lacks {
            naming.section(Arc::make_mut(section));
        }
    }
}

/// Names all of the sections that are made.
pub(super) fn of_made(arrangement: &mut Arrangement) {
    for section in arrangement.all_made_mut() {
        Naming::new(section).section(section);
    }
}

/// Names what citations say, each behind all of its section.
pub(super) fn of_citations(arrangement: &Arrangement, citations: &mut Citations) {
    let mut sections: BTreeMap<SectionId, Naming> = BTreeMap::new();
    for (node, line) in &mut citations.0 {
        let of_section = || Naming::new(arrangement.section(node.section));
        let naming = sections.entry(node.section).or_insert_with(of_section);
        walk::nested_mut(line, &mut |inline| naming.name(&mut inline.name));
    }
}

/// Gives out names in a section.
struct Naming {
    names: Names,
    given: HashSet<NodeId>,
    /// Whether something has no name of its own, or that of another.
    lacks: bool,
}

impl Naming {
    fn new(section: &Section) -> Self {
        let mut naming =
            Self { names: Names::for_section(section.key), given: HashSet::new(), lacks: false };
        let mut given = HashSet::new();
        every(section, &mut |name| match name.own() {
            Some(id) if id.section == section.key && given.insert(id) => naming.names.take(id),
            _ => naming.lacks = true,
        });
        naming
    }

    fn section(&mut self, section: &mut Section) {
        if let Some(heading) = &mut section.heading {
            walk::nested_mut(&mut heading.title, &mut |one| self.name(&mut one.name));
        }
        self.blocks(&mut section.blocks);
        section.notes.iter_mut().for_each(|note| self.blocks(&mut note.body));
    }

    fn blocks(&mut self, list: &mut [Block]) {
        walk::blocks_mut(list, &mut |block| self.name(&mut block.name));
        walk::inlines_mut(list, &mut |inline| self.name(&mut inline.name));
    }

    fn name(&mut self, name: &mut Name) {
        if !name.own().is_some_and(|id| self.given.insert(id)) {
            *name = Name::None;
            self.names.name(name);
            self.given.extend(name.own());
        }
    }
}

/// Calls `visit` with the name of every block and inline of a section and its notes.
fn every(section: &Section, visit: &mut impl FnMut(Name)) {
    walk::section(section, &mut |inline: &Inline| visit(inline.name));
    walk::blocks(&section.blocks, &mut |block| visit(block.name));
    for note in &section.notes {
        walk::inlines(&note.body, &mut |inline| visit(inline.name));
        walk::blocks(&note.body, &mut |block| visit(block.name));
    }
}
