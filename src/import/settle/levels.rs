//! The levels of headings that only their kinds show.

use super::headings::{Heading, HeadingKind};

/// Gives the highest kind level 1 and each lower one the next level, without skipping one.
pub(super) fn set(found: &mut [(usize, Heading)]) {
    let mut ranks = vec![
        HeadingKind::Act,
        HeadingKind::Chapter,
        HeadingKind::Scene,
        HeadingKind::Roman,
        HeadingKind::Arabic,
        HeadingKind::Plain,
    ];
    let first = |kind| found.iter().position(|(_, h)| h.kind == kind);
    // What is divided comes before what divides it: `A)`, 1, 2 or 1, `a.`, `b.`.
    let letters_above = first(HeadingKind::Letter) < first(HeadingKind::Arabic);
    let arabic = ranks.iter().position(|kind| *kind == HeadingKind::Arabic).unwrap_or(0);
    ranks.insert(arabic + usize::from(!letters_above), HeadingKind::Letter);
    ranks.retain(|kind| found.iter().any(|(_, h)| h.kind == *kind));
    if let Some(numbered) = restarts_below_plain(found) {
        ranks.retain(|kind| *kind != HeadingKind::Plain);
        let at = ranks.iter().position(|kind| *kind == numbered).unwrap_or(0);
        ranks.insert(at, HeadingKind::Plain);
    }
    // A count may stand in another of its kind.
    let mut ranked: Vec<(HeadingKind, u8)> = Vec::new();
    for kind in ranks {
        let deepest = found.iter().filter(|(_, h)| h.kind == kind).map(|(_, h)| h.depth).max();
        ranked.extend((0..=deepest.unwrap_or(0)).map(|depth| (kind, depth)));
    }
    // The ranks of the headings that are open, from the highest.
    let mut open: Vec<usize> = Vec::new();
    // A preface or a part has no rank; what is no chapter divides it.
    let mut named = false;
    for (_, heading) in found {
        let Some(rank) = ranked.iter().position(|one| *one == (heading.kind, heading.depth)) else {
            heading.level = 1;
            open.clear();
            named = true;
            continue;
        };
        while open.last().is_some_and(|above| *above >= rank) {
            open.pop();
        }
        named &= rank > 0;
        open.push(rank);
        let level = open.len() + usize::from(named);
        heading.level = u8::try_from(level).unwrap_or(u8::MAX).min(6);
    }
}

/// Numbers that begin below short lines, again below each of several or with nothing between, stand below them: `Der Anfang`,
/// 1, 2, `Das Ende`, 1, 2.
fn restarts_below_plain(found: &[(usize, Heading)]) -> Option<HeadingKind> {
    [HeadingKind::Chapter, HeadingKind::Roman, HeadingKind::Arabic].into_iter().find(|kind| {
        let ones: Vec<usize> = (0..found.len())
            .filter(|n| found[*n].1.kind == *kind && found[*n].1.value == Some(1))
            .collect();
        let below = |n: &usize| *n > 0 && found[n - 1].1.kind == HeadingKind::Plain;
        let beside = |n: &usize| found[n - 1].0 + 1 == found[*n].0;
        let plain = found.iter().filter(|(_, h)| h.kind == HeadingKind::Plain).count();
        let sure = ones.len() >= 2 || (plain >= 2 && ones.iter().all(|n| below(n) && beside(n)));
        !ones.is_empty() && sure && ones.iter().all(below)
    })
}
