//! White space of a line: what collapses into one space does so over marks and comments that leave nothing, too, as in CSS
//! (CSS Text 3, section 4.1.1).

use super::Reader;
use crate::ir::{Inline, InlineKind, PageMarkers};

impl Reader<'_, '_> {
    /// Takes white space off both ends of a line and of its forced breaks, and of two spaces between which nothing is
    /// seen the second. A piece that loses a space no longer claims its place in the source.
    pub(super) fn settle(&self, content: &mut Vec<Inline>) {
        let numbers = self.context.page_markers == PageMarkers::Brackets;
        let settling = Settling { source: self.text, numbers };
        // At its beginning a line is as behind a space.
        settling.behind(content, true);
        settling.before(content, true);
    }
}

/// What is asked of a line.
struct Settling<'a> {
    /// The text of the file.
    source: &'a str,
    /// Whether markers of pages are seen as numbers in the line.
    numbers: bool,
}

impl Settling<'_> {
    /// From the beginning on: takes spaces off that stand behind a space. Returns whether the last that is seen is a space.
    fn behind(&self, content: &mut Vec<Inline>, mut space: bool) -> bool {
        content.retain_mut(|inline| match &mut inline.kind {
            InlineKind::Text { text } => {
                if space && text.starts_with(' ') {
                    text.drain(..text.len() - text.trim_start_matches(' ').len());
                    let written = &self.source[inline.span.range()];
                    inline.span.start += lost(written, str::trim_ascii_start);
                }
                if let Some(last) = text.chars().next_back() {
                    space = last == ' ';
                }
                !text.is_empty()
            }
            InlineKind::LineBreak => {
                space = true;
                true
            }
            InlineKind::PageMarker { .. } => {
                space &= !self.numbers;
                true
            }
            _ => {
                space = match transparent(inline) {
                    Some(inner) => self.behind(inner, space),
                    None => false,
                };
                true
            }
        });
        space
    }

    /// From the end on: takes spaces off before the end of the line. Returns whether nothing was seen yet.
    fn before(&self, content: &mut Vec<Inline>, mut end: bool) -> bool {
        let mut empty = false;
        for inline in content.iter_mut().rev() {
            match &mut inline.kind {
                InlineKind::Text { text } => {
                    if end && text.ends_with(' ') {
                        text.truncate(text.trim_end_matches(' ').len());
                        let written = &self.source[inline.span.range()];
                        inline.span.end -= lost(written, str::trim_ascii_end);
                    }
                    empty |= text.is_empty();
                    end &= text.is_empty();
                }
                InlineKind::LineBreak => end = true,
                InlineKind::PageMarker { .. } => end &= !self.numbers,
                _ => {
                    end = match transparent(inline) {
                        Some(inner) => self.before(inner, end),
                        None => false,
                    };
                }
            }
        }
        if empty {
            content
                .retain(|one| !matches!(&one.kind, InlineKind::Text { text } if text.is_empty()));
        }
        end
    }
}

/// How many bytes `trim` takes off what is written.
fn lost(written: &str, trim: fn(&str) -> &str) -> u32 {
    (written.len() - trim(written).len()) as u32
}

/// What is inside of an inline that shows itself by that alone; `None` where something of its own is shown.
fn transparent(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    let shown = match &inline.kind {
        // Empty, it says the title or the page of what it leads to.
        InlineKind::Link { content, .. } | InlineKind::PageReference { content, .. } => {
            content.is_empty()
        }
        InlineKind::Citation { .. } => true,
        _ => false,
    };
    inline.children_mut().filter(|_| !shown)
}
