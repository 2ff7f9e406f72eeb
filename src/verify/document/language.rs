//! Languages of documents and passages (EPUB 3.3 §6.1.3; WCAG 3.1.1 and 3.1.2).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, in_html};
use crate::verify::vocabulary::language_fault;
use crate::verify::xml::{Attributes, XML};

/// Tags on any element are well-formed, and `lang` says what `xml:lang` says.
pub(super) fn tags(book: &Book<'_>, document: &Document<'_>, out: &mut Diagnostics) {
    for node in document.elements() {
        let outer = node.attr_node_in(XML, "lang");
        let inner = node.attr_node("lang").filter(|_| in_html(node));
        for attribute in outer.into_iter().chain(inner) {
            let tag = attribute.value();
            if !tag.is_empty()
                && let Some(fault) = language_fault(tag)
            {
                let hint = "write a tag of BCP 47, such as `de`, `de-CH`, `de-1901` or `fr`";
                out.report(Code::EpubLanguage, document.xml.at_attribute(attribute), fault, hint);
            }
        }
        if let (Some(outer), Some(inner)) = (outer, inner)
            && !outer.value().eq_ignore_ascii_case(inner.value())
        {
            let message =
                format!("`lang` is `{}` and `xml:lang` is `{}`", inner.value(), outer.value());
            let hint = "let both say the same: some programs read one, some the other";
            let at = document.xml.at_attribute(inner);
            if book.package.is_version_2() {
                out.doubt(Code::EpubLanguage, at, message, hint);
            } else {
                out.report(Code::EpubLanguage, at, message, hint);
            }
        }
    }
}

/// A document tells its language, so that it is read aloud and divided rightly.
pub(super) fn of_page(page: &Document<'_>, out: &mut Diagnostics) {
    let root = page.xml.tree.root_element();
    let tag = root.attr("lang").or_else(|| root.attr_in(XML, "lang"));
    if tag.is_none_or(|tag| tag.trim().is_empty()) {
        let hint = "add `lang` and `xml:lang` to `html`";
        let message = "the document does not tell its language";
        out.advise(Code::EpubLanguage, page.at(root), message, hint);
    }
}
