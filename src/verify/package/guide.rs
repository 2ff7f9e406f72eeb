//! The `guide` of version 2: places of the book under names that are agreed on (OPF 2.0.1 §2.6).

use std::collections::BTreeSet;

use super::OPF;
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::address::{Target, resolve};
use crate::verify::book::Book;
use crate::verify::media::is_content;
use crate::verify::xml::Attributes;

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let xml = package.xml;
    let mut seen = BTreeSet::new();
    for node in package.root.descendants().filter(|node| node.has_tag_name((OPF, "reference"))) {
        let Some(href) = node.attr_node("href") else { continue };
        let at = xml.at_value(href);
        let kind = node.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
        if !seen.insert((kind, href.value().trim())) {
            let hint = "keep one of the two";
            out.doubt(Code::EpubPackage, at, "a place of the guide stands twice", hint);
        }
        let Target::Inside { path, .. } = resolve(&package.path, href.value()) else { continue };
        let item = package.item_at(&path).map(|item| &package.items[item]);
        if book.files.get(&path).is_none() {
            let hint = "correct the address, or take the place out";
            out.report(Code::EpubDeadLink, at, format!("`{path}` is not in the EPUB"), hint);
            continue;
        }
        match item.and_then(|item| item.media_type) {
            Some(media_type) if is_content(media_type, true) || media_type == "text/html" => {}
            Some(media_type) => {
                let message = format!("the guide leads to a file of type `{media_type}`");
                out.report(Code::EpubFallback, at, message, "lead to a document of the book");
            }
            None => {
                let message = format!("`{path}` is used and not in the manifest");
                out.report(Code::EpubManifest, at, message, "list it in the manifest");
            }
        }
    }
}
