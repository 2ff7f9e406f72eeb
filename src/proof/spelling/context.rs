//! What stands around a word and makes it right: the point of an abbreviation, an apostrophe, the
//! hyphen of a part.

use std::ops::Range;

use super::forms;
use super::lexicon::{Lexicon, Verdict};
use super::speller::Speller;

/// Longest abbreviation that is told by its point alone, in letters.
const ABBREVIATION: usize = 7;

/// Abbreviations of books and notes that lists do not have.
const ABBREVIATIONS: &[&str] = &[
    "abgedr", "abt", "anm", "art", "aufl", "ausg", "bd", "bde", "bearb", "bes", "bl", "cf", "ders",
    "dies", "diss", "ebd", "ebda", "ed", "eds", "eingel", "erg", "erl", "erw", "et", "fasc", "ff",
    "fn", "hg", "hgg", "hrsg", "hrsgg", "ibd", "ibid", "insbes", "jb", "jg", "jgg", "kap", "lfg",
    "lt", "masch", "ms", "mschr", "nachdr", "neudr", "nr", "nrn", "op", "reprogr", "sc", "sign",
    "sp", "str", "taf", "tl", "tle", "tit", "übers", "ungedr", "urspr", "verb", "verf", "verm",
    "vers", "vgl", "vol", "vols", "vorw", "zit", "zs", "zschr",
];

/// Whether an unknown word is right where it stands.
pub(super) fn excuses(
    text: &str,
    range: &Range<usize>,
    speller: &Speller<'_>,
    lexicon: &Lexicon,
) -> bool {
    if is_in_name_of_file(text, range) {
        return true;
    }
    let word = forms::plain(&text[range.clone()]);
    let behind = &text[range.end..];
    let before = text[..range.start].chars().next_back();
    match behind.chars().next() {
        Some('.') if is_abbreviation(&word, &behind[1..], lexicon) => return true,
        // An `e` left out at the end: `hab’`, `Lieb’`.
        Some('’' | '\'') if lexicon.judge(&format!("{word}'")) != Verdict::Unknown => {
            return true;
        }
        _ => {}
    }
    if is_half_of_one(&word, &text[..range.start], lexicon) {
        return true;
    }
    let hyphen = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    (hyphen(before) || hyphen(behind.chars().next())) && speller.is_part(&word, lexicon)
}

/// `zu nichte`, `im stande`: the second half of a word that was once written as two.
fn is_half_of_one(word: &str, before: &str, lexicon: &Lexicon) -> bool {
    let first = before.strip_suffix(' ').and_then(|head| head.rsplit(' ').next()).unwrap_or("");
    lexicon.is_german()
        && (2..=3).contains(&first.len())
        && word.chars().count() > 3
        && word.chars().all(char::is_lowercase)
        && lexicon.lists(first)
        && lexicon.lists(&format!("{first}{word}"))
}

/// Whether the word is a piece of an address or of a file's name: `marxists.org`, `book.typ`.
fn is_in_name_of_file(text: &str, range: &Range<usize>) -> bool {
    let joint = |c: char| matches!(c, '.' | '_' | '\\');
    let mut behind = text[range.end..].chars();
    let mut before = text[..range.start].chars().rev();
    behind.next().is_some_and(joint) && behind.next().is_some_and(char::is_lowercase)
        || before.next().is_some_and(joint)
            && before.next().is_none_or(|c| c.is_alphanumeric() || c.is_whitespace())
            && text[range.clone()].starts_with(char::is_lowercase)
}

/// Whether the point behind a word is that of an abbreviation; `behind`: what follows the point.
fn is_abbreviation(word: &str, behind: &str, lexicon: &Lexicon) -> bool {
    if ABBREVIATIONS.contains(&word.to_lowercase().as_str()) || lexicon.lists(&format!("{word}.")) {
        return true;
    }
    let goes_on = behind.trim_start().starts_with(|c: char| {
        c.is_lowercase() || c.is_numeric() || matches!(c, ',' | ';' | ':' | ')')
    });
    goes_on && word.chars().count() <= ABBREVIATION
}
