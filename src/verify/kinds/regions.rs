//! Navigation by regions of pages, as comics have it (EPUB Region-Based Navigation 1.0 §2 and §3).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, is_html, is_type, types};
use crate::verify::layout::is_fixed;
use crate::verify::xml::{Attributes, Node};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for (at, item) in book.package.items.iter().enumerate() {
        if !item.has("data-nav") {
            continue;
        }
        let place = book.package.xml.at(item.node);
        if !item.is("application/xhtml+xml") {
            let hint = "it is an XHTML document";
            let message = "the navigation by regions is of another type";
            out.report(Code::EpubMediaType, place, message, hint);
        }
        if book.package.place_in_spine(at).is_some() {
            let hint = "take it out of the spine: it is for reading systems alone";
            let message = "the navigation by regions stands in the reading order";
            out.doubt(Code::EpubNav, place, message, hint);
        }
    }
    for page in book.pages() {
        let data = book.item(page).has("data-nav");
        for nav in page.html("nav") {
            let outer = !nav.ancestors().skip(1).any(|node| is_html(node, "nav"));
            if data && outer && types(nav).next().is_none() {
                let hint = "add `epub:type`, such as `region-based`";
                let message = "a `nav` does not tell of what kind it is";
                out.report(Code::EpubNav, page.at(nav), message, hint);
            }
            if is_type(nav, "region-based") && data {
                regions(book, page, nav, out);
            }
        }
        let elsewhere =
            page.elements().find(|n| is_type(*n, "region-based") && !(data && is_html(*n, "nav")));
        if let Some(node) = elsewhere {
            let hint = "put it on a `nav` of the document with the property `data-nav`";
            let message = "the type `region-based` stands where it cannot stand";
            out.report(Code::EpubNav, page.at(node), message, hint);
        }
    }
}

/// One list; in each entry a link, or a `span` of two; and each link leads to a page of fixed layout.
fn regions<'a>(book: &Book<'a>, page: &Document<'a>, nav: Node<'a>, out: &mut Diagnostics) {
    let children = |node: Node<'a>| -> Vec<Node<'a>> {
        node.children().filter(|child| child.is_element()).collect()
    };
    let mut report = |node: Node<'_>, message: &str, hint: &str| {
        out.report(Code::EpubNav, page.at(node), message, hint);
    };
    if !matches!(children(nav).as_slice(), [only] if is_html(*only, "ol")) {
        report(nav, "the regions are not in one list", "keep one `ol`");
    }
    for node in nav.descendants() {
        if is_html(node, "li") {
            let parts = children(node);
            let fits = match parts.as_slice() {
                [first] => is_html(*first, "a") || is_html(*first, "span"),
                [first, rest] => {
                    (is_html(*first, "a") || is_html(*first, "span")) && is_html(*rest, "ol")
                }
                _ => false,
            };
            if !fits {
                let hint = "it holds a link, or a `span` of two, and then one `ol` at most";
                report(node, "an entry of the regions is built otherwise", hint);
            }
        } else if is_html(node, "span") {
            let parts = children(node);
            if parts.len() != 2 || !parts.iter().all(|part| is_html(*part, "a")) {
                report(node, "a region over two pages is not two links", "it holds two `a`");
            }
        } else if is_html(node, "a") {
            let item = node.attr("href").and_then(|href| book.package.item_of(page.path(), href));
            let at = item.and_then(|item| book.package.place_in_spine(item));
            if at.is_some_and(|at| !is_fixed(book, at)) {
                let hint = "only pages of fixed layout have regions";
                report(node, "a region is one of a text that flows", hint);
            }
        }
    }
}
