//! Plays: speeches with their speakers, stage directions, the list of the persons.

use super::blocks::Depth;
use super::{Reader, named};
use crate::import::topic::Topic;
use crate::ir::{Block, BlockKind, Delimiter, Inline, InlineKind, List, ListItem, ParagraphKind};
use crate::xml::read::{Attributes, Node};

/// Where a scene ends that begins at an index: speeches and directions, and what of pages is between them.
pub(super) fn run(children: &[Node<'_>], from: usize) -> usize {
    let mut end = from + 1;
    for (at, child) in children.iter().enumerate().skip(from) {
        if named(*child, &["sp", "spGrp", "stage"]) {
            end = at + 1;
        } else if child.is_element()
            && !named(*child, &["pb", "lb", "cb", "fw", "milestone", "note"])
            || child.is_text() && !child.text().unwrap_or_default().trim().is_empty()
        {
            break;
        }
    }
    end
}

impl<'a> Reader<'a, '_> {
    /// Whether a stage direction begins a scene with speeches.
    pub(super) fn begins_play(&self, children: &[Node<'a>], at: usize) -> bool {
        !self.in_play
            && children[at..run(children, at)].iter().any(|child| named(*child, &["sp", "spGrp"]))
    }

    /// Speeches and directions that follow one another.
    pub(super) fn play(&mut self, nodes: &[Node<'a>], out: &mut Vec<Block>) {
        self.in_play = true;
        let mut blocks: Vec<Block> = Vec::new();
        for node in nodes.iter().filter(|node| node.is_element()) {
            match node.tag_name().name() {
                "pb" => self.page(*node),
                "fw" => self.set_aside(*node, "line of the page"),
                "note" => {
                    self.inline(*node);
                    let line = self.take_line();
                    match blocks.last_mut().and_then(super::last_line) {
                        Some(last) => last.extend(line),
                        None => self.paragraph(*node, line, ParagraphKind::Body, &mut blocks),
                    }
                }
                "lb" | "cb" | "milestone" => {}
                _ => self.block(*node, Depth::inside(), &mut blocks),
            }
        }
        self.in_play = false;
        if let Some(first) = blocks.first() {
            let span = first.span;
            out.push(Block::new(span, BlockKind::Drama { blocks }));
        }
    }

    /// A speech.
    pub(super) fn speech(&mut self, node: Node<'a>, out: &mut Vec<Block>) {
        let was = std::mem::replace(&mut self.in_play, true);
        let blocks = self.blocks_of(node, Depth::inside());
        self.in_play = was;
        // a verse that others have begun
        if node
            .descendants()
            .any(|inner| named(inner, &["l"]) && matches!(inner.attr("part"), Some("M" | "F")))
        {
            let span = self.span(node);
            let message =
                "a verse is shared between speakers; it is marked as begun by none".to_owned();
            self.report.sure(span, Topic::Verse, message);
        }
        out.extend(blocks);
    }

    /// The list of the persons.
    pub(super) fn cast(&mut self, node: Node<'a>, depth: Depth, out: &mut Vec<Block>) {
        let mut items: Vec<ListItem> = Vec::new();
        for child in node.children().filter(Node::is_element) {
            let span = self.span(child);
            match child.tag_name().name() {
                "head" if named(node, &["castList"]) && !depth.inside => {
                    self.block(child, depth.below(), out)
                }
                "head" => {
                    let line = self.line_of(child, false);
                    let content = vec![Inline::new(span, InlineKind::Strong { content: line })];
                    self.paragraph(child, content, ParagraphKind::Body, out);
                }
                "castItem" => {
                    let mut blocks = Vec::new();
                    let line = self.line_of(child, false);
                    self.paragraph(child, line, ParagraphKind::Body, &mut blocks);
                    if !blocks.is_empty() {
                        items.push(ListItem { span, blocks });
                    }
                }
                "castGroup" => {
                    let mut blocks = Vec::new();
                    self.cast(child, Depth::inside(), &mut blocks);
                    if !blocks.is_empty() {
                        items.push(ListItem { span, blocks });
                    }
                }
                "pb" => self.page(child),
                "fw" => self.set_aside(child, "line of the page"),
                _ => {
                    let mut blocks = Vec::new();
                    match super::blocks::is_block(child) {
                        true => self.block(child, Depth::inside(), &mut blocks),
                        false => {
                            let line = self.line_of(child, false);
                            self.paragraph(child, line, ParagraphKind::Body, &mut blocks);
                        }
                    }
                    if !blocks.is_empty() {
                        items.push(ListItem { span, blocks });
                    }
                }
            }
        }
        if !items.is_empty() {
            let (numbering, delimiter, start, tight) = (None, Delimiter::Period, 1, true);
            let list = List { numbering, delimiter, start, tight, items };
            out.push(Block::new(self.span(node), BlockKind::List(Box::new(list))));
        }
    }
}
