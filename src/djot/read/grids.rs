//! Tables whose cells hold blocks, or take several columns or rows: a list of lists.
//!
//! ```djot
//! {columns=": --: --:" head-rows=1 head-columns=1}
//! ::: table
//! - - Jahr
//!   - {colspan=2}
//!     Ernte
//! - - 1911
//!   - gut
//!   - 412
//!
//! ^ Ernten am Kai
//! :::
//! ```

use std::ops::Range;

use jotdown::{AttributeKind, Attributes, Container, Event, ListKind};

use super::Reader;
use super::attributes::{Allowed, Given};
use super::comments::Stand;
use crate::diagnostics::Code;
use crate::ir::{Alignment, BlockKind, Cell, Fault, Inline, Row, Table, laid, mend};
use crate::source::Span;

/// What the table itself may say.
pub(super) const TABLE: Allowed =
    Allowed { classes: &[], keys: &["columns", "head-rows", "head-columns"] };
/// What a cell may say, before what its first block says.
const CELL: Allowed = Allowed { classes: &["head"], keys: &["colspan", "rowspan"] };
/// More columns than that no page has room for.
const MOST_COLUMNS: usize = 100;
/// How deep what a cell holds stands in the table: two lists.
const WEIGHT: usize = 8;

/// What stands in a table.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    caption: Option<Vec<Inline>>,
}

impl<'a> Reader<'a, '_> {
    /// Reads a table up to and with the end of the block between colons.
    pub(super) fn grid(
        &mut self,
        given: &Given,
        range: &Range<usize>,
    ) -> (BlockKind, Range<usize>) {
        let opening = range.start..range.end.saturating_sub(1).max(range.start);
        self.look_for_cell_around(opening.clone());
        let mut grid = Grid::default();
        if !self.enter(WEIGHT, range) {
            let end = self.text.len();
            return (BlockKind::Group { blocks: Vec::new() }, end..end);
        }
        let outer = std::mem::replace(&mut self.in_cell, true);
        let end = self.within(given.language.as_ref(), |reader| reader.parts(&mut grid));
        self.in_cell = outer;
        self.depth -= WEIGHT;
        if grid.rows.is_empty() {
            self.diagnostics.report(
                Code::Unsupported,
                self.span(opening),
                "a table holds no row",
                "write each row behind a `-` and each of its cells behind one more: `- - first`, in the line below `  - second`",
            );
            return (BlockKind::Group { blocks: Vec::new() }, end);
        }
        (BlockKind::Table(Box::new(self.laid_out(grid, given))), end)
    }

    /// Rows and caption.
    fn parts(&mut self, grid: &mut Grid) -> Range<usize> {
        while let Some((event, range)) = self.cursor.next() {
            match event {
                Event::End(_) => return range,
                Event::Start(Container::List { kind, .. }, attributes) => {
                    self.list_of_rows(kind, &attributes, range, &mut grid.rows);
                }
                Event::Start(Container::Paragraph, attributes) if self.at_caption() => {
                    self.grid_caption(&attributes, range, grid);
                }
                Event::Start(container, attributes) => {
                    let beside = matches!(
                        container,
                        Container::Footnote { .. } | Container::LinkDefinition { .. }
                    );
                    let mut lost = Vec::new();
                    self.block(container, &attributes, range, &mut lost);
                    if let Some(block) = lost.first().filter(|_| !beside) {
                        self.outside_of_cells(block.span);
                    }
                }
                Event::ThematicBreak(_) => self.diagnostics.report(
                    Code::Misplaced,
                    self.span(range),
                    "a rule stands between the rows of a table",
                    "take it out; how many rows are the head says `{head-rows=1}` before the table",
                ),
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &range, Stand::Alone);
                    self.dangling(&attributes, &range);
                }
                _ => {}
            }
        }
        let end = self.text.len();
        end..end
    }

    fn outside_of_cells(&mut self, span: Span) {
        self.diagnostics.report(
            Code::Misplaced,
            span,
            "this stands outside the cells of a table",
            "put it into a cell, behind a `-` and indented as far; `^ ` before it if it is the caption",
        );
    }

    /// Whether the paragraph just entered is a caption; its sign is passed over.
    fn at_caption(&mut self) -> bool {
        let Some((Event::Str(text), range)) = self.cursor.peek_mut() else { return false };
        let Some(rest) = text.strip_prefix("^ ") else { return false };
        *text = rest.to_owned().into();
        range.start += "^ ".len();
        true
    }

    fn grid_caption(&mut self, attributes: &Attributes<'a>, range: Range<usize>, grid: &mut Grid) {
        self.own_nothing(attributes, &range);
        let (caption, end) = self.line();
        if grid.caption.replace(caption).is_some() {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.start..end.end),
                "a table has a second caption",
                "leave it one; what else there is to say stands below the table",
            );
        }
    }

    /// Attributes that would belong to a list of rows or cells, or to a caption.
    fn own_nothing(&mut self, attributes: &Attributes<'a>, range: &Range<usize>) {
        let range = self.with_attributes(range);
        self.keep_comments(attributes, &range, Stand::Alone);
        self.dangling(attributes, &range);
    }

    fn list_of_rows(
        &mut self,
        kind: ListKind,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        rows: &mut Vec<Row>,
    ) {
        self.own_nothing(attributes, &range);
        self.look_at_kind(kind, &range, "rows");
        self.items_of(|reader, range| {
            let (cells, end) = reader.cells();
            let span = reader.span(range.start..end.end.max(range.end));
            rows.push(Row { span, cells });
            end
        });
    }

    /// Reads the items of a list, up to and with its end.
    fn items_of(&mut self, mut item: impl FnMut(&mut Self, Range<usize>) -> Range<usize>) {
        while let Some((event, range)) = self.cursor.next() {
            match event {
                Event::Start(Container::ListItem | Container::TaskListItem { .. }, attributes) => {
                    self.own_nothing(&attributes, &range);
                    item(self, range);
                }
                Event::Start(..) => {
                    self.cursor.skip_container();
                }
                Event::End(_) => break,
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &range, Stand::Alone);
                    self.dangling(&attributes, &range);
                }
                _ => {}
            }
        }
    }

    fn look_at_kind(&mut self, kind: ListKind, range: &Range<usize>, what: &str) {
        if !matches!(kind, ListKind::Unordered(_)) {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.clone()),
                format!("the {what} of a table stand behind other signs than `-`"),
                "write `-` before each; a number that is to be read stands in a cell",
            );
        }
    }

    /// The cells of a row: what stands in an item of the list of rows, up to and with its end.
    fn cells(&mut self) -> (Vec<Cell>, Range<usize>) {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.cursor.next() {
            match event {
                Event::End(_) => return (cells, range),
                Event::Start(Container::List { kind, .. }, attributes) => {
                    self.own_nothing(&attributes, &range);
                    self.look_at_kind(kind, &range, "cells");
                    self.items_of(|reader, range| {
                        let (cell, end) = reader.grid_cell(range);
                        cells.push(cell);
                        end
                    });
                }
                Event::Start(container, attributes) => {
                    let mut lost = Vec::new();
                    self.block(container, &attributes, range, &mut lost);
                    if let Some(block) = lost.first() {
                        self.diagnostics.report(
                            Code::Misplaced,
                            block.span,
                            "a row of a table holds something that is no cell",
                            "write `-` before every cell: `- - first`, in the line below `  - second`",
                        );
                    }
                }
                Event::Attributes(attributes) => {
                    self.keep_comments(&attributes, &range, Stand::Alone);
                    self.dangling(&attributes, &range);
                }
                _ => {}
            }
        }
        let end = self.text.len();
        (cells, end..end)
    }

    /// A cell: what stands in an item of the list of cells.
    fn grid_cell(&mut self, start: Range<usize>) -> (Cell, Range<usize>) {
        let own = self.own_attributes();
        let (blocks, end) = self.blocks();
        let span = self.span(start.start..end.end.max(start.end));
        let cell = Cell {
            span,
            colspan: self.number(&own, "colspan").unwrap_or(1),
            rowspan: self.number(&own, "rowspan").unwrap_or(1),
            header: own.has("head"),
            blocks,
        };
        (cell, end)
    }

    /// What of the attributes at the beginning of a cell is said of it, and not of its first block.
    fn own_attributes(&mut self) -> Given {
        let Some((event, range)) = self.cursor.peek_mut() else { return Given::default() };
        let (Event::Start(_, attributes)
        | Event::Attributes(attributes)
        | Event::ThematicBreak(attributes)) = event
        else {
            return Given::default();
        };
        let range = range.clone();
        let mut own = Attributes::new();
        attributes.retain(|one| {
            let is_own = match &one.0 {
                AttributeKind::Class => CELL.classes.contains(&one.1.to_string().as_str()),
                AttributeKind::Pair { key } => CELL.keys.contains(&key.as_ref()),
                _ => false,
            };
            if is_own {
                own.push(one.clone());
            }
            !is_own
        });
        let range = self.with_attributes(&range);
        self.given(&own, &range, CELL)
    }

    /// A number of columns or rows, from 1 on.
    fn number(&mut self, given: &Given, key: &str) -> Option<u16> {
        let value = given.value(key)?;
        let number = value.parse().ok().filter(|number| *number > 0);
        if number.is_none() {
            let what = if key.contains("col") { "columns" } else { "rows" };
            self.diagnostics.report(
                Code::InvalidValue,
                self.span(given.place(key).unwrap_or_default()),
                format!("`{value}` is no number of {what}"),
                format!(
                    "write a number from 1 on, at most as many as the table has {what}: `{key}=2`"
                ),
            );
        }
        number
    }

    /// Rows as a table: how its columns stand, which rows and cells are heads.
    fn laid_out(&mut self, grid: Grid, given: &Given) -> Table {
        let mut head = grid.rows;
        let first = head
            .first()
            .map_or(0, |row| row.cells.iter().map(|cell| usize::from(cell.colspan)).sum::<usize>());
        let columns = match given.value("columns") {
            Some(written) => self.alignments(written, given.place("columns").unwrap_or_default()),
            None => vec![Alignment::Natural; first.clamp(1, MOST_COLUMNS)],
        };
        let caption = grid.caption.unwrap_or_default();
        if first > MOST_COLUMNS || columns.len() > MOST_COLUMNS {
            let message = format!("this table has {} columns", first.max(columns.len()));
            let hint = format!("at most {MOST_COLUMNS} have room on a page; part the table");
            self.diagnostics.report(Code::TableCell, head[0].span, message, hint);
            mend(&mut head, columns.len());
            return Table { caption, columns, head: Vec::new(), body: head };
        }
        let rows = self.number(given, "head-rows").map_or(0, usize::from);
        if rows > head.len() {
            let place = given.place("head-rows").unwrap_or_default();
            let message = format!("the head has {rows} rows, and the table {}", head.len());
            let hint = "write how many of the first rows are the head";
            self.diagnostics.report(Code::InvalidValue, self.span(place), message, hint);
        }
        let mut body = head.split_off(rows.min(head.len()));
        let heading = self.number(given, "head-columns").map_or(0, usize::from);
        let (_, of_head) = laid(&head, columns.len());
        let (mut places, of_body) = laid(&body, columns.len());
        let faults = of_head.into_iter().map(|fault| (fault, "head"));
        let faults: Vec<_> =
            faults.chain(of_body.into_iter().map(|fault| (fault, "body"))).collect();
        // Where one goes too far, others find no room, or too much.
        let follows = |fault: Fault| matches!(fault, Fault::Short { .. } | Fault::Extra);
        let far = faults.iter().any(|((_, fault), _)| !follows(*fault));
        for &((span, fault), what) in &faults {
            if !(far && follows(fault)) {
                self.report_fault(span, fault, what);
            }
        }
        if !faults.is_empty() {
            mend(&mut head, columns.len());
            mend(&mut body, columns.len());
            places = laid(&body, columns.len()).0;
        }
        for (row, begins) in body.iter_mut().zip(places) {
            for (cell, column) in row.cells.iter_mut().zip(begins) {
                cell.header |= column < heading;
            }
        }
        head.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.header = false);
        Table { caption, columns, head, body }
    }

    /// How columns stand, by the signs of the rule of a table between bars.
    fn alignments(&mut self, written: &str, place: Range<usize>) -> Vec<Alignment> {
        let words = written.split(|c: char| c.is_whitespace() || c == '|');
        let mut columns = Vec::new();
        for word in words.filter(|word| !word.is_empty()) {
            let dashes = word.trim_matches(':');
            let known = word.len() <= dashes.len() + 2 && dashes.bytes().all(|byte| byte == b'-');
            if !known || dashes.is_empty() {
                self.diagnostics.report(
                    Code::InvalidValue,
                    self.span(place.clone()),
                    format!("`{word}` does not say how a column stands"),
                    "write a word for each column: `---` as is the custom, `:--` at its start, `:-:` in its middle, `--:` at its end",
                );
            }
            columns.push(match (word.starts_with(':'), word.ends_with(':')) {
                (false, false) => Alignment::Natural,
                (true, false) => Alignment::Start,
                (true, true) => Alignment::Center,
                (false, true) => Alignment::End,
            });
        }
        columns
    }

    fn report_fault(&mut self, span: Span, fault: Fault, what: &str) {
        let (code, hint) = match fault {
            Fault::Wide { .. } => (
                Code::TableCell,
                "give it fewer columns, or the table more; it has as many as its first row or `columns` says".to_owned(),
            ),
            Fault::Covers { .. } => (
                Code::TableCell,
                "give this cell fewer columns, or the one above fewer rows".to_owned(),
            ),
            Fault::High { .. } => {
                (Code::TableCell, format!("give it no more rows than are left of the {what}"))
            }
            Fault::Short { .. } => (
                Code::TableRow,
                "write every cell, an empty one as `- {}`; or `colspan` says how many columns one takes".to_owned(),
            ),
            Fault::Extra => (
                Code::TableRow,
                "take it out; the row has as many columns as the first one, and cells above may take some of them".to_owned(),
            ),
            Fault::Nothing => (Code::TableCell, "give it one column and one row at least".to_owned()),
        };
        self.diagnostics.report(code, span, fault.to_string(), hint);
    }
}
