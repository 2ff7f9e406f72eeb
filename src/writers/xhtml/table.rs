//! Tables as XHTML.

use super::columns::{self, Density, Firm};
use super::lower::{Lowerer, one};
use super::site::Site;
use crate::ir::{Alignment, Block, Row, Table};
use crate::xml::{Element, Node};

impl<S: Site> Lowerer<'_, S> {
    /// A table with its caption; one without rows is its caption alone.
    pub(super) fn table(&mut self, block: &Block, table: &Table) -> Vec<Node> {
        let caption = self.inlines(&table.caption);
        if table.head.is_empty() && table.body.is_empty() {
            return one(self.marked(Element::new("p"), block).children(caption));
        }
        let letters = self.setting.letters();
        let firm = Firm::for_table(table, letters);
        let ruled = columns::is_ruled(table, letters).then_some("ruled");
        let classes: Vec<&str> =
            Density::for_table(table, letters).class().into_iter().chain(ruled).collect();
        let classes = (!classes.is_empty()).then(|| classes.join(" "));
        let mut element = self.marked(Element::new("table"), block).maybe("class", classes);
        if !caption.is_empty() {
            element = element.child(Element::new("caption").children(caption));
        }
        for (name, rows, head) in [("thead", &table.head, true), ("tbody", &table.body, false)] {
            if !rows.is_empty() {
                let rows: Vec<Element> =
                    rows.iter().map(|row| self.row(row, (&table.columns, firm), head)).collect();
                element = element.child(Element::new(name).children(rows));
            }
        }
        one(element)
    }

    /// An empty cell of the head is no header: there is nothing in it to be read.
    fn row(&mut self, row: &Row, (columns, firm): (&[Alignment], Firm), head: bool) -> Element {
        let mut element = Element::new("tr");
        for (i, cell) in row.cells.iter().enumerate() {
            let content = self.inlines(cell.line().unwrap_or_default());
            let header = head && !content.is_empty();
            let class = columns.get(i).copied().and_then(class);
            let firm = firm
                .keeps(&self.setting.letters().written(cell.line().unwrap_or_default()))
                .then_some("firm");
            let classes: Vec<&str> = class.into_iter().chain(firm).collect();
            element = element.child(
                Element::new(if header { "th" } else { "td" })
                    .maybe("scope", header.then_some("col"))
                    .maybe("class", (!classes.is_empty()).then(|| classes.join(" ")))
                    .children(content),
            );
        }
        element
    }
}

fn class(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Natural => None,
        Alignment::Start => Some("start"),
        Alignment::Center => Some("center"),
        Alignment::End => Some("end"),
    }
}
