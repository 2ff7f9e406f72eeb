//! What is left when the notes are found: pages, numbers that look like calls and lines that look like notes.

use super::calls::{CallStyle, STRONG};
use super::found::{Finder, name};
use super::notes::{Mark, Put};
use super::signs::Family;
use crate::import::topic::Topic;

impl Finder<'_, '_, '_> {
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
        self.report.sure(first, Topic::Page, message);
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
            self.report.doubt(at, Topic::Call, message);
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
            self.report.doubt(
                at,
                Topic::Note,
                format!("note {sign} is called nowhere; left as it is"),
            );
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
            self.report.doubt(at, Topic::Note, format!("numbers 1 to {count} look like calls, but the file has no notes; left as they are"));
        }
    }
}
