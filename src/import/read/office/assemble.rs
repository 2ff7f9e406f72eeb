//! Paragraphs and tables to blocks: what belongs together by its styles becomes one quotation, one poem, one list.

use super::form::Tongue;
use super::languages::Tongues;
use super::line::{Context, Line};
use super::part::{Para, Part};
use super::references::Links;
use super::style::Role;
use super::table::{self, RawCell, RawTable};
use crate::import::draft::{Aside, Item};
use crate::import::report::{Report, quote};
use crate::import::topic::Topic;
use crate::ir::{Block, BlockKind, Figure, Heading, Inline, InlineKind, Paragraph, ParagraphKind};
use crate::source::Span;

/// Longest heading, in bytes: a longer paragraph is none, whatever its style.
const LONGEST_HEADING: usize = 600;
/// Longest line of verse or code, in bytes (`docs/format.md`, Lengths).
pub(super) const LONGEST_LINE: usize = 3900;

/// What blocks are made with, and where all goes that is no block.
pub(in crate::import::read) struct Assembly<'a> {
    /// The languages of the document.
    pub(in crate::import::read) tongues: &'a Tongues,
    /// Its links and named places.
    pub(in crate::import::read) links: &'a Links,
    /// The language of most of it.
    pub(in crate::import::read) main: Option<Tongue>,
    /// What was decided.
    pub(in crate::import::read) report: &'a mut Report<Span>,
    /// What is no part of the text.
    pub(in crate::import::read) aside: &'a mut Vec<Aside>,
}

/// The blocks of a text.
pub(in crate::import::read) fn items(parts: Vec<Part>, assembly: &mut Assembly<'_>) -> Vec<Item> {
    let mut maker =
        Maker { assembly, out: Vec::new(), caption: None, apart: true, bound: Bound::Text };
    maker.all(parts);
    maker.out
}

impl Assembly<'_> {
    /// The blocks of a note or of a cell, and the questions that stand in them.
    pub(in crate::import::read) fn blocks(
        &mut self,
        parts: Vec<Part>,
        cell: bool,
    ) -> (Vec<Block>, Vec<String>) {
        let bound = if cell { Bound::Cell } else { Bound::Note };
        let mut maker =
            Maker { assembly: self, out: Vec::new(), caption: None, apart: true, bound };
        maker.all(parts);
        let mut looks = Vec::new();
        let blocks = maker.out.into_iter().map(|item| {
            looks.extend(item.looks);
            item.block
        });
        (blocks.collect(), looks)
    }

    fn inlines(&self, line: Line, around: Option<Tongue>) -> Vec<Inline> {
        let context = Context { tongues: self.tongues, links: self.links };
        line.inlines(around, &context)
    }
}

/// What the blocks stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// The text.
    Text,
    /// A note: no headings.
    Note,
    /// A cell of a table: no headings, no tables.
    Cell,
}

/// Makes blocks.
pub(super) struct Maker<'m, 'a> {
    pub(super) assembly: &'m mut Assembly<'a>,
    pub(super) out: Vec<Item>,
    /// A caption that waits for a table below it.
    caption: Option<Para>,
    pub(super) apart: bool,
    pub(super) bound: Bound,
}

impl Maker<'_, '_> {
    fn all(&mut self, parts: Vec<Part>) {
        let mut rest = parts.into_iter().peekable();
        while let Some(part) = rest.next() {
            match part {
                Part::Table(table) => self.table(table),
                Part::Para(para) => {
                    let mut group = vec![*para];
                    let joins = |next: &Part, group: &[Para]| match next {
                        Part::Para(next) => joins(&group[0], &group[group.len() - 1], next),
                        Part::Table(_) => false,
                    };
                    while rest.peek().is_some_and(|next| joins(next, &group)) {
                        if let Some(Part::Para(next)) = rest.next() {
                            group.push(*next);
                        }
                    }
                    let table_follows = matches!(rest.peek(), Some(Part::Table(_)));
                    self.group(group, table_follows);
                }
            }
        }
        if let Some(caption) = self.caption.take() {
            self.paragraph(caption, ParagraphKind::Body);
        }
    }

    /// Paragraphs that belong together.
    fn group(&mut self, group: Vec<Para>, table_follows: bool) {
        if let Some(caption) = self.caption.take() {
            self.paragraph(caption, ParagraphKind::Body);
        }
        let first = &group[0];
        if first.list.is_some() && !matches!(first.role, Role::Heading(_)) {
            self.list(group);
            return;
        }
        match first.role {
            Role::Quotation => self.around(group, |blocks| BlockKind::Quotation { blocks }),
            Role::Epigraph => self.around(group, |blocks| BlockKind::Epigraph { blocks }),
            Role::Speaker | Role::Stage => self.around(group, |blocks| BlockKind::Drama { blocks }),
            Role::Verse => self.verse(group),
            Role::Code => self.code(group),
            Role::Term => self.definitions(group),
            Role::Contents => self.contents(group),
            _ => group.into_iter().for_each(|para| self.one(para, table_follows)),
        }
    }

    fn one(&mut self, para: Para, table_follows: bool) {
        match para.role {
            _ if para.rule && !para.line.says() => {
                let block = Block::new(para.place(), BlockKind::ThematicBreak);
                self.push(block, &para);
            }
            Role::Heading(level) => self.heading(para, level),
            Role::Caption => self.captioned(para, table_follows),
            Role::Attribution => self.paragraph(para, ParagraphKind::NoIndent),
            role => self.paragraph(para, kind(role)),
        }
    }

    pub(super) fn push(&mut self, mut block: Block, para: &Para) {
        if block.id.is_none() {
            block.id = self.assembly.links.id(para);
        }
        let apart = std::mem::take(&mut self.apart) || para.apart;
        self.out.push(Item { apart, looks: para.looks.clone(), ..Item::new(block) });
    }

    /// A paragraph; pictures that stand in it alone are figures.
    pub(super) fn paragraph(&mut self, para: Para, kind: ParagraphKind) {
        if para.line.is_empty() {
            self.nothing(para);
            return;
        }
        if para.line.pieces.iter().any(|piece| is_picture(&piece.inline)) && !para.line.says() {
            self.figures(&para);
            return;
        }
        let tongue = para.tongue().filter(|tongue| !self.is_mistaken(&para, *tongue));
        let language = tongue.and_then(|tongue| self.assembly.tongues.language(tongue));
        let content = self.line_in(para.line.clone(), tongue);
        if content.is_empty() {
            self.nothing(para);
            return;
        }
        if self.bound != Bound::Cell && content.iter().all(is_formula) {
            return self.formulas(content, &para);
        }
        let paragraph = BlockKind::Paragraph(Paragraph { role: kind, content });
        self.push(Block { language, ..Block::new(para.place(), paragraph) }, &para);
    }

    /// The formulas of a paragraph that holds nothing else stand on lines of their own.
    fn formulas(&mut self, content: Vec<Inline>, para: &Para) {
        let mut first = true;
        for inline in content {
            let InlineKind::Formula(formula) = inline.kind else { continue };
            let block = Block::new(inline.span, BlockKind::Formula(formula));
            match std::mem::take(&mut first) {
                true => self.push(block, para),
                false => self.out.push(Item::new(block)),
            }
        }
    }

    /// A paragraph without words: its questions go with the next one that has some.
    fn nothing(&mut self, para: Para) {
        self.apart = true;
        if let Some(last) = self.out.last_mut() {
            last.looks.extend(para.looks);
        }
    }

    /// Whether the language that a paragraph says it has is not its own.
    fn is_mistaken(&self, para: &Para, tongue: Tongue) -> bool {
        let main = self.assembly.main.and_then(|main| self.assembly.tongues.language(main));
        main.is_some_and(|main| {
            self.assembly.tongues.is_mistaken(&para.line.words(), tongue, &main)
        })
    }

    /// Inlines without the languages that are only said.
    pub(super) fn line_in(&self, mut line: Line, around: Option<Tongue>) -> Vec<Inline> {
        let tongues = self.assembly.tongues;
        let main = self.assembly.main.and_then(|main| tongues.language(main));
        for piece in &mut line.pieces {
            let Some(own) = piece.form.tongue else { continue };
            let words = match &piece.inline.kind {
                InlineKind::Text { text } => text.as_str(),
                _ => "",
            };
            let mistaken = main.as_ref().is_some_and(|main| tongues.is_mistaken(words, own, main));
            if Some(own) == self.assembly.main || (mistaken && around != Some(own)) {
                piece.form.tongue = None;
            }
        }
        self.assembly.inlines(line, around)
    }

    fn heading(&mut self, mut para: Para, level: u8) {
        let words = para.line.words();
        if !words.contains(char::is_alphanumeric) {
            // What is only drawn is a picture, what says nothing is no heading.
            self.paragraph(Para { role: Role::Body, ..para }, ParagraphKind::Body);
            return;
        }
        para.line.take_common();
        if self.bound != Bound::Text || words.len() > LONGEST_HEADING {
            let why = match self.bound {
                Bound::Text => "it is too long for one",
                Bound::Note => "it stands in a note",
                Bound::Cell => "it stands in a table",
            };
            let message = format!("heading kept as a paragraph, since {why}: {}", quote(&words));
            self.assembly.report.doubt(para.place(), Topic::Heading, message);
            if self.bound != Bound::Text {
                para.line.pieces.iter_mut().for_each(|piece| piece.form.bold = true);
            }
            self.paragraph(Para { role: Role::Body, ..para }, ParagraphKind::Body);
            return;
        }
        let mut title = self.line_in(para.line.clone(), None);
        // In a heading a line break is a space: contents and running heads say it in one line.
        flatten(&mut title);
        if let Some(number) = &para.number {
            title.insert(0, Inline::text(para.place(), format!("{number} ")));
        }
        let heading =
            Heading { level: level.clamp(1, 9), number: None, title, subtitle: None, short: None };
        let id = self.assembly.links.id(&para);
        let block = Block { id, ..Block::new(para.place(), BlockKind::Heading(Box::new(heading))) };
        self.out.push(Item { looks: para.looks.clone(), ..Item::new(block) });
        self.apart = true;
    }

    /// The pictures of a paragraph that holds nothing else.
    fn figures(&mut self, para: &Para) {
        for (n, piece) in
            para.line.pieces.iter().filter(|piece| is_picture(&piece.inline)).enumerate()
        {
            let Some(figure) = Figure::of_image(&piece.inline) else { continue };
            let block = Block::new(para.place(), BlockKind::Figure(Box::new(figure)));
            match n {
                0 => self.push(block, para),
                _ => self.out.push(Item::new(block)),
            }
        }
        let calls = para
            .line
            .pieces
            .iter()
            .filter(|p| matches!(p.inline.kind, InlineKind::NoteCall { .. }));
        let content: Vec<Inline> = calls.map(|piece| piece.inline.clone()).collect();
        if !content.is_empty() {
            let role = ParagraphKind::NoIndent;
            let block = Block::new(para.place(), BlockKind::Paragraph(Paragraph { role, content }));
            self.out.push(Item::new(block));
        }
    }

    /// A caption goes to the picture above it, to the table above or below it; else it stays a paragraph.
    fn captioned(&mut self, mut para: Para, table_follows: bool) {
        if !para.line.says() {
            self.paragraph(para, ParagraphKind::Body);
            return;
        }
        if para.line.has_picture() {
            // The picture and its words in one paragraph.
            let pieces = std::mem::take(&mut para.line.pieces);
            let (pictures, words): (Vec<_>, Vec<_>) =
                pieces.into_iter().partition(|piece| is_picture(&piece.inline));
            let mut alone =
                Para { looks: std::mem::take(&mut para.looks), ..Para::at(para.place()) };
            alone.line.pieces = pictures;
            self.figures(&alone);
            para.line.pieces = words;
        }
        para.line.take_common();
        let waits = |item: &Item| matches!(&item.block.kind, BlockKind::Figure(figure) if figure.caption.is_empty());
        if table_follows && self.bound == Bound::Text && !self.out.last().is_some_and(waits) {
            self.caption = Some(para);
            return;
        }
        let content = self.line_in(para.line.clone(), None);
        let id = self.assembly.links.id(&para);
        if let Some(last) = self.out.last_mut() {
            let taken = match &mut last.block.kind {
                BlockKind::Figure(figure) if figure.caption.is_empty() => {
                    let role = ParagraphKind::Body;
                    let paragraph = BlockKind::Paragraph(Paragraph { role, content });
                    figure.caption.push(Block::new(para.place(), paragraph));
                    true
                }
                BlockKind::Table(table) if table.caption.is_empty() => {
                    table.caption = content;
                    flatten(&mut table.caption);
                    true
                }
                _ => false,
            };
            if taken {
                last.block.id = last.block.id.take().or(id);
                last.looks.append(&mut para.looks);
                return;
            }
        }
        self.paragraph(para, ParagraphKind::Body);
    }

    fn table(&mut self, mut raw: RawTable) {
        let span = raw.span.unwrap_or_else(|| crate::import::draft::Draft::span(0..0));
        let caption = self.caption.take();
        if raw.is_none() || raw.is_frame() || self.bound == Bound::Cell {
            let why = match () {
                () if self.bound == Bound::Cell => "it stands in another table",
                () if raw.is_frame() => "it has one cell",
                () => "it has no cells or more than a hundred columns",
            };
            let message = format!("table read as paragraphs, since {why}");
            self.assembly.report.doubt(span, Topic::Table, message);
            let cells = raw.rows.into_iter().flat_map(|row| row.cells);
            let parts = cells.flat_map(|cell| cell.parts);
            let before = caption.map(|caption| Part::Para(Box::new(caption)));
            let (bound, apart) = (self.bound, self.apart);
            let mut inner = Maker {
                assembly: &mut *self.assembly,
                out: Vec::new(),
                caption: None,
                apart,
                bound,
            };
            inner.all(before.into_iter().chain(parts).collect());
            let out = inner.out;
            self.out.extend(out);
            self.apart = true;
            return;
        }
        let mut looks = Vec::new();
        let own: Vec<Part> = std::mem::take(&mut raw.caption);
        let assembly = &mut *self.assembly;
        let mut table = table::grid(&raw, |cell: &RawCell| {
            let (blocks, own) = assembly.blocks(cell.parts.clone(), true);
            looks.extend(own);
            blocks
        });
        let mut id = None;
        let captions = own.into_iter().filter_map(|part| match part {
            Part::Para(para) => Some(*para),
            Part::Table(_) => None,
        });
        for mut para in caption.into_iter().chain(captions) {
            para.line.take_common();
            id = id.or(self.assembly.links.id(&para));
            looks.append(&mut para.looks);
            if !table.caption.is_empty() {
                table.caption.push(Inline::text(para.place(), " "));
            }
            table.caption.extend(self.line_in(para.line, None));
        }
        flatten(&mut table.caption);
        let apart = std::mem::take(&mut self.apart);
        let block = Block { id, ..Block::new(span, BlockKind::Table(Box::new(table))) };
        self.out.push(Item { apart, looks, ..Item::new(block) });
        self.apart = true;
    }
}

/// Whether a paragraph goes on with a group.
/// Whether something in a line is a formula, or the space between two.
fn is_formula(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Formula(_) => true,
        InlineKind::Text { text } => text.trim().is_empty(),
        _ => false,
    }
}

fn joins(first: &Para, last: &Para, next: &Para) -> bool {
    if first.list.is_some() && !matches!(first.role, Role::Heading(_)) {
        return next.list.is_some() && !matches!(next.role, Role::Heading(_));
    }
    if next.list.is_some() {
        return false;
    }
    match first.role {
        Role::Quotation => {
            last.role != Role::Attribution
                && matches!(next.role, Role::Quotation | Role::Attribution)
                && next.line.says()
        }
        Role::Epigraph => {
            last.role != Role::Attribution
                && matches!(next.role, Role::Epigraph | Role::Attribution)
                && next.line.says()
        }
        Role::Verse => next.role == Role::Verse,
        Role::Code => next.role == Role::Code,
        Role::Term | Role::Explanation => matches!(next.role, Role::Term | Role::Explanation),
        Role::Contents => next.role == Role::Contents,
        Role::Speaker | Role::Stage => {
            matches!(next.role, Role::Speaker | Role::Stage | Role::Verse)
                || (matches!(next.role, Role::Body) && !next.rule)
        }
        _ => false,
    }
}

fn kind(role: Role) -> ParagraphKind {
    match role {
        Role::NoIndent => ParagraphKind::NoIndent,
        Role::Address => ParagraphKind::Address,
        Role::Dateline => ParagraphKind::Dateline,
        Role::Salutation => ParagraphKind::Salutation,
        Role::Signature => ParagraphKind::Signature,
        _ => ParagraphKind::Body,
    }
}

fn is_picture(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Image { .. })
}

/// Line breaks as spaces.
pub(super) fn flatten(line: &mut [Inline]) {
    for inline in line {
        if inline.kind == InlineKind::LineBreak {
            inline.kind = InlineKind::Text { text: " ".to_owned() };
        } else if let Some(children) = inline.children_mut() {
            flatten(children);
        }
    }
}
