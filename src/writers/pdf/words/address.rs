//! Addresses: never hyphenated, broken before their marks, behind a slash, and in a long word between its
//! syllables, as in any word but without a sign.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// Where words are broken, letters of a part from which on it is, too, so that no hole is torn before it.
const LONG: usize = 8;
/// Where they are not, letters of a part that could be wider than a line.
const WIDE: usize = 24;
/// Fewest letters that a break within a part leaves on either side.
const FEWEST: usize = 3;
/// Letters of what has no syllables (names of files, numbers) from which on it is broken anywhere, and how
/// many stand between two breaks.
const NAMELESS: usize = 12;
const STEP: usize = 4;

/// The address in a word of a text, without the punctuation of the sentence around it; `None` if
/// the word is none.
pub(super) fn range(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    let token = &text[word.clone()];
    let mail =
        |(name, host): (&str, &str)| name.ends_with(char::is_alphanumeric) && host.contains('.');
    if !["://", "www."].iter().any(|mark| token.contains(mark))
        && !token.split_once('@').is_some_and(mail)
    {
        return None;
    }
    let outside = |c: char| !c.is_alphanumeric() && c != '/';
    let start = word.start + (token.len() - token.trim_start_matches(outside).len());
    let end = word.end - (token.len() - token.trim_end_matches(outside).len());
    (start < end).then_some(start..end)
}

/// The parts of an address that stay whole; `syllables` knows the breaks of a word, `broken` says whether
/// words are broken at all.
pub(super) fn parts(
    text: &str,
    address: &Range<usize>,
    broken: bool,
    syllables: impl Fn(&str) -> Vec<usize>,
) -> Vec<Range<usize>> {
    let long = if broken { LONG } else { WIDE };
    let shown = &text[address.clone()];
    let mut starts = vec![0];
    let mut before = None;
    for (at, c) in shown.char_indices() {
        if at > 0 && breaks(before, c, &shown[at..]) {
            starts.push(at);
        }
        before = Some(c);
    }
    let ends = starts.iter().skip(1).copied().chain([shown.len()]);
    let whole: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
    let mut parts = Vec::new();
    for part in whole {
        let mut from = part.start;
        for at in within(&shown[part.clone()], long, &syllables) {
            parts.push(address.start + from..address.start + part.start + at);
            from = part.start + at;
        }
        parts.push(address.start + from..address.start + part.end);
    }
    parts
}

/// Whether an address is broken between two of its characters: behind a slash, before any other mark, but
/// not between marks, nor within what stands for one character (`%C3`).
fn breaks(before: Option<char>, c: char, rest: &str) -> bool {
    match before {
        Some('/') => c != '/',
        Some(before) if before.is_alphanumeric() => {
            let more = rest.chars().nth(1).is_some_and(|next| next != '/');
            matches!(c, '.' | '?' | '&' | '-' | '_' | '=' | '#' | '%' | '~' | '+' | ',' | ';')
                && more
        }
        _ => false,
    }
}

/// Where a long part is broken within.
fn within(part: &str, long: usize, syllables: &impl Fn(&str) -> Vec<usize>) -> Vec<usize> {
    let start = part.find(char::is_alphanumeric).unwrap_or(0);
    let word = &part[start..];
    let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    let word = &word[..end];
    let letters = word.chars().count();
    if letters < long {
        return Vec::new();
    }
    let is_word = word.chars().all(char::is_alphabetic);
    let mut breaks = if is_word { syllables(word) } else { Vec::new() };
    let leaves =
        |at: &usize| word[..*at].chars().count() >= FEWEST && word[*at..].chars().count() >= FEWEST;
    breaks.retain(leaves);
    if breaks.is_empty() && letters >= NAMELESS {
        breaks =
            word.char_indices().map(|(at, _)| at).step_by(STEP).filter(|at| leaves(at)).collect();
    }
    breaks.into_iter().map(|at| start + at).collect()
}

/// The parts of a word that is too long for a line, to be broken between all of them.
pub(super) fn pieces(text: &str, word: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = text[word.clone()]
        .grapheme_indices(true)
        .step_by(WIDE)
        .map(|(at, _)| word.start + at)
        .collect();
    starts.push(word.end);
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::{parts, range};

    fn set(text: &str, broken: bool) -> String {
        let address = range(text, &(0..text.len())).expect("an address");
        let syllables = |word: &str| match word {
            "Hafengeschichte" => vec![2, 5, 7, 11],
            "example" => vec![1, 4],
            _ => Vec::new(),
        };
        let parts = parts(text, &address, broken, syllables);
        parts.into_iter().map(|part| &text[part]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn addresses_break_before_marks_and_behind_slashes() {
        for (address, expected) in [
            (
                "(https://a.test/b-c/d_e.html?f=g&h#i),",
                "https://|a|.test/|b|-c/|d|_e|.html|?f|=g|&h|#i",
            ),
            ("www.a.test.", "www|.a|.test"),
            ("„a@b.test“", "a@b|.test"),
            ("https://ä.test/", "https://|ä|.test/"),
            ("https://a.b/%C3%A4x--y", "https://|a|.b/|%C3|%A4x|--y"),
        ] {
            assert_eq!(set(address, true), expected);
            assert_eq!(set(address, false), expected);
        }
    }

    #[test]
    fn words_of_addresses_break_where_words_are_broken() {
        let address = "https://a.example/Hafengeschichte";
        assert_eq!(set(address, true), "https://|a|.example/|Hafen|ge|schi|chte");
        assert_eq!(set(address, false), "https://|a|.example/|Hafengeschichte");
        assert_eq!(set("https://a.b/x1y2z3a4", true), "https://|a|.b/|x1y2z3a4");
        assert_eq!(set("https://a.b/x1y2z3a4b5c6", true), "https://|a|.b/|x1y2|z3a4|b5c6");
    }

    #[test]
    fn no_part_is_longer_than_a_line() {
        let long = format!("https://a.b/{}", "é1".repeat(30));
        assert!(set(&long, false).split('|').all(|part| part.chars().count() <= 12));
    }

    #[test]
    fn words_and_bare_marks_are_no_addresses() {
        assert_eq!(range("Wort", &(0..4)), None);
        assert_eq!(range("@", &(0..1)), None);
        assert_eq!(range("@name", &(0..5)), None);
    }
}
