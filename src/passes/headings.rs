//! Sections get their depth in the book, headings their ids.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{BlockKind, Book, Matter, Role, walk};

/// Sets depths: what follows a part in the body stands one level below it. Gives an id to every
/// heading without one, and reports sections with the same id.
pub(super) fn level(book: &mut Book, diagnostics: &mut Diagnostics) {
    let mut in_part = false;
    for section in &mut book.sections {
        in_part = match section.role {
            Role::Part => false,
            role => in_part && role.matter() == Matter::Body,
        };
        section.depth = if in_part { 2 } else { 1 };
        in_part |= section.role == Role::Part;
    }
    let mut taken = taken(book, diagnostics);
    for section in &mut book.sections {
        let mut count = 0;
        for block in &mut section.blocks {
            if matches!(block.kind, BlockKind::Heading(_)) {
                count += 1;
                if block.id.is_none() {
                    block.id = Some(fresh(format!("{}-{count}", section.id), &mut taken));
                }
            }
        }
    }
}

/// All ids that the source gives; reports sections with the same.
fn taken(book: &Book, diagnostics: &mut Diagnostics) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for section in &book.sections {
        if !ids.insert(section.id.clone()) {
            diagnostics.report(
                Code::DuplicateId,
                section.span,
                format!("two sections have the id `{}`", section.id),
                "give one of them another: `id = \"…\"`",
            );
        }
    }
    for blocks in book.sections.iter().map(|s| &s.blocks).chain(book.notes.iter().map(|n| &n.body))
    {
        walk::blocks(blocks, &mut |block| ids.extend(block.id.clone()));
        walk::inlines(blocks, &mut |inline| ids.extend(inline.id.clone()));
    }
    ids
}

fn fresh(mut id: String, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(id.clone()) {
        id.push_str("-x");
    }
    id
}
