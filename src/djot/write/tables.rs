//! Tables.

use super::blocks::Blocks;
use super::lines;
use crate::ir::{Alignment, Cell, Row, Table};

/// A table of which a row takes more letters is not brought into line.
const WIDEST: usize = 100;

/// The rows, each in a line, with the rule below the head and the caption below all.
pub(super) fn table(writer: &Blocks<'_>, table: &Table) -> Vec<String> {
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
    if !table.caption.is_empty() {
        out.push(String::new());
        let caption = lines::of_line(&writer.pen().in_one_line().written(&table.caption));
        out.extend(caption.into_iter().enumerate().map(|(n, line)| match n {
            0 => format!("^ {line}"),
            _ => line,
        }));
    }
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
