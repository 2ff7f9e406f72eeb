//! Straight marks, hyphens in a row and points as the signs of a language.

use std::ops::Range;

use super::{QuoteStyle, quotes};
use crate::addresses;
use crate::ir::Language;

/// What a quotation mark does, by the signs on its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It opens a quotation.
    Opens,
    /// It closes one.
    Closes,
    /// What stands around it does not tell.
    Either,
}

/// What a straight mark between two texts does. A mark that stands behind a word or its punctuation
/// closes, whether a quotation was opened in this text or in a paragraph before it.
#[must_use]
pub fn turn(before: &str, after: &str) -> Turn {
    let mut back = before.chars().rev().take(MOST_AROUND).skip_while(|c| is_around(*c));
    // Two hyphens are a dash: `--"Nein"`.
    let before = match (back.next(), back.next()) {
        (Some('-'), Some('-')) => Some('–'),
        (before, _) => before,
    };
    let after = after.chars().take(MOST_AROUND).find(|c| !is_around(*c));
    let begins = before.is_none_or(|c| c.is_whitespace() || "([|–—/„‚«»‹›“".contains(c));
    let ends = after.is_none_or(|c| c.is_whitespace() || ")]|–—/-.,;:!?…[“”’".contains(c));
    match (begins, ends) {
        (true, false) => Turn::Opens,
        (false, true) => Turn::Closes,
        _ => Turn::Either,
    }
}

/// Behind so many of these signs nothing belongs to a mark any more: each mark of a long row looks no further.
const MOST_AROUND: usize = 64;

/// Signs that stand between a mark and what it belongs to.
fn is_around(c: char) -> bool {
    matches!(c, '_' | '*' | '^' | '~' | '{' | '}' | '"' | '\'' | '\\')
}

/// A text that is no Djot, such as a title of the manifest, with the signs of its language: quotation
/// marks, apostrophes, dashes, ellipses. Addresses stay as they are.
#[must_use]
pub fn signs(text: &str, language: &Language, style: QuoteStyle) -> String {
    let marks = quotes(language, style);
    let kept = addresses_in(text);
    let mut kept = kept.iter().peekable();
    let mut out = String::with_capacity(text.len());
    let (mut open, mut single) = (false, false);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(range) = kept.next_if(|range| range.start == at) {
            out.push_str(&text[range.clone()]);
            at = range.end;
            continue;
        }
        let (before, rest) = (&text[..at], &text[at..]);
        let run = |sign: char| rest.len() - rest.trim_start_matches(sign).len();
        let mut width = c.len_utf8();
        match c {
            '"' => {
                open = match turn(before, &rest[1..]) {
                    Turn::Opens => true,
                    Turn::Closes => false,
                    Turn::Either => !open,
                };
                out.push_str(if open { marks.open } else { marks.close });
            }
            '\'' => {
                let turn = turn(before, &rest[1..]);
                if !single && turn == Turn::Opens && is_closed(&rest[1..]) {
                    single = true;
                    out.push_str(marks.open_inner);
                } else if single && turn == Turn::Closes {
                    single = false;
                    out.push_str(marks.close_inner);
                } else {
                    out.push('’');
                }
            }
            '-' if (2..4).contains(&run('-')) => {
                width = run('-');
                out.push(if width == 3 { '—' } else { '–' });
            }
            '-' => {
                width = run('-');
                out.push_str(&rest[..width]);
            }
            '.' if run('.') == 3 => {
                width = 3;
                out.push('…');
            }
            '.' => {
                width = run('.');
                out.push_str(&rest[..width]);
            }
            c => out.push(c),
        }
        at += width;
    }
    out
}

/// Whether a mark in a text closes what was opened before it.
fn is_closed(text: &str) -> bool {
    text.match_indices('\'').any(|(at, _)| turn(&text[..at], &text[at + 1..]) == Turn::Closes)
}

/// Where addresses stand in a text.
fn addresses_in(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_start_matches(['(', '[', '"', '\'', '<']);
        let start = at + word.len() - bare.len();
        let bare = bare.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?)]\"'>".contains(c));
        if addresses::begin(bare).is_some() || addresses::mail(bare).is_some() {
            found.push(start..start + bare.len());
        }
        at += word.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{QuoteStyle, Turn, signs, turn};
    use crate::ir::Language;

    #[test]
    fn signs_are_those_of_the_language() {
        let german = Language::parse("de").unwrap();
        let set = |text| signs(text, &german, QuoteStyle::Custom);
        assert_eq!(set("Das \"rote\" Buch -- war's"), "Das „rote“ Buch – war’s");
    }

    fn set(text: &str, tag: &str) -> String {
        signs(text, &Language::parse(tag).expect("a tag"), QuoteStyle::Custom)
    }

    #[test]
    fn a_title_has_the_signs_of_its_language() {
        assert_eq!(set("Das \"rote\" Buch", "de"), "Das „rote“ Buch");
        assert_eq!(set("Das \"rote\" Buch", "de-CH"), "Das «rote» Buch");
        assert_eq!(set("The \"red\" book's 'end'", "en"), "The “red” book’s ‘end’");
        assert_eq!(set("\"Er sagt 'nein'\"", "de"), "„Er sagt ‚nein‘“");
        assert_eq!(set("'s war einst -- 1919--1933 ...", "de"), "’s war einst – 1919–1933 …");
        assert_eq!(set("A --- b ---- c .... d", "en"), "A — b ---- c .... d");
        assert_eq!(set("Siehe https://a.de/b--c'd...e.", "de"), "Siehe https://a.de/b--c'd...e.");
        assert_eq!(set("schon „gesetzt“ – so", "de"), "schon „gesetzt“ – so");
    }

    #[test]
    fn a_mark_is_told_by_what_stands_around_it() {
        assert_eq!(turn("denn es ist kalt", ". Dann"), Turn::Closes);
        assert_eq!(turn("kalt.", ""), Turn::Closes);
        assert_eq!(turn("kalt_", "[^1]"), Turn::Closes);
        assert_eq!(turn("", "Kommt"), Turn::Opens);
        assert_eq!(turn("(", "_Kommt_"), Turn::Opens);
        assert_eq!(turn("'", "Kommt"), Turn::Opens);
        assert_eq!(turn(&"'".repeat(1000), "Kommt"), Turn::Opens);
        assert_eq!(turn("rief:", "Kommt"), Turn::Either);
        assert_eq!(turn("", "… und"), Turn::Either);
    }
}
