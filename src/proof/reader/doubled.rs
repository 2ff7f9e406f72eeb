//! Words that stand twice: `der der`, `in der in der`.

use super::super::Finding;
use super::Found;
use super::lexicon::Text;
use super::reading::{Reading, is_space};
use crate::diagnostics::Code;
use crate::ir::walk::LineKind;
use crate::language::is_frequent_within;

/// Words that are said twice on purpose, by language.
const SAID_TWICE: &[(&str, &[&str])] = &[
    (
        "de",
        &[
            "so", "na", "ja", "nein", "ha", "he", "hi", "ho", "hm", "la", "ach", "oh", "ei", "weh",
            "sehr", "viel", "viele", "ganz", "lange", "weit", "nie", "immer", "bald", "hin", "her",
            "bla", "husch", "tick", "tack", "klopf", "poch", "bum", "bim", "wau", "miau",
            "kuckuck", "halt", "wart", "komm", "still", "leise", "langsam", "sachte", "tief",
            "schnell", "sie", "ihr", "baden", "pago", "bora", "duran", "wagga", "walla", "papa",
            "mama",
        ],
    ),
    (
        "en",
        &["that", "had", "very", "no", "yes", "so", "ha", "well", "there", "now", "long", "her"],
    ),
];

/// After these a pronoun may meet an article of the same form: `ob die die Stadt verließen`.
const BEFORE_PRONOUN: &[&str] = &[
    "daß", "dass", "ob", "wenn", "weil", "wie", "als", "da", "bevor", "ehe", "nachdem", "indem",
    "während", "wo", "seit", "bis", "falls", "sobald", "solange", "obwohl", "und", "oder", "sind",
    "haben", "hat", "ist", "war", "wäre", "sei", "wird", "wurde",
];
/// What may stand between the comma of a relative clause and its pronoun: `, in der der Staat`.
const PREPOSITIONS: &[&str] = &[
    "in", "an", "auf", "aus", "bei", "mit", "nach", "von", "vor", "zu", "für", "durch", "um",
    "über", "unter", "gegen", "ohne", "hinter", "neben", "zwischen", "wegen", "trotz", "während",
    "seit",
];
/// Pronouns that begin a clause and articles at once.
const RELATIVE: &[&str] = &["der", "die", "das", "den", "dem", "des", "was", "wer"];

/// The longest group of words that is looked for twice.
const LONGEST: usize = 4;

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    for reading in text.readings.iter().filter(|r| r.passage.kind != LineKind::Verse) {
        let mut next = 0;
        for first in 0..reading.words.len() {
            if first < next {
                continue;
            }
            let Some(count) = (1..=LONGEST).find(|count| is_doubled(reading, first, *count)) else {
                continue;
            };
            next = first + count;
            if !is_meant(reading, first, count) && !is_exclaimed(text, reading, first, count) {
                found.push(Found::at(reading, told(reading, first, count)));
            }
        }
    }
}

/// Whether `count` words from `first` on stand a second time, with nothing but spaces between.
fn is_doubled(reading: &Reading<'_>, first: usize, count: usize) -> bool {
    let words = &reading.words;
    let Some(group) = words.get(first..first + 2 * count) else { return false };
    let same =
        |a: &str, b: &str| a == b || first_of_sentence(reading, first) && is_capital_of(a, b);
    (0..count).all(|n| {
        if n == 0 {
            same(group[0].text, group[count].text)
        } else {
            group[n].text == group[n + count].text
        }
    }) && (first..first + 2 * count - 1).all(|at| is_space(reading.gap(at)))
        && reading.language(group[0].range.start) == reading.language(group[count].range.start)
}

fn first_of_sentence(reading: &Reading<'_>, word: usize) -> bool {
    reading.begins_sentence(word)
}

/// `Die` and `die`; but `Waren waren` are two words
fn is_capital_of(capital: &str, small: &str) -> bool {
    let (mut a, mut b) = (capital.chars(), small.chars());
    match (a.next(), b.next()) {
        (Some(x), Some(y)) => {
            x.to_lowercase().eq(y.to_lowercase())
                && y.is_lowercase()
                && a.eq(b)
                && !is_frequent_within(capital)
        }
        _ => false,
    }
}

/// Whether the words may well stand twice.
fn is_meant(reading: &Reading<'_>, first: usize, count: usize) -> bool {
    let start = reading.words[first].range.start;
    let primary = reading.language(start).primary();
    let Some((_, twice)) = SAID_TWICE.iter().find(|(language, _)| *language == primary) else {
        // Nothing is known of what other languages double.
        return true;
    };
    let group: Vec<String> =
        reading.words[first..first + count].iter().map(|word| word.text.to_lowercase()).collect();
    let letters = group.iter().any(|word| word.chars().count() > 1)
        && group.iter().all(|word| word.chars().all(char::is_alphabetic));
    if !letters || is_roman(reading.words[first].text) {
        return true;
    }
    if count > 1 {
        // `weiter und weiter und weiter`, `Schritt für Schritt für Schritt`, `von Haus zu Haus zu gehen`
        let linked = [
            "und", "zu", "von", "für", "um", "an", "auf", "bei", "nach", "oder", "mehr", "and",
            "by",
        ];
        return group.iter().any(|word| linked.contains(&word.as_str())) && group.len() < 3
            || group.iter().all(|word| twice.contains(&word.as_str()));
    }
    twice.contains(&group[0].as_str())
        || is_one_of(reading, first, group[0].as_str())
        || RELATIVE.contains(&group[0].as_str()) && is_relative(reading, first)
}

/// `Marie Marie!`, and `ju ju`, that no dictionary has: calls, and sounds of speech.
fn is_exclaimed(text: &Text<'_>, reading: &Reading<'_>, first: usize, count: usize) -> bool {
    let word = &reading.words[first];
    let called = word.text.starts_with(char::is_uppercase)
        && reading.begins_sentence(first)
        && reading.gap(first + 1).starts_with('!');
    let sound = word.text.starts_with(char::is_lowercase)
        && word.text.chars().count() < SOUND
        && text.spelled(word.text, reading.language(word.range.start)) == Some(false);
    count == 1 && (called || sound)
}

/// Fewest letters of a word that is no mere sound.
const SOUND: usize = 5;

/// `die eine eine Scheibe ist`, `gleicht der der Engel`: a pronoun before its verb, before its article.
fn is_one_of(reading: &Reading<'_>, first: usize, word: &str) -> bool {
    let article = |word: &str| RELATIVE.contains(&word);
    let before = first.checked_sub(1).map(|at| reading.words[at].text);
    let behind = reading.words.get(first + 2).map(|word| word.text);
    let within = is_space(reading.lead(first));
    match word {
        "eine" | "einen" | "einem" | "einer" => within && before.is_some_and(article),
        // That of the angels; but at the beginning of a sentence it is a slip.
        "der" => {
            within
                && !reading.begins_sentence(first)
                && behind.is_some_and(|word| word.starts_with(char::is_uppercase))
                && !before.is_some_and(is_frequent_within)
        }
        _ => false,
    }
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "IVXLCDM".contains(c))
}

/// Whether the first of two equal words may be a pronoun that begins a clause.
fn is_relative(reading: &Reading<'_>, first: usize) -> bool {
    let lead = reading.lead(first);
    if first == 0 {
        return false;
    }
    let before = reading.words[first - 1].text.to_lowercase();
    if !is_space(lead) {
        // A comma, a dash, a bracket; but a sentence does not begin with two articles.
        return !lead.contains(['.', '!', '?']);
    }
    BEFORE_PRONOUN.contains(&before.as_str())
        || PREPOSITIONS.contains(&before.as_str())
            && reading.lead(first - 1).contains([',', '–', '('])
}

fn told(reading: &Reading<'_>, first: usize, count: usize) -> Finding {
    let words = &reading.words;
    let range = words[first].range.start..words[first + 2 * count - 1].range.end;
    let shown = &reading.text()[range.clone()];
    let once = &reading.text()[words[first].range.start..words[first + count - 1].range.end];
    let what = if count == 1 { "the same word stands twice" } else { "the same words stand twice" };
    Finding::new(
        Code::DoubledWord,
        range,
        format!("{what}: `{shown}`"),
        format!("write `{once}`; a comma, if both are meant"),
    )
}
