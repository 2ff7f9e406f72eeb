//! Edits of running text put into the inlines: those are split where an edit stands, so that every
//! piece keeps its place in the source.

use std::ops::Range;

use super::passage::OBJECT;
use super::{Inline, InlineKind};
use crate::source::Span;

/// A replacement in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes; empty: something is put in.
    pub range: Range<usize>,
    /// What stands there then.
    pub replacement: String,
}

/// Applies edits of a line's running text to its inlines. The edits are in order and do not
/// overlap.
pub fn apply(line: &mut Vec<Inline>, edits: &[Edit]) {
    if !edits.is_empty() {
        let mut applying = Applying { edits, at: 0, written: vec![false; edits.len()] };
        applying.list(line);
        applying.at_end(line);
    }
}

struct Applying<'a> {
    edits: &'a [Edit],
    /// Offset in the running text.
    at: usize,
    /// Which replacements have been put in.
    written: Vec<bool>,
}

impl Applying<'_> {
    fn list(&mut self, list: &mut Vec<Inline>) {
        for mut inline in std::mem::take(list) {
            match &mut inline.kind {
                InlineKind::Text { text } => {
                    let text = std::mem::take(text);
                    self.text(&inline, &text, list);
                    continue;
                }
                InlineKind::LineBreak => self.at += 1,
                InlineKind::NoteCall { .. }
                | InlineKind::Citation { .. }
                | InlineKind::Code { .. }
                | InlineKind::Image { .. }
                | InlineKind::Formula(_) => {
                    self.at += OBJECT.len_utf8();
                }
                InlineKind::PageMarker { .. } => {}
                InlineKind::Link { content, .. } | InlineKind::PageReference { content, .. }
                    if content.is_empty() =>
                {
                    self.at += OBJECT.len_utf8();
                }
                _ => {
                    if let Some(children) = inline.children_mut() {
                        self.list(children);
                    }
                }
            }
            list.push(inline);
        }
    }

    /// What is put in behind all, where no text ends the line.
    fn at_end(&self, line: &mut Vec<Inline>) {
        for (edit, written) in self.edits.iter().zip(&self.written) {
            let Some(last) = line.last() else { return };
            if edit.range == (self.at..self.at) && !written {
                let end = last.span.end as usize;
                let span = Span::new(last.span.file, end..end);
                line.push(Inline::text(span, edit.replacement.as_str()));
            }
        }
    }

    /// A text, cut at the edits that touch it.
    fn text(&mut self, inline: &Inline, text: &str, out: &mut Vec<Inline>) {
        let (start, end) = (self.at, self.at + text.len());
        self.at = end;
        let mut kept = start;
        for (index, edit) in self.edits.iter().enumerate() {
            let touches = edit.range.start < end && edit.range.end > start
                || edit.range.is_empty() && (start..=end).contains(&edit.range.start);
            if !touches || edit.range.is_empty() && self.written[index] {
                continue;
            }
            let from = edit.range.start.max(start);
            let to = edit.range.end.min(end);
            push(inline, text, kept - start..from - start, None, out);
            if !std::mem::replace(&mut self.written[index], true) {
                let replacement = Some(edit.replacement.as_str());
                push(inline, text, from - start..to - start, replacement, out);
            }
            kept = to;
        }
        push(inline, text, kept - start..text.len(), None, out);
    }
}

/// A part of a text as an inline of its own.
fn push(
    inline: &Inline,
    text: &str,
    part: Range<usize>,
    replacement: Option<&str>,
    out: &mut Vec<Inline>,
) {
    let shown = replacement.unwrap_or(&text[part.clone()]);
    if shown.is_empty() {
        return;
    }
    // Where the source writes the text otherwise, its parts have the place of the whole.
    let span = if inline.span.range().len() == text.len() {
        let start = inline.span.start as usize;
        Span::new(inline.span.file, start + part.start..start + part.end)
    } else {
        inline.span
    };
    out.push(Inline { language: inline.language.clone(), ..Inline::text(span, shown) });
}
