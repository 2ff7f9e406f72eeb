//! What a word looks like: which words are never broken, and where the parts of one begin.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::letters::{is_joiner, is_vowel};

/// A part of a word between hyphens and apostrophes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes in the word.
    pub(super) range: Range<usize>,
    /// Whether a hyphen stands behind it at which the word may be broken.
    pub(super) hyphen: bool,
}

/// The parts of a word, without the signs around it; none if it is an address, a formula, a
/// number or anything else that is no word.
pub(super) fn parts(word: &str) -> Vec<Part> {
    let inner = word.trim_matches(|c: char| !is_letter(c) && !c.is_numeric());
    let start =
        word.len() - word.trim_start_matches(|c: char| !is_letter(c) && !c.is_numeric()).len();
    let mut parts = Vec::new();
    let mut from = start;
    for (at, c) in inner.char_indices() {
        let at = start + at;
        if is_hyphen(c) || is_apostrophe(c) {
            let hyphen = matches!(c, '-' | '\u{2010}');
            parts.push(Part { range: from..at, hyphen });
            from = at + c.len_utf8();
        } else if !is_letter(c) && !is_joiner(c) {
            return Vec::new();
        }
    }
    parts.push(Part { range: from..start + inner.len(), hyphen: false });
    parts
}

/// Letters and the marks on them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// Whether it is a hyphen that belongs to the word.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Whether a part is a shortening: capitals behind the first letter (`GmbH`, `KPdSU`, `NATO`), or no
/// vowel (`Hrsg`, `vgl`). The capital in `LehrerInnen` makes none.
pub(super) fn is_shortening(part: &str) -> bool {
    let stem = part.strip_suffix("Innen").or_else(|| part.strip_suffix("In")).unwrap_or(part);
    let capitals = stem.chars().skip(1).any(char::is_uppercase);
    let latin = part.chars().all(|c| !c.is_alphabetic() || c < '\u{250}');
    capitals
        || latin
            && !part
                .chars()
                .any(|c| is_vowel(c.to_lowercase().next().unwrap_or(c)) || !c.is_ascii())
}

/// How many syllables a word has, by its groups of vowels.
pub(super) fn syllables(letters: &[char]) -> usize {
    let mut count = 0;
    let mut before = false;
    for c in letters {
        let vowel = is_vowel(*c);
        count += usize::from(vowel && !before);
        before = vowel;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::{is_shortening, parts, syllables};

    fn shown(word: &str) -> Vec<(&str, bool)> {
        parts(word).into_iter().map(|part| (&word[part.range], part.hyphen)).collect()
    }

    #[test]
    fn words_have_parts() {
        assert_eq!(shown("Wort"), [("Wort", false)]);
        assert_eq!(shown("„Wort-Teil“,"), [("Wort", true), ("Teil", false)]);
        assert_eq!(shown("d’État"), [("d", false), ("État", false)]);
        assert_eq!(shown("E\u{2011}Mail"), [("E", false), ("Mail", false)]);
        for none in ["z.B", "a@b.example", "http://a", "4-mal", "12", "a/b", "A_b", "H₂O", ""] {
            let words = shown(none);
            assert!(words.iter().all(|(part, _)| part.is_empty()), "{none}: {words:?}");
        }
    }

    #[test]
    fn shortenings_are_seen() {
        for word in ["GmbH", "NATO", "KPdSU", "Hrsg", "vgl"] {
            assert!(is_shortening(word), "{word}");
        }
        for word in ["Über", "Äther", "Mythos", "Москва", "île", "LehrerInnen"] {
            assert!(!is_shortening(word), "{word}");
        }
    }

    #[test]
    fn syllables_are_counted() {
        let count = |word: &str| syllables(&word.chars().collect::<Vec<_>>());
        assert_eq!(
            (count("lenin"), count("trotzki"), count("luxemburg"), count("goethe")),
            (2, 2, 3, 2)
        );
    }
}
