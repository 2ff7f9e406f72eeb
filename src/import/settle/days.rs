//! Dates: of letters, of journals, and years that something is told under.

use super::captions::names_picture;
use super::numerals;
use super::plain::{is_long, without_call};
use super::source::{Role, Source};

/// How many days a journal has at least.
const FEWEST_DAYS: usize = 10;

/// Whether a text is told under dates: right above those of letters stand signatures, above those of journals mostly text.
pub(super) fn is_journal(source: &Source, lines: &[usize]) -> bool {
    let days = lines.iter().filter(|line| is_day(source.line(**line)));
    let (mut all, mut signed) = (0, 0);
    for day in days {
        all += 1;
        let above = day.checked_sub(1).filter(|above| source.lines[*above].role == Role::Text);
        signed += usize::from(above.is_some_and(|above| {
            let text = source.line(above);
            !is_long(source, above) && !names_picture(text) && !is_day(text)
        }));
    }
    all >= FEWEST_DAYS && signed * 3 <= all
}

/// Years below a space that is wide, and wider than the one below them, if most lines that are years stand so: others date poems.
pub(super) fn years(source: &Source, found: &[usize]) -> Vec<usize> {
    let all = found.iter().copied().filter(|line| is_year(source.line(*line)));
    let (heading, other): (Vec<usize>, Vec<usize>) = all.partition(|line| {
        let space = source.lines[*line].space;
        source.is_set_off(*line)
            && source.lines.get(line + 1).is_some()
            && (is_long(source, line + 1) || space > source.space_below(*line))
    });
    if heading.len() > other.len() { heading } else { Vec::new() }
}

/// `1815`, `1815.`: a year that something is told under.
pub(super) fn is_year(text: &str) -> bool {
    numerals::year(without_call(text).trim_end_matches('.')).is_some()
}

/// `Rom, den 2. Mai 1506`: the date of a letter, with its place.
pub(super) fn is_date(text: &str) -> bool {
    if names_day(text) {
        return true;
    }
    let year = text.rsplit(' ').next().unwrap_or_default();
    let dated = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = |text: &str| {
        text.split_whitespace()
            .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            .count()
    };
    dated
        && text.split_once(',').is_some_and(|(_, day)| numbers(day) == 2)
        && text.split_whitespace().count() <= 8
}

/// `Den 2. März`, `Muster, den 3. Mai, abends`: a day and a month, in no sentence.
fn names_day(text: &str) -> bool {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| matches!(c, '_' | '=' | '*')))
        .collect();
    let is_article = |word: &str| matches!(word, "den" | "Den" | "le" | "Le");
    let place = words.iter().take(3).position(|word| is_article(word));
    let day = place.and_then(|at| Some((words.get(at + 1)?, words.get(at + 2)?)));
    words.len() <= 8
        && day.is_some_and(|(day, month)| {
            let number = day.trim_end_matches(|c: char| !c.is_ascii_digit());
            number.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
                && month.starts_with(char::is_alphabetic)
        })
}

/// A line that is the date of what is told below it.
pub(super) fn is_day(text: &str) -> bool {
    is_date(text.trim_end_matches('.'))
}
