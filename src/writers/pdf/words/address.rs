//! Addresses: never hyphenated, broken before `.`, `/`, `?` and `&` and behind `://`.

use std::ops::Range;

/// Letters of a part beyond which it is broken anywhere, so that none is wider than a line.
const LONGEST: usize = 24;

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

/// The parts of an address that stay whole.
pub(super) fn parts(text: &str, address: &Range<usize>) -> Vec<Range<usize>> {
    let shown = &text[address.clone()];
    let scheme = shown.find("://").map_or(0, |at| at + 3);
    let mut starts = vec![0];
    let mut letters = 0;
    for (at, c) in shown.char_indices().skip(1) {
        letters += 1;
        let breaks = at == scheme || at > scheme && matches!(c, '.' | '/' | '?' | '&');
        if breaks || letters == LONGEST {
            starts.push(at);
            letters = 0;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([shown.len()]);
    starts.iter().zip(ends).map(|(a, b)| address.start + a..address.start + b).collect()
}

#[cfg(test)]
mod tests {
    use super::{parts, range};

    fn of(text: &str) -> Vec<&str> {
        let address = range(text, &(0..text.len())).expect("an address");
        parts(text, &address).into_iter().map(|part| &text[part]).collect()
    }

    #[test]
    fn addresses_break_before_marks_and_behind_the_scheme() {
        assert_eq!(
            of("(https://a.example/b-c/d.html?e=f&g),"),
            ["https://", "a", ".example", "/b-c", "/d", ".html", "?e=f", "&g"]
        );
        assert_eq!(of("www.a.example."), ["www", ".a", ".example"]);
        assert_eq!(of("„a@b.example“"), ["a@b", ".example"]);
        assert_eq!(of("https://ä.example/"), ["https://", "ä", ".example", "/"]);
    }

    #[test]
    fn no_part_is_longer_than_a_line() {
        let long = format!("https://a.example/{}", "é".repeat(60));
        assert!(of(&long).iter().all(|part| part.chars().count() <= 24));
    }

    #[test]
    fn words_and_bare_marks_are_no_addresses() {
        assert_eq!(range("Wort", &(0..4)), None);
        assert_eq!(range("@", &(0..1)), None);
        assert_eq!(range("@name", &(0..5)), None);
    }
}
