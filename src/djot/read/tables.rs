//! Tables.

use std::ops::Range;

use jotdown::{Alignment as DjotAlignment, Attributes, Container, Event};

use super::Reader;
use super::comments::Stand;
use crate::diagnostics::Code;
use crate::ir::{Alignment, Block, BlockKind, Cell, Row, Table};

impl<'a> Reader<'a, '_> {
    /// Reads a table up to and with its end.
    pub(super) fn table(
        &mut self,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let rows = |reader: &mut Self| reader.rows(range.clone());
        let (given, (table, end)) = self.attributed(attributes, &range, rows);
        self.look_at_rows(range.end..end.start);
        let whole = range.start..end.end.max(range.end);
        self.look_for_cell_around(range.end..end.start);
        if table.columns.is_empty() {
            self.diagnostics.report(
                Code::Unsupported,
                self.span(whole),
                "a table holds no row",
                "write a row of cells above the line of dashes, or take the table out; a backslash before its first bar if it is text",
            );
            return;
        }
        self.put(BlockKind::Table(Box::new(table)), given, whole, out);
    }

    /// Reports a table in a cell of another.
    pub(super) fn look_for_cell_around(&mut self, table: Range<usize>) {
        if self.in_cell {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(table),
                "a table stands in a cell of another",
                "make it rows and columns of that, a list, or a table below it: those who have it read aloud lose their way in two",
            );
        }
    }

    /// Reads caption and rows; returns the table and the range of its end.
    fn rows(&mut self, range: Range<usize>) -> (Table, Range<usize>) {
        let mut table =
            Table { caption: Vec::new(), columns: Vec::new(), head: Vec::new(), body: Vec::new() };
        let mut end = range;
        while let Some((event, at)) = self.cursor.next() {
            end = at.clone();
            match event {
                Event::Start(Container::Caption, _) => table.caption = self.line().0,
                Event::Start(Container::TableRow { head }, _) => {
                    let row = self.row(at, &mut table.columns);
                    if head { table.head.push(row) } else { table.body.push(row) }
                }
                Event::End(_) => break,
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &at, Stand::Alone);
                }
                _ => {}
            }
        }
        let columns = table.columns.len();
        for row in table.head.iter_mut().chain(&mut table.body) {
            let span = row.span;
            row.cells.resize_with(columns, || Cell::of_line(span, Vec::new()));
        }
        (table, end)
    }

    fn row(&mut self, start: Range<usize>, columns: &mut Vec<Alignment>) -> Row {
        let mut cells = Vec::new();
        let mut end = start.clone();
        while let Some((event, at)) = self.cursor.next() {
            end = at.clone();
            match event {
                Event::Start(Container::TableCell { alignment, .. }, _) => {
                    let (content, cell_end) = self.line();
                    let alignment = match alignment {
                        DjotAlignment::Unspecified => Alignment::Natural,
                        DjotAlignment::Left => Alignment::Start,
                        DjotAlignment::Center => Alignment::Center,
                        DjotAlignment::Right => Alignment::End,
                    };
                    if columns.len() == cells.len() {
                        columns.push(alignment);
                    }
                    cells.push(Cell::of_line(self.span(at.start..cell_end.start), content));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        Row { span: self.span(start.start..end.end.max(start.start)), cells }
    }
}
