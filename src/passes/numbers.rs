//! Notes get their calls in reading order, their numbers in the order of their first calls, and their marks.

use std::collections::BTreeMap;

use super::reading::{Found, Read};
use crate::ir::{Arrangement, Call, Called, Marks, NoteEntry, Notes, Restart, SectionId, SeriesId};
use crate::language::numerals::{alphabetic, roman};

/// Numbers the notes of every series; `order` are the calls as they are read.
pub(super) fn number(arrangement: &Arrangement, found: Found, order: &[Read]) -> Notes {
    // By series, and by section where each has a count of its own.
    let mut counts: BTreeMap<(SeriesId, Option<SectionId>), u32> = BTreeMap::new();
    let mut called: BTreeMap<_, Called> = BTreeMap::new();
    let mut calls = BTreeMap::new();
    for Read { call, note: id, section } in order {
        let id_of_series = found.written(arrangement, *id).series;
        let series = arrangement.manuscript.series(id_of_series);
        let own = (series.restart == Restart::Section).then_some(*section);
        let called = called.entry(*id).or_insert_with(|| {
            let count = counts.entry((id_of_series, own)).or_default();
            *count = count.saturating_add(1);
            Called { number: *count, mark: mark(series.marks, *count), calls: Vec::new() }
        });
        let ordinal = u32::try_from(called.calls.len()).unwrap_or(u32::MAX);
        called.calls.push(*section);
        calls.insert(*call, Call { note: *id, ordinal });
    }
    let list = found.ids().zip(&found.places).map(|(id, &(section, at))| {
        let called = called.remove(&id);
        NoteEntry { section, at, called, refers: None }
    });
    Notes { list: list.collect(), calls }
}

/// The mark of the `number`th note, from 1.
fn mark(marks: Marks, number: u32) -> String {
    match marks {
        Marks::Decimal => number.to_string(),
        Marks::LowerAlpha => alphabetic(number.into()),
        Marks::UpperAlpha => alphabetic(number.into()).to_uppercase(),
        Marks::LowerRoman => roman(number.into()).to_lowercase(),
        Marks::UpperRoman => roman(number.into()),
        // More than three asterisks cannot be told apart: figures take their place.
        Marks::Asterisks if number <= 3 => "*".repeat(number as usize),
        Marks::Asterisks => format!("*{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_all_kinds() {
        for (marks, number, expected) in [
            (Marks::Decimal, 12, "12"),
            (Marks::LowerAlpha, 1, "a"),
            (Marks::LowerAlpha, 26, "z"),
            (Marks::UpperAlpha, 28, "AB"),
            (Marks::LowerRoman, 14, "xiv"),
            (Marks::UpperRoman, 1999, "MCMXCIX"),
            (Marks::Asterisks, 3, "***"),
            (Marks::Asterisks, 4, "*4"),
        ] {
            assert_eq!(mark(marks, number), expected);
        }
    }
}
