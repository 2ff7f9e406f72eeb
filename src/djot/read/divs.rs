//! Blocks between `:::`: verse, plays, epigraphs, letters, figures, tables, groups.

use std::ops::Range;

use jotdown::Attributes;

use super::attributes::{Allowed, Given, PLAIN};
use super::{Reader, grids};
use crate::diagnostics::{Code, suggestion};
use crate::ir::{AsWritten, Block, BlockKind, BlockWriting};

const KINDS: [&str; 6] = ["verse", "drama", "epigraph", "letter", "figure", "table"];
const VERSE: Allowed = Allowed { classes: &["shared"], keys: &["numbered", "start"] };
const DRAMA: Allowed = Allowed { classes: &[], keys: &["numbered", "start"] };

impl<'a> Reader<'a, '_> {
    /// Reads a block between `:::`.
    pub(super) fn div(
        &mut self,
        class: &str,
        attributes: &Attributes<'a>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let allowed = match class {
            "verse" => VERSE,
            "drama" => DRAMA,
            "table" => grids::TABLE,
            _ => PLAIN,
        };
        let given = self.given(attributes, &self.with_attributes(&range), allowed);
        let language = given.language.clone();
        self.inside += 1;
        let (kind, end) = match class {
            "verse" => self.verse(&given, &range),
            "drama" => self.drama(&given),
            "table" => self.grid(&given, &range),
            _ => {
                let (blocks, end) = self.within(language.as_ref(), Self::blocks);
                let kind = match class {
                    "epigraph" => BlockKind::Epigraph { blocks },
                    "letter" => BlockKind::Letter { blocks },
                    "figure" => self.figure(blocks, &range),
                    _ => self.group(class, blocks, &range),
                };
                (kind, end)
            }
        };
        self.close_div(kind, given, &range, end, out);
        self.inside -= 1;
    }

    /// Verse in which the lines go on to be counted as before, or as its attributes say.
    fn verse(&mut self, given: &Given, range: &Range<usize>) -> (BlockKind, Range<usize>) {
        let outer = self.count(given, self.plays > 0);
        if given.has("shared") {
            self.share(range);
        }
        self.verse_margin = self.margin_of(range);
        let (stanzas, end) = self.within(given.language.as_ref(), Self::stanzas);
        self.counting.every = outer;
        (BlockKind::Verse { stanzas }, end)
    }

    /// A play; what its attributes say of the count of lines holds for all verse in it.
    fn drama(&mut self, given: &Given) -> (BlockKind, Range<usize>) {
        let outer = self.count(given, false);
        self.plays += 1;
        let (blocks, end) = self.within(given.language.as_ref(), Self::blocks);
        self.plays -= 1;
        self.counting.every = outer;
        (BlockKind::Drama { blocks }, end)
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
        let writing = counted(&given);
        self.put(kind, given, range.start..end.end, out);
        if let (Some(writing), Some(block)) = (writing, out.last_mut()) {
            block.written = AsWritten(Some(Box::new(writing)));
        }
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

/// How verse is counted, where its attributes say so.
fn counted(given: &Given) -> Option<BlockWriting> {
    let value = |key: &str| Some((key.to_owned(), given.value(key)?.to_owned()));
    let counting: Vec<_> = DRAMA.keys.iter().filter_map(|key| value(key)).collect();
    let shared = given.has("shared");
    (shared || !counting.is_empty()).then(|| BlockWriting {
        counting,
        shared,
        ..BlockWriting::default()
    })
}
