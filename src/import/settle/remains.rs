//! What is left when the notes are found: notes without numbers, pages, numbers that look like calls and lines that look like
//! notes.

use super::align::Slot;
use super::calls::{CallStyle, Candidate, STRONG};
use super::found::{Finder, FoundNote, name};
use super::headings::names_notes;
use super::matching::match_notes;
use super::notes::{Mark, Put};
use super::signs::Family;
use super::source::Role;

impl Finder<'_, '_, '_> {
    /// Paragraphs under a heading that names notes, without signs but as many as there are calls.
    pub(super) fn unnumbered(&mut self) {
        let source = self.scan.source;
        let mut headings = (0..source.lines.len()).filter(|line| {
            !self.scan.spent[*line]
                && matches!(source.lines[*line].role, Role::Text | Role::Heading)
                && names_notes(source.line(*line))
        });
        let Some(heading) = headings.next_back() else { return };
        let lines: Vec<usize> = (heading + 1..source.lines.len())
            .take_while(|line| {
                !matches!(source.lines[*line].role, Role::Heading | Role::Break)
                    && !self.scan.spent[*line]
            })
            .filter(|line| !source.lines[*line].range.is_empty())
            .collect();
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let slots: Vec<Slot> = (1..=count)
            .zip(&lines)
            .map(|(number, line)| Slot {
                number,
                start: source.lines[*line].range.start,
                region: 0,
            })
            .collect();
        let end = source.lines[heading].range.start;
        let free: Vec<usize> = (0..self.scan.calls.len())
            .filter(|call| {
                let one = &self.scan.calls[*call];
                one.family == Family::Number
                    && !self.scan.taken[*call]
                    && one.weight >= STRONG
                    && one.range.start < end
            })
            .collect();
        let candidates: Vec<Candidate> =
            free.iter().map(|call| self.scan.calls[*call].clone()).collect();
        let matched = match_notes(&slots, &candidates);
        let highest = candidates
            .iter()
            .filter(|c| c.style.is_bracketed() || c.style == CallStyle::Superscript)
            .map(|c| c.number)
            .max();
        if lines.is_empty()
            || highest.is_some_and(|highest| highest != count)
            || matched.matches.iter().any(Option::is_none)
        {
            return;
        }
        self.heading_of_notes(heading);
        let mut notes = Vec::new();
        for ((number, line), found) in (1..=count).zip(lines).zip(&matched.matches) {
            self.spend(line, Role::Notes);
            let call = found.as_ref().map(|found| self.call(found, &free));
            let range = source.lines[line].range.clone();
            let (family, sign, start) = (Some(Family::Number), number.to_string(), range.start);
            notes.push(FoundNote { family, number, sign, paragraphs: vec![range], start, call });
        }
        let message = format!("{count} notes without numbers, called in their order");
        self.report.sure(notes[0].start, "note", message);
        self.found.notes.push(notes);
    }

    /// Numbers in brackets behind spaces that no note has and that count through the text: pages of the source.
    pub(super) fn pages(&mut self) {
        let marks: Vec<usize> = (0..self.scan.calls.len())
            .filter(|call| {
                let one = &self.scan.calls[*call];
                let text = &self.scan.source.text[one.range.clone()];
                one.style == CallStyle::BracketSpaced
                    && one.family == Family::Number
                    && text.starts_with('[')
                    && !self.scan.taken[*call]
            })
            .collect();
        let rises = |pair: &[usize]| {
            let (a, b) = (self.scan.calls[pair[0]].number, self.scan.calls[pair[1]].number);
            b > a && b <= a + 3
        };
        if marks.len() < 3 || self.found.notes.is_empty() || !marks.windows(2).all(rises) {
            return;
        }
        let first = self.scan.calls[marks[0]].range.start;
        let message = format!("{} numbers in brackets are pages of the source", marks.len());
        self.report.sure(first, "page", message);
        for mark in marks {
            self.scan.taken[mark] = true;
            let call = &self.scan.calls[mark];
            let rest = &self.scan.source.text[call.range.end..];
            let end = call.range.end + rest.len() - rest.strip_prefix(' ').unwrap_or(rest).len();
            let (range, put) = (call.range.start..end, Put::Page(call.number.to_string()));
            self.found.marks.push(Mark { range, put, comment: None });
        }
    }

    /// Numbers that look like calls and are matched to no note.
    pub(super) fn strays(&mut self) {
        let mut strays = std::mem::take(&mut self.strays);
        strays.sort_unstable();
        strays.dedup_by_key(|stray| stray.0);
        for (index, is_call) in strays {
            let call = &self.scan.calls[index];
            if self.scan.taken[index] || call.family != Family::Number {
                continue;
            }
            let (number, at) = (call.number, call.range.start);
            let (message, comment) = if is_call {
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
            let (range, comment) = (call.range.clone(), Some(comment));
            self.found.marks.push(Mark { range, put: Put::Stays, comment });
        }
    }

    /// Lines in the form of the notes that nobody calls: they stay where they stand.
    pub(super) fn heads_left(&mut self) {
        let left = self.scan.heads.iter().filter(|head| {
            let form = (head.marker.family, head.marker.style);
            !self.scan.spent[head.line]
                && self.forms.contains(&form)
                && !form.1.is_of_lists()
                && form.0 != Family::Star
        });
        let left: Vec<_> = left.cloned().collect();
        for head in left {
            let sign = name(head.marker.family, head.marker.number);
            let at = head.marker.range.start;
            self.report.doubt(at, "note", format!("note {sign} is called nowhere; left as it is"));
            let comment = Some(format!("look: no call of note {sign} was found in the text"));
            self.found.marks.push(Mark { range: head.marker.range, put: Put::Stays, comment });
        }
    }

    /// Numbers 1, 2, 3 … that look like calls in a text that has no notes.
    pub(super) fn calls_without_notes(&mut self) {
        if !self.found.notes.is_empty() {
            return;
        }
        let mut next = 1;
        let mut first = None;
        for call in
            self.scan.calls.iter().filter(|c| c.weight >= STRONG && c.family == Family::Number)
        {
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
}
