//! What could begin a note: `1Lenin, …`, `[2] Ebd.`, `3. Platon`, `*) Vgl.`, `[A] Ebd.`, `Anm. 4: Siehe`.

use std::ops::Range;

use super::context::{ends_sentence, first_word, is_counted, is_quote, last_word, leads_number};
use super::numerals::{Run, digit, runs};
use super::signs::{Family, leads_back, sign, worded};

/// How a note's sign is set off from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum MarkerStyle {
    /// `1Lenin`, `*Lenin`
    Glued,
    /// `¹Lenin`
    Superscript,
    /// `[1] Lenin`, `[*] Lenin`, `[A] Lenin`
    Bracket,
    /// `(1) Lenin`
    Paren,
    /// `1) Lenin`
    HalfParen,
    /// `1. Lenin`
    Point,
    /// `1: Lenin`
    Colon,
    /// `1 Lenin`, `* Lenin`
    Spaced,
    /// `[^1]: Lenin`
    Caret,
    /// `{1} Lenin`
    Curly,
    /// `<1> Lenin`
    Angle,
    /// `[Anm. 1] Lenin`, `Fußnote 1: Lenin`
    Worded,
    /// `1. ↑ Lenin`
    Back,
    /// `↑ Lenin`, counted by where it stands.
    Arrow,
}

impl MarkerStyle {
    /// Whether lists of a text have this form, too.
    pub(super) fn is_of_lists(self) -> bool {
        matches!(self, Self::Paren | Self::HalfParen | Self::Point | Self::Colon | Self::Spaced)
    }
}

/// A sign that could begin a note.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    /// The sign with its brackets and point, and the space after it.
    pub(super) range: Range<usize>,
    pub(super) family: Family,
    pub(super) number: u32,
    pub(super) style: MarkerStyle,
    /// Above 0: it looks like the beginning of a note.
    pub(super) weight: i32,
    pub(super) line_start: bool,
}

/// How far into a line its marker is looked for, in bytes.
const NEAR: usize = 48;

/// The marker with which a line begins.
pub(super) fn at_line_start(text: &str, line: Range<usize>) -> Option<Marker> {
    let near = line.start + text[line.clone()].floor_char_boundary(NEAR);
    let lead =
        text[line.start..near].trim_start_matches(|c: char| c.is_whitespace() || leads_back(c));
    let start = near - lead.len();
    let counted = of_form(lead, &text[start..line.end]).map(|(family, number, style, length)| {
        let range = start..start + length;
        Marker { range, family, number, style, weight: 9, line_start: true }
    });
    let found = counted.or_else(|| plain(text, &line)).or_else(|| {
        let arrow = text[line.start..start].contains(leads_back) && !lead.is_empty();
        let (family, style) = (Family::Number, MarkerStyle::Arrow);
        let range = start..start;
        arrow.then_some(Marker { range, family, number: 0, style, weight: 9, line_start: true })
    })?;
    Some(with_way_back(text, &line, found))
}

/// A plain number at the beginning of a line.
fn plain(text: &str, line: &Range<usize>) -> Option<Marker> {
    let near = text[line.clone()].char_indices().nth(12).map_or(line.end, |(n, _)| line.start + n);
    let run = runs(text, line.start..near).next()?;
    marker(text, line, &whole_run(text, run, line.end)?).filter(|m| m.line_start)
}

/// Signs in brackets of their own, with words or of stars: family, value, style, and bytes up to the text of the note.
fn of_form(near: &str, rest: &str) -> Option<(Family, u32, MarkerStyle, usize)> {
    let pairs = [
        ("[^", "]", MarkerStyle::Caret),
        ("[", "]", MarkerStyle::Bracket),
        ("(", ")", MarkerStyle::Paren),
        ("{", "}", MarkerStyle::Curly),
        ("<", ">", MarkerStyle::Angle),
    ];
    let open = pairs.iter().find(|(open, ..)| near.starts_with(open));
    let spaces = |from: usize| rest[from..].len() - rest[from..].trim_start().len();
    let end = |at: usize| {
        let tail = &rest[at..];
        let colon = tail.len() - tail.strip_prefix([':', '.']).unwrap_or(tail).len();
        at + colon + spaces(at + colon)
    };
    if let Some((open, close, style)) = open {
        let inner = near[open.len()..].trim_start();
        let at = near.len() - inner.len();
        let (found, length, style) = match worded(inner) {
            Some(worded) => (worded.sign?, worded.length, MarkerStyle::Worded),
            None => {
                let letters = !matches!(style, MarkerStyle::Paren | MarkerStyle::Angle);
                let found = sign(inner, letters)?;
                (found, found.length, *style)
            }
        };
        let tail = inner[length..].trim_start_matches('.').trim_start();
        let closes = tail.starts_with(close);
        // Numbers in plain brackets are weighed by what stands behind them.
        if !closes || (found.family == Family::Number && style == MarkerStyle::Paren) {
            return None;
        }
        let closed = at + (inner.len() - tail.len()) + close.len();
        return Some((found.family, found.value, style, end(closed)));
    }
    if let Some(worded) = worded(near) {
        let found = worded.sign?;
        let tail = &rest[worded.length..];
        let marks = tail.len() - tail.trim_start_matches([':', '.', ')', '–', '—']).len();
        return (marks > 0)
            .then(|| (found.family, found.value, MarkerStyle::Worded, end(worded.length + marks)));
    }
    let found = sign(near, false).filter(|found| found.family == Family::Star)?;
    let tail = &rest[found.length..];
    let (style, length) = match tail.strip_prefix(')') {
        Some(_) => (MarkerStyle::HalfParen, found.length + 1),
        None if tail.starts_with(char::is_whitespace) => (MarkerStyle::Spaced, found.length),
        None => (MarkerStyle::Glued, found.length),
    };
    let tail = &rest[length..];
    let said = tail.trim_start();
    // `*Wort* und` is emphasis, `* * *` a line that divides, `* 1850` a birth.
    let emphasis = style == MarkerStyle::Glued && ends_emphasis(tail, &near[..found.length]);
    let divides = said.starts_with(['*', '†']) || said.is_empty();
    let born = style != MarkerStyle::HalfParen && said.starts_with(char::is_numeric);
    (!emphasis && !divides && !born)
        .then(|| (Family::Star, found.value, style, length + spaces(length)))
}

/// Whether the stars come again behind a word.
fn ends_emphasis(tail: &str, stars: &str) -> bool {
    let near = &tail[..tail.floor_char_boundary(400)];
    near.match_indices(stars).any(|(at, _)| !near[..at].ends_with(char::is_whitespace))
}

/// Takes the way back to the call into the marker: `1. ↑ a b c Lenin`, `2. ↑ 2,0 2,1 Ebd.`
fn with_way_back(text: &str, line: &Range<usize>, mut marker: Marker) -> Marker {
    let tail = &text[marker.range.end..line.end];
    let said = tail.trim_start_matches(|c: char| c.is_whitespace() || leads_back(c) || c == '^');
    let back = &tail[..tail.len() - said.len()];
    let leads = back.contains(|c| leads_back(c) || c == '^');
    if !leads && marker.style != MarkerStyle::Arrow {
        return marker;
    }
    let mut rest = said;
    let mut count = 0;
    while let Some((word, after)) = rest.split_once(char::is_whitespace) {
        let next = char::from(b'a' + u8::try_from(count % 26).unwrap_or(0));
        let letter = word.len() == 1 && word.starts_with(next);
        let decimal = word.split_once([',', '.']).is_some_and(|(a, b)| {
            !a.is_empty() && !b.is_empty() && (a.to_owned() + b).bytes().all(|b| b.is_ascii_digit())
        });
        if !letter && !decimal {
            break;
        }
        count += 1;
        rest = after.trim_start();
    }
    let rest = if count >= 2 { rest } else { said };
    if rest.trim().is_empty() {
        return marker;
    }
    marker.range.end = line.end - rest.len();
    if marker.style == MarkerStyle::Point || marker.style == MarkerStyle::Spaced {
        marker.style = MarkerStyle::Back;
        marker.weight = 9;
    }
    marker
}

/// A run that was cut off by the window is no number.
fn whole_run(text: &str, run: Run, end: usize) -> Option<Run> {
    let next = text[run.range.end..end].chars().next();
    let goes_on = next.and_then(digit).is_some_and(|(_, high)| high == run.superscript);
    (!goes_on).then_some(run)
}

/// All numbers of a line that could begin a note, those that have a positive weight.
pub(super) fn markers(text: &str, line: Range<usize>, out: &mut Vec<Marker>) {
    out.extend(
        runs(text, line.clone())
            .filter_map(|run| marker(text, &line, &run))
            .filter(|m| m.weight > 0),
    );
}

fn marker(text: &str, line: &Range<usize>, run: &Run) -> Option<Marker> {
    let before = &text[line.start..run.range.start];
    let after = &text[run.range.end..line.end];
    let (style, form, opening, closing) = form(before, after, run)?;
    let before = &before[..before.len() - opening];
    let after = &after[closing..];
    let line_start =
        before.trim_matches(|c: char| c.is_whitespace() || leads_back(c) || c == '^').is_empty();
    let place = if line_start { 5 } else { inside(before, after)? };
    let penalty = match (style, line_start) {
        (MarkerStyle::Point | MarkerStyle::Colon | MarkerStyle::Spaced, false) => 4,
        (MarkerStyle::Paren | MarkerStyle::HalfParen, false) => 2,
        _ => 0,
    };
    let gap = after.len() - after.trim_start().len();
    Some(Marker {
        range: run.range.start - opening..run.range.end + closing + gap,
        family: Family::Number,
        number: run.value,
        style,
        weight: place + form - penalty,
        line_start,
    })
}

/// Style, weight, and how many bytes of brackets and points stand before and behind the number.
fn form(before: &str, after: &str, run: &Run) -> Option<(MarkerStyle, i32, usize, usize)> {
    let next = after.chars().next();
    let second = after.chars().nth(1);
    let free = second.is_none_or(|c| c.is_whitespace() || c.is_alphabetic() || is_quote(c));
    Some(match (before.chars().next_back(), next) {
        _ if run.superscript => (MarkerStyle::Superscript, 4, 0, 0),
        (Some('['), Some(']')) => (MarkerStyle::Bracket, 4, 1, 1),
        (Some('('), Some(')')) if free => (MarkerStyle::Paren, 3, 1, 1),
        (_, Some(')')) if free => (MarkerStyle::HalfParen, 3, 0, 1),
        (_, Some('.')) if free && !is_outline(after) => (MarkerStyle::Point, 3, 0, 1),
        (_, Some(':')) if free => (MarkerStyle::Colon, 3, 0, 1),
        (_, Some(c)) if c.is_uppercase() => (MarkerStyle::Glued, 3, 0, 0),
        (_, Some(c)) if is_quote(c) || matches!(c, '[' | '(') => (MarkerStyle::Glued, 3, 0, 0),
        (_, Some(c)) if c.is_alphabetic() && !is_ordinal(after) => (MarkerStyle::Glued, 1, 0, 0),
        (_, Some(c)) if c.is_whitespace() => (MarkerStyle::Spaced, spaced(after), 0, 0),
        _ => return None,
    })
}

/// `1st`, `2te`, `3ème`: what stands behind the number makes it an ordinal.
fn is_ordinal(after: &str) -> bool {
    const ENDS: [&str; 17] = [
        "st", "nd", "d", "rd", "th", "te", "ter", "tes", "ten", "tens", "ste", "ster", "stes",
        "sten", "e", "er", "ème",
    ];
    ENDS.contains(&first_word(after))
}

/// `1.E.9`, `1.a) `: the number of a rule in a contract.
fn is_outline(after: &str) -> bool {
    let rest = after[1..].trim_start_matches(char::is_alphabetic);
    rest.len() < after.len() - 1
        && rest.len() + 3 >= after.len() - 1
        && rest.starts_with(['.', ')'])
}

fn spaced(after: &str) -> i32 {
    let word = first_word(after.trim_start());
    match word.chars().next() {
        _ if is_counted(word) => -3,
        Some(c) if c.is_lowercase() => 1,
        _ => 2,
    }
}

/// Weight of a place inside a line: best after a full stop and a space.
fn inside(before: &str, after: &str) -> Option<i32> {
    let stem = before.trim_end();
    let spaced = stem.len() < before.len();
    let capital = after.starts_with(char::is_uppercase);
    if !spaced {
        return (ends_sentence(before) && capital).then_some(-1);
    }
    let word = last_word(stem.trim_end_matches('.'));
    let led = leads_number(word);
    Some(match (led, capital) {
        (true, true) => -2,
        (true, false) => -6,
        (false, _) if ends_sentence(stem) => 2,
        (false, _) => 0,
    })
}
