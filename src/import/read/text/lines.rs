//! The lines of a plain text, and which of them are text.

use crate::import::topic::Topic;
use std::collections::BTreeMap;
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
    /// The number of a page or what stands beside it: the text goes on over it.
    Page,
}

/// A page of the source that begins.
#[derive(Debug, Clone)]
pub(super) struct PageStart {
    /// Its number, as it is printed.
    pub(super) label: String,
    /// Where that stands in the file.
    pub(super) range: Range<usize>,
}

/// One line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Byte range of the text without the white space around it; empty if blank.
    pub(super) range: Range<usize>,
    pub(super) role: LineRole,
    /// White space before it, in columns.
    pub(super) indent: usize,
    /// How long it is, in characters.
    pub(super) length: usize,
    /// Whether a form feed stands before its text.
    pub(super) feed: bool,
}

/// The whole text.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    pub(super) all: Vec<Line>,
    /// Page numbers within lines, by their place.
    pub(super) marks: Vec<PageStart>,
    /// Pages that begin with a line, by its index.
    pages: BTreeMap<usize, Vec<PageStart>>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut all = Vec::new();
        let mut start = 0;
        for raw in text.split_inclusive('\n') {
            all.push(line(text, start, raw));
            start += raw.len();
        }
        Self { text, all, marks: Vec::new(), pages: BTreeMap::new() }
    }

    /// Notes that a page begins behind a line.
    pub(super) fn begin_page(&mut self, line: usize, page: PageStart) {
        self.pages.entry(line).or_default().push(page);
    }

    /// The pages that begin between the text above a line and the line.
    pub(super) fn pages_before(&self, line: usize) -> impl Iterator<Item = &PageStart> {
        let above = self.all[..line]
            .iter()
            .rposition(|other| other.role == LineRole::Text)
            .map_or(0, |above| above + 1);
        self.pages.range(above..line).flat_map(|(_, pages)| pages)
    }

    /// Page numbers within a stretch of the text.
    pub(super) fn marks_in(&self, range: &Range<usize>) -> &[PageStart] {
        let from = self.marks.partition_point(|mark| mark.range.start < range.start);
        let to = self.marks.partition_point(|mark| mark.range.end <= range.end);
        &self.marks[from..to.max(from)]
    }

    /// How many lines of text stand between two.
    pub(super) fn text_between(&self, above: usize, below: usize) -> usize {
        let between = self.all.get(above + 1..below).unwrap_or_default();
        between.iter().filter(|line| line.role == LineRole::Text).count()
    }

    /// How many empty lines stand above a line.
    pub(super) fn blank_above(&self, index: usize) -> u8 {
        let blank = self.all[..index].iter().rev().take_while(|line| line.role == LineRole::Blank);
        u8::try_from(blank.take(255).count()).unwrap_or(u8::MAX)
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
            report.sure(place(start + at), Topic::Character, message);
        }
        if let Some(at) = self.text.find(is_private) {
            let count = self.text.matches(is_private).count();
            let message = format!("{count} letters of a font of its own became `\u{FFFD}`");
            report.doubt(place(at), Topic::Character, message);
        }
        for (c, name) in [('\u{AD}', "soft hyphens"), ('\u{200B}', "zero width spaces")] {
            if let Some(at) = self.text.find(c) {
                let count = self.text.matches(c).count();
                report.sure(place(at), Topic::Character, format!("{count} {name} kept"));
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
    let indent = if body.is_empty() { 0 } else { columns(&raw[..left]) };
    Line {
        indent,
        length: body.chars().count(),
        feed: raw[..left].contains('\x0C'),
        role: if body.is_empty() { LineRole::Blank } else { LineRole::Text },
        range: if body.is_empty() { start..start } else { range },
    }
}

/// How wide white space is, in columns; a tabulator goes on to the next eighth.
fn columns(space: &str) -> usize {
    let after = space.rsplit(['\x0B', '\x0C']).next().unwrap_or_default();
    after.chars().fold(0, |at, c| match c {
        '\t' => (at / 8 + 1) * 8,
        c if c.is_whitespace() => at + 1,
        _ => at,
    })
}
