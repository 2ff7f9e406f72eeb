//! The words of the source that a finding is about, with some around them.

use crate::source::{Sources, Span};

/// Text of a source file in three pieces: before, what is meant, behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    pub(super) before: &'a str,
    pub(super) marked: &'a str,
    pub(super) behind: &'a str,
    /// Whether the line begins before and goes on behind what is shown.
    pub(super) cut: (bool, bool),
}

/// Most characters before and behind.
const AROUND: usize = 60;
/// Most characters that are marked: the line of a page has fewer.
const MARKED: usize = 300;

/// The excerpt at a span; bytes beyond the file are cut off.
pub(super) fn excerpt(sources: &Sources, span: Span) -> Excerpt<'_> {
    let text = sources.file(span.file).text();
    let start = floor(text, span.range().start);
    let end = start + first(&text[start..floor(text, span.range().end).max(start)], MARKED).len();
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let before = last(&text[line_start..start], AROUND);
    let behind = first(&text[end..line_end], AROUND);
    let cut = (before.len() < start - line_start, behind.len() < line_end - end);
    Excerpt { before, marked: &text[start..end], behind, cut }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn first(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

fn last(text: &str, characters: usize) -> &str {
    let skipped = text.chars().count().saturating_sub(characters);
    text.char_indices().nth(skipped).map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_the_line_around_the_place_and_survives_any_span() {
        let mut sources = Sources::default();
        let long = "ü".repeat(100);
        let file = sources.add("a.dj", format!("eins\n{long}Wort{long}\ndrei"));
        let at = 5 + long.len();
        let found = excerpt(&sources, Span::new(file, at..at + 4));
        assert_eq!((found.marked, found.cut), ("Wort", (true, true)));
        assert_eq!((found.before.chars().count(), found.behind.chars().count()), (60, 60));
        let found = excerpt(&sources, Span::new(file, 0..4));
        assert_eq!((found.before, found.marked, found.cut), ("", "eins", (false, false)));
        for (start, end) in [(6, 7), (9999, 99_999), (at, 99_999), (0, 0)] {
            excerpt(&sources, Span::new(file, start..end));
        }
    }
}
