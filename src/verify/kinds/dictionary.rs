//! Dictionaries and glossaries (EPUB Dictionaries and Glossaries 1.0 §2).

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::verify::address::{Target, resolve};
use crate::verify::book::{Book, Document, is_html, is_type};
use crate::verify::grammar;
use crate::verify::media::SEARCH_KEY_MAP;
use crate::verify::vocabulary::{knows, vocabulary};
use crate::verify::xml::{Attributes, Node, text};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for document in &book.documents {
        if book.item(document).is(SEARCH_KEY_MAP) {
            grammar::SEARCH_KEY_MAP.check(document.xml, out);
            targets(book, document, out);
        }
    }
    let package = &book.package;
    for node in package.metas("dictionary-type") {
        let kind = text(node);
        if !knows("dictionary-type", kind) {
            let message = format!("`{kind}` is no kind of dictionary");
            let hint = format!("it is one of: {}", vocabulary("dictionary-type").join(", "));
            out.report(Code::EpubMetadata, package.xml.at(node), message, hint);
        }
    }
    let content = book.pages().any(|page| page.elements().any(|node| is_type(node, "dictionary")));
    if super::is(book, "dictionary") {
        let at = package.at_metadata();
        if !content {
            let hint = "give the element that holds its entries the type `dictionary`";
            let message = "the dictionary has no document with entries";
            out.report(Code::EpubPackage, at, message, hint);
        }
        maps(book, at, out);
        languages(book, at, out);
        collected(book, out);
        articles(book, out);
    } else if content {
        let hint = "add `<dc:type>dictionary</dc:type>`";
        let message = "the book holds a dictionary, and the metadata do not say so";
        out.doubt(Code::EpubPackage, package.at_metadata(), message, hint);
    }
}

fn collections<'a>(book: &Book<'a>) -> impl Iterator<Item = Node<'a>> + use<'a> {
    let all = book.package.root.children().filter(|node| node.tag_name().name() == "collection");
    all.filter(|node| {
        node.attr("role").unwrap_or_default().split_whitespace().any(|r| r == "dictionary")
    })
}

/// Each of several dictionaries has a document with entries.
fn collected(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    for collection in collections(book) {
        let links = collection.children().filter_map(|link| link.attr("href"));
        let mut pages =
            links.filter_map(|href| book.package.item_of(&package.path, href)).filter_map(|item| {
                let path = package.items[item].path.as_deref()?;
                book.document(path)
            });
        if !pages.any(|page| page.elements().any(|node| is_type(node, "dictionary"))) {
            let hint = "name the document whose element has the type `dictionary`";
            let message = "a dictionary of several has no document with entries";
            out.report(Code::EpubPackage, package.xml.at(collection), message, hint);
        }
    }
}

/// Each entry is an `article`.
fn articles(book: &Book<'_>, out: &mut Diagnostics) {
    for page in book.pages() {
        for node in page.elements().filter(|node| is_type(*node, "dictionary")) {
            if !node.children().any(|child| is_html(child, "article")) {
                let hint = "put each entry into an `article`";
                out.report(Code::EpubElement, page.at(node), "a dictionary has no entries", hint);
            }
        }
    }
}

/// What can be looked up stands in a document of the reading order.
fn targets(book: &Book<'_>, map: &Document<'_>, out: &mut Diagnostics) {
    for node in map.elements() {
        let Some(href) = node.attr_node("href") else { continue };
        let at = map.xml.at_value(href);
        let Target::Inside { path, .. } = resolve(map.path(), href.value()) else { continue };
        if book.files.get(&path).is_none() {
            let hint = "put the file into the EPUB, or correct the address";
            out.report(Code::EpubDeadLink, at, format!("`{path}` is not in the EPUB"), hint);
        } else if book.spine_index(&path).is_none() {
            let message = format!("`{path}` is to be looked up and not in the reading order");
            out.report(Code::EpubSpine, at, message, "name a document of the spine");
        }
    }
}

/// A single dictionary has one map of what can be looked up in it.
fn maps(book: &Book<'_>, at: Span, out: &mut Diagnostics) {
    let of_all = |item: &&crate::verify::package::Item<'_>| {
        item.has("search-key-map") && item.has("dictionary")
    };
    let count = book.package.items.iter().filter(of_all).count();
    if collections(book).count() < 2 && count != 1 {
        let message = format!("the dictionary has {count} search key maps");
        let hint = "give one item the properties `search-key-map dictionary`";
        out.report(Code::EpubPackage, at, message, hint);
    }
}

/// Of which language the words are, and of which what is said of them.
fn languages(book: &Book<'_>, at: Span, out: &mut Diagnostics) {
    let package = &book.package;
    let told: BTreeSet<&str> = package.dc("language").map(text).collect();
    for property in ["source-language", "target-language"] {
        let all: Vec<Node<'_>> = package.metas(property).collect();
        if all.is_empty() && collections(book).next().is_none() {
            let message = format!("the dictionary tells no `{property}`");
            let hint = "add it, with a tag of BCP 47";
            out.report(Code::EpubPackage, at, message, hint);
        }
        if property == "source-language" && all.len() > 1 && collections(book).next().is_none() {
            let hint = "keep one of them";
            let message = "the dictionary tells a second `source-language`";
            out.report(Code::EpubPackage, package.xml.at(all[1]), message, hint);
        }
        for node in all.iter().filter(|node| !told.contains(text(**node))) {
            let message = format!("the `{property}` `{}` is no `dc:language`", text(*node));
            let hint = "say it as `dc:language`, too";
            out.report(Code::EpubPackage, package.xml.at(*node), message, hint);
        }
    }
}
