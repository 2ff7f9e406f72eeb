//! Ids are collected, and links looked up.

use std::collections::btree_map::Entry;

use super::titles::Titles;
use crate::diagnostics::{Code, Diagnostics, nearest};
use crate::ir::{
    Anchor, Block, BlockKind, Book, Figure, Inline, InlineKind, LinkTarget, NoteId, is_id, walk,
};
use crate::source::Span;

/// Fills [`Book::anchors`]; reports duplicate ids and links that lead nowhere.
pub(super) fn resolve(book: &mut Book, diagnostics: &mut Diagnostics) {
    let mut found: Vec<(String, Anchor)> = Vec::new();
    for (index, section) in book.sections.iter().enumerate() {
        let anchor = Anchor { span: section.span, section: index, note: None, title: None };
        found.push((section.id.clone(), anchor));
        if let Some(heading) = &section.heading {
            walk::nested(&heading.title, &mut |inline| given(inline, index, None, &mut found));
        }
        collect(&section.blocks, index, None, &mut found);
    }
    for (id, note) in (0u32..).map(NoteId).zip(&book.notes) {
        collect(&note.body, note.section, Some(id), &mut found);
    }
    let mut titles = Titles::of(book);
    let sections: Vec<Span> = book.sections.iter().map(|section| section.span).collect();
    for (id, anchor) in found {
        let span = anchor.span;
        match book.anchors.entry(id) {
            Entry::Vacant(entry) => {
                let title = titles.take(entry.key());
                entry.insert(Anchor { title, ..anchor });
            }
            // Of two sections with one id the pass before has told already.
            Entry::Occupied(_) if sections.contains(&span) => {}
            Entry::Occupied(entry) => diagnostics.report(
                Code::DuplicateId,
                span,
                format!("the id `{}` is given twice", entry.key()),
                "give one of them another id; links could not tell them apart",
            ),
        }
    }
    report_dead_links(book, diagnostics);
}

fn collect(
    blocks: &[Block],
    section: usize,
    note: Option<NoteId>,
    out: &mut Vec<(String, Anchor)>,
) {
    walk::blocks(blocks, &mut |block| {
        if let Some(id) = &block.id {
            out.push((id.clone(), Anchor { span: block.span, section, note, title: None }));
        }
    });
    walk::inlines(blocks, &mut |inline| given(inline, section, note, out));
    let span = blocks.first().map(|block| block.span);
    walk::entry_ids(blocks, &mut |id| {
        let anchor = span.map(|span| Anchor { span, section, note, title: None });
        out.extend(anchor.map(|anchor| (id.to_owned(), anchor)));
    });
}

fn given(inline: &Inline, section: usize, note: Option<NoteId>, out: &mut Vec<(String, Anchor)>) {
    if let Some(id) = &inline.id {
        out.push((id.clone(), Anchor { span: inline.span, section, note, title: None }));
    }
}

fn report_dead_links(book: &Book, diagnostics: &mut Diagnostics) {
    let mut visit = |inline: &Inline| {
        let (target, content) = match &inline.kind {
            InlineKind::Link { target, content } => (target, content),
            InlineKind::PageReference { target, .. } => {
                return report_unknown(book, target, inline.span, diagnostics);
            }
            _ => return,
        };
        match target {
            LinkTarget::Anchor { id } => match book.anchors.get(id) {
                None => report_unknown(book, id, inline.span, diagnostics),
                Some(anchor) if content.is_empty() && anchor.title.is_none() => diagnostics.report(
                    Code::DeadReference,
                    inline.span,
                    format!("`{id}` has no title that could stand here"),
                    format!("write the text of the link: `[…](#{id})`"),
                ),
                Some(_) => {}
            },
            LinkTarget::Web { url } if content.is_empty() => diagnostics.report(
                Code::DeadReference,
                inline.span,
                format!("the link to `{url}` has no text"),
                format!("write its text, or `<{url}>` to show the address"),
            ),
            LinkTarget::Web { .. } | LinkTarget::Work { .. } => {}
        }
    };
    for section in &book.sections {
        walk::section(section, &mut visit);
    }
    for note in &book.notes {
        walk::inlines(&note.body, &mut visit);
    }
    let mut described = |block: &Block| {
        if let BlockKind::Figure(Figure { description: Some(id), path_span, .. }) = &block.kind {
            report_unknown(book, id, *path_span, diagnostics);
        }
    };
    let notes = book.notes.iter().map(|note| &note.body);
    for blocks in book.sections.iter().map(|section| &section.blocks).chain(notes) {
        walk::blocks(blocks, &mut described);
    }
}

fn report_unknown(book: &Book, id: &str, span: Span, diagnostics: &mut Diagnostics) {
    if !book.anchors.contains_key(id) {
        let hint = hint(id, book.anchors.keys().map(String::as_str));
        let message = format!("nothing in the book has the id `{id}`");
        diagnostics.report(Code::DeadReference, span, message, hint);
    }
}

fn hint<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(id, known) {
        Some(candidate) => format!("did you mean `#{candidate}`?"),
        None if !is_id(id) => {
            "an id starts with a letter and goes on with a–z, digits, `-`, `_` or `.`: give the place such \
             an id on the line before it, and name that"
                .to_owned()
        }
        None => format!("give the place an id: `{{#{id}}}` on the line before it"),
    }
}
