//! Notes and their calls: the texts of the zones, matched to numbers in the running text.

use std::collections::HashMap;
use std::ops::Range;

use super::bodies::{Body, read};
use super::calls::{Candidate, candidates};
use super::matching::{Match, match_notes};
use super::outline::Outline;
use super::source::{Role, Source, is_space};
use super::zones::Zone;
use crate::import::report::{Report, quote};

/// A place in the running text: a call, or a number that the editor should look at.
#[derive(Debug)]
pub(super) struct Mark {
    /// What the call replaces: the number, its brackets, the space before it. For a place
    /// without a call: the number that stays.
    pub(super) range: Range<usize>,
    /// The label of the note that is called.
    pub(super) label: Option<String>,
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
}

impl Notes {
    /// The marks inside a range of the text.
    pub(super) fn marks_in(&self, range: &Range<usize>) -> &[Mark] {
        let from = self.marks.partition_point(|m| m.range.end <= range.start);
        let to = self.marks.partition_point(|m| m.range.start < range.end);
        &self.marks[from..to.max(from)]
    }
}

/// Reads the notes of all zones and links them.
pub(super) fn link(
    source: &Source,
    zones: &[Zone],
    outline: &Outline,
    report: &mut Report,
) -> Notes {
    let mut all = Vec::new();
    for section in &outline.sections {
        for span in section.spans(source) {
            candidates(source.text, span, &mut all);
        }
    }
    let mut linker = Linker {
        source,
        outline,
        report,
        used: vec![HashMap::new(); outline.sections.len()],
        notes: Notes::default(),
    };
    linker.notes.by_section.resize_with(outline.sections.len(), Vec::new);
    for zone in zones {
        let body = zone.body(source);
        let from = all.partition_point(|c| c.range.start < body.start);
        let to = all.partition_point(|c| c.range.start < body.end);
        linker.zone(zone, &all[from..to.max(from)]);
    }
    if zones.is_empty() {
        linker.calls_without_notes(&all);
    }
    let mut notes = linker.notes;
    notes.marks.sort_by_key(|m| m.range.start);
    notes
}

struct Linker<'a, 't> {
    source: &'a Source<'t>,
    outline: &'a Outline,
    report: &'a mut Report,
    /// How often a number has been a label, by section.
    used: Vec<HashMap<u32, usize>>,
    notes: Notes,
}

impl Linker<'_, '_> {
    fn zone(&mut self, zone: &Zone, calls: &[Candidate]) {
        let markers = zone.markers(self.source);
        let numbers: Vec<u32> = markers.iter().map(|m| m.number).collect();
        let first = match_notes(&numbers, calls);
        // a weak number inside a line that nobody calls belongs to the note before it
        let kept: Vec<_> = markers
            .into_iter()
            .zip(&first.matches)
            .filter(|(m, call)| m.line_start || m.weight >= 4 || call.is_some())
            .map(|(m, _)| m)
            .collect();
        let starts: Vec<_> = kept.iter().map(|m| (m.number, m.range.clone())).collect();
        let (bodies, loose) = read(self.source, zone, &starts);
        let numbers: Vec<u32> = bodies.iter().map(|b| b.number).collect();
        let restarted = numbers.windows(2).any(|w| w[1] <= w[0]);
        self.notes.restarts |= restarted || (zone.body_start > 0 && numbers.first() == Some(&1));
        self.report_surroundings(zone, &loose);
        self.notes.loose.extend(loose);
        self.report_zone(zone, &numbers);
        let matched = match_notes(&numbers, calls);
        self.enter(bodies, &matched, calls, zone.start(self.source));
        self.leave_marks(&matched.stray, calls);
    }

    fn report_zone(&mut self, zone: &Zone, numbers: &[u32]) {
        let at = zone.start(self.source);
        if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
            let lines = match zone.lines.len() {
                1 => "one line".to_owned(),
                lines => format!("{lines} lines"),
            };
            let range = match numbers.windows(2).filter(|w| w[1] <= w[0]).count() {
                0 => format!("{first} to {last}"),
                times => format!("numbered anew {times} times"),
            };
            let message = format!("{} notes in {lines}, {range}", numbers.len());
            self.report.sure(at, "note", message);
        }
    }

    fn report_surroundings(&mut self, zone: &Zone, loose: &[Range<usize>]) {
        for range in loose {
            let words = quote(&self.source.text[range.clone()]);
            self.report.doubt(
                range.start,
                "leftover",
                format!("text before the first note set aside: {words}"),
            );
        }
        let after = zone.lines.last().map_or(0, |l| l + 1);
        let next = self.source.lines.get(after);
        if let Some(line) = next.filter(|l| l.role == Role::Text) {
            let words = quote(&self.source.text[line.range.clone()]);
            self.report.doubt(
                line.range.start,
                "note",
                format!("text after the notes, kept in the section: {words}"),
            );
        }
    }

    /// Enters notes and calls into their sections.
    fn enter(
        &mut self,
        bodies: Vec<Body>,
        matched: &super::matching::Matched,
        calls: &[Candidate],
        zone_start: usize,
    ) {
        let mut section = self.first_section(matched, calls, zone_start);
        for (body, found) in bodies.into_iter().zip(&matched.matches) {
            match found {
                Some(call) => section = self.section_at(calls[call.candidate].range.start),
                None => self.uncalled(&body),
            }
            let label = self.label(section, body.number);
            if let Some(call) = found {
                self.call(call, &calls[call.candidate], &label);
            }
            self.notes.by_section[section].push(Note {
                label,
                paragraphs: body.paragraphs,
                start: body.start,
            });
        }
    }

    fn uncalled(&mut self, body: &Body) {
        let number = body.number;
        let message = format!("note {number} is called nowhere; kept as text");
        self.report.doubt(body.start, "note", message);
    }

    fn call(&mut self, found: &Match, call: &Candidate, label: &str) {
        let before = &self.source.text[..call.range.start];
        let word = super::context::last_token(before);
        let message = format!("note {} is called after {}", call.number, quote(word));
        match &found.doubt {
            Some(doubt) => {
                self.report.doubt(call.range.start, "call", format!("{message}, but {doubt}"))
            }
            None => self.report.sure(call.range.start, "call", message),
        }
        self.notes.marks.push(Mark {
            range: before.trim_end_matches(is_space).len()..call.range.end,
            label: Some(label.to_owned()),
            comment: found.doubt.as_ref().map(|d| format!("look: {d}")),
        });
    }

    /// Numbers that look like calls and are matched to no note.
    fn leave_marks(&mut self, stray: &[super::matching::Stray], calls: &[Candidate]) {
        for stray in stray {
            let call = &calls[stray.candidate];
            let number = call.number;
            let at = call.range.start;
            let (message, comment) = if stray.is_call {
                (
                    format!("note {number} is called here, but its text is missing; left as it is"),
                    format!("look: the text of note {number} is missing"),
                )
            } else {
                (
                    format!("{number} looks like a call, but no note fits; left as it is"),
                    "look: a call? no note fits".to_owned(),
                )
            };
            self.report.doubt(at, "call", message);
            self.notes.marks.push(Mark {
                range: call.range.clone(),
                label: None,
                comment: Some(comment),
            });
        }
    }

    /// Numbers 1, 2, 3 … that look like calls in a text that has no notes.
    fn calls_without_notes(&mut self, calls: &[Candidate]) {
        let strong = calls.iter().filter(|c| c.weight >= super::calls::STRONG);
        let mut next = 1;
        let mut first = None;
        for call in strong {
            if call.number == next {
                first = first.or(Some(call.range.start));
                next += 1;
            }
        }
        if let Some(at) = first.filter(|_| next > 3) {
            let count = next - 1;
            self.report.doubt(at, "note", format!("numbers 1 to {count} look like calls, but the file has no notes; left as they are"));
        }
    }

    /// A label that is free in a section: the number, or the number and a counter.
    fn label(&mut self, section: usize, number: u32) -> String {
        let count = self.used[section].entry(number).or_insert(0);
        *count += 1;
        match *count {
            1 => number.to_string(),
            counter => format!("{number}-{counter}"),
        }
    }

    /// Index of the section in which an offset lies.
    fn section_at(&self, offset: usize) -> usize {
        let after = self.outline.sections.partition_point(|s| s.start <= offset);
        after.saturating_sub(1)
    }

    /// Where notes before the first call go.
    fn first_section(
        &self,
        matched: &super::matching::Matched,
        calls: &[Candidate],
        zone_start: usize,
    ) -> usize {
        let first = matched.matches.iter().flatten().next();
        self.section_at(first.map_or(zone_start, |m| calls[m.candidate].range.start))
    }
}
