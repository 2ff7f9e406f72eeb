//! Letters that stand for digits, and digits that stand for letters: `l848`, `I9l7`, `0b`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::Finding;
use super::Found;
use super::lexicon::{Text, capital};
use super::reading::Reading;
use crate::diagnostics::Code;
use crate::language::is_frequent;

/// A number in which letters may stand for digits, with its grouping points.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9lIOo|]+(?:[.,][0-9lIOo|]{3})*").expect("a pattern"));
/// Words before a number: `S. l2`.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:\b(?:S|Bd|Bde|Nr|No|Kap|Abschn|Art|Anm|Heft|H|Jg|Sp|Seite|Band|Kapitel|Teil|Vol|p|pp|vol|Abb|Tafel|Anmerkung|Ziff|Abs|Par)\.?|§§?)\s?$",
    )
    .expect("a pattern")
});
/// What stands behind the number of a day.
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\.\s?(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)").expect("a pattern")
});

const HINT: &str = "compare it with the original";

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    for reading in text.readings {
        let line = reading.text();
        let digits = line.contains(|c: char| c.is_ascii_digit());
        if digits {
            found.extend(numbers(reading).map(|finding| Found::at(reading, finding)));
            found.extend(words(text, reading).map(|finding| Found::at(reading, finding)));
        }
        if line.contains("l.") {
            found.extend(days(reading).map(|finding| Found::at(reading, finding)));
        }
    }
}

/// Letters in numbers.
fn numbers<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Finding> + 'r {
    let line = reading.text();
    NUMBER.find_iter(line).filter_map(move |whole| {
        let (number, range) = (whole.as_str(), whole.range());
        let joined =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "_/\\@#".contains(c));
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let letters = number.contains(['l', 'I', 'O', 'o', '|']);
        let alone = !joined(reading.before(range.start)) && !joined(reading.at(range.end));
        if !letters || digits == 0 || !alone || !reading.passage.is_text(&range) {
            return None;
        }
        let right = as_number(number);
        let sure = judge(line, number, &right, &range)?;
        let finding = Finding::new(
            Code::DigitLetter,
            range,
            format!("`{number}` looks like the number `{right}` with a letter in it"),
            if sure { format!("write `{right}`") } else { HINT.to_owned() },
        );
        Some(if sure { finding.corrected(right) } else { finding })
    })
}

fn as_number(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'l' | 'I' | '|' => '1',
            'O' | 'o' => '0',
            c => c,
        })
        .collect()
}

/// Whether a mixed number is surely one; `None` where it is none.
fn judge(line: &str, number: &str, right: &str, range: &Range<usize>) -> Option<bool> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let last = number.chars().next_back()?;
    let head = &number[..number.len() - last.len_utf8()];
    let referred = REFERENCE.is_match(&line[..range.start]);
    let dated = MONTH.is_match(&line[range.end..]);
    if referred || dated {
        return Some(true);
    }
    // `5l` are litres, `8o` is a size of books, `12|` the edge of a table.
    if digits(head) && matches!(last, 'l' | 'o' | '|') {
        return None;
    }
    let year = right.len() == 4 && matches!(&right[..1], "1" | "2");
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    let first_is_digit = number.starts_with(|c: char| c.is_ascii_digit());
    // A letter between digits, or a year with its letters.
    let between = first_is_digit && last.is_ascii_digit();
    let grouped = number.contains(['.', ',']);
    // `1OOO`: no unit or name is written so.
    let zeros = first_is_digit && number.ends_with("OO");
    if (year || between) && count >= 2 || grouped || zeros {
        return Some(true);
    }
    // `O2`, `I1` and `O157` are names of things.
    let name =
        number.starts_with(['O', 'I']) && digits(&number[1..]) || number.starts_with(['|', 'o']);
    if name { None } else { Some(false) }
}

/// `am l. Mai`: a single letter for the number of a day.
fn days<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = Finding> + 'r {
    let line = reading.text();
    line.match_indices("l.").filter_map(move |(at, _)| {
        let alone = !reading.before(at).is_some_and(|c| c.is_alphanumeric() || c == '.');
        let range = at..at + 1;
        (alone && MONTH.is_match(&line[at + 1..]) && reading.passage.is_text(&range)).then(|| {
            Finding::new(
                Code::DigitLetter,
                range,
                "`l` stands for the digit `1` of a date",
                "write `1`",
            )
            .corrected("1")
        })
    })
}

/// Digits in words.
fn words<'r>(text: &'r Text<'_>, reading: &'r Reading<'_>) -> impl Iterator<Item = Finding> + 'r {
    reading.words.iter().enumerate().filter_map(move |(index, word)| {
        let german = reading.is_german(word.range.start);
        let (right, sure) = german.then(|| meant(text, word.text)).flatten()?;
        let right = if reading.begins_sentence(index) && word.text.starts_with('0') {
            capital(&right)
        } else {
            right
        };
        let finding = Finding::new(
            Code::DigitLetter,
            word.range.clone(),
            format!("`{}` looks like `{right}` with a digit in it", word.text),
            if sure { format!("write `{right}`") } else { HINT.to_owned() },
        );
        Some(if sure { finding.corrected(right) } else { finding })
    })
}

/// Whether the digit at the end of a word stands for a letter: `vie1`.
pub(super) fn is_letter_in_disguise(text: &Text<'_>, word: &str) -> bool {
    meant(text, word).is_some()
}

/// Letters for which a digit may stand.
fn letters(digit: char) -> &'static [&'static str] {
    match digit {
        '0' => &["o", "O"],
        '1' => &["l", "i", "I"],
        '8' | '6' => &["ß", "b"],
        '5' => &["s", "S"],
        _ => &[],
    }
}

/// Units and endings behind a one: `1m`, `1er`.
const BEHIND_ONE: &[&str] =
    &["m", "t", "h", "g", "km", "cm", "mm", "ha", "er", "e", "st", "mal", "te", "ste"];

/// Whether a dictionary of the text's language has the word.
fn is_listed(text: &Text<'_>, word: &str) -> bool {
    let language = text.readings.first().map(|reading| &reading.passage.language);
    language.is_some_and(|language| text.spelled(word, language) == Some(true))
}

/// The word that is meant by a word with one digit in it, and whether that is sure.
fn meant(text: &Text<'_>, word: &str) -> Option<(String, bool)> {
    let mut digits = word.char_indices().filter(|(_, c)| c.is_numeric());
    let (at, digit) = digits.next()?;
    let (head, tail) = (&word[..at], &word[at + digit.len_utf8()..]);
    let small = |c: char| c.is_lowercase();
    let plain = tail.chars().all(small) && head.chars().skip(1).all(small);
    if digits.next().is_some()
        || !plain
        || !(head.chars().all(char::is_alphabetic))
        || head.is_empty() && (tail.is_empty() || digit == '1' && BEHIND_ONE.contains(&tail))
        || !head.is_empty()
            && tail.is_empty()
            && text.occurrences(head) + usize::from(is_frequent(head)) > 0
    {
        return None;
    }
    let mut known =
        letters(digit).iter().map(|letter| format!("{head}{letter}{tail}")).filter(|word| {
            is_frequent(word)
                || word.chars().count() > 3
                    && (text.occurrences(word) >= 2 || is_listed(text, word))
        });
    let first = known.next()?;
    // `0b` may be `Ob` and `ob`: that is the same word.
    let same = known.all(|other| other.to_lowercase() == first.to_lowercase());
    let sure = same && !tail.is_empty() && (digit == '0' || !head.is_empty() && digit == '1');
    Some((first, sure))
}
