//! Marks of pages: those that the list of pages leads to, and those of the other edition.

use super::lower::{Lowerer, PageMark};
use super::site::Site;
use crate::ir::{Inline, PageList, PageMarkers, PrintPages};
use crate::xml::{Element, Node};

/// The pages of an e-book.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pages<'a> {
    /// Which the list of pages leads to.
    pub list: PageList,
    /// Those of the printed edition, where it has been set.
    pub print: Option<&'a PrintPages>,
}

impl Pages<'_> {
    /// Which pages are listed: those of the source, where the edition has none of its own.
    pub(crate) fn listed(&self) -> PageList {
        match self.list {
            PageList::Print if self.print.is_none() => PageList::Source,
            list => list,
        }
    }

    /// The printed page on which something with an id begins, where printed pages are listed.
    pub(super) fn page_of(&self, id: &str) -> Option<&str> {
        let print = self.print.filter(|_| self.listed() == PageList::Print)?;
        print.pages.get(*print.of_ids.get(id)?).map(|page| page.label.as_str())
    }
}

impl<S: Site> Lowerer<'_, S> {
    /// The marks of pages of the printed edition, by their index.
    pub(crate) fn print_marks(&mut self, pages: &[usize]) -> Vec<Node> {
        let Some(print) = self.setting.pages.print else { return Vec::new() };
        let found = pages.iter().filter_map(|page| print.pages.get(*page));
        found.map(|page| self.print_mark(&page.label).into()).collect()
    }

    fn print_mark(&mut self, label: &str) -> Element {
        if self.setting.pages.listed() == PageList::Print {
            let id = self.ids.fresh(&format!("seite-{}", label.to_lowercase()));
            return self.listed_mark(id, label);
        }
        let id = self.ids.fresh(&format!("druck-{}", label.to_lowercase()));
        Element::new("span")
            .attr("class", "print-page")
            .attr("id", id)
            .attr("title", (self.setting.terms.page)(label))
            .language(self.label_language(self.language))
    }

    /// The mark of a page of the edition that the text was taken from.
    pub(super) fn source_mark(&mut self, inline: &Inline, label: &str) -> Element {
        let listed = self.setting.pages.listed() == PageList::Source;
        let name = if listed { "seite" } else { "vorlage" };
        let id = match self.setting.book.ids.inline(inline).and_then(|id| self.ids.get(id)) {
            Some(id) => id.to_owned(),
            None => self.ids.fresh(&format!("{name}-{}", label.to_lowercase())),
        };
        let brackets = self.setting.book.manuscript().page_markers == PageMarkers::Brackets;
        let shown = brackets.then(|| Node::Text(format!("[{label}]")));
        if listed {
            return self.listed_mark(id, label).children(shown);
        }
        let margin = self.setting.book.manuscript().page_markers == PageMarkers::Margin;
        Element::new("span")
            .attr("class", "source-page")
            .attr("id", id)
            .attr("title", (self.setting.terms.page)(label))
            .maybe("data-page", margin.then_some(label))
            .language(self.label_language(self.language))
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
            .attr("aria-label", (self.setting.terms.page)(label))
            .language(self.label_language(self.language))
    }
}

/// Takes the marks of printed pages that stand before all else out of a line.
pub(crate) fn leading(nodes: &mut Vec<Node>) -> Vec<Node> {
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
