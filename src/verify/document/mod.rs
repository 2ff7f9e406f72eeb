//! The documents: elements, attributes, ids, languages, pictures, headings, roles.

mod attributes;
mod content;
mod declaration;
mod drawings;
mod elements;
mod formulas;
mod headings;
mod ids;
mod language;
pub(super) mod links;
pub(super) mod notes;
pub(super) mod pictures;
mod references;
mod roles;
mod switches;
mod types;
mod values;

pub(super) use headings::level as heading_level;

use super::book::{Book, Document, is_html, words};
use super::grammar;
use super::package::runs_as_script;
use super::xml::XHTML;
use crate::diagnostics::{Code, Diagnostics};

/// Checks each document by itself, and the headings of all.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for document in &book.documents {
        ids::check(document, out);
        language::tags(book, document, out);
        declaration::check(book, document, out);
    }
    ids::shared(book, out);
    let old = book.package.is_version_2();
    let drawn = book.documents.iter().filter(|document| document.is_xhtml() || document.is_svg());
    for document in drawn.filter(|_| !old) {
        drawings::check(document, out);
        if document.is_svg() {
            attributes::check(document, out);
        }
    }
    for page in book.pages() {
        title(book, page, out);
        pictures::check(book, page, out);
        if old {
            xhtml_11(page, out);
        } else {
            language::of_page(page, out);
            content::check(page, out);
            switches::check(page, out);
            formulas::check(page, out);
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
fn title(book: &Book<'_>, page: &Document<'_>, out: &mut Diagnostics) {
    let head = page.html("head").next();
    let title = head.and_then(|head| head.children().find(|n| n.has_tag_name((XHTML, "title"))));
    let hint = "give it the heading of the document";
    match title {
        None => {
            let at = page.at(head.unwrap_or(page.xml.tree.root_element()));
            let message = "the document has no title";
            if book.package.is_version_2() {
                out.report(Code::EpubTitle, at, message, hint);
            } else {
                out.advise(Code::EpubTitle, at, message, hint);
            }
        }
        Some(title) if words(title).is_empty() => {
            out.report(Code::EpubTitle, page.at(title), "the title of the document is empty", hint);
        }
        Some(_) => {}
    }
}

fn scripts(page: &Document<'_>, out: &mut Diagnostics) {
    for script in page.html("script").filter(|node| runs_as_script(*node)) {
        let hint = "take it out: most reading systems run no scripts";
        out.report(Code::EpubScript, page.at(script), "the document runs a script", hint);
    }
}

/// Texts of version 2: XHTML 1.1 (OPS 2.0.1 §2.2).
fn xhtml_11(page: &Document<'_>, out: &mut Diagnostics) {
    grammar::XHTML_11.check(page.xml, out);
    for link in page.html("a") {
        if link.ancestors().skip(1).any(|outer| is_html(outer, "a")) {
            let message = "`a` stands somewhere in `a`, where it cannot stand";
            out.report(Code::EpubElement, page.at(link), message, "close the outer `a` before it");
        }
    }
}
