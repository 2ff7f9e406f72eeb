//! Notes to calls: the best monotone matching of a sequence of numbers with the candidates.

use std::collections::HashMap;

use super::calls::Candidate;

/// A call whose predecessor is called just before it is worth this much more.
const SUCCESSION: i64 = 1;
/// Most pairs of note and candidate that are looked at; beyond it, notes with the same number
/// (in texts that begin again by section) are only tried near their place in the sequence.
const MOST_PAIRS: usize = 4_000_000;

/// One pair of a chain, and the pair before it.
struct Pair {
    note: usize,
    candidate: usize,
    before: Option<usize>,
}

/// For every note the candidate that calls it. Candidates must be in the order of the text; of
/// all ways to match equal numbers in order, the one with the greatest sum of weights is taken.
pub(super) fn align(numbers: &[u32], candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut by_number: HashMap<u32, Vec<usize>> = HashMap::new();
    for (note, number) in numbers.iter().enumerate() {
        by_number.entry(*number).or_default().push(note);
    }
    let mut board = Board::new(numbers.len());
    let pairs: usize =
        candidates.iter().map(|c| by_number.get(&c.number).map_or(0, Vec::len)).sum();
    let reach = (pairs > MOST_PAIRS).then(|| (MOST_PAIRS / candidates.len().max(1)).max(1));
    for (index, candidate) in candidates.iter().enumerate() {
        let Some(notes) = by_number.get(&candidate.number) else {
            continue;
        };
        // from the last note to the first: a candidate must not follow itself
        for note in near(notes, index, candidates.len(), reach).iter().rev() {
            board.place(*note, index, i64::from(candidate.weight));
        }
    }
    board.read()
}

/// The part of a list that lies where the candidate lies among all candidates.
fn near(notes: &[usize], index: usize, of: usize, reach: Option<usize>) -> &[usize] {
    let Some(reach) = reach.filter(|r| *r < notes.len()) else {
        return notes;
    };
    let middle = notes.len() * index / of;
    let start = middle.saturating_sub(reach / 2).min(notes.len() - reach);
    &notes[start..start + reach]
}

/// The best chain that ends with each note, and a tree of prefix maxima over the notes.
struct Board {
    pairs: Vec<Pair>,
    /// Score and pair of the best chain that ends with the note.
    ends: Vec<Option<(i64, usize)>>,
    /// Fenwick tree over `ends`.
    tree: Vec<Option<(i64, usize)>>,
}

impl Board {
    fn new(notes: usize) -> Self {
        Board { pairs: Vec::new(), ends: vec![None; notes], tree: vec![None; notes + 1] }
    }

    fn place(&mut self, note: usize, candidate: usize, weight: i64) {
        if weight <= 0 {
            return;
        }
        let direct = match note.checked_sub(1) {
            None => Some((SUCCESSION, None)),
            Some(n) => self.ends[n].map(|(score, pair)| (score + SUCCESSION, Some(pair))),
        };
        let any = self.best_before(note).map_or((0, None), |(score, pair)| (score, Some(pair)));
        let (score, before) = direct.filter(|d| d.0 >= any.0).unwrap_or(any);
        let score = score + weight;
        if self.ends[note].is_some_and(|(s, _)| s >= score) {
            return;
        }
        let pair = self.pairs.len();
        self.pairs.push(Pair { note, candidate, before });
        self.ends[note] = Some((score, pair));
        self.raise(note, (score, pair));
    }

    fn best_before(&self, note: usize) -> Option<(i64, usize)> {
        let (mut at, mut best) = (note, None);
        while at > 0 {
            best = best.max(self.tree[at]);
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, note: usize, value: (i64, usize)) {
        let mut at = note + 1;
        while at < self.tree.len() {
            self.tree[at] = self.tree[at].max(Some(value));
            at += at & at.wrapping_neg();
        }
    }

    fn read(&self) -> Vec<Option<usize>> {
        let mut matched = vec![None; self.ends.len()];
        let mut next = self.ends.iter().flatten().max().map(|(_, pair)| *pair);
        while let Some(pair) = next.map(|n| &self.pairs[n]) {
            matched[pair.note] = Some(pair.candidate);
            next = pair.before;
        }
        matched
    }
}
