//! What a book holds that is not looked into, so that silence is not taken for praise.

use super::book::Book;
use super::package::runs_as_script;
use super::xml::{Node, SVG, text};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;

/// Tells what is there and not checked, each once, at its first place.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let mut report = |at: Span, what: &str| {
        let message = format!("{what} not checked");
        let hint = "have another program look at it, such as epubcheck";
        out.report(Code::EpubUnchecked, at, message, hint);
    };
    let first = |test: fn(Node<'_>) -> bool| {
        book.documents.iter().find_map(|document| {
            let node = document.elements().find(|node| test(*node))?;
            Some(document.at(node))
        })
    };
    if let Some(at) = first(|node| node.has_tag_name((SVG, "svg"))) {
        report(at, "the elements of drawings in SVG are");
    }
    if let Some(at) = first(|node| node.tag_name().name() == "script" && runs_as_script(node)) {
        report(at, "scripts are");
    }
    let package = &book.package;
    for node in package.dc("type") {
        let text = text(node);
        if matches!(text, "edupub" | "distributable-object" | "scriptable-component") {
            report(package.xml.at(node), &format!("the rules of the kind `{text}` are"));
        }
    }
    let old = |document: &&super::book::Document<'_>| {
        document.xml.tree.root_element().tag_name().name() == "dtbook"
    };
    if let Some(document) = book.documents.iter().find(old) {
        report(document.at(document.xml.tree.root_element()), "the elements of DTBook are");
    }
}
