//! What is said in a play, put into scenes.

use super::joined::{Joined, Joiner};
use super::paragraphs::Reading;
use super::plays::{Speaker, is_direction, names_scene};
use super::{marks, verse};
use crate::import::draft::{Draft, Item};
use crate::import::settle::names_part;
use crate::ir::{Block, BlockKind, Inline, InlineKind, Paragraph, ParagraphKind};
use crate::source::Span;

/// What a block is in a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Who speaks.
    Speaker,
    /// What is said, in prose.
    Prose,
    /// What is said, in verse.
    Verse,
    /// What happens on the stage.
    Direction,
    /// A heading, or anything that may be one.
    Heading,
    /// None of these.
    Other,
}

/// What a paragraph of a play is.
pub(super) fn part(reading: &Reading, of: &[usize], skip: usize) -> Part {
    let lines = reading.lines();
    let text = &lines.line(of[0])[skip..];
    if !reading.play.is_one() {
        return Part::Other;
    }
    let whole = lines.all[of[0]].range.start + skip..lines.all[of[of.len() - 1]].range.end;
    if is_direction(lines.text[whole].trim()) {
        return Part::Direction;
    }
    if of[0] < reading.play.first {
        return Part::Other;
    }
    let alone = skip == 0 && of.len() == 1 && lines.all[of[0]].length < 70;
    let isolated = |line: usize| {
        let text = |line: Option<usize>| {
            line.and_then(|line| lines.all.get(line))
                .is_some_and(|line| line.role == super::lines::LineRole::Text)
        };
        !text(line.checked_sub(1)) && !text(Some(line + 1))
    };
    if alone
        && isolated(of[0])
        && (names_scene(text)
            || names_part(text)
            || !text.ends_with(['.', '!', '?', ',', ';', '–', '—']))
    {
        return Part::Heading;
    }
    match verse::is_speech(lines, of, skip, reading.shape, reading.play.in_verse) {
        true => Part::Verse,
        false => Part::Prose,
    }
}

/// Who speaks, as a paragraph: the name without its stop, and how it is said.
pub(super) fn speaker(joiner: &Joiner, speaker: &Speaker, mut joined: Joined) -> Item {
    let text = joiner.lines.text;
    let end = speaker.manner.as_ref().map_or(speaker.name.end, |manner| manner.end);
    let start = speaker.name.start;
    let name = &text[speaker.name.clone()];
    let bare =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '=' | '~' | ':' | '.'));
    let from = start + name.find(bare).unwrap_or(0);
    joiner.add(from..from + bare.len(), &mut joined);
    let mut content: Vec<Inline> = marks::inlines(&joined);
    if let Some(manner) = &speaker.manner {
        let mut said = Joined::default();
        let stop = text[manner.clone()].trim_end_matches([':', '.']).len();
        joiner.add(manner.start..manner.start + stop, &mut said);
        content.push(Inline::text(Draft::span(manner.start..manner.start), " "));
        let inner = marks::inlines(&said);
        content
            .push(Inline::new(Draft::span(manner.clone()), InlineKind::Stage { content: inner }));
    }
    let role = ParagraphKind::Speaker;
    Item::new(Block::new(
        Draft::span(start..end),
        BlockKind::Paragraph(Paragraph { role, content }),
    ))
}

/// Puts what is said between two headings into one block.
pub(super) fn scenes(items: Vec<(Item, Part)>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut scene: Vec<Item> = Vec::new();
    let mut waiting: Vec<Item> = Vec::new();
    for (mut item, part) in items {
        match part {
            Part::Speaker => {
                scene.append(&mut waiting);
                scene.push(item);
            }
            // A direction may stand before the first who speaks.
            Part::Direction if scene.is_empty() => waiting.push(item),
            Part::Direction | Part::Prose | Part::Verse if !scene.is_empty() => scene.push(item),
            _ => {
                close(&mut scene, &mut out);
                out.append(&mut waiting.drain(..).map(as_text).collect());
                if part == Part::Heading {
                    item.apart = true;
                }
                out.push(as_text(item));
            }
        }
    }
    close(&mut scene, &mut out);
    out.extend(waiting.into_iter().map(as_text));
    out
}

/// A stage direction stands in a scene alone.
fn as_text(mut item: Item) -> Item {
    if let BlockKind::Paragraph(paragraph) = &mut item.block.kind {
        paragraph.role = ParagraphKind::Body;
    }
    item
}

fn close(scene: &mut Vec<Item>, out: &mut Vec<Item>) {
    let (Some(first), Some(last)) = (scene.first(), scene.last()) else { return };
    let span = Span::new(
        first.block.span.file,
        first.block.span.start as usize..last.block.span.end as usize,
    );
    let mut looks = Vec::new();
    let (apart, space) = (first.apart, first.space);
    let mut blocks = Vec::with_capacity(scene.len());
    for item in scene.drain(..) {
        looks.extend(item.looks);
        blocks.push(item.block);
    }
    out.push(Item {
        apart,
        space,
        looks,
        ..Item::new(Block::new(span, BlockKind::Drama { blocks }))
    });
}
