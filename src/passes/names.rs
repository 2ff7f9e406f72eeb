//! Names of what passes have put into the book: sections that were made, words of citations, entries of
//! lists, which say again what stands elsewhere, but have a place of their own.

use std::collections::HashSet;

use crate::ir::{Block, Book, Name, Names, NodeId, Section, SectionId, walk};

/// Names every block and inline of the book that has no name of its own, or that of another.
pub(super) fn complete(book: &mut Book) {
    let mut naming = Naming::of(book);
    for (index, section) in book.sections.iter_mut().enumerate() {
        if let Some(heading) = &mut section.heading {
            walk::nested_mut(&mut heading.title, &mut |one| naming.name(index, &mut one.name));
        }
        naming.blocks(index, &mut section.blocks);
    }
    for note in &mut book.notes {
        naming.blocks(note.section, &mut note.body);
    }
}

struct Naming {
    /// By the index of the section.
    names: Vec<Names>,
    given: HashSet<NodeId>,
}

impl Naming {
    fn of(book: &Book) -> Self {
        let names = |section: &Section| Names::of(section.key);
        let mut naming =
            Self { names: book.sections.iter().map(names).collect(), given: HashSet::new() };
        let place: std::collections::BTreeMap<SectionId, usize> =
            book.sections.iter().enumerate().map(|(index, section)| (section.key, index)).collect();
        let mut take = |name: Name| {
            if let Some(id) = name.own()
                && let Some(index) = place.get(&id.section)
            {
                naming.names[*index].take(id);
            }
        };
        walk::every_block(book, &mut |block| take(block.name));
        walk::every_inline(book, &mut |inline| take(inline.name));
        naming
    }

    fn blocks(&mut self, section: usize, list: &mut [Block]) {
        walk::blocks_mut(list, &mut |block| self.name(section, &mut block.name));
        walk::inlines_mut(list, &mut |inline| self.name(section, &mut inline.name));
    }

    fn name(&mut self, section: usize, name: &mut Name) {
        if !name.own().is_some_and(|id| self.given.insert(id)) {
            *name = Name::None;
            self.names[section].name(name);
            self.given.extend(name.own());
        }
    }
}
