//! What is put into the text of the book while it is written: marks of printed pages, soft hyphens, and
//! marks where a ligature must not stand. The book stays as it is; what is put in is looked up by the node.

use std::collections::{BTreeMap, HashMap};

use super::lower::Lowerer;
use super::site::{Setting, Site};
use crate::ir::{Citations, Inline, InlineKind, Name, NodeId};
use crate::xml::{Element, Node};

/// What is put in before a byte of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A soft hyphen or a non-joiner.
    Sign(char),
    /// Here letters end that are unjoined or detached.
    Joined,
    /// Here a page of the printed edition begins: its index.
    Page(usize),
    /// Here letters begin that are not joined to ligatures.
    Unjoined,
    /// Here letters begin that are joined to ligatures, but not with those before and behind them.
    Detached,
}

impl Mark {
    /// Where marks stand before the same byte: what belongs to the letters before it comes first.
    fn order(self) -> u8 {
        match self {
            Self::Sign(_) | Self::Joined => 0,
            Self::Page(_) => 1,
            Self::Unjoined | Self::Detached => 2,
        }
    }
}

/// The marks of all nodes that have some, by byte.
#[derive(Debug, Default)]
pub(crate) struct Marks(HashMap<NodeId, Vec<(usize, Mark)>>);

impl Marks {
    /// The pages that begin in text, by byte and index.
    pub(crate) fn of_pages(pages: &BTreeMap<NodeId, Vec<(usize, usize)>>) -> Self {
        let page = |(byte, page): &(usize, usize)| (*byte, Mark::Page(*page));
        let of_node = |(node, pages): (&NodeId, &Vec<(usize, usize)>)| {
            (*node, pages.iter().map(page).collect())
        };
        Self(pages.iter().map(of_node).collect())
    }

    /// Puts a mark into a text.
    pub(super) fn put(&mut self, node: NodeId, byte: usize, mark: Mark) {
        let marks = self.0.entry(node).or_default();
        let after = |other: &(usize, Mark)| (other.0, other.1.order()) <= (byte, mark.order());
        let at = marks.partition_point(after);
        marks.insert(at, (byte, mark));
    }

    /// Whether a page begins between two bytes of a text.
    pub(super) fn has_page_within(&self, node: NodeId, (start, end): (usize, usize)) -> bool {
        let is_within = |(byte, mark): &(usize, Mark)| {
            matches!(mark, Mark::Page(_)) && start < *byte && *byte < end
        };
        self.0.get(&node).is_some_and(|marks| marks.iter().any(is_within))
    }

    /// The marks of a node; where it is said again, no page begins.
    fn at(&self, name: Name) -> Vec<(usize, Mark)> {
        let marks = name.said().and_then(|node| self.0.get(&node));
        let stands =
            |(_, mark): &&(usize, Mark)| name.own().is_some() || !matches!(mark, Mark::Page(_));
        marks.into_iter().flatten().filter(stands).copied().collect()
    }
}

/// What the lines of a book say, letter by letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters<'a> {
    /// What is put into the text; none: nothing.
    pub(super) marks: Option<&'a Marks>,
    /// What citations say.
    pub(super) citations: &'a Citations,
}

impl Letters<'_> {
    /// The letters of a line with its soft hyphens and non-joiners.
    pub(super) fn written(self, line: &[Inline]) -> String {
        let mut text = String::new();
        self.write(line, &mut text);
        text
    }

    fn write(self, line: &[Inline], out: &mut String) {
        for inline in line {
            match &inline.kind {
                InlineKind::Text { text } => {
                    let marks = self.marks.map(|marks| marks.at(inline.name)).unwrap_or_default();
                    let mut written = 0;
                    for (byte, mark) in marks {
                        if let Mark::Sign(sign) = mark {
                            let at = text.floor_char_boundary(byte).max(written);
                            out.push_str(&text[written..at]);
                            out.push(sign);
                            written = at;
                        }
                    }
                    out.push_str(&text[written..]);
                }
                InlineKind::Code { text } => out.push_str(text),
                InlineKind::LineBreak => out.push(' '),
                InlineKind::Citation { .. } => self.write(self.citations.said(inline), out),
                _ => self.write(inline.children(), out),
            }
        }
    }
}

impl Setting<'_> {
    /// What the lines of the book say.
    pub(super) fn letters(&self) -> Letters<'_> {
        Letters { marks: Some(self.marks), citations: &self.book.citations }
    }
}

impl<S: Site> Lowerer<'_, S> {
    /// Text with what is put into it.
    pub(super) fn marked_text(&mut self, name: Name, text: &str) -> Vec<Node> {
        let marks = self.setting.marks.at(name);
        let mut nodes = Vec::new();
        let (mut run, mut written) = (String::new(), 0);
        // Pairs of letters that are kept apart may overlap.
        let mut depth = 0_usize;
        let mut class = "unjoined";
        for (byte, mark) in marks {
            let at = text.floor_char_boundary(byte).max(written);
            run.push_str(&text[written..at]);
            written = at;
            match mark {
                Mark::Sign(sign) => run.push(sign),
                Mark::Unjoined | Mark::Detached => {
                    if depth == 0 {
                        flush(&mut run, &mut nodes);
                        class = if mark == Mark::Detached { "detached" } else { "unjoined" };
                    }
                    depth += 1;
                }
                Mark::Joined if depth > 1 => depth -= 1,
                Mark::Joined => {
                    depth = 0;
                    let letters = std::mem::take(&mut run);
                    let span = Element::new("span").attr("class", class).text(letters);
                    nodes.push(span.into());
                }
                Mark::Page(page) => {
                    flush(&mut run, &mut nodes);
                    nodes.extend(self.print_marks(&[page]));
                }
            }
        }
        run.push_str(&text[written..]);
        flush(&mut run, &mut nodes);
        nodes
    }

    /// The pages that begin with what is no text, or in code: byte and index of each.
    pub(super) fn pages_of(&self, name: Name) -> Vec<(usize, usize)> {
        let pages = self.setting.marks.at(name).into_iter();
        pages
            .filter_map(|(byte, mark)| match mark {
                Mark::Page(page) => Some((byte, page)),
                _ => None,
            })
            .collect()
    }
}

fn flush(run: &mut String, nodes: &mut Vec<Node>) {
    if !run.is_empty() {
        nodes.push(Node::Text(std::mem::take(run)));
    }
}
