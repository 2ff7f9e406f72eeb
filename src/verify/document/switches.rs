//! `epub:switch`, of old books: cases, then what is shown where none is known (EPUB 3.0.1, Content Documents §2.1.3).

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Document;
use crate::verify::xml::{Attributes, Node, OPS};

/// Names of MathML's namespace and others are told by `required-namespace`.
const NAMESPACE: &str = "required-namespace";

pub(super) fn check(page: &Document<'_>, out: &mut Diagnostics) {
    for node in page.within(OPS) {
        let name = node.tag_name().name();
        match name {
            "switch" | "trigger" => {
                let message = format!("`epub:{name}` is deprecated");
                let hint = "write what most reading systems show";
                out.report(Code::EpubDeprecated, page.at(node), message, hint);
            }
            "case" | "default" if is_in_switch(node) => {}
            _ => {
                let message = format!("`epub:{name}` stands alone, or there is no such element");
                out.report(Code::EpubElement, page.at(node), message, "take it out");
            }
        }
        match name {
            "switch" => switch(page, node, out),
            "trigger" => trigger(page, node, out),
            "case" if !node.has_attr(NAMESPACE) => {
                let message = format!("`epub:case` has no `{NAMESPACE}`");
                let hint = "name the namespace that a reading system has to know";
                out.report(Code::EpubAttribute, page.at(node), message, hint);
            }
            _ => {}
        }
    }
}

fn is_in_switch(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.has_tag_name((OPS, "switch")))
}

/// One case at least, and one default at the end.
fn switch(page: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let names: Vec<&str> = node
        .children()
        .filter(|child| child.is_element())
        .map(|child| child.tag_name().name())
        .collect();
    let cases = names.iter().take_while(|name| **name == "case").count();
    if cases == 0 || names.get(cases) != Some(&"default") || names.len() != cases + 1 {
        let hint = "it holds one `epub:case` or several, and then one `epub:default`";
        let message = "`epub:switch` does not hold cases and a default";
        out.report(Code::EpubElement, page.at(node), message, hint);
    }
}

/// A trigger names what it watches and what it acts on.
fn trigger(page: &Document<'_>, node: Node<'_>, out: &mut Diagnostics) {
    let observer = node.attr_node_in("http://www.w3.org/2001/xml-events", "observer");
    for attribute in [node.attr_node("ref"), observer] {
        let Some(attribute) = attribute else { continue };
        if !page.ids.contains_key(attribute.value()) {
            let message =
                format!("`epub:trigger` names `{}`, which is not there", attribute.value());
            let hint = "write an id of this document";
            out.report(Code::EpubDeadLink, page.xml.at_value(attribute), message, hint);
        }
    }
}
