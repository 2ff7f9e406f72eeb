//! Texts as rows of letters, and what of one is not in another.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diff::Token;

/// A piece ends where the sum of its last letters says so, for one place in so many: pieces of two texts end at the same places again
/// behind what only one of them has (content-defined chunking, as in `rsync`).
const PIECE: u32 = 8;
/// By how many letters it is said where a piece ends.
const WINDOW: usize = 4;
/// Fewest letters that are known again at another place; fewer stand somewhere by chance.
const TELLING: usize = 8;
/// Share of its letters that another note must have to be one that lost some.
const LIKE: f64 = 0.3;

/// The letters and digits of a text, in normalization form C.
pub(super) fn letters(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).collect()
}

/// The letters of words, and for each word that has some where its letters start and its index.
pub(super) fn of(tokens: &[Token<'_>]) -> (String, Vec<(usize, usize)>) {
    let mut all = String::new();
    let mut starts = Vec::new();
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| !token.for_page) {
        let start = all.len();
        all.push_str(&letters(token.text));
        if all.len() > start {
            starts.push((start, index));
        }
    }
    (all, starts)
}

/// Where letters of one text stand that the other does not have in the same order, nor as a whole elsewhere: bytes of the first.
pub(super) fn missing(wanted: &str, found: &str) -> Vec<Range<usize>> {
    if found.contains(wanted) {
        return Vec::new();
    }
    let (before, after) = (pieces(wanted), pieces(found));
    let mut input = InternedInput::<&str>::default();
    input.update_before(before.iter().copied());
    input.update_after(after.iter().copied());
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let (starts, ends) = (offsets(&before), offsets(&after));
    let at =
        |list: &[usize], range: &Range<u32>| list[range.start as usize]..list[range.end as usize];
    let hunks: Vec<_> =
        diff.hunks().map(|hunk| (at(&starts, &hunk.before), at(&ends, &hunk.after))).collect();
    let added: String = hunks.iter().flat_map(|(_, range)| [&found[range.clone()], "\n"]).collect();
    let mut missing = Vec::new();
    for (old, new) in hunks.into_iter().filter(|(old, _)| !old.is_empty()) {
        let here = within(&wanted[old.clone()], &found[new]);
        let here = here.into_iter().map(|one| old.start + one.start..old.start + one.end);
        missing.extend(common(&nowhere(wanted, old.clone(), &added), &here.collect::<Vec<_>>()));
    }
    missing
}

/// Whether words stand in the other text as often as in this one, together with what is before them or behind them: then they are there,
/// though in another order.
pub(super) fn stands(wanted: &str, range: Range<usize>, found: &str) -> bool {
    let before = wanted[..range.start].char_indices().rev().nth(TELLING - 1);
    let behind = wanted[range.end..].char_indices().nth(TELLING);
    let from = before.map_or(0, |(at, _)| at);
    let to = behind.map_or(wanted.len(), |(at, _)| range.end + at);
    // By themselves if they are long enough: a call of a note may stand behind them.
    let alone = (wanted[range.clone()].chars().count() >= TELLING).then_some(range.clone());
    let runs = [from..range.end, range.start..to].into_iter().chain(alone);
    runs.map(|run| &wanted[run])
        .any(|run| found.matches(run).count() >= wanted.matches(run).count())
}

/// What two rows of stretches have in common.
fn common(some: &[Range<usize>], others: &[Range<usize>]) -> Vec<Range<usize>> {
    let both = some.iter().flat_map(|one| {
        others.iter().map(|other| one.start.max(other.start)..one.end.min(other.end))
    });
    both.filter(|range| !range.is_empty()).collect()
}

/// What of a stretch does not stand elsewhere: letters that are found there as a run of [`TELLING`] or more were moved.
fn nowhere(wanted: &str, range: Range<usize>, added: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> =
        wanted[range.clone()].char_indices().map(|(at, _)| range.start + at).collect();
    starts.push(range.end);
    let mut missing: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    while first + 1 < starts.len() {
        let found = |last: usize| added.contains(&wanted[starts[first]..starts[last]]);
        // The longest run from here on, by halves: what holds a run holds its beginning.
        let ends: Vec<usize> = (first + 1..starts.len()).collect();
        let longest = ends.partition_point(|last| found(*last));
        if longest >= TELLING {
            first += longest;
            continue;
        }
        let letter = starts[first]..starts[first + 1];
        match missing.last_mut() {
            Some(last) if last.end == letter.start => last.end = letter.end,
            _ => missing.push(letter),
        }
        first += 1;
    }
    missing
}

/// The same of two short texts, letter by letter.
fn within(wanted: &str, found: &str) -> Vec<Range<usize>> {
    let mut input = InternedInput::<char>::default();
    input.update_before(wanted.chars());
    input.update_after(found.chars());
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_no_heuristic(&input);
    let mut starts: Vec<usize> = wanted.char_indices().map(|(at, _)| at).collect();
    starts.push(wanted.len());
    let ranges = diff.hunks().map(|hunk| hunk.before).filter(|range| !range.is_empty());
    ranges.map(|range| starts[range.start as usize]..starts[range.end as usize]).collect()
}

/// How many bytes of letters one text has that another has not.
pub(super) fn lost(wanted: &str, found: &str) -> usize {
    missing(wanted, found).into_iter().map(|range| range.len()).sum()
}

/// How many a note can have lost that is still the same.
pub(super) fn most_lost(wanted: &str) -> usize {
    ((1.0 - LIKE) * wanted.len() as f64) as usize
}

/// A text in pieces that end by what stands before their ends.
fn pieces(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut start = 0;
    let mut window = [0_u32; WINDOW];
    for (count, (at, c)) in text.char_indices().enumerate() {
        window[count % WINDOW] = u32::from(c);
        // The oldest letter first, so that the sum does not depend on where the text began.
        let order = (count + 1..=count + WINDOW).map(|place| window[place % WINDOW]);
        let sum = order.fold(0_u32, |sum, c| sum.wrapping_mul(0x0100_0193) ^ c);
        if (sum >> 7).is_multiple_of(PIECE) {
            let end = at + c.len_utf8();
            list.push(&text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        list.push(&text[start..]);
    }
    list
}

/// Where each piece starts, and where the last one ends.
fn offsets(pieces: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut list = vec![0];
    list.extend(pieces.iter().map(|piece| {
        at += piece.len();
        at
    }));
    list
}

#[cfg(test)]
mod tests {
    use super::{letters, missing};

    fn lost(wanted: &str, found: &str) -> Vec<String> {
        let (wanted, found) = (letters(wanted), letters(found));
        missing(&wanted, &found).into_iter().map(|range| wanted[range].to_owned()).collect()
    }

    #[test]
    fn what_is_added_is_no_loss() {
        let text = "Der Kahn liegt still am Ufer, und niemand sieht ihn.";
        assert!(
            lost(text, "Der Kahn liegt1 still am Ufer, 12 Der Kahn und nie\u{ad}mand sieht ihn.")
                .is_empty()
        );
        assert!(lost("", text).is_empty());
    }

    #[test]
    fn words_that_are_missing() {
        let text = "Der Kahn liegt still am Ufer, und niemand sieht ihn.";
        assert_eq!(lost(text, "Der Kahn liegt am Ufer, und niemand sieht ihn."), ["still"]);
        assert_eq!(lost(text, ""), ["DerKahnliegtstillamUferundniemandsiehtihn"]);
    }

    #[test]
    fn what_stands_elsewhere_is_no_loss() {
        let (a, b) = (
            "Der Kahn liegt still am Ufer, und niemand sieht ihn.",
            "Am Morgen kam der Fährmann mit einer Stange herbei.",
        );
        assert!(lost(&format!("{a}{b}"), &format!("{b}{a}")).is_empty());
    }
}
