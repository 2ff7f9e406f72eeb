//! Tables.

use std::collections::BTreeMap;

use super::super::markup::{Arguments, Markup};
use super::super::words::{UncutPiece, Widest};
use super::blocks::{DEFINITION, LIST, QUOTATION, mark_width};
use super::context::BlockContext;
use super::text::Broken;
use super::{Lowering, labels};
use crate::ir::{
    Alignment, Block, BlockKind, Cell, InlineKind, Medium, Row, Stand, Table, laid, walk,
};

/// The longest pieces of what a column or a cell holds, by their indent in hundredths of an em, and how wide its pictures are
/// in points.
#[derive(Default)]
struct Held {
    lines: BTreeMap<u32, Widest>,
    pictures: Vec<f64>,
}

impl Lowering<'_> {
    pub(super) fn table(&self, markup: &mut Markup, block: &Block, table: &Table) {
        markup.call("tabular", |call| {
            call.list("columns", |list| {
                for column in &table.columns {
                    list.value("", alignment(*column));
                }
            });
            if !table.head.is_empty() {
                self.pieces(call, "head-words", table.columns.len(), &table.head);
            }
            self.pieces(call, "words", table.columns.len(), &table.body);
            if !table.head.is_empty() {
                call.new_line();
                call.list("head", |list| self.rows(list, table, true));
                let mut cells = table.head.iter().flat_map(|row| &row.cells);
                if cells.any(|cell| self.stands_once(&cell.blocks)) {
                    call.value("repeated", false);
                }
            }
            if !table.is_plain() && self.calls_foot(&table.body) {
                call.value("called", true);
            }
            if let Some(id) = self.book.ids.block(block) {
                call.string("id", &labels::anchor(id));
            }
            if !table.caption.is_empty() {
                call.content("caption", |markup| {
                    self.now.caption(|| self.inlines(markup, &table.caption));
                });
            }
            self.rows(call, table, false);
        });
    }

    /// Whether something in a cell can stand on the pages but once: a place that links lead to, the call
    /// of a note, where a page of the source begins.
    fn stands_once(&self, blocks: &[Block]) -> bool {
        let mut found = false;
        walk::inlines(blocks, &mut |inline| {
            found |= self.book.ids.inline(inline).is_some()
                || matches!(
                    inline.kind,
                    InlineKind::NoteCall { .. } | InlineKind::PageMarker { .. }
                );
        });
        walk::blocks(blocks, &mut |block| found |= self.book.ids.block(block).is_some());
        found
    }

    /// Whether rows call notes that stand at the foot of the page.
    fn calls_foot(&self, rows: &[Row]) -> bool {
        let mut found = false;
        for cell in rows.iter().flat_map(|row| &row.cells) {
            walk::inlines(&cell.blocks, &mut |inline| {
                found |= self.book.notes.called(inline).is_some_and(|call| {
                    let series = self.book.note(call.note).written.series;
                    let placement = self.book.manuscript().series(series).placement;
                    placement.stand(Medium::Pages) == Stand::Foot
                });
            });
        }
        found
    }

    /// The rows of the head or the body: the cells of a plain table one after the other, else each row as a list.
    fn rows(&self, call: &mut Arguments<'_>, table: &Table, head: bool) {
        let rows = if head { &table.head } else { &table.body };
        if table.is_plain() {
            for row in rows {
                call.new_line();
                for cell in &row.cells {
                    call.within(cell.span, |call| {
                        call.content("", |markup| {
                            self.cell(markup, cell.line().unwrap_or_default());
                        });
                    });
                }
            }
            return;
        }
        for (row, columns) in rows.iter().zip(laid(rows, table.columns.len()).0) {
            call.new_line();
            call.list("", |list| {
                for (cell, column) in row.cells.iter().zip(columns) {
                    list.within(cell.span, |list| {
                        list.call("", "cell", |call| {
                            self.placed(call, table, cell, (head, column))
                        });
                    });
                }
            });
        }
    }

    /// A cell with its place, and how it is set.
    fn placed(
        &self,
        call: &mut Arguments<'_>,
        table: &Table,
        cell: &Cell,
        (head, column): (bool, usize),
    ) {
        call.value("x", column);
        if cell.colspan > 1 {
            call.value("colspan", cell.colspan);
            let mut held = Held::default();
            self.hold(&cell.blocks, 0, &mut held);
            call.list("words", |pair| held.write(pair));
        }
        if cell.rowspan > 1 {
            call.value("rowspan", cell.rowspan);
        }
        if cell.header && !head && !cell.blocks.is_empty() {
            let whole = table.columns.len() > 1 && usize::from(cell.colspan) == table.columns.len();
            call.string("heads", if whole { "group" } else { "row" });
        }
        call.value("stands", alignment(table.alignment(cell, column, head)));
        match cell.line() {
            Some(line) => call.body(|markup| self.cell(markup, line)),
            None => {
                call.value("line", false);
                call.block_body(|markup| {
                    let outer = self.in_cell.replace(true);
                    self.blocks(markup, &cell.blocks, BlockContext::ASIDE);
                    self.in_cell.set(outer);
                });
            }
        }
    }

    /// The longest pieces of each column that no line end cuts: where words stay whole, and where
    /// they are broken.
    fn pieces(&self, call: &mut Arguments<'_>, key: &str, columns: usize, rows: &[Row]) {
        let mut all: Vec<Held> = Vec::new();
        all.resize_with(columns, Held::default);
        for (row, begins) in rows.iter().zip(laid(rows, columns).0) {
            for (cell, column) in row.cells.iter().zip(begins) {
                if let Some(held) = all.get_mut(column).filter(|_| cell.colspan == 1) {
                    self.hold(&cell.blocks, 0, held);
                }
            }
        }
        call.new_line();
        call.list(key, |list| all.iter().for_each(|held| list.list("", |pair| held.write(pair))));
    }

    fn hold(&self, blocks: &[Block], indent: u32, held: &mut Held) {
        for block in blocks {
            for line in walk::child_inlines(block) {
                let (running, marks) = self.judgement(line, Broken::WhereItMust);
                held.lines.entry(indent).or_default().add(&running, &marks);
            }
            let deeper = match &block.kind {
                BlockKind::List(list) => LIST + mark_width(list),
                BlockKind::Definitions { .. } => DEFINITION,
                BlockKind::Quotation { .. } | BlockKind::Letter { .. } => QUOTATION,
                BlockKind::Figure(figure) => {
                    held.pictures.push(self.picture_size(figure).0);
                    0.0
                }
                _ => 0.0,
            };
            // In hundredths, that it can be a key.
            let deeper = (deeper * 100.0).round() as u32;
            for inner in walk::child_blocks(block) {
                self.hold(inner, indent + deeper, held);
            }
        }
    }
}

impl Held {
    /// The pieces where words stay whole, and those where they are broken.
    fn write(&self, pair: &mut Arguments<'_>) {
        for broken in [false, true] {
            pair.list("", |list| {
                for (indent, widest) in &self.lines {
                    let pieces = if broken { &widest.broken } else { &widest.whole };
                    pieces.iter().for_each(|piece| written(list, piece, *indent));
                }
                for width in &self.pictures {
                    list.call("", "h", |call| call.value("", format_args!("{width:.2}pt")));
                }
            });
        }
    }
}

fn written(call: &mut Arguments<'_>, piece: &UncutPiece, indent: u32) {
    if indent > 0 {
        call.call("", "indented", |call| {
            call.value("", format_args!("{}em", f64::from(indent) / 100.0));
            written(call, piece, 0);
        });
    } else if piece.code {
        call.call("", "code", |call| call.string("", &piece.text));
    } else {
        call.string("", &piece.text);
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Natural | Alignment::Start => "start",
        Alignment::Center => "center",
        Alignment::End => "end",
    }
}
