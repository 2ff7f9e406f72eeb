//! The form of navigation: a heading, one ordered list, in each entry a link or a heading of a part
//! (EPUB 3.3 §7.3).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Document, is_html, label, types};
use crate::verify::document::heading_level;
use crate::verify::xml::{Attributes, Node};

pub(super) fn check(nav: &Document<'_>, out: &mut Diagnostics) {
    let all: Vec<Node<'_>> = nav.html("nav").filter(|node| types(*node).next().is_some()).collect();
    for kind in ["toc", "landmarks", "page-list"] {
        let mut of_kind = super::navs(nav, kind);
        let first = of_kind.next();
        if let Some(second) = of_kind.next() {
            let message = format!("there is a second `nav` of the type `{kind}`");
            out.report(Code::EpubNav, nav.at(second), message, "put the two together");
        }
        if first.is_none() && kind == "toc" {
            let root = nav.xml.tree.root_element();
            let hint = "put the contents into `<nav epub:type=\"toc\">`";
            out.report(Code::EpubNav, nav.at(root), "there is no table of contents", hint);
        }
    }
    for node in all {
        element(nav, node, out);
        let known = types(node).any(|kind| matches!(kind, "toc" | "page-list" | "landmarks"));
        let first = node.children().find(|child| child.is_element());
        if !known && first.is_none_or(|first| heading_level(first).is_none()) {
            let hint = "begin it with a heading: nobody knows it otherwise";
            let message = "a `nav` of another kind has no heading";
            out.report(Code::EpubNav, nav.at(node), message, hint);
        }
    }
    for heading in nav.elements().filter(|node| heading_level(*node).is_some()) {
        if label(heading).is_empty() {
            let hint = "give it words, or take it out";
            out.report(Code::EpubNav, nav.at(heading), "a heading is empty", hint);
        }
    }
}

fn element(nav: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let children: Vec<Node<'_>> = node.children().filter(|child| child.is_element()).collect();
    let (headings, rest): (Vec<Node<'_>>, Vec<Node<'_>>) = children
        .into_iter()
        .partition(|child| heading_level(*child).is_some() || is_html(*child, "hgroup"));
    if let [only] = rest.as_slice()
        && is_html(*only, "ol")
    {
        if let Some(late) =
            headings.iter().find(|heading| heading.range().start > only.range().start)
        {
            let hint = "put it before the list";
            out.report(Code::EpubNav, nav.at(*late), "something follows the list", hint);
        }
        list(nav, *only, out);
        return;
    }
    let hint = "keep one `ol`, after a heading if there is one";
    let message = "a `nav` does not hold one ordered list";
    out.report(Code::EpubNav, nav.at(node), message, hint);
}

/// A list and all lists in it; the parser has seen to it that they are not deep.
fn list(nav: &Document<'_>, ol: Node<'_>, out: &mut Diagnostics) {
    let mut empty = true;
    for entry in ol.children().filter(|child| is_html(*child, "li")) {
        empty = false;
        let parts: Vec<Node<'_>> = entry.children().filter(|child| child.is_element()).collect();
        let (first, rest) = match parts.split_first() {
            Some((first, rest)) if is_html(*first, "a") || is_html(*first, "span") => {
                (*first, rest)
            }
            _ => {
                let hint = "begin it with `a`, or with `span` before an inner list";
                let message = "an entry does not begin with a link";
                out.report(Code::EpubNav, nav.at(entry), message, hint);
                continue;
            }
        };
        if label(first).is_empty() {
            let hint = "give it the heading that it leads to";
            out.report(Code::EpubNav, nav.at(first), "an entry has no words", hint);
        }
        if is_html(first, "a") && !first.has_attr("href") {
            let hint = "add `href`, or make it a `span`";
            out.advise(Code::EpubNav, nav.at(first), "an entry leads nowhere", hint);
        }
        match rest {
            [] if is_html(first, "span") => {
                let hint = "make it a link, or put a list behind it";
                let message = "an entry is neither a link nor the heading of a list";
                out.report(Code::EpubNav, nav.at(entry), message, hint);
            }
            [] => {}
            [inner] if is_html(*inner, "ol") => list(nav, *inner, out),
            [other, ..] => {
                let message =
                    format!("an entry holds `{}` behind its link", other.tag_name().name());
                let hint = "only one inner `ol` may follow";
                out.report(Code::EpubNav, nav.at(*other), message, hint);
            }
        }
    }
    if empty {
        let hint = "put entries into it, or take it out";
        out.report(Code::EpubNav, nav.at(ol), "a list has no entries", hint);
    }
}
