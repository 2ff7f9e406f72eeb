//! The spaced dash, and the hyphen that stands for a part of a word.

use super::super::super::Finding;
use super::super::line::{Line, is_blank, pattern};
use crate::diagnostics::Code;

pattern!(HYPHENS, "\\x20(-{{1,3}}|--?)([\\x20\\n])");
pattern!(LONG, "[\\x20\\u{{a0}}\\u{{202f}}]?[—―][\\x20\\u{{a0}}]?");
pattern!(BEFORE_POINT, "([–—])([\\x20\\u{{a0}}\\u{{202f}}])([,;:.!?])");
pattern!(SUSPENDED, "[\\x20\\u{{a0}}](-)(\\p{{Ll}}\\p{{Ll}}+)");

/// The dash with its spaces.
const DASH: &str = "\u{a0}–\u{20}";

/// `Staat - wir`
pub(super) fn hyphens(line: &Line<'_>, out: &mut Vec<Finding>) {
    if !line.text.contains(" -") {
        return;
    }
    for found in HYPHENS.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let sign = found.get(1).expect("a hyphen").range();
        let (left, right) = (line.before(whole.start), line.after(whole.end));
        let words =
            left.is_some_and(|c| !c.is_whitespace()) && right.is_some_and(|c| !c.is_whitespace());
        let digits = [left, right].iter().all(|c| c.is_some_and(|c| c.is_ascii_digit()));
        let sum = right.is_some_and(|c| c.is_ascii_digit()) && followed_by_unit(line, whole.end);
        let formula = line.word_before(whole.start).chars().count() == 1
            && line.word_after(whole.end).chars().count() == 1;
        if words && !digits && !sum && !formula {
            let shown = line.around(whole.start, whole.end);
            let message = format!("`{shown}` has a hyphen for the dash");
            let hint = "write `–`".to_owned();
            if may_be_list(line, whole.start, left) {
                line.tell(out, (Code::Dash, sign), message, hint);
            } else {
                line.correct(out, (Code::Dash, sign), "–", message, hint);
            }
        }
    }
}

/// A hyphen at the beginning of a line of the source, behind the end of a sentence: the editor
/// may have meant a list.
fn may_be_list(line: &Line<'_>, space: usize, left: Option<char>) -> bool {
    let line_end =
        line.passage.touched(&(space..space + 1)).iter().any(|piece| piece.range.len() == 1);
    line_end && left.is_some_and(|c| ".,:;!?".contains(c))
}

/// `- 5 °C`
fn followed_by_unit(line: &Line<'_>, at: usize) -> bool {
    let rest = line.text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let rest = rest.trim_start_matches(is_blank);
    rest.starts_with('°') || rest.starts_with("Grad") || rest.starts_with('%')
}

/// `Staat—wir`
pub(super) fn long(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in LONG.find_iter(line.text) {
        let range = found.range();
        let (left, right) = (line.before(range.start), line.after(range.end));
        let row = |c: Option<char>| c.is_some_and(|c| c == '—' || c == '―');
        if row(left) || row(right) {
            continue;
        }
        let shown = line.around(range.start, range.end);
        let message = format!("`{shown}` has a long dash");
        let hint = "write `–`, with a space before and behind it".to_owned();
        let word_left = left.is_some_and(|c| !c.is_whitespace() && !"([{„‚".contains(c));
        let word_right = right.is_some_and(|c| !c.is_whitespace() && !",.;:!?)]“‘".contains(c));
        if word_left && word_right {
            line.correct(out, (Code::Dash, range), DASH, message, hint);
        } else if !left.is_some_and(char::is_alphanumeric) || found.as_str().starts_with(is_blank) {
            // At a beginning or an end only the sign is wrong.
            let start = range.start + found.as_str().find(['—', '―']).unwrap_or(0);
            line.correct(out, (Code::Dash, start..start + '—'.len_utf8()), "–", message, hint);
        } else {
            line.tell(out, (Code::Dash, range), message, hint);
        }
    }
}

/// `Staat– wir`, `Staat –wir`
pub(super) fn one_sided(line: &Line<'_>, out: &mut Vec<Finding>) {
    for (at, sign) in line.text.match_indices('–') {
        let end = at + sign.len();
        let (left, right) = (line.before(at), line.after(end));
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let blank = |c: Option<char>| c.is_some_and(is_blank);
        let message = format!("`{}` has a space on one side only", line.around(at, end));
        let hint = "put a space before and behind the dash".to_owned();
        if blank(left) && letter(right) {
            line.correct(out, (Code::Dash, end..end), " ", message, hint);
        } else if (letter(left) || left == Some(',')) && blank(right) {
            let next = line.word_after(end);
            let suspended = ["und", "oder", "bzw", "bis", "sowie"].contains(&next);
            let lower = next.chars().next().is_some_and(char::is_lowercase);
            if !suspended && lower {
                line.correct(out, (Code::Dash, at..at), "\u{a0}", message, hint);
            }
        }
    }
}

/// `Zeit – , daß`
pub(super) fn before_punctuation(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in BEFORE_POINT.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let space = found.get(2).expect("a space").range();
        let behind = line.after(whole.end);
        if behind.is_some_and(|c| c.is_alphanumeric() || c == '.') {
            continue;
        }
        let sign = &found[3];
        let message = format!("a space stands between the dash and `{sign}`");
        let hint = format!("write `–{sign}`");
        line.correct(out, (Code::DashSpace, space), "", message, hint);
    }
}

/// `Einfuhr und -ausfuhr`: a line must not end behind the hyphen.
pub(super) fn suspended(line: &Line<'_>, out: &mut Vec<Finding>) {
    if !line.text.contains('-') {
        return;
    }
    for found in SUSPENDED.captures_iter(line.text) {
        let sign = found.get(1).expect("a hyphen").range();
        let before = line.word_before(sign.start);
        let left = line.text[..sign.start].trim_end_matches(is_blank).chars().next_back();
        let joined = ["und", "oder", "bzw.", "sowie", "noch", "beziehungsweise", "wie", "als"]
            .contains(&before)
            || matches!(left, Some(',' | '/'));
        if joined && line.ends(found.get(0).expect("a match").end()) {
            let word = &found[2];
            let message = format!("`-{word}` could be torn off behind its hyphen");
            let hint = "put a no-break hyphen (U+2011) there".to_owned();
            line.correct(out, (Code::SuspendedHyphen, sign), "\u{2011}", message, hint);
        }
    }
}
