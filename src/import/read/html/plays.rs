//! Plays that are set in the rows of a table: who speaks, and what.

use super::flow::{Flow, Place};
use super::tables::{cells, rows};
use super::tree::{Data, Id, Tree};
use super::verse;
use crate::ir::{Block, BlockKind, ParagraphKind};

/// Fewest rows with a speaker.
const FEWEST: usize = 2;

/// Whether a table says that persons speak in its rows: each begins with the name of one, or with nothing.
pub(super) fn is_play(tree: &Tree, table: Id) -> bool {
    let (mut speeches, mut others) = (0, 0);
    for row in rows(tree, table) {
        let own = cells(tree, row);
        match own.first() {
            Some(first) if names_speaker(tree, *first) => speeches += 1,
            Some(first) if is_empty(tree, *first) || own.len() == 1 => {}
            _ => others += 1,
        }
    }
    speeches >= FEWEST && others * 10 <= speeches
}

fn names_speaker(tree: &Tree, cell: Id) -> bool {
    let says = |id: Id| {
        tree.has_type(id, &["z3998:persona"])
            || tree.has_class(id, |class| {
                matches!(class.to_ascii_lowercase().as_str(), "speaker" | "persona" | "personaname")
            })
    };
    says(cell) || alone(tree, cell).is_some_and(says)
}

/// The element that is all that stands in another.
fn alone(tree: &Tree, id: Id) -> Option<Id> {
    let mut full = tree.children(id).filter(|child| !is_empty(tree, *child));
    full.next().filter(|_| full.next().is_none()).filter(|only| tree.element(*only).is_some())
}

fn is_empty(tree: &Tree, id: Id) -> bool {
    !tree.descend(id).any(|one| match tree.data(one) {
        Data::Text(text) => !text.trim().is_empty(),
        _ => tree.is_shown(one),
    })
}

impl Flow<'_, '_> {
    /// A play in the rows of a table.
    pub(super) fn play(&mut self, table: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let ids = self.take_ids();
        let mut blocks: Vec<Block> = Vec::new();
        for row in rows(tree, table) {
            self.pending(row);
            for cell in cells(tree, row) {
                blocks.extend(self.spoken(cell, place));
            }
        }
        self.wait(ids);
        if !blocks.is_empty() {
            self.push(Block::new(tree.span(table), BlockKind::Drama { blocks }));
        }
    }

    /// What a cell of a play says.
    fn spoken(&mut self, cell: Id, place: Place<'_>) -> Vec<Block> {
        let tree = self.known.tree;
        self.pending(cell);
        let base = self.known.styles[cell.index()];
        let of = |role| Place { base, role, verse: false, ..place };
        if names_speaker(tree, cell) {
            return self.within(cell, of(ParagraphKind::Speaker));
        }
        let stage = |id: &Id| {
            tree.has_type(*id, &["z3998:stage-direction"])
                || tree.has_class(*id, |class| matches!(class, "stage" | "stage-direction"))
        };
        let inner = alone(tree, cell);
        if let Some(stage) = Some(cell).filter(stage).or(inner.filter(stage)) {
            let base = self.known.styles[stage.index()];
            return self.within(stage, Place { base, ..of(ParagraphKind::Stage) });
        }
        if !verse::is_verse(tree, cell) {
            return self.within(cell, of(ParagraphKind::Body));
        }
        let before = std::mem::take(&mut self.out);
        self.verse(cell, place);
        std::mem::replace(&mut self.out, before)
    }
}
