//! Ligatures in a word: where letters must be kept apart.

use std::ops::Range;

use super::{Letters, Special, Treatment};
use crate::language::ligatures::{cluster, may_join, stays_joined};

/// The stretches whose letters are set otherwise, so that none are joined at `splits`; these and the
/// stretch of letters are bytes of `text`. The stretches are in order and apart.
///
/// Where ligatures beside the split stay, `ff` and `fl` in `Sauerstoff|flasche`, what stands behind it
/// is detached: a change of style parts letters and leaves each side its ligatures. It ends at the next
/// split, which thus is one, too. Else all letters that hang together are set without ligatures, `ffl`
/// in `Stofflager`; and if no ligature stands elsewhere, all letters are, which costs no kerning.
pub(super) fn apart(
    text: &str,
    letters: &Range<usize>,
    splits: &[usize],
) -> Vec<(Range<usize>, Letters)> {
    let joins = |at: usize| letters.start < at && at < letters.end && may_join(text, at);
    let splits: Vec<usize> = splits.iter().copied().filter(|at| joins(*at)).collect();
    let mut found: Vec<(Range<usize>, Letters)> = Vec::new();
    // Whether the last stretch ends where the next begins.
    let mut open = false;
    for at in &splits {
        let cluster = cluster(*at, joins);
        let start = if stays_joined(text, &cluster, &splits) { *at } else { cluster.start };
        let closes = std::mem::take(&mut open);
        if let (true, Some((last, _))) = (closes, found.last_mut()) {
            last.end = start;
        }
        if start < *at {
            found.push((cluster, Letters::Unjoined));
        } else if !closes {
            found.push((start..letters.end, Letters::Detached));
            open = true;
        }
    }
    found.dedup();
    let elsewhere = |at: usize| joins(at) && !found.iter().any(|(range, _)| range.contains(&at));
    let mut places = text[letters.clone()].char_indices().map(|(at, _)| letters.start + at);
    let none = found.iter().all(|(_, letters)| *letters == Letters::Unjoined);
    if found.is_empty() || !none || places.any(elsewhere) {
        return found;
    }
    vec![(letters.clone(), Letters::Unjoined)]
}

/// Whether the letters on both sides of a byte are set as one glyph if the face has it.
pub(super) fn are_joined(text: &str, at: usize, special: &[Special]) -> bool {
    may_join(text, at)
        && !special.iter().any(|Special { range, what }| match what {
            Treatment::Letters(Letters::Plain) => false,
            Treatment::Letters(Letters::Unjoined) => range.start < at && at < range.end,
            Treatment::Letters(Letters::Detached) | Treatment::Uncut => {
                [range.start, range.end].contains(&at)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::{Letters, apart};

    /// The stretches without ligatures; `|` before those that are detached.
    fn unjoined(marked: &str) -> Vec<String> {
        let word = marked.replace('|', "");
        let splits: Vec<usize> =
            marked.match_indices('|').enumerate().map(|(n, (at, _))| at - n).collect();
        let found = apart(&word, &(0..word.len()), &splits).into_iter();
        let sign = |letters| if letters == Letters::Detached { "|" } else { "" };
        found.map(|(range, letters)| format!("{}{}", sign(letters), &word[range])).collect()
    }

    #[test]
    fn words_without_other_ligatures_are_set_without_any() {
        assert_eq!(unjoined("Auf|lage"), ["Auflage"]);
        assert_eq!(unjoined("Schaf|fell"), ["Schaffell"]);
        assert_eq!(unjoined("Kon|terrevolution"), [""; 0]);
    }

    #[test]
    fn ligatures_elsewhere_in_the_word_stay() {
        assert_eq!(unjoined("Auf|lagenziffer"), ["fl"]);
        assert_eq!(unjoined("Häufigkeitsauf|lage"), ["fl"]);
    }

    #[test]
    fn letters_that_hang_together_are_kept_apart_together() {
        assert_eq!(unjoined("Auf|f|lagenziffer"), ["ffl"]);
        assert_eq!(unjoined("Auf|f|lage"), ["Aufflage"]);
        assert_eq!(unjoined("Stoff|lagerschiff"), ["ffl"]);
        assert_eq!(unjoined("Stoff|lager"), ["Stofflager"]);
    }

    #[test]
    fn ligatures_beside_a_parted_one_stay() {
        assert_eq!(unjoined("Sauerstoff|flasche"), ["|flasche"]);
        assert_eq!(unjoined("Kampf|fisch"), ["|fisch"]);
        assert_eq!(unjoined("Schiff|fahrt"), ["|fahrt"]);
        assert_eq!(unjoined("Stoff|filterhaft"), ["|filterhaft"]);
        assert_eq!(unjoined("Kraftstoff|tank"), ["|tank"]);
    }

    #[test]
    fn several_in_a_word_are_parted_one_by_one() {
        assert_eq!(unjoined("Stoff|flickenkauf|leute"), ["|flickenkau", "fl"]);
        assert_eq!(unjoined("Stoff|flickenschiff|fahrt"), ["|flickenschiff"]);
        assert_eq!(unjoined("Stoff|f|lagerhof|flöte"), ["fffl", "|flöte"]);
        assert_eq!(unjoined("Stoff|f|fellhof|flöte"), ["|f", "|flöte"]);
    }
}
