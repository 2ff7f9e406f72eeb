//! Where the cells of tables stand.

use std::fmt;

use super::{Alignment, Block, BlockKind, Cell, Inline, Paragraph, ParagraphKind, Row, Table};
use crate::source::Span;

impl Table {
    /// The rows, those of the head first.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.head.iter().chain(&self.body)
    }

    /// The cells in reading order.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows().flat_map(|row| &row.cells)
    }

    /// The cells in reading order, to be changed.
    pub fn cells_mut(&mut self) -> impl Iterator<Item = &mut Cell> {
        self.head.iter_mut().chain(&mut self.body).flat_map(|row| &mut row.cells)
    }

    /// Whether every cell is one of a plain grid, with a line of text, and none heads a row.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.cells().all(|cell| cell.line().is_some() && !cell.spans() && !cell.header)
    }

    /// How what stands in a cell that begins in a column is aligned: as the columns it takes; where they differ as the first
    /// of them. A head over several columns stands in their middle, but where they all say otherwise.
    #[must_use]
    pub fn alignment(&self, cell: &Cell, column: usize, head: bool) -> Alignment {
        let taken = self.columns.iter().skip(column).take(cell.colspan.into());
        let mut taken = taken.copied();
        let Some(first) = taken.next() else { return Alignment::Natural };
        let same = taken.all(|other| other == first);
        match first {
            _ if !(head && cell.colspan > 1) => first,
            Alignment::Natural => Alignment::Center,
            _ if same => first,
            _ => Alignment::Center,
        }
    }

    /// What is wrong with its cells, if they do not fill its rows.
    #[must_use]
    pub fn fault(&self) -> Option<(Span, Fault)> {
        let columns = self.columns.len();
        [&self.head, &self.body]
            .into_iter()
            .find_map(|rows| laid(rows, columns).1.into_iter().next())
    }
}

impl Cell {
    /// A cell of one column and one row that holds a line of text, or nothing.
    #[must_use]
    pub fn of_line(span: Span, content: Vec<Inline>) -> Self {
        let role = ParagraphKind::Body;
        let paragraph =
            |content| Block::new(span, BlockKind::Paragraph(Paragraph { role, content }));
        let blocks = Some(content).filter(|content| !content.is_empty()).map(paragraph);
        Self { span, colspan: 1, rowspan: 1, header: false, blocks: blocks.into_iter().collect() }
    }

    /// What it holds if that is a line of text, or nothing.
    #[must_use]
    pub fn line(&self) -> Option<&[Inline]> {
        match self.blocks.as_slice() {
            [] => Some(&[]),
            [Block { id: None, language: None, kind: BlockKind::Paragraph(paragraph), .. }]
                if paragraph.role == ParagraphKind::Body =>
            {
                Some(&paragraph.content)
            }
            _ => None,
        }
    }

    /// Whether it takes several columns or rows.
    #[must_use]
    pub fn spans(&self) -> bool {
        self.colspan != 1 || self.rowspan != 1
    }
}

/// What keeps cells from filling the rows of their table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A cell goes beyond the last column.
    Wide {
        /// How many columns are left for it.
        left: usize,
    },
    /// A cell reaches a column that one above takes.
    Covers {
        /// The column, from 0.
        column: usize,
    },
    /// A cell goes beyond the last row of the head or the body.
    High {
        /// How many rows are left for it.
        left: usize,
    },
    /// The cells of a row leave columns empty.
    Short {
        /// How many.
        missing: usize,
    },
    /// A cell stands in a row that has no column left.
    Extra,
    /// A cell takes no column or no row.
    Nothing,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wide { left: 1 } => write!(out, "a cell goes beyond the last column"),
            Self::Wide { left } => {
                write!(out, "a cell goes beyond the last column: there are {left} left")
            }
            Self::Covers { column } => {
                write!(out, "a cell reaches column {}, which one above takes", column + 1)
            }
            Self::High { left: 1 } => write!(out, "a cell goes beyond the last row"),
            Self::High { left } => {
                write!(out, "a cell goes beyond the last row: there are {left} left")
            }
            Self::Short { missing: 1 } => write!(out, "a row has a cell too few"),
            Self::Short { missing } => write!(out, "a row has {missing} cells too few"),
            Self::Extra => write!(out, "a cell stands in a row that is full"),
            Self::Nothing => write!(out, "a cell takes no column or no row"),
        }
    }
}

/// The column in which each cell of rows begins, row by row, and what keeps them from filling these, at the cells or rows;
/// cells that go too far are counted as far as they can go.
#[must_use]
pub fn laid(rows: &[Row], columns: usize) -> (Vec<Vec<usize>>, Vec<(Span, Fault)>) {
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    // How many rows each column is still taken for.
    let mut taken = vec![0_usize; columns];
    for (at, row) in rows.iter().enumerate() {
        let mut free = 0;
        let mut begins = Vec::new();
        let mut own: Vec<(usize, usize, usize)> = Vec::new();
        for cell in &row.cells {
            let (width, height) = (usize::from(cell.colspan), usize::from(cell.rowspan));
            while free < columns && taken[free] > 0 {
                free += 1;
            }
            begins.push(free);
            let room = taken[free..].iter().take(width).take_while(|rows| **rows == 0).count();
            let left = rows.len() - at;
            let fault = match () {
                () if width == 0 || height == 0 => Some(Fault::Nothing),
                () if free == columns => Some(Fault::Extra),
                () if free + width > columns => Some(Fault::Wide { left: columns - free }),
                () if room < width => Some(Fault::Covers { column: free + room }),
                () if height > left => Some(Fault::High { left }),
                () => None,
            };
            faults.extend(fault.map(|fault| (cell.span, fault)));
            own.push((free, free + room, height.min(left)));
            free += room;
        }
        let missing = taken[free..].iter().filter(|rows| **rows == 0).count();
        if missing > 0 {
            faults.push((row.span, Fault::Short { missing }));
        }
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for (from, to, height) in own {
            taken[from..to].fill(height.saturating_sub(1));
        }
        places.push(begins);
    }
    (places, faults)
}

/// Makes rows of what has [faults](laid): cells take what is free, what a full row has besides goes into its last cell, and what is
/// missing is empty.
pub fn mend(rows: &mut [Row], columns: usize) {
    let mut taken = vec![0_usize; columns];
    let count = rows.len();
    for (at, row) in rows.iter_mut().enumerate() {
        let mut free = 0;
        let mut kept: Vec<Cell> = Vec::new();
        let mut lost = Vec::new();
        let next = |taken: &[usize], from: usize| {
            taken[from..].iter().position(|until| *until <= at).map(|free| from + free)
        };
        for mut cell in std::mem::take(&mut row.cells) {
            let Some(begin) = next(&taken, free) else {
                lost.append(&mut cell.blocks);
                continue;
            };
            let asked = usize::from(cell.colspan).max(1);
            let room = taken[begin..].iter().take(asked).take_while(|until| **until <= at);
            let width = room.count();
            let height = usize::from(cell.rowspan).clamp(1, count - at);
            taken[begin..begin + width].fill(at + height);
            free = begin + width;
            // They are no more than what was given.
            cell.colspan = u16::try_from(width).unwrap_or(u16::MAX);
            cell.rowspan = u16::try_from(height).unwrap_or(u16::MAX);
            kept.push(cell);
        }
        while let Some(begin) = next(&taken, free) {
            taken[begin] = at + 1;
            free = begin + 1;
            kept.push(Cell::of_line(row.span, Vec::new()));
        }
        if let Some(last) = kept.last_mut() {
            last.blocks.append(&mut lost);
        }
        row.cells = kept;
    }
}
