//! Attributes that name ids of their own document (WAI-ARIA 1.2 §6.7; HTML §4.9.11, §4.10.4).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Document, in_html};

/// Attributes that hold ids.
const IDS: [&str; 11] = [
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "for",
    "headers",
    "list",
];

pub(super) fn check(document: &Document<'_>, out: &mut Diagnostics) {
    for node in document.elements().filter(|node| in_html(*node)) {
        for attribute in node.attributes().filter(|a| a.namespace().is_none()) {
            if !IDS.contains(&attribute.name()) {
                continue;
            }
            for id in attribute.value().split_whitespace() {
                if !document.ids.contains_key(id) {
                    let name = attribute.name();
                    let message = format!("`{name}` names `{id}`, and nothing has that id");
                    let hint = "write an id of this document";
                    out.report(Code::EpubDeadLink, document.xml.at_value(attribute), message, hint);
                }
            }
        }
    }
}
