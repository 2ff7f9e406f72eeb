//! Notes to calls: the best monotone matching of a sequence of numbers with the candidates.

use std::collections::HashMap;

use super::calls::Candidate;

/// A note that wants a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) number: u32,
    /// Byte offset of its text: calls stand before it.
    pub(super) start: usize,
    /// Where the text begins that lies between its notes and those before them: a call in it is the likelier one.
    pub(super) region: usize,
}

/// A call whose predecessor is called just before it is worth this much more.
const SUCCESSION: i64 = 1;
/// A call that stands between its own notes and those before them is worth this much more.
const NEARBY: i64 = 3;
/// Most pairs of note and candidate that are looked at; beyond it, notes with the same number
/// (in texts that begin again by section) are only tried near their place in the sequence.
const MOST_PAIRS: usize = 400_000;

/// One pair of a chain, and the pair before it.
struct Pair {
    note: usize,
    candidate: usize,
    before: Option<usize>,
}

/// For every note the candidate that calls it. Notes and candidates must be in the order of the text; of
/// all ways to match equal numbers in order, the one with the greatest sum of weights is taken.
pub(super) fn align(slots: &[Slot], candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
    for (note, slot) in slots.iter().enumerate() {
        by_number.entry(slot.number).or_default().push(note);
    }
    let mut board = Board::new(slots.len());
    let pairs: usize =
        candidates.iter().map(|c| by_number.get(&c.number).map_or(0, Vec::len)).sum();
    let reach = (pairs > MOST_PAIRS).then(|| (MOST_PAIRS / candidates.len().max(1)).max(2) / 2);
    for (index, candidate) in candidates.iter().enumerate() {
        let Some(notes) = by_number.get(&candidate.number) else {
            continue;
        };
        let at = candidate.range.start;
        let below = &notes[notes.partition_point(|note| slots[*note].start <= at)..];
        let (next, far) = near(below, notes.len(), index, candidates.len(), reach);
        // from the last note to the first: a candidate must not follow itself
        for note in next.iter().chain(far).rev() {
            let nearby = if at >= slots[*note].region { NEARBY } else { 0 };
            board.place(*note, index, i64::from(candidate.weight), nearby);
        }
    }
    board.read()
}

/// Of the notes below a candidate: those that come next, and those that lie among all notes where the candidate lies among all
/// candidates.
fn near(
    below: &[usize],
    all: usize,
    index: usize,
    of: usize,
    reach: Option<usize>,
) -> (&[usize], &[usize]) {
    let Some(reach) = reach.filter(|reach| *reach * 2 < below.len()) else {
        return (below, &[]);
    };
    let middle = (all * index / of).saturating_sub(all - below.len());
    let start = middle.saturating_sub(reach / 2).clamp(reach, below.len() - reach);
    (&below[..reach], &below[start..start + reach])
}

/// The best chain that ends with each note, and a tree of prefix maxima over the notes.
struct Board {
    pairs: Vec<Pair>,
    /// Score and pair of the best chain that ends with the note; `NONE`: no chain does.
    ends: Vec<(i64, usize)>,
    /// Fenwick tree over `ends`.
    tree: Vec<(i64, usize)>,
}

/// No chain.
const NONE: (i64, usize) = (i64::MIN, usize::MAX);

impl Board {
    fn new(notes: usize) -> Self {
        Board { pairs: Vec::new(), ends: vec![NONE; notes], tree: vec![NONE; notes + 1] }
    }

    fn place(&mut self, note: usize, candidate: usize, weight: i64, nearby: i64) {
        if weight <= 0 {
            return;
        }
        let known = |end: (i64, usize)| (end != NONE).then_some(end);
        let direct = match note.checked_sub(1) {
            None => Some((SUCCESSION, None)),
            Some(n) => known(self.ends[n]).map(|(score, pair)| (score + SUCCESSION, Some(pair))),
        };
        let any =
            known(self.best_before(note)).map_or((0, None), |(score, pair)| (score, Some(pair)));
        let (score, before) = direct.filter(|d| d.0 >= any.0).unwrap_or(any);
        let score = score + weight + nearby;
        if self.ends[note].0 >= score {
            return;
        }
        let pair = self.pairs.len();
        self.pairs.push(Pair { note, candidate, before });
        self.ends[note] = (score, pair);
        self.raise(note, (score, pair));
    }

    fn best_before(&self, note: usize) -> (i64, usize) {
        let (mut at, mut best) = (note, NONE);
        while at > 0 {
            let here = self.tree[at];
            if here.0 > best.0 || (here.0 == best.0 && here.1 > best.1) {
                best = here;
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, note: usize, value: (i64, usize)) {
        let mut at = note + 1;
        while at < self.tree.len() {
            let here = &mut self.tree[at];
            if value.0 > here.0 || (value.0 == here.0 && value.1 > here.1) {
                *here = value;
            }
            at += at & at.wrapping_neg();
        }
    }

    fn read(&self) -> Vec<Option<usize>> {
        let mut matched = vec![None; self.ends.len()];
        let last = self.ends.iter().filter(|end| **end != NONE).max();
        let mut next = last.map(|(_, pair)| *pair);
        while let Some(pair) = next.map(|n| &self.pairs[n]) {
            matched[pair.note] = Some(pair.candidate);
            next = pair.before;
        }
        matched
    }
}
