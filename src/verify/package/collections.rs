//! Collections: parts of the book that are something by themselves (EPUB 3.3 §5.8; EPUB Indexes 1.0 §5,
//! EPUB Previews 1.0 §3, EPUB Dictionaries and Glossaries 1.0 §2.5).

use super::{Item, OPF, Package};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::verify::book::Book;
use crate::verify::media::{SEARCH_KEY_MAP, is_content};
use crate::verify::xml::{Attributes, Node};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let collections =
        book.package.root.descendants().filter(|node| node.has_tag_name((OPF, "collection")));
    for node in collections {
        for role in roles(node) {
            let mut told = Told { at: book.package.xml.at(node), out };
            match role {
                "manifest" => manifest(node, &mut told),
                "index" => index(&book.package, node, &mut told),
                "index-group" => index_group(&book.package, node, &mut told),
                "preview" => preview(&book.package, node, &mut told),
                "dictionary" => dictionary(&book.package, node, &mut told),
                _ => {}
            }
        }
    }
}

/// Where messages on one collection go.
struct Told<'a> {
    at: Span,
    out: &'a mut Diagnostics,
}

impl Told<'_> {
    fn say(&mut self, message: impl Into<String>, hint: &str) {
        self.out.report(Code::EpubPackage, self.at, message, hint);
    }
}

fn roles<'a>(node: Node<'a>) -> impl Iterator<Item = &'a str> {
    node.attr("role").unwrap_or_default().split_whitespace()
}

fn is_a(node: Node<'_>, role: &str) -> bool {
    node.has_tag_name((OPF, "collection")) && roles(node).any(|word| word == role)
}

fn inner<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.children().filter(move |child| child.has_tag_name((OPF, name)))
}

/// The items that the links of a collection lead to; `None` for those that lead elsewhere.
fn links<'b, 'a>(package: &'b Package<'a>, node: Node<'a>) -> Vec<(&'a str, Option<&'b Item<'a>>)> {
    let found = inner(node, "link").filter_map(|link| link.attr("href"));
    let item = |href| package.item_of(&package.path, href).map(|at| &package.items[at]);
    found.map(|href| (href, item(href))).collect()
}

fn manifest(node: Node<'_>, told: &mut Told<'_>) {
    if inner(node, "metadata").chain(inner(node, "collection")).next().is_some() {
        told.say("a collection `manifest` holds more than links", "keep its links alone");
    }
    if inner(node, "link").next().is_none() {
        told.say("a collection `manifest` has no links", "name the files that belong to it");
    }
    if !node.parent().is_some_and(|parent| parent.has_tag_name((OPF, "collection"))) {
        told.say(
            "a collection `manifest` stands alone",
            "put it into the collection whose files it names",
        );
    }
}

fn index(package: &Package<'_>, node: Node<'_>, told: &mut Told<'_>) {
    if inner(node, "collection").any(|child| !is_a(child, "index-group")) {
        told.say(
            "a collection `index` holds another collection",
            "only those of the role `index-group` may stand in it",
        );
    }
    only_xhtml(package, node, told);
}

fn index_group(package: &Package<'_>, node: Node<'_>, told: &mut Told<'_>) {
    if !node.parent().is_some_and(|parent| is_a(parent, "index")) {
        told.say("an `index-group` stands alone", "put it into a collection of the role `index`");
    }
    if inner(node, "collection").next().is_some() {
        told.say("an `index-group` holds another collection", "keep its links alone");
    }
    only_xhtml(package, node, told);
}

fn only_xhtml<'a>(package: &Package<'a>, node: Node<'a>, told: &mut Told<'_>) {
    for (href, item) in links(package, node) {
        if !item.is_some_and(|item| item.is("application/xhtml+xml")) {
            let message = format!("the index leads to `{href}`, which is no XHTML of the book");
            told.say(message, "name the documents of the index");
        }
    }
}

fn preview<'a>(package: &Package<'a>, node: Node<'a>, told: &mut Told<'_>) {
    if inner(node, "collection").filter(|child| is_a(*child, "manifest")).count() != 1 {
        told.say("a `preview` has not one `manifest`", "name the files of the preview in it");
    }
    if inner(node, "link").next().is_none() {
        told.say("a `preview` has no links", "name the documents of the preview");
    }
    for (href, item) in links(package, node) {
        if href.contains("#epubcfi(") {
            told.say(format!("the preview leads to a place, `{href}`"), "name the whole document");
        } else if !item.is_some_and(|item| is_content(item.media_type.unwrap_or_default(), false)) {
            let message =
                format!("the preview leads to `{href}`, which is no document of the book");
            told.say(message, "name documents of XHTML or SVG");
        }
    }
}

fn dictionary<'a>(package: &Package<'a>, node: Node<'a>, told: &mut Told<'_>) {
    if inner(node, "collection").next().is_some() {
        told.say("a collection `dictionary` holds another collection", "keep its links alone");
    }
    let mut maps = 0;
    for (href, item) in links(package, node) {
        match item.and_then(|item| item.media_type) {
            Some(SEARCH_KEY_MAP) => maps += 1,
            Some("application/xhtml+xml") => {}
            Some(_) => told.say(
                format!(
                    "the dictionary leads to `{href}`, which is neither XHTML nor a search key map"
                ),
                "name its documents and its search key map",
            ),
            None => told.say(
                format!("the dictionary leads to `{href}`, which is no file of the book"),
                "name its documents and its search key map",
            ),
        }
    }
    if maps != 1 {
        told.say(format!("the dictionary has {maps} search key maps"), "it has exactly one");
    }
}
