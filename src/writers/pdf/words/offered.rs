//! The breaks that the typesetter would take by itself.
//!
//! Typst knows a language by two letters and hyphenates every stretch of letters between two word
//! bounds (Unicode Standard Annex 29) with the patterns of the crate `hypher`, German by those of
//! 1996. It looks at the style of the letter behind a break whether the break is allowed.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::ir::Language;

/// A stretch of letters that the typesetter takes for a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its range in the text.
    pub(super) range: Range<usize>,
    /// Where it would be broken, as bytes of the text.
    pub(super) breaks: Vec<usize>,
}

/// The stretches of letters in a word of a text.
pub(super) fn segments(text: &str, word: Range<usize>, language: &Language) -> Vec<Segment> {
    text[word.clone()]
        .split_word_bound_indices()
        .filter(|(_, part)| part.chars().all(char::is_alphabetic))
        .map(|(at, part)| {
            let start = word.start + at;
            let breaks = breaks(part, language).into_iter().map(|b| start + b).collect();
            Segment { range: start..start + part.len(), breaks }
        })
        .collect()
}

fn breaks(letters: &str, language: &Language) -> Vec<usize> {
    let code = language.primary().as_bytes().try_into().ok();
    let Some(patterns) = code.and_then(hypher::Lang::from_iso) else { return Vec::new() };
    let mut at = 0;
    let mut breaks: Vec<usize> = hypher::hyphenate(letters, patterns)
        .map(|syllable| {
            at += syllable.len();
            at
        })
        .collect();
    breaks.pop();
    breaks
}

#[cfg(test)]
mod tests {
    use super::{Segment, segments};
    use crate::ir::Language;

    fn offered(word: &str, tag: &str) -> Vec<Segment> {
        segments(word, 0..word.len(), &Language::parse(tag).expect("a tag"))
    }

    #[test]
    fn german_is_broken_by_the_rules_of_1996() {
        let range = 0..7;
        assert_eq!(offered("Fenster", "de-1901"), [Segment { range, breaks: vec![4] }]);
        assert_eq!(offered("Zucker", "de"), [Segment { range: 0..6, breaks: vec![2] }]);
    }

    #[test]
    fn hyphens_part_words_and_apostrophes_keep_them_from_being_broken() {
        assert_eq!(
            offered("Fenster-Kasten", "de"),
            [Segment { range: 0..7, breaks: vec![4] }, Segment { range: 8..14, breaks: vec![11] }]
        );
        assert_eq!(offered("d’Enseignement", "fr"), []);
    }

    #[test]
    fn a_language_without_patterns_is_not_broken() {
        assert_eq!(offered("Moinmoin", "nds"), [Segment { range: 0..8, breaks: vec![] }]);
    }
}
