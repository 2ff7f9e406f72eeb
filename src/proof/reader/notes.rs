//! The numbers of notes that were left in words, behind punctuation, in brackets or raised.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use super::super::Finding;
use super::lexicon::Text;
use super::reading::{Reading, last_token};
use super::{Found, digits};
use crate::diagnostics::Code;
use crate::language::is_frequent;

/// `Staat12`: a word with a number at its end.
static IN_WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\p{L}*\p{Ll}{2})([1-9]\d{0,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})$").expect("a pattern")
});
/// `werden.3 Der`, `Staates“3`, `Wort,³`: a number right behind punctuation.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[.,;!?…“”‘’»«›‹)\]]([1-9]\d{0,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?:\s|$|[.,;:!?)“»\u{fffc}])")
        .expect("a pattern")
});
/// `Wort [4]`: a number in square brackets.
static IN_BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\^?([1-9]\d{0,2})\]").expect("a pattern"));
/// `1Lenin`: a number before the first word of a passage.
static BEFORE_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^([1-9]\d{0,2})(\p{Lu}\p{Ll}{2,}|[„»]\p{L})").expect("a pattern")
});

/// Words with which a place is named: a number right behind one is not a note's.
static REFERENCE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "abb abbildung abs absatz abschnitt abt akt anh anhang anl anlage anm anmerkung art aufl \
     auflage ausg band bd bde bl cap doc ebd ed fig fol fn fußnote heft hg hrsg hs jg \
     jahrgang kap kapitel lfg lief nr nrn no note nummer num par paragraph pag page pos rn \
     seite sp spalte st str tab tabelle taf tafel tf theil tit tom typ uhr vers version vgl \
     vol zeile ziff ziffer"
        .split_whitespace()
        .collect()
});

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    for reading in text.readings {
        if !reading.text().contains(|c: char| c.is_numeric()) {
            continue;
        }
        let mut ranges = in_words(text, reading);
        ranges.extend(behind_punctuation(reading));
        ranges.extend(in_brackets(reading));
        ranges.sort_by_key(|range| range.start);
        ranges.dedup();
        for range in ranges {
            found.push(Found::at(reading, told(reading, range)));
        }
        found.extend(before_text(reading).map(|finding| Found::at(reading, finding)));
        found.extend(before_nouns(reading).map(|finding| Found::at(reading, finding)));
    }
}

fn told(reading: &Reading<'_>, range: Range<usize>) -> Finding {
    let number = &reading.text()[range.clone()];
    let before = reading.text()[..range.start].trim_end();
    let word = last_token(before).trim_start_matches(['„', '»', '(', '\u{fffc}']);
    let message = if word.is_empty() {
        format!("`{number}` looks like the call of a note")
    } else {
        format!("`{number}` behind `{word}` looks like the call of a note")
    };
    let hint = if number.starts_with('[') {
        "call the note, `[^…]`; or mark the page, `[…]{.page}`; or take it out"
    } else {
        "call the note, `[^…]`, or take the number out"
    };
    Finding::new(Code::NoteNumber, range, message, hint)
}

/// Numbers at the end of words; a word that occurs with the same number again is a name.
fn in_words(text: &Text<'_>, reading: &Reading<'_>) -> Vec<Range<usize>> {
    let with_number = |word: &str| word.ends_with(char::is_numeric);
    reading
        .words
        .iter()
        .filter(|word| with_number(word.text) && !is_address(reading, &word.range))
        .filter_map(|word| {
            let tail = word.text.rsplit(['-', '\u{2010}']).next().map_or(0, str::len);
            let last = word.text.len() - tail;
            let parts = IN_WORD.captures(&word.text[last..])?;
            let letters = parts.get(1)?;
            let reference = REFERENCE.contains(letters.as_str().to_lowercase().as_str());
            // `System76 (system76.com)`, `amd64`
            let name = text.count(word.text) > 1
                || text.count(&word.text.to_lowercase()) > 1
                || text.spelled(letters.as_str(), reading.language(word.range.start))
                    == Some(false)
                    && letters.as_str().starts_with(char::is_lowercase);
            let long = letters.as_str().chars().count() > 2;
            let spared =
                reference || name || !long || digits::is_letter_in_disguise(text, word.text);
            let start = word.range.start + last + letters.end();
            (!spared).then_some(start..word.range.end)
        })
        .collect()
}

/// Whether a word is part of a path, a name of a file or the like.
fn is_address(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let sign = |c: Option<char>| c.is_some_and(|c| "/\\_@#=&+%~<>{}".contains(c));
    let rest = &reading.text()[range.end..];
    let ending = rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    ending || sign(reading.before(range.start)) || sign(reading.at(range.end))
}

fn behind_punctuation(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let text = reading.text();
    let mut ranges = Vec::new();
    let mut from = 0;
    while let Some(parts) = BEHIND.captures_at(text, from) {
        let number = parts.get(1).expect("the group is not optional").range();
        from = number.end;
        let whole = parts.get(0).expect("a match");
        let sign = whole.as_str().chars().next().unwrap_or(' ');
        let rest = &text[number.end..];
        if is_call(text, whole.start(), sign) && goes_on(sign, rest) {
            ranges.push(number);
        }
    }
    ranges
}

/// Whether the text before a number, which ends in the punctuation mark at `at`, can have a note.
fn is_call(text: &str, at: usize, sign: char) -> bool {
    let before = &text[..at];
    match sign {
        '.' | ',' | ';' => {
            let bare = before.trim_end_matches(['“', '”', '»', '«', '‘', '’', '‹', '›', ')', ']']);
            let word = bare.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            // `0m,5`: the unit stands where the comma is.
            if bare[..bare.len() - word.len()].ends_with(|c: char| c.is_ascii_digit()) {
                return false;
            }
            // A short word before a point is likely to be an abbreviation: `Kap.3`.
            let abbreviated = sign == '.'
                && bare.len() == before.len()
                && word.chars().count() < 4
                && !is_frequent(word);
            !word.is_empty()
                && !abbreviated
                && !REFERENCE.contains(word.to_lowercase().as_str())
                && (sign != '.' || word.ends_with(char::is_lowercase))
        }
        _ => before.ends_with(|c: char| c.is_alphabetic() || ".,;!?…“”‘’»«›‹)]".contains(c)),
    }
}

/// Whether what stands behind a number can stand behind the call of a note.
fn goes_on(sign: char, rest: &str) -> bool {
    let next = rest.trim_start();
    match sign {
        // Behind a point a sentence begins; `bis.3 Uhr` is something else.
        '.' | '!' | '?' | '…' => {
            next.chars().next().is_none_or(|c| c.is_uppercase() || "„»«‚›‹“(–[\u{fffc}".contains(c))
        }
        ',' | ';' => next.starts_with(char::is_alphabetic) && rest.starts_with(char::is_whitespace),
        _ => true,
    }
}

fn in_brackets(reading: &Reading<'_>) -> Vec<Range<usize>> {
    if !reading.text().contains('[') {
        return Vec::new();
    }
    let found = IN_BRACKETS.find_iter(reading.text());
    found.map(|whole| whole.range()).filter(|range| reading.passage.is_text(range)).collect()
}

/// `des 6Lustprinzips`: a number right before a noun, as a page number that got into the line.
fn before_nouns<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Finding> + 'r {
    let glued = reading.words.iter().skip(1).filter_map(move |word| {
        let letters = word.text.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = word.text.len() - letters.len();
        let noun = letters.starts_with(char::is_uppercase)
            && letters.chars().count() > 4
            && letters.chars().skip(1).all(char::is_lowercase);
        let plain = (1..=4).contains(&digits) && noun && is_space(reading.text(), word.range.start);
        let german = reading.is_german(word.range.start);
        (plain && german).then(|| (word.range.start..word.range.start + digits, letters))
    });
    glued.map(move |(range, letters)| {
        let number = &reading.text()[range.clone()];
        Finding::new(
            Code::NoteNumber,
            range.clone(),
            format!("`{number}` stands right before `{letters}`"),
            "call the note, `[^…]`; or mark the page, `[…]{.page}`; or take the number out",
        )
    })
}

/// Whether a space stands before an offset.
fn is_space(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_whitespace)
}

fn before_text(reading: &Reading<'_>) -> Option<Finding> {
    let parts = BEFORE_TEXT.captures(reading.text())?;
    let (number, word) = (parts.get(1)?, parts.get(2)?);
    let behind = reading.text()[number.end()..].split_whitespace().next().unwrap_or_default();
    let shown = behind.trim_matches(|c: char| !c.is_alphabetic());
    let shown = if shown.is_empty() { word.as_str() } else { shown };
    Some(Finding::new(
        Code::NoteNumber,
        number.range(),
        format!("`{}` before `{shown}` looks like the number of a note", number.as_str()),
        "make it the text of a note, `[^…]: …`, or take the number out",
    ))
}
