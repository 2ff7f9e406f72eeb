//! Lists of illustrations and of tables, made of their captions.

use std::collections::BTreeSet;

use super::headings::fresh;
use super::titles::Titles;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Block, BlockKind, Book, CaptionEntry, Figure, Inline, Role, plain, walk};

/// Fills the generated lists and gives ids to what stands in them; a list without lines is
/// reported. `taken` are the ids of the book.
pub(super) fn list(book: &mut Book, taken: &mut BTreeSet<String>, diagnostics: &mut Diagnostics) {
    for role in [Role::ListOfIllustrations, Role::ListOfTables] {
        let Some(at) = book.sections.iter().position(|s| s.generated && s.role == role) else {
            continue;
        };
        let entries = entries(book, role, taken);
        let section = &mut book.sections[at];
        if entries.is_empty() {
            let what = if role == Role::ListOfTables { "table" } else { "picture" };
            diagnostics.report(
                Code::EmptyList,
                section.span,
                format!("no {what} has a caption that could stand in this list"),
                "take the section out of the manifest, or write captions",
            );
        }
        section.blocks = vec![Block::new(section.span, BlockKind::Captions { entries })];
    }
}

fn entries(book: &mut Book, role: Role, taken: &mut BTreeSet<String>) -> Vec<CaptionEntry> {
    let titles = Titles::of(book);
    let mut found = Vec::new();
    let mut visit = |block: &mut Block| {
        let Some((caption, stem)) = caption(block, role) else { return };
        let caption = titles.excerpt(caption);
        if plain(&caption).trim().is_empty() {
            return;
        }
        let number = found.len() + 1;
        let target =
            block.id.get_or_insert_with(|| fresh(format!("{stem}-{number}"), taken)).clone();
        found.push(CaptionEntry { target, caption });
    };
    for section in &mut book.sections {
        walk::blocks_mut(&mut section.blocks, &mut visit);
    }
    for note in &mut book.notes {
        walk::blocks_mut(&mut note.body, &mut visit);
    }
    found
}

/// The caption of what the list names, and how ids of such things begin.
fn caption(block: &Block, role: Role) -> Option<(&[Inline], &'static str)> {
    match (&block.kind, role) {
        (BlockKind::Table(table), Role::ListOfTables) => Some((&table.caption, "tabelle")),
        (BlockKind::Figure(Figure { caption, .. }), Role::ListOfIllustrations) => {
            match &caption.first()?.kind {
                BlockKind::Paragraph(paragraph) => Some((&paragraph.content, "abbildung")),
                _ => None,
            }
        }
        _ => None,
    }
}
