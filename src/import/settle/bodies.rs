//! The texts of the notes, cut out of their lines.

use std::collections::BTreeSet;
use std::ops::Range;

use super::reading::Reading;
use super::signs::leads_back;
use super::source::{Role, Source};
use super::zones::{LONGEST_NOTE, Scan};

/// What belongs to the notes of a reading.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// By note of the reading: its paragraphs.
    pub(super) texts: Vec<Vec<Range<usize>>>,
    /// Lines that are notes.
    pub(super) lines: Vec<usize>,
    /// Headings among and above them.
    pub(super) headings: Vec<usize>,
    /// Text before the first note on its line.
    pub(super) loose: Vec<Range<usize>>,
}

/// Cuts the lines of a reading at its signs. What stands between two notes belongs to the first if the second is called before
/// it begins, or if a heading says that these are notes.
pub(super) fn cut(scan: &Scan, reading: &Reading) -> Bodies {
    let source = scan.source;
    let mut bodies = Bodies::default();
    let start_of_call = |note: usize| {
        let found = reading.matched.matches[note].as_ref()?;
        Some(scan.calls[reading.calls[found.candidate]].range.start)
    };
    let starts: BTreeSet<usize> = (0..reading.notes.len()).filter_map(start_of_call).collect();
    let mut texts: Vec<Vec<Range<usize>>> = vec![Vec::new(); reading.notes.len()];
    for (n, note) in reading.notes.iter().enumerate() {
        let next = reading.notes.get(n + 1).filter(|next| next.zone == note.zone);
        let line = source.lines[note.line].range.clone();
        let begins_line = n == 0 || reading.notes[n - 1].line != note.line;
        if begins_line {
            bodies.lines.push(note.line);
            let before = trim(source, line.start..note.marker.range.start);
            if source.text[before.clone()].contains(char::is_alphanumeric) {
                bodies.loose.push(before);
            }
        }
        let end = next
            .filter(|next| next.line == note.line)
            .map_or(line.end, |next| next.marker.range.start);
        texts[n].push(without_way_back(source, trim(source, note.marker.range.end.min(end)..end)));
        let zone = &reading.zones[note.zone];
        let gap = match next {
            Some(next) if next.line == note.line => continue,
            Some(next) => {
                let gap = scan.between(note.line, next.line);
                let before =
                    start_of_call(n + 1).is_some_and(|call| call < note.marker.range.start);
                if next.marker.number == 1 && scan.are_subheadings(&gap) {
                    bodies.headings.extend(gap);
                    continue;
                }
                // A paragraph in which a note is called is text.
                let later = note.marker.number;
                let calls = |line: &usize| {
                    starts.range(source.lines[*line].range.clone()).next().is_some()
                        || scan.calls_in(*line).iter().any(|call| {
                            call.family == note.marker.family
                                && call.style.is_bracketed()
                                && call.number > later
                        })
                };
                if gap.iter().any(calls) || !(before || zone.headed) {
                    continue;
                }
                gap
            }
            None if zone.headed => behind_last(scan, note.line),
            None => continue,
        };
        for line in gap {
            if matches!(source.lines[line].role, Role::Text | Role::Block) && !scan.spent[line] {
                bodies.lines.push(line);
                texts[n].push(without_way_back(source, source.lines[line].range.clone()));
            }
        }
    }
    for text in &mut texts {
        text.retain(|piece| !piece.is_empty());
    }
    for zone in &reading.zones {
        bodies.headings.extend(scan.heading_above(zone.lines().start).into_iter().flatten());
    }
    bodies.texts = texts;
    bodies
}

/// What goes on below the last note under a heading, up to the next heading; nothing if that is too much to be one note.
fn behind_last(scan: &Scan, line: usize) -> Vec<usize> {
    let source = scan.source;
    let mut taken = Vec::new();
    for line in line + 1..source.lines.len().min(line + 4 * LONGEST_NOTE) {
        let role = source.lines[line].role;
        let ends = !matches!(role, Role::Text | Role::Block)
            || scan.spent[line]
            || super::headings::looks_like_heading(source, line)
            || super::headings::is_separator(source.line(line));
        if ends {
            break;
        }
        taken.push(line);
    }
    let called =
        taken.iter().any(|line| scan.calls_in(*line).iter().any(|call| call.style.is_bracketed()));
    if taken.len() > LONGEST_NOTE || called { Vec::new() } else { taken }
}

/// A text without `↩` at its end.
pub(super) fn without_way_back(source: &Source, range: Range<usize>) -> Range<usize> {
    let text = &source.text[range.clone()];
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || leads_back(c));
    if bare.len() < text.trim_end().len() { range.start..range.start + bare.len() } else { range }
}

/// A range without the white space at its ends.
pub(super) fn trim(source: &Source, range: Range<usize>) -> Range<usize> {
    if range.is_empty() {
        return range.start..range.start;
    }
    let text = &source.text[range.clone()];
    let left = text.len() - text.trim_start().len();
    let body = text.trim();
    range.start + left..range.start + left + body.len()
}
