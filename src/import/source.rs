//! The imported text with its lines, and what each line was found to be.

use std::ops::Range;

use super::report::Report;
use crate::djot::is_dropped;
use crate::xml::characters::is_private;

/// What a line is. Every line but a blank one begins as `Text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Blank,
    Text,
    /// Used for the metadata.
    Title,
    /// Set aside, and why.
    Leftover(&'static str),
    /// A heading; its parts are in the line's `heading`.
    Heading,
    /// A line of nothing but asterisks or dashes.
    Break,
    /// In a zone of note texts.
    Notes,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Byte range of the text without the white space around it; empty if blank.
    pub(super) range: Range<usize>,
    pub(super) role: Role,
    pub(super) heading: Option<super::headings::Heading>,
    /// Byte offset where the line begins, white space included.
    raw_start: usize,
}

/// The whole text.
#[derive(Debug)]
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Vec<Line>,
    /// Blank lines divide the paragraphs.
    pub(super) airy: bool,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
            // the second half of CR LF ends the line that the first half ended
            if raw == "\n" && text[..start].ends_with('\r') {
                start += 1;
                continue;
            }
            lines.push(line(text, start, raw));
            start += raw.len();
        }
        let blank = lines.iter().filter(|l| l.role == Role::Blank).count();
        Source { text, airy: blank * 6 >= lines.len(), lines }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.lines.iter().all(|l| l.role == Role::Blank)
    }

    /// The text of a line, by index.
    pub(super) fn line(&self, index: usize) -> &'t str {
        &self.text[self.lines[index].range.clone()]
    }

    /// Number of the line (from 1) in which a byte offset lies.
    pub(super) fn line_number(&self, offset: usize) -> usize {
        self.lines.partition_point(|l| l.raw_start <= offset).max(1)
    }

    /// Byte offset at which a line begins, by number.
    pub(super) fn line_start(&self, number: usize) -> usize {
        self.lines[number - 1].raw_start
    }

    /// Indices of the lines that still are text.
    pub(super) fn text_lines(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(|i| self.lines[*i].role == Role::Text)
    }

    /// Whether nothing but blank (or set aside) lines stand next to a line, on both sides.
    pub(super) fn isolated(&self, index: usize) -> bool {
        let free = |i: Option<&Line>| i.is_none_or(|l| !matches!(l.role, Role::Text | Role::Notes));
        free(index.checked_sub(1).and_then(|i| self.lines.get(i)))
            && free(self.lines.get(index + 1))
    }

    /// Reports characters that do not survive, and invisible ones that do.
    pub(super) fn report_oddities(&self, report: &mut Report) {
        let mark = '\u{FEFF}'.len_utf8();
        let start = if self.text.starts_with('\u{FEFF}') { mark } else { 0 };
        if let Some(at) = self.text[start..].find(is_dropped) {
            let count = self.text[start..].matches(is_dropped).count();
            report.sure(start + at, "character", format!("{count} control characters left out"));
        }
        if let Some(at) = self.text.find(is_private) {
            let count = self.text.matches(is_private).count();
            let message = format!("{count} letters of a font of its own became `\u{FFFD}`");
            report.doubt(at, "character", message);
        }
        for (c, name) in [('\u{AD}', "soft hyphens"), ('\u{200B}', "zero width spaces")] {
            if let Some(at) = self.text.find(c) {
                let count = self.text.matches(c).count();
                report.sure(at, "character", format!("{count} {name} kept"));
            }
        }
    }
}

/// Characters that show nothing by themselves: soft hyphens, zero-width spaces, signs of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

fn line(text: &str, start: usize, raw: &str) -> Line {
    let edge = |c: char| is_white(c) || is_dropped(c);
    let left = raw.len() - raw.trim_start_matches(edge).len();
    let body = raw.trim_matches(edge);
    // A line in which nothing can be seen is none.
    let body = if body.chars().all(|c| edge(c) || is_unseen(c)) { "" } else { body };
    let range = start + left..start + left + body.len();
    debug_assert!(text.is_char_boundary(range.start));
    Line {
        role: if body.is_empty() { Role::Blank } else { Role::Text },
        range: if body.is_empty() { start..start } else { range },
        heading: None,
        raw_start: start,
    }
}

/// White space between words, at which a line may be broken: not the no-break spaces.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// All white space: no line begins or ends with it.
pub(super) fn is_white(c: char) -> bool {
    c.is_whitespace()
}
