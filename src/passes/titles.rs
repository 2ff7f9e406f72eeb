//! What things with an id are called: what a link without words of its own says.

use std::collections::BTreeMap;

use crate::ir::{
    Arrangement, Block, BlockKind, Citations, Ids, Inline, InlineKind, Language, LinkTarget,
    excerpt, in_language, plain, walk,
};
use crate::source::Span;

/// The titles of all that has an id and a title.
#[derive(Debug)]
pub(super) struct Titles<'a> {
    titles: BTreeMap<String, Vec<Inline>>,
    citations: &'a Citations,
}

impl<'a> Titles<'a> {
    /// The titles of a book. A link without words in a title says the title of its target, one in that
    /// title the id of its own: titles may name each other.
    pub(super) fn collect(arrangement: &Arrangement, ids: &Ids, citations: &'a Citations) -> Self {
        let none = || Self { titles: BTreeMap::new(), citations };
        let once = Collecting { titles: &none(), found: none(), ids, links: false };
        let once = once.all(arrangement);
        if !once.links {
            return once.found;
        }
        Collecting { titles: &once.found, found: none(), ids, links: false }.all(arrangement).found
    }

    /// Takes out the title of what has that id.
    pub(super) fn take(&mut self, id: &str) -> Option<Vec<Inline>> {
        self.titles.remove(id)
    }

    /// A line as it is said at another place; see [`excerpt`].
    pub(super) fn excerpt(&self, line: &[Inline]) -> Vec<Inline> {
        let Some(span) = line.first().map(|first| first.span) else { return Vec::new() };
        excerpt(line, &|target| self.said(target, span), self.citations)
    }

    fn said(&self, target: &LinkTarget, span: Span) -> Vec<Inline> {
        let title = self.titles.get(target.name());
        title.cloned().unwrap_or_else(|| vec![Inline::text(span, target.name())])
    }
}

struct Collecting<'t, 'a> {
    /// The titles that links say.
    titles: &'t Titles<'a>,
    found: Titles<'a>,
    ids: &'t Ids,
    /// Whether a title holds a link without words.
    links: bool,
}

impl Collecting<'_, '_> {
    fn all(mut self, arrangement: &Arrangement) -> Self {
        for section in arrangement.sections() {
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
        for (section, note) in arrangement.notes() {
            self.blocks(&note.body, section.language.as_ref());
        }
        self
    }

    fn blocks(&mut self, blocks: &[Block], around: Option<&Language>) {
        walk::blocks(blocks, &mut |block| {
            if let Some(id) = self.ids.block(block) {
                let title = self.title(block);
                self.put(id, title, block.language.as_ref().or(around));
            }
        });
        walk::inlines(blocks, &mut |inline| self.inline(inline, around));
    }

    fn inline(&mut self, inline: &Inline, around: Option<&Language>) {
        if let Some(id) = self.ids.inline(inline) {
            let title = self.line(std::slice::from_ref(inline));
            self.put(id, title, around);
        }
    }

    fn title(&mut self, block: &Block) -> Vec<Inline> {
        match &block.kind {
            BlockKind::Heading(heading) => heading.line(self.line(&heading.title), block.span),
            BlockKind::Table(table) => self.line(&table.caption),
            BlockKind::Figure(figure) => match figure.caption.first().map(|b| &b.kind) {
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
            self.found.titles.entry(id.to_owned()).or_insert(title);
        }
    }
}
