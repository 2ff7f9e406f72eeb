//! Ligatures in a word: where letters must be kept apart.

use std::ops::Range;

/// Letters with which an `f` before them is set as one glyph in the common text faces.
const PARTNERS: [char; 8] = ['f', 'i', 'j', 'l', 't', 'h', 'k', 'b'];

/// Whether the letters on both sides of a byte may be set as one glyph.
fn may_join(text: &str, at: usize) -> bool {
    text[..at].ends_with('f') && text[at..].starts_with(PARTNERS)
}

/// The stretches that are set without ligatures, so that no letters are joined at `splits`; these
/// and the stretch of letters are bytes of `text`.
///
/// All letters that hang together are kept apart, `ffl` in `Stofflager`: what is joined does not
/// clear the letter behind it, and without the ligature a face takes a narrower `f`. Where no other
/// ligature stands, the stretch is set without any as a whole, which costs no kerning.
pub(super) fn apart(text: &str, letters: &Range<usize>, splits: &[usize]) -> Vec<Range<usize>> {
    let joins = |at: usize| letters.start < at && at < letters.end && may_join(text, at);
    let splits = splits.iter().copied().filter(|at| joins(*at));
    let mut found: Vec<Range<usize>> = splits.map(|at| cluster(at, joins)).collect();
    found.dedup();
    if found.is_empty() {
        return found;
    }
    let elsewhere = |at: usize| joins(at) && !found.iter().any(|range| range.contains(&at));
    let mut places = text[letters.clone()].char_indices().map(|(at, _)| letters.start + at);
    if places.any(elsewhere) { found } else { vec![letters.clone()] }
}

/// All letters that could be joined with those around a place; they are ASCII.
fn cluster(at: usize, joins: impl Fn(usize) -> bool) -> Range<usize> {
    let (mut start, mut end) = (at - 1, at + 1);
    while joins(start) {
        start -= 1;
    }
    while joins(end) {
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::apart;

    fn of(marked: &str) -> Vec<String> {
        let word = marked.replace('|', "");
        let splits: Vec<usize> =
            marked.match_indices('|').enumerate().map(|(n, (at, _))| at - n).collect();
        let found = apart(&word, &(0..word.len()), &splits);
        found.into_iter().map(|range| word[range].to_owned()).collect()
    }

    #[test]
    fn words_without_other_ligatures_are_set_without_any() {
        assert_eq!(of("Auf|lage"), ["Auflage"]);
        assert_eq!(of("Schaf|fell"), ["Schaffell"]);
        assert_eq!(of("Kon|terrevolution"), [""; 0]);
    }

    #[test]
    fn ligatures_elsewhere_in_the_word_stay() {
        assert_eq!(of("Auf|lagenziffer"), ["fl"]);
        assert_eq!(of("Häufigkeitsauf|lage"), ["fl"]);
    }

    #[test]
    fn letters_that_hang_together_are_kept_apart_together() {
        assert_eq!(of("Stoff|lagerschiff"), ["ffl"]);
        assert_eq!(of("Auf|findungsschiff"), ["ffi"]);
        assert_eq!(of("Stoff|filterhaft"), ["fffi"]);
        assert_eq!(of("Stoff|filter"), ["Stofffilter"]);
    }
}
