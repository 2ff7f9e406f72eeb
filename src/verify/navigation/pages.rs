//! The list of pages and the page breaks: each leads to the other
//! (EPUB Accessibility 1.1 §2.3.1; EPUB 3.3 §7.4.3).

use std::collections::BTreeSet;

use roxmltree::NodeId;

use super::{links, navs, place, reached};
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, is_role, is_type, label};
use crate::verify::xml::{Attributes, Node};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let breaks: Vec<(&Document<'_>, Node<'_>)> = book
        .pages()
        .flat_map(|page| page.elements().map(move |node| (page, node)))
        .filter(|(_, node)| is_break(*node))
        .collect();
    let list = book.nav().and_then(|nav| Some((nav, navs(nav, "page-list").next()?)));
    let Some((nav, list)) = list else {
        if let Some((page, node)) = breaks.first() {
            let hint = "add `<nav epub:type=\"page-list\">` to the navigation document";
            let message = "there are page breaks and no list of pages";
            out.advise(Code::EpubPageList, page.at(*node), message, hint);
        }
        return;
    };
    source(book, nav, list, out);
    let listed = entries(book, nav, list, out);
    for (page, node) in breaks {
        let is_listed = listed.contains(&(page.path().to_owned(), node.id().get_usize()));
        if !is_listed {
            let message = format!("the list of pages leaves out the page break {}", named(node));
            let hint = "add an entry with the number of the page, or take the page break out";
            out.advise(Code::EpubPageList, page.at(node), message, hint);
        }
    }
}

fn named(node: Node<'_>) -> String {
    let label = label(node);
    match (label.is_empty(), node.attr("id")) {
        (false, _) => format!("`{label}`"),
        (true, Some(id)) => format!("`{id}`"),
        (true, None) => "here".into(),
    }
}

/// The entries: each page once, in order, each at a page break. Gives what they lead to.
fn entries(
    book: &Book<'_>,
    nav: &Document<'_>,
    list: Node<'_>,
    out: &mut Diagnostics,
) -> BTreeSet<(String, usize)> {
    let mut listed = BTreeSet::new();
    let mut before = None;
    for link in links(list) {
        let name = label(link);
        if let Some(at) = place(book, nav, link) {
            if before.is_some_and(|before| at < before) {
                let message =
                    format!("page `{name}` comes earlier in the text than the one before it");
                let hint = "put the pages in the order of the text";
                out.advise(Code::EpubPageList, nav.at(link), message, hint);
            }
            before = before.max(Some(at));
        }
        let Some((path, node)) = reached(book, nav, link) else { continue };
        let told = book.document(&path).map(|page| page_number(page, node)).unwrap_or_default();
        if !told.is_empty() && !told.split_whitespace().any(|word| word == name) {
            let message = format!("the entry says `{name}`, the page break `{told}`");
            let hint = "let both say the same number";
            out.advise(Code::EpubPageNumber, nav.at(link), message, hint);
        }
        if !listed.insert((path, node)) {
            let message = format!("page `{name}` begins where another page begins");
            let hint = "lead to the page break of this page";
            out.advise(Code::EpubPageList, nav.at(link), message, hint);
        }
    }
    listed
}

/// What the page break at that node of a document calls its page.
fn page_number(page: &Document<'_>, node: usize) -> String {
    let found = page.xml.tree.get_node(NodeId::from(node));
    found.filter(|node| is_break(*node)).map(label).unwrap_or_default()
}

fn is_break(node: Node<'_>) -> bool {
    is_type(node, "pagebreak") || is_role(node, "doc-pagebreak")
}

/// The edition whose pages these are (EPUB Accessibility 1.1 §2.3.2).
fn source(book: &Book<'_>, nav: &Document<'_>, list: Node<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let properties = ["pageBreakSource", "a11y:pageBreakSource", "source-of"];
    let named = properties.into_iter().any(|property| package.metas(property).next().is_some());
    if !named && package.dc("source").next().is_none() {
        let hint = "add `pageBreakSource` with the ISBN or the title of that edition";
        let message = "the metadata do not say whose pages are listed";
        out.advise(Code::EpubPageList, nav.at(list), message, hint);
    }
}
