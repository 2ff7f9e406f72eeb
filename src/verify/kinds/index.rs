//! Indexes: documents that are told to be one hold one, built of one list or of groups
//! (EPUB Indexes 1.0 §3 and §4).

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, in_html, is_html, is_type, types};
use crate::verify::xml::{Attributes, Node};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let whole = super::is(book, "index");
    let linked = linked(book);
    let mut found = false;
    for page in book.pages() {
        let told = book.item(page).has("index");
        if !(told || whole || linked.contains(&page.item)) {
            continue;
        }
        let indexes: Vec<Node<'_>> = page.elements().filter(|n| is_type(*n, "index")).collect();
        found |= !indexes.is_empty();
        if indexes.is_empty() && !book.item(page).has("nav") {
            let hint = "give the element that holds it the type `index`";
            let message = "the document is told to be an index, and holds none";
            out.report(Code::EpubElement, page.at(page.xml.tree.root_element()), message, hint);
        }
        for index in indexes {
            lists(page, index, out);
        }
    }
    if whole && !found {
        let hint = "give the element that holds it the type `index`";
        let message = "the book is told to be an index, and holds none";
        out.report(Code::EpubPackage, book.package.at_metadata(), message, hint);
    }
}

/// The items of collections of the role `index`.
fn linked(book: &Book<'_>) -> BTreeSet<usize> {
    let package = &book.package;
    let collections = package.root.descendants().filter(|node| {
        let mut roles = node.attr("role").unwrap_or_default().split_whitespace();
        node.tag_name().name() == "collection" && roles.any(|role| role == "index")
    });
    let links = collections.flat_map(|node| node.descendants());
    links.filter_map(|link| book.package.item_of(&package.path, link.attr("href")?)).collect()
}

/// One list of entries, or groups that hold one each.
fn lists(page: &Document<'_>, index: Node<'_>, out: &mut Diagnostics) {
    // Lists count where nothing that means something stands between them and the index.
    let is_part = |node: &Node<'_>| types(*node).next().is_some() || is_html(*node, "ul");
    let parts = index
        .descendants()
        .skip(1)
        .filter(|node| in_html(*node))
        .filter(|node| node.ancestors().skip(1).find(is_part) == Some(index));
    let (mut lists, mut groups) = (0, 0);
    for part in parts {
        groups += usize::from(is_type(part, "index-group"));
        lists += usize::from(is_html(part, "ul") || is_type(part, "index-entry-list"));
    }
    if groups > 0 && lists > 0 || groups == 0 && lists != 1 {
        let message = format!("the index holds {lists} lists and {groups} groups");
        let hint = "it holds one list of entries, or groups of the type `index-group`";
        out.report(Code::EpubElement, page.at(index), message, hint);
    }
}
