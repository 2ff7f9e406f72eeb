//! What optical recognition takes for what.

/// Letters that are confused with each other, in both directions.
const PAIRS: &[(&str, &str)] = &[
    ("rn", "m"),
    ("ni", "m"),
    ("in", "m"),
    ("nn", "rm"),
    ("ii", "n"),
    ("ri", "n"),
    ("n", "u"),
    ("c", "e"),
    ("b", "h"),
    ("tb", "th"),
    ("cl", "d"),
    ("li", "h"),
    ("ll", "ü"),
    ("f", "s"),
    ("ff", "ss"),
    ("fi", "si"),
    ("ft", "st"),
    ("l", "i"),
    ("l", "t"),
    ("i", "t"),
    ("i", "j"),
    ("v", "y"),
    ("r", "t"),
    ("g", "q"),
    ("k", "t"),
    ("ß", "B"),
    ("a", "ä"),
    ("o", "ö"),
    ("u", "ü"),
    ("o", "e"),
    ("a", "u"),
    ("ch", "eh"),
    ("ch", "di"),
    ("B", "V"),
    ("R", "N"),
    ("C", "E"),
    ("I", "J"),
    ("I", "l"),
    ("uni", "um"),
];

/// The words that a reading machine may have taken for this one: one confusion undone at one place.
pub(super) fn candidates(word: &str) -> impl Iterator<Item = String> + '_ {
    let both = PAIRS.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
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
