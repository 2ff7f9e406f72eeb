//! Calls find their notes, and notes learn their calls.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::reading::{self, Read, Where};
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
    for (index, section) in book.sections.iter_mut().enumerate() {
        let mut visit = |inline: &mut Inline| find(inline, index, &labels, diagnostics);
        if let Some(heading) = &mut section.heading {
            walk::nested_mut(&mut heading.title, &mut visit);
        }
        walk::inlines_mut(&mut section.blocks, &mut visit);
    }
    for note in &mut book.notes {
        let section = note.section;
        walk::inlines_mut(&mut note.body, &mut |inline| {
            find(inline, section, &labels, diagnostics)
        });
    }
    let mut told = labels.doubled;
    told.extend(report_calls_in_notes(book, diagnostics));
    put_in_order(book);
    report_uncalled(book, &told, diagnostics);
}

/// Notes learn their calls, and calls which of the note's calls they are, in reading order.
fn put_in_order(book: &mut Book) {
    let mut counts: Vec<Vec<usize>> = vec![Vec::new(); book.notes.len()];
    let mut ordinals: BTreeMap<Where, VecDeque<u32>> = BTreeMap::new();
    for Read { note, section, place } in reading::order(book) {
        let calls = &mut counts[note.0 as usize];
        let ordinal = u32::try_from(calls.len()).unwrap_or(u32::MAX);
        calls.push(section);
        ordinals.entry(place).or_default().push_back(ordinal);
    }
    let number = |inline: &mut Inline, ordinals: &mut VecDeque<u32>| {
        if let InlineKind::NoteCall { note: Some(_), ordinal, .. } = &mut inline.kind {
            *ordinal = ordinals.pop_front().unwrap_or_default();
        }
    };
    for (index, section) in book.sections.iter_mut().enumerate() {
        let mut ordinals = ordinals.remove(&Where::Section(index)).unwrap_or_default();
        if let Some(heading) = &mut section.heading {
            walk::nested_mut(&mut heading.title, &mut |inline| number(inline, &mut ordinals));
        }
        walk::inlines_mut(&mut section.blocks, &mut |inline| number(inline, &mut ordinals));
    }
    for (id, (note, calls)) in (0u32..).map(NoteId).zip(book.notes.iter_mut().zip(counts)) {
        note.calls = calls;
        let mut ordinals = ordinals.remove(&Where::Note(id)).unwrap_or_default();
        walk::inlines_mut(&mut note.body, &mut |inline| number(inline, &mut ordinals));
    }
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

fn find(inline: &mut Inline, section: usize, labels: &Labels, diagnostics: &mut Diagnostics) {
    let span = inline.span;
    let InlineKind::NoteCall { label, note, .. } = &mut inline.kind else { return };
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
}

/// A note may call others, as an author's note one of the editor's; but not itself, and not one that
/// calls one that calls one without end. Returns the notes that can no longer be called.
fn report_calls_in_notes(book: &mut Book, diagnostics: &mut Diagnostics) -> BTreeSet<NoteId> {
    drop_calls(book, diagnostics, &|caller, called| {
        (caller == called).then_some(("calls itself", "call the note that is meant"))
    });
    let deep = reading::too_deep(book);
    drop_calls(book, diagnostics, &|caller, called| {
        deep.contains(&(caller, called)).then_some((
            "is a note to a note to a note to a note",
            "put what it says into the note that calls it",
        ))
    });
    deep.into_iter().map(|(_, called)| called).collect()
}

/// Reports the calls in notes of which a fault is known, what and what to do, and forgets them.
fn drop_calls(
    book: &mut Book,
    diagnostics: &mut Diagnostics,
    fault: &dyn Fn(NoteId, NoteId) -> Option<(&'static str, &'static str)>,
) {
    for (id, note) in (0u32..).map(NoteId).zip(&mut book.notes) {
        walk::inlines_mut(&mut note.body, &mut |inline| {
            let span = inline.span;
            let InlineKind::NoteCall { label, note, .. } = &mut inline.kind else { return };
            let Some((what, hint)) = note.and_then(|called| fault(id, called)) else { return };
            let message = format!("the note `{label}` {what}");
            diagnostics.report(Code::NoteInNote, span, message, hint);
            *note = None;
        });
    }
}

fn report_uncalled(book: &Book, told: &BTreeSet<NoteId>, diagnostics: &mut Diagnostics) {
    for (id, note) in (0u32..).map(NoteId).zip(&book.notes) {
        if !note.calls.is_empty() || told.contains(&id) {
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
