//! Roles: known ones, on elements that may have them ("ARIA in HTML"; DPUB-ARIA 1.1).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::verify::book::{Document, in_html, is_html};
use crate::verify::table;
use crate::verify::xml::{Attributes, Node};

static LISTS: LazyLock<BTreeMap<&str, Vec<&str>>> =
    LazyLock::new(|| table::words(include_str!("../data/roles.txt")));

/// A list of `data/roles.txt`.
pub(super) fn list(name: &str) -> Option<&'static Vec<&'static str>> {
    LISTS.get(name)
}

fn has(list: &str, word: &str) -> bool {
    self::list(list).is_some_and(|words| words.contains(&word))
}

pub(super) fn check(page: &Document<'_>, out: &mut Diagnostics) {
    for node in page.elements().filter(|node| in_html(*node)) {
        let Some(attribute) = node.attr_node("role") else { continue };
        let at = page.xml.at_attribute(attribute);
        for role in attribute.value().split_whitespace() {
            if !has("aria", role) && !has("dpub", role) {
                let known = list("aria").into_iter().chain(list("dpub")).flatten().copied();
                let hint = suggestion(role, known);
                let hint = if hint.starts_with("known") { "take it out".into() } else { hint };
                out.report(Code::EpubRole, at, format!("there is no role `{role}`"), hint);
            } else if !may_have(node, role) {
                let name = node.tag_name().name();
                let message = format!("`{name}` cannot have the role `{role}`");
                let hint = "put the role on a `section`, `div` or `span` in it or around it";
                out.report(Code::EpubRole, at, message, hint);
            } else if has("deprecated", role) {
                let message = format!("the role `{role}` is deprecated");
                let hint = "take it out; entries of lists need no role";
                out.report(Code::EpubDeprecated, at, message, hint);
            }
        }
    }
}

/// Whether an element may have that role.
pub(super) fn may_have(node: Node<'_>, role: &str) -> bool {
    let name = node.tag_name().name();
    if is_html(node, "a") && !node.has_attr("href") {
        return true;
    }
    list(&format!("on-{name}")).is_none_or(|roles| roles.contains(&role))
}
