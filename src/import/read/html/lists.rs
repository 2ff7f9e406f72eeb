//! Lists and terms with their explanations.

use super::block::is_blank;
use super::flow::{Flow, Place};
use super::tree::{Id, Tree};
use crate::ir::{
    Block, BlockKind, Definition, Delimiter, Inline, InlineKind, List, ListItem, Numbering,
    ParagraphKind,
};

impl Flow<'_, '_> {
    /// A list.
    pub(super) fn list(&mut self, id: Id, name: &str, place: Place<'_>) {
        let tree = self.known.tree;
        let ids = self.take_ids();
        let place = Place { role: ParagraphKind::Body, verse: false, label: false, ..place };
        let mut items: Vec<ListItem> = Vec::new();
        let mut loose = false;
        let mut start = tree.attr(id, "start").and_then(|start| start.trim().parse::<u64>().ok());
        let mut before: Vec<Block> = Vec::new();
        for child in tree.children(id).collect::<Vec<Id>>() {
            if self.known.notes.taken.contains(&child) || is_blank(tree, child) {
                continue;
            }
            if tree.name(child) != "li" {
                // A list right in a list belongs to the entry before it.
                let blocks = self.inside(&[child], place);
                match items.last_mut() {
                    Some(item) => item.blocks.extend(blocks),
                    None => before.extend(blocks),
                }
                continue;
            }
            if items.is_empty() && start.is_none() {
                start = tree.attr(child, "value").and_then(|value| value.trim().parse().ok());
            }
            loose |= tree
                .elements(child)
                .any(|inner| matches!(tree.name(inner), "p" | "div" | "blockquote"));
            let span = tree.span(child);
            let blocks =
                self.inside(&[child], Place { base: self.known.styles[child.index()], ..place });
            if !blocks.is_empty() {
                items.push(ListItem { span, blocks });
            }
        }
        self.wait(ids);
        before.into_iter().for_each(|block| self.push(block));
        if items.is_empty() {
            return;
        }
        let numbering = (name == "ol").then(|| numbering(tree, id));
        let start = start.unwrap_or(1);
        let list = List { numbering, delimiter: Delimiter::Period, start, tight: !loose, items };
        self.push(Block::new(tree.span(id), BlockKind::List(Box::new(list))));
    }

    /// Terms with their explanations.
    pub(super) fn definitions(&mut self, id: Id, place: Place<'_>) {
        let tree = self.known.tree;
        let place = Place { role: ParagraphKind::Body, verse: false, label: false, ..place };
        let mut parts: Vec<Id> = Vec::new();
        for child in tree.elements(id) {
            match tree.name(child) {
                "div" => parts.extend(tree.elements(child)),
                _ => parts.push(child),
            }
        }
        parts.retain(|part| !self.known.notes.taken.contains(part) && !is_blank(tree, *part));
        // Without terms it does nothing but indent; without explanations it is a list of lines.
        let terms = parts.iter().filter(|part| tree.name(**part) == "dt").count();
        if terms == 0 || terms == parts.len() || tree.name(parts[0]) != "dt" {
            for part in parts {
                self.children(part, place);
                self.end_line(place);
            }
            return;
        }
        let ids = self.take_ids();
        let mut items: Vec<Definition> = Vec::new();
        for part in parts {
            let span = tree.span(part);
            if tree.name(part) == "dt" {
                let mut term = self.one_line(part, place);
                match items.last_mut().filter(|last| last.blocks.is_empty()) {
                    // Two terms have one explanation.
                    Some(last) => {
                        last.term.push(Inline::new(span, InlineKind::LineBreak));
                        last.term.append(&mut term);
                    }
                    None => items.push(Definition { span, term, blocks: Vec::new() }),
                }
            } else if let Some(last) = items.last_mut() {
                let blocks =
                    self.inside(&[part], Place { base: self.known.styles[part.index()], ..place });
                last.blocks.extend(blocks);
            }
        }
        self.wait(ids);
        self.push(Block::new(tree.span(id), BlockKind::Definitions { items }));
    }
}

fn numbering(tree: &Tree, id: Id) -> Numbering {
    let style = tree.attr(id, "style").unwrap_or_default().to_ascii_lowercase();
    let said = |name: &str| style.contains(name);
    match tree.attr(id, "type") {
        Some("a") => Numbering::LowerAlpha,
        Some("A") => Numbering::UpperAlpha,
        Some("i") => Numbering::LowerRoman,
        Some("I") => Numbering::UpperRoman,
        _ if said("lower-alpha") || said("lower-latin") => Numbering::LowerAlpha,
        _ if said("upper-alpha") || said("upper-latin") => Numbering::UpperAlpha,
        _ if said("lower-roman") => Numbering::LowerRoman,
        _ if said("upper-roman") => Numbering::UpperRoman,
        _ => Numbering::Decimal,
    }
}
