//! Notes and their calls, by section of the edition.

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::context::last_token;
use super::found::{Called, Found, FoundNote};
use super::outline::Outline;
use super::signs::Family;
use super::source::Source;
use crate::import::report::{Report, quote};

/// What is put in the place of a range of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Put {
    /// The call of the note with this label.
    Call(String),
    /// The same behind the range, which stays.
    CallBehind(String),
    /// The beginning of a page of the source.
    Page(String),
    /// Nothing: the range is a note within the text, which is called elsewhere.
    Nothing,
    /// The range stays.
    Stays,
}

/// A place in the running text that is changed, or that the editor should look at.
#[derive(Debug)]
pub(super) struct Mark {
    /// The sign, its brackets, the space before it.
    pub(super) range: Range<usize>,
    pub(super) put: Put,
    /// For the editor.
    pub(super) comment: Option<String>,
}

/// A note's text.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) paragraphs: Vec<Range<usize>>,
    /// Byte offset of its number.
    pub(super) start: usize,
}

/// All notes of the edition.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// In the order of the text.
    pub(super) marks: Vec<Mark>,
    /// By section, in the order of their numbers.
    pub(super) by_section: Vec<Vec<Note>>,
    /// The numbers begin again.
    pub(super) restarts: bool,
    /// Text in a zone that belongs to no note.
    pub(super) loose: Vec<Range<usize>>,
    /// Signs of notes with words that are said nowhere else.
    pub(super) signs: Vec<Range<usize>>,
}

impl Notes {
    /// The marks inside a range of the text.
    pub(super) fn marks_in(&self, range: &Range<usize>) -> &[Mark] {
        let from = self.marks.partition_point(|m| m.range.end <= range.start);
        let to = self.marks.partition_point(|m| m.range.start < range.end);
        &self.marks[from..to.max(from)]
    }
}

/// Gives the notes to the sections in which they are called.
pub(super) fn link(source: &Source, found: Found, outline: &Outline, report: &mut Report) -> Notes {
    let Found { notes: all, marks, loose, signs, restarts } = found;
    let mut by_section: Vec<Vec<Note>> = Vec::new();
    by_section.resize_with(outline.sections.len(), Vec::new);
    let notes = Notes { marks, by_section, restarts, loose, signs };
    let used = vec![HashMap::new(); outline.sections.len()];
    let linked = source.draft.notes.iter().map(|note| note.label.as_str()).collect();
    let mut linker = Linker { source, outline, report, used, linked, notes };
    for reading in all {
        linker.enter(reading);
    }
    let mut notes = linker.notes;
    notes.marks.sort_by_key(|m| (m.range.start, m.range.end));
    notes
}

struct Linker<'a, 't> {
    source: &'a Source<'t>,
    outline: &'a Outline,
    report: &'a mut Report,
    /// How often a number has been a label, by section.
    used: Vec<HashMap<String, usize>>,
    /// The labels of the notes that the file itself links.
    linked: HashSet<&'t str>,
    notes: Notes,
}

impl Linker<'_, '_> {
    /// Enters notes and calls into their sections.
    fn enter(&mut self, notes: Vec<FoundNote>) {
        let first = notes.iter().find_map(|note| note.call.as_ref().map(|call| call.range.end - 1));
        let first = first.or(notes.first().map(|note| note.start));
        let mut section = first.map_or(0, |at| self.section_at(at));
        for note in notes {
            match &note.call {
                Some(call) => section = self.section_at(call.range.end - 1),
                None => self.uncalled(&note),
            }
            let label = self.label(section, &note);
            if let Some(call) = &note.call {
                self.call(call, &note, &label);
            }
            let FoundNote { paragraphs, start, .. } = note;
            self.notes.by_section[section].push(Note { label, paragraphs, start });
        }
    }

    fn uncalled(&mut self, note: &FoundNote) {
        let message = format!("note {} is called nowhere; kept as text", note.sign);
        self.report.doubt(note.start, Topic::Note, message);
    }

    fn call(&mut self, call: &Called, note: &FoundNote, label: &str) {
        let end = if call.behind { call.range.end } else { call.range.start };
        let word = last_token(&self.source.text[..end]);
        let name =
            if note.sign.is_empty() { "a note".to_owned() } else { format!("note {}", note.sign) };
        let message = format!("{name} is called after {}", quote(word));
        let rest = &self.source.text[call.range.clone()];
        let at = call.range.end - rest.trim_start().len();
        match &call.doubt {
            Some(doubt) => self.report.doubt(at, Topic::Call, format!("{message}, but {doubt}")),
            None => self.report.sure(at, Topic::Call, message),
        }
        let label = label.to_owned();
        self.notes.marks.push(Mark {
            range: call.range.clone(),
            put: if call.behind { Put::CallBehind(label) } else { Put::Call(label) },
            comment: call.doubt.as_ref().map(|d| format!("look: {d}")),
        });
    }

    /// A label that is free in a section: the number, or the number and a counter.
    fn label(&mut self, section: usize, note: &FoundNote) -> String {
        let base = match note.family {
            Some(Family::Number) => note.number.to_string(),
            Some(Family::Letter) => note.sign.to_lowercase(),
            _ => "stern".to_owned(),
        };
        let count = self.used[section].entry(base.clone()).or_insert(0);
        loop {
            *count += 1;
            let label = match *count {
                1 => base.clone(),
                counter => format!("{base}-{counter}"),
            };
            if !self.linked.contains(label.as_str()) {
                return label;
            }
        }
    }

    /// Index of the section in which an offset lies.
    fn section_at(&self, offset: usize) -> usize {
        let after = self.outline.sections.partition_point(|s| s.start <= offset);
        after.saturating_sub(1)
    }
}
