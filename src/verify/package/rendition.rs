//! How the book is laid out: the properties `rendition:…` of the package and of its spine (EPUB 3.3 §8.2).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Book;
use crate::verify::vocabulary::vocabulary;
use crate::verify::xml::{Attributes, Node, text};

/// Properties of the whole book that stand once; their words are in `data/vocabularies.txt`.
const GLOBAL: [&str; 4] =
    ["rendition:flow", "rendition:layout", "rendition:orientation", "rendition:spread"];

/// Properties of one reference of the spine, of which only one may stand.
const ONE_OF: [&[&str]; 5] = [
    &[
        "rendition:flow-paginated",
        "rendition:flow-scrolled-continuous",
        "rendition:flow-scrolled-doc",
        "rendition:flow-auto",
    ],
    &["rendition:layout-reflowable", "rendition:layout-pre-paginated"],
    &[
        "rendition:orientation-landscape",
        "rendition:orientation-portrait",
        "rendition:orientation-auto",
    ],
    &[
        "page-spread-right",
        "page-spread-left",
        "rendition:page-spread-right",
        "rendition:page-spread-left",
        "rendition:page-spread-center",
    ],
    &[
        "rendition:spread-portrait",
        "rendition:spread-landscape",
        "rendition:spread-both",
        "rendition:spread-none",
        "rendition:spread-auto",
    ],
];

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for property in GLOBAL {
        let all: Vec<Node<'_>> = book.package.metas(property).collect();
        once(book, property, &all, out);
        for node in all {
            global(book, property, node, out);
        }
    }
    viewport(book, out);
    references(book, out);
}

fn once(book: &Book<'_>, property: &str, all: &[Node<'_>], out: &mut Diagnostics) {
    if let Some(second) = all.get(1) {
        let message = format!("`{property}` stands a second time");
        out.report(Code::EpubLayout, book.package.xml.at(*second), message, "keep one of them");
    }
}

/// A property of the whole book: of a few words, and of nothing less than the book.
fn global(book: &Book<'_>, property: &str, node: Node<'_>, out: &mut Diagnostics) {
    let xml = book.package.xml;
    let value = text(node);
    let words = vocabulary(property);
    if !words.contains(&value) {
        let message = format!("`{property}` is `{value}`");
        let hint = format!("it is one of: {}", words.join(", "));
        out.report(Code::EpubLayout, xml.at(node), message, hint);
    }
    if let Some(refines) = node.attr_node("refines") {
        let message = format!("`{property}` speaks of the whole book");
        let hint = "take out `refines`; a single document says it in `properties` of its `itemref`";
        out.report(Code::EpubLayout, xml.at_attribute(refines), message, hint);
    }
    if property == "rendition:spread" && value == "portrait" {
        let hint = "write `both`";
        out.report(Code::EpubDeprecated, xml.at(node), "the spread `portrait` is deprecated", hint);
    }
}

/// The size of all pages, of old books (EPUB 3.0.1).
fn viewport(book: &Book<'_>, out: &mut Diagnostics) {
    let all: Vec<Node<'_>> = book.package.metas("rendition:viewport").collect();
    let own: Vec<Node<'_>> = all.iter().copied().filter(|node| !node.has_attr("refines")).collect();
    once(book, "rendition:viewport", &own, out);
    for node in all {
        let value = text(node);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let side = |part: &str, name: &str| {
            part.trim().strip_prefix(name).and_then(|v| v.strip_prefix('=')).is_some_and(is_number)
        };
        let fits = value.split_once(',').is_some_and(|(one, two)| {
            side(one, "width") && side(two, "height") || side(one, "height") && side(two, "width")
        });
        if !fits {
            let message = format!("`rendition:viewport` is `{value}`");
            let hint = "write `width=600, height=800`";
            out.report(Code::EpubLayout, book.package.xml.at(node), message, hint);
        }
        let hint = "give each document of a fixed layout a `meta name=\"viewport\"`";
        let message = "`rendition:viewport` is deprecated";
        out.report(Code::EpubDeprecated, book.package.xml.at(node), message, hint);
    }
}

/// Properties of one document that exclude each other, or stand twice.
fn references(book: &Book<'_>, out: &mut Diagnostics) {
    for reference in &book.package.spine {
        let Some(properties) = reference.node.attr_node("properties") else { continue };
        let at = book.package.xml.at_value(properties);
        let words: Vec<&str> = properties.value().split_whitespace().collect();
        for group in ONE_OF {
            let told = words.iter().copied().filter(|word| group.contains(word));
            let mut seen = BTreeSet::new();
            for word in told {
                if !seen.insert(word) {
                    let message = format!("`{word}` stands twice");
                    out.report(Code::EpubLayout, at, message, "keep one of the two");
                }
            }
            // The same side under its old name and its new one is no contradiction.
            let names = seen.iter().map(|word| (word.trim_start_matches("rendition:"), *word));
            let names: BTreeMap<&str, &str> = names.collect();
            if let [one, other, ..] = names.values().collect::<Vec<_>>().as_slice() {
                let message = format!("`{one}` and `{other}` exclude each other");
                out.report(Code::EpubLayout, at, message, "keep one of the two");
            }
        }
        if words.contains(&"rendition:spread-portrait") {
            let hint = "write `rendition:spread-both`";
            let message = "the spread `portrait` is deprecated";
            out.report(Code::EpubDeprecated, at, message, hint);
        }
    }
}
