//! Hyphens that stand in words: the typesetter breaks lines behind all of them.

use std::ops::Range;

/// Whether a line could be broken behind a hyphen of the word where it must not be: `E-Mail`.
pub(super) fn has_wrong(text: &str, word: &Range<usize>, legal: impl Fn(usize) -> bool) -> bool {
    let shown = &text[word.clone()];
    shown.match_indices(['-', '\u{2010}']).any(|(at, hyphen)| {
        let behind = at + hyphen.len();
        // Before a figure no line is broken (Unicode Standard Annex 14, LB25).
        shown[behind..].starts_with(char::is_alphabetic) && !legal(word.start + behind)
    })
}

#[cfg(test)]
mod tests {
    use super::has_wrong;

    #[test]
    fn only_breaks_behind_hyphens_before_letters_count() {
        let of = |word: &str, legal: &[usize]| {
            has_wrong(word, &(0..word.len()), |at| legal.contains(&at))
        };
        assert!(of("E-Mail", &[]));
        assert!(!of("Nord-Süd", &[5]));
        assert!(!of("12-14", &[]));
        assert!(!of("Wort", &[]));
    }
}
