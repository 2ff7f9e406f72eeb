//! Verse: lines and their indents are kept, an empty line ends a stanza.

use std::ops::Range;

use jotdown::{Container, Event};

use super::Reader;
use super::comments::Stand;
use crate::diagnostics::Code;
use crate::ir::{Inline, InlineKind, Line, Stanza};

impl Reader<'_, '_> {
    /// Reads the stanzas of a verse block up to and with its end.
    pub(super) fn stanzas(&mut self) -> (Vec<Stanza>, Range<usize>) {
        let mut stanzas = Vec::new();
        while let Some((event, range)) = self.cursor.next() {
            match event {
                Event::End(_) => return (stanzas, range),
                Event::Start(Container::Paragraph, _) => {
                    self.lines_count = true;
                    let (content, end) = self.line();
                    self.lines_count = false;
                    stanzas.push(self.stanza(content, range.start..end.start));
                }
                Event::Start(..) => {
                    let end = self.cursor.skip_container();
                    self.no_verse(range.start..end.end);
                }
                Event::ThematicBreak(_) => self.no_verse(range),
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &range, Stand::Line);
                }
                _ => {}
            }
        }
        let end = self.text.len();
        (stanzas, end..end)
    }

    fn no_verse(&mut self, range: Range<usize>) {
        self.diagnostics.report(
            Code::Misplaced,
            self.span(range),
            "verse holds lines only",
            "put a backslash before a sign that Djot takes for a list, a heading or a quotation",
        );
    }

    fn stanza(&mut self, content: Vec<Inline>, range: Range<usize>) -> Stanza {
        let mut lines = split_lines(content);
        lines.iter_mut().for_each(|line| self.settle(line));
        let lines = lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|content| {
                let first = content[0].span;
                let last = content[content.len() - 1].span;
                let indent = self.indent_before(first.start as usize);
                let indent = indent.saturating_sub(self.verse_margin);
                let (number, before) = self.counting.line(&content);
                Line { span: first.to(last), indent, number, before, content }
            })
            .collect();
        Stanza { span: self.span(range), lines }
    }

    /// How many columns stand before the fence of a block with that range: in a list or a note, the
    /// spaces under them are none of the verse's.
    pub(super) fn margin_of(&self, range: &Range<usize>) -> u16 {
        let opening = self.text[range.clone()].trim_end();
        let line = opening.rfind('\n').map_or(0, |end| end + 1);
        let colons = opening[line..].find(':').map_or(line, |at| line + at);
        let before = &self.text[..range.start + colons];
        width(before.rsplit('\n').next().unwrap_or(""))
    }

    /// How many spaces stand before `at` in its line; a tab counts for four.
    fn indent_before(&self, at: usize) -> u16 {
        let line = self.text[..at].rsplit('\n').next().unwrap_or("");
        let rest = line.trim_start_matches(['>', ' ', '\t']);
        // The backslash of an escape and comments stand before the first piece.
        let unseen = matches!(rest, "" | "\\") || rest.starts_with("{%") && rest.ends_with('}');
        if unseen { width(&line[..line.len() - rest.len()]) } else { 0 }
    }
}

/// How many columns the start of a line takes behind the signs of quotations and the space that
/// belongs to each; a tab takes four.
fn width(start: &str) -> u16 {
    let spaces = start.rsplit('>').next().unwrap_or("");
    let width: usize = spaces.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let quoted = usize::from(start.contains('>'));
    u16::try_from(width.saturating_sub(quoted)).unwrap_or(u16::MAX)
}

/// Splits at line breaks; a container that reaches over several lines is there in each of them.
fn split_lines(content: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for mut inline in content {
        if inline.kind == InlineKind::LineBreak {
            lines.push(Vec::new());
            continue;
        }
        let inner = inline.children_mut().map(std::mem::take);
        let Some(inner) = inner else {
            last(&mut lines).push(inline);
            continue;
        };
        for (n, piece) in split_lines(inner).into_iter().enumerate() {
            if n > 0 {
                lines.push(Vec::new());
                inline.id = None;
            }
            let mut copy = inline.clone();
            if let (Some(first), Some(end)) = (piece.first(), piece.last())
                && n > 0
            {
                copy.span = first.span.to(end.span);
            }
            if let Some(children) = copy.children_mut() {
                *children = piece;
            }
            last(&mut lines).push(copy);
        }
    }
    lines
}

fn last(lines: &mut [Vec<Inline>]) -> &mut Vec<Inline> {
    lines.last_mut().expect("there is always a line")
}
