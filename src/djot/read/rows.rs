//! The rows of tables as the source writes them: what is none although it is meant as one, and what
//! does not fit its table.

use std::ops::Range;

use super::Reader;
use crate::diagnostics::{Code, Diagnostic, Fix};
use crate::ir::{Inline, InlineKind};

/// What stands before a line of a block.
const PREFIX: [char; 3] = [' ', '\t', '>'];

/// A row: a line that begins with a bar.
struct Row {
    /// Where it stands, from its first bar to its last sign.
    range: Range<usize>,
    /// Its cells, each up to its bar.
    cells: Vec<Range<usize>>,
    /// What stands behind the last bar.
    rest: Range<usize>,
    /// Where code begins that is not closed.
    code: Option<usize>,
}

impl Row {
    /// The row in a line, cut into cells as the parser does it.
    fn cut(text: &str, range: Range<usize>) -> Self {
        let bytes = text.as_bytes();
        let bar = usize::from(bytes[range.clone()].first() == Some(&b'|'));
        let (mut at, mut start) = (range.start + bar, range.start + bar);
        let mut cells = Vec::new();
        let mut code: Option<(usize, usize)> = None;
        while at < range.end {
            let run = bytes[at..range.end].iter().take_while(|byte| **byte == b'`').count();
            match bytes[at] {
                b'`' => {
                    code = match code {
                        None => Some((at, run)),
                        Some((_, length)) if length == run => None,
                        open => open,
                    };
                    at += run;
                    continue;
                }
                b'\\' if code.is_none() => at += 1,
                b'|' if code.is_none() => {
                    cells.push(start..at);
                    start = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        let rest = start.min(range.end)..range.end;
        Self { range, cells, rest, code: code.map(|(at, _)| at) }
    }

    /// How many columns it takes, with a bar at its end or without.
    fn columns(&self, text: &str) -> usize {
        self.cells.len() + usize::from(!text[self.rest.clone()].trim().is_empty())
    }

    /// Whether it is the rule below a head.
    fn is_rule(&self, text: &str) -> bool {
        let rest = Some(self.rest.clone()).filter(|rest| !text[rest.clone()].trim().is_empty());
        let mut cells = self.cells.iter().cloned().chain(rest).peekable();
        cells.peek().is_some() && cells.all(|cell| is_rule_cell(text[cell].trim()))
    }
}

/// `---`, `:--`, `:-:`
fn is_rule_cell(cell: &str) -> bool {
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
}

/// `--- | ---`, `+---+---+`: a rule of a table that is written otherwise.
fn is_foreign_rule(line: &str) -> bool {
    let grid = line.starts_with('+') && line.ends_with('+') && line.len() > 2;
    if grid {
        return line.bytes().all(|byte| b"+-=:".contains(&byte));
    }
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    line.contains('|') && cells.all(is_rule_cell)
}

impl Reader<'_, '_> {
    /// The lines within a range, without what stands before them.
    fn lines(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut at = range.start;
        self.text[range].split_inclusive('\n').map(move |line| {
            let bare = line.trim_start_matches(PREFIX);
            let start = at + line.len() - bare.len();
            at += line.len();
            start..start + bare.trim_end().len()
        })
    }

    /// Looks at the rows of a table that was read.
    pub(super) fn look_at_rows(&mut self, range: Range<usize>) {
        let lines: Vec<_> = self.lines(range).collect();
        let text = self.text;
        let rows = lines.into_iter().take_while(|line| text[line.clone()].starts_with('|'));
        let rows: Vec<Row> = rows.map(|line| Row::cut(text, line)).collect();
        let whole = || rows.iter().filter(|row| row.code.is_none());
        let columns = whole().find(|row| row.is_rule(text)).or(whole().next());
        let columns = columns.map_or(0, |row| row.cells.len());
        let mut above = 0;
        for row in &rows {
            if let Some(code) = row.code {
                self.diagnostics.report(
                    Code::TableRow,
                    self.span(code..row.range.end),
                    "a backtick begins code in this row, and the row ends before it does",
                    "close the code with a backtick, or put a backslash before it",
                );
                continue;
            }
            self.look_at_width(row, columns);
            if !row.is_rule(text) {
                above += 1;
                self.look_at_cells(row, columns);
                continue;
            }
            if above > 1 {
                self.diagnostics.report(
                    Code::TableRow,
                    self.span(row.range.clone()),
                    "a rule stands below a row that is not the head",
                    "put the rule below the first row, or an empty line before the head of another table",
                );
            }
            above = 0;
        }
    }

    fn look_at_width(&mut self, row: &Row, columns: usize) {
        let given = row.cells.len();
        if given == columns {
            return;
        }
        let cells = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
        let (what, hint) = if row.is_rule(self.text) {
            ("rule", "give the rule as many cells as the rows have")
        } else if given < columns {
            ("row", "write every cell, an empty one as `| |`")
        } else {
            ("row", "take out what is too much; a bar that is text takes a backslash: `\\|`")
        };
        let message = format!("this {what} has {}, its table {}", cells(given), cells(columns));
        let mut told = Diagnostic::new(Code::TableRow, self.span(row.range.clone()), message, hint);
        // What is empty at the end of a row is nobody's.
        if let Some(extra) = row.cells.get(columns..)
            && extra.iter().all(|cell| self.text[cell.clone()].trim().is_empty())
            && let Some(first) = extra.first()
        {
            let span = self.span(first.start..row.range.end);
            told.fix = Some(Fix { span, replacement: String::new() });
        }
        self.diagnostics.push(told);
    }

    /// Cells that are written as if they reached over others.
    fn look_at_cells(&mut self, row: &Row, columns: usize) {
        for cell in row.cells.iter().take(columns) {
            let (message, hint, fix) = match self.text[cell.clone()].trim() {
                "" if cell.is_empty() => (
                    "`||` is an empty cell; none between bars reaches over several columns",
                    "write `| |` if it is empty; a cell of several columns has a table of lists, `::: table`",
                    Some(" "),
                ),
                "^" | "^^" => (
                    "a cell between bars cannot go on with the one above",
                    "say again what stands above, or leave the cell empty: `| |`; a cell of several rows has a table of lists, `::: table`; a backslash before the sign if it is text",
                    None,
                ),
                _ => continue,
            };
            let span = self.span(cell.start - 1..cell.end + 1);
            let mut told = Diagnostic::new(Code::TableSpan, span, message, hint);
            told.fix = fix.map(|replacement| Fix {
                span: self.span(cell.clone()),
                replacement: replacement.to_owned(),
            });
            self.diagnostics.push(told);
        }
    }

    /// Reports a paragraph that is meant as a table, or as its caption; whether it is one.
    pub(super) fn is_no_table(&mut self, range: &Range<usize>) -> bool {
        let text = self.text;
        if text[range.clone()].starts_with("^ ") {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.start..range.start + 1),
                "a caption stands without its table",
                "put it right below the table; a backslash before `^` if it is text",
            );
            return true;
        }
        if !text[range.clone()].contains('|') {
            return false;
        }
        let lines: Vec<_> = self.lines(range.clone()).collect();
        let barred = lines.iter().filter(|line| text[(*line).clone()].starts_with('|')).count();
        let ruled = lines.iter().any(|line| is_foreign_rule(&text[line.clone()]));
        let above = self.row_before(range.start).filter(|_| barred > 0);
        if !(ruled || barred > 1 || above.is_some()) {
            return false;
        }
        let whole = barred == lines.len();
        let rows: Vec<Row> = lines.into_iter().map(|line| Row::cut(text, line)).collect();
        let columns = above.as_ref().or(rows.first()).map_or(0, |row| row.columns(text));
        let certain = whole
            && (rows.len() > 1 || above.is_some())
            && rows.iter().all(|row| row.code.is_none() && row.columns(text) == columns);
        let before = self.diagnostics.len();
        for row in &rows {
            self.look_at_ends(row, certain);
        }
        if self.diagnostics.len() == before {
            self.report_none(range);
        }
        true
    }

    /// The row in the line before an offset.
    fn row_before(&self, at: usize) -> Option<Row> {
        let line = self.text[..at].trim_end_matches(PREFIX).strip_suffix('\n')?;
        let start = line.rfind('\n').map_or(0, |end| end + 1);
        let row = self.lines(start..line.len()).next()?;
        let written = &self.text[row.clone()];
        let is_row = written.starts_with('|') && written.len() > 1 && written.ends_with('|');
        is_row.then(|| Row::cut(self.text, row))
    }

    fn look_at_ends(&mut self, row: &Row, certain: bool) {
        let line = &self.text[row.range.clone()];
        let ended = line.len() > 1 && line.ends_with('|') && !line.ends_with("\\|");
        let (what, hint) = match (line.starts_with('|'), ended) {
            (true, true) => return,
            // Another kind of line.
            (false, false) if !line.contains('|') => return,
            (true, false) => (
                "at its end",
                "put ` |` behind its last cell; a backslash before the first bar if it is text",
            ),
            (false, true) => ("at its beginning", "put `| ` before its first cell"),
            (false, false) => (
                "on both sides",
                "put `| ` before its first cell and ` |` behind its last, or a line without bars out of the table",
            ),
        };
        let message = format!("a row of a table has no bar {what}, so that there is no table");
        let mut told = Diagnostic::new(Code::TableRow, self.span(row.range.clone()), message, hint);
        if certain && !line.ends_with('\\') {
            let span = self.span(row.range.end..row.range.end);
            told.fix = Some(Fix { span, replacement: " |".to_owned() });
        }
        self.diagnostics.push(told);
    }

    fn report_none(&mut self, range: &Range<usize>) {
        self.diagnostics.report(
            Code::TableRow,
            self.span(range.clone()),
            "this looks like a table, but is printed as text",
            "put an empty line before the table, and a bar at both ends of every row; a backslash before a bar that is text",
        );
    }
}

/// What was to be a table, so that nothing of it is taken for prose.
pub(super) fn as_written(content: &mut [Inline]) {
    for inline in content {
        if let InlineKind::Text { text } = &mut inline.kind {
            inline.kind = InlineKind::Code { text: std::mem::take(text) };
        } else if let Some(children) = inline.children_mut() {
            as_written(children);
        }
    }
}
