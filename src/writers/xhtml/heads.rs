//! What the heads of a table head: columns and rows, or groups of them (HTML, 4.9.12). A head is one of a group only
//! where the group has an element of its own; of all others what stands beside or below them tells it.

use std::ops::Range;

use crate::ir::{Cell, Row, Table, laid};

/// The heads of a table.
pub(super) struct Heads {
    columns: usize,
    /// The column in which each cell begins, row by row.
    head: Vec<Vec<usize>>,
    body: Vec<Vec<usize>>,
    /// How many columns each group has; none: there are no groups.
    pub(super) column_groups: Vec<usize>,
    /// The rows of each group of the body.
    pub(super) row_groups: Vec<Range<usize>>,
}

impl Heads {
    pub(super) fn of(table: &Table) -> Self {
        let columns = table.columns.len();
        let (head, body) = (laid(&table.head, columns).0, laid(&table.body, columns).0);
        let column_groups = column_groups(table, &head);
        let row_groups = row_groups(&table.body, &body, columns);
        Self { columns, head, body, column_groups, row_groups }
    }

    /// The column in which a cell begins.
    pub(super) fn column(&self, head: bool, row: usize, cell: usize) -> usize {
        let places = if head { &self.head } else { &self.body };
        places[row][cell]
    }

    /// Whether a cell takes all columns.
    pub(super) fn is_whole_row(&self, cell: &Cell) -> bool {
        self.columns > 1 && usize::from(cell.colspan) == self.columns
    }

    /// What a cell of the head heads.
    pub(super) fn scope_of_column(&self, cell: &Cell, column: usize) -> &'static str {
        let mut start = 0;
        for width in &self.column_groups {
            if (start, *width) == (column, cell.colspan.into()) && *width > 1 {
                return "colgroup";
            }
            start += width;
        }
        "col"
    }

    /// What a head in the body heads.
    pub(super) fn scope_of_row(&self, cell: &Cell, (row, column): (usize, usize)) -> &'static str {
        let of_group = self.row_groups.iter().any(|group| {
            group.start == row
                && column == 0
                && cell.rowspan > 1
                && group.len() == usize::from(cell.rowspan)
        });
        if of_group || self.is_whole_row(cell) { "rowgroup" } else { "row" }
    }
}

/// The columns in groups, as the outermost heads over several have them. One over all is that of no group.
fn column_groups(table: &Table, places: &[Vec<usize>]) -> Vec<usize> {
    let count = table.columns.len();
    let cells =
        table.head.iter().zip(places).flat_map(|(row, begins)| row.cells.iter().zip(begins));
    let spans = cells.filter(|(cell, _)| cell.colspan > 1 && !cell.blocks.is_empty());
    let mut spans: Vec<Range<usize>> =
        spans.map(|(cell, begin)| *begin..*begin + usize::from(cell.colspan)).collect();
    spans.retain(|span| span.len() < count && span.end <= count);
    spans.sort_by_key(|span| (span.start, count - span.end));
    let (mut groups, mut end) = (Vec::new(), 0);
    for span in spans {
        if span.end <= end {
            continue;
        }
        if span.start < end {
            // One goes over the border of two others.
            return Vec::new();
        }
        if span.start > end {
            groups.push(span.start - end);
        }
        groups.push(span.len());
        end = span.end;
    }
    if !groups.is_empty() && end < count {
        groups.push(count - end);
    }
    groups
}

/// The rows of the body in groups: from each head that takes all columns to the next; else those of each head of the
/// first column that takes several. No cell goes from one group into another.
fn row_groups(rows: &[Row], places: &[Vec<usize>], columns: usize) -> Vec<Range<usize>> {
    if rows.is_empty() {
        return Vec::new();
    }
    let is_whole = |row: &Row| {
        columns > 1
            && row.cells.iter().any(|cell| cell.header && usize::from(cell.colspan) == columns)
    };
    let groups = rows.iter().any(is_whole);
    let mut starts = vec![false; rows.len() + 1];
    let mut reach = 0;
    let mut crossed = vec![false; rows.len() + 1];
    for (at, (row, begins)) in rows.iter().zip(places).enumerate() {
        crossed[at] = reach > at;
        for (cell, begin) in row.cells.iter().zip(begins) {
            let end = (at + usize::from(cell.rowspan)).min(rows.len());
            reach = reach.max(end);
            if !groups && cell.header && *begin == 0 && cell.rowspan > 1 {
                starts[at] = true;
                starts[end] = true;
            }
        }
        if groups && is_whole(row) && !(at > 0 && is_whole(&rows[at - 1])) {
            starts[at] = true;
        }
    }
    let mut ranges = Vec::new();
    let mut start = 0;
    for at in 1..rows.len() {
        if starts[at] && !crossed[at] {
            ranges.push(start..at);
            start = at;
        }
    }
    ranges.push(start..rows.len());
    ranges
}
