//! Sections get their depth in the book, headings their ids.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{BlockKind, Book, Matter, Role, walk};

/// Sets depths: what follows a part in the body stands one level below it. Gives an id to every
/// heading without one, and reports sections with the same id. Returns all ids of the book.
pub(super) fn level(book: &mut Book, diagnostics: &mut Diagnostics) -> BTreeSet<String> {
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
    taken
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
        if let Some(heading) = &section.heading {
            walk::nested(&heading.title, &mut |inline| ids.extend(inline.id.clone()));
        }
    }
    for blocks in book.sections.iter().map(|s| &s.blocks).chain(book.notes.iter().map(|n| &n.body))
    {
        walk::blocks(blocks, &mut |block| ids.extend(block.id.clone()));
        walk::inlines(blocks, &mut |inline| ids.extend(inline.id.clone()));
    }
    ids
}

/// An id that nothing has: that one, or one with the next free number in place of its own.
pub(super) fn fresh(id: String, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(id.clone()) {
        return id;
    }
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
    let free = (1usize..).map(|number| format!("{stem}-{number}")).find(|id| !taken.contains(id));
    let free = free.unwrap_or(id);
    taken.insert(free.clone());
    free
}
