//! Tables.

use super::super::markup::{Arguments, Markup};
use super::{Lowering, labels};
use crate::ir::{Alignment, Block, Row, Table};

impl Lowering<'_> {
    pub(super) fn table(&self, markup: &mut Markup, block: &Block, table: &Table) {
        markup.call("tabular", |call| {
            call.list("columns", |list| {
                for column in &table.columns {
                    list.value("", alignment(*column));
                }
            });
            if !table.head.is_empty() {
                call.new_line();
                call.list("head", |list| self.rows(list, &table.head));
            }
            if let Some(id) = &block.id {
                call.string("id", &labels::anchor(id));
            }
            if !table.caption.is_empty() {
                call.content("caption", |markup| self.inlines(markup, &table.caption));
            }
            self.rows(call, &table.body);
        });
    }

    fn rows(&self, call: &mut Arguments<'_>, rows: &[Row]) {
        for row in rows {
            call.new_line();
            for cell in &row.cells {
                call.within(cell.span, |call| {
                    call.content("", |markup| self.inlines(markup, &cell.content));
                });
            }
        }
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Natural | Alignment::Start => "start",
        Alignment::Center => "center",
        Alignment::End => "end",
    }
}
