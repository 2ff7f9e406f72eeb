//! Marks of pages: those that the list of pages leads to, and those of the other edition.

use std::collections::BTreeMap;

use super::breaks::Breaks;
use super::lower::{Lowerer, PageMark};
use super::marks::Marks;
use super::node::{Element, Node};
use super::plan::Document;
use crate::ir::{Inline, Metadata, PageList, PageMarkers, PrintPages};

/// The pages of an e-book.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pages<'a> {
    /// Which the list of pages leads to.
    pub list: PageList,
    /// Those of the printed edition, where it has been set.
    pub print: Option<&'a PrintPages>,
}

/// The pages, and where those of the print begin outside of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging<'a> {
    pub(super) pages: Pages<'a>,
    pub(super) breaks: &'a Breaks,
    /// What is put into the text.
    pub(super) marks: &'a Marks,
}

impl Pages<'_> {
    /// Which pages are listed: those of the source, where the edition has none of its own.
    pub(super) fn listed(&self) -> PageList {
        match self.list {
            PageList::Print if self.print.is_none() => PageList::Source,
            list => list,
        }
    }

    /// The printed page on which something with an id begins, where printed pages are listed.
    pub(super) fn of(&self, id: &str) -> Option<&str> {
        let print = self.print.filter(|_| self.listed() == PageList::Print)?;
        print.pages.get(*print.of_ids.get(id)?).map(|page| page.label.as_str())
    }

    /// The name of the printed edition whose pages are listed: its ISBN, or what it says of itself.
    pub(super) fn source(&self, metadata: &Metadata) -> Option<String> {
        let print = self.print.filter(|_| self.listed() == PageList::Print)?;
        let isbn = metadata.isbns.print.as_deref().filter(|_| print.printed);
        Some(isbn.map_or_else(|| titled(metadata, &print.layout), super::metadata::isbn_urn))
    }
}

/// `Der Hafen. Ein Versuch (Zweite Auflage, pamphlet)`
fn titled(metadata: &Metadata, layout: &str) -> String {
    let title = match metadata.subtitle() {
        Some(subtitle) => format!("{}. {subtitle}", metadata.title.trim_end_matches('.')),
        None => metadata.title.clone(),
    };
    let edition = metadata.edition_statement.iter().map(String::as_str);
    let told: Vec<&str> = edition.chain([layout]).collect();
    format!("{title} ({})", told.join(", "))
}

impl Lowerer<'_> {
    /// The marks of pages of the printed edition, by their index.
    pub(super) fn print_marks(&mut self, pages: &[usize]) -> Vec<Node> {
        let Some(print) = self.plan.pages.print else { return Vec::new() };
        let found = pages.iter().filter_map(|page| print.pages.get(*page));
        found.map(|page| self.print_mark(&page.label).into()).collect()
    }

    fn print_mark(&mut self, label: &str) -> Element {
        if self.plan.pages.listed() == PageList::Print {
            let id = self.ids.fresh(&format!("seite-{}", label.to_lowercase()));
            return self.listed_mark(id, label);
        }
        let id = self.ids.fresh(&format!("druck-{}", label.to_lowercase()));
        Element::new("span")
            .attr("class", "print-page")
            .attr("id", id)
            .attr("title", (self.plan.terms.page)(label))
            .language(self.plan.label_language(self.language))
    }

    /// The mark of a page of the edition that the text was taken from.
    pub(super) fn source_mark(&mut self, inline: &Inline, label: &str) -> Element {
        let listed = self.plan.pages.listed() == PageList::Source;
        let name = if listed { "seite" } else { "vorlage" };
        let id = match inline.id.as_deref().and_then(|id| self.ids.of(id)) {
            Some(id) => id.to_owned(),
            None => self.ids.fresh(&format!("{name}-{}", label.to_lowercase())),
        };
        let brackets = self.plan.book.page_markers == PageMarkers::Brackets;
        let shown = brackets.then(|| Node::Text(format!("[{label}]")));
        if listed {
            return self.listed_mark(id, label).children(shown);
        }
        let margin = self.plan.book.page_markers == PageMarkers::Margin;
        Element::new("span")
            .attr("class", "source-page")
            .attr("id", id)
            .attr("title", (self.plan.terms.page)(label))
            .maybe("data-page", margin.then_some(label))
            .language(self.plan.label_language(self.language))
            .children(shown)
    }

    /// A mark that the list of pages leads to; its name is what is read aloud.
    fn listed_mark(&mut self, id: String, label: &str) -> Element {
        self.pages.push(PageMark {
            label: label.to_owned(),
            document: self.document,
            file: self.file.to_owned(),
            id: id.clone(),
        });
        Element::new("span")
            .semantics(Some("pagebreak"), Some("doc-pagebreak"))
            .attr("id", id)
            .attr("aria-label", (self.plan.terms.page)(label))
            .language(self.plan.label_language(self.language))
    }

    /// The marks at the head of a section.
    pub(super) fn marks_of_section(&mut self, index: Option<usize>) -> Vec<Node> {
        let breaks: &Breaks = self.plan.breaks;
        let pages = match index {
            Some(index) => breaks.sections.get(&index),
            None => Some(&breaks.notes),
        };
        pages.map_or_else(Vec::new, |pages| self.print_marks(pages))
    }
}

/// Marks before lines of the contents, by where those lead.
pub(super) type LineMarks = BTreeMap<(usize, Option<String>), Vec<Node>>;

impl<'a> Lowerer<'a> {
    /// The marks at the head of the contents and before lines of them. All other documents are
    /// written by now: the marks are put in order.
    pub(super) fn marks_of_contents(
        &mut self,
        document: &'a Document,
        section: Option<usize>,
    ) -> (Vec<Node>, LineMarks) {
        self.begin(document);
        let breaks: &Breaks = self.plan.breaks;
        let head = section.map_or_else(Vec::new, |index| self.marks_of_section(Some(index)));
        let mut lines: Vec<_> = breaks.lines.iter().collect();
        lines.sort_by_key(|(_, pages)| pages.first().copied());
        let marked = |(target, pages): (&(usize, Option<String>), &Vec<usize>)| {
            (target.clone(), self.print_marks(pages))
        };
        let lines = lines.into_iter().map(marked).collect();
        self.pages.sort_by_key(|page| page.document);
        (head, lines)
    }
}

/// Takes the marks of printed pages that stand before all else out of a line.
pub(super) fn leading(nodes: &mut Vec<Node>) -> Vec<Node> {
    let mut taken = Vec::new();
    loop {
        let Some(Node::Element(first)) = nodes.first_mut() else { return taken };
        if is_mark(first) {
            taken.push(nodes.remove(0));
        } else {
            taken.extend(first.take_marks());
            return taken;
        }
    }
}

fn is_mark(element: &Element) -> bool {
    let kind = element.value("role") == Some("doc-pagebreak")
        || element.value("class") == Some("print-page");
    kind && element.children.is_empty()
}
