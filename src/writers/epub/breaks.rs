//! Where the pages of the printed edition begin, put into the book before it is lowered.
//!
//! Within text stands a page marker whose label is the index of the page behind [`PRINT`]; all other
//! places are looked up when what stands there is written.

use std::collections::BTreeMap;

use super::plan::{Content, Plan};
use crate::ir::{Book, Inline, InlineKind, Place, PrintPages, walk};

/// Begins the label of a marker of a printed page: a noncharacter, which no source can hold.
const PRINT: char = '\u{fdd2}';

/// The pages, by their index, that begin at places outside of text.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// At the head of a section, by its index.
    pub(super) sections: BTreeMap<usize, Vec<usize>>,
    /// At the head of notes without a section.
    pub(super) notes: Vec<usize>,
    /// Before a line of the contents, by the section and the heading to which it leads.
    pub(super) lines: BTreeMap<(usize, Option<String>), Vec<usize>>,
    /// Before a block, by its number, and in one of code, by the byte.
    pub(super) blocks: BTreeMap<usize, Vec<(usize, usize)>>,
}

/// The index of the page of a marker, if it is one of a printed page.
pub(super) fn page_of(label: &str) -> Option<usize> {
    label.strip_prefix(PRINT)?.parse().ok()
}

impl Breaks {
    /// Puts markers into the text; `plan` tells what of the book the EPUB shows. A page that begins
    /// in what it does not show, or without text, begins where the next one does.
    pub(super) fn put_in(book: &mut Book, pages: &PrintPages, shown: &Shown) -> Self {
        let mut places: Vec<Option<&Place>> = Vec::new();
        let mut next = None;
        for page in pages.pages.iter().rev() {
            next = page.begin.as_ref().filter(|place| shown.has(place)).or(next);
            places.push(next);
        }
        let mut breaks = Self::default();
        let mut inlines: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (page, place) in places.into_iter().rev().enumerate() {
            match place {
                None => {}
                Some(Place::Section(index)) => {
                    breaks.sections.entry(*index).or_default().push(page)
                }
                Some(Place::Notes) => breaks.notes.push(page),
                Some(Place::Line { section, heading }) => {
                    breaks.lines.entry((*section, heading.clone())).or_default().push(page);
                }
                Some(Place::Block { number, byte }) => {
                    breaks.blocks.entry(*number).or_default().push((*byte, page));
                }
                Some(Place::Inline { number, byte }) => {
                    inlines.entry(*number).or_default().push((*byte, page));
                }
            }
        }
        put_into_inlines(book, &inlines);
        breaks
    }
}

/// Puts markers into inlines, by their number: byte and page.
fn put_into_inlines(book: &mut Book, breaks: &BTreeMap<usize, Vec<(usize, usize)>>) {
    let (mut number, mut put_in) = (0, 0);
    walk::every_inline_mut(book, &mut |inline| {
        put_into(inline, breaks, &mut number, &mut put_in);
    });
}

/// Puts markers into the inline with that number; what was put in is visited next, and not counted.
fn put_into(
    inline: &mut Inline,
    breaks: &BTreeMap<usize, Vec<(usize, usize)>>,
    number: &mut usize,
    put_in: &mut usize,
) {
    if *put_in > 0 {
        *put_in -= 1;
        return;
    }
    if let Some(breaks) = breaks.get(number) {
        let content = parted(inline, breaks);
        *put_in = content.len();
        inline.kind = InlineKind::Group { content };
    }
    *number += 1;
}

/// The parts of an inline with the markers between them; what has no text stands behind them all.
fn parted(inline: &Inline, breaks: &[(usize, usize)]) -> Vec<Inline> {
    let (InlineKind::Text { text } | InlineKind::Code { text }) = &inline.kind else {
        let markers = breaks.iter().map(|(_, page)| marker(inline, *page));
        return markers.chain([Inline::new(inline.span, inline.kind.clone())]).collect();
    };
    let part = |text: &str| {
        let text = text.to_owned();
        let kind = match inline.kind {
            InlineKind::Code { .. } => InlineKind::Code { text },
            _ => InlineKind::Text { text },
        };
        Inline::new(inline.span, kind)
    };
    let mut parts = Vec::new();
    let mut written = 0;
    for (byte, page) in breaks {
        let at = text.floor_char_boundary(*byte).max(written);
        if at > written {
            parts.push(part(&text[written..at]));
        }
        parts.push(marker(inline, *page));
        written = at;
    }
    if written < text.len() {
        parts.push(part(&text[written..]));
    }
    parts
}

fn marker(inline: &Inline, page: usize) -> Inline {
    Inline::new(inline.span, InlineKind::PageMarker { label: format!("{PRINT}{page}") })
}

/// What of a book the EPUB shows.
pub(super) struct Shown {
    /// By section: whether there is a document of it.
    sections: Vec<bool>,
    /// The stretches of sections, then notes: how many inlines and blocks the book has up to their
    /// ends, and whether their text is shown.
    stretches: Vec<(usize, usize, bool)>,
    contents: bool,
    notes: bool,
}

impl Shown {
    /// What a plan shows of its book.
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let book = plan.book;
        let text = |index: usize| {
            let document = plan.document_of(index);
            document.is_some_and(|d| matches!(d.content, Content::Section(_)))
        };
        let (mut inlines, mut blocks) = (0, 0);
        let mut stretches = Vec::new();
        for (index, section) in book.sections.iter().enumerate() {
            walk::section(section, &mut |_| inlines += 1);
            walk::blocks(&section.blocks, &mut |_| blocks += 1);
            stretches.push((inlines, blocks, text(index)));
        }
        for (id, note) in (0u32..).zip(&book.notes) {
            walk::inlines(&note.body, &mut |_| inlines += 1);
            walk::blocks(&note.body, &mut |_| blocks += 1);
            stretches.push((inlines, blocks, plan.home(crate::ir::NoteId(id)).is_some()));
        }
        Self {
            sections: (0..book.sections.len()).map(|i| plan.document_of(i).is_some()).collect(),
            stretches,
            contents: plan.nav_is_read(),
            notes: !plan.endnotes.is_empty(),
        }
    }

    fn has(&self, place: &Place) -> bool {
        let section = |index: usize| self.sections.get(index).copied().unwrap_or(false);
        let stretch = |end: usize| self.stretches.get(end).is_some_and(|stretch| stretch.2);
        match place {
            Place::Section(index) => section(*index),
            Place::Notes => self.notes,
            Place::Line { section: index, .. } => self.contents && section(*index),
            Place::Block { number, .. } => {
                stretch(self.stretches.partition_point(|s| s.1 <= *number))
            }
            Place::Inline { number, .. } => {
                stretch(self.stretches.partition_point(|s| s.0 <= *number))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn inline(kind: InlineKind) -> Inline {
        Inline::new(Span::new(FileId(0), 0..0), kind)
    }

    /// The parts of an inline, a page as its number in brackets.
    fn said(inline: &Inline, breaks: &[(usize, usize)]) -> Vec<String> {
        let said = |part: &Inline| match &part.kind {
            InlineKind::Text { text } => text.clone(),
            InlineKind::Code { text } => format!("`{text}`"),
            InlineKind::PageMarker { label } => format!("{:?}", page_of(label)),
            InlineKind::LineBreak => "/".to_owned(),
            other => panic!("{other:?}"),
        };
        parted(inline, breaks).iter().map(said).collect()
    }

    #[test]
    fn marks_stand_between_letters() {
        let text = || inline(InlineKind::Text { text: "über Land".to_owned() });
        assert_eq!(said(&text(), &[(0, 4)]), ["Some(4)", "über Land"]);
        assert_eq!(said(&text(), &[(3, 4)]), ["üb", "Some(4)", "er Land"]);
        assert_eq!(said(&text(), &[(6, 4), (6, 5)]), ["über ", "Some(4)", "Some(5)", "Land"]);
        assert_eq!(said(&text(), &[(10, 4)]), ["über Land", "Some(4)"]);
        // Neither within a letter nor beyond the end.
        assert_eq!(said(&text(), &[(1, 4), (99, 5)]), ["Some(4)", "über Land", "Some(5)"]);
        let code = inline(InlineKind::Code { text: "ab".to_owned() });
        assert_eq!(said(&code, &[(1, 7)]), ["`a`", "Some(7)", "`b`"]);
        assert_eq!(said(&inline(InlineKind::LineBreak), &[(0, 7)]), ["Some(7)", "/"]);
    }

    #[test]
    fn what_is_put_in_is_not_counted() {
        let text = |text: &str| inline(InlineKind::Text { text: text.to_owned() });
        let mut line = vec![text("eins"), text("zwei")];
        let (mut number, mut put_in) = (0, 0);
        let breaks = BTreeMap::from([(0, vec![(1, 0)]), (1, vec![(2, 1)])]);
        walk::nested_mut(&mut line, &mut |inline| {
            put_into(inline, &breaks, &mut number, &mut put_in);
        });
        let parts: Vec<usize> = line.iter().map(|inline| inline.children().len()).collect();
        assert_eq!((parts, number), (vec![3, 3], 2));
    }
}
