//! Lists, and lists of terms with their explanations.

use super::Reader;
use super::blocks::{Depth, is_block};
use crate::ir::{
    Block, BlockKind, Definition, Delimiter, Inline, InlineKind, List, ListItem, Numbering,
    ParagraphKind,
};
use crate::source::Span;
use crate::xml::read::{Attributes, Node};

impl<'a> Reader<'a, '_> {
    /// A list.
    pub(super) fn list(&mut self, node: Node<'a>, span: Span, out: &mut Vec<Block>) {
        let elements: Vec<Node<'a>> = node.children().filter(Node::is_element).collect();
        let mut items: Vec<ListItem> = Vec::new();
        let mut definitions: Vec<Definition> = Vec::new();
        let mut label: Option<Vec<Inline>> = None;
        for child in elements {
            match child.tag_name().name() {
                "head" => {
                    let line = self.line_of(child, false);
                    let content = vec![Inline::new(span, InlineKind::Strong { content: line })];
                    self.paragraph(child, content, ParagraphKind::Body, out);
                }
                "label" | "headLabel" => {
                    let line = self.line_of(child, false);
                    if let Some(term) = label.replace(line) {
                        let blocks = Vec::new();
                        definitions.push(Definition { span, term, blocks });
                    }
                }
                "item" | "headItem" => {
                    let mut blocks = self.blocks_of(child, Depth::inside());
                    if let Some(last) = blocks.first_mut().filter(|block| block.id.is_none()) {
                        last.id = self.id(child);
                    }
                    let span = self.span(child);
                    match label.take() {
                        Some(term) => definitions.push(Definition { span, term, blocks }),
                        None => items.push(ListItem { span, blocks }),
                    }
                }
                "pb" => self.page(child),
                "lb" | "cb" | "milestone" => {}
                "fw" => self.set_aside(child, "line of the page"),
                _ => {
                    let blocks = match is_block(child) {
                        true => {
                            let mut inner = Vec::new();
                            self.block(child, Depth::inside(), &mut inner);
                            inner
                        }
                        false => {
                            let line = self.line_of(child, false);
                            let mut inner = Vec::new();
                            self.paragraph(child, line, ParagraphKind::Body, &mut inner);
                            inner
                        }
                    };
                    match items.last_mut() {
                        Some(item) => item.blocks.extend(blocks),
                        None => out.extend(blocks),
                    }
                }
            }
        }
        if let Some(term) = label.take().filter(|term| !term.is_empty()) {
            definitions.push(Definition { span, term, blocks: Vec::new() });
        }
        if !definitions.is_empty() {
            out.push(Block::new(span, BlockKind::Definitions { items: definitions }));
        }
        let kind = format!(
            "{} {}",
            node.attr("type").unwrap_or_default(),
            node.attr("rend").unwrap_or_default()
        );
        let is_counted = ["ordered", "number", "decimal"].iter().any(|word| kind.contains(word));
        let numbering = is_counted.then_some(Numbering::Decimal);
        if !items.is_empty() {
            let (delimiter, start, tight) = (Delimiter::Period, 1, true);
            let list = List { numbering, delimiter, start, tight, items };
            self.container(node, BlockKind::List(Box::new(list)), out);
        }
    }
}
