//! The table of contents: into the book, and in the order of reading.

use super::{links, navs, place};
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::address::{Target, resolve};
use crate::verify::book::{Book, Document, label};
use crate::verify::xml::Attributes;

pub(super) fn check(book: &Book<'_>, nav: &Document<'_>, out: &mut Diagnostics) {
    for kind in ["toc", "landmarks", "page-list"] {
        for link in navs(nav, kind).flat_map(links) {
            let href = link.attr("href").unwrap_or_default();
            if matches!(resolve(nav.path(), href), Target::Remote(_)) {
                let message = format!("the entry leads out of the book to `{href}`");
                let hint = "lead to a document of the EPUB";
                out.report(Code::EpubNav, nav.at(link), message, hint);
            }
        }
    }
    let mut before = None;
    for link in navs(nav, "toc").flat_map(links) {
        let Some(at) = place(book, nav, link) else { continue };
        if before.is_some_and(|before| at < before) {
            let message =
                format!("`{}` comes earlier in the text than the entry before it", label(link));
            let hint = "put the entries in the order of the text";
            out.report(Code::EpubNavOrder, nav.at(link), message, hint);
        }
        before = before.max(Some(at));
    }
}
