//! The text of a draft as one string, with a line for each of its blocks, and what each line was found to be.
//!
//! What is decided on running text (titles, headings, notes and their calls) is decided here, by offsets in this string; each
//! offset knows the inline, and with it the place in the foreign file, that it came from.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::import::draft::{Draft, Headings, Item, Setting};
use crate::ir::{Block, BlockKind, Inline, InlineKind, walk};
use crate::source::Span;

use super::headings::{Heading, LONGEST_PLAIN};
use super::plain::is_capital;
use super::spaces::Spaces;

/// Most lines of a title that stand right below each other.
const MOST_LINES: usize = 5;

/// The string, and where its pieces come from.
#[derive(Debug, Default)]
pub(super) struct Flat {
    text: String,
    /// By item: its part of the text.
    ranges: Vec<Range<usize>>,
    /// Offsets at which the text of an inline begins, rising, with its place.
    pieces: Vec<(usize, Span)>,
}

impl Flat {
    pub(super) fn of(draft: &Draft) -> Self {
        let mut flat = Self::default();
        for item in &draft.items {
            let start = flat.text.len();
            flat.pieces.push((start, item.block.span));
            flat.blocks(std::slice::from_ref(&item.block));
            let end = start + flat.text[start..].trim_end().len();
            flat.text.truncate(end);
            flat.ranges.push(start..end);
            flat.text.push('\n');
        }
        flat.text.shrink_to_fit();
        flat.pieces.shrink_to_fit();
        flat
    }

    /// The string.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the foreign file that an offset came from.
    pub(super) fn place(&self, offset: usize) -> Span {
        let at = self.pieces.partition_point(|(start, _)| *start <= offset);
        let Some((start, span)) = at.checked_sub(1).map(|at| self.pieces[at]) else {
            return Draft::span(0..0);
        };
        let at = (span.start as usize + offset - start).min(span.end as usize);
        Span::new(span.file, at..at)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            for line in walk::child_inlines(block) {
                self.line(line, false);
                self.text.push('\n');
            }
            walk::child_blocks(block).into_iter().for_each(|inner| self.blocks(inner));
        }
    }

    fn line(&mut self, line: &[Inline], raised: bool) {
        for inline in line {
            match &inline.kind {
                InlineKind::Text { text } => {
                    self.pieces.push((self.text.len(), inline.span));
                    push_said(text, raised, &mut self.text);
                }
                InlineKind::LineBreak => self.text.push('\n'),
                InlineKind::Code { text } => {
                    self.pieces.push((self.text.len(), inline.span));
                    push_code(text, &mut self.text);
                }
                kind => {
                    let raised = raised || matches!(kind, InlineKind::Superscript { .. });
                    self.line(inline.children(), raised);
                }
            }
        }
    }
}

/// A text as it stands in the string: raised digits as the signs for them, so that all that looks alike reads alike.
pub(super) fn push_said(text: &str, raised: bool, out: &mut String) {
    if raised {
        out.extend(text.chars().map(|c| raised_digit(c).unwrap_or(c)));
    } else {
        out.push_str(text);
    }
}

/// What is quoted letter by letter as it stands in the string: in one line, byte for byte as long.
fn push_code(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
}

fn raised_digit(c: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).map(|digit| RAISED[digit as usize])
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A paragraph, of which nothing else is known yet.
    Text,
    /// A block that is no paragraph: verse, a list, a table, a quotation.
    Block,
    /// Used for the metadata.
    Title,
    /// Set aside, and why.
    Leftover(&'static str),
    /// A heading; its parts are in the line's `heading`.
    Heading,
    /// A line of nothing but asterisks or dashes, or a block that divides.
    Break,
    /// In a zone of note texts.
    Notes,
}

/// One line: a block of the draft.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Byte range of the text; empty where the block has none.
    pub(super) range: Range<usize>,
    pub(super) role: Role,
    pub(super) heading: Option<Heading>,
    /// Whether it stands apart from the line before it.
    apart: bool,
    /// Empty lines above it; 0 where the format has none.
    pub(super) space: u8,
}

/// The whole text.
#[derive(Debug)]
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    /// By item of the draft.
    pub(super) lines: Vec<Line>,
    pub(super) draft: &'t Draft,
    /// Most lines stand apart.
    pub(super) airy: bool,
    /// What the spaces between its lines tell.
    spaces: Spaces,
    /// Lines that a list of contents names.
    pub(super) listed: BTreeSet<usize>,
    flat: &'t Flat,
}

impl<'t> Source<'t> {
    pub(super) fn new(draft: &'t Draft, flat: &'t Flat) -> Self {
        let lines: Vec<Line> = draft.items.iter().zip(&flat.ranges).map(line).collect();
        let gaps = lines.iter().filter(|line| line.apart).count();
        let mut source = Source {
            text: &flat.text,
            airy: gaps * 6 >= lines.len() + gaps,
            spaces: Spaces::default(),
            listed: BTreeSet::new(),
            lines,
            draft,
            flat,
        };
        source.spaces = Spaces::of(&source);
        source
    }

    /// Whether the place of a line or a list of contents says that it is a heading, whatever it ends with.
    pub(super) fn is_announced(&self, index: usize) -> bool {
        (self.spaces.announces(index) || self.listed.contains(&index)) && self.isolated(index)
    }

    /// Whether the place of a line says that it is a heading.
    pub(super) fn is_placed(&self, index: usize) -> bool {
        self.spaces.announces(index)
    }

    /// Whether a line can be a title though it is as long as a line of text.
    pub(super) fn may_be_long(&self, index: usize) -> bool {
        self.listed.contains(&index) || self.is_set(index, Setting::Centred)
    }

    /// Whether a line stands below a wide space, where most that stands so is short.
    pub(super) fn divides(&self, index: usize) -> bool {
        self.spaces.divides && self.is_set_off(index) && self.isolated(index)
    }

    /// Whether a line stands so between the margins.
    pub(super) fn is_set(&self, index: usize, set: Setting) -> bool {
        self.draft.items.get(index).is_some_and(|item| item.set == set)
    }

    /// Empty lines below a line, pictures aside.
    pub(super) fn space_below(&self, index: usize) -> u8 {
        self.lines.get(self.below_pictures(index)).map_or(0, |below| below.space)
    }

    /// The first line below one that is no picture.
    pub(super) fn below_pictures(&self, index: usize) -> usize {
        let is_picture = |line: &usize| {
            let item = self.draft.items.get(*line);
            item.is_some_and(|item| matches!(item.block.kind, BlockKind::Figure(_)))
        };
        (index + 1..).find(|line| !is_picture(line)).unwrap_or(index)
    }

    /// Whether a line stands below a wider space than paragraphs do.
    pub(super) fn is_set_off(&self, index: usize) -> bool {
        self.spaces.usual.is_some_and(|usual| self.lines[index].space > usual)
    }

    /// Whether spaces of several widths stand between the lines.
    pub(super) fn has_wide_spaces(&self) -> bool {
        self.spaces.usual.is_some()
    }

    /// The text of a line, by index.
    pub(super) fn line(&self, index: usize) -> &'t str {
        &self.text[self.lines[index].range.clone()]
    }

    /// The item that holds an offset.
    pub(super) fn item_at(&self, offset: usize) -> usize {
        item_at(&self.lines, offset)
    }

    /// The place in the foreign file that an offset came from.
    pub(super) fn place(&self, offset: usize) -> Span {
        self.flat.place(offset)
    }

    /// Indices of the lines that still are text.
    pub(super) fn text_lines(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(|i| self.lines[*i].role == Role::Text)
    }

    /// Whether a line stands apart from the one before it.
    pub(super) fn is_apart(&self, index: usize) -> bool {
        self.lines[index].apart
    }

    /// Whether a line stands apart from text on both sides.
    pub(super) fn isolated(&self, index: usize) -> bool {
        let is_text = |line: &Line| matches!(line.role, Role::Text | Role::Block | Role::Notes);
        let above = index.checked_sub(1).map(|above| &self.lines[above]);
        let below = self.lines.get(index + 1);
        (self.lines[index].apart || !above.is_some_and(is_text))
            && (below.is_none_or(|below| below.apart || !is_text(below))
                || self.is_one_title(index))
    }

    /// Whether a line goes on with the one above it, as a title of several lines does: both are centred, or in capitals.
    pub(super) fn goes_on_with_title(&self, index: usize) -> bool {
        index > 0
            && self.lines.get(index).is_some_and(|line| line.role == Role::Text && !line.apart)
            && self.lines[index - 1].role == Role::Text
            && self.are_alike(index - 1, index)
    }

    /// Whether two short lines are both centred, or both in capitals.
    pub(super) fn are_alike(&self, above: usize, below: usize) -> bool {
        let both = |is: &dyn Fn(usize) -> bool| is(above) && is(below);
        both(&|line| self.line(line).chars().nth(LONGEST_PLAIN).is_none())
            && (both(&|line| self.is_set(line, Setting::Centred))
                || both(&|line| is_capital(self.line(line))))
    }

    /// Whether a line and those right below it can be one title, with a space below them.
    fn is_one_title(&self, index: usize) -> bool {
        let last = (index + 1..).take_while(|line| self.goes_on_with_title(*line)).take(MOST_LINES);
        let end = index + last.count();
        end > index
            && end - index < MOST_LINES
            && self
                .lines
                .get(end + 1)
                .is_none_or(|below| below.apart || !matches!(below.role, Role::Text | Role::Notes))
    }

    /// Whether the file says what its headings are.
    pub(super) fn marks_headings(&self) -> bool {
        self.draft.headings == Headings::Marked
    }
}

/// The one of all lines that holds an offset.
pub(super) fn item_at(lines: &[Line], offset: usize) -> usize {
    lines.partition_point(|line| line.range.start <= offset).saturating_sub(1)
}

fn line((item, range): (&Item, &Range<usize>)) -> Line {
    let role = match &item.block.kind {
        BlockKind::Paragraph(_) => Role::Text,
        BlockKind::Heading(_) => Role::Heading,
        BlockKind::ThematicBreak => Role::Break,
        _ => Role::Block,
    };
    Line { range: range.clone(), role, heading: None, apart: item.apart, space: item.space }
}

/// White space between words, at which a line may be broken: not the no-break spaces.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}
