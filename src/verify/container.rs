//! The folder `META-INF`: from the container to the package (EPUB 3.3 §4.2.6).

use super::archive::Files;
use super::text::Texts;
use super::xml::{Node, Xml};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";
/// The method that makes fonts unreadable outside of the book (EPUB 3.3 §4.4).
const OBFUSCATION: &str = "http://www.idpf.org/2008/embedding";
const NAMESPACE: &str = "urn:oasis:names:tc:opendocument:xmlns:container";
const PACKAGE_TYPE: &str = "application/oebps-package+xml";

/// The path of the package document.
pub(super) fn package(
    files: &Files,
    texts: &mut Texts<'_>,
    whole: Span,
    out: &mut Diagnostics,
) -> Option<String> {
    encryption(files, texts, out);
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
        if file.attribute("media-type") != Some(PACKAGE_TYPE) {
            let hint = format!("write `media-type=\"{PACKAGE_TYPE}\"`");
            out.report(Code::EpubContainer, xml.at(file), "a root file is no package", hint);
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
        let hint = "add a `rootfile` with the path of the package document";
        out.report(Code::EpubContainer, xml.at(root), "the container names no package", hint);
    }
    found
}

/// Encrypted texts cannot be checked or read aloud; obfuscated fonts are a form that has had its day.
fn encryption(files: &Files, texts: &mut Texts<'_>, out: &mut Diagnostics) {
    if files.get(ENCRYPTION).is_none() {
        return;
    }
    let Some(text) = texts.take(files, ENCRYPTION, out) else { return };
    let Some(xml) = Xml::parse(&text, out) else { return };
    let is_font = |file: &str| {
        let end = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        matches!(end.as_str(), "otf" | "ttf" | "ttc" | "woff" | "woff2")
    };
    let obfuscates = |node: Node<'_>| {
        let method = node.descendants().find_map(|node| node.attribute("Algorithm"));
        method.is_some_and(|method| method == OBFUSCATION)
    };
    for node in xml.tree.descendants().filter(|node| node.tag_name().name() == "EncryptedData") {
        let file = node.descendants().find_map(|node| node.attribute("URI")).unwrap_or_default();
        if obfuscates(node) && !is_font(file) {
            let message = format!("`{file}` is obfuscated and is no font");
            let hint = "give it as it is: only fonts may be obfuscated";
            out.report(Code::EpubContainer, xml.at(node), message, hint);
            continue;
        }
        let message = format!("`{file}` is encrypted or obfuscated");
        let hint =
            "give it as it is: what is encrypted cannot be checked, and may not be readable aloud";
        out.report(Code::EpubEncryption, xml.at(node), message, hint);
    }
}
