//! Where notes stand: lines of one form whose signs follow each other, at the end, behind each section, below a paragraph or at
//! the foot of a page. Whether they are notes is said by their calls ([`reading`](super::reading)).

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::calls::{Candidate, STRONG, candidates};
use super::chain::choose_from;
use super::headings::{HeadingKind, is_separator, looks_like_heading, names_notes, parse};
use super::markers::{Marker, MarkerStyle, at_line_start, markers};
use super::signs::Family;
use super::source::{Role, Source};
use crate::ir::BlockKind;

/// What notes of one kind have in common.
pub(super) type Form = (Family, MarkerStyle);

/// A line that begins as a note does.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) line: usize,
    pub(super) marker: Marker,
}

/// Lines of notes that stand together.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    /// The lines that begin notes, rising.
    pub(super) heads: Vec<Head>,
    /// Whether a heading says that these are notes.
    pub(super) headed: bool,
}

impl Zone {
    /// Its first line and the line behind its last head.
    pub(super) fn lines(&self) -> Range<usize> {
        let last = self.heads.last().map_or(0, |head| head.line + 1);
        self.heads.first().map_or(0, |head| head.line)..last
    }

    /// The number of its first note.
    pub(super) fn first_number(&self) -> u32 {
        self.heads.first().map_or(0, |head| head.marker.number)
    }

    /// The number of its last note.
    pub(super) fn last_number(&self) -> u32 {
        self.heads.last().map_or(0, |head| head.marker.number)
    }

    /// Byte range from the first note to the end of the last head.
    pub(super) fn bytes(&self, source: &Source) -> Range<usize> {
        let lines = self.lines();
        source.lines[lines.start].range.start..source.lines[lines.end - 1].range.end
    }
}

/// How many lines without a sign may stand between two notes …
pub(super) const LONGEST_NOTE: usize = 8;
/// … and how many below a heading that names notes.
const LONGEST_HEADED: usize = 40;
/// How many paragraphs may stand between the first of a note and the next, if the numbers begin again.
pub(super) const MOST_PARAGRAPHS: usize = 2;
/// How many lines of any kind are looked at on the way.
pub(super) const NEAR: usize = 400;
/// How many notes and calls are compared, altogether; a text in which that is too little has no notes that a reader could find.
const MOST_COMPARED: usize = 2_000_000;
/// How many notes in a row may be missing.
const WIDEST_GAP: u32 = 3;

/// The lines of a draft, while its notes are looked for.
pub(super) struct Scan<'s, 't> {
    pub(super) source: &'s Source<'t>,
    /// The lines that begin as notes do, by form.
    pub(super) heads: Vec<Head>,
    /// Signs that could be calls, in the order of the text.
    pub(super) calls: Vec<Candidate>,
    /// The calls that notes have.
    pub(super) taken: Vec<bool>,
    /// The lines that are notes.
    pub(super) spent: Vec<bool>,
    /// How much may still be compared.
    pub(super) budget: Cell<usize>,
}

impl<'s, 't> Scan<'s, 't> {
    pub(super) fn new(source: &'s Source<'t>) -> Self {
        let count = source.lines.len();
        let mut calls = Vec::new();
        let mut heads: Vec<Head> = Vec::new();
        for line in 0..count {
            if !matches!(source.lines[line].role, Role::Text | Role::Block | Role::Heading) {
                continue;
            }
            candidates(source.text, source.lines[line].range.clone(), &mut calls);
            if let Some(mut marker) = head(source, line) {
                if marker.style == MarkerStyle::Arrow {
                    let above = heads.last().filter(|head| {
                        head.line + 1 == line && head.marker.style == MarkerStyle::Arrow
                    });
                    marker.number = above.map_or(1, |head| head.marker.number + 1);
                }
                heads.push(Head { line, marker });
            }
        }
        let taken = vec![false; calls.len()];
        let budget = Cell::new(MOST_COMPARED);
        Self { source, heads, calls, taken, spent: vec![false; count], budget }
    }

    /// The forms of which there are lines.
    pub(super) fn forms(&self) -> BTreeSet<Form> {
        let free = self.heads.iter().filter(|head| !self.spent[head.line]);
        free.map(|head| (head.marker.family, head.marker.style)).collect()
    }

    /// The zones of a form, in the order of the text.
    pub(super) fn zones(&self, form: Form) -> Vec<Zone> {
        let mut zones: Vec<Zone> = Vec::new();
        for head in self.heads.iter().filter(|head| !self.spent[head.line]) {
            let marker = &head.marker;
            if marker.family != form.0 {
                continue;
            }
            let own = marker.style == form.1;
            match zones.last_mut().filter(|zone| self.goes_on(zone, head, own)) {
                Some(zone) => zone.heads.push(head.clone()),
                None if own => {
                    let headed = self.heading_above(head.line).is_some()
                        || names_and_begins(self.source, head.line);
                    zones.push(Zone { heads: vec![head.clone()], headed });
                }
                None => {}
            }
        }
        zones
    }

    /// Whether a line is the next note of a zone.
    fn goes_on(&self, zone: &Zone, head: &Head, own: bool) -> bool {
        let Some(above) = zone.heads.last() else { return false };
        let gap = self.between(above.line, head.line);
        let number = head.marker.number;
        if head.marker.family == Family::Star || !own {
            let beside = head.line - above.line <= NEAR && gap.is_empty();
            return beside && (own || number == above.marker.number + 1);
        }
        let most = if zone.headed { LONGEST_HEADED } else { LONGEST_NOTE };
        if head.line - above.line > NEAR
            || gap.len() > most
            || self.heading_above(head.line).is_some()
        {
            return false;
        }
        let again = number == 1
            && above.marker.number > 1
            && (gap.is_empty()
                || (zone.headed && self.are_subheadings(&gap))
                || self.ends_note(&gap));
        let follows = |last: u32| number > last && number <= last + WIDEST_GAP;
        let next = follows(above.marker.number) || follows(self.last_number(above));
        if again {
            return true;
        }
        let called = gap.iter().any(|line| {
            self.calls_in(*line).iter().any(|call| {
                call.family == head.marker.family && call.number == number && call.weight >= 2
            })
        });
        next && !called && !gap.iter().any(|line| self.is_barrier(*line))
    }

    /// The lines between two others in which something is said.
    pub(super) fn between(&self, from: usize, to: usize) -> Vec<usize> {
        let said = |line: &usize| {
            !self.source.lines[*line].range.is_empty() && !is_separator(self.source.line(*line))
        };
        (from + 1..to.min(from + NEAR)).filter(said).collect()
    }

    /// Whether lines are the end of a note, behind which the numbers begin again: few, and nothing is called in them.
    fn ends_note(&self, lines: &[usize]) -> bool {
        let calls = |line: &usize| {
            self.calls_in(*line)
                .iter()
                .any(|call| call.family == Family::Star || call.weight >= STRONG)
        };
        lines.len() <= MOST_PARAGRAPHS
            && !lines.iter().any(|line| calls(line) || looks_like_heading(self.source, *line))
    }

    /// A heading that is no title of a note's text.
    fn is_barrier(&self, line: usize) -> bool {
        match self.source.lines[line].role {
            Role::Heading | Role::Break => true,
            Role::Text => parse(self.source, line).is_some_and(|heading| {
                heading.kind != HeadingKind::Plain || self.source.isolated(line)
            }),
            _ => false,
        }
    }

    /// Headings among the notes: the numbers begin again below them.
    pub(super) fn are_subheadings(&self, lines: &[usize]) -> bool {
        let is_one = |line: &usize| {
            self.source.lines[*line].role == Role::Heading || looks_like_heading(self.source, *line)
        };
        lines.len() <= 2 && lines.iter().all(is_one)
    }

    /// The heading above a line that says that notes follow, with the one between, if there is one.
    pub(super) fn heading_above(&self, line: usize) -> Option<Vec<usize>> {
        let mut above = (0..line).rev().take(NEAR).filter(|line| {
            !self.source.lines[*line].range.is_empty() && !is_separator(self.source.line(*line))
        });
        let first = above.next()?;
        let is_line =
            |line: usize| matches!(self.source.lines[line].role, Role::Text | Role::Heading);
        if is_line(first) && names_notes(self.source.line(first)) {
            return Some(vec![first]);
        }
        let second = above.next()?;
        let names = is_line(second) && names_notes(self.source.line(second)) && !self.spent[first];
        (names && self.are_subheadings(&[first])).then(|| vec![second, first])
    }

    /// The last number of the notes that run together on a line.
    fn last_number(&self, head: &Head) -> u32 {
        self.on_line(head, None).last().map_or(head.marker.number, |marker| marker.number)
    }

    /// The notes that run together on a line, below the next number.
    pub(super) fn on_line(&self, head: &Head, next: Option<u32>) -> Vec<Marker> {
        let first = &head.marker;
        if first.family != Family::Number || next == Some(first.number + 1) {
            return vec![first.clone()];
        }
        let range = first.range.end..self.source.lines[head.line].range.end;
        let mut inside = Vec::new();
        markers(self.source.text, self.source.lines[head.line].range.clone(), &mut inside);
        inside.retain(|marker| {
            marker.range.start >= range.start
                && marker.number > first.number
                && next.is_none_or(|next| marker.number < next)
        });
        choose_from(first, inside)
    }

    /// The signs of a line that could be calls.
    pub(super) fn calls_in(&self, line: usize) -> &[Candidate] {
        let range = &self.source.lines[line].range;
        let from = self.calls.partition_point(|call| call.range.start < range.start);
        let to = self.calls.partition_point(|call| call.range.start < range.end);
        &self.calls[from..to.max(from)]
    }
}

/// The sign with which a line begins, if notes can stand in such a block.
fn head(source: &Source, line: usize) -> Option<Marker> {
    let range = source.lines[line].range.clone();
    let may = match &source.draft.items[line].block.kind {
        BlockKind::Paragraph(_) => source.lines[line].role == Role::Text,
        BlockKind::Quotation { .. } | BlockKind::Verse { .. } => {
            source.lines[line].role == Role::Block
        }
        _ => false,
    };
    if !may || is_separator(source.line(line)) {
        return None;
    }
    if let Some(at) = behind_name(source.line(line)) {
        return at_line_start(source.text, range.start + at..range.end);
    }
    at_line_start(source.text, range)
}

/// `Anmerkungen: 1Lenin, …`: the heading and the first note on one line; where the note begins.
fn behind_name(line: &str) -> Option<usize> {
    let (name, rest) = line.split_once(':')?;
    let rest = rest.trim_start();
    let begins = names_notes(name) && at_line_start(rest, 0..rest.len()).is_some();
    begins.then(|| line.len() - rest.len())
}

fn names_and_begins(source: &Source, line: usize) -> bool {
    behind_name(source.line(line)).is_some()
}
