//! How much there is in an OpenDocument, counted in its XML.

use crate::import::counts::{Counts, words};
use crate::import::read::office::{attr, name};
use crate::xml::read::Node;

/// Adds what a text holds.
pub(super) fn add(root: Node<'_>, counts: &mut Counts) {
    let mut counter = Counter { counts, text: String::new() };
    counter.node(root, false);
    counter.finish();
}

struct Counter<'c> {
    counts: &'c mut Counts,
    text: String,
}

impl Counter<'_> {
    fn finish(&mut self) {
        self.counts.words += words(&self.text);
        self.text.clear();
    }

    fn node(&mut self, node: Node<'_>, in_words: bool) {
        if node.is_text() {
            if in_words {
                self.text.push_str(node.text().unwrap_or_default());
            }
            return;
        }
        match name(node) {
            // Comments are told, not taken over; the mark of a note is made anew.
            "annotation"
            | "note-citation"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "title"
            | "desc"
            | "object"
            | "object-ole"
            | "script"
            | "change-info"
            | "index-title-template"
            | "table-of-content-source"
            | "alphabetical-index-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "user-index-source"
            | "bibliography-source"
            | "event-listeners"
            | "binary-data" => return,
            "s" | "tab" | "line-break" | "ruby-text" => self.text.push(' '),
            "image" => {
                self.counts.pictures +=
                    usize::from(node.prev_siblings().skip(1).all(|one| name(one) != "image"))
            }
            "table" => self.counts.tables += 1,
            "variable-set" | "user-field-get" if attr(node, "display") == Some("none") => return,
            _ => {}
        }
        if matches!(name(node), "p" | "h" | "note-body" | "text-box") {
            // A note or a box in a paragraph is no part of its words.
            let around = std::mem::take(&mut self.text);
            node.children().for_each(|child| self.node(child, matches!(name(node), "p" | "h")));
            self.finish();
            self.text = around;
            return;
        }
        node.children().for_each(|child| self.node(child, in_words));
    }
}
