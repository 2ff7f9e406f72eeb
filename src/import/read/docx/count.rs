//! How much there is in a document of Word, counted in its XML.

use crate::import::counts::{Counts, words};
use crate::import::read::office::{attr, name, symbol};
use crate::xml::read::Node;

/// Adds what a part holds.
pub(super) fn add(root: Node<'_>, counts: &mut Counts) {
    let mut counter = Counter { counts, text: String::new(), deleted: String::new() };
    counter.node(root);
    counter.finish();
}

struct Counter<'c> {
    counts: &'c mut Counts,
    text: String,
    /// What tracked changes delete stands on its own.
    deleted: String,
}

impl Counter<'_> {
    fn finish(&mut self) {
        self.counts.words += words(&self.text) + words(&self.deleted);
        self.text.clear();
        self.deleted.clear();
    }

    fn node(&mut self, node: Node<'_>) {
        match name(node) {
            // What was moved away stands where it was moved to; a fallback says the same again.
            "moveFrom" | "Fallback" | "pPr" | "rPr" | "sectPr" | "instrText" | "tblPr" => return,
            // Formulas are counted as what they become.
            "oMath" => return,
            "t" => self.text.push_str(node.text().unwrap_or_default()),
            "delText" => self.deleted.push_str(node.text().unwrap_or_default()),
            "del" => self.deleted.push(' '),
            "tab" | "br" | "cr" | "ptab" | "rt" => self.text.push(' '),
            "noBreakHyphen" => self.text.push('\u{2011}'),
            "softHyphen" => self.text.push('\u{AD}'),
            "sym" => {
                let code = attr(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
                self.text.push(
                    symbol(attr(node, "font").unwrap_or_default(), code.unwrap_or(0))
                        .unwrap_or('\u{FFFD}'),
                );
            }
            "blip" | "imagedata" => self.counts.pictures += 1,
            "tbl" => self.counts.tables += 1,
            _ => {}
        }
        if matches!(name(node), "p" | "txbxContent") {
            // A text box in a paragraph is no part of its words.
            let around = std::mem::take(&mut self.text);
            node.children().filter(roxmltree::Node::is_element).for_each(|child| self.node(child));
            self.finish();
            self.text = around;
            return;
        }
        node.children().filter(roxmltree::Node::is_element).for_each(|child| self.node(child));
    }
}
