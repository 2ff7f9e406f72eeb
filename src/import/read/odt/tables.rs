//! Tables of an OpenDocument (OpenDocument 1.3, part 3, clause 9).

use super::blocks::Walker;
use crate::import::read::office::{DEEPEST, Part, RawCell, RawRow, RawTable, attr, elements, name};
use crate::xml::read::Node;

/// Most cells that are made of one that says that it is repeated.
const MOST_REPEATED: usize = 100;

impl<'a> Walker<'a, '_, '_> {
    pub(super) fn table(&mut self, node: Node<'a>, depth: usize, parts: &mut Vec<Part>) {
        if depth >= DEEPEST {
            self.aside(node, "table nested too deep");
            return;
        }
        let mut table = RawTable { span: Some(self.document.log.here()), ..RawTable::default() };
        self.rows(node, false, depth, &mut table);
        parts.push(Part::Table(table));
    }

    fn rows(&mut self, node: Node<'a>, head: bool, depth: usize, table: &mut RawTable) {
        for own in elements(node) {
            match name(own) {
                "table-header-rows" => self.rows(own, true, depth, table),
                "table-rows" | "table-row-group" => self.rows(own, head, depth, table),
                "table-row" => {
                    let row = self.row(own, head, depth);
                    // Rows that only repeat an empty one say nothing.
                    table.rows.push(row);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, node: Node<'a>, head: bool, depth: usize) -> RawRow {
        let mut row = RawRow { head, before: 0, cells: Vec::new() };
        for own in elements(node) {
            let number = |wanted: &str| {
                attr(own, wanted).and_then(|value| value.parse::<u16>().ok()).unwrap_or(1)
            };
            let repeated = usize::from(number("number-columns-repeated")).clamp(1, MOST_REPEATED);
            match name(own) {
                "table-cell" => {
                    let (columns, rows) =
                        (number("number-columns-spanned"), number("number-rows-spanned"));
                    let parts = self.text(own, depth + 1);
                    let empty = RawCell::default();
                    row.cells.push(RawCell {
                        columns: columns.clamp(1, 200),
                        rows,
                        goes_on: false,
                        parts,
                    });
                    row.cells.extend(std::iter::repeat_n(empty, repeated - 1));
                }
                "covered-table-cell" => self.aside(own, "words in a cell that another covers"),
                _ => {}
            }
        }
        row
    }
}
