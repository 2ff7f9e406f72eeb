//! Letters with a full stop at the head of a block: `A. a. O.`, `S. 12`, `H. Heine`, `II. Teil`.
//!
//! Djot takes each for the mark of a list. A list has entries that count on; a letter or a Roman number
//! without a neighbour that does is the text that it looks like.

use std::ops::Range;

use super::Veil;

/// What stands at the head of a block.
struct Head {
    /// Its column, in bytes.
    column: usize,
    /// Whether it is the first in a note, the next in which may have another column.
    in_note: bool,
    /// Whether it is the first in a note or an entry.
    is_first: bool,
    /// What is written before the full stop, and where that is.
    mark: Option<(Range<usize>, usize)>,
}

/// Hides the full stop of marks that no list has.
pub(super) fn hide(text: &str, units: &[Range<usize>], veil: &mut Veil) {
    let heads: Vec<Head> = units.iter().map(|unit| head(text, unit.clone())).collect();
    let mut in_list = vec![false; heads.len()];
    for (n, one) in heads.iter().enumerate() {
        let Some((mark, _)) = &one.mark else { continue };
        let beside = |other: &Head| {
            !other.is_first && (other.column == one.column || one.in_note && other.column > 0)
        };
        // What is indented further belongs to the entry.
        let deeper = |other: &&(usize, &Head)| {
            let other = other.1;
            !beside(other)
                && (other.column > one.column || one.in_note && !other.in_note && other.column > 0)
        };
        let rest = heads.iter().enumerate().skip(n + 1);
        let next = rest.clone().find(|other| !deeper(&other));
        let Some((m, Head { mark: Some((other, _)), .. })) =
            next.filter(|(_, other)| beside(other))
        else {
            continue;
        };
        if counts_on(&text[mark.clone()], &text[other.clone()]) {
            (in_list[n], in_list[m]) = (true, true);
        } else {
            // One that has lost count goes on with the list all the same.
            in_list[m] = in_list[n];
        }
    }
    for (head, in_list) in heads.iter().zip(in_list) {
        if let (Some((_, stop)), false) = (&head.mark, in_list) {
            veil.hide(*stop);
        }
    }
}

fn head(text: &str, unit: Range<usize>) -> Head {
    let start = unit.start;
    let line = text[unit].lines().next().unwrap_or_default();
    let mut rest = line;
    let (mut in_note, mut is_first) = (false, false);
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let inner = if rest.starts_with("[^") {
            in_note = true;
            rest.split_once("]:").map(|(_, inner)| inner)
        } else {
            ["- ", "+ ", "* ", ": "].iter().find_map(|sign| rest.strip_prefix(sign))
        };
        match inner {
            Some(inner) => {
                rest = inner;
                is_first = true;
            }
            None => break,
        }
    }
    let column = line.len() - rest.len();
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_mark = length > 0
        && (length == 1 || roman(&rest[..length]).is_some())
        && rest[length..].strip_prefix('.').is_some_and(|r| r.is_empty() || r.starts_with(' '));
    let mark = start + column..start + column + length;
    let stop = mark.end;
    Head { column, in_note, is_first, mark: is_mark.then_some((mark, stop)) }
}

/// Whether a mark is the next after another: `b` after `a`, `II` after `I`.
fn counts_on(one: &str, next: &str) -> bool {
    let is_capital = |mark: &str| mark.starts_with(|c: char| c.is_ascii_uppercase());
    let letter = |mark: &str| match mark.as_bytes() {
        [letter] => Some(usize::from(*letter)),
        _ => None,
    };
    let follows = |a: Option<usize>, b: Option<usize>| a.zip(b).is_some_and(|(a, b)| a + 1 == b);
    is_capital(one) == is_capital(next)
        && (follows(letter(one), letter(next)) || follows(roman(one), roman(next)))
}

/// The value of a Roman number in letters of one case.
fn roman(mark: &str) -> Option<usize> {
    let lower = mark.to_ascii_lowercase();
    if mark != lower && mark != mark.to_ascii_uppercase() {
        return None;
    }
    let digits = lower.bytes().map(|letter| match letter {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        b'd' => Some(500),
        b'm' => Some(1000),
        _ => None,
    });
    let digits: Vec<usize> = digits.collect::<Option<_>>()?;
    let smaller = |n: usize| digits.get(n + 1).is_some_and(|next| digits[n] < *next);
    let (minus, plus): (Vec<usize>, Vec<usize>) = (0..digits.len()).partition(|n| smaller(*n));
    let sum = |at: Vec<usize>| at.into_iter().map(|n| digits[n]).sum::<usize>();
    sum(plus).checked_sub(sum(minus))
}
