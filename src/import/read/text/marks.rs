//! Stress as it is written by hand: `_kursiv_`, `*fett*`, `=fett=`, `#fett#`, `~gesperrt~`, `g e s p e r r t`.
//!
//! A sign is one of stress where it opens before a word and closes behind one, in the same paragraph; what has no other half
//! is text.

use std::ops::Range;

use super::joined::Joined;
use crate::ir::{Inline, InlineKind};

/// Signs that come in pairs.
const SIGNS: [char; 5] = ['_', '*', '=', '#', '~'];
/// How deep stress is looked for within stress.
const DEPTH: usize = 4;
/// Longest row of letters with spaces between, in letters.
const LONGEST_ROW: usize = 80;

/// A stretch of a text with its stress.
#[derive(Debug)]
struct Stressed {
    /// With its signs.
    whole: Range<usize>,
    inner: Range<usize>,
    sign: char,
}

/// The inlines of a text.
pub(super) fn inlines(joined: &Joined) -> Vec<Inline> {
    let mut out = Vec::new();
    within(joined, 0..joined.text.len(), DEPTH, &mut out);
    joined.last_pages(&mut out);
    out.shrink_to_fit();
    out
}

fn within(joined: &Joined, range: Range<usize>, depth: usize, out: &mut Vec<Inline>) {
    let mut at = range.start;
    let pairs = if depth == 0 { Vec::new() } else { pairs(&joined.text, &range) };
    for pair in pairs {
        plain(joined, at..pair.whole.start, out);
        let mut content = Vec::new();
        within(joined, pair.inner.clone(), depth - 1, &mut content);
        content.shrink_to_fit();
        let kind = match pair.sign {
            '_' => InlineKind::Emphasis { content },
            '~' => InlineKind::Letterspaced { content },
            _ => InlineKind::Strong { content },
        };
        out.push(Inline::new(joined.span(&pair.whole), kind));
        at = pair.whole.end;
    }
    plain(joined, at..range.end, out);
}

/// The outermost pairs of a stretch, in their order.
fn pairs(text: &str, range: &Range<usize>) -> Vec<Stressed> {
    let mut found: Vec<Stressed> = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, sign) in text[range.clone()].char_indices().filter(|(_, c)| SIGNS.contains(c)) {
        let at = range.start + at;
        let mate = open.iter().rposition(|(other, _)| *other == sign);
        let closed = mate.filter(|mate| closes(text, range, open[*mate].1, at));
        if let Some(mate) = closed {
            let start = open[mate].1;
            open.truncate(mate);
            while found.last().is_some_and(|inner| inner.whole.start > start) {
                found.pop();
            }
            found.push(Stressed { whole: start..at + 1, inner: start + 1..at, sign });
        } else if opens(text, range, at) {
            // The later of two that both open is the one.
            open.retain(|(other, _)| *other != sign);
            open.push((sign, at));
        }
    }
    found
}

/// The characters beside a place, within a stretch.
fn beside(text: &str, range: &Range<usize>, at: usize) -> (Option<char>, Option<char>) {
    (text[range.start..at].chars().next_back(), text[at + 1..range.end].chars().next())
}

fn opens(text: &str, range: &Range<usize>, at: usize) -> bool {
    let (before, after) = beside(text, range, at);
    let sign = text.as_bytes()[at];
    let word = after.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                '»' | '«'
                    | '„'
                    | '"'
                    | '“'
                    | '‚'
                    | '\''
                    | '('
                    | '['
                    | '§'
                    | '’'
                    | '¿'
                    | '¡'
                    | '…'
                    | '.'
            )
            || SIGNS.contains(&c) && u32::from(c) != u32::from(sign)
    });
    word && before.is_none_or(|c| !matches!(c, '/' | '\\' | '@') && u32::from(c) != u32::from(sign))
}

/// Whether the sign at `at` closes what the one at `start` opens. One of them may stand within a word if only letters are
/// between: `_ab_gehen`.
fn closes(text: &str, range: &Range<usize>, start: usize, at: usize) -> bool {
    let inner = &text[start + 1..at];
    if inner.is_empty()
        || inner.ends_with(char::is_whitespace)
        || !inner.contains(char::is_alphanumeric)
    {
        return false;
    }
    let sign = text.as_bytes()[at];
    let (before, _) = beside(text, range, start);
    let (_, after) = beside(text, range, at);
    if after.is_some_and(|c| u32::from(c) == u32::from(sign)) {
        return false;
    }
    let within_start = before.is_some_and(char::is_alphanumeric);
    let within_end = after.is_some_and(char::is_alphanumeric);
    let letters = inner.chars().all(char::is_alphabetic);
    match (within_start, within_end) {
        (false, false) => true,
        (true, true) => false,
        (true, false) | (false, true) => letters,
    }
}

/// A stretch without pairs: rows of letters with spaces between, and text.
fn plain(joined: &Joined, range: Range<usize>, out: &mut Vec<Inline>) {
    let mut at = range.start;
    for (row, word) in rows(&joined.text, &range) {
        joined.inlines(at..row.start, out);
        let span = joined.span(&row);
        let content = vec![Inline::text(span, word)];
        out.push(Inline::new(span, InlineKind::Letterspaced { content }));
        at = row.end;
    }
    joined.inlines(at..range.end, out);
}

/// Rows of single letters with a space between each two: `s p e r r`. Three at least, with a vowel among them, and not the
/// letters as the alphabet has them.
fn rows(text: &str, range: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let part = &text[range.clone()];
    let mut found = Vec::new();
    let mut chars = part.char_indices().peekable();
    let mut before = text[..range.start].chars().next_back();
    while let Some((start, c)) = chars.next() {
        let begins = c.is_alphabetic() && !before.is_some_and(char::is_alphanumeric);
        before = Some(c);
        if !begins || !part[start + c.len_utf8()..].starts_with([' ', '\u{A0}']) {
            continue;
        }
        let (end, word) = row(&part[start..]);
        let free = !part[start + end..].starts_with(char::is_alphanumeric);
        if free && is_word(&word) {
            found.push((range.start + start..range.start + start + end, word));
            while chars.peek().is_some_and(|(at, _)| *at < start + end) {
                before = chars.next().map(|(_, c)| c);
            }
        }
    }
    found
}

/// How far a row reaches, in bytes, and its letters.
fn row(text: &str) -> (usize, String) {
    let mut word = String::new();
    let (mut end, mut count) = (0, 0);
    let mut rest = text;
    while let Some(c) = rest.chars().next().filter(|c| c.is_alphabetic() && count < LONGEST_ROW) {
        let behind = &rest[c.len_utf8()..];
        if behind.starts_with(|c: char| c.is_alphanumeric()) {
            break;
        }
        word.push(c);
        count += 1;
        end = text.len() - behind.len();
        let Some(space) = behind.chars().next().filter(|c| matches!(c, ' ' | '\u{A0}')) else {
            break;
        };
        rest = &behind[space.len_utf8()..];
    }
    (end, word)
}

fn is_word(word: &str) -> bool {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let vowel = |c: &char| {
        matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü' | 'é' | 'è' | 'à')
    };
    let alphabet = letters.windows(2).all(|pair| u32::from(pair[1]) == u32::from(pair[0]) + 1);
    let lower = word.chars().skip(1).all(char::is_lowercase);
    let upper = word.chars().all(char::is_uppercase) && letters.len() > 3;
    letters.len() > 2
        && letters.iter().any(vowel)
        && !letters.iter().all(vowel)
        && !alphabet
        && (lower || upper)
}

#[cfg(test)]
mod tests {
    use super::{pairs, rows};

    fn marked(text: &str) -> Vec<&str> {
        pairs(text, &(0..text.len())).into_iter().map(|pair| &text[pair.whole]).collect()
    }

    #[test]
    fn signs_are_stress_in_pairs_at_the_edges_of_words() {
        let cases: [(&str, &[&str]); 12] = [
            ("sagt _Weiß_ in _lange_r Rede", &["_Weiß_", "_lange_"]),
            ("an die #Behörde#:", &["#Behörde#"]),
            ("=fett= und ~gesperrt~ und *stark*", &["=fett=", "~gesperrt~", "*stark*"]),
            ("_Ein *starkes* Wort._", &["_Ein *starkes* Wort._"]),
            ("_nur eines, und *ein anderes", &[]),
            ("file_name_x und a = b = c", &[]),
            ("2 * 3 * 4", &[]),
            ("Wort* und noch ein Wort*", &[]),
            ("* eine Anmerkung * und Text", &[]),
            ("_ab_gehen und ver_lassen_", &["_ab_", "_lassen_"]),
            ("*** und ___", &[]),
            ("»_Nun_«, sagt _er, und_ ging", &["_Nun_", "_er, und_"]),
        ];
        for (text, found) in cases {
            assert_eq!(marked(text), found, "{text}");
        }
    }

    #[test]
    fn rows_of_letters_are_words() {
        let words = |text: &str| -> Vec<String> {
            rows(text, &(0..text.len())).into_iter().map(|row| row.1).collect()
        };
        assert_eq!(words("das war 's e h r' traurig und B e r l i n, ja"), ["sehr", "Berlin"]);
        assert!(words("a b c und x y z und p q r, I a").is_empty());
        assert!(words("ein A B C").is_empty());
    }
}
