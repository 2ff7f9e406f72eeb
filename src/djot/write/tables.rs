//! Tables: between bars where that can be, else as lists of lists.

use super::attributes::Braces;
use super::blocks::{Blocks, fenced};
use super::{lines, lists};
use crate::ir::{Alignment, Cell, InlineKind, Row, Table, laid, walk};

/// A table of which a row takes more letters is not brought into line.
const WIDEST: usize = 100;

/// A table, and what stands in the braces before it.
pub(super) fn table(writer: &Blocks<'_>, table: &Table, braces: &mut Braces) -> Vec<String> {
    if fits_bars(writer, table) { barred(writer, table) } else { grid(writer, table, braces) }
}

/// Whether each cell is a line, which a row between bars can hold, and the head one row.
fn fits_bars(writer: &Blocks<'_>, table: &Table) -> bool {
    let mut fits = table.is_plain() && table.head.len() < 2;
    for block in table.cells().flat_map(|cell| &cell.blocks) {
        fits &= writer.beside.has_none(block.name);
    }
    let lines = table.cells().filter_map(Cell::line);
    lines.for_each(|line| {
        walk::nested(line, &mut |inline| fits &= inline.kind != InlineKind::LineBreak);
    });
    fits
}

/// A list of rows, each a list of cells, between colons.
fn grid(writer: &Blocks<'_>, table: &Table, braces: &mut Braces) -> Vec<String> {
    let writer = Blocks { in_div: true, ..*writer };
    if table.columns.iter().any(|column| *column != Alignment::Natural) {
        let signs: Vec<String> = table.columns.iter().map(|column| rule(*column, 1)).collect();
        braces.key("columns", Some(&signs.join(" ")));
    }
    let number = |number: usize| (number > 0).then(|| number.to_string());
    braces.key("head-rows", number(table.head.len()).as_deref());
    let places = laid(&table.body, table.columns.len()).0;
    let heading = head_columns(table, &places);
    braces.key("head-columns", number(heading).as_deref());
    let mut out = Vec::new();
    for row in &table.head {
        out.extend(grid_row(&writer, row.cells.iter().map(|cell| (cell, false))));
    }
    for (row, columns) in table.body.iter().zip(&places) {
        let cells = row.cells.iter().zip(columns);
        let cells = cells.map(|(cell, column)| (cell, cell.header && *column >= heading));
        out.extend(grid_row(&writer, cells));
    }
    out.extend(caption(&writer, table));
    fenced("table", out)
}

/// How many of the first columns of the body hold nothing but heads.
fn head_columns(table: &Table, places: &[Vec<usize>]) -> usize {
    let cells =
        || table.body.iter().zip(places).flat_map(|(row, begins)| row.cells.iter().zip(begins));
    let first_other = cells().filter(|(cell, _)| !cell.header).map(|(_, column)| *column).min();
    match cells().next() {
        None => 0,
        Some(_) => first_other.unwrap_or(table.columns.len()),
    }
}

/// A row of cells; with each, whether it says that it is a head.
fn grid_row<'c>(writer: &Blocks<'_>, cells: impl Iterator<Item = (&'c Cell, bool)>) -> Vec<String> {
    let mut lines = Vec::new();
    for (cell, head) in cells {
        let mut braces = Braces::default();
        if head {
            braces.class("head");
        }
        let number = |number: u16| (number != 1).then(|| number.to_string());
        braces.key("colspan", number(cell.colspan).as_deref());
        braces.key("rowspan", number(cell.rowspan).as_deref());
        let mut own: Vec<String> =
            Some(braces.written()).filter(|braces| !braces.is_empty()).into_iter().collect();
        own.extend(writer.all(&cell.blocks, false));
        lines.extend(lists::item("-", own, writer.in_div));
    }
    lists::item("-", lines, writer.in_div)
}

fn caption(writer: &Blocks<'_>, table: &Table) -> Vec<String> {
    if table.caption.is_empty() {
        return Vec::new();
    }
    let caption = lines::of_line(&writer.pen().in_one_line().written(&table.caption));
    let signed = caption.into_iter().enumerate().map(|(n, line)| match n {
        0 => format!("^ {line}"),
        _ => line,
    });
    std::iter::once(String::new()).chain(signed).collect()
}

/// The rows, each in a line, with the rule below the head and the caption below all.
fn barred(writer: &Blocks<'_>, table: &Table) -> Vec<String> {
    let cells = |row: &Row| row.cells.iter().map(|one| cell(writer, one)).collect::<Vec<_>>();
    let head: Vec<Vec<String>> = table.head.iter().map(cells).collect();
    let body: Vec<Vec<String>> = table.body.iter().map(cells).collect();
    let width = |text: &String| text.chars().count();
    let mut widths = vec![3; table.columns.len()];
    for row in head.iter().chain(&body) {
        for (widest, text) in widths.iter_mut().zip(row) {
            *widest = width(text).max(*widest);
        }
    }
    if widths.iter().map(|width| width + 3).sum::<usize>() > WIDEST {
        widths.fill(0);
    }
    let line = |row: &Vec<String>| {
        let columns = row.iter().zip(&table.columns).zip(&widths);
        let cells = columns.map(|((text, alignment), width)| match alignment {
            Alignment::Natural | Alignment::Start => format!(" {text:<width$} "),
            Alignment::Center => format!(" {text:^width$} "),
            Alignment::End => format!(" {text:>width$} "),
        });
        let cells = cells.map(|cell| if cell == "  " { " ".to_owned() } else { cell });
        format!("|{}|", cells.collect::<Vec<_>>().join("|"))
    };
    let mut out: Vec<String> = head.iter().map(line).collect();
    let aligned = table.columns.iter().any(|column| *column != Alignment::Natural);
    if !table.head.is_empty() || aligned {
        let rules = table.columns.iter().zip(&widths);
        let rules = rules.map(|(column, width)| rule(*column, *width));
        out.push(format!("|{}|", rules.collect::<Vec<_>>().join("|")));
    }
    out.extend(body.iter().map(line));
    out.extend(caption(writer, table));
    out
}

fn cell(writer: &Blocks<'_>, cell: &Cell) -> String {
    let text = lines::in_one(&writer.pen().in_cell().written(cell.line().unwrap_or_default()));
    // It would be a part of a rule.
    let is_rule = !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'-' | b':'));
    if is_rule { format!("\\{text}") } else { text }
}

/// The part of the rule below the head that aligns a column of a width.
fn rule(alignment: Alignment, width: usize) -> String {
    let (start, end) = match alignment {
        Alignment::Natural => ("-", "-"),
        Alignment::Start => (":", "-"),
        Alignment::Center => (":", ":"),
        Alignment::End => ("-", ":"),
    };
    format!("{start}{}{end}", "-".repeat(width.max(1)))
}
