//! Blocks that a book can hold.

use super::Fitter;
use super::lines::{In, fitting_formula, is_blank};
use crate::import::topic::Topic;
use crate::ir::{
    Block, BlockKind, Cell, Figure, Inline, InlineKind, LONG_CODE, LONG_HEADING, LONG_LINE,
    Numbering, Paragraph, ParagraphKind, Table, length, plain,
};
use crate::source::Span;

/// How deep blocks stand in each other, by the weights of docs/format.md; marks within lines take the rest.
const DEEPEST: usize = 14;
/// First numbers of lists that can be said.
const LARGEST: u64 = 2_000_000_000;
const LARGEST_ROMAN: u64 = 3_000;
/// Most columns of a table.
const MOST_COLUMNS: usize = 100;
/// Largest indent of a line of verse.
const WIDEST: u16 = 60;

/// What stands around a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    weight: usize,
    inside: bool,
    in_cell: bool,
}

impl Around {
    /// The text itself.
    pub(super) fn text() -> Self {
        Self { weight: 0, inside: false, in_cell: false }
    }

    /// A note.
    pub(super) fn note() -> Self {
        Self { weight: 1, inside: true, in_cell: false }
    }

    fn deeper(self, weight: usize) -> Self {
        Self { weight: self.weight + weight, inside: true, ..self }
    }
}

/// A paragraph of running text.
pub(super) fn paragraph(span: Span, content: Vec<Inline>) -> Block {
    Block::new(span, BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content }))
}

impl Fitter {
    /// A block as a book can hold it: itself, what is in it, paragraphs in its place; nothing, where it says nothing.
    pub(super) fn block(&mut self, mut block: Block, around: Around) -> Vec<Block> {
        if let Some(id) = &block.id
            && !(self.ids.contains(id) && self.seen.insert(id.clone()))
        {
            block.id = None;
        }
        let span = block.span;
        let kind = std::mem::replace(&mut block.kind, BlockKind::ThematicBreak);
        let kinds: Vec<BlockKind> = match kind {
            BlockKind::Paragraph(paragraph) => self.of_paragraph(paragraph),
            BlockKind::Heading(mut heading) => {
                heading.title = self.line(heading.title, In::Heading);
                let says = plain(&heading.title).chars().any(|c| !c.is_whitespace());
                let fits = says && length(&heading.title) <= LONG_HEADING;
                match () {
                    () if is_blank(&heading.title) => Vec::new(),
                    () if !fits => vec![body(heading.title)],
                    () if around.inside => {
                        let message = format!(
                            "the heading `{}` stands within a block, and was taken for a paragraph",
                            shown(&plain(&heading.title))
                        );
                        self.look(span, Topic::Heading, message);
                        let content = heading.title;
                        vec![body(vec![Inline::new(span, InlineKind::Strong { content })])]
                    }
                    () => vec![BlockKind::Heading(heading)],
                }
            }
            BlockKind::Quotation { blocks } => {
                return self
                    .container(block, blocks, around, |blocks| BlockKind::Quotation { blocks });
            }
            BlockKind::Epigraph { blocks } => {
                return self
                    .container(block, blocks, around, |blocks| BlockKind::Epigraph { blocks });
            }
            BlockKind::Letter { blocks } => {
                return self
                    .container(block, blocks, around, |blocks| BlockKind::Letter { blocks });
            }
            BlockKind::Group { blocks } => {
                return self.container(block, blocks, around, |blocks| BlockKind::Group { blocks });
            }
            BlockKind::Drama { blocks } => {
                let was = std::mem::replace(&mut self.in_play, true);
                let made =
                    self.container(block, blocks, around, |blocks| BlockKind::Drama { blocks });
                self.in_play = was;
                return made;
            }
            BlockKind::Verse { stanzas } => self.verse(stanzas),
            BlockKind::Figure(figure) => self.figure(figure, span, around),
            BlockKind::Table(table) => self.table(table, span, around),
            BlockKind::List(mut list) => {
                let deep = around.weight + 2 > DEEPEST;
                for item in &mut list.items {
                    item.blocks = self.blocks(std::mem::take(&mut item.blocks), around.deeper(2));
                }
                list.items.retain(|item| !item.blocks.is_empty());
                let roman = [Numbering::LowerRoman, Numbering::UpperRoman].map(Some);
                let last = list.start.saturating_add(list.items.len() as u64);
                if last > LARGEST {
                    list.start = 1;
                } else if last > LARGEST_ROMAN && roman.contains(&list.numbering) {
                    list.numbering = Some(Numbering::Decimal);
                }
                if deep || around.weight > DEEPEST {
                    return list.items.into_iter().flat_map(|item| item.blocks).collect();
                }
                if list.items.is_empty() { Vec::new() } else { vec![BlockKind::List(list)] }
            }
            BlockKind::Definitions { mut items } => {
                for item in &mut items {
                    item.term = self.line(std::mem::take(&mut item.term), In::Line);
                    item.blocks = self.blocks(std::mem::take(&mut item.blocks), around.deeper(3));
                }
                items.retain(|item| !is_blank(&item.term) || !item.blocks.is_empty());
                let all = |test: fn(&crate::ir::Definition) -> bool| items.iter().all(test);
                let fits = all(|item| !is_blank(&item.term) && length(&item.term) <= LONG_LINE);
                if around.weight + 3 > DEEPEST || !fits {
                    return items
                        .into_iter()
                        .flat_map(|item| {
                            let term = Some(item.term).filter(|term| !is_blank(term));
                            let term = term.map(|term| paragraph(item.span, term));
                            term.into_iter().chain(item.blocks)
                        })
                        .collect();
                }
                if items.is_empty() { Vec::new() } else { vec![BlockKind::Definitions { items }] }
            }
            BlockKind::Code { syntax, text } => {
                let text = code(&text);
                let name = |name: &String| {
                    !name.is_empty()
                        && name.chars().all(|c| c.is_alphanumeric() || "+#-_.".contains(c))
                };
                let syntax = syntax.filter(name);
                if text.trim().is_empty() {
                    Vec::new()
                } else {
                    vec![BlockKind::Code { syntax, text }]
                }
            }
            BlockKind::Formula(mut formula) => match fitting_formula(&mut formula, true) {
                Ok(()) => vec![BlockKind::Formula(formula)],
                Err(fault) => {
                    self.look(
                        span,
                        Topic::Formula,
                        format!("the formula cannot be set: {}", fault.message),
                    );
                    let text = code(&formula.tex);
                    vec![BlockKind::Code { syntax: None, text }]
                        .into_iter()
                        .filter(|_| !formula.tex.trim().is_empty())
                        .collect()
                }
            },
            BlockKind::ThematicBreak => vec![BlockKind::ThematicBreak],
            // what is made of a text, is made again
            BlockKind::Index(_) | BlockKind::Captions { .. } | BlockKind::References { .. } => {
                Vec::new()
            }
        };
        let mut kinds = kinds.into_iter();
        let Some(first) = kinds.next() else { return Vec::new() };
        block.kind = first;
        std::iter::once(block).chain(kinds.map(|kind| Block::new(span, kind))).collect()
    }

    /// All that is left of blocks.
    pub(super) fn blocks(&mut self, blocks: Vec<Block>, around: Around) -> Vec<Block> {
        blocks.into_iter().flat_map(|block| self.block(block, around)).collect()
    }

    fn container(
        &mut self,
        mut block: Block,
        blocks: Vec<Block>,
        around: Around,
        kind: impl FnOnce(Vec<Block>) -> BlockKind,
    ) -> Vec<Block> {
        let inner = self.blocks(blocks, around.deeper(1));
        if inner.is_empty() || around.weight + 1 > DEEPEST {
            return inner;
        }
        block.kind = kind(inner);
        vec![block]
    }

    fn of_paragraph(&mut self, paragraph: Paragraph) -> Vec<BlockKind> {
        let Paragraph { mut role, content } = paragraph;
        let of_play = matches!(role, ParagraphKind::Speaker | ParagraphKind::Stage);
        if of_play && !self.in_play {
            role = ParagraphKind::Body;
        }
        let content = self.line(content, In::Text);
        if is_blank(&content) {
            return Vec::new();
        }
        // a picture alone in its paragraph is a figure
        if let [alone] = content.as_slice()
            && let Some(figure) = Figure::of_image(alone)
        {
            return vec![BlockKind::Figure(Box::new(figure))];
        }
        vec![BlockKind::Paragraph(Paragraph { role, content })]
    }

    fn verse(&mut self, mut stanzas: Vec<crate::ir::Stanza>) -> Vec<BlockKind> {
        let mut long = Vec::new();
        for stanza in &mut stanzas {
            for line in &mut stanza.lines {
                line.content = self.line(std::mem::take(&mut line.content), In::Verse);
                line.indent = line.indent.min(WIDEST);
            }
            stanza.lines.retain(|line| !is_blank(&line.content));
            if stanza.lines.iter().any(|line| length(&line.content) > LONG_LINE) {
                long.extend(stanza.lines.drain(..).map(|line| body(line.content)));
            }
        }
        stanzas.retain(|stanza| !stanza.lines.is_empty());
        let verse = (!stanzas.is_empty()).then_some(BlockKind::Verse { stanzas });
        verse.into_iter().chain(long).collect()
    }

    fn figure(&mut self, mut figure: Box<Figure>, span: Span, around: Around) -> Vec<BlockKind> {
        let caption = self.blocks(std::mem::take(&mut figure.caption), around.deeper(1));
        figure.alt = one_line(&figure.alt);
        figure.description = figure.description.filter(|id| self.ids.contains(id));
        if !self.pictures.contains(&figure.path) {
            let path = shown(&figure.path);
            self.look(span, Topic::Picture, format!("the picture `{path}` is missing or damaged"));
            let words = if figure.alt.is_empty() { "Illustration" } else { &figure.alt };
            let stands_for = body(vec![Inline::text(span, format!("[{words}]"))]);
            return std::iter::once(stands_for)
                .chain(caption.into_iter().map(|block| block.kind))
                .collect();
        }
        figure.decorative = figure.alt.is_empty();
        figure.width = figure.width.filter(|width| (1..=100).contains(width));
        figure.caption = caption;
        vec![BlockKind::Figure(figure)]
    }

    fn table(&mut self, mut table: Box<Table>, span: Span, around: Around) -> Vec<BlockKind> {
        table.caption = self.line(std::mem::take(&mut table.caption), In::Line);
        let inner = Around { in_cell: true, ..around.deeper(3) };
        for cell in table.cells_mut() {
            cell.blocks = self.blocks(std::mem::take(&mut cell.blocks), inner);
        }
        if table.body.is_empty() {
            table.body = std::mem::take(&mut table.head);
        }
        let long = |cell: &Cell| cell.line().is_some_and(|line| length(line) > LONG_LINE);
        let fits = table.fault().is_none()
            && !table.body.is_empty()
            && (1..=MOST_COLUMNS).contains(&table.columns.len())
            && !table.cells().any(long)
            && length(&table.caption) <= LONG_LINE
            && around.weight + 3 <= DEEPEST
            && !around.in_cell;
        if fits {
            return vec![BlockKind::Table(table)];
        }
        self.look(
            span,
            Topic::Table,
            "a table could not be taken over as one; its cells stand below one another".to_owned(),
        );
        let rows = table.head.into_iter().chain(table.body);
        let cells = rows.flat_map(|row| row.cells).flat_map(|cell| cell.blocks);
        let mut kinds: Vec<BlockKind> = cells.map(|block| block.kind).collect();
        if !is_blank(&table.caption) {
            kinds.push(body(table.caption));
        }
        kinds
    }
}

fn body(content: Vec<Inline>) -> BlockKind {
    BlockKind::Paragraph(Paragraph { role: ParagraphKind::Body, content })
}

/// Lines of code as a source can carry them, none too long to be set.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut length = 0;
    for c in crate::djot::carried(text) {
        let c = match c {
            '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c => c,
        };
        if length == LONG_CODE && c != '\n' {
            out.push('\n');
            length = 0;
        }
        length = if c == '\n' { 0 } else { length + 1 };
        out.push(c);
    }
    out.trim_end_matches('\n').to_owned()
}

/// A text without line ends.
pub(super) fn one_line(text: &str) -> String {
    let kept: String = crate::djot::carried(text).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A piece of the user's text for a message, in which no backtick ends it.
pub(in crate::import) fn shown(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && *c != '`').take(80).collect();
    text.trim().to_owned()
}
