//! Documents of LibreOffice and others (OpenDocument 1.3): a package with the text, its styles and what it says of itself.

mod blocks;
mod count;
mod inlines;
mod lists;
mod meta;
mod objects;
mod styles;
mod tables;

use super::office::{Document, child, elements, name, parse};
use super::package::Package;
use crate::import::draft::{Aside, Draft};
use crate::import::report::ImportError;
use blocks::Walker;
use styles::Styles;

/// Reads a document.
///
/// # Errors
/// It is broken, encrypted, or none that holds a text.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Draft, ImportError> {
    // The parts of the package are gone before anything is made of what they say.
    Ok(document(bytes)?.draft(file))
}

fn document(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut package = Package::open(bytes)?;
    let manifest = package.text("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains(":encryption-data")) {
        let hint = "open it in its program and save it without a password";
        return Err(ImportError::new(1, 1, "the document is encrypted").hint(hint));
    }
    let again = "it is damaged: open it in its program and save it anew";
    let content = package
        .text("content.xml")?
        .ok_or_else(|| ImportError::new(1, 1, "the package holds no `content.xml`").hint(again))?;
    let common = package.text("styles.xml")?.unwrap_or_else(|| "<styles/>".to_owned());
    let (content, common) = (parse(&content, "content.xml")?, parse(&common, "styles.xml")?);
    let text = child(content.root_element(), "body").and_then(|body| child(body, "text"));
    let text = text.ok_or_else(|| {
        ImportError::new(1, 1, "the document is a table, a drawing or a presentation, and no text")
            .hint("copy its text into a document, or save it as plain text")
    })?;
    let styles = Styles::read(common.root_element(), content.root_element());
    let mut document = Document { properties: meta::read(&mut package)?, ..Document::default() };
    count::add(text, &mut document.came);
    let mut walker = Walker::new(&mut document, &mut package, styles);
    walker.changes(text);
    let parts = walker.text(text, 0);
    walker.notes();
    walker.finish();
    document.parts = parts;
    margins(common.root_element(), &mut document);
    Ok(document)
}

/// Sets the heads and feet of pages aside, each text once.
fn margins(root: crate::xml::read::Node<'_>, document: &mut Document) {
    let mut known: Vec<String> = Vec::new();
    let pages = child(root, "master-styles").into_iter().flat_map(elements);
    for part in pages.flat_map(elements) {
        let why = match name(part) {
            "header" | "header-left" | "header-first" => "head of the pages",
            "footer" | "footer-left" | "footer-first" => "foot of the pages",
            _ => continue,
        };
        let words = inlines::plain(part);
        if words.contains(char::is_alphanumeric) && !known.contains(&words) {
            document.came.words += crate::import::counts::words(&words);
            document.aside.push(Aside { span: Draft::span(0..0), why, words: words.clone() });
            known.push(words);
        }
    }
}
