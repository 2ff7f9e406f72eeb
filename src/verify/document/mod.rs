//! The documents: elements, attributes, ids, languages, pictures, headings, roles.

mod attributes;
mod content;
mod elements;
mod headings;
mod ids;
mod language;
pub(super) mod links;
pub(super) mod notes;
pub(super) mod pictures;
mod references;
mod roles;
mod types;

pub(super) use headings::level as heading_level;

use super::book::{Book, Document, words};
use super::package::runs_as_script;
use super::xml::XHTML;
use crate::diagnostics::{Code, Diagnostics};

/// Checks each document by itself, and the headings of all.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for document in &book.documents {
        ids::check(document, out);
        language::tags(document, out);
        doctype(book, document, out);
    }
    ids::shared(book, out);
    let old = book.package.is_version_2();
    for page in book.pages() {
        title(page, out);
        pictures::check(book, page, out);
        if !old {
            language::of_page(page, out);
            content::check(page, out);
            attributes::check(page, out);
            roles::check(page, out);
            types::check(page, out);
            scripts(page, out);
        }
    }
    if !old {
        headings::check(book, out);
    }
}

/// `<title>` names the document in lists of windows and to screen readers (WCAG 2.4.2).
fn title(page: &Document<'_>, out: &mut Diagnostics) {
    let head = page.html("head").next();
    let title = head.and_then(|head| head.children().find(|n| n.has_tag_name((XHTML, "title"))));
    let hint = "give it the heading of the document";
    match title {
        None => {
            let at = page.at(head.unwrap_or(page.xml.tree.root_element()));
            out.advise(Code::EpubTitle, at, "the document has no title", hint);
        }
        Some(title) if words(title).is_empty() => {
            out.report(Code::EpubTitle, page.at(title), "the title of the document is empty", hint);
        }
        Some(_) => {}
    }
}

/// Declarations of types that XHTML of EPUB 3 does not know, and entities from outside.
fn doctype(book: &Book<'_>, document: &Document<'_>, out: &mut Diagnostics) {
    let Some((at, text)) = document.xml.doctype() else { return };
    if book.package.is_version_2() || !document.is_xhtml() {
        return;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let foreign = words.iter().any(|word| matches!(*word, "PUBLIC" | "SYSTEM"));
    if foreign && !text.contains("about:legacy-compat") {
        let hint = "write `<!DOCTYPE html>`";
        let message = "the declaration of the document's type is not that of HTML";
        out.report(Code::EpubXml, at, message, hint);
    }
}

fn scripts(page: &Document<'_>, out: &mut Diagnostics) {
    for script in page.html("script").filter(|node| runs_as_script(*node)) {
        let hint = "take it out: most reading systems run no scripts";
        out.report(Code::EpubScript, page.at(script), "the document runs a script", hint);
    }
}
