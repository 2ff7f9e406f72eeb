//! Words in any language: their plain form, and what is right without a list.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::lexicon::Verdict;

/// Says whether a word is listed.
pub(super) type Lists<'a> = dyn Fn(&str) -> bool + 'a;

/// The word as dictionaries write it: composed, with `'` and `-`, round `s`, no ligatures, nothing
/// that cannot be seen.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    let odd = |c: char| {
        matches!(c, '’' | '\u{2010}' | '\u{2011}' | 'ſ' | '\u{ad}' | '\u{200b}'..='\u{200d}')
            || matches!(c, '\u{2060}' | '\u{feff}' | '\u{fb00}'..='\u{fb06}' | '\u{364}')
    };
    if !word.contains(odd) && is_nfc(word) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            'ſ' => out.push('s'),
            // An `e` over a letter is the older form of its two points.
            '\u{364}' => out.push('\u{308}'),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            other => out.push(other),
        }
    }
    Cow::Owned(if is_nfc(&out) { out } else { out.nfc().collect() })
}

/// Whether nothing is to be said of the word: addresses, numbers, single letters, Roman numbers,
/// words of another script than the dictionaries of the West have.
pub(super) fn is_spared(word: &str) -> bool {
    static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?i:m{0,4}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4}))$")
            .expect("a valid pattern")
    });
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    letters.next().is_none()
        || letters.next().is_none()
        || word.contains(|c: char| c.is_numeric() || matches!(c, '/' | '@' | '.' | ':' | '_'))
        || one_case(word) && ROMAN.is_match(word)
}

fn one_case(word: &str) -> bool {
    word.chars().all(char::is_uppercase) || word.chars().all(char::is_lowercase)
}

/// The word with a capital in front and small letters behind.
pub(super) fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        let rest = chars.as_str().to_lowercase();
        if first == 'ß' {
            format!("ß{rest}")
        } else {
            first.to_uppercase().collect::<String>() + &rest
        }
    })
}

/// Whether the first letter is a capital.
pub(super) fn is_titled(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether all letters are capitals, of which there are several.
pub(super) fn is_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase) && word.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Longest abbreviation of capitals that is taken as such.
const INITIALISM: usize = 5;

/// Whether a word is right by its form: an initialism, capitals of a listed word, an elision.
pub(super) fn is_right(word: &str, lists: &Lists<'_>) -> bool {
    if is_capitals(word) {
        let short = word.chars().count() <= INITIALISM && word.chars().all(char::is_alphabetic);
        return short || lists(&titled(word)) || lists(&word.to_lowercase());
    }
    // Initialisms with a small plural or genitive: `LKWs`.
    word.strip_suffix('s').is_some_and(|stem| is_capitals(stem) && stem.chars().count() <= 4)
}

/// A word with hyphens, judged by its parts; `lists`: what the dictionaries say, `known`: what is
/// said of a part.
pub(super) fn by_parts(word: &str, lists: &Lists<'_>, known: &Lists<'_>) -> Verdict {
    if !word.contains('-') {
        return Verdict::Unknown;
    }
    let right = word.split('-').all(|part| {
        part.is_empty() || is_spared(part) || is_right(part, lists) || lists(part) || known(part)
    });
    if right { Verdict::Formed } else { Verdict::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_forms() {
        for (word, expected) in [
            ("d’État", "d'État"),
            ("Be\u{ad}ginn", "Beginn"),
            ("Geſetz", "Gesetz"),
            ("u\u{308}ber", "über"),
            ("ﬁnden", "finden"),
        ] {
            assert_eq!(plain(word), expected);
        }
    }

    #[test]
    fn what_is_spared() {
        for word in ["XVIII", "xii", "a", "H2O", "12", "https://a.example", "a@b.example"] {
            assert!(is_spared(word), "{word}");
        }
        for word in ["Mix", "wort", "IIX", "Xi"] {
            assert!(!is_spared(word), "{word}");
        }
    }
}
