//! Numbers in a zone of note texts that could begin a note: `1Lenin, …`, `[2] Ebd.`, `3. Platon`.

use std::ops::Range;

use super::context::{ends_sentence, first_word, is_counted, is_quote, last_word, leads_number};
use super::numerals::{Run, digit, runs};

/// How a note's number is set off from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum MarkerStyle {
    /// `1Lenin`
    Glued,
    /// `¹Lenin`
    Superscript,
    /// `[1] Lenin`
    Bracket,
    /// `(1) Lenin`
    Paren,
    /// `1) Lenin`
    HalfParen,
    /// `1. Lenin`
    Point,
    /// `1: Lenin`
    Colon,
    /// `1 Lenin`
    Spaced,
}

/// A number that could begin a note.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    /// The number with its brackets and point, and the space after it.
    pub(super) range: Range<usize>,
    pub(super) number: u32,
    pub(super) style: MarkerStyle,
    /// Above 0: it looks like the beginning of a note.
    pub(super) weight: i32,
    pub(super) line_start: bool,
}

/// The marker with which a line begins.
pub(super) fn at_line_start(text: &str, line: Range<usize>) -> Option<Marker> {
    let near = text[line.clone()].char_indices().nth(12).map_or(line.end, |(n, _)| line.start + n);
    let run = runs(text, line.start..near).next()?;
    marker(text, &line, &whole_run(text, run, line.end)?).filter(|m| m.line_start)
}

/// A run that was cut off by the window is no number.
fn whole_run(text: &str, run: Run, end: usize) -> Option<Run> {
    let next = text[run.range.end..end].chars().next();
    let goes_on = next.and_then(digit).is_some_and(|(_, high)| high == run.superscript);
    (!goes_on).then_some(run)
}

/// All markers of a line that have a positive weight.
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
        before.trim_matches(|c: char| c.is_whitespace() || matches!(c, '↑' | '^' | '*')).is_empty();
    let place = if line_start { 5 } else { inside(before, after)? };
    let penalty = match (style, line_start) {
        (MarkerStyle::Point | MarkerStyle::Colon | MarkerStyle::Spaced, false) => 4,
        (MarkerStyle::Paren | MarkerStyle::HalfParen, false) => 2,
        _ => 0,
    };
    let gap = after.len() - after.trim_start().len();
    Some(Marker {
        range: run.range.start - opening..run.range.end + closing + gap,
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
        (_, Some('.')) if free => (MarkerStyle::Point, 3, 0, 1),
        (_, Some(':')) if free => (MarkerStyle::Colon, 3, 0, 1),
        (_, Some(c)) if c.is_uppercase() => (MarkerStyle::Glued, 3, 0, 0),
        (_, Some(c)) if is_quote(c) || matches!(c, '[' | '(') => (MarkerStyle::Glued, 3, 0, 0),
        (_, Some(c)) if c.is_alphabetic() => (MarkerStyle::Glued, 1, 0, 0),
        (_, Some(c)) if c.is_whitespace() => (MarkerStyle::Spaced, spaced(after), 0, 0),
        _ => return None,
    })
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
