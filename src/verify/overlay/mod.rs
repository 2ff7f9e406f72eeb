//! Media overlays: texts read aloud, each with the sound that belongs to it (EPUB 3.3 §9).

mod metadata;

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Target, resolve};
use super::book::{Book, Document, is_html};
use super::grammar::{self, seconds};
use super::media;
use super::xml::{Attributes, Node, OPS};
use crate::diagnostics::{Code, Diagnostics};

const SMIL: &str = "http://www.w3.org/ns/SMIL";

/// Checks overlays, and that they and their documents name each other.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    // Which overlays speak of a document, by its path.
    let mut spoken: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for overlay in book.documents.iter().filter(|document| is_overlay(document)) {
        grammar::OVERLAY.check(overlay.xml, out);
        for node in overlay.elements() {
            match node.tag_name().name() {
                "audio" => sound(book, overlay, node, out),
                "text" => {
                    if let Some(path) = text(book, overlay, node, out) {
                        spoken.entry(path).or_default().insert(overlay.item);
                    }
                }
                _ => {}
            }
        }
    }
    documents(book, &spoken, out);
    metadata::check(book, out);
}

fn is_overlay(document: &Document<'_>) -> bool {
    document.xml.tree.root_element().has_tag_name((SMIL, "smil"))
}

/// A piece of sound: of a type that is known everywhere, its beginning before its end.
fn sound(book: &Book<'_>, overlay: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    if let (Some(begin), Some(end)) = (node.attr("clipBegin"), node.attr("clipEnd"))
        && let (Some(from), Some(to)) = (seconds(begin), seconds(end))
        && from >= to
    {
        let message = format!("the sound begins at `{begin}` and ends at `{end}`");
        out.report(Code::EpubOverlay, overlay.at(node), message, "let it end after its beginning");
    }
    let Some(src) = node.attr_node("src") else { return };
    let at = overlay.xml.at_value(src);
    if src.value().contains('#') {
        let hint = "tell the part by `clipBegin` and `clipEnd`";
        let message = format!("the sound `{}` is told with a part", src.value());
        out.report(Code::EpubOverlay, at, message, hint);
    }
    let item = book.package.item_of(overlay.path(), src.value());
    let media_type = item.and_then(|item| book.package.items[item].media_type);
    if let Some(media_type) = media_type.filter(|of| !media::is_core_sound(of)) {
        let message = format!("the sound is of type `{media_type}`");
        out.report(Code::EpubOverlay, at, message, "make it MP3, AAC in MP4, or Opus");
    }
}

/// The document of a text, if it is one.
fn text(
    book: &Book<'_>,
    overlay: &Document<'_>,
    node: Node<'_>,
    out: &mut Diagnostics,
) -> Option<String> {
    let src = node.attr_node("src")?;
    let Target::Inside { path, .. } = resolve(overlay.path(), src.value()) else { return None };
    let item = &book.package.items[book.package.item_at(&path)?];
    if !media::is_content(item.media_type.unwrap_or_default(), false) {
        let message = format!("the text `{path}` is no document");
        let hint = "name an element of a document of XHTML or SVG";
        out.report(Code::EpubOverlay, overlay.xml.at_value(src), message, hint);
        return None;
    }
    Some(path)
}

/// Each document names the one overlay that speaks of it.
fn documents(book: &Book<'_>, spoken: &BTreeMap<String, BTreeSet<usize>>, out: &mut Diagnostics) {
    let package = &book.package;
    let classes = metadata::CLASSES.into_iter().any(|class| package.metas(class).next().is_some());
    for item in &package.items {
        let Some(path) = &item.path else { continue };
        let overlays = spoken.get(path);
        let mut report = |message: String, hint: &str| {
            out.report(Code::EpubOverlay, package.xml.at(item.node), message, hint);
        };
        if overlays.is_some_and(|overlays| overlays.len() > 1) {
            report(format!("several overlays read `{path}`"), "put them together into one");
        }
        let Some(named) = item.node.attr("media-overlay") else {
            if overlays.is_some() {
                let hint = "add `media-overlay` with the id of the overlay";
                report(format!("`{path}` is read by an overlay that it does not name"), hint);
            }
            continue;
        };
        if !media::is_content(item.media_type.unwrap_or_default(), false) {
            report(format!("`{path}` has an overlay and is no document"), "take it out");
        }
        let Some(at) = package.item_named(named) else {
            report(format!("no item has the id `{named}`"), "write the id of the overlay");
            continue;
        };
        if !package.items[at].is("application/smil+xml") {
            let hint = "write the id of an item of the type `application/smil+xml`";
            report(format!("`{named}`, which is to read `{path}`, is no overlay"), hint);
        }
        if !overlays.is_some_and(|overlays| overlays.contains(&at)) {
            let hint = "write the id of the overlay that reads it, or take the attribute out";
            report(format!("the overlay `{named}` does not read `{path}`"), hint);
        }
        if classes {
            styled(book, path, out);
        }
    }
}

/// Where the metadata name a class for what is being read, the document has a style sheet for it.
fn styled(book: &Book<'_>, path: &str, out: &mut Diagnostics) {
    let Some(document) = book.document(path) else { return };
    let linked = document.elements().any(|node| {
        let sheet = |rel: &str| rel.to_ascii_lowercase().contains("stylesheet");
        node.tag_name().name() == "style"
            || is_html(node, "link") && node.attr("rel").is_some_and(sheet)
    });
    let told =
        document.xml.tree.root().children().any(|node| {
            node.pi().is_some_and(|instruction| instruction.target == "xml-stylesheet")
        });
    if !linked && !told {
        let root = document.xml.tree.root_element();
        let hint = "link the sheet that gives the class a look, or take the property out";
        let message =
            "the metadata name a class for what is being read, and no style sheet is here";
        out.report(Code::EpubOverlay, document.at(root), message, hint);
    }
}

/// The attribute by which a part of an overlay names what it reads.
pub(super) fn textref<'a>(node: Node<'a>) -> Option<roxmltree::Attribute<'a, 'a>> {
    (node.tag_name().namespace() == Some(SMIL)).then(|| node.attr_node_in(OPS, "textref")).flatten()
}
