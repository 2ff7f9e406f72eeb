//! What optical recognition takes for what: groups of letters that look alike in print.

use std::ops::Range;

/// What is read, what stood there; whether a frequent word among the possible ones is proof enough,
/// for hardly any German word holds what is read where a frequent one holds the other; and whether
/// the two are confused so often that every word is suspected of it.
const PAIRS: &[(&str, &str, bool, bool)] = &[
    // Strokes counted wrongly.
    ("rn", "m", true, true),
    ("ni", "m", true, false),
    ("in", "m", true, true),
    ("iu", "m", true, false),
    ("ii", "n", true, false),
    ("ii", "u", true, false),
    ("ii", "ü", true, false),
    ("li", "h", true, false),
    ("h", "li", false, false),
    ("m", "rn", false, true),
    ("m", "ni", false, false),
    ("m", "in", false, true),
    ("nn", "m", false, false),
    ("m", "nn", false, false),
    ("n", "ri", false, false),
    ("vv", "w", true, false),
    ("w", "vv", false, false),
    ("cl", "d", true, false),
    ("d", "cl", false, false),
    ("it", "u", false, false),
    ("m", "ru", false, false),
    ("di", "ch", true, false),
    ("tt", "u", false, false),
    // Arches turned over, bowls opened and closed.
    ("n", "u", true, true),
    ("u", "n", true, true),
    ("c", "e", true, true),
    ("e", "c", true, true),
    ("o", "e", false, false),
    ("e", "o", false, false),
    ("c", "o", true, false),
    ("o", "c", true, false),
    ("a", "u", false, false),
    ("n", "r", false, false),
    ("r", "n", false, false),
    ("b", "h", true, true),
    ("h", "b", true, true),
    ("l", "i", true, true),
    ("i", "l", false, true),
    ("j", "i", true, false),
    ("l", "t", false, true),
    ("t", "l", false, true),
    ("i", "t", true, false),
    ("t", "i", true, false),
    ("f", "t", false, false),
    ("t", "f", false, false),
    ("r", "t", false, true),
    ("l", "I", false, false),
    ("I", "l", false, false),
    ("J", "I", false, false),
    ("I", "J", false, false),
    ("ri", "n", false, false),
    ("nn", "rm", false, false),
    ("rm", "nn", false, false),
    ("ll", "ü", false, false),
    ("i", "j", false, false),
    ("v", "y", false, false),
    ("y", "v", false, false),
    ("g", "q", false, false),
    ("q", "g", false, false),
    // The long s, and the letters of Fraktur.
    ("f", "s", true, true),
    ("ff", "ss", true, false),
    ("fs", "ß", true, false),
    ("tb", "th", true, false),
    ("st", "sch", false, false),
    ("fd", "sch", false, false),
    ("k", "t", false, false),
    ("t", "k", false, false),
    ("x", "r", false, false),
    ("r", "x", false, false),
    ("y", "h", false, false),
    ("v", "b", false, false),
    ("b", "v", false, false),
    ("d", "b", false, false),
    ("ck", "ch", false, false),
    ("cb", "ch", true, false),
    ("eh", "ch", false, false),
    ("B", "V", false, true),
    ("V", "B", false, true),
    ("N", "R", false, true),
    ("R", "N", false, true),
    ("E", "G", false, false),
    ("G", "E", false, false),
    ("G", "S", false, false),
    ("S", "G", false, false),
    ("C", "E", false, false),
    ("D", "O", false, false),
    ("K", "R", false, false),
    ("s", "f", false, true),
    ("t", "r", false, true),
    // Points and strokes over letters lost, or written out.
    ("a", "ä", false, false),
    ("o", "ö", false, false),
    ("u", "ü", false, false),
    ("ae", "ä", true, false),
    ("oe", "ö", true, false),
    ("ue", "ü", true, false),
];

/// What a word may have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The word that may have stood there.
    pub(super) word: String,
    /// The letters of the misread word that were taken for others, in bytes.
    pub(super) at: Range<usize>,
    /// Whether a frequent word is proof enough.
    pub(super) telling: bool,
    /// Whether the letters are often confused.
    common: bool,
}

/// The words from which one confusion leads to `word`; where a letter was taken for another
/// throughout the word, that too.
pub(super) fn readings(word: &str) -> impl Iterator<Item = Reading> + '_ {
    PAIRS.iter().flat_map(move |(read, stood, telling, common)| {
        // No word has a capital within.
        let within = stood.starts_with(char::is_uppercase);
        let places: Vec<usize> = word
            .match_indices(read)
            .map(|(at, _)| at)
            .filter(|at| is_confusable(&word[*at..], read) && (*at == 0 || !within))
            .collect();
        let throughout = (places.len() > 1).then(|| Reading {
            word: word.replace(read, stood),
            at: 0..word.len(),
            telling: *telling,
            common: *common,
        });
        let single = places.into_iter().map(move |at| Reading {
            word: format!("{}{stood}{}", &word[..at], &word[at + read.len()..]),
            at: at..at + read.len(),
            telling: *telling,
            common: *common,
        });
        single.chain(throughout)
    })
}

/// The words that may have stood there, the likely ones first.
pub(super) fn candidates(word: &str) -> impl Iterator<Item = String> + '_ {
    let others = readings(word).filter(|one| !one.common).map(|one| one.word);
    likely(word).chain(others)
}

/// The words that most likely stood there.
pub(super) fn likely(word: &str) -> impl Iterator<Item = String> + '_ {
    readings(word).filter(|one| one.common).map(|one| one.word)
}

/// A `c` before `h` or `k` is the first half of one sign.
fn is_confusable(rest: &str, read: &str) -> bool {
    read != "c" || !rest[1..].starts_with(['h', 'k'])
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn the_word_that_stood_there_is_among_them() {
        let cases = [
            ("uni", "um"),
            ("nnd", "und"),
            ("fich", "sich"),
            ("dcr", "der"),
            ("Marxsten", "Marxschen"),
            ("tbun", "thun"),
            ("vvie", "wie"),
            ("fiir", "für"),
            ("einern", "einem"),
            ("uber", "über"),
        ];
        for (read, stood) in cases {
            assert!(readings(read).any(|one| one.word == stood), "{read}");
        }
        assert!(!readings("ich").any(|one| one.word == "ieh"));
    }
}
