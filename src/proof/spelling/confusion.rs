//! What optical recognition takes for what.

/// What is confused most, in both directions.
const COMMON: &[(&str, &str)] = &[
    ("rn", "m"),
    ("in", "m"),
    ("n", "u"),
    ("c", "e"),
    ("h", "b"),
    ("f", "s"),
    ("l", "t"),
    ("l", "i"),
    ("r", "t"),
    ("B", "V"),
    ("R", "N"),
];

/// What is confused, too.
const OTHERS: &[(&str, &str)] = &[
    ("ß", "ss"),
    ("ni", "m"),
    ("nn", "rm"),
    ("ii", "n"),
    ("ri", "n"),
    ("cl", "d"),
    ("li", "h"),
    ("ll", "ü"),
    ("ff", "ss"),
    ("i", "t"),
    ("i", "j"),
    ("v", "y"),
    ("g", "q"),
    ("k", "t"),
    ("ß", "B"),
    ("a", "ä"),
    ("o", "ö"),
    ("u", "ü"),
    ("o", "e"),
    ("a", "u"),
    ("ch", "di"),
    ("C", "E"),
    ("I", "J"),
    ("I", "l"),
];

/// The words that a reading machine is most likely to have taken for this one: one common
/// confusion undone at one place.
pub(super) fn likely(word: &str) -> impl Iterator<Item = String> + '_ {
    undone(word, COMMON)
}

/// The words that a reading machine may have taken for this one, the likely ones first.
pub(super) fn candidates(word: &str) -> impl Iterator<Item = String> + '_ {
    likely(word).chain(undone(word, OTHERS))
}

fn undone<'a>(
    word: &'a str,
    pairs: &'static [(&'static str, &'static str)],
) -> impl Iterator<Item = String> + 'a {
    let both = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    both.flat_map(move |(read, meant)| {
        word.match_indices(read)
            .map(move |(at, _)| [&word[..at], meant, &word[at + read.len()..]].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn one_confusion_at_one_place() {
        for (read, meant) in [
            ("uni", "um"),
            ("Kamrn", "Kamm"),
            ("baben", "haben"),
            ("Slaat", "Staat"),
            ("nnd", "und"),
        ] {
            assert!(candidates(read).any(|word| word == meant), "{read} {meant}");
        }
        assert!(!candidates("baben").any(|word| word == "hahen"));
    }
}
