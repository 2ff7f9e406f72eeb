//! Readings: what an encoder gives side by side, of which a book has one in its text.

use super::{Reader, named, said};
use crate::import::draft::Aside;
use crate::import::topic::Topic;
use crate::xml::read::{Attributes, Node};

/// What stands in the text: the edited reading, of a manuscript what was deleted and what was added.
pub(super) fn chosen(node: Node<'_>) -> Vec<Node<'_>> {
    let elements: Vec<Node<'_>> = node.children().filter(Node::is_element).collect();
    if named(node, &["subst"]) {
        return elements;
    }
    const FIRST: [&[&str]; 8] = [
        &["corr"],
        &["reg"],
        &["expan"],
        &["lem"],
        &["supplied"],
        &["seg"],
        &["choice", "app"],
        &["rdg", "rdgGrp", "unclear"],
    ];
    let find = |names: &&[&str]| elements.iter().find(|element| named(**element, names)).copied();
    FIRST.iter().find_map(find).or_else(|| elements.first().copied()).into_iter().collect()
}

impl<'a> Reader<'a, '_> {
    /// Reads the reading that stands in the text; the others are listed.
    pub(super) fn readings(&mut self, node: Node<'a>) {
        let chosen = chosen(node);
        for child in node.children().filter(Node::is_element) {
            if chosen.contains(&child) {
                match named(child, &["choice", "app", "subst", "rdgGrp"]) {
                    true => self.readings(child),
                    false => self.inline(child),
                }
                continue;
            }
            let words = said(child);
            if words.is_empty() {
                continue;
            }
            let span = self.span(child);
            let witness = child.attr("wit").or_else(|| child.attr("source")).unwrap_or_default();
            let name = child.tag_name().name();
            let of = if witness.is_empty() { String::new() } else { format!(" of `{witness}`") };
            let message = format!(
                "the reading `{}`{of} (`{name}`) is not in the text",
                crate::import::fit::shown(&words)
            );
            self.report.sure(span, Topic::Reading, message);
            self.aside.push(Aside { span, why: "another reading", words });
        }
    }
}
