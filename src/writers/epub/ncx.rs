//! The NCX, the table of contents of EPUB 2, for reading systems that know no other.

use super::plan::Plan;
use super::toc::{Entry, entries};
use crate::writers::xhtml::{Ids, PageMark};
use crate::xml::Element;

/// Gives out the numbers of the order of playing.
struct Order(u32);

impl Order {
    fn next(&mut self) -> String {
        self.0 += 1;
        self.0.to_string()
    }
}

/// The NCX of a book.
pub(super) fn ncx(plan: &Plan<'_>, ids: &Ids, pages: &[PageMark], language: &str) -> Element {
    let entries = entries(plan, ids);
    let mut order = Order(0);
    let points: Vec<Element> = entries.iter().map(|entry| point(entry, &mut order)).collect();
    let mut root = Element::new("ncx")
        .attr("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .attr("version", "2005-1")
        .attr("xml:lang", language)
        .child(head(plan, &entries, pages))
        .child(label("docTitle", &plan.book.metadata().title))
        .child(Element::new("navMap").children(points));
    if !pages.is_empty() {
        let targets: Vec<Element> = pages.iter().map(|page| target(page, &mut order)).collect();
        root = root.child(
            Element::new("pageList").child(label("navLabel", plan.terms.pages)).children(targets),
        );
    }
    root
}

fn head(plan: &Plan<'_>, entries: &[Entry], pages: &[PageMark]) -> Element {
    let numbers = pages.iter().filter_map(|page| page.label.parse::<u32>().ok());
    let metas = [
        ("dtb:uid", plan.book.metadata().identifier.clone()),
        ("dtb:depth", depth(entries).to_string()),
        ("dtb:totalPageCount", pages.len().to_string()),
        ("dtb:maxPageNumber", numbers.max().unwrap_or(0).to_string()),
    ];
    let metas = metas
        .map(|(name, content)| Element::new("meta").attr("name", name).attr("content", content));
    Element::new("head").children(metas)
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or(0)
}

fn label(name: &'static str, text: &str) -> Element {
    Element::new(name).child(Element::new("text").text(text))
}

fn point(entry: &Entry, order: &mut Order) -> Element {
    let number = order.next();
    let children: Vec<Element> = entry.children.iter().map(|child| point(child, order)).collect();
    Element::new("navPoint")
        .attr("id", format!("punkt-{number}"))
        .attr("playOrder", number)
        .child(label("navLabel", &entry.plain))
        .child(content(&entry.href))
        .children(children)
}

/// A page; its type by its number: Roman ones belong to the front matter.
fn target(page: &PageMark, order: &mut Order) -> Element {
    let kind = if page.label.parse::<u32>().is_ok() {
        "normal"
    } else if page.label.chars().all(|c| "ivxlcdmIVXLCDM".contains(c)) {
        "front"
    } else {
        "special"
    };
    let number = order.next();
    Element::new("pageTarget")
        .attr("id", format!("punkt-{number}"))
        .attr("type", kind)
        .attr("playOrder", number)
        .child(label("navLabel", &page.label))
        .child(content(&format!("{}#{}", page.file, page.id)))
}

fn content(href: &str) -> Element {
    Element::new("content").attr("src", format!("text/{href}"))
}
