//! How notes find their calls, and where the finding is in doubt.

use std::collections::{BTreeMap, HashMap};

use super::align::{Slot, align};
use super::calls::{CallStyle, Candidate, STRONG};

/// A call in the style of most calls is worth this much more …
const SAME_STYLE: i32 = 2;
/// … and one in another style this much less.
const OTHER_STYLE: i32 = 3;
/// How far a number may be above that of the last note and still look like a call.
const FAR: u32 = 20;
/// Below this weight a match is marked for the editor.
const CERTAIN: i32 = 4;

/// A note's call.
#[derive(Debug)]
pub(super) struct Match {
    pub(super) candidate: usize,
    /// Why the editor should look.
    pub(super) doubt: Option<String>,
}

/// A number that looks like a call and is matched to no note.
#[derive(Debug)]
pub(super) struct Stray {
    pub(super) candidate: usize,
    /// Its number stands where the sequence of the calls has a hole: only the note's text is
    /// missing.
    pub(super) is_call: bool,
}

/// What is known of one zone's notes.
#[derive(Debug)]
pub(super) struct Matched {
    /// By note.
    pub(super) matches: Vec<Option<Match>>,
    pub(super) stray: Vec<Stray>,
}

/// Matches notes with candidates in the order of the text.
///
/// The style of the calls is that with which most notes are called and which is used for nothing else; then the candidates are
/// weighed by it.
pub(super) fn match_notes(slots: &[Slot], candidates: &[Candidate]) -> Matched {
    let style = common_style(slots, candidates);
    let weighed = weigh_by_style(candidates, style);
    let mut found = align(slots, &weighed);
    drop_lonely(&mut found, &weighed);
    rescue(&mut found, slots, candidates);
    let doubts = Doubts::new(slots, &found, &weighed, style);
    let matches = (0..slots.len())
        .map(|note| found[note].map(|candidate| Match { candidate, doubt: doubts.about(note) }))
        .collect();
    let stray = stray(slots, &found, candidates, style);
    Matched { matches, stray }
}

fn common_style(slots: &[Slot], candidates: &[Candidate]) -> Option<CallStyle> {
    let highest = slots.iter().map(|slot| slot.number).max().unwrap_or(0);
    let mut by_style: BTreeMap<CallStyle, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        by_style.entry(candidate.style).or_default().push(candidate.clone());
    }
    let judged = by_style.into_iter().filter_map(|(style, all)| {
        let found = align(slots, &all);
        let sum: i64 = found.iter().flatten().map(|c| i64::from(all[*c].weight)).sum();
        let used = found.iter().flatten().count();
        let could = all.iter().filter(|c| c.number <= highest + FAR && c.weight >= STRONG).count();
        let left = if style.is_bracketed() { could.saturating_sub(used) } else { 0 };
        (used > 0).then(|| (sum * 2 - left as i64, std::cmp::Reverse(style)))
    });
    judged.max().map(|(_, style)| style.0)
}

fn weigh_by_style(candidates: &[Candidate], style: Option<CallStyle>) -> Vec<Candidate> {
    let mut weighed = candidates.to_vec();
    for candidate in &mut weighed {
        candidate.weight += if Some(candidate.style) == style { SAME_STYLE } else { -OTHER_STYLE };
    }
    weighed
}

/// A weak match between notes that are not called is chance: `20 Jahre` and a note 20.
fn drop_lonely(found: &mut [Option<usize>], candidates: &[Candidate]) {
    if found.len() < 2 {
        return;
    }
    let lonely: Vec<usize> = (0..found.len())
        .filter(|n| found[*n].is_some_and(|c| candidates[c].weight < CERTAIN))
        .filter(|n| *n == 0 || found[n - 1].is_none())
        .filter(|n| found.get(n + 1).is_none_or(Option::is_none))
        .collect();
    for note in lonely {
        found[note] = None;
    }
}

/// A note whose neighbours are called may have its call set off by a slip: `Staat 4, und` where
/// the others are glued. Only places that end a clause are believed.
fn rescue(found: &mut [Option<usize>], slots: &[Slot], candidates: &[Candidate]) {
    for note in 1..found.len().saturating_sub(1) {
        let (Some(from), None, Some(to)) = (found[note - 1], found[note], found[note + 1]) else {
            continue;
        };
        let between = (from + 1)..to;
        found[note] = between
            .filter(|c| candidates[*c].number == slots[note].number && candidates[*c].weight >= 2)
            .max_by_key(|c| (candidates[*c].weight, std::cmp::Reverse(*c)));
    }
}

/// Reasons for doubt.
struct Doubts<'a> {
    slots: &'a [Slot],
    found: &'a [Option<usize>],
    weighed: &'a [Candidate],
    /// The style of most calls.
    style: Option<CallStyle>,
    by_number: HashMap<u32, Vec<usize>>,
    /// For each note the candidate that the nearest called note before it has, and after it.
    before: Vec<usize>,
    after: Vec<usize>,
}

impl<'a> Doubts<'a> {
    fn new(
        slots: &'a [Slot],
        found: &'a [Option<usize>],
        weighed: &'a [Candidate],
        style: Option<CallStyle>,
    ) -> Self {
        let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
        for (index, candidate) in weighed.iter().enumerate() {
            by_number.entry(candidate.number).or_default().push(index);
        }
        let mut before = vec![0; found.len()];
        let mut after = vec![weighed.len(); found.len()];
        for note in 1..found.len() {
            before[note] = found[note - 1].map_or(before[note - 1], |c| c + 1);
        }
        for note in (1..found.len()).rev() {
            after[note - 1] = found[note].unwrap_or(after[note]);
        }
        Doubts { slots, found, weighed, style, by_number, before, after }
    }

    fn about(&self, note: usize) -> Option<String> {
        let own = self.found[note]?;
        let weight = self.weighed[own].weight;
        let neighbour =
            |n: Option<usize>| n.is_none_or(|n| self.found.get(n).is_none_or(Option::is_some));
        let alone = !neighbour(note.checked_sub(1)) || !neighbour(Some(note + 1));
        let odd = Some(self.weighed[own].style) != self.style;
        if weight < CERTAIN && (alone || odd) {
            return Some("the number stands as an ordinary number does".to_owned());
        }
        let rivals = self.by_number.get(&self.slots[note].number)?;
        let from = rivals.partition_point(|c| *c < self.before[note]);
        let to = rivals.partition_point(|c| *c < self.after[note]);
        let rival =
            rivals[from..to].iter().any(|c| *c != own && self.weighed[*c].weight >= weight - 1);
        rival.then(|| "the same number stands in a like place nearby".to_owned())
    }
}

/// Strong candidates in the common style that no note took.
fn stray(
    slots: &[Slot],
    found: &[Option<usize>],
    candidates: &[Candidate],
    style: Option<CallStyle>,
) -> Vec<Stray> {
    let taken: HashMap<usize, u32> =
        found.iter().zip(slots).filter_map(|(c, slot)| Some(((*c)?, slot.number))).collect();
    let known: std::collections::HashSet<u32> = slots.iter().map(|slot| slot.number).collect();
    let following = following_calls(&taken, candidates);
    let highest = slots.iter().map(|slot| slot.number).max().unwrap_or(0);
    let mut last = 0;
    let mut out = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        if let Some(number) = taken.get(&index) {
            last = *number;
            continue;
        }
        let number = candidate.number;
        let likely =
            candidate.weight >= STRONG && Some(candidate.style) == style && number <= highest + FAR;
        if !likely {
            continue;
        }
        let hole = match following[index] {
            Some(next) => last < number && number < next,
            None => number == last + 1,
        };
        let is_call = hole && !known.contains(&number);
        if is_call {
            last = number;
        }
        out.push(Stray { candidate: index, is_call });
    }
    out
}

/// For each candidate the number of the next call after it.
fn following_calls(taken: &HashMap<usize, u32>, candidates: &[Candidate]) -> Vec<Option<u32>> {
    let mut following = vec![None; candidates.len()];
    let mut next = None;
    for index in (0..candidates.len()).rev() {
        following[index] = next;
        next = taken.get(&index).copied().or(next);
    }
    following
}
