//! Headings: levels over the whole reading order (WCAG 1.3.1 and 2.4.6).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, in_html, label};
use crate::verify::xml::{Attributes, Node};

/// The level of a heading, 1–6.
pub(in crate::verify) fn level(node: Node<'_>) -> Option<u8> {
    let digit = node.tag_name().name().strip_prefix('h').filter(|_| in_html(node))?;
    match digit.as_bytes() {
        [digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

fn is_hidden(node: Node<'_>) -> bool {
    node.ancestors().any(|node| node.has_attr("hidden") || node.attr("aria-hidden") == Some("true"))
}

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let mut before: Option<u8> = None;
    for (at, page) in book.spine() {
        if !book.package.spine[at].linear || !page.is_xhtml() {
            continue;
        }
        let mut first = false;
        for node in page.elements() {
            let Some(level) = level(node).filter(|_| !is_hidden(node)) else { continue };
            if label(node).is_empty() {
                let hint = "give it words, or take it out";
                out.report(Code::EpubHeadings, page.at(node), "a heading is empty", hint);
            }
            if let Some(before) = before.filter(|before| level > before + 1) {
                let message = format!("a heading of level {level} follows one of level {before}");
                let hint =
                    format!("make it `h{}`, or one of the headings before it another", before + 1);
                out.report(Code::EpubHeadings, page.at(node), message, hint);
            }
            if level == 1 && std::mem::replace(&mut first, true) {
                let hint = "keep one; make the others of level 2, or split the document";
                let message = "the document has a second heading of level 1";
                out.report(Code::EpubHeadings, page.at(node), message, hint);
            }
            before = Some(level);
        }
    }
}
