//! Drawings in SVG, as far as EPUB itself asks something of them (EPUB 3.3 §6.2).

use super::content;
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Document, in_html, is_html};
use crate::verify::grammar::is_name;
use crate::verify::xml::{MATHML, Node, OPS, SVG, XHTML};

/// Elements of HTML that stand nowhere in the flow of a text.
const FRAME: [&str; 3] = ["html", "head", "title"];

pub(super) fn check(document: &Document<'_>, out: &mut Diagnostics) {
    for node in document.within(SVG) {
        attributes(document, node, out);
        match node.tag_name().name() {
            "foreignObject" => foreign(document, node, out),
            "title" | "desc" => words(document, node, out),
            _ => {}
        }
    }
    if document.is_svg() {
        // Within a page they are checked with it.
        content::check_parts(document, out);
    }
}

/// Of EPUB's own attributes there are two; an id of a drawing is a name.
fn attributes(document: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    for attribute in node.attributes() {
        let at = document.xml.at_attribute(attribute);
        let name = attribute.name();
        let known = match name {
            "type" => true,
            "prefix" => node.parent().is_some_and(|parent| parent.is_root()),
            _ => false,
        };
        if attribute.namespace() == Some(OPS) && !known {
            let message = format!("there is no attribute `epub:{name}` here");
            out.report(Code::EpubAttribute, at, message, "take it out");
        }
        if attribute.namespace().is_none()
            && name == "id"
            && document.is_svg()
            && !is_name(attribute.value().trim())
        {
            let message = format!("`{}` is no id of XML", attribute.value());
            let hint = "begin it with a letter, and write no colon or space";
            out.report(Code::EpubAttribute, at, message, hint);
        }
    }
}

/// A foreign object holds what the body of a text may hold.
fn foreign(document: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let children: Vec<Node<'_>> = node.children().filter(|child| child.is_element()).collect();
    for child in &children {
        let name = child.tag_name().name();
        let flow = content::is_flow(*child) || is_html(*child, "body") && document.is_svg();
        if in_html(*child) && (FRAME.contains(&name) || !flow) {
            let message = format!("`{name}` cannot stand in `foreignObject`");
            let hint = "it holds what may stand in `body`";
            out.report(Code::EpubElement, document.at(*child), message, hint);
        }
    }
    let known = [XHTML, SVG, MATHML, OPS];
    for child in &children {
        if !child.tag_name().namespace().is_some_and(|namespace| known.contains(&namespace)) {
            let message = format!("`{}` cannot stand in `foreignObject`", child.tag_name().name());
            let hint = "it holds HTML";
            out.report(Code::EpubElement, document.at(*child), message, hint);
        }
    }
    if children.iter().filter(|child| is_html(**child, "body")).count() > 1 {
        let message = "`foreignObject` holds a second `body`";
        out.report(Code::EpubElement, document.at(node), message, "put the two together");
    }
}

/// Titles and descriptions hold text, and of elements those of HTML alone.
fn words(document: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let other = node.descendants().skip(1).find(|inner| inner.is_element() && !in_html(*inner));
    if let Some(other) = other {
        let name = node.tag_name().name();
        let message = format!("`{}` stands in the `{name}` of a drawing", other.tag_name().name());
        let hint = "write text there, or elements of HTML";
        out.report(Code::EpubElement, document.at(other), message, hint);
    }
}
