//! What a word says of the language it stands in.

use super::super::lexicon::Text;
use super::super::reading::Reading;
use crate::ir::Language;
use crate::language::function::{Evidence, LANGUAGES, Weight, evidence};
use crate::language::is_frequent;

/// What a word says in a text of a language.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// It belongs to the language of the text.
    Own,
    /// It belongs to it, and to others too, or it is a noun and may be a name.
    Both,
    /// It is a function word of others.
    Foreign(Evidence),
    /// It stands in small letters and is unknown.
    Unknown,
    /// It tells nothing: a name, a number.
    Name,
}

/// Whether a word stands in the sentences of a language alone.
pub(super) fn is_full(kind: WordKind) -> bool {
    matches!(kind, WordKind::Foreign(of) if of.contains(&Some(Weight::Full)))
}

/// What a word says in a text of a language.
pub(super) fn kind(
    text: &Text<'_>,
    reading: &Reading<'_>,
    index: usize,
    primary: &str,
) -> WordKind {
    let form = text.form(&reading.words[index]);
    let word = reading.words[index].text;
    let language = reading.language(reading.words[index].range.start);
    if !word.chars().any(char::is_alphabetic) {
        return WordKind::Name;
    }
    let of = form.evidence;
    let own = LANGUAGES.iter().position(|l| *l == primary).and_then(|at| of[at]);
    let others = LANGUAGES.iter().zip(of).any(|(l, weight)| *l != primary && weight.is_some());
    let frequent = primary == "de" && form.is_frequent;
    let small = word.starts_with(char::is_lowercase);
    match (own.is_some() || frequent, others) {
        (true, true) => WordKind::Both,
        (true, false) if own.is_none() && !small && !is_frequent(&word.to_lowercase()) => {
            WordKind::Both
        }
        (true, false) => WordKind::Own,
        (false, true) => WordKind::Foreign(of),
        (false, false) if small && primary == "de" && !is_german(text, word, language) => {
            WordKind::Unknown
        }
        (false, false) if small && primary == "de" => WordKind::Own,
        (false, false) => WordKind::Name,
    }
}

/// What a word says of languages; of `l’homme` its elided article does.
pub(in super::super) fn evidence_of(word: &str) -> Evidence {
    let whole = evidence(word);
    if whole.iter().any(Option::is_some) {
        return whole;
    }
    let elided = word.split_once(['’', '\'']).map(|(head, _)| head.to_lowercase());
    match elided.as_deref() {
        Some("d" | "l" | "qu" | "s" | "c" | "j" | "n" | "m") => evidence("l"),
        Some("dell" | "nell" | "all" | "dall" | "sull") => evidence("dei"),
        _ => whole,
    }
}

/// Whether a word in small letters looks like one of the text's own language.
fn is_german(text: &Text<'_>, word: &str, language: &Language) -> bool {
    const ENDS: [&str; 16] = [
        "ung", "ungen", "lich", "liche", "lichen", "isch", "ische", "ischen", "keit", "heit",
        "schaft", "chen", "ierte", "ierten", "iert", "ieren",
    ];
    word.contains(['ä', 'ö', 'ü', 'ß'])
        || text.occurrences(word) > 2
        || ENDS.iter().any(|end| word.ends_with(end))
        || text.spelled(word, language) == Some(true)
}
