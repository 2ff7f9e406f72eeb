//! The quotation marks in a line, each with what it seems to do there.

use std::ops::Range;

use super::line::{Line, is_blank};
use crate::language::is_cut_word;

/// Outer or inner shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Double,
    Single,
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Close,
    /// Its neighbours do not tell; its shape or the marks before it must.
    Unclear,
}

/// A quotation mark.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// With a stray space on its inner side.
    pub range: Range<usize>,
    pub class: Class,
    pub role: Role,
    /// With a space where a word should stand: it may be talked of, and not quote.
    pub alone: bool,
    pub shape: char,
}

/// How many marks in a row are looked over.
const ROW: usize = 8;

/// Any sign that can be a quotation mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '‟' | '«' | '»' | '‚' | '‘' | '’' | '‛' | '‹' | '›')
}

/// The marks of a line in order. Apostrophes, seconds and ditto marks are none.
pub(super) fn collect(line: &Line<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut done = 0;
    for (at, sign) in line.text.match_indices(|c| is_mark(c) || c == ',') {
        if at < done {
            continue;
        }
        let shape = sign.chars().next().unwrap_or_default();
        let doubled = line.text[at + sign.len()..].starts_with(sign);
        let mark = match shape {
            ',' => doubled.then(|| low_commas(line, at)).flatten(),
            // `3''`, `β''`: inches, seconds, the second of two points.
            '‘' | '’' if doubled && is_measured(line, at) => {
                let rest = &line.text[at..];
                done = at + rest.len() - rest.trim_start_matches(['‘', '’']).len();
                None
            }
            '‚' | '‘' | '’' if doubled => {
                Some(whole(line, at..at + 2 * sign.len(), Class::Double))
            }
            '‚' | '‘' | '’' | '‛' | '‹' | '›' => single(line, at, shape),
            _ => double(line, at, shape),
        };
        if let Some(mark) = mark.filter(|mark| line.free(&mark.range)) {
            done = mark.range.end;
            marks.push(mark);
        }
    }
    let bare = line.text.chars().all(|c| is_mark(c) || !c.is_alphanumeric());
    if bare { Vec::new() } else { marks }
}

/// Whether a digit, a single letter or a formula stands before an offset.
fn is_measured(line: &Line<'_>, at: usize) -> bool {
    let token = line.token_before(at);
    // `(O²)''`, `L3L''`
    let raised = token.contains(|c: char| c.is_numeric() && !c.is_ascii());
    let symbols = token.contains(|c: char| c.is_ascii_digit())
        && token.chars().any(char::is_uppercase)
        && token.chars().all(|c| c.is_ascii_digit() || c.is_uppercase());
    if raised || symbols {
        return true;
    }
    let mut back = line.text[..at].chars().rev();
    let first = back.next();
    let alone = back.next().is_none_or(|c| !c.is_alphanumeric());
    first.is_some_and(|c| c.is_ascii_digit() || c.is_alphabetic() && alone)
}

/// `,,Wort`
fn low_commas(line: &Line<'_>, at: usize) -> Option<Mark> {
    let mark = whole(line, at..at + 2, Class::Double);
    (mark.role == Role::Open && !line.text[at + 2..].starts_with(',')).then_some(mark)
}

fn double(line: &Line<'_>, at: usize, shape: char) -> Option<Mark> {
    let range = at..at + shape.len_utf8();
    // Inches and seconds.
    let digit = line.before(at).is_some_and(|c| c.is_ascii_digit());
    (shape != '"' || !digit).then(|| whole(line, range, Class::Double))
}

/// A single mark, unless it is an apostrophe.
fn single(line: &Line<'_>, at: usize, shape: char) -> Option<Mark> {
    let range = at..at + shape.len_utf8();
    let letters = [line.before(at), line.after(range.end)];
    let within = letters.iter().all(|c| c.is_some_and(char::is_alphanumeric));
    let opens = line.before(at).is_none_or(|c| !c.is_alphanumeric());
    let mark = whole(line, range.clone(), Class::Single);
    match shape {
        '’' | '‘' | '‛' if within => None,
        // A word cut at its beginning.
        '’' if mark.role != Role::Close => None,
        '‘' | '‛' if is_cut_word(&line.text[range.end..]) && opens => None,
        // A low single mark behind a word is a comma of another kind.
        '‚' if mark.role == Role::Close => None,
        _ => Some(mark),
    }
}

fn whole(line: &Line<'_>, mut range: Range<usize>, class: Class) -> Mark {
    let shape = line.after(range.start).unwrap_or_default();
    let stray = stray_role(line, &mut range, shape, class);
    let role = stray.unwrap_or_else(|| role(line, &range));
    Mark { range, class, role, alone: stray.is_some(), shape }
}

/// A mark with a space on its inner side, or between spaces: its shape says what it does, and the
/// stray space is counted to it.
fn stray_role(
    line: &Line<'_>,
    range: &mut Range<usize>,
    shape: char,
    class: Class,
) -> Option<Role> {
    let (left, right) = (line.before(range.start), line.after(range.end));
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opens = matches!(shape, '„' | '‚' | '«' | '‹') && (space(left) || left == Some('('));
    let closes = matches!(shape, '“' | '”' | '»' | '›' | '‘')
        && (space(right) || right.is_some_and(|c| ".,;:!?)]–\u{fffc}".contains(c)));
    // `gedacht ", sprach`, `geträumt. "-"Ist`: whatever its shape, it can only close.
    let closes = closes
        || left.is_some_and(is_blank)
            && class == Class::Double
            && (right.is_some_and(|c| ".,;:!?".contains(c)) || before_next(line, range.end));
    if opens && let Some(blank) = right.filter(|c| is_blank(*c)) {
        range.end += blank.len_utf8();
        return Some(Role::Open);
    }
    if closes && let Some(blank) = left.filter(|c| is_blank(*c)) {
        range.start -= blank.len_utf8();
        return Some(Role::Close);
    }
    (space(left) && space(right)).then_some(Role::Unclear)
}

/// Whether nothing but dashes stands between an offset and the mark that opens the next speech.
fn before_next(line: &Line<'_>, at: usize) -> bool {
    let rest = &line.text[at..];
    let behind = rest.trim_start_matches(['-', '–', '—', '―']);
    let mut signs = behind.chars();
    behind.len() < rest.len()
        && signs.next().is_some_and(is_mark)
        && signs.next().is_some_and(char::is_alphanumeric)
}

/// What the neighbours say, over other marks.
fn role(line: &Line<'_>, range: &Range<usize>) -> Role {
    let left = line.text[..range.start].chars().rev().take(ROW).find(|c| !is_mark(*c));
    let right = line.text[range.end..].chars().take(ROW).find(|c| !is_mark(*c));
    let left_open = left.is_none_or(|c| c.is_whitespace() || "([{–—―-/".contains(c));
    let word = right.is_some_and(|c| c.is_alphanumeric() || "…[(\u{fffc}–-*†€$£".contains(c));
    let left_closed = left.is_some_and(|c| !c.is_whitespace() && !"([{".contains(c));
    let after = right.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}–—―-/…\u{fffc}*†".contains(c));
    match (left_open && word, left_closed && after) {
        (true, false) => Role::Open,
        (false, true) => Role::Close,
        _ => Role::Unclear,
    }
}
