//! Blocks.

use super::super::markup::{Arguments, Markup};
use super::inlines::{in_language, language_arguments};
use super::{Lowering, labels};
use crate::ir::{
    Block, BlockKind, Definition, Heading, List, Numbering, Paragraph, ParagraphKind, Stanza,
};

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Depth in the book of the section's own heading.
    pub(super) depth: u8,
    /// The ids of the headings that stand in the contents.
    pub(super) listed: &'a [String],
}

impl Place<'static> {
    /// Within a note or a caption, where no headings are.
    pub(super) const ASIDE: Self = Self { depth: 1, listed: &[] };
}

impl Lowering<'_> {
    /// Writes blocks one below the other. The first paragraph and one after a heading, a motto or
    /// a break are not indented.
    pub(super) fn blocks(&self, markup: &mut Markup, blocks: &[Block], place: Place<'_>) {
        self.stacked(markup, blocks, place, true);
        markup.blank_line();
    }

    fn stacked(&self, markup: &mut Markup, blocks: &[Block], place: Place<'_>, mut first: bool) {
        for block in blocks {
            markup.blank_line();
            markup.within(block.span, |markup| self.block(markup, block, place, first));
            first = matches!(
                block.kind,
                BlockKind::Heading(_) | BlockKind::Epigraph { .. } | BlockKind::ThematicBreak
            );
        }
    }

    fn block(&self, markup: &mut Markup, block: &Block, place: Place<'_>, first: bool) {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => self.paragraph(markup, block, paragraph, first),
            BlockKind::Heading(heading) => self.heading(markup, block, heading, place),
            BlockKind::Group { blocks } => self.group(markup, block, blocks, place),
            _ if block.language.is_some() || self.needs_anchor(block) => {
                self.wrapped(markup, block, |this, markup| this.set_apart(markup, block, place));
            }
            _ => self.set_apart(markup, block, place),
        }
    }

    /// Figures and tables carry their label themselves.
    fn needs_anchor(&self, block: &Block) -> bool {
        block.id.is_some() && !matches!(block.kind, BlockKind::Figure(_) | BlockKind::Table(_))
    }

    /// Writes a block within a group that carries its language and id.
    fn wrapped(&self, markup: &mut Markup, block: &Block, write: impl FnOnce(&Self, &mut Markup)) {
        self.in_tongue(block.language.as_ref(), || self.grouped(markup, block, write));
    }

    fn grouped(&self, markup: &mut Markup, block: &Block, write: impl FnOnce(&Self, &mut Markup)) {
        let id = block.id.as_deref().filter(|_| self.needs_anchor(block));
        markup.call("group", |call| {
            if let Some(id) = id {
                call.string("id", &labels::anchor(id));
            }
            language_arguments(call, block.language.as_ref());
            call.block_body(|markup| write(self, markup));
        });
    }

    fn group(&self, markup: &mut Markup, block: &Block, blocks: &[Block], place: Place<'_>) {
        self.wrapped(markup, block, |this, markup| this.blocks(markup, blocks, place));
    }

    fn set_apart(&self, markup: &mut Markup, block: &Block, place: Place<'_>) {
        match &block.kind {
            BlockKind::Quotation { blocks } => self.container(markup, "quotation", blocks, place),
            BlockKind::Epigraph { blocks } => self.container(markup, "epigraph", blocks, place),
            BlockKind::Letter { blocks } => self.container(markup, "letter", blocks, place),
            BlockKind::Verse { stanzas } => self.verse(markup, stanzas),
            BlockKind::Figure(figure) => self.figure(markup, block, figure),
            BlockKind::Table(table) => self.table(markup, block, table),
            BlockKind::List(list) => self.list(markup, list, place),
            BlockKind::Definitions { items } => self.definitions(markup, items, place),
            BlockKind::ThematicBreak => markup.call("thematic-break", |_| {}),
            BlockKind::Code { text, .. } => {
                markup.call("code-block", |call| call.string("", text.trim_end_matches('\n')));
            }
            BlockKind::Paragraph(_) | BlockKind::Heading(_) | BlockKind::Group { .. } => {}
        }
    }

    fn paragraph(&self, markup: &mut Markup, block: &Block, paragraph: &Paragraph, first: bool) {
        let name = match paragraph.role {
            ParagraphKind::Body if !first => None,
            ParagraphKind::Body | ParagraphKind::NoIndent => Some("noindent"),
            ParagraphKind::Attribution => Some("attribution"),
            ParagraphKind::Dateline => Some("dateline"),
            ParagraphKind::Salutation => Some("salutation"),
            ParagraphKind::Signature => Some("signature"),
        };
        match name {
            None => self.paragraph_text(markup, block, paragraph),
            Some(name) => markup.call(name, |call| {
                call.body(|markup| self.paragraph_text(markup, block, paragraph));
            }),
        }
    }

    fn paragraph_text(&self, markup: &mut Markup, block: &Block, paragraph: &Paragraph) {
        if let Some(id) = &block.id {
            markup.call("anchor", |call| call.string("", &labels::anchor(id)));
        }
        match &block.language {
            Some(language) => in_language(markup, language, |markup| {
                self.in_tongue(Some(language), || self.inlines(markup, &paragraph.content));
            }),
            None => self.inlines(markup, &paragraph.content),
        }
    }

    fn container(&self, markup: &mut Markup, name: &str, blocks: &[Block], place: Place<'_>) {
        markup.call(name, |call| {
            call.block_body(|markup| self.blocks(markup, blocks, place));
        });
    }

    fn heading(&self, markup: &mut Markup, block: &Block, heading: &Heading, place: Place<'_>) {
        let level = self.next_level(place.depth.saturating_add(heading.level).saturating_sub(1));
        let listed = block.id.as_ref().is_some_and(|id| place.listed.contains(id));
        let label = match &block.id {
            Some(id) => labels::anchor(id),
            None => labels::heading(block.span.start as usize),
        };
        markup.call("subheading", |call| {
            call.string("", &label);
            call.value("", level);
            call.value("depth", heading.level.saturating_sub(1).max(1));
            self.heading_arguments(call, heading);
            if !listed {
                call.value("listed", false);
            }
        });
    }

    /// Number, title, subtitle, the plain title and the line for the contents.
    pub(super) fn heading_arguments(&self, call: &mut Arguments<'_>, heading: &Heading) {
        call.maybe_string("number", heading.number.as_deref());
        if !heading.title.is_empty() {
            call.new_line();
            call.content("title", |markup| self.unhyphenated(markup, &heading.title));
        }
        if let Some(subtitle) = &heading.subtitle {
            call.content("subtitle", |markup| self.said(markup, subtitle));
        }
        call.new_line();
        call.string("plain", &heading.plain_title());
        call.content("entry", |markup| self.entry(markup, &heading.title));
    }

    fn verse(&self, markup: &mut Markup, stanzas: &[Stanza]) {
        markup.call("verse", |call| {
            for stanza in stanzas {
                call.new_line();
                call.within(stanza.span, |call| {
                    call.call("", "stanza", |call| self.stanza(call, stanza));
                });
            }
        });
    }

    fn stanza(&self, call: &mut Arguments<'_>, stanza: &Stanza) {
        for line in &stanza.lines {
            call.new_line();
            call.within(line.span, |call| {
                call.call("", "line", |call| {
                    call.value("", line.indent);
                    call.body(|markup| self.unhyphenated(markup, &line.content));
                });
            });
        }
    }

    fn list(&self, markup: &mut Markup, list: &List, place: Place<'_>) {
        let name = if list.numbering.is_some() { "numbered" } else { "bullets" };
        markup.call(name, |call| {
            if !list.tight {
                call.value("tight", false);
            }
            if let Some(numbering) = list.numbering {
                call.string("pattern", pattern(numbering));
                if list.start != 1 {
                    call.value("start", list.start);
                }
            }
            for item in &list.items {
                call.new_line();
                call.within(item.span, |call| {
                    call.content("", |markup| self.item(markup, &item.blocks, place));
                });
            }
        });
    }

    /// What stands beside a number or a mark: the first paragraph in its line, the rest below. The
    /// last paragraph is left open.
    pub(super) fn item(&self, markup: &mut Markup, blocks: &[Block], place: Place<'_>) {
        let rest = match blocks.split_first() {
            Some((first, rest)) => {
                let BlockKind::Paragraph(paragraph) = &first.kind else {
                    return self.stacked(markup, blocks, place, true);
                };
                markup.within(first.span, |markup| self.paragraph_text(markup, first, paragraph));
                rest
            }
            None => &[],
        };
        self.stacked(markup, rest, place, false);
    }

    fn definitions(&self, markup: &mut Markup, items: &[Definition], place: Place<'_>) {
        markup.call("definitions", |call| {
            for item in items {
                call.new_line();
                call.within(item.span, |call| {
                    call.call("", "definition", |call| {
                        call.content("", |markup| self.inlines(markup, &item.term));
                        call.content("", |markup| self.item(markup, &item.blocks, place));
                    });
                });
            }
        });
    }
}

fn pattern(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Decimal => "1.",
        Numbering::LowerAlpha => "a)",
        Numbering::UpperAlpha => "A.",
        Numbering::LowerRoman => "i.",
        Numbering::UpperRoman => "I.",
    }
}
