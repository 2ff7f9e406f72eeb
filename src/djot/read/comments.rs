//! Remarks of the editor's, and notes: what stands beside the text, and where.

use std::ops::Range;

use jotdown::{AttributeKind, AttributeValue, Attributes};

use super::{Content, Reader};
use crate::ir::{
    Beside, Block, BlockKind, Cell, Comment, Heading, Inline, InlineKind, Name, NodeId, Note, walk,
};
use crate::source::{FileId, Span};

/// Where a comment stands, as far as the parser tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Among the attributes of a block.
    Attribute,
    /// Alone, between blocks.
    Alone,
    /// In a line.
    Line,
}

impl Reader<'_, '_> {
    /// Keeps the comments among attributes; `range` is that of what they belong to, or their own.
    pub(super) fn keep_comments(
        &mut self,
        attributes: &Attributes<'_>,
        range: &Range<usize>,
        stand: Stand,
    ) {
        for (kind, value) in attributes {
            if *kind == AttributeKind::Comment
                && let Some(at) = self.place_of_comment(value, range)
            {
                self.comments.push((at, stand));
            }
        }
    }

    /// Where the words of a comment stand.
    fn place_of_comment(
        &self,
        value: &AttributeValue<'_>,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        let first = value.parts().next()?;
        // Of one line, the parser gives back a piece of what it read.
        let at = (first.as_ptr() as usize).wrapping_sub(self.read_at);
        let at = if at < self.text.len() && self.text.is_char_boundary(at) {
            at
        } else {
            let begin = self.with_attributes(range).start;
            let line = first.lines().find(|line| !line.trim().is_empty())?;
            begin + self.text[begin..].find(line)?
        };
        let before = self.text[..at].rfind('%')? + 1;
        let end = self.text[before..].find(['%', '}'])?;
        Some(before..before + end)
    }
}

impl Content {
    /// Says what each comment and each note stands beside.
    pub(super) fn place(&mut self, text: &str, found: Vec<(Range<usize>, Stand)>, file: FileId) {
        let mut comments: Vec<_> = found;
        comments.sort_by_key(|(range, _)| range.start);
        comments.dedup_by_key(|(range, _)| range.start);
        self.comments = comments
            .into_iter()
            .map(|(range, stand)| Comment {
                span: Span::new(file, range.clone()),
                text: bare(&text[range.clone()]),
                place: self.beside(text, &range, stand),
            })
            .collect();
        let places: Vec<Beside> =
            self.notes.iter().map(|note| self.before_block(note.span.range().end)).collect();
        for (note, place) in self.notes.iter_mut().zip(places) {
            note.place.0 = place;
        }
    }

    /// Before the next block of the text behind an offset.
    fn before_block(&self, at: usize) -> Beside {
        let next = behind(&self.blocks, at);
        next.and_then(|block| named(block.name)).map_or(Beside::End, Beside::Before)
    }

    fn beside(&self, text: &str, at: &Range<usize>, stand: Stand) -> Beside {
        if let Some((heading, _)) = &self.heading
            && let (Some(first), Some(last)) = (title_of(heading).first(), heading.title.last())
        {
            let (start, end) = (first.span.range().start, last.span.range().end);
            let same_line =
                |range: Range<usize>| text.get(range).is_some_and(|t| !t.contains('\n'));
            if stand == Stand::Line
                && (same_line(at.end..start)
                    || same_line(end..at.start)
                    || start < at.start && at.end < end)
            {
                return in_line(text, &heading.title, at).unwrap_or(Beside::Heading);
            }
            if at.end <= start {
                return Beside::Heading;
            }
        }
        let index = self.notes.partition_point(|note| note.span.range().end <= at.start);
        let note = Some(index).filter(|index| *index < self.notes.len());
        if let Some(index) = note
            && self.notes[index].span.range().start <= at.start
        {
            return in_note(text, &self.notes[index], at, stand).unwrap_or(Beside::Note(index));
        }
        if let Some(place) = within(text, &self.blocks, at, stand) {
            return place;
        }
        let block = behind(&self.blocks, at.end);
        let next_note = note.filter(|index| {
            block.is_none_or(|block| self.notes[*index].span.start < block.span.start)
        });
        match (next_note, block.and_then(|block| named(block.name))) {
            (Some(index), _) => Beside::Note(index),
            (None, Some(id)) => Beside::Before(id),
            (None, None) => Beside::End,
        }
    }
}

/// The words of a heading, without what was put around them for a language of their own.
fn title_of(heading: &Heading) -> &[Inline] {
    match heading.title.as_slice() {
        [Inline { kind: InlineKind::Group { content }, language: Some(_), .. }]
            if !content.is_empty() =>
        {
            content
        }
        title => title,
    }
}

/// A comment without what stands before its lines in a quotation or a list.
fn bare(text: &str) -> String {
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |out, line| out + "\n" + line.trim_start_matches([' ', '\t', '>']))
}

fn named(name: Name) -> Option<NodeId> {
    name.own()
}

/// In a note, but for its own attributes, which stand before all of its text.
fn in_note(text: &str, note: &Note, at: &Range<usize>, stand: Stand) -> Option<Beside> {
    let first = match note.body.first()? {
        // Made for the attributes of the note.
        Block { span, kind: BlockKind::Group { blocks }, .. } if span.start == note.span.start => {
            blocks.first()?
        }
        first => first,
    };
    if stand == Stand::Attribute && at.end <= first.span.range().start {
        return None;
    }
    in_blocks(text, &note.body, at, stand)
}

/// In or between blocks, or behind them.
fn in_blocks(text: &str, blocks: &[Block], at: &Range<usize>, stand: Stand) -> Option<Beside> {
    within(text, blocks, at, stand).or_else(|| match behind(blocks, at.end) {
        Some(block) => named(block.name).map(Beside::Before),
        None => named(blocks.last()?.name).map(Beside::Behind),
    })
}

/// The first of several blocks, in the order of the source, that begins behind an offset.
fn behind(blocks: &[Block], at: usize) -> Option<&Block> {
    blocks.get(blocks.partition_point(|block| block.span.range().start < at))
}

/// In one of the blocks.
fn within(text: &str, blocks: &[Block], at: &Range<usize>, stand: Stand) -> Option<Beside> {
    let first = blocks.partition_point(|block| block.span.range().end < at.end);
    let block = blocks.get(first).filter(|block| block.span.range().start <= at.start)?;
    let id = named(block.name)?;
    let inner = inside(text, block, at, stand);
    Some(inner.unwrap_or(match stand {
        Stand::Attribute | Stand::Line => Beside::Before(id),
        Stand::Alone => Beside::Behind(id),
    }))
}

/// In what a block holds.
fn inside(text: &str, block: &Block, at: &Range<usize>, stand: Stand) -> Option<Beside> {
    let (lines, lists) = held(block);
    if stand == Stand::Line {
        let holds = |list: &&&[Block]| {
            list[0].span.range().start <= at.start
                && list.last().is_some_and(|last| at.end <= last.span.range().end)
        };
        if let Some(list) = lists.iter().find(holds) {
            return in_blocks(text, list, at, stand);
        }
        if let Some(place) = in_lines(text, lines.into_iter(), at) {
            return Some(place);
        }
    }
    // Before the first of its blocks stand its own attributes.
    let first = lists.first()?[0].span.range().start;
    if stand == Stand::Attribute && at.end <= first {
        return None;
    }
    let list = lists.iter().rev().find(|list| list[0].span.range().start <= at.start);
    in_blocks(text, list.or(lists.first())?, at, stand)
}

/// The lines and the lists of blocks right inside a block that hold something, in the order of the source. What stands
/// in a cell between bars is a line.
fn held(block: &Block) -> (Vec<&[Inline]>, Vec<&[Block]>) {
    let mut lines = walk::child_inlines(block);
    let mut lists = walk::child_blocks(block);
    if let BlockKind::Table(table) = &block.kind {
        let in_bars = |cell: &&Cell| cell.blocks.first().is_some_and(|one| one.span == cell.span);
        let (bars, others): (Vec<&Cell>, Vec<&Cell>) = table.cells().partition(in_bars);
        lines.extend(bars.into_iter().filter_map(Cell::line));
        lists = others.into_iter().map(|cell| cell.blocks.as_slice()).collect();
    }
    lines.retain(|line| !line.is_empty());
    lines.sort_by_key(|line| line[0].span.start);
    lists.retain(|list| !list.is_empty());
    (lines, lists)
}

/// In one of several lines.
fn in_lines<'l>(
    text: &str,
    lines: impl Iterator<Item = &'l [Inline]>,
    at: &Range<usize>,
) -> Option<Beside> {
    let mut before: Option<&[Inline]> = None;
    for line in lines {
        let start = line[0].span.range().start;
        let gap = text.get(at.end..start);
        match (gap, before) {
            // The gap ends the line, or the cell, in which the comment stands.
            (Some(gap), Some(before)) if gap.contains(['\n', '|']) => {
                return in_line(text, before, at);
            }
            (Some(_), _) => return in_line(text, line, at),
            (None, _) if at.start < end_of(line) => return in_line(text, line, at),
            (None, _) => before = Some(line),
        }
    }
    in_line(text, before?, at)
}

fn end_of(line: &[Inline]) -> usize {
    line.last().map_or(0, |last| last.span.range().end)
}

fn in_line(text: &str, line: &[Inline], at: &Range<usize>) -> Option<Beside> {
    let ended = line.partition_point(|inline| inline.span.range().end < at.end);
    for inline in &line[ended..] {
        let range = inline.span.range();
        let id = named(inline.name)?;
        if at.end <= range.start {
            return Some(Beside::Before(id));
        }
        let holds = range.start <= at.start && at.end <= range.end;
        if holds && is_within(text, inline, at) {
            return in_line(text, inline.children(), at);
        }
    }
    named(line.last()?.name).map(Beside::Behind)
}

/// Whether a comment in the range of an inline stands before what closes it, and not among its attributes.
fn is_within(text: &str, inline: &Inline, at: &Range<usize>) -> bool {
    let Some(last) = inline.children().last() else { return false };
    let Some(gap) = text.get(last.span.range().end..at.start) else { return true };
    // What stands between percent signs is another comment.
    let gap = gap.split('%').step_by(2);
    gap.flat_map(str::chars).all(|c| matches!(c, '{' | '}') || c.is_whitespace())
}
