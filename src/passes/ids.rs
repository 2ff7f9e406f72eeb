//! Ids: those that the source gives, and new ones for what links of umbruch's own lead to.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Arrangement, Block, BlockKind, Ids, Inline, walk};

/// The ids of a book, and those that were given by passes.
#[derive(Debug)]
pub(super) struct Taken {
    all: BTreeSet<String>,
    /// Those of nodes without an id in the source.
    pub(super) given: Ids,
}

impl Taken {
    /// All ids that the source gives, and one for every heading without; reports sections with the same.
    pub(super) fn collect(arrangement: &Arrangement, diagnostics: &mut Diagnostics) -> Self {
        let all = written(arrangement, diagnostics);
        let mut taken = Self { all, given: Ids::default() };
        for section in arrangement.sections() {
            let headings =
                section.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
            for (block, count) in headings.zip(1..) {
                taken.block(block, || format!("{}-{count}", section.id));
            }
        }
        taken
    }

    /// An id that nothing has: that one, or one with the next free number in place of its own.
    pub(super) fn fresh(&mut self, id: String) -> String {
        if self.all.insert(id.clone()) {
            return id;
        }
        let stem = id.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        let numbered = (1usize..).map(|number| format!("{stem}-{number}"));
        let free = numbered.into_iter().find(|id| !self.all.contains(id)).unwrap_or(id);
        self.all.insert(free.clone());
        free
    }

    /// The id of a block; if it has none, a new one like that.
    pub(super) fn block(&mut self, block: &Block, like: impl FnOnce() -> String) -> String {
        if let Some(id) = self.given.block(block) {
            return id.to_owned();
        }
        let id = self.fresh(like());
        self.given.0.extend(block.name.own().map(|node| (node, id.clone())));
        id
    }

    /// The id of an inline; if it has none, a new one like that.
    pub(super) fn inline(&mut self, inline: &Inline, like: impl FnOnce() -> String) -> String {
        if let Some(id) = self.given.inline(inline) {
            return id.to_owned();
        }
        let id = self.fresh(like());
        self.given.0.extend(inline.name.own().map(|node| (node, id.clone())));
        id
    }
}

/// All ids that the source gives; reports sections with the same.
fn written(arrangement: &Arrangement, diagnostics: &mut Diagnostics) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for section in arrangement.sections() {
        if !ids.insert(section.id.clone()) {
            diagnostics.report(
                Code::DuplicateId,
                section.span,
                format!("two sections have the id `{}`", section.id),
                "give one of them another: `id = \"…\"`",
            );
        }
    }
    walk::every_block(arrangement, &mut |block| ids.extend(block.id.clone()));
    walk::inlines_of(arrangement, &mut |inline| ids.extend(inline.id.clone()));
    ids
}
