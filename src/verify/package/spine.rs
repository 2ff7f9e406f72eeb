//! The spine: the order in which the book is read (EPUB 3.3 §5.7).

use std::collections::BTreeSet;

use super::OPF;
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::address::{Target, resolve};
use crate::verify::book::{Book, is_role, is_type};
use crate::verify::vocabulary::Prefixes;
use crate::verify::xml::Attributes;

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    references(book, out);
    nonlinear(book, out);
    toc(book, out);
}

fn references(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let xml = package.xml;
    let spine = package.root.children().find(|node| node.has_tag_name((OPF, "spine")));
    if package.spine.is_empty() || package.spine.iter().all(|reference| !reference.linear) {
        let at = xml.at(spine.unwrap_or(package.root));
        let hint = "add an `itemref` for every document, in the order of reading";
        out.report(Code::EpubSpine, at, "there is nothing in the reading order", hint);
    }
    let prefixes = Prefixes::read(package.root.attr("prefix").unwrap_or_default());
    let mut seen = BTreeSet::new();
    for reference in &package.spine {
        let at = xml.at(reference.node);
        let Some(item) = reference.item else {
            let id = reference.node.attr("idref").unwrap_or_default();
            let message = format!("no item of the manifest has the id `{id}`");
            out.report(Code::EpubSpine, at, message, "write the id of the document's item");
            continue;
        };
        if matches!(
            package.items[item].href.map(|href| resolve(&package.path, href)),
            Some(Target::Remote(_))
        ) {
            let href = package.items[item].href.unwrap_or_default();
            let message = format!("the reading order leads to the network, `{href}`");
            out.report(Code::EpubRemote, at, message, "put the document into the EPUB");
        }
        if !seen.insert(item) {
            let href = package.items[item].href.unwrap_or_default();
            let message = format!("`{href}` stands twice in the reading order");
            out.report(Code::EpubSpine, at, message, "keep one of the two references");
        }
        if let Some(properties) = reference.node.attr_node("properties") {
            for word in properties.value().split_whitespace() {
                let at = xml.at_value(properties);
                super::metadata::known(word, &["itemref", "rendition-itemref"], &prefixes, at, out);
            }
        }
    }
}

/// Notes and contents outside the reading order: many reading systems leave them out altogether.
fn nonlinear(book: &Book<'_>, out: &mut Diagnostics) {
    for (at, document) in book.spine() {
        let reference = &book.package.spine[at];
        if reference.linear {
            continue;
        }
        let notes = document.elements().any(|node| {
            is_type(node, "endnotes") || is_type(node, "footnotes") || is_role(node, "doc-endnotes")
        });
        if notes {
            let message =
                format!("the notes in `{}` stand outside the reading order", document.path());
            let hint = "take out `linear=\"no\"`: some reading systems do not show such documents";
            out.report(Code::EpubNonlinear, book.package.xml.at(reference.node), message, hint);
        }
    }
}

/// The attribute `toc` names the contents for old readers.
fn toc(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let ncx = |item: &&super::Item<'_>| item.is("application/x-dtbncx+xml");
    let spine = package.root.children().find(|node| node.has_tag_name((OPF, "spine")));
    let Some(spine) = spine else { return };
    match spine.attr_node("toc") {
        Some(toc) => {
            let named = package.items.iter().find(|item| item.id == Some(toc.value().trim()));
            if !named.as_ref().is_some_and(ncx) {
                let message = format!("`toc` is `{}`, which is no item of an NCX", toc.value());
                let hint = "write the id of the item of type `application/x-dtbncx+xml`";
                out.report(Code::EpubNcx, package.xml.at_value(toc), message, hint);
            }
        }
        None => {
            if package.items.iter().any(|item| ncx(&item)) || package.is_version_2() {
                let hint = "add `toc` with the id of the NCX, or take the NCX out";
                let message = "the spine does not name the NCX";
                out.report(Code::EpubNcx, package.xml.at(spine), message, hint);
            }
        }
    }
}
