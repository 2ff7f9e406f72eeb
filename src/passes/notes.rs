//! Calls find their notes, and notes learn their calls.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Book, Inline, InlineKind, NoteId, walk};
use crate::source::Span;

/// Where the notes of the book are found by their labels.
struct Labels {
    by_section: BTreeMap<(usize, String), NoteId>,
    by_book: BTreeMap<String, Vec<NoteId>>,
    /// Notes whose label another note of the file has already.
    doubled: BTreeSet<NoteId>,
}

/// Resolves all calls; reports undefined, uncalled and doubly defined notes.
pub(super) fn resolve(book: &mut Book, diagnostics: &mut Diagnostics) {
    let labels = collect(book, diagnostics);
    let mut calls: Vec<Vec<usize>> = vec![Vec::new(); book.notes.len()];
    for (index, section) in book.sections.iter_mut().enumerate() {
        let mut visit = |inline: &mut Inline| call(inline, index, &labels, &mut calls, diagnostics);
        if let Some(heading) = &mut section.heading {
            walk::nested_mut(&mut heading.title, &mut visit);
        }
        walk::inlines_mut(&mut section.blocks, &mut visit);
    }
    for (note, calls) in book.notes.iter_mut().zip(calls) {
        note.calls = calls;
    }
    report_calls_in_notes(book, diagnostics);
    report_uncalled(book, &labels.doubled, diagnostics);
}

fn collect(book: &Book, diagnostics: &mut Diagnostics) -> Labels {
    let mut labels =
        Labels { by_section: BTreeMap::new(), by_book: BTreeMap::new(), doubled: BTreeSet::new() };
    for (id, note) in (0u32..).map(NoteId).zip(&book.notes) {
        if labels.by_section.contains_key(&(note.section, note.label.clone())) {
            diagnostics.report(
                Code::DuplicateNote,
                head(note.span, &note.label),
                format!("the note `{}` is defined twice in this file", note.label),
                "give one of them another label",
            );
            labels.doubled.insert(id);
            continue;
        }
        labels.by_section.insert((note.section, note.label.clone()), id);
        labels.by_book.entry(note.label.clone()).or_default().push(id);
    }
    labels
}

/// The span of `[^label]:` at the start of a note.
fn head(span: Span, label: &str) -> Span {
    let start = span.start as usize;
    Span::new(span.file, start..(start + label.len() + 4).min(span.end as usize))
}

fn call(
    inline: &mut Inline,
    section: usize,
    labels: &Labels,
    calls: &mut [Vec<usize>],
    diagnostics: &mut Diagnostics,
) {
    let span = inline.span;
    let InlineKind::NoteCall { label, note, ordinal } = &mut inline.kind else { return };
    let own = labels.by_section.get(&(section, label.clone())).copied();
    let elsewhere = labels.by_book.get(label.as_str()).map_or(&[][..], Vec::as_slice);
    let found = match (own, elsewhere) {
        (Some(id), _) => id,
        (None, [id]) => *id,
        (None, []) => {
            diagnostics.report(
                Code::UndefinedNote,
                span,
                format!("the note `{label}` has no text"),
                format!("write it below the paragraph: `[^{label}]: …`"),
            );
            return;
        }
        (None, _) => {
            diagnostics.report(
                Code::UndefinedNote,
                span,
                format!("the note `{label}` is not in this file, but in several others"),
                "give the note that is meant a label of its own",
            );
            return;
        }
    };
    *note = Some(found);
    let list = &mut calls[found.0 as usize];
    *ordinal = u32::try_from(list.len()).unwrap_or(u32::MAX);
    list.push(section);
}

fn report_calls_in_notes(book: &Book, diagnostics: &mut Diagnostics) {
    for note in &book.notes {
        walk::inlines(&note.body, &mut |inline| {
            if let InlineKind::NoteCall { label, .. } = &inline.kind {
                diagnostics.report(
                    Code::NoteInNote,
                    inline.span,
                    format!("the note `{label}` is called from within a note"),
                    "put what it says into this note, or call it from the text",
                );
            }
        });
    }
}

fn report_uncalled(book: &Book, doubled: &BTreeSet<NoteId>, diagnostics: &mut Diagnostics) {
    for (id, note) in (0u32..).map(NoteId).zip(&book.notes) {
        if !note.calls.is_empty() || doubled.contains(&id) {
            continue;
        }
        diagnostics.report(
            Code::UncalledNote,
            head(note.span, &note.label),
            format!("the note `{}` is never called", note.label),
            format!("put `[^{}]` where it belongs in the text, or delete the note", note.label),
        );
    }
}
