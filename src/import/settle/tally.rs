//! How much came in and went out, now that it is known what the text says: numbers and signs of notes are no words of it, on either side,
//! and what became the title stands in the manifest.

use std::collections::HashSet;
use std::ops::Range;

use super::notes::{Notes, Put};
use super::outline::Outline;
use super::source::{Role, Source};
use crate::import::counts::{Counts, words};
use crate::ir::{BlockKind, Manuscript};

/// What the reader counted, without the marks of notes; with the notes and headings that only their words and their place show.
pub(super) fn came(source: &Source, outline: &Outline, notes: &Notes) -> Counts {
    let mut came = source.draft.came;
    let own = || notes.by_section.iter().flatten();
    let mut kept: Vec<&Range<usize>> = own().flat_map(|note| &note.paragraphs).collect();
    kept.extend(notes.signs.iter().chain(&notes.loose));
    kept.sort_by_key(|range| (range.start, range.end));
    let section_at = |at: usize| {
        outline.sections.partition_point(|section| section.start <= at).saturating_sub(1)
    };
    let mut called: HashSet<(usize, &str)> = HashSet::new();
    let mut marks = 0;
    for mark in &notes.marks {
        if let Put::Call(label) | Put::CallBehind(label) = &mark.put {
            called.insert((section_at(mark.range.end.saturating_sub(1)), label.as_str()));
        }
        if matches!(mark.put, Put::Call(_)) {
            marks += taken(source.text, &mark.range, &kept);
        }
    }
    // A note in brackets of its own stands where it is called, and was cut out there.
    let within = |at: usize| {
        let mark = notes.marks[..notes.marks.partition_point(|mark| mark.range.start <= at)].last();
        mark.is_some_and(|mark| matches!(mark.put, Put::Call(_)) && at < mark.range.end)
    };
    let by_section = notes.by_section.iter().enumerate();
    let own = by_section.flat_map(|(n, list)| list.iter().map(move |note| (n, note)));
    let called = own.filter(|(n, note)| called.contains(&(*n, note.label.as_str())));
    for (_, note) in called.filter(|(_, note)| !within(note.start)) {
        if let Some(first) = note.paragraphs.first().filter(|first| first.start > note.start) {
            marks += taken(source.text, &(note.start..first.start), &kept);
        }
    }
    came.words = came.words.saturating_sub(marks);
    came.verses = came.verses.saturating_sub(verses_aside(source));
    came.notes += notes.by_section.iter().map(Vec::len).sum::<usize>();
    let is_heading =
        |line: &usize| matches!(source.draft.items[*line].block.kind, BlockKind::Heading(_));
    let lines = 0..source.lines.len();
    match source.marks_headings() {
        true => {
            let titles = lines.filter(|line| source.lines[*line].role == Role::Title);
            came.headings = came.headings.saturating_sub(titles.filter(is_heading).count());
        }
        false => {
            let found = lines.filter(|line| source.lines[*line].heading.is_some());
            came.headings += found.count();
        }
    }
    came
}

/// How many lines of verse are set aside: a list of contents may look like some.
fn verses_aside(source: &Source) -> usize {
    let aside = |line: &usize| matches!(source.lines[*line].role, Role::Leftover(_));
    let lines = (0..source.lines.len()).filter(aside).map(|line| {
        match &source.draft.items[line].block.kind {
            BlockKind::Verse { stanzas } => stanzas.iter().map(|stanza| stanza.lines.len()).sum(),
            _ => 0,
        }
    });
    lines.sum::<usize>()
}

/// How many words less there are without a range of the text, but for those of it that are kept elsewhere.
fn taken(text: &str, range: &Range<usize>, kept: &[&Range<usize>]) -> usize {
    let before = text[..range.start].split(char::is_whitespace).next_back().unwrap_or_default();
    let from = range.start - before.len();
    let to = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    let without = format!("{}{}", &text[from..range.start], &text[range.end..to]);
    let first = kept.partition_point(|own| own.start < range.start);
    let inside = kept[first..].iter().take_while(|own| own.start < range.end);
    let inside = inside.filter(|own| own.end <= range.end);
    let elsewhere: usize = inside.map(|own| words(&text[(*own).clone()])).sum();
    words(&text[from..to]).saturating_sub(words(&without) + elsewhere)
}

/// What a manuscript holds of the text: without headings that were supplied.
pub(super) fn went(manuscript: &Manuscript, outline: &Outline) -> Counts {
    let mut went = Counts::of_manuscript(manuscript);
    for section in outline.sections.iter().filter(|section| section.heading.is_none()) {
        if let Some(title) = section.title.as_ref().filter(|_| section.found_on_page) {
            went.headings = went.headings.saturating_sub(1);
            went.words = went.words.saturating_sub(words(title));
        }
    }
    went
}
