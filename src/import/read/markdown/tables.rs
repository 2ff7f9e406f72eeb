//! Drawn tables put together of their cells, and what stands above or below a table as its caption.

use super::attributes::Attributes;
use super::drawn::Shape;
use super::found::Found;
use crate::ir::{Block, BlockKind, Cell, Inline, InlineKind, Row, Table};
use crate::source::Span;

/// The cells of a drawn table.
pub(super) struct Cells {
    shape: Shape,
    /// Those that are at their end.
    cells: Vec<(Span, Vec<Block>)>,
    /// Where the one begins that is read.
    at: Option<Span>,
}

impl Cells {
    /// None yet.
    pub(super) fn new(shape: Shape) -> Self {
        Self { shape, cells: Vec::new(), at: None }
    }

    /// A cell begins, and that before holds these blocks.
    pub(super) fn next(&mut self, span: Span, blocks: Vec<Block>) {
        if let Some(at) = self.at.replace(span) {
            self.cells.push((at, blocks));
        }
    }

    /// The table; the last cell holds these blocks.
    pub(super) fn table(mut self, span: Span, blocks: Vec<Block>, found: &mut Found<'_>) -> Block {
        self.next(span, blocks);
        found.came.tables += 1;
        let mut cells = self.cells.into_iter();
        let cell = |(colspan, rowspan): &(u16, u16)| {
            let (span, blocks) = cells.next().unwrap_or((span, Vec::new()));
            Cell { span, colspan: *colspan, rowspan: *rowspan, header: false, blocks }
        };
        let cells: Vec<Cell> = self.shape.rows.iter().flatten().map(cell).collect();
        let mut cells = cells.into_iter();
        let row = |row: &Vec<(u16, u16)>| {
            let cells: Vec<Cell> = cells.by_ref().take(row.len()).collect();
            Row { span: cells.first().map_or(span, |first| first.span), cells }
        };
        let mut head: Vec<Row> = self.shape.rows.iter().map(row).collect();
        let body = head.split_off(self.shape.head.min(head.len().saturating_sub(1)));
        let (caption, columns) = (Vec::new(), self.shape.columns);
        Block::new(span, BlockKind::Table(Box::new(Table { caption, columns, head, body })))
    }
}

/// The caption that Pandoc has below a table: `Table: Ernten`, `: Ernten`.
pub(super) fn caption(block: &Block, out: &mut [Block], found: &mut Found<'_>) -> bool {
    let Some(last @ Block { kind: BlockKind::Table(_), .. }) = out.last_mut() else { return false };
    let BlockKind::Table(table) = &mut last.kind else { return false };
    if !table.caption.is_empty() {
        return false;
    }
    let Some((words, id)) = captioned(block, found) else { return false };
    table.caption = words;
    last.id = last.id.take().or(id);
    true
}

/// A table with the caption that stands above it.
pub(super) fn with_caption(mut block: Block, out: &mut Vec<Block>, found: &mut Found<'_>) -> Block {
    if let BlockKind::Table(table) = &mut block.kind
        && table.caption.is_empty()
        && let Some((words, id)) = out.last().and_then(|last| captioned(last, found))
    {
        out.pop();
        table.caption = words;
        block.id = block.id.or(id);
    }
    block
}

/// What a paragraph says that is a caption, and the id that it gives the table.
fn captioned(block: &Block, found: &mut Found<'_>) -> Option<(Vec<Inline>, Option<String>)> {
    const BEGINS: [&str; 4] = ["Table: ", "table: ", "Tabelle: ", ": "];
    let BlockKind::Paragraph(paragraph) = &block.kind else { return None };
    let Some(Inline { kind: InlineKind::Text { text }, .. }) = paragraph.content.first() else {
        return None;
    };
    let begin = *BEGINS.iter().find(|begin| text.starts_with(**begin))?;
    let mut caption = paragraph.content.clone();
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = caption.first_mut() {
        // the word says what it is, and is no part of what it says
        *text = text[begin.len()..].to_owned();
        found.count.words -= crate::import::counts::words(begin);
    }
    let mut id = None;
    if let Some(Inline { kind: InlineKind::Text { text }, .. }) = caption.last_mut()
        && let Some(at) = text.rfind('{')
        && let Some((attributes, end)) = Attributes::read(&text[at..])
        && at + end == text.trim_end().len()
    {
        found.count.words -= crate::import::counts::words(&text[at..]);
        text.truncate(text[..at].trim_end().len());
        id = attributes.id;
    }
    Some((caption, id))
}
