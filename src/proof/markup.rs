//! Corrections that Djot would read as markup, or after which it would read other signs otherwise.

use crate::language::turn;
use crate::source::Span;

/// Whether a correction would make a link, a picture or a list out of what stands around it, or part
/// two quotation marks.
pub(super) fn is_made(source: &str, span: Span, replacement: &str) -> bool {
    let (before, after) = (&source[..span.start as usize], &source[span.end as usize..]);
    let link = match replacement.chars().next_back().or(before.chars().next_back()) {
        Some(']') => after.starts_with(['[', '(', '{', ':']),
        Some('!') => after.starts_with('['),
        // `(…)` becomes `[…]` by another correction.
        Some(')') if before.ends_with("...)") || before.ends_with("…)") => after.starts_with('['),
        _ => false,
    };
    // `_` and `_` with nothing between them any more.
    let last = before.chars().next_back().filter(char::is_ascii_punctuation);
    let meets = replacement.is_empty() && last.is_some_and(|c| after.starts_with(c));
    let written = &source[span.range()];
    link || meets
        || empties_line(before, replacement, after)
        || begins_list(before, replacement, after)
        || turns(before, (written, replacement), after)
        || parts_quotation(before, written)
}

/// Whether nothing would be left of a line: an empty one ends the paragraph.
fn empties_line(before: &str, replacement: &str, after: &str) -> bool {
    let blank = |text: &str| text.trim().is_empty();
    blank(replacement)
        && before.rsplit('\n').next().is_none_or(blank)
        && after.split('\n').next().is_none_or(blank)
}

/// Whether a sign beside a correction would open instead of close, or the other way round: by the
/// spaces around it Djot tells what it does.
fn turns(before: &str, (written, replacement): (&str, &str), after: &str) -> bool {
    let space = |c: Option<char>| c.is_none_or(|c| c.is_ascii_whitespace());
    let sign = |c: Option<char>| c.is_some_and(|c| "_*'\"~^=+{}".contains(c));
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let first = |text: &str| text.chars().next().or(right);
    let last = |text: &str| text.chars().next_back().or(left);
    sign(left) && space(first(written)) != space(first(replacement))
        || sign(right) && space(last(written)) != space(last(replacement))
        || turns_straight(before, (written, replacement), after)
}

/// Whether a straight mark beside a correction does something else behind it than before.
fn turns_straight(before: &str, (written, replacement): (&str, &str), after: &str) -> bool {
    let straight = |c: &char| matches!(c, '"' | '\'');
    // A mark for a mark: what is open there stays open.
    let marks = |text: &str| !text.is_empty() && text.chars().all(|c| "„“”»«‚‘’›‹".contains(c));
    if marks(written) && marks(replacement) {
        return false;
    }
    let near = |text: &str| text.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let next = |text: &str| text.char_indices().nth(NEAR).map_or(text.len(), |(at, _)| at);
    let (before, after) = (&before[near(before)..], &after[..next(after)]);
    let left = before.chars().next_back().filter(straight).is_some_and(|_| {
        let does = |text: &str| turn(&before[..before.len() - 1], &format!("{text}{after}"));
        does(written) != does(replacement)
    });
    left || after.chars().next().filter(straight).is_some_and(|_| {
        let does = |text: &str| turn(&format!("{before}{text}"), &after[1..]);
        does(written) != does(replacement)
    })
}

/// How many letters around a straight mark tell what it does.
const NEAR: usize = 12;

/// Whether a straight mark is taken away that Djot pairs with one before it: that one would become
/// another sign.
fn parts_quotation(before: &str, written: &str) -> bool {
    let Some(mark) = written.chars().find(|c| matches!(c, '\'' | '"')) else { return false };
    let paragraph = before.rsplit("\n\n").next().unwrap_or(before);
    let mut opened = paragraph
        .match_indices(mark)
        .filter(|(at, _)| !paragraph[..*at].chars().next_back().is_some_and(char::is_alphanumeric));
    opened.next().is_some()
}

/// Whether a line would begin with the number of a list: `3. `, `K. `.
fn begins_list(before: &str, replacement: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim_start_matches([' ', '\t', '>']);
    if line.len() > LONGEST_MARKER {
        return false;
    }
    let rest = after.split(char::is_whitespace).next().unwrap_or_default();
    let word = format!("{line}{replacement}{rest}");
    let number = word.strip_suffix(['.', ')']).unwrap_or_default().trim_start_matches('(');
    !number.is_empty() && number.chars().all(char::is_alphanumeric)
}

/// No number of a list is longer, in bytes.
const LONGEST_MARKER: usize = 40;
