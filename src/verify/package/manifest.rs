//! The manifest and the files: each names the other (EPUB 3.3 §5.6).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::verify::address::{Target, fault, resolve};
use crate::verify::book::Book;
use crate::verify::media;
use crate::verify::vocabulary::Prefixes;
use crate::verify::xml::Attributes;

/// Files that the container itself knows.
const OF_THE_CONTAINER: &str = "META-INF/";

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    items(book, out);
    files(book, out);
    navigation(book, out);
}

fn items(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let xml = package.xml;
    let prefixes = Prefixes::read(package.root.attr("prefix").unwrap_or_default());
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for item in &package.items {
        let at = xml.at(item.node);
        let Some(href) = item.href.filter(|href| !href.is_empty()) else { continue };
        let place = item.node.attr_node("href").map_or(at, |href| xml.at_value(href));
        if href.contains('#') {
            let hint = "an item is a whole file";
            let message = format!("the item `{href}` leads into a file");
            out.report(Code::EpubManifest, place, message, hint);
        }
        let Some(path) = item.path.as_deref() else {
            elsewhere(book, item, (href, place), out);
            continue;
        };
        if path.starts_with(OF_THE_CONTAINER) {
            let message = format!("`{href}` lies in `META-INF`");
            let hint = "move it out: that folder is for what reading systems need";
            out.report(Code::EpubManifest, place, message, hint);
        }
        if href.split('#').next().is_some_and(|href| href.contains('?')) {
            let message = format!("`{href}` asks a file in the EPUB");
            out.report(Code::EpubLink, place, message, "take out the `?` and what follows");
        }
        if seen.insert(path, href).is_some() {
            let message = format!("the manifest lists `{href}` twice");
            out.report(Code::EpubManifest, place, message, "keep one of the two items");
        }
        match book.files.get(path) {
            Some(_) if book.hidden.holds(path) => {}
            Some(bytes) => kind(book, item, bytes, place, out),
            None => missing(book, path, place, out),
        }
        if let Some(properties) = item.node.attr_node("properties") {
            for word in &item.properties {
                let at = xml.at_value(properties);
                super::metadata::known(word, &["item"], &prefixes, at, out);
            }
        }
    }
}

/// An item that leads to no file of the EPUB.
fn elsewhere(
    book: &Book<'_>,
    item: &super::Item<'_>,
    (href, at): (&str, Span),
    out: &mut Diagnostics,
) {
    match resolve(&book.package.path, href) {
        Target::Inside { .. } => {}
        Target::Remote(address) => {
            remote(book, item, at, out);
            if let Some((message, hint)) = fault(address) {
                out.report(Code::EpubLink, at, message, hint);
            }
        }
        Target::Data => {
            let message = "an item of the manifest is data in itself";
            let hint = "put the data into a file, or take the item out";
            out.report(Code::EpubManifest, at, message, hint);
        }
        Target::Outside | Target::Broken => {
            let message = format!("`{href}` is no address of a file in the EPUB");
            let hint = "write a path from the package document, spaces as `%20`";
            out.report(Code::EpubLink, at, message, hint);
        }
    }
}

/// Of what is on the network, a book may use sound, film and fonts; scripts may fetch anything.
fn remote(book: &Book<'_>, item: &super::Item<'_>, at: Span, out: &mut Diagnostics) {
    let media_type = item.media_type.unwrap_or_default();
    let shown = media_type == "application/xhtml+xml"
        || media_type.starts_with("image/") && media_type != "image/svg+xml";
    if shown && !book.package.scripted && !book.package.is_version_2() {
        let href = item.href.unwrap_or_default();
        let message = format!("the manifest lists `{href}`, which is not in the EPUB");
        let hint = "put the file into the EPUB; links to the network need no item";
        out.report(Code::EpubRemote, at, message, hint);
    }
}

/// A file that is not there; one that differs in case is named.
fn missing(book: &Book<'_>, path: &str, at: Span, out: &mut Diagnostics) {
    let message = format!("the file `{path}` is not in the EPUB");
    match book.files.like(path) {
        Some(like) => {
            let hint = format!("there is `{like}`: capitals count");
            out.report(Code::EpubFileMissing, at, message, hint);
        }
        None => {
            let hint = "put it into the EPUB, or take its item out of the manifest";
            out.report(Code::EpubFileMissing, at, message, hint);
        }
    }
}

/// Whether the bytes are of the type that the manifest tells.
fn kind(book: &Book<'_>, item: &super::Item<'_>, bytes: &[u8], at: Span, out: &mut Diagnostics) {
    let Some(told) = item.media_type.filter(|told| !told.is_empty()) else { return };
    if !told.contains('/') {
        let message = format!("`{told}` is no media type");
        out.report(Code::EpubMediaType, at, message, "write one such as `application/xhtml+xml`");
        return;
    }
    let path = item.path.as_deref().unwrap_or_default();
    if let Some(found) = media::disagrees(told, bytes) {
        let message = format!("`{path}` is `{found}`, and the manifest says `{told}`");
        let hint = "write the type of the file, or put in the file that was meant";
        out.report(Code::EpubMediaType, at, message, hint);
    } else if let Some(document) = book.document(path) {
        let root = document.xml.tree.root_element();
        let wanted = match told {
            "application/xhtml+xml" => document.is_xhtml(),
            "image/svg+xml" => document.is_svg(),
            "application/x-dtbncx+xml" => root.tag_name().name() == "ncx",
            "application/smil+xml" => root.tag_name().name() == "smil",
            _ => true,
        };
        if !wanted {
            let message =
                format!("the root of a file of type `{told}` is `{}`", root.tag_name().name());
            let hint = "look at its namespace, or write the type that the file has";
            out.report(Code::EpubMediaType, document.at(root), message, hint);
        }
    }
}

/// Files that the manifest leaves out. The package itself must not stand in it.
fn files(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    // What the metadata link to need not stand in it (EPUB 3.3 §5.5.7).
    let links = package.metadata().filter(|node| node.has_tag_name((super::OPF, "link")));
    let linked: BTreeSet<String> = links
        .filter_map(|link| match resolve(&package.path, link.attr("href")?) {
            Target::Inside { path, .. } => Some(path),
            _ => None,
        })
        .collect();
    for path in book.files.paths() {
        let own = path == "mimetype" || path.starts_with(OF_THE_CONTAINER) || path == package.path;
        if !own && package.item_at(path).is_none() && !linked.contains(path) {
            let message = format!("`{path}` is in the EPUB and not in the manifest");
            let hint = "list it in the manifest, or take it out: reading systems ignore it";
            let at =
                package.root.children().find(|node| node.has_tag_name((super::OPF, "manifest")));
            let at = package.xml.at(at.unwrap_or(package.root));
            out.report(Code::EpubFileUnlisted, at, message, hint);
        }
    }
    if let Some(item) = package.item_at(&package.path) {
        let hint = "take its item out";
        let at = package.xml.at(package.items[item].node);
        out.report(Code::EpubManifest, at, "the manifest lists the package itself", hint);
    }
}

/// Exactly one navigation document and at most one cover.
fn navigation(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    if package.is_version_2() {
        return;
    }
    let with = |property: &'static str| package.items.iter().filter(move |item| item.has(property));
    if with("nav").next().is_none() {
        let hint = "give the item of the contents the property `nav`";
        let message = "no item of the manifest is the navigation document";
        out.report(Code::EpubNav, package.at_metadata(), message, hint);
    }
    for property in ["nav", "cover-image", "data-nav"] {
        for item in with(property).skip(1) {
            let message = format!("a second item has the property `{property}`");
            out.report(
                Code::EpubManifest,
                package.xml.at(item.node),
                message,
                "only one may have it",
            );
        }
    }
    for item in with("nav").filter(|item| !item.is("application/xhtml+xml")) {
        let hint = "it is an XHTML document";
        let message = "the navigation document is of another type";
        out.report(Code::EpubMediaType, package.xml.at(item.node), message, hint);
    }
}
