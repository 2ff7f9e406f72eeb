//! Blocks between `:::`: verse, epigraphs, letters, figures, groups.

use std::ops::Range;

use jotdown::Attributes;

use super::Reader;
use super::attributes::{Given, PLAIN};
use crate::diagnostics::{Code, suggestion};
use crate::ir::{Block, BlockKind};

const KINDS: [&str; 4] = ["verse", "epigraph", "letter", "figure"];

impl<'a> Reader<'a, '_> {
    /// Reads a block between `:::`.
    pub(super) fn div(
        &mut self,
        class: &str,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let given = self.given(attributes, &range, PLAIN);
        let language = given.language.clone();
        self.inside += 1;
        if class == "verse" {
            let (stanzas, end) = self.within(language.as_ref(), Self::stanzas);
            self.close_div(BlockKind::Verse { stanzas }, given, &range, end, out);
        } else {
            let (blocks, end) = self.within(language.as_ref(), Self::blocks);
            let kind = match class {
                "epigraph" => BlockKind::Epigraph { blocks },
                "letter" => BlockKind::Letter { blocks },
                "figure" => self.figure(blocks, &range),
                _ => self.group(class, blocks, &range),
            };
            self.close_div(kind, given, &range, end, out);
        }
        self.inside -= 1;
    }

    fn close_div(
        &mut self,
        kind: BlockKind,
        given: Given,
        range: &Range<usize>,
        end: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        if end.is_empty() {
            let fence = self.text[range.clone()].trim_end().rsplit('\n').next().unwrap_or(":::");
            let colons: String = fence.trim_start().chars().take_while(|c| *c == ':').collect();
            self.unclosed(range, &colons);
        }
        self.put(kind, given, range.start..end.end, out);
    }

    fn group(&mut self, class: &str, blocks: Vec<Block>, range: &Range<usize>) -> BlockKind {
        if !class.is_empty() {
            self.diagnostics.report(
                Code::UnknownClass,
                self.span(range.start..range.end.saturating_sub(1).max(range.start)),
                format!("there is no block `{class}`"),
                suggestion(class, KINDS.into_iter()),
            );
        }
        BlockKind::Group { blocks }
    }

    /// A picture and, below it, its caption.
    fn figure(&mut self, mut blocks: Vec<Block>, range: &Range<usize>) -> BlockKind {
        if matches!(blocks.first(), Some(Block { kind: BlockKind::Figure(_), .. })) {
            let first = blocks.remove(0);
            if let BlockKind::Figure(mut figure) = first.kind {
                for block in &blocks {
                    if !matches!(block.kind, BlockKind::Paragraph(_)) {
                        self.diagnostics.report(
                            Code::Misplaced,
                            block.span,
                            "a caption holds paragraphs only",
                            "close the figure with `:::` before this",
                        );
                    }
                }
                figure.caption = blocks;
                return BlockKind::Figure(figure);
            }
        }
        self.diagnostics.report(
            Code::Misplaced,
            self.span(range.start..range.end.saturating_sub(1).max(range.start)),
            "a figure does not begin with a picture",
            "put `![alternative text](images/….jpg)` on a line of its own, then an empty line, then the caption",
        );
        BlockKind::Group { blocks }
    }
}
