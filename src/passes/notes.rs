//! Calls find their notes, and notes their calls, numbers and marks.

use std::collections::{BTreeMap, BTreeSet};

use super::numbers;
use super::reading::{self, Found};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Arrangement, Inline, InlineKind, NoteId, Notes, SectionId, walk};
use crate::source::Span;

/// Where the notes of the book are found by their labels.
struct Labels {
    by_section: BTreeMap<(SectionId, String), NoteId>,
    by_book: BTreeMap<String, Vec<NoteId>>,
    /// Notes whose label another note of the file has already.
    doubled: BTreeSet<NoteId>,
}

/// Resolves all calls and numbers the notes; reports undefined, uncalled and doubly defined notes.
pub(super) fn resolve(arrangement: &Arrangement, diagnostics: &mut Diagnostics) -> Notes {
    let mut found = Found::collect(arrangement);
    let labels = collect(arrangement, &found, diagnostics);
    for section in arrangement.sections() {
        let mut visit =
            |inline: &Inline| find(inline, section.key, &labels, &mut found, diagnostics);
        walk::section(section, &mut visit);
    }
    for (section, note) in arrangement.notes() {
        walk::inlines(&note.body, &mut |inline| {
            find(inline, section.key, &labels, &mut found, diagnostics);
        });
    }
    let mut told = labels.doubled;
    told.extend(report_calls_in_notes(arrangement, &mut found, diagnostics));
    let order = reading::order(arrangement, &found);
    let notes = numbers::number(arrangement, found, &order);
    report_uncalled(arrangement, &notes, &told, diagnostics);
    notes
}

fn collect(arrangement: &Arrangement, found: &Found, diagnostics: &mut Diagnostics) -> Labels {
    let mut labels =
        Labels { by_section: BTreeMap::new(), by_book: BTreeMap::new(), doubled: BTreeSet::new() };
    for (id, (section, note)) in found.ids().zip(arrangement.notes()) {
        if labels.by_section.contains_key(&(section.key, note.label.clone())) {
            diagnostics.report(
                Code::DuplicateNote,
                head(note.span, &note.label),
                format!("the note `{}` is defined twice in this file", note.label),
                "give one of them another label",
            );
            labels.doubled.insert(id);
            continue;
        }
        labels.by_section.insert((section.key, note.label.clone()), id);
        labels.by_book.entry(note.label.clone()).or_default().push(id);
    }
    labels
}

/// The span of `[^label]:` at the start of a note.
fn head(span: Span, label: &str) -> Span {
    let start = span.start as usize;
    Span::new(span.file, start..(start + label.len() + 4).min(span.end as usize))
}

fn find(
    inline: &Inline,
    section: SectionId,
    labels: &Labels,
    calls: &mut Found,
    diagnostics: &mut Diagnostics,
) {
    let span = inline.span;
    let InlineKind::NoteCall { label } = &inline.kind else { return };
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
    calls.calls.extend(inline.name.own().map(|node| (node, found)));
}

/// A note may call others, as an author's note one of the editor's; but not itself, and not one that
/// calls one that calls one without end. Returns the notes that can no longer be called.
fn report_calls_in_notes(
    arrangement: &Arrangement,
    found: &mut Found,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<NoteId> {
    drop_calls(arrangement, found, diagnostics, &|caller, called| {
        (caller == called).then_some(("calls itself", "call the note that is meant"))
    });
    let deep = reading::too_deep(arrangement, found);
    drop_calls(arrangement, found, diagnostics, &|caller, called| {
        deep.contains(&(caller, called)).then_some((
            "is a note to a note to a note to a note",
            "put what it says into the note that calls it",
        ))
    });
    deep.into_iter().map(|(_, called)| called).collect()
}

/// Reports the calls in notes of which a fault is known, what and what to do, and forgets them.
fn drop_calls(
    arrangement: &Arrangement,
    found: &mut Found,
    diagnostics: &mut Diagnostics,
    fault: &dyn Fn(NoteId, NoteId) -> Option<(&'static str, &'static str)>,
) {
    for (id, (_, note)) in found.ids().zip(arrangement.notes()) {
        walk::inlines(&note.body, &mut |inline| {
            let InlineKind::NoteCall { label } = &inline.kind else { return };
            let Some((what, hint)) = found.called(inline).and_then(|called| fault(id, called))
            else {
                return;
            };
            let message = format!("the note `{label}` {what}");
            diagnostics.report(Code::NoteInNote, inline.span, message, hint);
            if let Some(node) = inline.name.own() {
                found.calls.remove(&node);
            }
        });
    }
}

fn report_uncalled(
    arrangement: &Arrangement,
    notes: &Notes,
    told: &BTreeSet<NoteId>,
    diagnostics: &mut Diagnostics,
) {
    for (id, (_, note)) in notes.ids().zip(arrangement.notes()) {
        if notes.entry(id).called.is_some() || told.contains(&id) {
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
