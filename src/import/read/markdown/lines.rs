//! Lines of a file, and the columns in which their letters stand.

use unicode_width::UnicodeWidthChar;

/// A line of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Where it begins in the file.
    pub(super) at: usize,
    /// What it says, without its end.
    pub(super) text: &'t str,
}

/// The lines of a text with their places.
#[derive(Debug, Clone)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    /// The lines from an offset on.
    pub(super) fn of(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// Where the next one begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on at an offset.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The next one, which stays.
    pub(super) fn peek(&self) -> Option<Line<'t>> {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').unwrap_or(rest.len());
        let text = rest[..end].trim_end_matches('\r');
        (!rest.is_empty()).then_some(Line { at: self.at, text })
    }

    /// The next one.
    pub(super) fn next(&mut self) -> Option<Line<'t>> {
        let line = self.peek()?;
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
        Some(line)
    }

    /// The next one, if it is such.
    pub(super) fn next_if(&mut self, is: impl Fn(&Line<'t>) -> bool) -> Option<Line<'t>> {
        self.peek().filter(is)?;
        self.next()
    }
}

/// How many columns a letter takes that stands in one; a mark on the letter before takes none.
fn taken(c: char, column: usize) -> usize {
    const TAB: usize = 4;
    if c == '\t' { TAB - column % TAB } else { c.width().unwrap_or(0) }
}

/// How many columns a text takes from the first one on.
pub(super) fn width(text: &str) -> usize {
    text.chars().fold(0, |column, c| column + taken(c, column))
}

/// The byte of a line at which a column begins, its end if it is shorter.
pub(super) fn byte_at(line: &str, column: usize) -> usize {
    let mut at = 0;
    for (byte, c) in line.char_indices() {
        let taken = taken(c, at);
        if at >= column && taken > 0 {
            return byte;
        }
        at += taken;
    }
    line.len()
}
