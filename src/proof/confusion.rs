//! What optical recognition takes for what: groups of letters that look alike in print.

use std::ops::Range;

/// What is read, what stood there, and whether a frequent word among the possible ones is proof
/// enough: then hardly any German word holds what is read where a frequent one holds the other.
const PAIRS: &[(&str, &str, bool)] = &[
    // Strokes counted wrongly.
    ("rn", "m", true),
    ("ni", "m", true),
    ("in", "m", true),
    ("iu", "m", true),
    ("ii", "n", true),
    ("ii", "u", true),
    ("ii", "ü", true),
    ("li", "h", true),
    ("h", "li", false),
    ("m", "rn", false),
    ("m", "ni", false),
    ("m", "in", false),
    ("nn", "m", false),
    ("m", "nn", false),
    ("n", "ri", false),
    ("vv", "w", true),
    ("w", "vv", false),
    ("cl", "d", true),
    ("d", "cl", false),
    ("it", "u", false),
    ("m", "ru", false),
    ("di", "ch", true),
    ("tt", "u", false),
    // Arches turned over, bowls opened and closed.
    ("n", "u", true),
    ("u", "n", true),
    ("c", "e", true),
    ("e", "c", true),
    ("o", "e", false),
    ("e", "o", false),
    ("c", "o", true),
    ("o", "c", true),
    ("a", "u", false),
    ("n", "r", false),
    ("r", "n", false),
    ("b", "h", true),
    ("h", "b", true),
    ("l", "i", true),
    ("i", "l", false),
    ("j", "i", true),
    ("l", "t", false),
    ("t", "l", false),
    ("i", "t", true),
    ("t", "i", true),
    ("f", "t", false),
    ("t", "f", false),
    ("r", "t", false),
    ("l", "I", false),
    ("I", "l", false),
    ("J", "I", false),
    ("I", "J", false),
    ("ri", "n", false),
    ("nn", "rm", false),
    ("rm", "nn", false),
    ("ll", "ü", false),
    ("i", "j", false),
    ("v", "y", false),
    ("y", "v", false),
    ("g", "q", false),
    ("q", "g", false),
    // The long s, and the letters of Fraktur.
    ("f", "s", true),
    ("ff", "ss", true),
    ("fs", "ß", true),
    ("tb", "th", true),
    ("st", "sch", false),
    ("fd", "sch", false),
    ("k", "t", false),
    ("t", "k", false),
    ("x", "r", false),
    ("r", "x", false),
    ("y", "h", false),
    ("v", "b", false),
    ("b", "v", false),
    ("d", "b", false),
    ("ck", "ch", false),
    ("cb", "ch", true),
    ("eh", "ch", false),
    ("B", "V", false),
    ("V", "B", false),
    ("N", "R", false),
    ("R", "N", false),
    ("E", "G", false),
    ("G", "E", false),
    ("G", "S", false),
    ("S", "G", false),
    ("C", "E", false),
    ("D", "O", false),
    ("K", "R", false),
    // Points and strokes over letters lost, or written out.
    ("a", "ä", false),
    ("o", "ö", false),
    ("u", "ü", false),
    ("ae", "ä", true),
    ("oe", "ö", true),
    ("ue", "ü", true),
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
}

/// The words from which one confusion leads to `word`; where a letter was taken for another
/// throughout the word, that too.
pub(super) fn readings(word: &str) -> impl Iterator<Item = Reading> + '_ {
    PAIRS.iter().flat_map(move |(read, stood, telling)| {
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
        });
        let single = places.into_iter().map(move |at| Reading {
            word: format!("{}{stood}{}", &word[..at], &word[at + read.len()..]),
            at: at..at + read.len(),
            telling: *telling,
        });
        single.chain(throughout)
    })
}

/// The words that may have stood there, the likely ones first.
pub(super) fn candidates(word: &str) -> impl Iterator<Item = String> + '_ {
    let others = readings(word).filter(|one| !one.telling).map(|one| one.word);
    likely(word).chain(others)
}

/// The words that most likely stood there.
pub(super) fn likely(word: &str) -> impl Iterator<Item = String> + '_ {
    readings(word).filter(|one| one.telling).map(|one| one.word)
}

/// The words that a word is with one pair of points too many. German forms words so itself
/// (`Garten`, `Gärten`): only a word in no dictionary is likely to be misread.
pub(super) fn without_points(word: &str) -> impl Iterator<Item = String> + '_ {
    [("ä", "a"), ("ö", "o"), ("ü", "u")].into_iter().flat_map(move |(pointed, plain)| {
        let places = word.match_indices(pointed);
        places.map(move |(at, _)| format!("{}{plain}{}", &word[..at], &word[at + pointed.len()..]))
    })
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
