//! An EPUB as one hears it who has it read aloud.

use super::book::{Book, is_html, is_role, is_type};
use super::xml::{Attributes, MATHML, Node};
use crate::accessibility::Said;

/// Elements of HTML in which nothing is said.
const SILENT: [&str; 4] = ["head", "script", "style", "template"];
/// What has words that stand elsewhere: calls of notes and ways back, contents, indexes.
const ROLES_ELSEWHERE: [&str; 4] = ["doc-noteref", "doc-backlink", "doc-toc", "doc-index"];
/// The same in the words of `epub:type`.
const TYPES_ELSEWHERE: [&str; 4] = ["noteref", "backlink", "toc", "index"];
/// What a note is.
const ROLES_NOTE: [&str; 2] = ["doc-footnote", "doc-endnote"];
/// The same in the words of `epub:type`.
const TYPES_NOTE: [&str; 4] = ["footnote", "endnote", "rearnote", "note"];

/// What the documents say in the order of the spine.
pub(super) fn said(book: &Book<'_>) -> Said {
    let mut said = Said::default();
    let documents = book.spine().map(|(_, page)| page);
    for page in documents.filter(|page| page.is_xhtml() && !book.item(page).has("nav")) {
        let mut reader = Reader { said: &mut said, note: None };
        reader.node(page.xml.tree.root_element());
        said.text.push('\n');
    }
    said
}

struct Reader<'s> {
    said: &'s mut Said,
    /// The note that is read.
    note: Option<String>,
}

impl Reader<'_> {
    fn say(&mut self, text: &str) {
        self.note.as_mut().unwrap_or(&mut self.said.text).push_str(text);
    }

    fn node(&mut self, node: Node<'_>) {
        if node.is_text() {
            return self.say(node.text().unwrap_or_default());
        }
        if !node.is_element() || is_silent(node) {
            return;
        }
        let is_note = ROLES_NOTE.iter().any(|role| is_role(node, role))
            || TYPES_NOTE.iter().any(|name| is_type(node, name));
        if is_note && self.note.is_none() {
            self.note = Some(String::new());
            self.inside(node);
            self.said.notes.extend(self.note.take());
            return;
        }
        if is_html(node, "img") {
            self.say(node.attr("alt").unwrap_or_default());
        }
        if node.has_tag_name((MATHML, "math"))
            && let Some(words) = node.attr("alttext")
        {
            return self.say(words);
        }
        self.inside(node);
    }

    fn inside(&mut self, node: Node<'_>) {
        node.children().for_each(|child| self.node(child));
    }
}

fn is_silent(node: Node<'_>) -> bool {
    SILENT.iter().any(|name| is_html(node, name))
        || ROLES_ELSEWHERE.iter().any(|role| is_role(node, role))
        || TYPES_ELSEWHERE.iter().any(|name| is_type(node, name))
}
