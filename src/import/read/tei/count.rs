//! How many words a text has: counted in its elements, whatever is made of them.

use super::inlines::joins;
use super::named;
use crate::import::counts::words;
use crate::xml::read::{Attributes, Node};

/// Elements that stand within a line; all others part words.
pub(super) const WITHIN: [&str; 62] = [
    "hi",
    "emph",
    "foreign",
    "term",
    "gloss",
    "mentioned",
    "soCalled",
    "title",
    "name",
    "persName",
    "placeName",
    "orgName",
    "geogName",
    "surname",
    "forename",
    "rs",
    "date",
    "time",
    "num",
    "measure",
    "w",
    "pc",
    "c",
    "seg",
    "s",
    "ref",
    "abbr",
    "expan",
    "ex",
    "am",
    "corr",
    "sic",
    "orig",
    "reg",
    "choice",
    "app",
    "lem",
    "rdg",
    "rdgGrp",
    "add",
    "del",
    "subst",
    "supplied",
    "unclear",
    "damage",
    "gap",
    "g",
    "distinct",
    "lang",
    "phr",
    "cl",
    "m",
    "roleName",
    "nameLink",
    "addName",
    "anchor",
    "pb",
    "cb",
    "milestone",
    "q",
    "said",
    "quote",
];

/// What stands in a word where a printed line ended: the word goes on, whatever space follows.
const JOINT: char = '\u{AD}';

/// The words of an element.
pub(super) fn words_of(node: Node<'_>) -> usize {
    let mut count = 0;
    let mut line = String::new();
    walk(node, &mut line, &mut count);
    count + words(&line)
}

fn walk(node: Node<'_>, line: &mut String, count: &mut usize) {
    for child in node.children() {
        if child.is_text() {
            push(line, child.text().unwrap_or_default());
        } else if !child.is_element() {
        } else if named(child, &["lb"]) {
            let next = following(child);
            let declared = child.attr("break");
            if declared == Some("no") && !joins(line, declared, &next) {
                line.truncate(line.trim_end().len());
                line.push(JOINT);
            } else if joins(line, declared, &next) {
                line.truncate(line.trim_end().len());
                line.pop();
                line.push(JOINT);
            } else if !(line.ends_with('-') && next.is_empty()) {
                push(line, " ");
            }
        } else if named(child, &["teiHeader"]) {
        } else if named(child, &["choice", "app", "subst", "rdgGrp"]) {
            readings(child, line, count);
        } else if named(child, &["note", "fw", "index", "rdg", "figDesc"]) {
            if !named(child, &["figDesc"]) {
                *count += words_of(child);
            }
        } else if within(child) {
            walk(child, line, count);
        } else {
            flush(line, count);
            walk(child, line, count);
            flush(line, count);
        }
    }
}

/// Of several readings one stands in the line, and the others beside it.
fn readings(node: Node<'_>, line: &mut String, count: &mut usize) {
    let chosen = super::choices::chosen(node);
    for child in node.children().filter(Node::is_element) {
        if chosen.contains(&child) {
            match named(child, &["choice", "app", "subst", "rdgGrp"]) {
                true => readings(child, line, count),
                false => walk(child, line, count),
            }
        } else {
            *count += words_of(child);
        }
    }
}

/// Whether an element stands within a line: one of those that do, if nothing in it stands below another.
pub(super) fn within(node: Node<'_>) -> bool {
    let name = node.tag_name().name();
    WITHIN.contains(&name)
        && !(matches!(name, "q" | "said" | "quote") && super::blocks::holds_blocks(node))
}

fn push(line: &mut String, text: &str) {
    for c in text.chars() {
        match c.is_whitespace() {
            true if line.ends_with([' ', JOINT]) => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
}

fn flush(line: &mut String, count: &mut usize) {
    *count += words(line);
    line.clear();
}

/// The letters that follow an element in its line.
pub(super) fn following(node: Node<'_>) -> String {
    let mut at = node;
    for _ in 0..40 {
        let next = at.next_sibling().or_else(|| {
            let up = at.ancestors().skip(1).take(6).find(|up| up.next_sibling().is_some())?;
            up.next_sibling()
        });
        let Some(next) = next else { break };
        if named(next, &["note", "fw", "pb", "cb", "lb", "milestone"]) || next.is_comment() {
            at = next;
            continue;
        }
        let text = next.descendants().filter(Node::is_text).filter_map(|text| text.text());
        let found: String =
            text.flat_map(str::chars).skip_while(|c| c.is_whitespace()).take(12).collect();
        if !found.is_empty() {
            return found;
        }
        at = next;
    }
    String::new()
}
