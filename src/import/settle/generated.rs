//! Sections that a book makes of its text, where there is anything to make them of: what else would be refused stands nowhere.

use std::collections::BTreeSet;

use crate::import::draft::Draft;
use crate::ir::{Block, BlockKind, InlineKind, Role, walk};

/// What sections can be made of.
#[derive(Debug, Default)]
pub(super) struct Made {
    pictures: bool,
    tables: bool,
    /// The names of indexes that words of the text are marked for; of the first one none.
    pub(super) indexes: BTreeSet<Option<String>>,
}

impl Made {
    /// What a draft holds.
    pub(super) fn of(draft: &Draft) -> Self {
        let mut made = Self::default();
        draft.items.iter().for_each(|item| made.blocks(std::slice::from_ref(&item.block)));
        draft.notes.iter().for_each(|note| made.blocks(&note.body));
        made
    }

    fn blocks(&mut self, blocks: &[Block]) {
        walk::blocks(blocks, &mut |block| match &block.kind {
            BlockKind::Figure(figure) => self.pictures |= !figure.caption.is_empty(),
            BlockKind::Table(table) => self.tables |= !table.caption.is_empty(),
            _ => {}
        });
        walk::inlines(blocks, &mut |inline| {
            if let InlineKind::IndexMark { mark, .. } = &inline.kind {
                self.indexes.insert(mark.index.clone());
            }
        });
    }

    /// Whether a section of a role, of an index with that name, would hold anything.
    pub(super) fn holds(&self, role: Role, index: Option<&str>) -> bool {
        match role {
            Role::ListOfIllustrations => self.pictures,
            Role::ListOfTables => self.tables,
            Role::Index => self.indexes.iter().any(|own| own.as_deref() == index),
            _ => false,
        }
    }
}
