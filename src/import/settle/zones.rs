//! Where the note texts stand: at the end, or after each section; under a heading or without.
//!
//! A zone without a heading is only believed if its numbers are called in the text before it:
//! a list of theses looks like a list of notes.

use std::ops::Range;

use super::align::align;
use super::calls::{Candidate, candidates};
use super::chain::choose;
use super::headings::{HeadingKind, looks_like_heading, names_notes, parse};
use super::markers::{Marker, MarkerStyle, at_line_start, markers};
use super::source::{Role, Source};
use crate::import::report::{Report, quote};

/// Lines of note texts.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    /// Indices of its lines, rising.
    pub(super) lines: Vec<usize>,
    /// Where the text begins whose notes these are: the end of the zone before.
    pub(super) body_start: usize,
    /// Whether a heading says that these are notes.
    headed: bool,
}

impl Zone {
    /// Byte offset of the first note text.
    pub(super) fn start(&self, source: &Source) -> usize {
        source.lines[self.lines[0]].range.start
    }

    /// Byte range of the text whose notes these are.
    pub(super) fn body(&self, source: &Source) -> Range<usize> {
        self.body_start..self.start(source)
    }

    /// The markers of its notes, in order.
    pub(super) fn markers(&self, source: &Source) -> Vec<Marker> {
        let mut all = Vec::new();
        for line in &self.lines {
            markers(source.text, source.lines[*line].range.clone(), &mut all);
        }
        choose(all)
    }
}

/// How many lines without a number may stand between two notes.
const LONGEST_NOTE: usize = 8;
/// How many candidates are compared with zones that turn out to be none, altogether.
const MOST_WORK: usize = 20_000_000;

/// Finds the zones and takes their lines out of the text.
pub(super) fn find(source: &mut Source, report: &mut Report) -> Vec<Zone> {
    let mut scan = Scan { source, headings: Vec::new() };
    let found = scan.zones();
    let headings = scan.headings;
    let zones = believed(source, found);
    for zone in &zones {
        for line in &zone.lines {
            source.lines[*line].role = Role::Notes;
        }
    }
    for (line, zone_line) in headings {
        if source.lines[zone_line].role == Role::Notes {
            let range = source.lines[line].range.clone();
            report.sure(
                range.start,
                "leftover",
                format!("heading of the notes set aside: {}", quote(&source.text[range.clone()])),
            );
            source.lines[line].role = Role::Leftover("heading of the notes");
        }
    }
    zones
}

/// A walk over the lines.
struct Scan<'s, 't> {
    source: &'s Source<'t>,
    /// Headings of notes, and the first line of their zone.
    headings: Vec<(usize, usize)>,
}

impl Scan<'_, '_> {
    fn zones(&mut self) -> Vec<Zone> {
        let lines: Vec<usize> = self.source.text_lines().collect();
        let mut zones = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let text = self.source.line(lines[at]);
            let headed = names_notes(text) && at + 1 < lines.len();
            let first = at + usize::from(headed);
            let same_line = names_notes_and_begins(text);
            let begins = same_line
                || if headed {
                    self.marker(lines[first]).is_some() || self.is_subheading(&lines, first)
                } else {
                    self.marker(lines[first]).is_some_and(|m| opens(&m))
                };
            if !begins {
                at += 1;
                continue;
            }
            let first = first + usize::from(headed && self.is_subheading(&lines, first));
            if headed {
                let above = lines[at..first].iter();
                self.headings.extend(above.map(|line| (*line, lines[first])));
            }
            let (zone, next) = self.extend(&lines, first, headed || same_line);
            zones.push(zone);
            at = next;
        }
        zones
    }

    fn marker(&self, line: usize) -> Option<Marker> {
        at_line_start(self.source.text, self.source.lines[line].range.clone())
    }

    /// The last number of the notes that run together on a line.
    fn last_number(&self, line: usize) -> Option<u32> {
        let mut all = Vec::new();
        let range = self.source.lines[line].range.clone();
        markers(self.source.text, range, &mut all);
        choose(all).last().map(|m| m.number)
    }

    /// Takes lines from `first` on as long as they belong to the notes.
    fn extend(&mut self, lines: &[usize], first: usize, headed: bool) -> (Zone, usize) {
        let mut taken = vec![lines[first]];
        let number = |m: Option<Marker>| m.map_or(1, |m| m.number);
        let mut last =
            self.last_number(lines[first]).unwrap_or_else(|| number(self.marker(lines[first])));
        let mut at = first + 1;
        while at < lines.len() {
            let line = lines[at];
            let marker = self.marker(line).map(|m| m.number);
            let restart = headed && marker == Some(1);
            if restart || marker.is_some_and(|n| n > last && n <= last + 3) {
                last = self.last_number(line).or(marker).unwrap_or(last);
            } else if headed && self.is_subheading(lines, at) {
                self.headings.push((line, lines[first]));
                at += 1;
                continue;
            } else if names_notes(self.source.line(line)) || !self.belongs(lines, at, last, headed)
            {
                break;
            }
            taken.push(line);
            at += 1;
        }
        let zone = Zone { lines: taken, body_start: 0, headed };
        (zone, at)
    }

    /// A heading among the notes: the numbers begin again below it.
    fn is_subheading(&self, lines: &[usize], at: usize) -> bool {
        looks_like_heading(self.source, lines[at])
            && lines.get(at + 1).and_then(|l| self.marker(*l)).is_some_and(|m| m.number == 1)
    }

    /// Whether a line without the next number still belongs to the note before it.
    fn belongs(&self, lines: &[usize], at: usize, last: u32, headed: bool) -> bool {
        let line = lines[at];
        let heading = parse(self.source, line).map(|h| h.kind);
        if heading.is_some_and(|kind| kind != HeadingKind::Plain) {
            return false;
        }
        let ahead = lines[at..].iter().take(LONGEST_NOTE);
        let next = ahead
            .take_while(|l| **l == line || !looks_like_heading(self.source, **l))
            .find_map(|l| self.marker(*l));
        let goes_on = next.is_some_and(|m| m.number > last && m.number <= last + 2);
        goes_on || (headed && !looks_like_heading(self.source, line))
    }
}

/// `Anmerkungen: 1Lenin, …`: the heading and the first note on one line.
fn names_notes_and_begins(line: &str) -> bool {
    line.split_once(':').is_some_and(|(head, rest)| {
        let rest = rest.trim_start();
        names_notes(head) && at_line_start(rest, 0..rest.len()).is_some()
    })
}

/// Whether a marker may begin a zone that has no heading. A text whose first note is lost begins
/// with 2 or 3; that is only believed of forms that no list and no sentence has.
fn opens(marker: &Marker) -> bool {
    let form = matches!(
        marker.style,
        MarkerStyle::Glued | MarkerStyle::Superscript | MarkerStyle::Bracket
    );
    marker.number == 1 || (form && marker.number <= 3)
}

/// Drops the zones whose numbers nobody calls, and gives each of the others its text.
fn believed(source: &Source, found: Vec<Zone>) -> Vec<Zone> {
    let last_text = source.text_lines().next_back();
    let all = line_candidates(source);
    let mut work = 0;
    let mut kept: Vec<Zone> = Vec::new();
    let mut score = 0;
    let mut last_alone = None;
    for mut zone in found {
        zone.body_start = kept.last().map_or(0, |z| end(source, z));
        let ends_text = zone.lines.last().copied() == last_text;
        let numbers: Vec<u32> = zone.markers(source).iter().map(|m| m.number).collect();
        let own = within(&all, zone.body(source));
        work += own.len();
        let matched = if work > MOST_WORK && !ends_text { 0 } else { called(&numbers, own) };
        if ends_text {
            let from_start = within(&all, 0..zone.start(source));
            let alone = balance(called(&numbers, from_start), numbers.len());
            last_alone = Some((alone, zone.clone()));
        }
        if zone.headed || (matched * 5 >= numbers.len() * 2 && matched > 0) {
            score += balance(matched, numbers.len());
            kept.push(zone);
        }
    }
    match last_alone {
        // the zones before the last one were lists: their numbers stole calls from it
        Some((alone, mut zone))
            if kept.len() > 1 && alone > score && !kept.iter().any(|z| z.headed) =>
        {
            zone.body_start = 0;
            vec![zone]
        }
        _ => kept,
    }
}

/// Notes that are called count for a reading, notes that are not count half against it.
fn balance(called: usize, notes: usize) -> i64 {
    let open = notes.saturating_sub(called);
    2 * called as i64 - open as i64
}

/// How many of the notes are called at places that look like calls.
fn called(numbers: &[u32], candidates: &[Candidate]) -> usize {
    let matched = align(numbers, candidates);
    let believable = |c: &usize| candidates[*c].weight >= 2;
    matched.into_iter().flatten().filter(believable).count()
}

fn within(all: &[Candidate], range: Range<usize>) -> &[Candidate] {
    let from = all.partition_point(|c| c.range.start < range.start);
    let to = all.partition_point(|c| c.range.start < range.end);
    &all[from..to.max(from)]
}

fn line_candidates(source: &Source) -> Vec<Candidate> {
    let mut all = Vec::new();
    for i in source.text_lines() {
        candidates(source.text, source.lines[i].range.clone(), &mut all);
    }
    all
}

fn end(source: &Source, zone: &Zone) -> usize {
    zone.lines.last().map_or(0, |l| source.lines[*l].range.end)
}
