//! Full stops that stand twice.

use super::super::super::Finding;
use super::super::line::{Line, pattern};
use super::words::is_roman;
use crate::diagnostics::Code;

pattern!(DOUBLED, r"\.\x20?\.+");

/// Abbreviations that end a sentence with their own point.
const SHORT: &str = "usw etc ebd ff f Jh Jhd Jhdt Jhs Chr Aufl Bd Bde Nr Jg Kap Anm Abb Art Co Cie Comp Dr Prof \
     jr sen jun Jr Sr hrsg Hrsg Hg Verf Übers Red Mio Mrd Tsd Mill Min Std Sek Str Pl St Fa Ges \
     Gesch bzw vgl resp dgl dergl usf ca geb gest verh ev kath Kt Pfd Ztr Frh Frhr Inc Ltd Corp \
     al cit op ibid loc passim Abs Abt Abschn Ausg Beibl Beil Diss Univ Verl insbes gen sog allg \
     bes evtl ggf";

/// Whether what stands before a point is an abbreviation, an initial or a number.
pub(super) fn is_abbreviated(line: &Line<'_>, point: usize) -> bool {
    if !line.before(point).is_some_and(char::is_alphanumeric) {
        return false;
    }
    let word = line.word_before(point);
    let last = word.rsplit('.').next().unwrap_or(word);
    let number = !last.is_empty() && last.chars().all(|c| c.is_ascii_digit());
    last.chars().count() == 1
        || number
        || is_roman(last)
        || SHORT.split(' ').any(|short| short.eq_ignore_ascii_case(last))
}

pattern!(COMMAS, "(\\w),,(?:\\s|$)");

/// `Wort,, das`
pub(super) fn commas(line: &Line<'_>, out: &mut Vec<Finding>) {
    if !line.text.contains(",,") {
        return;
    }
    for found in COMMAS.captures_iter(line.text) {
        let start = found.get(1).expect("a letter").end();
        let word = line.word_before(start);
        let message = format!("`{word},,` has two commas");
        let hint = "take one out; or see whether another sign stood there".to_owned();
        line.tell(out, (Code::DoubledPoint, start..start + 2), message, hint);
    }
}

/// `sollte..`; `usw..`, where one point is enough for certain.
pub(super) fn doubled(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in DOUBLED.find_iter(line.text) {
        let range = found.range();
        let points = found.as_str().bytes().filter(|b| *b == b'.').count();
        let left = line.before(range.start);
        let right = line.after(range.end);
        // After `!` and `?` two points are an ellipsis; a path or a row of points is none.
        let word = left.is_some_and(|c| c.is_alphanumeric() || ")]“”»«‘’›‹\u{fffc}".contains(c));
        let goes_on = right.is_some_and(|c| c.is_alphanumeric() || "/\\.…".contains(c))
            || line.text[range.end..].starts_with(" .");
        if points != 2 || !word || goes_on {
            continue;
        }
        let before = line.word_before(range.start);
        if is_left_open(before) {
            continue;
        }
        let words = format!("{before}{}", found.as_str());
        let message = format!("`{words}` has two full stops");
        if is_abbreviated(line, range.start) {
            let second = range.start + 1..range.end;
            let hint = "one point ends abbreviation and sentence".to_owned();
            line.correct(out, (Code::AbbreviationStop, second), "", message, hint);
        } else {
            let hint = "take one out; or see whether another sign stood there".to_owned();
            line.tell(out, (Code::DoubledPoint, range), message, hint);
        }
    }
}

/// `des Jahres 19..`: the points stand for the digits of a year that is not told.
fn is_left_open(number: &str) -> bool {
    let digits = number.chars().all(|c| c.is_ascii_digit());
    digits && (1..4).contains(&number.len()) && number.starts_with('1')
}
