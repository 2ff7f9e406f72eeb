//! Dates: day and month stay on one line.

use super::super::super::Finding;
use super::super::line::{GAP, Line, NARROW, NO_BREAK, holds, pattern};
use super::words::MONTHS;
use crate::diagnostics::Code;

pattern!(NAMED, "([0-9]{{1,2}})\\.({GAP})({MONTHS})");
pattern!(NUMERIC, "([0-9]{{1,2}})\\.({GAP})([0-9]{{1,2}})\\.(?:({GAP})([0-9]{{4}}|[0-9]{{2}}))?");

/// `2. Dezember`
pub(super) fn named(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in NAMED.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let day = is_day(&found[1]);
        if day
            && line.begins(whole.start)
            && line.ends(whole.end)
            && !within_number(line, whole.start)
        {
            let gap = found.get(2).expect("a gap, be it empty").range();
            line.hold(out, Code::DateSpace, whole, gap, NO_BREAK);
        }
    }
}

/// `30.11.1917`, `am 30.11.`
pub(super) fn numeric(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in NUMERIC.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let (day, month) = (&found[1], &found[3]);
        let month = month.parse().is_ok_and(|month: u8| (1..=12).contains(&month));
        let year = found.get(5).map_or(0, |year| year.len());
        // Without a full year it may be the number of a chapter.
        let certain = year == 4 || is_dated(line.word_before(whole.start));
        let alone = line.begins(whole.start)
            && line.ends(whole.end)
            && !within_number(line, whole.start)
            && !(line.after(whole.end) == Some('.')
                && line.text[whole.end + 1..].starts_with(|c: char| c.is_ascii_digit()));
        if !(is_day(day) && month && certain && alone && line.free(&whole)) {
            continue;
        }
        let first = found.get(2).expect("a gap, be it empty");
        let gaps = [Some(first), found.get(4).filter(|_| year > 0)];
        let text = &line.text[whole.clone()];
        let wrong = || gaps.iter().flatten().filter(|gap| !holds(gap.as_str()));
        let (Some(from), Some(to)) = (wrong().next(), wrong().next_back()) else { continue };
        let closed = gaps.iter().flatten().any(|gap| gap.is_empty());
        let numbers: Vec<&str> = [found.get(1), found.get(3), found.get(5)]
            .into_iter()
            .flatten()
            .map(|number| number.as_str())
            .collect();
        let stop = if year == 0 { "." } else { "" };
        let message = if closed {
            format!("`{text}` is closed up")
        } else {
            format!("`{text}` could be torn apart at a line end")
        };
        let hint = format!("put no-break spaces between: `{}{stop}`", numbers.join(".\\ "));
        let range = from.start()..to.end();
        let between = if from == to { "" } else { &found[3] };
        let right = match between {
            "" => NARROW.to_owned(),
            month => format!("{NARROW}{month}.{NARROW}"),
        };
        line.correct(out, (Code::DateSpace, range), &right, message, hint);
    }
}

fn is_day(day: &str) -> bool {
    day.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

/// Words before a date.
fn is_dated(word: &str) -> bool {
    ["am", "vom", "den", "dem", "zum", "bis", "ab", "seit", "geb.", "gest."].contains(&word)
}

/// `1.2.3. Mai`: digits go on before it.
fn within_number(line: &Line<'_>, start: usize) -> bool {
    line.before(start).is_some_and(|c| ".,-/:".contains(c))
        && line.text[..start - 1].ends_with(|c: char| c.is_ascii_digit())
}
