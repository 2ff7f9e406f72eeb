//! Documents of a fixed layout: each tells the size of its page (EPUB 3.3 §8.2.2.6 and appendix F).

use super::book::{Book, Document, is_html};
use super::xml::{Attributes, Node};
use crate::diagnostics::{Code, Diagnostics};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    if book.package.is_version_2() {
        return;
    }
    for (at, document) in book.spine() {
        if !is_fixed(book, at) {
            continue;
        }
        if document.is_xhtml() {
            page(document, out);
        } else if document.is_svg() {
            drawing(document, out);
        }
    }
}

/// Whether a reference of the spine is laid out by its pages: it says so itself, or the book does.
pub(super) fn is_fixed(book: &Book<'_>, reference: usize) -> bool {
    let words = book.package.spine[reference].node.attr("properties").unwrap_or_default();
    let has = |word| words.split_whitespace().any(|other| other == word);
    let whole = book.package.pre_paginated;
    has("rendition:layout-pre-paginated") || whole && !has("rendition:layout-reflowable")
}

/// A page of XHTML has a viewport.
fn page(document: &Document<'_>, out: &mut Diagnostics) {
    let head = document.html("head").next();
    let is_viewport = |node: &Node<'_>| node.attr("name").is_some_and(|n| n.trim() == "viewport");
    let viewport = head.and_then(|head| {
        head.descendants().filter(|node| is_html(*node, "meta")).find(is_viewport)
    });
    let Some(viewport) = viewport else {
        let at = document.at(head.unwrap_or(document.xml.tree.root_element()));
        let hint = "add `<meta name=\"viewport\" content=\"width=600, height=800\"/>`";
        out.report(Code::EpubLayout, at, "a page of fixed layout tells no size", hint);
        return;
    };
    let content = viewport.attr("content").unwrap_or_default();
    for message in faults(content) {
        let hint = "write `width=600, height=800`";
        out.report(Code::EpubLayout, document.at(viewport), message, hint);
    }
}

/// What is wrong with the words of a viewport.
fn faults(content: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut width, mut height) = (Vec::new(), Vec::new());
    let unreadable = || vec![format!("the viewport `{content}` cannot be read")];
    let is_mark = |c: char| matches!(c, ',' | ';');
    // Space around `=` joins, any other parts.
    let tight: Vec<&str> = content.split('=').map(str::trim).collect();
    let tight = tight.join("=");
    if tight.is_empty() || tight.starts_with(is_mark) || tight.ends_with(is_mark) {
        return unreadable();
    }
    let parts = tight.split(|c: char| is_mark(c) || c.is_whitespace());
    for part in parts.filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if name.is_empty() || part.contains('=') && value.is_empty() || value.contains('=') {
            return unreadable();
        }
        match name {
            "width" => width.push(value),
            "height" => height.push(value),
            _ => {}
        }
    }
    for (name, values) in [("width", width), ("height", height)] {
        match values.as_slice() {
            [] => faults.push(format!("the viewport has no {name}")),
            [value] if is_length(value, name) => {}
            [value] => faults.push(format!("the {name} of the viewport is `{value}`")),
            _ => faults.push(format!("the viewport tells its {name} twice")),
        }
    }
    faults
}

/// A positive number of pixels, or that of the device.
fn is_length(value: &str, name: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = match value.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(value),
    };
    number && value.bytes().any(|b| matches!(b, b'1'..=b'9'))
        || value.strip_prefix("device-") == Some(name)
}

/// A page of SVG has the size of its drawing.
fn drawing(document: &Document<'_>, out: &mut Diagnostics) {
    let root = document.xml.tree.root_element();
    if !root.has_attr("viewBox") {
        let hint = "add `viewBox=\"0 0 600 800\"`";
        let message = "a page of fixed layout tells no size";
        out.report(Code::EpubLayout, document.at(root), message, hint);
    }
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn viewports_tell_both_sides_once() {
        for good in [
            "width=600, height=800",
            "height = 800.5 , width=device-width",
            "width=1,height=1,initial-scale=1, user-scalable",
            "width=600;height=800",
            "width=600   height=800",
            "width=600,,height=800",
        ] {
            assert_eq!(faults(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "",
            "width=600",
            "width=600px, height=800",
            "width=0, height=800",
            "width=600, height=",
            "width=600, height=800, height=900",
            "width=device-height, height=1",
            ",width=600,height=800",
            "width==600,height=800",
        ] {
            assert!(!faults(bad).is_empty(), "{bad}");
        }
    }
}
