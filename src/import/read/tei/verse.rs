//! Verse: groups of lines, and lines that stand alone.

use super::blocks::Depth;
use super::{Reader, named};
use crate::ir::{Block, BlockKind, Line, ParagraphKind, Stanza};
use crate::source::Span;
use crate::xml::read::Node;

/// Where a run of lines ends that begins at an index.
pub(super) fn run(children: &[Node<'_>], from: usize) -> usize {
    let mut end = from + 1;
    let mut at = from + 1;
    while let Some(child) = children.get(at) {
        at += 1;
        if named(*child, &["l"]) {
            end = at;
        } else if child.is_element() && !named(*child, &["pb", "lb", "cb", "fw"])
            || child.is_text() && !child.text().unwrap_or_default().trim().is_empty()
        {
            break;
        }
    }
    end
}

impl<'a> Reader<'a, '_> {
    /// A group of lines: groups in it are stanzas.
    pub(super) fn line_group(&mut self, node: Node<'a>, depth: Depth, out: &mut Vec<Block>) {
        let mut stanzas: Vec<Stanza> = Vec::new();
        let mut before: Vec<Block> = Vec::new();
        let mut behind: Vec<Block> = Vec::new();
        self.stanzas(node, depth, &mut stanzas, &mut before, &mut behind);
        out.append(&mut before);
        if !stanzas.is_empty() {
            self.container(node, BlockKind::Verse { stanzas }, out);
        }
        out.append(&mut behind);
    }

    fn stanzas(
        &mut self,
        node: Node<'a>,
        depth: Depth,
        stanzas: &mut Vec<Stanza>,
        before: &mut Vec<Block>,
        behind: &mut Vec<Block>,
    ) {
        let span = self.span(node);
        let mut lines: Vec<Line> = Vec::new();
        for child in node.children().filter(Node::is_element) {
            let name = child.tag_name().name();
            match name {
                "l" => self.line(child, &mut lines),
                "lg" => {
                    self.stanza(&mut lines, span, stanzas);
                    self.stanzas(child, depth, stanzas, before, behind);
                }
                "pb" => self.page(child),
                "fw" => self.set_aside(child, "line of the page"),
                "lb" | "cb" | "milestone" | "anchor" => {}
                // a note between lines belongs to the line above
                "note" => {
                    self.inline(child);
                    let line = self.take_line();
                    let last = lines
                        .last_mut()
                        .or_else(|| stanzas.last_mut().and_then(|stanza| stanza.lines.last_mut()));
                    match last {
                        Some(last) => last.content.extend(line),
                        None => self.paragraph(child, line, ParagraphKind::Body, before),
                    }
                }
                _ => {
                    let place = if stanzas.is_empty() && lines.is_empty() {
                        &mut *before
                    } else {
                        &mut *behind
                    };
                    match super::blocks::is_block(child) {
                        true => self.block(child, depth, place),
                        false => {
                            let line = self.line_of(child, false);
                            self.paragraph(child, line, ParagraphKind::Body, place);
                        }
                    }
                }
            }
        }
        self.stanza(&mut lines, span, stanzas);
    }

    fn stanza(&mut self, lines: &mut Vec<Line>, span: Span, stanzas: &mut Vec<Stanza>) {
        if !lines.is_empty() {
            let span = lines.first().map_or(span, |line| line.span);
            stanzas.push(Stanza { span, lines: std::mem::take(lines) });
        }
    }

    fn line(&mut self, node: Node<'a>, lines: &mut Vec<Line>) {
        let content = self.line_of(node, false);
        if content.is_empty() {
            return;
        }
        self.came.verses += 1;
        let indent = Reader::indent(node);
        lines.push(Line { span: self.span(node), indent, number: None, before: None, content });
    }

    /// Lines that stand in no group.
    pub(super) fn verse_lines(&mut self, nodes: &[Node<'a>], out: &mut Vec<Block>) {
        let mut lines = Vec::new();
        for node in nodes {
            match () {
                () if named(*node, &["l"]) => self.line(*node, &mut lines),
                () if named(*node, &["pb"]) => self.page(*node),
                () if named(*node, &["fw"]) => self.set_aside(*node, "line of the page"),
                () => {}
            }
        }
        if let Some(first) = lines.first() {
            let span = first.span;
            let stanzas = vec![Stanza { span, lines }];
            out.push(Block::new(span, BlockKind::Verse { stanzas }));
        }
    }
}
