//! Tables: those of data keep their cells; those that do nothing but place text on a page are read as text.

use super::flow::{Flow, Place};
use super::inline::holds_blocks;
use super::plays::is_play;
use super::style::Align;
use super::tree::{Id, Tree};
use crate::ir::{Alignment, Block, BlockKind, Cell, ParagraphKind, Row, Table, mend};

/// Most columns.
const MOST_COLUMNS: usize = 60;

/// Most rows that a cell takes.
const HIGHEST: u16 = 1000;

/// The cells of a table, row by row.
struct Grid {
    /// Rows of the head, then the others.
    rows: Vec<(Id, bool)>,
    caption: Option<Id>,
}

impl Grid {
    fn of(tree: &Tree, table: Id) -> Self {
        let mut grid = Self { rows: Vec::new(), caption: None };
        for part in tree.elements(table) {
            match tree.name(part) {
                "caption" => grid.caption = grid.caption.or(Some(part)),
                "tr" => grid.rows.push((part, false)),
                name @ ("thead" | "tbody" | "tfoot") => {
                    let rows = tree.elements(part).filter(|row| tree.name(*row) == "tr");
                    grid.rows.extend(rows.map(|row| (row, name == "thead")));
                }
                _ => {}
            }
        }
        grid.rows.sort_by_key(|(_, head)| !head);
        grid
    }

    /// How many columns there are in which a cell begins: what goes beyond is seen by nobody.
    fn columns(&self, tree: &Tree) -> usize {
        let mut columns = 0;
        // How many rows each column is still taken for.
        let mut taken = vec![0_u16; 2 * MOST_COLUMNS];
        for (row, _) in &self.rows {
            let mut at = 0;
            let mut own: Vec<(usize, u16)> = Vec::new();
            for cell in cells(tree, *row) {
                while taken.get(at).is_some_and(|rows| *rows > 0) {
                    at += 1;
                }
                columns = columns.max(at + 1);
                let width = usize::from(span_of(tree, cell, "colspan").max(1));
                let height = span_of(tree, cell, "rowspan").clamp(1, HIGHEST);
                own.extend((at..(at + width).min(taken.len())).map(|column| (column, height)));
                at = (at + width).min(taken.len());
            }
            taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            own.into_iter().for_each(|(column, height)| taken[column] = height - 1);
        }
        columns
    }

    fn cells(&self, tree: &Tree) -> Vec<Id> {
        self.rows.iter().flat_map(|(row, _)| cells(tree, *row)).collect()
    }
}

/// The rows of a table, those of its head first.
pub(super) fn rows(tree: &Tree, table: Id) -> Vec<Id> {
    Grid::of(tree, table).rows.into_iter().map(|(row, _)| row).collect()
}

/// The cells of a row.
pub(super) fn cells(tree: &Tree, row: Id) -> Vec<Id> {
    tree.elements(row).filter(|cell| matches!(tree.name(*cell), "td" | "th")).collect()
}

fn span_of(tree: &Tree, cell: Id, name: &str) -> u16 {
    tree.attr(cell, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1)
}

/// Whether a table does more than place text on the page.
pub(super) fn is_data(tree: &Tree, table: Id) -> bool {
    let grid = Grid::of(tree, table);
    !is_play(tree, table)
        && !places_text(tree, &grid, table)
        && (1..=MOST_COLUMNS).contains(&grid.columns(tree))
}

impl Flow<'_, '_> {
    /// A table, or the text that it places.
    pub(super) fn table(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        if is_play(tree, id) {
            return self.play(id, place);
        }
        let grid = Grid::of(tree, id);
        let columns = grid.columns(tree);
        if places_text(tree, &grid, id) || !(1..=MOST_COLUMNS).contains(&columns) {
            return self.children(id, place);
        }
        let ids = self.take_ids();
        let span = tree.span(id);
        let label = Place { role: ParagraphKind::Body, label: true, verse: false, ..place };
        let caption = grid.caption.map(|caption| self.one_line(caption, label)).unwrap_or_default();
        let mut aligned: Vec<[u32; 3]> = vec![[0; 3]; columns];
        let mut rows: Vec<(Row, bool, bool)> = Vec::new();
        for (row, head) in &grid.rows {
            let own = cells(tree, *row);
            if own.is_empty() {
                continue;
            }
            let all_heads = own.iter().all(|cell| tree.name(*cell) == "th");
            let mut made = Vec::new();
            let mut column = 0;
            for cell in own {
                let style = self.known.styles[cell.index()];
                let width = usize::from(span_of(tree, cell, "colspan").max(1)).min(columns);
                if let Some(counts) = aligned.get_mut(column).filter(|_| !head && !all_heads) {
                    match style.align {
                        Some(Align::Center) => counts[1] += 1,
                        Some(Align::End) => counts[2] += 1,
                        _ => counts[0] += 1,
                    }
                }
                column += width;
                made.push(self.cell(cell, width, label));
            }
            rows.push((Row { span: tree.span(*row), cells: made }, *head, all_heads));
        }
        // Without a head of its own, rows of nothing but heads are it.
        let marked = rows.iter().any(|(_, head, _)| *head);
        let count = match marked {
            true => rows.iter().filter(|(_, head, _)| *head).count(),
            false => rows.iter().take_while(|(_, _, heads)| *heads).count(),
        };
        let count = if count == rows.len() && !marked { 0 } else { count };
        let (head, body): (Vec<_>, Vec<_>) =
            rows.into_iter().enumerate().partition(|(n, _)| *n < count);
        let mut head: Vec<Row> = head.into_iter().map(|(_, (row, ..))| row).collect();
        let mut body: Vec<Row> = body.into_iter().map(|(_, (row, ..))| row).collect();
        head.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.header = false);
        mend(&mut head, columns);
        mend(&mut body, columns);
        let columns = aligned.into_iter().map(|[start, center, end]| match () {
            () if center > start && center >= end => Alignment::Center,
            () if end > start => Alignment::End,
            () => Alignment::Natural,
        });
        let table = Table { caption, columns: columns.collect(), head, body };
        self.wait(ids);
        self.push(Block::new(span, BlockKind::Table(Box::new(table))));
    }

    fn cell(&mut self, id: Id, width: usize, place: Place<'_>) -> Cell {
        let tree = self.known.tree;
        let language = super::inline::language(tree, id);
        let place = Place {
            base: self.known.styles[id.index()],
            language: place.language,
            label: false,
            open: [false; 4],
            ..place
        };
        let mut blocks = self.within(id, place);
        if let Some(language) = language.filter(|own| Some(own) != place.language) {
            for block in &mut blocks {
                block.language.get_or_insert(language.clone());
            }
        }
        Cell {
            span: tree.span(id),
            colspan: u16::try_from(width).unwrap_or(1),
            rowspan: span_of(tree, id, "rowspan").clamp(1, HIGHEST),
            header: tree.name(id) == "th",
            blocks,
        }
    }
}

/// Whether a table does nothing but place text on the page.
fn places_text(tree: &Tree, grid: &Grid, id: Id) -> bool {
    if matches!(tree.attr(id, "role"), Some("presentation" | "none")) {
        return true;
    }
    let cells = grid.cells(tree);
    let heads = cells.iter().any(|cell| tree.name(*cell) == "th") || grid.caption.is_some();
    let full = cells.iter().filter(|cell| tree.short(**cell, 0).is_none()).count();
    if full <= 1 {
        return true;
    }
    let columns = grid.rows.iter().map(|(row, _)| self::cells(tree, *row).len()).max().unwrap_or(0);
    let deep = cells.iter().any(|cell| {
        tree.descend(*cell).skip(1).any(|inner| {
            matches!(
                tree.name(inner),
                "table" | "h1" | "h2" | "h3" | "h4" | "article" | "main" | "section" | "nav"
            )
        })
    });
    let paragraphs =
        |cell: &&Id| tree.descend(**cell).filter(|inner| tree.name(*inner) == "p").count() > 2;
    !heads && (deep || columns == 1 || cells.iter().filter(paragraphs).count() * 3 > full)
        || deep
            && cells
                .iter()
                .any(|cell| tree.descend(*cell).skip(1).any(|inner| tree.name(inner) == "table"))
        || (cells.len() < 3 && cells.iter().any(|cell| holds_blocks(tree, *cell)) && !heads)
}
