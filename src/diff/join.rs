//! Passages that were split or joined.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::pairing::Pair;

/// What share of the words of a passage its neighbour must have lost or won for the two to belong together.
const BELONGS: f64 = 0.6;

/// Passages that are compared as one; on one side there may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The old ones.
    pub old: Range<usize>,
    /// The new ones.
    pub new: Range<usize>,
    /// Whether they stand elsewhere.
    pub moved: bool,
}

/// The pairs with those of their neighbours that were a part of them, or became one; in the order of the old side.
pub(super) fn groups(old: &[Vec<u32>], new: &[Vec<u32>], pairs: Vec<Pair>) -> Vec<Group> {
    let mut taken_old = vec![false; old.len()];
    let mut taken_new = vec![false; new.len()];
    for pair in &pairs {
        taken_old[pair.old] = true;
        taken_new[pair.new] = true;
    }
    let grown = pairs.into_iter().map(|pair| {
        let (before, after) = (pair.old..pair.old + 1, pair.new..pair.new + 1);
        if old[pair.old] == new[pair.new] {
            return Group { old: before, new: after, moved: pair.moved };
        }
        let (a, b) = (&old[pair.old], &new[pair.new]);
        let after = grow(after, new, &mut taken_new, &mut rest(a, b));
        let before = grow(before, old, &mut taken_old, &mut rest(b, a));
        Group { old: before, new: after, moved: pair.moved }
    });
    grown.collect()
}

/// How often each word is in `one` and not in `other`.
fn rest(one: &[u32], other: &[u32]) -> FxHashMap<u32, i64> {
    let mut counts = FxHashMap::default();
    one.iter().for_each(|key| *counts.entry(key >> 1).or_default() += 1);
    other.iter().for_each(|key| *counts.entry(key >> 1).or_default() -= 1);
    counts
}

/// Takes in the neighbours whose words are the rest that the other side has.
fn grow(
    mut range: Range<usize>,
    all: &[Vec<u32>],
    taken: &mut [bool],
    rest: &mut FxHashMap<u32, i64>,
) -> Range<usize> {
    while range.end < all.len() && !taken[range.end] && take(&all[range.end], rest) {
        taken[range.end] = true;
        range.end += 1;
    }
    while range.start > 0 && !taken[range.start - 1] && take(&all[range.start - 1], rest) {
        taken[range.start - 1] = true;
        range.start -= 1;
    }
    range
}

/// Takes the words of a passage out of the rest, if enough of them are there.
fn take(words: &[u32], rest: &mut FxHashMap<u32, i64>) -> bool {
    let mut found = Vec::new();
    for word in words.iter().map(|key| key >> 1) {
        if let Some(count) = rest.get_mut(&word).filter(|count| **count > 0) {
            *count -= 1;
            found.push(word);
        }
    }
    let belongs = !words.is_empty() && found.len() as f64 >= BELONGS * words.len() as f64;
    if !belongs {
        found.into_iter().for_each(|word| *rest.entry(word).or_default() += 1);
    }
    belongs
}
