//! `epub:type`: declared prefixes, deprecated words, and the roles that say the same.

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Document, is_html, label, roles, words};
use crate::verify::vocabulary::Prefixes;
use crate::verify::xml::{Attributes, Node, OPS};

use super::roles::{list, may_have};

pub(super) fn check(page: &Document<'_>, out: &mut Diagnostics) {
    let root = page.xml.tree.root_element();
    let prefixes = Prefixes::read(root.attr_in(OPS, "prefix").unwrap_or_default());
    for fault in &prefixes.faults {
        let hint = "write `epub:prefix=\"name: http://… name: http://…\"`";
        out.report(Code::EpubVocabulary, page.at(root), fault.clone(), hint);
    }
    for node in page.elements() {
        if roles(node).any(|role| role == "doc-pagebreak") && label(node).is_empty() {
            let hint = "add `aria-label` with the number of the page";
            let message = "a page break does not tell its page";
            out.report(Code::EpubRoleMissing, page.at(node), message, hint);
        }
        let Some(attribute) = node.attr_node_in(OPS, "type") else { continue };
        let at = page.xml.at_attribute(attribute);
        for name in attribute.value().split_whitespace() {
            if !prefixes.allow(name) {
                let message = format!("the prefix of the type `{name}` is not declared");
                let hint = "declare it in `epub:prefix` of `html`";
                out.report(Code::EpubVocabulary, at, message, hint);
            } else if list("types-deprecated").is_some_and(|words| words.contains(&name)) {
                let message = format!("the type `{name}` is deprecated");
                let hint = "use another, such as `footnote`, or a class";
                out.report(Code::EpubDeprecated, at, message, hint);
            } else {
                accompanied(node, name, at, out);
            }
        }
    }
}

/// Screen readers read roles, not types.
fn accompanied(node: Node<'_>, name: &str, at: crate::source::Span, out: &mut Diagnostics) {
    let Some(wanted) = list(&format!("role-{name}")).and_then(|words| words.first()) else {
        return;
    };
    let spared = ["html", "body", "li", "td", "tr"].iter().any(|name| is_html(node, name));
    let empty = node.tag_name().name() == "a" && !node.has_attr("href") && words(node).is_empty();
    // In the landmarks, types say what a link leads to.
    let landmark =
        is_html(node, "a") && !matches!(name, "noteref" | "backlink" | "biblioref" | "glossref");
    let other = roles(node).next().is_some();
    if !spared && !empty && !landmark && !other && may_have(node, wanted) {
        let message = format!("the type `{name}` is not accompanied by a role");
        let hint = format!("add `role=\"{wanted}\"`: screen readers do not read types");
        out.report(Code::EpubRoleMissing, at, message, hint);
    }
}
