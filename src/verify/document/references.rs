//! Attributes that name ids of their own document (WAI-ARIA 1.2 §6.7; HTML §4.9.11, §4.10.4).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, in_html, is_html};
use crate::verify::xml::{Attributes, Node};

/// Attributes that hold ids.
const IDS: [&str; 12] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "for",
    "form",
    "headers",
    "list",
];

pub(super) fn check(book: &Book<'_>, document: &Document<'_>, out: &mut Diagnostics) {
    for node in document.elements().filter(|node| in_html(*node)) {
        for attribute in node.attributes().filter(|a| a.namespace().is_none()) {
            if !IDS.contains(&attribute.name()) {
                continue;
            }
            for id in attribute.value().split_whitespace() {
                let name = attribute.name();
                let target = document.ids.get(id).copied();
                if let Some(target) = target.filter(|target| !may_name(node, name, *target)) {
                    let message =
                        format!("`{name}` names `{id}`, which is `{}`", target.tag_name().name());
                    let hint = "write the id of an element that is meant by it";
                    out.report(
                        Code::EpubAttribute,
                        document.xml.at_value(attribute),
                        message,
                        hint,
                    );
                }
                if target.is_none() {
                    let message = format!("`{name}` names `{id}`, and nothing has that id");
                    let hint = "write an id of this document";
                    let at = document.xml.at_value(attribute);
                    // XHTML 1.1 asks for names, and not that they are there.
                    if book.package.is_version_2() {
                        out.doubt(Code::EpubDeadLink, at, message, hint);
                    } else {
                        out.report(Code::EpubDeadLink, at, message, hint);
                    }
                }
            }
        }
    }
}

/// Whether an attribute may name that element (HTML §4.9.11, §4.10.4, §4.10.18.3).
fn may_name(node: Node<'_>, attribute: &str, target: Node<'_>) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| is_html(target, name));
    let fields = ["button", "input", "meter", "output", "progress", "select", "textarea"];
    match attribute {
        "form" => is(&["form"]),
        "list" => is(&["datalist"]),
        "headers" => is(&["th", "td"]),
        "for" if is_html(node, "label") => is(&fields) && target.attr("type") != Some("hidden"),
        _ => true,
    }
}
