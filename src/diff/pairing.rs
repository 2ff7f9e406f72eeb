//! Which passages of two texts answer each other.

use std::collections::VecDeque;

use imara_diff::{Algorithm, Diff, InternedInput};
use rustc_hash::FxHashMap;

use super::order;

/// Fewest words of a passage that is known again at another place though it stands somewhere more than once: shorter ones, such as
/// `»Ja«, sagte er.`, are written again by chance.
const TELLING: usize = 6;
/// In how many passages a word may stand to say something of one.
const RARE: usize = 16;
/// How many of its rarest words a passage is looked for by.
const ASKED: usize = 12;
/// How many passages that share most of these are looked at.
const CANDIDATES: usize = 3;
/// What share of their words two passages at any places have in common to be one that was changed.
const SIMILAR: f64 = 0.5;
/// The same for passages between neighbours that answer each other.
const SIMILAR_HERE: f64 = 0.3;
/// Largest stretch between neighbours, old passages times new ones, of which each is held against each.
const STRETCH: usize = 400;

/// Pairs of passages, found step by step; each passage is in one pair at most.
pub(super) struct Pairing<'k> {
    old: &'k [Vec<u32>],
    new: &'k [Vec<u32>],
    /// For each old passage its new one.
    to: Vec<Option<usize>>,
    /// For each new passage its old one.
    from: Vec<Option<usize>>,
}

/// Two passages that answer each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Index of the old one.
    pub old: usize,
    /// Index of the new one.
    pub new: usize,
    /// Whether it stands elsewhere.
    pub moved: bool,
}

impl<'k> Pairing<'k> {
    pub(super) fn new(old: &'k [Vec<u32>], new: &'k [Vec<u32>]) -> Self {
        Self { old, new, to: vec![None; old.len()], from: vec![None; new.len()] }
    }

    /// Joins two passages, unless one of them is in a pair.
    pub(super) fn join(&mut self, old: usize, new: usize) {
        if self.to[old].is_none() && self.from[new].is_none() {
            self.to[old] = Some(new);
            self.from[new] = Some(old);
        }
    }

    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.to[old]
    }

    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.from[new]
    }

    /// Joins the passages that are the same in the same order.
    pub(super) fn in_order(&mut self) {
        let mut input = InternedInput::<&[u32]>::default();
        input.update_before(self.old.iter().map(Vec::as_slice));
        input.update_after(self.new.iter().map(Vec::as_slice));
        let diff = Diff::compute(Algorithm::Histogram, &input);
        let new = (0..self.new.len()).filter(|new| !diff.is_added(index(*new)));
        let old = (0..self.old.len()).filter(|old| !diff.is_removed(index(*old)));
        let pairs: Vec<(usize, usize)> = old.zip(new).collect();
        pairs.into_iter().for_each(|(old, new)| self.join(old, new));
    }

    /// Joins the passages that are the same at other places.
    pub(super) fn same(&mut self) {
        let mut counts: FxHashMap<&[u32], (usize, usize)> = FxHashMap::default();
        self.old.iter().for_each(|one| counts.entry(one).or_default().0 += 1);
        self.new.iter().for_each(|one| counts.entry(one).or_default().1 += 1);
        let mut waiting: FxHashMap<&[u32], VecDeque<usize>> = FxHashMap::default();
        for old in (0..self.old.len()).filter(|old| self.to[*old].is_none()) {
            waiting.entry(&self.old[old]).or_default().push_back(old);
        }
        for new in 0..self.new.len() {
            let words = self.new[new].as_slice();
            let tells = words.len() >= TELLING || counts.get(words) == Some(&(1, 1));
            if self.from[new].is_none() && tells {
                let old = waiting.get_mut(words).and_then(VecDeque::pop_front);
                old.into_iter().for_each(|old| self.join(old, new));
            }
        }
    }

    /// Joins similar passages wherever they stand, the most similar first.
    pub(super) fn similar(&mut self) {
        let olds: Vec<usize> = (0..self.old.len()).filter(|old| self.to[*old].is_none()).collect();
        let news: Vec<usize> =
            (0..self.new.len()).filter(|new| self.from[*new].is_none()).collect();
        let of_old: Vec<Vec<u32>> = olds.iter().map(|old| sorted(&self.old[*old])).collect();
        let mut places: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, words) in of_old.iter().enumerate() {
            let mut words = words.clone();
            words.dedup();
            words.into_iter().for_each(|word| places.entry(word).or_default().push(at));
        }
        let mut found = Vec::new();
        for new in news {
            let words = sorted(&self.new[new]);
            for at in candidates(&words, &places) {
                let share = likeness(&of_old[at], &words);
                if share >= SIMILAR {
                    found.push((share, olds[at], new));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        found.into_iter().for_each(|(_, old, new)| self.join(old, new));
    }

    /// Joins what is left between neighbours that answer each other, as far as it is similar, in its order.
    pub(super) fn between(&mut self) {
        let stays = self.pairs().into_iter().filter(|pair| !pair.moved);
        let ends = [(self.old.len(), self.new.len())];
        let (mut old, mut new) = (0, 0);
        let pairs: Vec<_> = stays.map(|pair| (pair.old, pair.new)).chain(ends).collect();
        for (old_end, new_end) in pairs {
            let olds: Vec<usize> = (old..old_end).filter(|one| self.to[*one].is_none()).collect();
            let news: Vec<usize> = (new..new_end).filter(|one| self.from[*one].is_none()).collect();
            if !olds.is_empty() && !news.is_empty() && olds.len() * news.len() <= STRETCH {
                self.stretch(&olds, &news);
            }
            (old, new) = (old_end + 1, new_end + 1);
        }
    }

    /// Joins those of a stretch so that they are as similar as can be, in their order.
    fn stretch(&mut self, olds: &[usize], news: &[usize]) {
        let of_old: Vec<_> = olds.iter().map(|old| sorted(&self.old[*old])).collect();
        let of_new: Vec<_> = news.iter().map(|new| sorted(&self.new[*new])).collect();
        let width = news.len() + 1;
        let mut likenesses = vec![0.0; olds.len() * width];
        // The best sum from a pair of places on.
        let mut best = vec![0.0_f64; (olds.len() + 1) * width];
        for old in (0..olds.len()).rev() {
            for new in (0..news.len()).rev() {
                let share = likeness(&of_old[old], &of_new[new]);
                let share = if share >= SIMILAR_HERE { share } else { 0.0 };
                likenesses[old * width + new] = share;
                let joined = share + best[(old + 1) * width + new + 1];
                let passed = best[(old + 1) * width + new].max(best[old * width + new + 1]);
                best[old * width + new] = joined.max(passed);
            }
        }
        let (mut old, mut new) = (0, 0);
        while old < olds.len() && new < news.len() {
            let (here, share) = (best[old * width + new], likenesses[old * width + new]);
            if here == best[(old + 1) * width + new] {
                old += 1;
            } else if here == best[old * width + new + 1] {
                new += 1;
            } else {
                debug_assert!(share > 0.0, "what adds to the sum is similar");
                self.join(olds[old], news[new]);
                (old, new) = (old + 1, new + 1);
            }
        }
    }

    /// The pairs, in the order of the old side.
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let all = self.to.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)));
        let weighed: Vec<(usize, usize, u64)> =
            all.map(|(old, new)| (old, new, 1 + self.new[new].len() as u64)).collect();
        let stays = order::heaviest(&weighed, self.new.len());
        let pairs = weighed.iter().zip(stays);
        pairs.map(|(&(old, new, _), stays)| Pair { old, new, moved: !stays }).collect()
    }
}

/// Places of passages that share the most of the rarest words.
fn candidates(words: &[u32], places: &FxHashMap<u32, Vec<usize>>) -> Vec<usize> {
    let mut rare: Vec<&Vec<usize>> =
        words.chunk_by(|a, b| a == b).filter_map(|same| places.get(&same[0])).collect();
    rare.retain(|places| places.len() <= RARE);
    rare.sort_by_key(|places| places.len());
    let mut hits: Vec<usize> = rare.into_iter().take(ASKED).flatten().copied().collect();
    hits.sort_unstable();
    let mut counted: Vec<(usize, usize)> =
        hits.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counted.into_iter().take(CANDIDATES).map(|(_, at)| at).collect()
}

/// The words of a passage whatever stands between them, sorted.
fn sorted(words: &[u32]) -> Vec<u32> {
    let mut words: Vec<u32> = words.iter().map(|key| key >> 1).collect();
    words.sort_unstable();
    words
}

/// What share of their words two passages have in common, 0–1 (Dice's coefficient); 0 where the lengths alone rule out that they are
/// similar.
fn likeness(old: &[u32], new: &[u32]) -> f64 {
    let (short, long) = (old.len().min(new.len()), old.len().max(new.len()));
    if short == 0 || (2 * short) as f64 / ((short + long) as f64) < SIMILAR_HERE {
        return 0.0;
    }
    (2 * common(old, new)) as f64 / (short + long) as f64
}

/// How many words two sorted lists have in common.
pub(super) fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut a, mut b, mut count) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, count) = (a + 1, b + 1, count + 1),
        }
    }
    count
}

/// `imara-diff` counts in 32 bits.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
