//! Numbers as texts write them: digits, superscript digits, Roman numerals.

use std::ops::Range;

use crate::language::numerals;

/// Longest run of digits that is read as a number: a note's number has four at most.
const LONGEST: usize = 4;

/// A run of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) value: u32,
    pub(super) superscript: bool,
}

/// All runs of digits in a range that can number a note: no leading zero, four digits at most.
pub(super) fn runs(text: &str, range: Range<usize>) -> impl Iterator<Item = Run> + '_ {
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let rest = &text[at..range.end];
            let Some(found) = rest.find(|c: char| digit(c).is_some()) else {
                at = range.end;
                break;
            };
            let start = at + found;
            let (run, end) = run(text, start, range.end);
            at = end;
            if run.is_some() {
                return run;
            }
        }
        None
    })
}

/// Reads the run that begins at `start`; the offset is where it ends, number or not.
fn run(text: &str, start: usize, end: usize) -> (Option<Run>, usize) {
    let superscript = !text.as_bytes()[start].is_ascii_digit();
    let (mut value, mut count, mut stop) = (0_u32, 0, start);
    for c in text[start..end].chars() {
        match digit(c) {
            Some((d, high)) if high == superscript => {
                value = value.saturating_mul(10).saturating_add(d);
                count += 1;
                stop += c.len_utf8();
            }
            _ => break,
        }
    }
    let leading_zero = value == 0 || (count > 1 && value < 10_u32.pow(count.min(5) as u32 - 1));
    let run = (count <= LONGEST && !leading_zero).then_some(Run {
        range: start..stop,
        value,
        superscript,
    });
    (run, stop)
}

/// The value of a digit, and whether it is a superscript one.
pub(super) fn digit(c: char) -> Option<(u32, bool)> {
    match c {
        '0'..='9' => Some((u32::from(c) - u32::from('0'), false)),
        '¹' => Some((1, true)),
        '²' => Some((2, true)),
        '³' => Some((3, true)),
        '⁰' | '⁴'..='⁹' => Some((u32::from(c) - u32::from('⁰'), true)),
        _ => None,
    }
}

/// The value of a Roman numeral in capitals, written as it should be: `XIV`, not `XIIII`.
pub(in crate::import) fn roman(text: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] = [
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let (mut rest, mut value) = (text, 0);
    for (part, worth) in PARTS {
        let most = if matches!(worth, 1 | 10 | 100) { 3 } else { 1 };
        for _ in 0..most {
            if let Some(tail) = rest.strip_prefix(part) {
                (rest, value) = (tail, value + worth);
            }
        }
    }
    // `IVI` or `XCX` would pass the table, but not the way back
    (rest.is_empty() && value > 0 && numerals::roman(value.into()) == text).then_some(value)
}

/// A year of print: 1450 to 2099.
pub(super) fn year(text: &str) -> Option<u32> {
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let value = plain.then(|| text.parse().ok()).flatten()?;
    (1450..=2099).contains(&value).then_some(value)
}
