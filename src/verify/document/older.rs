//! Texts of version 2: XHTML 1.1 (OPS 2.0.1 §2.2).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Document, is_html};
use crate::verify::grammar;

pub(super) fn check(page: &Document<'_>, out: &mut Diagnostics) {
    grammar::XHTML_11.check(page.xml, out);
    for link in page.html("a") {
        if link.ancestors().skip(1).any(|outer| is_html(outer, "a")) {
            let message = "`a` stands somewhere in `a`, where it cannot stand";
            out.report(Code::EpubElement, page.at(link), message, "close the outer `a` before it");
        }
    }
}
