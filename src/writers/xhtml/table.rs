//! Tables as XHTML.

use super::columns::{self, Density, Firm};
use super::heads::Heads;
use super::lower::{Lowerer, one};
use super::site::Site;
use crate::ir::{Alignment, Block, Cell, Table};
use crate::xml::{Element, Node};

/// A table with what is known of it as a whole.
struct Whole<'t> {
    table: &'t Table,
    heads: Heads,
    firm: Firm,
}

impl<S: Site> Lowerer<'_, S> {
    /// A table with its caption; one without rows is its caption alone.
    pub(super) fn table(&mut self, block: &Block, table: &Table) -> Vec<Node> {
        let caption = self.inlines(&table.caption);
        if table.head.is_empty() && table.body.is_empty() {
            return one(self.marked(Element::new("p"), block).children(caption));
        }
        let letters = self.setting.letters();
        let ruled = columns::is_ruled(table, letters).then_some("ruled");
        let classes: Vec<&str> =
            Density::for_table(table, letters).class().into_iter().chain(ruled).collect();
        let classes = (!classes.is_empty()).then(|| classes.join(" "));
        let mut element = self.marked(Element::new("table"), block).maybe("class", classes);
        if !caption.is_empty() {
            element = element.child(Element::new("caption").children(caption));
        }
        let whole = Whole { table, heads: Heads::of(table), firm: Firm::for_table(table, letters) };
        for span in &whole.heads.column_groups {
            element = element.child(spanning(Element::new("colgroup"), "span", *span));
        }
        if !table.head.is_empty() {
            let rows: Vec<Element> =
                (0..table.head.len()).map(|row| self.row(&whole, true, row)).collect();
            element = element.child(Element::new("thead").children(rows));
        }
        for group in whole.heads.row_groups.clone() {
            let rows: Vec<Element> = group.map(|row| self.row(&whole, false, row)).collect();
            element = element.child(Element::new("tbody").children(rows));
        }
        one(element)
    }

    fn row(&mut self, whole: &Whole<'_>, head: bool, at: usize) -> Element {
        let rows = if head { &whole.table.head } else { &whole.table.body };
        let mut element = Element::new("tr");
        for (n, cell) in rows[at].cells.iter().enumerate() {
            let place = (at, whole.heads.column(head, at, n));
            element = element.child(self.table_cell(whole, cell, head, place));
        }
        element
    }

    /// An empty cell of the head is no header: there is nothing in it to be read.
    fn table_cell(
        &mut self,
        whole: &Whole<'_>,
        cell: &Cell,
        head: bool,
        (row, column): (usize, usize),
    ) -> Element {
        let content = match cell.line() {
            Some(line) => self.inlines(line),
            None => self.blocks(&cell.blocks),
        };
        let header = (head || cell.header) && !content.is_empty();
        let scope = match head {
            true => whole.heads.scope_of_column(cell, column),
            false => whole.heads.scope_of_row(cell, (row, column)),
        };
        let line = cell.line().map(|line| self.setting.letters().written(line));
        let firm = line.is_some_and(|line| whole.firm.keeps(&line)).then_some("firm");
        let group =
            (header && scope == "rowgroup" && column == 0 && whole.heads.is_whole_row(cell))
                .then_some("group");
        let class = class(whole.table.alignment(cell, column, head));
        let classes: Vec<&str> = class.into_iter().chain(firm).chain(group).collect();
        let element = Element::new(if header { "th" } else { "td" })
            .maybe("scope", header.then_some(scope))
            .maybe("class", (!classes.is_empty()).then(|| classes.join(" ")));
        let element = spanning(element, "colspan", cell.colspan.into());
        spanning(element, "rowspan", cell.rowspan.into()).children(content)
    }
}

/// An element that takes so many columns or rows.
fn spanning(element: Element, name: &'static str, number: usize) -> Element {
    element.maybe(name, (number != 1).then(|| number.to_string()))
}

fn class(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Natural => None,
        Alignment::Start => Some("start"),
        Alignment::Center => Some("center"),
        Alignment::End => Some("end"),
    }
}
