//! The heaviest order that pairs have in common.

/// Which of the pairs `(old, new, weight)`, sorted by `old`, stand in the same order on both sides: the choice that weighs most. The others were moved.
///
/// In `n log n` steps (a Fenwick tree over the places of the new side).
pub(super) fn heaviest(pairs: &[(usize, usize, u64)], news: usize) -> Vec<bool> {
    // For each place of the tree the best chain that ends there: its weight, and its last pair.
    let mut tree: Vec<(u64, Option<usize>)> = vec![(0, None); news + 1];
    let mut before = Vec::with_capacity(pairs.len());
    let mut best: (u64, Option<usize>) = (0, None);
    for (number, &(_, new, weight)) in pairs.iter().enumerate() {
        let mut chain = (0, None);
        let mut at = new;
        while at > 0 {
            if tree[at].0 > chain.0 {
                chain = tree[at];
            }
            at &= at - 1;
        }
        before.push(chain.1);
        let own = (chain.0 + weight, Some(number));
        let mut at = new + 1;
        while at <= news {
            if own.0 > tree[at].0 {
                tree[at] = own;
            }
            at += at & at.wrapping_neg();
        }
        if own.0 > best.0 {
            best = own;
        }
    }
    let mut stays = vec![false; pairs.len()];
    let mut at = best.1;
    while let Some(number) = at {
        stays[number] = true;
        at = before[number];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::heaviest;

    #[test]
    fn the_light_one_was_moved() {
        let pairs = [(0, 3, 5), (1, 0, 4), (2, 1, 4), (3, 2, 4)];
        assert_eq!(heaviest(&pairs, 4), [false, true, true, true]);
        let pairs = [(0, 3, 50), (1, 0, 4), (2, 1, 4), (3, 2, 4)];
        assert_eq!(heaviest(&pairs, 4), [true, false, false, false]);
        assert!(heaviest(&[], 0).is_empty());
    }
}
