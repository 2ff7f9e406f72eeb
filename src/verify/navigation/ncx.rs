//! The contents for old readers, `toc.ncx` (EPUB 2.0.1, OPF §2.4.1): they say what the package says.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, words};
use crate::verify::grammar;
use crate::verify::xml::{Attributes, Node};

const NAMESPACE: &str = "http://www.daisy.org/z3986/2005/ncx/";

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for document in &book.documents {
        let root = document.xml.tree.root_element();
        if root.has_tag_name((NAMESPACE, "ncx")) {
            grammar::NCX.check(document.xml, out);
            identifier(book, document, root, out);
            points(document, root, out);
            order(document, root, out);
        }
    }
}

fn inside<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.children().filter(move |child| child.has_tag_name((NAMESPACE, name)))
}

/// The identifier is that of the package, to the letter.
fn identifier(book: &Book<'_>, document: &Document<'_>, root: Node<'_>, out: &mut Diagnostics) {
    let id = book.package.root.attr("unique-identifier").unwrap_or_default().trim();
    let own = book.package.dc("identifier").find(|node| node.attr("id") == Some(id));
    let own = own.and_then(|node| node.text()).unwrap_or_default().trim();
    let mut metas = inside(root, "head").flat_map(|head| inside(head, "meta"));
    let uid = metas.find(|meta| meta.attr("name") == Some("dtb:uid"));
    // Without one, the NCX names no other book.
    let Some(uid) = uid else { return };
    let told = uid.attr("content").unwrap_or_default().trim();
    if told != own {
        let at = document.at(uid);
        let message = format!("the NCX is that of `{told}`, the book is `{own}`");
        let hint = "write the identifier of the package into `dtb:uid`";
        out.report(Code::EpubNcx, at, message, hint);
    }
}

/// The order of reading is counted from 1 without gaps, each place by one number (ANSI/NISO Z39.86-2005 §8.4.2).
fn order(document: &Document<'_>, root: Node<'_>, out: &mut Diagnostics) {
    let told = root.descendants().filter_map(|node| {
        let told = node.attr_node("playOrder")?;
        let content = inside(node, "content").next().and_then(|content| content.attr("src"));
        Some((document.xml.at_value(told), told.value().trim().parse::<u32>().ok()?, content?))
    });
    let told: Vec<_> = told.collect();
    let numbers: BTreeSet<u32> = told.iter().map(|(_, number, _)| *number).collect();
    let (mut by_number, mut by_place) = (BTreeMap::new(), BTreeMap::new());
    for (at, number, place) in told {
        let fault = if number != 1 && !number.checked_sub(1).is_some_and(|n| numbers.contains(&n)) {
            "it is counted from 1, without gaps"
        } else if *by_number.entry(number).or_insert(place) != place {
            "another place has the same number"
        } else if *by_place.entry(place).or_insert(number) != number {
            "the same place has another number elsewhere"
        } else {
            continue;
        };
        let message = format!("`playOrder` is `{number}`");
        let hint = format!("{fault}: count the places in the order of reading");
        out.report(Code::EpubNcx, at, message, hint);
    }
}

/// Entries have words; where they lead is for the check of links.
fn points(document: &Document<'_>, root: Node<'_>, out: &mut Diagnostics) {
    for node in root.descendants().filter(|node| {
        ["navPoint", "pageTarget", "navTarget"]
            .iter()
            .any(|name| node.has_tag_name((NAMESPACE, *name)))
    }) {
        if inside(node, "navLabel").all(|label| words(label).is_empty()) {
            let hint = "give it the heading that it leads to";
            out.advise(Code::EpubNcx, document.at(node), "an entry of the NCX has no words", hint);
        }
    }
}
