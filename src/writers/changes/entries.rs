//! What there is to tell, in the order in which it is told.

use crate::diff::{Changes, Kind, Matched, NoteMatched, Repeated, Text, Token, replacement};
use crate::source::Span;

use super::parts::Streams;

/// How often words must have been replaced in the same way to be told once for all places.
const HABIT: usize = 5;

/// Something that is told.
#[derive(Debug, Clone)]
pub(super) struct Entry<'c> {
    /// What it is.
    pub kind: EntryKind,
    /// Where it was.
    pub old: Option<Place<'c>>,
    /// Where it is.
    pub new: Option<Place<'c>>,
    /// The mark of the note before, if it is one.
    pub old_mark: Option<&'c str>,
    /// The mark of the note after, if it is one.
    pub new_mark: Option<&'c str>,
    /// The words.
    pub streams: Streams<'c>,
}

/// What became of a passage or a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// Words changed.
    Changed,
    /// It stands elsewhere; words may have changed, too.
    Moved,
    /// It is new.
    Added,
    /// It is no longer there.
    Removed,
}

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'c> {
    text: &'c Text,
    /// Index of the section; a note that is called nowhere is in none.
    pub section: Option<usize>,
    /// The number of the paragraph in it, 0 for what stands before the first.
    pub paragraph: usize,
    kind: Option<Kind>,
    span: Span,
}

impl<'c> Place<'c> {
    /// The title of its section; empty where it has none.
    pub(super) fn title(&self) -> &'c str {
        self.section.map_or("", |section| self.text.sections[section].as_str())
    }

    /// Whether a heading stands there.
    pub(super) fn is_heading(&self) -> bool {
        self.kind == Some(Kind::Heading)
    }

    /// File, line and column of it, or of something in it; none in a finished book.
    pub(super) fn source(&self, span: Option<Span>) -> Option<(String, usize, usize)> {
        if self.text.finished {
            return None;
        }
        let place = self.text.location(span.unwrap_or(self.span));
        Some((place.file, place.line, place.column))
    }

    /// As a line: `text/rad.dj:3:10`, `Das Rad, paragraph 2`.
    pub(super) fn shown(&self, span: Option<Span>) -> String {
        match (self.source(span), self.title(), self.paragraph) {
            (Some((file, line, column)), ..) => format!("{file}:{line}:{column}"),
            (None, "", 0) => "beginning".to_owned(),
            (None, title, 0) => title.to_owned(),
            (None, "", number) => format!("paragraph {number}"),
            (None, title, number) => format!("{title}, paragraph {number}"),
        }
    }
}

impl Entry<'_> {
    /// Whether it was put in or taken out as a whole.
    pub(super) fn is_put(&self) -> bool {
        matches!(self.kind, EntryKind::Added | EntryKind::Removed)
    }

    /// Where a piece was and is.
    pub(super) fn places(&self, piece: usize) -> (Option<Span>, Option<Span>) {
        let piece = &self.streams.pieces[piece];
        let span = |tokens: &[Token<'_>], at: usize| {
            let token = tokens.get(at).or_else(|| tokens.last());
            token.map(|token| token.span)
        };
        (span(&self.streams.old, piece.old.start), span(&self.streams.new, piece.new.start))
    }

    /// For each piece the replacement of [`Changes::repeated`] that it is, if that was made many times.
    pub(super) fn habits(&self, changes: &Changes<'_>) -> Vec<Option<usize>> {
        let often = often(changes);
        let habit = |piece| {
            let (old, new) = replacement(&self.streams.old, &self.streams.new, piece)?;
            often.iter().position(|one| one.old == old && one.new == new)
        };
        self.streams.pieces.iter().map(habit).collect()
    }
}

/// What was replaced by the same words many times, the most frequent first.
pub(super) fn often<'c>(changes: &'c Changes<'_>) -> &'c [Repeated] {
    let often = changes.repeated.partition_point(|one| one.count >= HABIT);
    &changes.repeated[..often]
}

/// The passages of which there is something to tell.
pub(super) fn passages<'c>(changes: &'c Changes<'_>) -> impl Iterator<Item = Entry<'c>> {
    let changed = changes.passages.iter().filter(|one| one.is_changed());
    changed.map(|matched| Entry {
        kind: kind(matched),
        old: place(changes.old, matched.old.start, matched.old.is_empty()),
        new: place(changes.new, matched.new.start, matched.new.is_empty()),
        old_mark: None,
        new_mark: None,
        streams: Streams {
            old: changes.old.stream(&matched.old),
            new: changes.new.stream(&matched.new),
            pieces: &matched.pieces,
        },
    })
}

fn kind(matched: &Matched) -> EntryKind {
    match (matched.old.is_empty(), matched.new.is_empty()) {
        (true, _) => EntryKind::Added,
        (_, true) => EntryKind::Removed,
        _ if matched.moved => EntryKind::Moved,
        _ => EntryKind::Changed,
    }
}

fn place(text: &Text, passage: usize, none: bool) -> Option<Place<'_>> {
    let passage = text.passages.get(passage).filter(|_| !none)?;
    let (section, paragraph, span) = (Some(passage.section), passage.number, passage.span);
    Some(Place { text, section, paragraph, kind: Some(passage.kind), span })
}

/// The notes of which there is something to tell.
pub(super) fn notes<'c>(changes: &'c Changes<'_>) -> impl Iterator<Item = Entry<'c>> {
    let changed = changes.notes.iter().filter(|one| one.is_changed());
    changed.map(|matched| {
        let tokens =
            |text: &'c Text, note: Option<usize>| note.map_or(Vec::new(), |at| text.note(at));
        let mark =
            |text: &'c Text, note: Option<usize>| note.map(|at| text.notes[at].mark.as_str());
        Entry {
            kind: note_kind(matched),
            old: matched.old.map(|note| note_place(changes.old, note)),
            new: matched.new.map(|note| note_place(changes.new, note)),
            old_mark: mark(changes.old, matched.old),
            new_mark: mark(changes.new, matched.new),
            streams: Streams {
                old: tokens(changes.old, matched.old),
                new: tokens(changes.new, matched.new),
                pieces: &matched.pieces,
            },
        }
    })
}

fn note_kind(matched: &NoteMatched) -> EntryKind {
    match (matched.old, matched.new) {
        (None, _) => EntryKind::Added,
        (_, None) => EntryKind::Removed,
        _ if matched.elsewhere => EntryKind::Moved,
        _ => EntryKind::Changed,
    }
}

fn note_place(text: &Text, note: usize) -> Place<'_> {
    let note = &text.notes[note];
    let called = note.called.map(|(passage, _)| &text.passages[passage]);
    let (section, paragraph) = (called.map(|one| one.section), called.map_or(0, |one| one.number));
    Place { text, section, paragraph, kind: None, span: note.span }
}
