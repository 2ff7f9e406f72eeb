//! The folder `META-INF`: from the container to the package (EPUB 3.3 §4.2.6).

use super::archive::Files;
use super::text::Texts;
use super::xml::Xml;
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;

const CONTAINER: &str = "META-INF/container.xml";
const NAMESPACE: &str = "urn:oasis:names:tc:opendocument:xmlns:container";
const PACKAGE_TYPE: &str = "application/oebps-package+xml";

/// The path of the package document.
pub(super) fn package(
    files: &Files,
    texts: &mut Texts<'_>,
    whole: Span,
    out: &mut Diagnostics,
) -> Option<String> {
    if files.get(CONTAINER).is_none() {
        let hint = "every EPUB has it: it names the package document";
        out.report(Code::EpubContainer, whole, format!("`{CONTAINER}` is missing"), hint);
        return None;
    }
    let text = texts.take(files, CONTAINER, out)?;
    let xml = Xml::parse(&text, out)?;
    let root = xml.tree.root_element();
    if !root.has_tag_name((NAMESPACE, "container")) {
        let hint = format!("it is `container` in the namespace `{NAMESPACE}`");
        out.report(Code::EpubContainer, xml.at(root), "the container has another root", hint);
        return None;
    }
    if root.attribute("version") != Some("1.0") {
        let hint = "write `version=\"1.0\"`";
        out.report(Code::EpubContainer, xml.at(root), "the container tells no version", hint);
    }
    let mut found = None;
    for file in root.descendants().filter(|node| node.has_tag_name((NAMESPACE, "rootfile"))) {
        // Others are the same book in another form, such as PDF.
        if file.attribute("media-type") != Some(PACKAGE_TYPE) {
            continue;
        }
        match file.attribute("full-path").filter(|path| files.get(path).is_some()) {
            Some(path) => found = found.or(Some(path.to_owned())),
            None => {
                let path = file.attribute("full-path").unwrap_or_default();
                let message = format!("the package document `{path}` is not in the EPUB");
                let hint =
                    "name it by its path from the root of the archive, without `/` before it";
                out.report(Code::EpubFileMissing, xml.at(file), message, hint);
                return None;
            }
        }
    }
    if found.is_none() {
        let hint = format!("add a `rootfile` of the type `{PACKAGE_TYPE}` with its path");
        out.report(Code::EpubContainer, xml.at(root), "the container names no package", hint);
    }
    found
}
