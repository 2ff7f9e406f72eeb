//! Notes in brackets of their own, with their calls: elsewhere in the text, or where they stand themselves.

use super::align::Slot;
use super::calls::Candidate;
use super::enclosed::{self, Enclosed};
use super::found::{Called, Finder, FoundNote, name};
use super::matching::{Match, match_notes};
use super::notes::{Mark, Put};
use super::signs::Family;
use super::source::{Role, is_space};
use crate::import::report::quote;
use crate::import::topic::Topic;

impl Finder<'_, '_, '_> {
    /// Notes in brackets that say themselves where they end.
    pub(super) fn enclosed(&mut self) {
        let all = enclosed::find(self.scan.source);
        if all.is_empty() {
            return;
        }
        for note in &all {
            let calls = self.scan.calls.iter().enumerate();
            let from = self.scan.calls.partition_point(|call| call.range.start < note.range.start);
            let inside: Vec<usize> = calls
                .skip(from)
                .take_while(|(_, call)| call.range.start < note.range.end)
                .map(|(n, _)| n)
                .collect();
            inside.into_iter().for_each(|call| self.scan.taken[call] = true);
        }
        let mut calls: Vec<Option<Called>> = vec![None; all.len()];
        for family in [Family::Number, Family::Letter, Family::Star] {
            self.call_enclosed(family, &all, &mut calls);
        }
        let mut notes = Vec::new();
        for (n, (note, call)) in all.iter().zip(calls).enumerate() {
            let whole = self.is_whole(note, &all[n.saturating_sub(3)..(n + 4).min(all.len())]);
            let call =
                call.or_else(|| note.sign.is_none().then(|| self.supplied(note, whole)).flatten());
            let Some(call) = call else {
                let message = format!(
                    "note {} is called nowhere; kept as text",
                    quote(&self.scan.source.text[note.range.clone()])
                );
                self.report.doubt(note.range.start, Topic::Note, message);
                let comment = Some("look: no call of this note was found in the text".to_owned());
                let range = note.range.start..note.range.start + 1;
                self.found.marks.push(Mark { range, put: Put::Stays, comment });
                continue;
            };
            for line in note.lines.clone() {
                if self.is_covered(line, &all[n.saturating_sub(3)..(n + 4).min(all.len())])
                    && !self.scan.spent[line]
                {
                    self.spend(line, Role::Notes);
                }
            }
            if !whole && call.range != note.range {
                let from =
                    self.scan.source.text[..note.range.start].trim_end_matches(is_space).len();
                let range = from..note.range.end;
                self.found.marks.push(Mark { range, put: Put::Nothing, comment: None });
            }
            // A sign before the bracket begins no other note with it.
            let (text, begins) = (&self.scan.source.text, note.range.start);
            self.scan.heads.retain(|head| {
                let ends = head.marker.range.end;
                ends > begins || !text[ends..begins].trim().is_empty() || note.sign.is_none()
            });
            let family = note.sign.map(|sign| sign.family);
            let number = note.sign.map_or(0, |sign| sign.value);
            let sign = family.map_or_else(String::new, |family| name(family, number));
            let (paragraphs, start) = (note.pieces.clone(), note.range.start);
            self.sign(start..paragraphs[0].start);
            notes.push(FoundNote { family, number, sign, paragraphs, start, call: Some(call) });
        }
        let numbered = notes.iter().filter(|note| note.family == Some(Family::Number));
        let numbers: Vec<u32> = numbered.map(|note| note.number).collect();
        self.found.restarts |= numbers.windows(2).any(|pair| pair[1] <= pair[0]);
        if let Some(first) = notes.first() {
            let message = format!("{} notes in brackets of their own", notes.len());
            self.report.sure(first.start, Topic::Note, message);
        }
        self.found.notes.push(notes);
    }

    fn call_enclosed(&mut self, family: Family, all: &[Enclosed], calls: &mut [Option<Called>]) {
        let own: Vec<usize> = (0..all.len())
            .filter(|n| all[*n].sign.is_some_and(|sign| sign.family == family))
            .collect();
        if own.is_empty() {
            return;
        }
        let slots = own.iter().map(|n| Slot {
            number: all[*n].sign.map_or(0, |sign| sign.value),
            start: all[*n].range.start,
            region: n.checked_sub(1).map_or(0, |above| all[above].range.end),
        });
        let slots: Vec<Slot> = slots.collect();
        let free: Vec<usize> = (0..self.scan.calls.len())
            .filter(|call| self.scan.calls[*call].family == family && !self.scan.taken[*call])
            .collect();
        let candidates: Vec<Candidate> =
            free.iter().map(|call| self.scan.calls[*call].clone()).collect();
        let matched = match_notes(&slots, &candidates);
        for (n, found) in own.iter().zip(&matched.matches) {
            calls[*n] = found.as_ref().map(|found| self.call(found, &free));
        }
        self.strays.extend(matched.stray.iter().map(|s| (free[s.candidate], s.is_call)));
    }

    /// Whether all lines of a note are nothing but notes.
    fn is_whole(&self, note: &Enclosed, near: &[Enclosed]) -> bool {
        note.lines.clone().all(|line| self.is_covered(line, near))
    }

    fn is_covered(&self, line: usize, near: &[Enclosed]) -> bool {
        let range = self.scan.source.lines[line].range.clone();
        let mut at = range.start;
        for note in
            near.iter().filter(|note| note.range.end > range.start && note.range.start < range.end)
        {
            let between = at..note.range.start.max(at);
            if self.scan.source.text[between].contains(char::is_alphanumeric) {
                return false;
            }
            at = note.range.end.min(range.end).max(at);
        }
        at > range.start && !self.scan.source.text[at..range.end].contains(char::is_alphanumeric)
    }

    /// The call of a note that has no sign: where it stands, or behind the paragraph above it.
    fn supplied(&mut self, note: &Enclosed, whole: bool) -> Option<Called> {
        let source = self.scan.source;
        if !whole {
            let before = &source.text[..note.range.start];
            let from = before.trim_end_matches(is_space).len();
            return Some(Called { range: from..note.range.end, behind: false, doubt: None });
        }
        let mut above = (0..note.lines.start).rev().take(8).filter(|line| !self.scan.spent[*line]);
        let line = above.find(|line| {
            matches!(source.lines[*line].role, Role::Text | Role::Block)
                && !source.lines[*line].range.is_empty()
        })?;
        // A star at the end of a sentence is the call of a note that is not counted.
        let range = source.lines[line].range.clone();
        let from = self.scan.calls.partition_point(|call| call.range.start < range.start);
        let star = (from..self.scan.calls.len())
            .take_while(|call| self.scan.calls[*call].range.start < range.end)
            .find(|call| self.scan.calls[*call].family == Family::Star && !self.scan.taken[*call]);
        if let Some(star) = star {
            return Some(self.call(&Match { candidate: 0, doubt: None }, &[star]));
        }
        let last = source.text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
        let doubt =
            Some("the note has no sign; it is called behind the paragraph above it".to_owned());
        Some(Called { range: range.end - last..range.end, behind: true, doubt })
    }
}
