//! The `link` elements of the metadata: records, readings aloud and other things that belong to the book
//! (EPUB 3.3 §5.5.7 and §D.4).

use super::OPF;
use super::metadata::known;
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::address::{Target, fault, resolve};
use crate::verify::book::Book;
use crate::verify::vocabulary::{Prefixes, knows};
use crate::verify::xml::{Attributes, Node};

pub(super) fn check(book: &Book<'_>, prefixes: &Prefixes<'_>, out: &mut Diagnostics) {
    for node in book.package.metadata().filter(|node| node.has_tag_name((OPF, "link"))) {
        words(book, node, prefixes, out);
        relation(book, node, out);
        target(book, node, out);
    }
}

/// The words of `rel` and `properties`.
fn words(book: &Book<'_>, node: Node<'_>, prefixes: &Prefixes<'_>, out: &mut Diagnostics) {
    let xml = book.package.xml;
    for name in ["rel", "properties"] {
        let Some(attribute) = node.attr_node(name) else { continue };
        for word in attribute.value().split_whitespace() {
            if name == "rel" && knows("link-deprecated", word) {
                let message = format!("the relation `{word}` is deprecated");
                let at = xml.at_value(attribute);
                out.report(Code::EpubDeprecated, at, message, "write `record`");
                continue;
            }
            let own = if name == "rel" { "link" } else { "link-properties" };
            known(word, &[own, "a11y"], prefixes, xml.at_value(attribute), out);
        }
    }
}

/// What a relation asks of its link.
fn relation(book: &Book<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let rels: Vec<&str> = node.attr("rel").unwrap_or_default().split_whitespace().collect();
    let media_type = node.attr("media-type").unwrap_or_default();
    let refines = node.has_attr("refines");
    let mut report = |message: &str, hint: &str| {
        out.report(Code::EpubMetadata, book.package.xml.at(node), message, hint);
    };
    if rels.contains(&"record") && refines {
        report("a record speaks of the whole book", "take out `refines`");
    }
    if rels.contains(&"alternate") && rels.len() > 1 {
        report("`alternate` stands beside another relation", "keep one of them");
    }
    for rel in ["record", "voicing"] {
        if rels.contains(&rel) && media_type.is_empty() {
            let message = format!("a link of the kind `{rel}` tells no type");
            report(&message, "add `media-type`");
        }
    }
    if rels.contains(&"voicing") {
        if !refines {
            report("a reading aloud does not tell of what", "add `refines=\"#…\"`");
        }
        if !media_type.is_empty() && !media_type.starts_with("audio/") {
            report("a reading aloud is no sound", "write the type of its sound, as `audio/mpeg`");
        }
    }
}

/// Where a link leads.
fn target(book: &Book<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let Some(href) = node.attr_node("href") else { return };
    let address = href.value().trim();
    let at = package.xml.at_value(href);
    if let Some((message, hint)) = fault(address) {
        out.report(Code::EpubLink, at, message, hint);
        return;
    }
    match resolve(&package.path, address) {
        Target::Inside { path, .. } if path == package.path => {
            let hint = "a link leads to a file; `refines` names elements of the package";
            let message = "a link of the metadata leads into the package itself";
            out.report(Code::EpubMetadata, at, message, hint);
        }
        Target::Inside { path, .. } => {
            if address.split('#').next().is_some_and(|address| address.contains('?')) {
                let message = format!("`{address}` asks a file in the EPUB");
                out.report(Code::EpubLink, at, message, "take out the `?` and what follows");
            }
            if book.files.get(&path).is_none() {
                let message = format!("`{path}` is linked by the metadata and not in the EPUB");
                let hint = "put the file into the EPUB, or take the link out";
                out.report(Code::EpubMetadataForm, at, message, hint);
            }
            if !node.has_attr("media-type") {
                let message = format!("the link to `{path}` tells no type");
                out.report(Code::EpubMetadata, at, message, "add `media-type`");
            }
            if package.item_at(&path).is_some_and(|item| package.place_in_spine(item).is_none()) {
                let message =
                    format!("`{path}` is linked by the metadata and stands in the manifest");
                let hint = "take its item out: the book itself does not use it";
                out.report(Code::EpubManifest, at, message, hint);
            }
        }
        Target::Outside | Target::Broken => {
            let hint = "write a path from the package document, spaces as `%20`";
            let message = format!("`{address}` is no address of a file in the EPUB");
            out.report(Code::EpubLink, at, message, hint);
        }
        Target::Data => {
            let hint = "put the data into a file";
            out.report(Code::EpubLink, at, "a link of the metadata leads to data in itself", hint);
        }
        Target::Remote(_) => {}
    }
}
