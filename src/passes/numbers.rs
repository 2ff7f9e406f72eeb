//! Notes get their numbers, in the order of their first calls, and their marks.

use std::collections::BTreeMap;

use super::reading::{self, Read};
use crate::ir::{Book, Marks, Restart};
use crate::language::numerals::{alphabetic, roman};

/// Numbers the notes of every series.
pub(super) fn number(book: &mut Book) {
    // By series, and by section where each has a count of its own.
    let mut counts: BTreeMap<(usize, Option<usize>), u32> = BTreeMap::new();
    let mut seen = vec![false; book.notes.len()];
    for Read { note: id, section, .. } in reading::order(book) {
        if std::mem::replace(&mut seen[id.0 as usize], true) {
            continue;
        }
        let note = &mut book.notes[id.0 as usize];
        let series = &book.series[note.series];
        let own = (series.restart == Restart::Section).then_some(section);
        let count = counts.entry((note.series, own)).or_default();
        *count = count.saturating_add(1);
        note.number = *count;
        note.mark = mark(series.marks, *count);
    }
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
