//! Corrections that Djot would read as markup, or after which it would read other signs otherwise.

use std::ops::Range;

use crate::ir::{Passage, PieceKind};
use crate::language::turn;
use crate::source::{Sources, Span};

/// Whether a correction would make a link, a picture or a list out of what stands around it, or part
/// two quotation marks.
pub(crate) fn is_made(source: &str, span: Span, replacement: &str) -> bool {
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

/// Where exactly a range stands in the source, with the backslashes of escapes: `None` where
/// markup stands in it, or it begins or ends within something that the source writes otherwise.
pub(crate) fn exact(passage: &Passage, range: &Range<usize>, sources: &Sources) -> Option<Span> {
    let touched = passage.touched(range);
    let (first, last) = (touched.first()?, touched.last()?);
    let file = first.span.file;
    let source = sources.file(file).text();
    let text = touched.iter().all(|p| p.kind == PieceKind::Text && p.span.file == file);
    if !text || !touched.windows(2).all(|two| is_seamless(source, two[0].span, two[1].span)) {
        return None;
    }
    let mut start = passage.edge(first, range.start, sources)?;
    if range.start == first.range.start && is_escaped(source, start as usize) {
        start -= 1;
    }
    if range.is_empty() {
        // Beside a mark, what is put in could take its meaning from it.
        let before = passage.pieces.partition_point(|piece| piece.range.end < range.start);
        let clear = passage.pieces.get(before).is_none_or(|piece| {
            piece.range.end > range.start || is_seamless(source, piece.span, first.span)
        });
        let within = range.start > first.range.start && range.start < first.range.end;
        return (within || clear).then_some(Span { file, start, end: start });
    }
    let mut end = passage.edge(last, range.end, sources)?;
    if range.end == last.range.end && ends_line(source, last.span) {
        // What stands before the next line, such as the `>` of a quotation, goes with its end.
        let next = passage.pieces.partition_point(|piece| piece.range.start < range.end);
        let next = passage.pieces.get(next).filter(|piece| piece.span.file == file)?;
        let prefix = source.get(end as usize..next.span.start as usize)?;
        if !prefix.chars().all(is_prefix) {
            return None;
        }
        end = next.span.start;
    }
    Some(Span { file, start, end })
}

/// Whether nothing stands between two places but an escape, or what stands before a line.
fn is_seamless(source: &str, left: Span, right: Span) -> bool {
    let Some(between) = source.get(left.end as usize..right.start as usize) else { return false };
    let new_line = ends_line(source, left);
    let rest = if new_line { between.trim_start_matches(is_prefix) } else { between };
    rest.is_empty() || rest == "\\"
}

/// Whether a piece holds the end of its line.
fn ends_line(source: &str, piece: Span) -> bool {
    source.get(piece.range()).is_some_and(|written| written.ends_with('\n'))
}

/// What may stand before a line of a block.
fn is_prefix(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>')
}

/// Whether a backslash before an offset takes the meaning off what stands there.
fn is_escaped(source: &str, at: usize) -> bool {
    let backslashes = source.as_bytes()[..at.min(source.len())].iter().rev();
    backslashes.take_while(|byte| **byte == b'\\').count() % 2 == 1
}
