//! Notes get their numbers, in the order of their first calls, and their marks.

use crate::ir::{Book, InlineKind, Marks, NoteId, Restart, Section, walk};

/// Numbers the notes of every series.
pub(super) fn number(book: &mut Book) {
    let mut count = vec![0u32; book.series.len()];
    let mut order: Vec<(NoteId, u32)> = Vec::new();
    let mut seen = vec![false; book.notes.len()];
    for section in &book.sections {
        for (series, settings) in book.series.iter().enumerate() {
            if settings.restart == Restart::Section {
                count[series] = 0;
            }
        }
        for id in calls(section) {
            if !std::mem::replace(&mut seen[id.0 as usize], true) {
                let number = &mut count[book.notes[id.0 as usize].series];
                *number += 1;
                order.push((id, *number));
            }
        }
    }
    for (id, number) in order {
        let note = &mut book.notes[id.0 as usize];
        note.number = number;
        note.mark = mark(book.series[note.series].marks, number);
    }
}

fn calls(section: &Section) -> Vec<NoteId> {
    let mut ids = Vec::new();
    walk::section(section, &mut |inline| {
        if let InlineKind::NoteCall { note: Some(id), .. } = inline.kind {
            ids.push(id);
        }
    });
    ids
}

/// The mark of the `number`th note, from 1.
fn mark(marks: Marks, number: u32) -> String {
    match marks {
        Marks::Decimal => number.to_string(),
        Marks::LowerAlpha => alpha(number),
        Marks::UpperAlpha => alpha(number).to_uppercase(),
        Marks::LowerRoman => roman(number),
        Marks::UpperRoman => roman(number).to_uppercase(),
        // More than three asterisks cannot be told apart: figures take their place.
        Marks::Asterisks if number <= 3 => "*".repeat(number as usize),
        Marks::Asterisks => format!("*{number}"),
    }
}

/// a b … z aa ab …
fn alpha(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

fn roman(mut number: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, letters) in VALUES {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
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
