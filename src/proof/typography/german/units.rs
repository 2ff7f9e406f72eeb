//! Numbers and their units; the minus sign.

use super::super::super::Finding;
use super::super::line::{BLANK, GAP, Line, NARROW, pattern};
use super::super::marks::is_mark;
use crate::diagnostics::Code;

pattern!(
    UNIT,
    "([0-9])({GAP})(%|‰|°C|°F|°R|€|£|\\$|km²|km|cm|mm|dm|m²|m³|kg|mg|ml|ha|kWh|kW|MW|Hz|kHz|MHz|\
        Mio\\.|Mrd\\.|Tsd\\.)"
);
pattern!(SHORT_UNIT, "([0-9])({BLANK})([mgtlh])");
pattern!(MINUS, "([-–])([0-9]+(?:,[0-9]+)?)({GAP}(?:°|%|‰|Grad|Prozent))?");

/// `20%`, `5 °C` with an ordinary space.
pub(super) fn find(line: &Line<'_>, out: &mut Vec<Finding>) {
    for unit in [&*UNIT, &*SHORT_UNIT] {
        for found in unit.captures_iter(line.text) {
            let whole = found.get(0).expect("a match").range();
            let gap = found.get(2).expect("a gap, be it empty").range();
            // `20%ig`, `100m-Lauf`, `5 m.`
            let goes_on = line.after(whole.end).is_some_and(|c| c.is_alphanumeric() || c == '-')
                || found[3].len() == 1
                    && line.after(whole.end) == Some('.')
                    && found[3].chars().all(char::is_alphabetic);
            let digits: usize = line.text[..gap.start]
                .chars()
                .rev()
                .take(12)
                .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
                .map(char::len_utf8)
                .sum();
            let points = line.text[gap.start - digits..].find(|c: char| c.is_ascii_digit());
            let number = gap.start - digits + points.unwrap_or(0)..whole.end;
            if !goes_on && line.begins(number.start) {
                line.hold(out, Code::UnitSpace, number, gap, NARROW);
            }
        }
    }
}

/// `-5 °C`. Only a unit makes it certain: without one it may be an option of a program, a label, a
/// time zone.
pub(super) fn minus(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in MINUS.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let sign = found.get(1).expect("a sign");
        let has_unit = found.get(3).is_some();
        let hyphen = sign.as_str() == "-";
        let left = line.before(whole.start);
        let apart = left.is_none_or(|c| c.is_whitespace() || "([„".contains(c));
        let behind = line.after(whole.end);
        let goes_on = !has_unit
            && behind.is_some_and(|c| {
                c.is_alphanumeric() || "-–./:".contains(c) && has_digit(line, whole.end)
            });
        let before = line.word_before(whole.start);
        // `126 -146` is a range gone wrong, `Bände 3- und -5` leaves a word out.
        let doubt = before.ends_with(|c: char| c.is_ascii_digit() || c == '.')
            || ["und", "oder"].contains(&before)
            || left.is_none();
        if !apart || goes_on || !has_unit && (doubt || !hyphen) {
            continue;
        }
        if has_unit && before.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if !has_unit && is_name(line, whole.clone(), &found[2]) {
            continue;
        }
        let number = format!("{}{}", sign.as_str(), &found[2]);
        let name = if hyphen { "a hyphen" } else { "a dash" };
        let message = format!("`{number}` has {name} for the minus sign");
        let hint = format!("write `−{}`", &found[2]);
        let place = (Code::Minus, sign.range());
        if has_unit {
            line.correct(out, place, "−", message, hint);
        } else {
            line.tell(out, place, message, hint);
        }
    }
}

/// `„-3“`, `(-0700)`: what is quoted by its letters, and no number that one counts with.
fn is_name(line: &Line<'_>, range: std::ops::Range<usize>, digits: &str) -> bool {
    let quoted =
        line.before(range.start).is_some_and(is_mark) && line.after(range.end).is_some_and(is_mark);
    quoted || digits.len() > 1 && digits.starts_with('0')
}

fn has_digit(line: &Line<'_>, at: usize) -> bool {
    line.text[at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}
