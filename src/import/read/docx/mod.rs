//! Documents of Word (Office Open XML, ISO/IEC 29500): a package of parts in XML that name each other.

mod blocks;
mod count;
mod drawings;
mod fields;
mod inlines;
mod notes;
mod numbering;
mod omml;
mod properties;
mod relations;
mod styles;

use super::office::{Document, child, name, parse};
use super::package::Package;
use crate::import::draft::{Aside, Draft};
use crate::import::report::ImportError;
use crate::import::topic::Topic;
use blocks::Walker;
use numbering::Numberings;
use relations::Relations;
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
    let top = Relations::of("", &mut package)?;
    let main = top.of_kind("officeDocument").next().unwrap_or("word/document.xml").to_owned();
    let text = package.text(&main)?.ok_or_else(|| {
        ImportError::new(1, 1, "the package of Word holds no document")
            .hint("it is damaged: open it in Word and save it anew")
    })?;
    let relations = Relations::of(&main, &mut package)?;
    let tree = parse(&text, &main)?;
    let body =
        child(tree.root_element(), "body").filter(|_| name(tree.root_element()) == "document");
    let body = body.ok_or_else(|| {
        ImportError::new(1, 1, "the package is no document of Word")
            .hint("import the document itself, not one of its parts")
    })?;
    let mut styles = Styles::default();
    if let Some((path, text)) = part(&relations, "styles", &mut package)? {
        styles = Styles::read(parse(&text, &path)?.root_element());
    }
    let mut lists = Numberings::default();
    if let Some((path, text)) = part(&relations, "numbering", &mut package)? {
        lists = Numberings::read(parse(&text, &path)?.root_element());
    }
    let mut document =
        Document { properties: properties::read(&top, &mut package)?, ..Document::default() };
    if package.paths().any(|path| path.ends_with("vbaProject.bin")) {
        let message = "the document holds macros, which are left out".to_owned();
        document.report.sure(Draft::span(0..0), Topic::Leftover, message);
    }
    count::add(body, &mut document.came);
    let mut walker = Walker::new(&mut document, &mut package, &relations, styles, lists);
    walker.comments = notes::comments(&relations, walker.package)?;
    let parts = walker.text(body, 0);
    // The text is read: what it was read from makes room for the notes.
    drop(tree);
    drop(text);
    notes::collect(&mut walker, &relations)?;
    walker.finish();
    document.parts = parts;
    margins(&relations, &mut package, &mut document)?;
    Ok(document)
}

/// The first part of a kind, with its path.
fn part(
    relations: &Relations,
    kind: &str,
    package: &mut Package<'_>,
) -> Result<Option<(String, String)>, ImportError> {
    let Some(path) = relations.of_kind(kind).next() else { return Ok(None) };
    Ok(package.text(path)?.map(|text| (path.to_owned(), text)))
}

/// Sets the heads and feet of pages aside, each text once.
fn margins(
    relations: &Relations,
    package: &mut Package<'_>,
    document: &mut Document,
) -> Result<(), ImportError> {
    let mut known: Vec<String> = Vec::new();
    for (kind, why) in [("header", "head of the pages"), ("footer", "foot of the pages")] {
        for path in relations.of_kind(kind) {
            let Some(text) = package.text(path)? else { continue };
            let tree = parse(&text, path)?;
            let words = inlines::plain(tree.root_element());
            if !words.contains(char::is_alphanumeric) || known.contains(&words) {
                continue;
            }
            document.came.words += crate::import::counts::words(&words);
            document.aside.push(Aside { span: document.log.here(), why, words: words.clone() });
            known.push(words);
        }
    }
    Ok(())
}
