//! The lines of a plain text, and which of them are text.

use std::ops::Range;

use crate::djot::is_dropped;
use crate::import::draft::Draft;
use crate::import::report::Report;
use crate::source::Span;
use crate::xml::characters::is_private;

/// What a line is. Every line but a blank one begins as `Text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineRole {
    Blank,
    Text,
    /// The page's, not the text's.
    Aside,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Byte range of the text without the white space around it; empty if blank.
    pub(super) range: Range<usize>,
    pub(super) role: LineRole,
}

/// The whole text.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    pub(super) all: Vec<Line>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut all = Vec::new();
        let mut start = 0;
        for raw in text.split_inclusive('\n') {
            all.push(line(text, start, raw));
            start += raw.len();
        }
        Self { text, all }
    }

    /// The text of a line, by index.
    pub(super) fn line(&self, index: usize) -> &'t str {
        &self.text[self.all[index].range.clone()]
    }

    /// Indices of the lines that still are text.
    pub(super) fn text_lines(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.all.len()).filter(|i| self.all[*i].role == LineRole::Text)
    }

    /// Reports characters that do not survive, and invisible ones that do.
    pub(super) fn report_oddities(&self, report: &mut Report<Span>) {
        let place = |at: usize| Draft::span(at..at);
        let mark = '\u{FEFF}'.len_utf8();
        let start = if self.text.starts_with('\u{FEFF}') { mark } else { 0 };
        if let Some(at) = self.text[start..].find(is_dropped) {
            let count = self.text[start..].matches(is_dropped).count();
            let message = format!("{count} control characters left out");
            report.sure(place(start + at), "character", message);
        }
        if let Some(at) = self.text.find(is_private) {
            let count = self.text.matches(is_private).count();
            let message = format!("{count} letters of a font of its own became `\u{FFFD}`");
            report.doubt(place(at), "character", message);
        }
        for (c, name) in [('\u{AD}', "soft hyphens"), ('\u{200B}', "zero width spaces")] {
            if let Some(at) = self.text.find(c) {
                let count = self.text.matches(c).count();
                report.sure(place(at), "character", format!("{count} {name} kept"));
            }
        }
    }
}

/// Characters that show nothing by themselves: soft hyphens, zero-width spaces, signs of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

fn line(text: &str, start: usize, raw: &str) -> Line {
    let edge = |c: char| c.is_whitespace() || is_dropped(c);
    let left = raw.len() - raw.trim_start_matches(edge).len();
    let body = raw.trim_matches(edge);
    // A line in which nothing can be seen is none.
    let body = if body.chars().all(|c| edge(c) || is_unseen(c)) { "" } else { body };
    let range = start + left..start + left + body.len();
    debug_assert!(text.is_char_boundary(range.start));
    Line {
        role: if body.is_empty() { LineRole::Blank } else { LineRole::Text },
        range: if body.is_empty() { start..start } else { range },
    }
}
