//! The folder `META-INF`: from the container to the package (EPUB 3.3 §4.2.6).

use super::archive::Files;
use super::grammar;
use super::text::Texts;
use super::xml::{Attributes, Node, Xml};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;

const CONTAINER: &str = "META-INF/container.xml";
const SIGNATURES: &str = "META-INF/signatures.xml";
const NAMESPACE: &str = "urn:oasis:names:tc:opendocument:xmlns:container";
const PACKAGE_TYPE: &str = "application/oebps-package+xml";

/// The path of the package document.
pub(super) fn package(
    files: &Files,
    texts: &mut Texts<'_>,
    whole: Span,
    out: &mut Diagnostics,
) -> Option<String> {
    signatures(files, texts, out);
    if files.get(CONTAINER).is_none() {
        let hint = "every EPUB has it: it names the package document";
        out.report(Code::EpubContainer, whole, format!("`{CONTAINER}` is missing"), hint);
        return None;
    }
    let text = texts.take(files, CONTAINER, out)?;
    let xml = Xml::parse(&text, out)?;
    let root = xml.tree.root_element();
    grammar::CONTAINER.check(&xml, out);
    let mut found = None;
    for file in root.descendants().filter(|node| node.has_tag_name((NAMESPACE, "rootfile"))) {
        // Others are the same book in another form, such as PDF.
        if file.attr("media-type") != Some(PACKAGE_TYPE) {
            continue;
        }
        match file.attr("full-path").filter(|path| files.get(path).is_some()) {
            Some(path) => found = found.or(Some(path.to_owned())),
            None => {
                let path = file.attr("full-path").unwrap_or_default();
                let message = format!("the package document `{path}` is not in the EPUB");
                let hint =
                    "name it by its path from the root of the archive, without `/` before it";
                out.report(Code::EpubFileMissing, xml.at(file), message, hint);
                return None;
            }
        }
    }
    let is_package = |node: &Node<'_>| {
        node.has_tag_name((NAMESPACE, "rootfile")) && node.attr("media-type") == Some(PACKAGE_TYPE)
    };
    if let Some(second) = root.descendants().filter(is_package).nth(1) {
        let hint = "have another program look at it, such as epubcheck";
        let message = "further renditions of the book are not checked";
        out.report(Code::EpubUnchecked, xml.at(second), message, hint);
    }
    if found.is_none() {
        let hint = format!("add a `rootfile` of the type `{PACKAGE_TYPE}` with its path");
        out.report(Code::EpubContainer, xml.at(root), "the container names no package", hint);
    }
    found
}

/// Signatures have their form; whether they are true is not asked.
fn signatures(files: &Files, texts: &mut Texts<'_>, out: &mut Diagnostics) {
    let text = files.get(SIGNATURES).and_then(|_| texts.take(files, SIGNATURES, out));
    if let Some(xml) = text.as_ref().and_then(|text| Xml::parse(text, out)) {
        grammar::SIGNATURES.check(&xml, out);
    }
}
