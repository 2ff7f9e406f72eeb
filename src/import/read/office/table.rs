//! Tables of office documents: rows of cells that may reach over others, to a grid in which every row is full.

use super::part::Part;
use crate::ir::{Alignment, Block, Cell, Row, Table};
use crate::source::Span;

/// Most columns of a table (`docs/format.md`, Tables of lists).
const MOST_COLUMNS: usize = 100;

/// A table as the file has it.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct RawTable {
    /// Where it stands.
    pub(in crate::import::read) span: Option<Span>,
    /// Its rows.
    pub(in crate::import::read) rows: Vec<RawRow>,
    /// The caption that the file gives it.
    pub(in crate::import::read) caption: Vec<Part>,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct RawRow {
    /// Whether it belongs to the head.
    pub(in crate::import::read) head: bool,
    /// Empty columns before its first cell.
    pub(in crate::import::read) before: u16,
    /// Its cells.
    pub(in crate::import::read) cells: Vec<RawCell>,
}

/// A cell.
#[derive(Debug, Clone)]
pub(in crate::import::read) struct RawCell {
    /// How many columns it takes.
    pub(in crate::import::read) columns: u16,
    /// How many rows it takes.
    pub(in crate::import::read) rows: u16,
    /// Whether it goes on with the cell above it.
    pub(in crate::import::read) goes_on: bool,
    /// What it holds.
    pub(in crate::import::read) parts: Vec<Part>,
}

impl Default for RawCell {
    fn default() -> Self {
        Self { columns: 1, rows: 1, goes_on: false, parts: Vec::new() }
    }
}

impl RawTable {
    /// Whether it is a frame around a text and no table: one cell.
    pub(super) fn is_frame(&self) -> bool {
        self.rows.len() == 1 && self.rows[0].cells.len() == 1
    }

    /// Whether it is wider than a table may be, or empty.
    pub(super) fn is_none(&self) -> bool {
        let width = |row: &RawRow| {
            usize::from(row.before)
                + row.cells.iter().map(|c| usize::from(c.columns)).sum::<usize>()
        };
        let widest = self.rows.iter().map(width).max().unwrap_or(0);
        widest == 0 || widest > MOST_COLUMNS
    }
}

/// What a cell begins at a place of the grid.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Free,
    /// The cell with that number.
    Cell(usize),
}

struct Placed {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    blocks: Vec<Block>,
}

/// The grid: cells go where they fit, one that goes on lengthens the one above it, what is left open is filled up.
/// `blocks` are what the cells hold, in their order, of those that do not go on.
pub(super) fn grid(raw: &RawTable, mut blocks: impl FnMut(&RawCell) -> Vec<Block>) -> Table {
    let span = raw.span.unwrap_or_else(|| crate::import::draft::Draft::span(0..0));
    let heads = raw.rows.iter().take_while(|row| row.head).count();
    let heads = if heads == raw.rows.len() { 0 } else { heads };
    let mut grid: Vec<Vec<At>> = vec![Vec::new(); raw.rows.len()];
    let mut cells: Vec<Placed> = Vec::new();
    for (row, listed) in raw.rows.iter().enumerate() {
        let end = if row < heads { heads } else { raw.rows.len() };
        let mut column = usize::from(listed.before);
        for cell in &listed.cells {
            if !cell.goes_on {
                column = free(&grid[row], column);
            }
            let columns = usize::from(cell.columns.max(1)).min(MOST_COLUMNS);
            if cell.goes_on {
                let above = row.checked_sub(1).filter(|_| row != heads);
                let above = above.and_then(|above| grid[above].get(column).copied());
                if let Some(At::Cell(above)) = above {
                    let placed = &mut cells[above];
                    let fits = placed.column == column && placed.row + placed.rows == row;
                    if fits && (column..column + placed.columns).all(|c| is_free(&grid[row], c)) {
                        placed.rows += 1;
                        let (columns, from) = (placed.columns, placed.column);
                        take(&mut grid[row], from, columns, above);
                        column += columns;
                        continue;
                    }
                }
                column = free(&grid[row], column);
            }
            let columns =
                (column..column + columns).take_while(|c| is_free(&grid[row], *c)).count().max(1);
            let wanted = usize::from(cell.rows.max(1)).min(end - row);
            let rows = (row..row + wanted)
                .take_while(|r| (column..column + columns).all(|c| is_free(&grid[*r], c)))
                .count()
                .max(1);
            let number = cells.len();
            for taken in &mut grid[row..row + rows] {
                take(taken, column, columns, number);
            }
            let held = blocks(cell);
            cells.push(Placed { row, column, rows, columns, blocks: held });
            column += columns;
        }
    }
    let width = grid.iter().map(Vec::len).max().unwrap_or(0).max(1);
    for (row, taken) in grid.iter_mut().enumerate() {
        for column in 0..width {
            if is_free(taken, column) {
                let number = cells.len();
                take(taken, column, 1, number);
                cells.push(Placed { row, column, rows: 1, columns: 1, blocks: Vec::new() });
            }
        }
    }
    table(span, cells, raw.rows.len(), heads, width)
}

fn table(span: Span, mut cells: Vec<Placed>, rows: usize, heads: usize, width: usize) -> Table {
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let number = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let mut made: Vec<Row> = (0..rows).map(|_| Row { span, cells: Vec::new() }).collect();
    for cell in cells {
        let (colspan, rowspan) = (number(cell.columns), number(cell.rows));
        let place = cell.blocks.first().map_or(span, |block| block.span);
        let one = Cell { span: place, colspan, rowspan, header: false, blocks: cell.blocks };
        made[cell.row].cells.push(one);
    }
    let body = made.split_off(heads);
    Table { caption: Vec::new(), columns: vec![Alignment::Natural; width], head: made, body }
}

fn is_free(row: &[At], column: usize) -> bool {
    row.get(column).is_none_or(|at| *at == At::Free)
}

fn free(row: &[At], from: usize) -> usize {
    (from..).find(|column| is_free(row, *column)).unwrap_or(from)
}

fn take(row: &mut Vec<At>, from: usize, columns: usize, cell: usize) {
    if row.len() < from + columns {
        row.resize(from + columns, At::Free);
    }
    row[from..from + columns].fill(At::Cell(cell));
}
