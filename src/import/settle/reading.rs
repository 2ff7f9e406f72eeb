//! Which lines are notes: those whose signs are called in the text before them, in order. A list, a year and a page begin as a
//! note does, but nobody calls them.

use super::align::Slot;
use super::calls::{Candidate, STRONG};
use super::markers::Marker;
use super::matching::{Matched, match_notes};
use super::source::Role;
use super::zones::{Form, NEAR, Scan, Zone};

/// A note of a reading.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Index of its zone.
    pub(super) zone: usize,
    pub(super) line: usize,
    pub(super) marker: Marker,
}

/// Lines taken for notes.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) zones: Vec<Zone>,
    pub(super) notes: Vec<Placed>,
    pub(super) matched: Matched,
    /// The candidates of the matching, by their index among all calls.
    pub(super) calls: Vec<usize>,
    /// How much speaks for it.
    pub(super) score: i64,
}

/// How often zones that nobody calls are left out before the rest is taken as it is.
const ROUNDS: usize = 4;

/// How many notes at least there are, if they are called by numbers between spaces.
const SPACED: usize = 6;
/// In how many places at least there are notes, if their form alone is believed: nearly all are called, or all.
const USUAL: usize = 4;
const USUAL_IF_ALL: usize = 3;

impl Scan<'_, '_> {
    /// The best reading of the lines of one form as notes, if there is one.
    pub(super) fn read(&self, form: Form) -> Option<Reading> {
        let zones = self.zones(form);
        let tail = self.tail(&zones);
        let last = (tail > 0).then(|| self.believed(zones[tail..].to_vec(), form)).flatten();
        let headed: Vec<Zone> = zones.iter().filter(|zone| zone.headed).cloned().collect();
        let headed = (!headed.is_empty() && headed.len() < zones.len())
            .then(|| self.believed(headed, form))
            .flatten();
        let all = self.believed(zones, form);
        // Of two that are as good, the one that takes in less of the text.
        let readings = [all, last, headed].into_iter().flatten();
        readings.max_by_key(|reading| reading.score)
    }

    /// The first of the zones behind which there is no text.
    fn tail(&self, zones: &[Zone]) -> usize {
        let mut first = zones.len().saturating_sub(1);
        while first > 0 {
            let gap = self.between(zones[first - 1].lines().end - 1, zones[first].lines().start);
            if !gap.is_empty() && !self.are_subheadings(&gap) {
                break;
            }
            first -= 1;
        }
        first
    }

    /// Matches zones with calls, without those that nobody calls.
    fn believed(&self, mut zones: Vec<Zone>, form: Form) -> Option<Reading> {
        for round in 0..=ROUNDS {
            let heads: usize = zones.iter().map(|zone| zone.heads.len()).sum();
            let left = self.budget.get().checked_sub(heads + self.calls.len());
            self.budget.set(left.unwrap_or(0));
            if zones.is_empty() || left.is_none() {
                break;
            }
            let reading = self.matched(zones, form);
            let keep = self.called(&reading, form);
            if round == ROUNDS || keep.iter().all(|keep| *keep) {
                return (reading.score > 0).then_some(reading);
            }
            let mut keep = keep.into_iter();
            zones = reading.zones;
            zones.retain(|_| keep.next() == Some(true));
        }
        None
    }

    fn matched(&self, zones: Vec<Zone>, form: Form) -> Reading {
        let calls = self.free_calls(&zones, form);
        let candidates: Vec<Candidate> =
            calls.iter().map(|call| self.calls[*call].clone()).collect();
        let mut notes = self.placed(&zones);
        let first = match_notes(&self.slots(&zones, &notes), &candidates);
        // a weak number inside a line that nobody calls belongs to the note before it
        let mut called = first.matches.iter().map(Option::is_some);
        let before = notes.len();
        notes.retain(|note| {
            let called = called.next() == Some(true);
            note.marker.line_start || note.marker.weight >= 4 || called
        });
        let matched = match notes.len() == before {
            true => first,
            false => match_notes(&self.slots(&zones, &notes), &candidates),
        };
        let strong = |found: &super::matching::Match| candidates[found.candidate].weight >= 2;
        let count = matched.matches.iter().flatten().filter(|found| strong(found)).count();
        let headed = zones.iter().any(|zone| zone.headed);
        let score = 2 * count as i64 - (notes.len() - count) as i64
            + i64::from(headed) * notes.len() as i64;
        Reading { zones, notes, matched, calls, score }
    }

    /// The calls that are free for notes in these zones.
    fn free_calls(&self, zones: &[Zone], form: Form) -> Vec<usize> {
        let mut own: Vec<bool> = self.spent.clone();
        zones.iter().flat_map(|zone| &zone.heads).for_each(|head| own[head.line] = true);
        let mut line = 0;
        let lines = &self.source.lines;
        let free = self.calls.iter().enumerate().filter(|(call, candidate)| {
            while line + 1 < lines.len() && lines[line + 1].range.start <= candidate.range.start {
                line += 1;
            }
            candidate.family == form.0 && !self.taken[*call] && !own[line]
        });
        free.map(|(call, _)| call).collect()
    }

    /// The notes of zones, those that run together on a line among them.
    fn placed(&self, zones: &[Zone]) -> Vec<Placed> {
        let mut notes = Vec::new();
        for (zone, one) in zones.iter().enumerate() {
            for (n, head) in one.heads.iter().enumerate() {
                let next = one.heads.get(n + 1).map(|next| next.marker.number);
                let next = next.filter(|next| *next > head.marker.number);
                let on_line = self.on_line(head, next);
                notes.extend(on_line.into_iter().map(|marker| Placed {
                    zone,
                    line: head.line,
                    marker,
                }));
            }
        }
        notes
    }

    fn slots(&self, zones: &[Zone], notes: &[Placed]) -> Vec<Slot> {
        let ends: Vec<usize> = zones.iter().map(|zone| zone.bytes(self.source).end).collect();
        let slot = |note: &Placed| Slot {
            number: note.marker.number,
            start: note.marker.range.start,
            region: note.zone.checked_sub(1).map_or(0, |above| ends[above]),
        };
        notes.iter().map(slot).collect()
    }

    /// By zone: whether enough of its notes are called.
    fn called(&self, reading: &Reading, form: Form) -> Vec<bool> {
        let mut counts = vec![[0_usize; 4]; reading.zones.len()];
        for (note, found) in reading.notes.iter().zip(&reading.matched.matches) {
            let count = &mut counts[note.zone];
            count[0] += 1;
            let weight =
                found.as_ref().map_or(0, |found| self.calls[reading.calls[found.candidate]].weight);
            count[1] += usize::from(weight >= 2);
            count[2] += usize::from(weight >= STRONG);
            count[3] += usize::from(weight > 2);
        }
        // Where nearly all notes of a form are called, each of its places is believed.
        let (all, called) = counts.iter().fold((0, 0), |sum, one| (sum.0 + one[0], sum.1 + one[1]));
        let least = if called == all { USUAL_IF_ALL } else { USUAL };
        let usual = reading.zones.len() >= least && called * 10 >= all * 9;
        let sure = |[notes, called, strong, set_off]: [usize; 4]| match form.1.is_of_lists() {
            // Numbers between spaces alone make no notes of a short list.
            true => {
                let shown = notes >= 3 && set_off * 2 >= called || notes >= SPACED || usual;
                called * 5 >= notes * 3 && (strong * 2 >= called || shown)
            }
            false => called * 5 >= notes * 2,
        };
        let zones = &reading.zones;
        // A short list that is called throughout and goes on with the numbers of notes is of their kind.
        let goes_on = |zone: usize| {
            let [notes, called, ..] = counts[zone];
            let beside = |other: usize, above: usize, below: usize| {
                let follows = zones[below].first_number() == zones[above].last_number() + 1;
                follows && sure(counts[other])
            };
            notes > 1
                && called == notes
                && (zone > 0 && beside(zone - 1, zone - 1, zone)
                    || zone + 1 < zones.len() && beside(zone + 1, zone, zone + 1))
        };
        let believed = (0..zones.len()).map(|index| {
            let (zone, [notes, called, strong, _]) = (&zones[index], counts[index]);
            let enough = sure(counts[index]) || goes_on(index);
            let alone = notes > 1 || strong > 0 || usual;
            zone.headed || (called > 0 && enough && alone && !self.is_led_list(zone, form))
        });
        believed.collect()
    }

    /// Whether a sentence leads to the lines: `these are the terms:`.
    fn is_led_list(&self, zone: &Zone, form: Form) -> bool {
        let above = (0..zone.lines().start)
            .rev()
            .take(NEAR)
            .find(|line| !self.source.lines[*line].range.is_empty());
        form.1.is_of_lists()
            && above.is_some_and(|line| {
                self.source.lines[line].role == Role::Text && self.source.line(line).ends_with(':')
            })
    }
}
