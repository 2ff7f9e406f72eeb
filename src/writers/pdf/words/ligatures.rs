//! Ligatures in a word: which are wanted, and how those across a joint are kept apart.

use std::ops::Range;

use super::{Joining, Special, What};

/// Letters with which an `f` before them is set as one glyph in the common text faces.
const PARTNERS: [char; 8] = ['f', 'i', 'j', 'l', 't', 'h', 'k', 'b'];

/// Whether the letters on both sides of a byte may be set as one glyph.
pub(super) fn may_join(text: &str, at: usize) -> bool {
    text[..at].ends_with('f') && text[at..].starts_with(PARTNERS)
}

/// What keeps the letters at `splits` apart in a stretch of letters; both are bytes of `text`.
///
/// A stretch without any ligature that is wanted is set without ligatures as a whole, which costs
/// no kerning. Elsewhere the two letters are, or, where one of them belongs to a wanted ligature,
/// a change of style parts them.
pub(super) fn apart(text: &str, letters: &Range<usize>, splits: &[usize]) -> Vec<Special> {
    let splits: Vec<usize> = splits
        .iter()
        .copied()
        .filter(|at| letters.start < *at && *at < letters.end && may_join(text, *at))
        .collect();
    if splits.is_empty() {
        return Vec::new();
    }
    let wanted = |at: usize| {
        letters.start < at && at < letters.end && !splits.contains(&at) && may_join(text, at)
    };
    let places = || text[letters.clone()].char_indices().map(|(at, _)| letters.start + at);
    if !places().any(wanted) {
        return vec![joining(letters.clone(), Joining::Off)];
    }
    splits.iter().map(|split| around(text, *split, letters.end, wanted)).collect()
}

/// What parts the letters before and behind one place.
fn around(text: &str, split: usize, end: usize, wanted: impl Fn(usize) -> bool) -> Special {
    // Both letters are ASCII, or they could not be joined.
    let (left, right) = (split - 1, split + 1);
    if !wanted(left) && !wanted(right) {
        return joining(left..right, Joining::Off);
    }
    let mut stop = right;
    while stop < end && wanted(stop) {
        stop += text[stop..].chars().next().map_or(1, char::len_utf8);
    }
    joining(split..stop, Joining::On)
}

fn joining(range: Range<usize>, joining: Joining) -> Special {
    Special { range, what: What::Joining(joining) }
}

#[cfg(test)]
mod tests {
    use super::{Joining, What, apart};

    const OFF: What = What::Joining(Joining::Off);
    const ON: What = What::Joining(Joining::On);

    fn of(marked: &str) -> Vec<(String, What)> {
        let word = marked.replace('|', "");
        let splits: Vec<usize> =
            marked.match_indices('|').enumerate().map(|(n, (at, _))| at - n).collect();
        let spans = apart(&word, &(0..word.len()), &splits);
        spans.into_iter().map(|one| (word[one.range].to_owned(), one.what)).collect()
    }

    #[test]
    fn words_without_other_ligatures_are_set_without_any() {
        assert_eq!(of("Auf|lage"), [("Auflage".to_owned(), OFF)]);
        assert_eq!(of("Schaf|fell"), [("Schaffell".to_owned(), OFF)]);
        assert_eq!(of("Kauf|leute"), [("Kaufleute".to_owned(), OFF)]);
        assert_eq!(of("Kon|terrevolution"), []);
    }

    #[test]
    fn other_ligatures_of_the_word_stay() {
        assert_eq!(of("Auf|lagenziffer"), [("fl".to_owned(), OFF)]);
        assert_eq!(of("Stoff|lager"), [("l".to_owned(), ON)]);
        assert_eq!(of("Auf|finden"), [("fi".to_owned(), ON)]);
        assert_eq!(of("Stoff|filter"), [("fi".to_owned(), ON)]);
    }
}
