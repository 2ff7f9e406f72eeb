//! What things with an id are called: what a link without words of its own says.

use std::collections::BTreeMap;

use crate::ir::{
    Block, BlockKind, Book, Figure, Inline, InlineKind, Language, LinkTarget, excerpt, in_language,
    plain, walk,
};
use crate::source::Span;

/// The titles of all that has an id and a title.
#[derive(Debug, Default)]
pub(super) struct Titles(BTreeMap<String, Vec<Inline>>);

impl Titles {
    /// The titles of a book. A link without words in a title says the title of its target, one in that
    /// title the id of its own: titles may name each other.
    pub(super) fn of(book: &Book) -> Self {
        let none = Self::default();
        let once = Collecting { titles: &none, found: Self::default(), links: false }.all(book);
        if !once.links {
            return once.found;
        }
        Collecting { titles: &once.found, found: Self::default(), links: false }.all(book).found
    }

    /// Takes out the title of what has that id.
    pub(super) fn take(&mut self, id: &str) -> Option<Vec<Inline>> {
        self.0.remove(id)
    }

    /// A line as it is said at another place; see [`excerpt`].
    pub(super) fn excerpt(&self, line: &[Inline]) -> Vec<Inline> {
        let Some(span) = line.first().map(|first| first.span) else { return Vec::new() };
        excerpt(line, &|target| self.said(target, span))
    }

    fn said(&self, target: &LinkTarget, span: Span) -> Vec<Inline> {
        let title = self.0.get(target.name());
        title.cloned().unwrap_or_else(|| vec![Inline::text(span, target.name())])
    }
}

struct Collecting<'a> {
    /// The titles that links say.
    titles: &'a Titles,
    found: Titles,
    /// Whether a title holds a link without words.
    links: bool,
}

impl Collecting<'_> {
    fn all(mut self, book: &Book) -> Self {
        for section in &book.sections {
            let language = section.language.as_ref();
            match (&section.heading, &section.title) {
                (Some(heading), _) => {
                    let title = heading.line(self.line(&heading.title), section.span);
                    self.put(&section.id, title, language);
                    walk::nested(&heading.title, &mut |inline| self.inline(inline, language));
                }
                (None, Some(title)) => {
                    self.put(&section.id, vec![Inline::text(section.span, title)], language);
                }
                (None, None) => {}
            }
            self.blocks(&section.blocks, language);
        }
        for note in &book.notes {
            let section = book.sections.get(note.section);
            self.blocks(&note.body, section.and_then(|section| section.language.as_ref()));
        }
        self
    }

    fn blocks(&mut self, blocks: &[Block], around: Option<&Language>) {
        walk::blocks(blocks, &mut |block| {
            if let Some(id) = &block.id {
                let title = self.title(block);
                self.put(id, title, block.language.as_ref().or(around));
            }
        });
        walk::inlines(blocks, &mut |inline| self.inline(inline, around));
    }

    fn inline(&mut self, inline: &Inline, around: Option<&Language>) {
        if let Some(id) = &inline.id {
            let title = self.line(std::slice::from_ref(inline));
            self.put(id, title, around);
        }
    }

    fn title(&mut self, block: &Block) -> Vec<Inline> {
        match &block.kind {
            BlockKind::Heading(heading) => heading.line(self.line(&heading.title), block.span),
            BlockKind::Table(table) => self.line(&table.caption),
            BlockKind::Figure(Figure { caption, .. }) => match caption.first().map(|b| &b.kind) {
                Some(BlockKind::Paragraph(paragraph)) => self.line(&paragraph.content),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn line(&mut self, line: &[Inline]) -> Vec<Inline> {
        walk::nested(line, &mut |inline| {
            self.links |= match &inline.kind {
                InlineKind::Link { content, .. } | InlineKind::PageReference { content, .. } => {
                    content.is_empty()
                }
                _ => false,
            };
        });
        self.titles.excerpt(line)
    }

    fn put(&mut self, id: &str, title: Vec<Inline>, language: Option<&Language>) {
        if !plain(&title).trim().is_empty() {
            let title = in_language(title, language);
            self.found.0.entry(id.to_owned()).or_insert(title);
        }
    }
}
