//! Tables.

use super::super::markup::{Arguments, Markup};
use super::super::words::{UncutPiece, Widest};
use super::text::Broken;
use super::{Lowering, labels};
use crate::ir::{Alignment, Block, InlineKind, Row, Table, walk};

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
                call.list("head", |list| self.rows(list, &table.head));
                let mut cells = table.head.iter().flat_map(|row| &row.cells);
                if cells.any(|cell| self.stands_once(&cell.blocks)) {
                    call.value("repeated", false);
                }
            }
            if let Some(id) = self.book.ids.block(block) {
                call.string("id", &labels::anchor(id));
            }
            if !table.caption.is_empty() {
                call.content("caption", |markup| {
                    self.now.caption(|| self.inlines(markup, &table.caption));
                });
            }
            self.rows(call, &table.body);
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
        found
    }

    fn rows(&self, call: &mut Arguments<'_>, rows: &[Row]) {
        for row in rows {
            call.new_line();
            for cell in &row.cells {
                call.within(cell.span, |call| {
                    call.content("", |markup| self.cell(markup, cell.line().unwrap_or_default()));
                });
            }
        }
    }

    /// The longest pieces of each column that no line end cuts: where words stay whole, and where
    /// they are broken.
    fn pieces(&self, call: &mut Arguments<'_>, key: &str, columns: usize, rows: &[Row]) {
        call.new_line();
        call.list(key, |list| {
            for column in 0..columns {
                let mut widest = Widest::default();
                for cell in rows.iter().filter_map(|row| row.cells.get(column)) {
                    let (running, marks) =
                        self.judgement(cell.line().unwrap_or_default(), Broken::WhereItMust);
                    widest.add(&running, &marks);
                }
                list.list("", |pair| {
                    written(pair, &widest.whole);
                    written(pair, &widest.broken);
                });
            }
        });
    }
}

fn written(call: &mut Arguments<'_>, pieces: &[UncutPiece]) {
    call.list("", |list| {
        for piece in pieces {
            if piece.code {
                list.call("", "code", |call| call.string("", &piece.text));
            } else {
                list.string("", &piece.text);
            }
        }
    });
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Natural | Alignment::Start => "start",
        Alignment::Center => "center",
        Alignment::End => "end",
    }
}
