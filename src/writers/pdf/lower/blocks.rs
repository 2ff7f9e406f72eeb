//! Blocks.

use super::super::MILLIMETRE;
use super::super::markup::{Arguments, Markup};
use super::context::BlockContext;
use super::{Lowering, Origin, formulas, labels, language_arguments, parts};
use crate::inspection::Part;
use crate::ir::{
    Block, BlockKind, Definition, Delimiter, Heading, Language, List, Numbering, Paragraph,
    ParagraphKind, plain,
};

/// The share of the measure up to which what stands in each other is indented; what is deeper in it stands
/// below what is around it, so that something is left for the words.
const INDENTED: f64 = 0.4;
/// Indents in em, as the vocabulary has them: a test asks it.
pub(super) const QUOTATION: f64 = 1.3;
pub(super) const LIST: f64 = 0.3;
pub(super) const DEFINITION: f64 = 1.3;
/// The share of the measure by which a motto is indented, as the vocabulary has it.
pub(super) const EPIGRAPH: f64 = 0.3;
/// Between the mark of a list and its text, in em, as the vocabulary has it.
pub(super) const BODY_INDENT: f64 = 0.5;
/// About the width of a sign of such a mark, in em: figures are half an em wide in the shipped fonts.
const SIGN: f64 = 0.5;

impl Lowering<'_> {
    /// Writes blocks one below the other. The first paragraph and one after a heading, a motto or
    /// a break are not indented.
    pub(super) fn blocks(&self, markup: &mut Markup, blocks: &[Block], place: BlockContext<'_>) {
        self.stacked(markup, blocks, place, true);
        markup.blank_line();
    }

    pub(super) fn stacked(
        &self,
        markup: &mut Markup,
        blocks: &[Block],
        place: BlockContext<'_>,
        mut first: bool,
    ) {
        let mut rest = blocks;
        while let [block, others @ ..] = rest {
            rest = others;
            markup.blank_line();
            if let (Some(paragraph), Some((signature, others))) =
                (closing(block), others.split_first())
                && let Some(name) = signing(signature)
            {
                rest = others;
                markup.within(block.span, |markup| {
                    self.signed(markup, (block, paragraph), (signature, name), first);
                });
                first = false;
                continue;
            }
            markup.within(block.span, |markup| self.block(markup, block, place, first));
            first = is_followed_without_indent(block);
        }
    }

    /// A paragraph with the name below it as its last line, which no page turn parts from it.
    fn signed(
        &self,
        markup: &mut Markup,
        (block, paragraph): (&Block, &Paragraph),
        (signature, name): (&Block, &Paragraph),
        first: bool,
    ) {
        let write = |markup: &mut Markup| {
            self.paragraph_text(markup, block, paragraph);
            markup.within(signature.span, |markup| {
                markup.call("signed", |call| {
                    call.body(|markup| self.paragraph_text(markup, signature, name));
                });
            });
        };
        if first || paragraph.role == ParagraphKind::NoIndent {
            markup.call(unindented(paragraph), |call| call.body(write));
        } else {
            write(markup);
        }
    }

    fn block(&self, markup: &mut Markup, block: &Block, place: BlockContext<'_>, first: bool) {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => match &block.language {
                Some(language) if self.turns(language) => markup.call("group", |call| {
                    language_arguments(call, "lang", language);
                    call.block_body(|markup| {
                        let language = Some(language);
                        self.in_tongue(language, || {
                            self.paragraph(markup, block, paragraph, first)
                        });
                    });
                }),
                _ => self.paragraph(markup, block, paragraph, first),
            },
            BlockKind::Heading(heading) => {
                let id = self.book.ids.block(block).map(str::to_owned);
                self.told(markup, Origin::Heading(id), |markup| {
                    self.heading(markup, block, heading, place);
                });
            }
            BlockKind::Group { blocks } => self.group(markup, block, blocks, place),
            BlockKind::Figure(_)
            | BlockKind::Formula(_)
            | BlockKind::Code { .. }
            | BlockKind::ThematicBreak => {
                let write = |markup: &mut Markup| self.apart(markup, block, place);
                match block.name.own() {
                    Some(node) => self.told(markup, Origin::Block(node), write),
                    None => write(markup),
                }
            }
            _ => self.apart(markup, block, place),
        }
    }

    /// Whether a language is written in the other direction than what stands around it.
    pub(super) fn turns(&self, language: &Language) -> bool {
        language.direction() != self.tongue.borrow().direction()
    }

    /// What is no running text.
    fn apart(&self, markup: &mut Markup, block: &Block, place: BlockContext<'_>) {
        self.now.aside(|| {
            if block.language.is_some() || self.needs_anchor(block) {
                self.wrapped(markup, block, |this, m| this.set_apart(m, block, place));
            } else {
                self.set_apart(markup, block, place);
            }
        });
    }

    /// Figures and tables carry their label themselves.
    fn needs_anchor(&self, block: &Block) -> bool {
        self.book.ids.block(block).is_some()
            && !matches!(block.kind, BlockKind::Figure(_) | BlockKind::Table(_))
    }

    /// Writes a block within a group that carries its language and id.
    fn wrapped(&self, markup: &mut Markup, block: &Block, write: impl FnOnce(&Self, &mut Markup)) {
        self.in_tongue(block.language.as_ref(), || self.grouped(markup, block, write));
    }

    fn grouped(&self, markup: &mut Markup, block: &Block, write: impl FnOnce(&Self, &mut Markup)) {
        let id = self.book.ids.block(block).filter(|_| self.needs_anchor(block));
        markup.call("group", |call| {
            if let Some(id) = id {
                call.string("id", &labels::anchor(id));
            }
            if let Some(language) = &block.language {
                language_arguments(call, "lang", language);
            }
            call.block_body(|markup| write(self, markup));
        });
    }

    fn group(&self, markup: &mut Markup, block: &Block, blocks: &[Block], place: BlockContext<'_>) {
        self.wrapped(markup, block, |this, markup| this.blocks(markup, blocks, place));
    }

    fn set_apart(&self, markup: &mut Markup, block: &Block, place: BlockContext<'_>) {
        match &block.kind {
            BlockKind::Quotation { blocks } => {
                self.container(markup, "quotation", blocks, place, QUOTATION);
            }
            BlockKind::Epigraph { blocks } => {
                self.container(markup, "epigraph", blocks, place, EPIGRAPH * self.measure());
            }
            BlockKind::Letter { blocks } => {
                self.container(markup, "letter", blocks, place, QUOTATION);
            }
            BlockKind::Drama { blocks } => {
                self.container(markup, "drama", blocks, BlockContext { play: true, ..place }, 0.0);
            }
            BlockKind::Verse { stanzas } => self.verse(markup, stanzas, place.play),
            BlockKind::Figure(figure) => self.figure(markup, block, figure),
            BlockKind::Table(table) => self.table(markup, block, table),
            BlockKind::List(list) => self.list(markup, list, place),
            BlockKind::Definitions { items } => self.definitions(markup, items, place),
            BlockKind::Index(index) => self.index(markup, index),
            BlockKind::Captions { entries } => self.captions(markup, entries),
            BlockKind::References { entries } => self.references(markup, entries),
            BlockKind::ThematicBreak => markup.call("thematic-break", |_| {}),
            BlockKind::Code { text, .. } => {
                markup.call("code-block", |call| call.string("", text.trim_end_matches('\n')));
            }
            BlockKind::Formula(formula) => {
                markup.call("displayed", |call| formulas::arguments(call, formula, true));
            }
            BlockKind::Paragraph(_) | BlockKind::Heading(_) | BlockKind::Group { .. } => {}
        }
    }

    fn paragraph(&self, markup: &mut Markup, block: &Block, paragraph: &Paragraph, first: bool) {
        let name = match paragraph.role {
            ParagraphKind::Body if !first => None,
            ParagraphKind::Body | ParagraphKind::NoIndent => Some(unindented(paragraph)),
            ParagraphKind::Attribution => Some("attribution"),
            ParagraphKind::Dateline => Some("dateline"),
            ParagraphKind::Salutation => Some("salutation"),
            ParagraphKind::Signature => Some("signature"),
            ParagraphKind::Postscript => Some("postscript"),
            ParagraphKind::Address => Some("address"),
            ParagraphKind::Speaker => Some("speaker"),
            ParagraphKind::Stage => Some("stage"),
        };
        match name {
            None => self.paragraph_text(markup, block, paragraph),
            Some(name) => markup.call(name, |call| {
                call.body(|markup| self.paragraph_text(markup, block, paragraph));
            }),
        }
    }

    fn paragraph_text(&self, markup: &mut Markup, block: &Block, paragraph: &Paragraph) {
        if let Some(id) = self.book.ids.block(block) {
            markup.call("anchor", |call| call.string("", &labels::anchor(id)));
        }
        if let Some(sources) = self.sources {
            let place = sources.place(block.span);
            markup.call("sourcemark", |call| {
                call.string("", &place.file);
                call.value("", place.line);
            });
        }
        self.in_parts.set(closing(block).is_some());
        self.in_language(markup, block.language.as_ref(), |markup| {
            self.inlines(markup, &paragraph.content);
        });
        self.in_parts.set(false);
    }

    fn container(
        &self,
        markup: &mut Markup,
        name: &str,
        blocks: &[Block],
        place: BlockContext<'_>,
        indent: f64,
    ) {
        let fits = self.has_room(place, indent);
        let smaller = matches!(name, "quotation" | "epigraph");
        let inner = BlockContext { quoted: place.quoted || smaller, ..place };
        markup.call(name, |call| {
            if !fits {
                call.value("left", "0pt");
            }
            if smaller && place.quoted {
                call.value("within", true);
            }
            let inner = inner.indented(if fits { indent } else { 0.0 });
            call.block_body(|markup| self.blocks(markup, blocks, inner));
        });
    }

    /// The measure of the running text in em.
    fn measure(&self) -> f64 {
        self.settings.page.measure / self.settings.text.size * MILLIMETRE
    }

    /// Whether what stands here can be indented so much.
    fn has_room(&self, place: BlockContext<'_>, indent: f64) -> bool {
        indent == 0.0 || place.indent + indent <= INDENTED * self.measure()
    }

    fn heading(
        &self,
        markup: &mut Markup,
        block: &Block,
        heading: &Heading,
        place: BlockContext<'_>,
    ) {
        let level = self.next_level(place.depth.saturating_add(heading.level).saturating_sub(1));
        let id = self.book.ids.block(block);
        let listed = id.is_some_and(|id| place.listed.iter().any(|listed| listed == id));
        let label = match id {
            Some(id) => labels::anchor(id),
            None => labels::heading(block.span.start as usize),
        };
        markup.call("subheading", |call| {
            call.string("", &label);
            call.value("", level);
            call.value("depth", heading.level.saturating_sub(1).max(1));
            self.heading_arguments(call, heading, block.language.as_ref());
            if !listed {
                call.value("listed", false);
            }
        });
    }

    /// Number, title, subtitle, the plain title and the line for the contents of a heading, which may be in
    /// a language of its own.
    pub(super) fn heading_arguments(
        &self,
        call: &mut Arguments<'_>,
        heading: &Heading,
        language: Option<&Language>,
    ) {
        call.maybe_string("number", heading.number.as_deref());
        if !heading.title.is_empty() {
            call.new_line();
            call.content("title", |markup| {
                self.in_language(markup, language, |markup| {
                    self.now.within(Part::Heading, || self.titled(markup, &heading.title));
                });
            });
        }
        if let Some(subtitle) = &heading.subtitle {
            call.content("subtitle", |markup| {
                self.in_language(markup, language, |markup| self.title(markup, subtitle));
            });
        }
        call.new_line();
        let line = heading.line(self.book.excerpt(&heading.title), call.scope());
        call.string("plain", plain(&line).trim());
        call.content("entry", |markup| {
            self.told(markup, Origin::Line, |markup| {
                self.in_tongue(language, || {
                    self.now.aside(|| self.entry(markup, &heading.title));
                });
            });
        });
    }

    fn list(&self, markup: &mut Markup, list: &List, place: BlockContext<'_>) {
        let name = if list.numbering.is_some() { "numbered" } else { "bullets" };
        let mark = mark_width(list);
        let fits = self.has_room(place, LIST + mark);
        let inner = place.indented(if fits { LIST + mark } else { 0.0 });
        markup.call(name, |call| {
            if !fits {
                // The marks stand before what is around.
                call.value("left", format_args!("-{mark}em"));
            }
            if !list.tight {
                call.value("tight", false);
            }
            if let Some(numbering) = list.numbering {
                call.string("pattern", &list.delimiter.around(pattern(numbering)));
                if list.start != 1 {
                    call.value("start", list.start);
                }
            }
            for item in &list.items {
                call.new_line();
                call.within(item.span, |call| {
                    call.content("", |markup| self.item(markup, &item.blocks, inner));
                });
            }
        });
    }

    /// What stands beside a number or a mark: the first paragraph in its line, the rest below. The
    /// last paragraph is left open.
    pub(super) fn item(&self, markup: &mut Markup, blocks: &[Block], place: BlockContext<'_>) {
        let rest = match blocks.split_first() {
            Some((first, rest)) => {
                let BlockKind::Paragraph(paragraph) = &first.kind else {
                    if self.begins_with_same_mark(first, place) {
                        markup.call("bare-mark", |_| {});
                    }
                    return self.stacked(markup, blocks, place, true);
                };
                markup.within(first.span, |markup| self.paragraph_text(markup, first, paragraph));
                rest
            }
            None => &[],
        };
        self.stacked(markup, rest, place, false);
    }

    /// Whether a block begins with the mark of a list that stands where that of the list around does:
    /// one would be printed on the other.
    fn begins_with_same_mark(&self, block: &Block, place: BlockContext<'_>) -> bool {
        let inner = |blocks: &[Block], indent: f64| {
            let indent = if self.has_room(place, indent) { indent } else { 0.0 };
            let first = blocks.first();
            first.is_some_and(|first| self.begins_with_same_mark(first, place.indented(indent)))
        };
        match &block.kind {
            BlockKind::List(list) => {
                let mark = signs_of_mark(list) as f64 * SIGN + BODY_INDENT;
                !self.has_room(place, LIST + mark)
            }
            BlockKind::Quotation { blocks } | BlockKind::Letter { blocks } => {
                inner(blocks, QUOTATION)
            }
            BlockKind::Epigraph { blocks } => inner(blocks, EPIGRAPH * self.measure()),
            BlockKind::Group { blocks } => inner(blocks, 0.0),
            _ => false,
        }
    }

    fn definitions(&self, markup: &mut Markup, items: &[Definition], place: BlockContext<'_>) {
        let fits = self.has_room(place, DEFINITION);
        let inner = place.indented(if fits { DEFINITION } else { 0.0 });
        markup.call("definitions", |call| {
            if !fits {
                call.value("left", "0pt");
            }
            for item in items {
                call.new_line();
                call.within(item.span, |call| {
                    call.call("", "definition", |call| {
                        call.content("", |markup| self.inlines(markup, &item.term));
                        call.content("", |markup| self.item(markup, &item.blocks, inner));
                    });
                });
            }
        });
    }
}

/// Whether the first paragraph behind a block is not indented.
fn is_followed_without_indent(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading(_) | BlockKind::Epigraph { .. } | BlockKind::ThematicBreak => true,
        BlockKind::Paragraph(paragraph) => matches!(
            paragraph.role,
            ParagraphKind::Address
                | ParagraphKind::Dateline
                | ParagraphKind::Salutation
                | ParagraphKind::Speaker
                | ParagraphKind::Stage
        ),
        _ => false,
    }
}

/// A paragraph of running text, behind which a name may stand.
pub(super) fn closing(block: &Block) -> Option<&Paragraph> {
    match &block.kind {
        BlockKind::Paragraph(paragraph)
            if matches!(paragraph.role, ParagraphKind::Body | ParagraphKind::NoIndent) =>
        {
            Some(paragraph)
        }
        _ => None,
    }
}

/// The vocabulary's function for a paragraph without an indent.
fn unindented(paragraph: &Paragraph) -> &'static str {
    if parts::is_long(&paragraph.content) { "noindent-parts" } else { "noindent" }
}

/// The name below a letter.
fn signing(block: &Block) -> Option<&Paragraph> {
    match &block.kind {
        BlockKind::Paragraph(name) if name.role == ParagraphKind::Signature => Some(name),
        _ => None,
    }
}

/// About how far the text of a list stands from its marks' left edge, in em.
pub(super) fn mark_width(list: &List) -> f64 {
    signs_of_mark(list) as f64 * SIGN + BODY_INDENT
}

/// About how many signs the widest mark of a list has.
fn signs_of_mark(list: &List) -> usize {
    let before = usize::from(list.delimiter == Delimiter::Parentheses);
    before
        + match list.numbering {
            None => 1,
            Some(Numbering::Decimal) => {
                list.start.saturating_add(list.items.len() as u64).to_string().len() + 1
            }
            Some(Numbering::LowerAlpha | Numbering::UpperAlpha) => 2,
            Some(Numbering::LowerRoman | Numbering::UpperRoman) => 4,
        }
}

/// The first number, as Typst's patterns have it.
fn pattern(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::Decimal => "1",
        Numbering::LowerAlpha => "a",
        Numbering::UpperAlpha => "A",
        Numbering::LowerRoman => "i",
        Numbering::UpperRoman => "I",
    }
}
