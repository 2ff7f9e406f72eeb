//! The numbers of pages that got into the text with the lines around them: `der alte 217 Mann ging`.

use std::ops::Range;

use super::super::Finding;
use super::Found;
use super::lexicon::Text;
use super::reading::{Reading, is_space};
use crate::diagnostics::Code;
use crate::ir::walk::LineKind;

/// Articles and pronouns of one thing alone, behind which an adjective and a number cannot stand; what
/// has a plural of the same form (`der alten 20 Bände`) is none.
const SINGULAR: &str = "\
    ein eine einem einen einer eines kein keine keinem keinen keiner keines dem des das im am zum zur vom beim ins \
    dieses diesem jedes jedem jeder jede jeden jenes jenem welches welchem";
/// Those that are of one thing if the adjective behind them ends in `-e`: `der alte`, `die alte`.
const WITH_E: &str = "der die diese dieser jene jener";
/// What is counted or measured by the number before it.
const MEASURES: &str = "\
    Uhr Mal Grad Prozent Mark Pfennig Euro Cent Dollar Franken Gulden Taler Thaler Kreuzer Groschen Pfund Zentner Kilo \
    Gramm Liter Meter Kilometer Zentimeter Millimeter Fuß Zoll Ellen Meilen Jahre Jahren Monate Monaten Wochen Tage \
    Tagen Stunden Minuten Sekunden Seiten Blatt Bogen Stück PS Volt Watt Ampere Bit Byte";
/// Small words behind which, or before which, a number has its place.
const BESIDE_NUMBERS: &str = "\
    um von bis auf mit zu aus in nach vor über unter gegen etwa ca circa rund fast als und oder ist sind war waren hat je \
    für bei an ab seit zwischen gleich mal pro plus minus nur noch knapp genau den die der das wie durch anno mehr \
    weniger à werden wird beträgt betrug";

/// Largest number of a page; what is larger is a year as often as not.
const LARGEST: u32 = 999;
/// How far the numbers of neighbouring pages are apart, and how many numbers are looked over for one.
const APART: std::ops::RangeInclusive<u32> = 1..=2;
const NEAR: usize = 2;

/// A number between two words of a sentence.
struct Number {
    reading: usize,
    range: Range<usize>,
    value: u32,
    /// Whether no number can stand there.
    sure: bool,
    /// Whether a number is seldom there.
    likely: bool,
}

pub(super) fn find(text: &Text<'_>, found: &mut Vec<Found>) {
    let numbers: Vec<Number> = text
        .readings
        .iter()
        .enumerate()
        .filter(|(_, r)| r.passage.kind == LineKind::Prose && !r.passage.note)
        .flat_map(|(at, reading)| numbers(at, reading))
        .collect();
    let likely: Vec<&Number> = numbers.iter().filter(|one| one.sure || one.likely).collect();
    for (at, one) in likely.iter().enumerate() {
        let mut after = likely[at + 1..].iter().take(NEAR);
        let mut before = likely[..at].iter().rev().take(NEAR);
        let goes_on = |first: &Number, second: &Number| {
            first.reading != second.reading
                && second.value.checked_sub(first.value).is_some_and(|by| APART.contains(&by))
        };
        let in_row =
            after.any(|next| goes_on(one, next)) || before.any(|earlier| goes_on(earlier, one));
        if one.sure || in_row {
            found.push(Found::at(&text.readings[one.reading], told(one)));
        }
    }
}

fn told(number: &Number) -> Finding {
    let value = number.value;
    Finding::new(
        Code::NoteNumber,
        number.range.clone(),
        format!("`{value}` stands within a sentence like the number of a page"),
        format!("mark the page, `[{value}]{{.page}}`, or take the number out"),
    )
}

fn numbers<'r>(at: usize, reading: &'r Reading<'_>) -> impl Iterator<Item = Number> + 'r {
    let is_in = |list: &str, word: &str| list.split_whitespace().any(|other| other == word);
    (2..reading.words.len().saturating_sub(1)).filter_map(move |index| {
        let word = &reading.words[index];
        let digits = word.text.bytes().all(|byte| byte.is_ascii_digit());
        let alone = is_space(reading.lead(index)) && is_space(reading.gap(index));
        if !digits || !alone || word.text.starts_with('0') || !reading.is_german(word.range.start) {
            return None;
        }
        let value = word.text.parse().ok().filter(|value| *value <= LARGEST)?;
        let (article, before) = (reading.words[index - 2].text, reading.words[index - 1].text);
        let next = reading.words[index + 1].text;
        let small = |word: &str| word.starts_with(char::is_lowercase) && word.chars().count() > 1;
        let article = article.to_lowercase();
        let adjective = small(before)
            && before.chars().count() > 3
            && ["e", "en", "er", "es", "em"].iter().any(|end| before.ends_with(end));
        let one_thing = is_space(reading.lead(index - 1))
            && (is_in(SINGULAR, &article) || is_in(WITH_E, &article) && before.ends_with('e'));
        let noun = next.starts_with(char::is_uppercase) && !is_in(MEASURES, next);
        let likely = small(before)
            && small(next)
            && !is_in(BESIDE_NUMBERS, before)
            && !is_in(BESIDE_NUMBERS, next);
        let sure = adjective && one_thing && noun;
        Some(Number { reading: at, range: word.range.clone(), value, sure, likely })
    })
}
