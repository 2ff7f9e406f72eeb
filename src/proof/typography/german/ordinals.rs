//! Ordinal numbers and what they count; rulers and their numbers.

use std::ops::Range;

use super::super::super::Finding;
use super::super::line::{GAP, Line, NO_BREAK, is_blank, pattern};
use super::words::{MONTHS, is_counted, is_determiner, is_roman, starts_sentence};
use crate::diagnostics::Code;

pattern!(ORDINAL, "([0-9]{{1,3}}|[IVX]+)\\.({GAP})(\\p{{Lu}}\\p{{Ll}}+)");
pattern!(
    RULER,
    "(Ludwigs?|Wilhelms?|Friedrichs?|Heinrichs?|Karls?|Ottos?|Franz|Josephs?|Josefs?|Leopolds?|\
        Rudolfs?|Georgs?|Eduards?|Jakobs?|Philipps?|Ferdinands?|Johanns?|Johannes|Paul|Pius|\
        Leos?|Benedikts?|Gregors?|Innozenz|Clemens|Klemens|Alexanders?|Nikolaus|Peters?|\
        Katharinas?|Elisabeths?|Gustavs?|Christians?|Maximilians?|Alfons|Napoleons?|Louis|\
        Charles|Henri|Ramses|Ptolemäus|Konrads?|Sixtus|Urbans?|Iwans?|Sigismunds?|Emanuels?|\
        Albrechts?|Ernst|Adolfs?|Adolphs?|Christophs?|Richards?|Bonifaz|\
        Bonifatius)(\\x20)([IVX]+)"
);

/// `II. Kongreß`, `3. Weltkongreß`
pub(super) fn find(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in ORDINAL.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let gap = found.get(2).expect("a gap, be it empty").range();
        let (number, noun) = (&found[1], &found[3]);
        let roman = number.starts_with(|c: char| c.is_ascii_alphabetic());
        if !(line.begins(whole.start) && line.ends(whole.end)) || roman && !is_roman(number) {
            continue;
        }
        let month = MONTHS.split('|').any(|month| month == noun);
        if !month && counts(line, whole.clone(), noun) {
            line.hold(out, Code::OrdinalSpace, whole, gap, NO_BREAK);
        }
    }
    rulers(line, out);
}

/// Whether the number is an ordinal of the noun, and no sentence ends between them.
fn counts(line: &Line<'_>, Range { start, end }: Range<usize>, noun: &str) -> bool {
    if starts_sentence(noun) {
        return false;
    }
    let before = line.word_before(start);
    let left = line.text[..start].trim_end_matches(is_blank).chars().next_back();
    match left {
        None => is_counted(noun),
        Some(c) if c.is_alphanumeric() || c == '.' => {
            let article = is_determiner(before);
            let capital = before.chars().next().is_some_and(|c| !c.is_lowercase());
            article && (is_counted(noun) || !is_time(before) || is_attribute(line, noun, end))
                || is_counted(noun) && !capital
        }
        Some('(' | '[' | '„' | '‚' | '»' | ',' | '/' | '–') => is_counted(noun),
        Some(_) => false,
    }
}

/// `vom 3. Kommunistischen Weltkongreß`
fn is_attribute(line: &Line<'_>, noun: &str, end: usize) -> bool {
    let declined = ["en", "er", "es", "em"].iter().any(|ending| noun.ends_with(ending));
    declined && line.word_after(end).chars().next().is_some_and(char::is_uppercase)
}

/// Words before a day: `Er kam am 3. Lenin blieb.`
fn is_time(before: &str) -> bool {
    matches!(before, "am" | "vom" | "zum" | "bis" | "und" | "oder" | "den")
}

/// `Ludwig XIV.`
fn rulers(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in RULER.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let gap = found.get(2).expect("a space").range();
        if line.begins(whole.start)
            && line.ends(whole.end)
            && is_roman(&found[3])
            && line.after(whole.end) == Some('.')
        {
            line.hold(out, Code::OrdinalSpace, whole.start..whole.end + 1, gap, NO_BREAK);
        }
    }
}
