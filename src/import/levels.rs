//! Which headings begin sections and which divide them.

use super::headings::{Heading, HeadingKind};

/// Gives the highest kind level 1 and each lower one the next level, without skipping one.
pub(super) fn set_levels(found: &mut [(usize, Heading)]) {
    let mut ranks: Vec<HeadingKind> =
        [HeadingKind::Chapter, HeadingKind::Roman, HeadingKind::Arabic, HeadingKind::Plain]
            .into_iter()
            .filter(|kind| found.iter().any(|(_, h)| h.kind == *kind))
            .collect();
    if let Some(numbered) = restarts_below_plain(found) {
        ranks.retain(|kind| *kind != HeadingKind::Plain);
        let at = ranks.iter().position(|kind| *kind == numbered).unwrap_or(0);
        ranks.insert(at, HeadingKind::Plain);
    }
    let mut above = 0;
    for (_, heading) in found {
        let rank = ranks.iter().position(|kind| *kind == heading.kind);
        let wanted = rank.map_or(1, |r| u8::try_from(r + 1).unwrap_or(1));
        heading.level = wanted.min(above + 1).min(6);
        above = heading.level;
    }
}

/// Numbers that begin again below each short line stand below it: `Der Anfang`, 1, 2, `Das
/// Ende`, 1, 2.
fn restarts_below_plain(found: &[(usize, Heading)]) -> Option<HeadingKind> {
    [HeadingKind::Roman, HeadingKind::Arabic].into_iter().find(|kind| {
        let ones =
            found.iter().enumerate().filter(|(_, (_, h))| h.kind == *kind && h.value == Some(1));
        let below = |i: usize| i > 0 && found[i - 1].1.kind == HeadingKind::Plain;
        ones.clone().count() >= 2 && ones.clone().all(|(i, _)| below(i))
    })
}
