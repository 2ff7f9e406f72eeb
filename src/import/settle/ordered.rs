//! Notes without numbers, with `↑` before them or with nothing: called in their order by as many calls.

use crate::import::topic::Topic;
use std::ops::Range;

use super::align::Slot;
use super::bodies::{trim, without_way_back};
use super::calls::{CallStyle, Candidate, STRONG};
use super::found::{Finder, FoundNote};
use super::headings::{HeadingKind, is_separator, looks_like_heading, names_notes, parse};
use super::markers::MarkerStyle;
use super::matching::{Match, match_notes};
use super::signs::Family;
use super::source::Role;
use super::zones::MOST_PARAGRAPHS;

/// Lines that could be notes.
struct Group {
    /// What says that they are.
    heading: Option<usize>,
    /// By note: its paragraphs.
    notes: Vec<Vec<Range<usize>>>,
    /// What stands before them.
    signs: Vec<Range<usize>>,
    /// All of them.
    lines: Vec<usize>,
}

impl Finder<'_, '_, '_> {
    /// Paragraphs with `↑` and no number before them.
    pub(super) fn arrows(&mut self) {
        let mut from = 0;
        for group in self.groups_of_arrows() {
            let (start, end) = self.reach(&group);
            if let Some(calls) = self.calls_in_order(from..start, group.notes.len()) {
                self.take_in_order(group, calls);
            }
            from = end;
        }
    }

    /// Paragraphs under headings that name notes, without signs but as many as there are calls above them.
    pub(super) fn unnumbered(&mut self) {
        let source = self.scan.source;
        let headings: Vec<usize> = (0..source.lines.len())
            .filter(|line| {
                !self.scan.spent[*line]
                    && matches!(source.lines[*line].role, Role::Text | Role::Heading)
                    && names_notes(source.line(*line))
            })
            .collect();
        let mut from = 0;
        for heading in &headings {
            let groups = [self.group_below(*heading, false), self.group_below(*heading, true)];
            let start = source.lines[*heading].range.start;
            for group in groups.into_iter().flatten() {
                let count = group.notes.len();
                let found = self.calls_in_order(from..start, count).or_else(|| {
                    (headings.last() == Some(heading)).then(|| self.calls_of_all(start, count))?
                });
                if let Some(calls) = found {
                    from = self.reach(&group).1;
                    self.take_in_order(group, calls);
                    break;
                }
            }
        }
    }

    /// The bytes of a group.
    fn reach(&self, group: &Group) -> (usize, usize) {
        let lines = &self.scan.source.lines;
        let first = group.heading.or(group.lines.first().copied());
        let last = group.lines.last().copied();
        (
            first.map_or(0, |line| lines[line].range.start),
            last.map_or(0, |line| lines[line].range.end),
        )
    }

    /// Lines that begin with `↑`, with what lies between two of them.
    fn groups_of_arrows(&self) -> Vec<Group> {
        let scan = &self.scan;
        let mut groups: Vec<Group> = Vec::new();
        for head in scan.heads.iter().filter(|head| head.marker.style == MarkerStyle::Arrow) {
            let range = scan.source.lines[head.line].range.clone();
            let own = trim(scan.source, head.marker.range.end.min(range.end)..range.end);
            let own = without_way_back(scan.source, own);
            if let Some(group) = groups.last_mut() {
                let gap = scan.between(group.lines[group.lines.len() - 1], head.line);
                if gap.len() <= MOST_PARAGRAPHS && !gap.iter().any(|line| self.is_text(*line)) {
                    let rest = gap.iter().map(|line| scan.source.lines[*line].range.clone());
                    group.notes.last_mut().into_iter().for_each(|note| note.extend(rest.clone()));
                    group.lines.extend(gap);
                    group.notes.push(vec![own]);
                    group.signs.push(head.marker.range.clone());
                    group.lines.push(head.line);
                    continue;
                }
            }
            let heading = scan.heading_above(head.line).and_then(|above| above.first().copied());
            let signs = vec![head.marker.range.clone()];
            groups.push(Group { heading, notes: vec![vec![own]], signs, lines: vec![head.line] });
        }
        groups
    }

    /// The paragraphs below a heading, up to the next one that counts or, if `near`, to the next line that looks like one.
    fn group_below(&self, heading: usize, near: bool) -> Option<Group> {
        let source = self.scan.source;
        let ends = |line: usize| match near {
            true => looks_like_heading(source, line),
            false => parse(source, line)
                .is_some_and(|one| !matches!(one.kind, HeadingKind::Plain | HeadingKind::Letter)),
        };
        let lines: Vec<usize> = (heading + 1..source.lines.len())
            .take_while(|line| {
                !matches!(source.lines[*line].role, Role::Heading | Role::Break)
                    && !self.scan.spent[*line]
                    && !ends(*line)
            })
            .filter(|line| {
                !source.lines[*line].range.is_empty() && !is_separator(source.line(*line))
            })
            .collect();
        let signed = |line: &usize| super::begins_note(source.line(*line)).is_some();
        if lines.is_empty() || lines.iter().any(|line| self.has_calls(*line) || signed(line)) {
            return None;
        }
        let notes = lines.iter().map(|line| vec![source.lines[*line].range.clone()]).collect();
        Some(Group { heading: Some(heading), notes, signs: Vec::new(), lines })
    }

    /// Whether a line is no rest of a note: something is called in it, or it is a heading.
    fn is_text(&self, line: usize) -> bool {
        self.has_calls(line) || looks_like_heading(self.scan.source, line)
    }

    fn has_calls(&self, line: usize) -> bool {
        self.scan.calls_in(line).iter().any(is_set_off)
    }

    /// The calls in a stretch of the text, if they are as many as the notes and count through, or begin again with 1.
    fn calls_in_order(&self, within: Range<usize>, count: usize) -> Option<Vec<(usize, Match)>> {
        let calls: Vec<usize> = (0..self.scan.calls.len())
            .filter(|call| {
                let one = &self.scan.calls[*call];
                within.contains(&one.range.start) && !self.scan.taken[*call] && is_set_off(one)
            })
            .collect();
        let number = |call: &usize| self.scan.calls[*call].number;
        let follows =
            |pair: &[usize]| number(&pair[1]) == 1 || number(&pair[1]) == number(&pair[0]) + 1;
        let good = calls.len() == count && count > 0 && calls.windows(2).all(follows);
        good.then(|| {
            calls.into_iter().map(|call| (call, Match { candidate: 0, doubt: None })).collect()
        })
    }

    /// The calls of notes that are counted through the whole text, if each has one.
    fn calls_of_all(&self, end: usize, count: usize) -> Option<Vec<(usize, Match)>> {
        let numbers = 1..=u32::try_from(count).ok()?;
        let slots: Vec<Slot> =
            numbers.map(|number| Slot { number, start: end, region: 0 }).collect();
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
        let highest =
            candidates.iter().filter(|call| is_set_off(call)).map(|call| call.number).max();
        if highest.is_some_and(|highest| highest as usize != count) {
            return None;
        }
        let matches = match_notes(&slots, &candidates).matches;
        matches
            .into_iter()
            .map(|found| {
                found.map(|found| (free[found.candidate], Match { candidate: 0, ..found }))
            })
            .collect()
    }

    fn take_in_order(&mut self, group: Group, calls: Vec<(usize, Match)>) {
        if let Some(heading) = group.heading {
            self.heading_of_notes(heading);
        }
        self.rule_above(group.lines[0]);
        for sign in group.signs {
            self.sign(sign);
        }
        for line in group.lines {
            self.spend(line, Role::Notes);
        }
        let mut notes = Vec::new();
        let mut last = 0;
        for (paragraphs, (call, found)) in group.notes.into_iter().zip(calls) {
            let number = self.scan.calls[call].number;
            self.found.restarts |= last > 0 && number <= last;
            last = number;
            let start = paragraphs[0].start;
            let call = Some(self.call(&found, &[call]));
            let (family, sign) = (Some(Family::Number), number.to_string());
            notes.push(FoundNote { family, number, sign, paragraphs, start, call });
        }
        let message = match notes.len() {
            1 => "one note without a number".to_owned(),
            count => format!("{count} notes without numbers, called in their order"),
        };
        self.report.sure(notes[0].start, Topic::Note, message);
        self.found.notes.push(notes);
    }
}

/// A number in brackets or above the line, in a place where calls stand.
fn is_set_off(call: &Candidate) -> bool {
    call.family == Family::Number
        && call.weight >= STRONG
        && (call.style.is_bracketed() || call.style == CallStyle::Superscript)
}
