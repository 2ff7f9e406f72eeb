//! Ids: names that are given once.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document};
use crate::verify::xml::{Attributes, Node, XML};

pub(super) fn check(document: &Document<'_>, out: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for node in document.elements() {
        let attribute = node.attr_node("id").or_else(|| node.attr_node_in(XML, "id"));
        let Some(attribute) = attribute else { continue };
        let id = attribute.value();
        let at = document.xml.at_attribute(attribute);
        if id.is_empty() || id.contains(char::is_whitespace) {
            let message = format!("`{id}` is no id");
            out.report(Code::EpubAttribute, at, message, "write one word without spaces");
        } else if !seen.insert(id) {
            let message = format!("the id `{id}` stands twice in the document");
            let hint = "give one of the two another id: links reach only the first";
            out.report(Code::EpubDuplicateId, at, message, hint);
        }
    }
}

/// The same id in two documents, where links lead to it: some shops refuse that, and some reading
/// systems take the first. Ids that nothing leads to do no harm.
pub(super) fn shared(book: &Book<'_>, out: &mut Diagnostics) {
    let linked = linked(book, &repeated(book));
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for page in book.pages() {
        for (id, node) in &page.ids {
            let Some(other) = first.get(id) else {
                first.insert(id, page.path());
                continue;
            };
            let both = linked.contains(&(page.path(), *id)) && linked.contains(&(*other, *id));
            if both && told.insert(*id) {
                let message = format!("`{other}` has the id `{id}`, too, and links lead to both");
                let hint = "make ids unique in the whole book: some shops refuse it otherwise";
                out.report(Code::EpubSharedId, page.at(*node), message, hint);
            }
        }
    }
}

/// The ids that stand in several documents.
fn repeated<'a>(book: &Book<'a>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let all = book.pages().flat_map(|page| page.ids.keys().copied());
    all.filter(|id| !seen.insert(*id)).collect()
}

/// Which of those ids links from anywhere lead to.
fn linked<'a>(book: &'a Book<'a>, ids: &BTreeSet<&str>) -> BTreeSet<(&'a str, &'a str)> {
    let mut linked = BTreeSet::new();
    if ids.is_empty() {
        return linked;
    }
    for page in book.pages() {
        let names_one = |node: &Node<'_>| {
            let id = node.attr("href").and_then(|href| href.split_once('#'));
            id.is_some_and(|(_, id)| id.contains('%') || ids.contains(id.trim_end()))
        };
        for node in page.html("a").filter(names_one) {
            if let Some((target, id)) = super::links::target(book, page, node) {
                linked.extend(id.map(|id| (target.path(), id)));
            }
        }
    }
    linked
}
