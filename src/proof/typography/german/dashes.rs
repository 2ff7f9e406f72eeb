//! The spaced dash, and the hyphen that stands for a part of a word.

use super::super::super::Finding;
use super::super::line::{Line, is_blank, pattern};
use super::words::is_adjective;
use crate::diagnostics::Code;

pattern!(HYPHENS, "\\x20(-{{1,3}}|--?)([\\x20\\n])");
pattern!(LONG, "[\\x20\\u{{a0}}\\u{{202f}}]?[—―][\\x20\\u{{a0}}]?");
pattern!(BEFORE_POINT, "([–—])([\\x20\\u{{a0}}\\u{{202f}}])([,;:.!?])");
pattern!(
    HALF_SPACED,
    "[\\p{{L}},]\\x20(-)(\\p{{Ll}}[\\p{{L}},\\x20]{{0,60}}\\p{{Ll}})(-)[\\x20,.;]"
);
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
            let torn = is_torn_adjective(line, whole.clone());
            let shown = line.around(whole.start, whole.end);
            if torn {
                let (first, second) = (line.word_before(whole.start), line.word_after(whole.end));
                let message = format!("`{shown}` has spaces around its hyphen");
                let hint = format!("write `{first}-{second}`; or `–`, if it is a dash");
                line.tell(out, (Code::Dash, sign), message, hint);
                continue;
            }
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

/// `grünlich - blaue Schule`: two adjectives before one noun, whose hyphen got spaces, unless a second
/// dash follows.
fn is_torn_adjective(line: &Line<'_>, hyphen: std::ops::Range<usize>) -> bool {
    let (first, second) = (line.word_before(hyphen.start), line.word_after(hyphen.end));
    let behind = hyphen.end + second.len();
    let noun = line.text[behind..].strip_prefix(' ').and_then(|rest| rest.chars().next());
    is_adjective(first)
        && second.starts_with(char::is_lowercase)
        && ["e", "en", "er", "es", "em"].iter().any(|end| second.ends_with(end))
        && noun.is_some_and(char::is_uppercase)
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
        // Dashes in a row, closed up or spaced, are a pause or a gap, whatever their length.
        let row = |text: &str, last: bool| {
            let bare = text.trim_matches(is_blank);
            let sign = if last { bare.chars().next_back() } else { bare.chars().next() };
            sign.is_some_and(|c| matches!(c, '—' | '―' | '–'))
        };
        if row(&line.text[..range.start], true) || row(&line.text[range.end..], false) {
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
        if is_closed_up(line, at, end) {
            let message = format!("`{}` has a dash without spaces", line.around(at, end));
            let hint = "put a space before and behind the dash; or write `-`".to_owned();
            line.tell(out, (Code::Dash, at..end), message, hint);
            continue;
        }
        let message = format!("`{}` has a space on one side only", line.around(at, end));
        let hint = "put a space before and behind the dash".to_owned();
        if blank(left) && letter(right) && is_two_hyphens(line, at..end) {
            let hint =
                "put a space behind the dash; or write it as code, if it is an option".to_owned();
            line.tell(out, (Code::Dash, at..end), message, hint);
        } else if blank(left) && letter(right) {
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

/// Whether a dash stands as two hyphens in the source: with no space behind, it may be an option of a
/// program, `--soft`.
fn is_two_hyphens(line: &Line<'_>, dash: std::ops::Range<usize>) -> bool {
    let pieces = line.passage.touched(&dash);
    pieces.iter().any(|piece| piece.span.range().len() < piece.range.len())
}

/// `spät–sehr`: between two words in small letters, which are neither places nor numbers.
fn is_closed_up(line: &Line<'_>, at: usize, end: usize) -> bool {
    let (before, after) = (line.text[..at].chars().next_back(), line.text[end..].chars().next());
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let (first, second) = (line.word_before(at), line.word_after(end));
    let begins_small = |word: &str| word.starts_with(char::is_lowercase);
    small(before)
        && small(after)
        && begins_small(second)
        && (begins_small(first) || second.chars().count() > 1)
        && second.chars().count() > 1
}

/// `kam -sehr spät- nach Hause`: two hyphens for dashes, with a space on one side only.
pub(super) fn pairs_of_hyphens(line: &Line<'_>, out: &mut Vec<Finding>) {
    if !line.text.contains(" -") {
        return;
    }
    for found in HALF_SPACED.captures_iter(line.text) {
        let (first, last) = (found.get(1).expect("a hyphen"), found.get(3).expect("a hyphen"));
        let before = line.word_before(first.start());
        let joined = ["und", "oder", "bzw.", "sowie", "noch", "wie", "als", "bis"];
        if joined.contains(&before) || joined.contains(&line.word_after(last.end())) {
            continue;
        }
        for sign in [first, last] {
            let shown = line.around(sign.start(), sign.end());
            let message = format!("`{shown}` has a hyphen for the dash");
            let hint = "write ` – `, with a space on both sides".to_owned();
            line.tell(out, (Code::Dash, sign.range()), message, hint);
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
