//! The pages as an e-book tells them: what each is called, and where in the book it begins.
//!
//! A page begins with what is read first on it and is not read on a page before: neither what the
//! layout writes, nor a note at the foot, nor the head of a table that is said again.
//!
//! A start is told by the name of the inline or block and the byte in its text, not by a byte of the
//! source, which may say it otherwise. `lower::origins` notes what each stretch of the markup was written
//! for; code, whose letters the typesetter places nowhere, is found by its words (`codes`). The EPUB's
//! `breaks` looks up which of the starts it shows.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::foundations::Label;
use typst::introspection::Introspector as _;
use typst::model::Numbering;
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

use super::codes::Codes;
use super::draft::Draft;
use super::lines::{Glyph, Line};
use super::lower::{Origin, label_of};
use super::map::said;
use super::pictures::Picture;
use crate::inspection::{self, Part};
use crate::ir::{Book, PageStart, PrintPage, PrintPages};

/// The pages of a document.
pub(super) fn pages(
    document: &PagedDocument,
    on: &On<'_>,
    book: &Book,
    layout: &str,
) -> PrintPages {
    let draft = on.draft;
    let codes = Codes::collect(book, draft);
    let mut reader = Reader { draft, codes, read: vec![false; draft.map.markup().len()] };
    let mut pages = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let lines = on.lines(index);
        let pictures = on.pictures.iter().map(|(_, picture)| picture);
        let pictures: Vec<&Picture> = pictures.filter(|one| one.page == index).collect();
        let start = reader.start(&lines, &pictures);
        reader.note(&lines);
        pages.push(PrintPage { label: label(page), start });
    }
    let of_ids = of_ids(document, book);
    PrintPages { layout: layout.to_owned(), printed: false, pages, of_ids }
}

/// What stands on the pages.
pub(super) struct On<'a> {
    /// The markup.
    pub(super) draft: &'a Draft,
    /// The lines.
    pub(super) lines: &'a [Line],
    /// The lines as they were looked at.
    pub(super) looked_at: &'a inspection::Pages,
    /// The pictures of the edition.
    pub(super) pictures: &'a [(String, Picture)],
}

impl On<'_> {
    /// The lines of a page from the top to the foot, with what each belongs to.
    fn lines(&self, page: usize) -> Vec<(&Line, Part)> {
        // Lines stand in the order of the pages.
        let at = |page: usize| self.lines.partition_point(|line| line.page < page);
        let mut lines: Vec<&Line> = self.lines[at(page)..at(page + 1)].iter().collect();
        lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left().total_cmp(&b.left())));
        let parts = self.looked_at.pages.get(page).map_or(&[][..], |page| &page.lines);
        lines.into_iter().zip(parts.iter().map(|line| line.part)).collect()
    }
}

/// What a page is called, by the numbering of the layout.
fn label(page: &Page) -> String {
    let label = match &page.numbering {
        Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[page.number]).ok(),
        _ => None,
    };
    label.map_or_else(|| page.number.to_string(), |label| label.trim().to_owned())
}

/// The pages on which things with an id begin.
fn of_ids(document: &PagedDocument, book: &Book) -> BTreeMap<String, usize> {
    let introspector = document.introspector();
    let page = |id: &str| {
        let label = Label::new(PicoStr::intern(&label_of(id)))?;
        let location = introspector.query_label(label).ok()?.location()?;
        introspector.page(location)?.get().checked_sub(1)
    };
    book.anchors.keys().filter_map(|id| Some((id.clone(), page(id)?))).collect()
}

struct Reader<'a> {
    draft: &'a Draft,
    codes: Codes<'a>,
    /// Which bytes of the markup are on the pages before.
    read: Vec<bool>,
}

impl Reader<'_> {
    /// Where a page begins.
    fn start(&self, lines: &[(&Line, Part)], pictures: &[&Picture]) -> Option<PageStart> {
        let text = self.text(lines);
        let picture = pictures.iter().find_map(|picture| {
            let mut origins = self.draft.places().origins.at(picture.named);
            let block = origins.find_map(|origin| match origin.what {
                Origin::Block(node) => Some(PageStart::Block { node, byte: 0 }),
                _ => None,
            });
            Some((picture.top, block?))
        });
        match (text, picture) {
            (Some((baseline, _)), Some((top, place))) if top < baseline => Some(place),
            (Some((_, place)), _) | (None, Some((_, place))) => Some(place),
            (None, None) => None,
        }
    }

    /// The first text of a page, with its baseline. Code comes from the layout, as the typesetter sees
    /// it: it is known by its words.
    fn text(&self, lines: &[(&Line, Part)]) -> Option<(f64, PageStart)> {
        let mut unknown = String::new();
        let mut head = None;
        for (index, (line, part)) in lines.iter().enumerate() {
            for glyph in &line.glyphs {
                let Some(at) = self.unread(line, glyph) else {
                    if glyph.at.is_none() && *part != Part::Furniture {
                        head = head.or(Some(line.baseline));
                        unknown.extend(line.said(glyph).chars().filter(|c| !c.is_whitespace()));
                    }
                    continue;
                };
                let first = self.first_of_line(at, &lines[index..]);
                let Some(place) = self.place(first) else { continue };
                // Before a line of the contents stands the number of its section, which is no code.
                let listed = matches!(place, PageStart::Line { .. });
                let code = if listed { None } else { self.code(&unknown, Some(at)) };
                return Some((head.unwrap_or(line.baseline), code.unwrap_or(place)));
            }
        }
        Some((head?, self.code(&unknown, None)?))
    }

    /// The place in code that the words at the head of a page are; behind them stands that byte of
    /// the markup.
    fn code(&self, words: &str, next: Option<usize>) -> Option<PageStart> {
        let before = self.read.get(..next.unwrap_or(self.read.len()))?;
        let from = before.iter().rposition(|read| *read).map_or(0, |at| at + 1);
        self.codes.place(from..before.len(), words, next.is_some())
    }

    /// The byte of the markup that a glyph stands for, if a page can begin with it.
    fn unread(&self, line: &Line, glyph: &Glyph) -> Option<usize> {
        let at = glyph.at?;
        let places = self.draft.places();
        let blank = line.said(glyph).trim().is_empty();
        let old = blank || self.is_read(at..at + 1) || places.is_margin(at);
        let foot = || places.origins.at(at).any(|origin| origin.what == Origin::Footnote);
        (!old && !foot()).then_some(at)
    }

    fn is_read(&self, range: Range<usize>) -> bool {
        self.read.get(range).is_some_and(|bytes| bytes.contains(&true))
    }

    /// An initial may stand deeper than what is read behind it, and what is written from the right ends on
    /// the left: the first byte of the same line of text that is on the page.
    fn first_of_line(&self, at: usize, lines: &[(&Line, Part)]) -> usize {
        let places = self.draft.places();
        let paragraph = places.paragraph(at);
        let glyphs =
            lines.iter().take(3).flat_map(|(line, _)| line.glyphs.iter().map(move |g| (*line, g)));
        let new = glyphs.filter_map(|(line, glyph)| self.unread(line, glyph));
        new.filter(|other| paragraph.is_some() && places.paragraph(*other) == paragraph)
            .min()
            .map_or(at, |first| first.min(at))
    }

    /// The place of the book that a byte of the markup is; none for what stands in no place of its
    /// own, as a heading above notes.
    fn place(&self, at: usize) -> Option<PageStart> {
        let mut heading = None;
        let mut line = false;
        for origin in self.draft.places().origins.at(at) {
            match origin.what {
                Origin::Text(node, byte) => {
                    let byte = byte + said(self.draft.map.markup(), origin.range.start, at);
                    return Some(PageStart::Inline { node, byte });
                }
                Origin::Inline(node) => return Some(PageStart::Inline { node, byte: 0 }),
                Origin::Block(node) => return Some(PageStart::Block { node, byte: 0 }),
                Origin::Line => line = true,
                Origin::Heading(ref id) => heading = id.clone(),
                Origin::Section(section) if line => {
                    return Some(PageStart::Line { section, heading });
                }
                Origin::Section(index) => {
                    return (!self.is_read(origin.range.clone()))
                        .then_some(PageStart::Section(index));
                }
                Origin::Notes => {
                    return (!self.is_read(origin.range.clone())).then_some(PageStart::Notes);
                }
                Origin::Footnote => {}
            }
        }
        None
    }

    /// What stands on a page is read; what the contents say of a section is none of it.
    fn note(&mut self, lines: &[(&Line, Part)]) {
        for at in lines.iter().flat_map(|(line, _)| &line.glyphs).filter_map(|glyph| glyph.at) {
            let listed =
                self.draft.places().origins.at(at).any(|origin| origin.what == Origin::Line);
            if let Some(byte) = self.read.get_mut(at) {
                *byte |= !listed;
            }
        }
    }
}
