//! Leaves before and behind the text, on which printers and booksellers speak: title pages and advertisements. What stands there is
//! no heading, whatever it looks like.

use std::ops::Range;

use super::headings::{Heading, HeadingKind};
use super::plain::{closes, is_capital};
use super::prices::{names_price, names_sum};
use super::source::{Role, Source};
use super::titlepage::is_of_trade;
use crate::import::report::{Report, quote};
use crate::import::topic::Topic;
use crate::ir::BlockKind;

/// Shortest paragraph that is text, in characters.
const LONG: usize = 120;
/// How many lines of a title page are looked at.
const MOST: usize = 60;
/// Most lines of a motto on a title page, and of what looks like verse among advertisements.
const MOTTO: usize = 8;
const STANZA: usize = 4;
/// How many prices make a catalogue, and how many lines may stand between two of them.
const FEWEST_PRICES: usize = 5;
const FARTHEST_PRICE: usize = 30;
/// A catalogue is no more than this part of the text: a third.
const MOST_OFFERED: usize = 3;

/// Drops headings on the leaves before and behind the text; a title page of which the file itself says the title is set aside.
pub(super) fn clear(source: &mut Source, found: &mut Vec<(usize, Heading)>, report: &mut Report) {
    let front = front(source, found);
    let back = back(source).start.min(catalogue(source))..source.lines.len();
    let counted: Vec<HeadingKind> =
        found.iter().filter(|(line, _)| *line < back.start).map(|(_, h)| h.kind).collect();
    found.retain(|(line, heading)| {
        let goes_on = match heading.kind {
            HeadingKind::Named => true,
            HeadingKind::Plain => false,
            kind => counted.contains(&kind),
        };
        !front.contains(line) && (goes_on || !back.contains(line))
    });
    if source.draft.record.title.is_none() {
        return;
    }
    for line in front.filter(|line| source.lines[*line].role == Role::Text).collect::<Vec<_>>() {
        let range = source.lines[line].range.clone();
        let message = format!("title page set aside: {}", quote(&source.text[range.clone()]));
        report.sure(range.start, Topic::Leftover, message);
        source.lines[line].role = Role::Leftover("title page");
    }
}

/// The lines to the last one that says who printed the book, before the first paragraph of text and the first section that says
/// what it is. A motto may stand among them.
fn front(source: &Source, found: &[(usize, Heading)]) -> Range<usize> {
    let named = found.iter().find(|(_, h)| h.kind == HeadingKind::Named).map(|(line, _)| *line);
    let mut motto = false;
    let is_text = |line: &usize| match source.lines[*line].role {
        Role::Block => {
            let first = !std::mem::replace(&mut motto, true);
            !(is_picture(source, *line) || first && is_short_verse(source, *line, MOTTO))
        }
        Role::Text => is_prose(source, *line),
        _ => false,
    };
    let end = source.lines.len().min(MOST).min(named.unwrap_or(MOST));
    let Some(first) = (0..source.lines.len()).find(is_text) else { return 0..0 };
    let last = (0..first.min(end)).rev().find(|line| says_of_trade(source, *line));
    0..last.map_or(0, |last| last + 1)
}

/// The lines behind the last paragraph of text: all, if several are of the trade, else those from the one that is.
fn back(source: &Source) -> Range<usize> {
    let end = source.lines.len();
    let is_text = |line: &usize| match source.lines[*line].role {
        Role::Block => !is_picture(source, *line) && !is_short_verse(source, *line, STANZA),
        Role::Text => is_prose(source, *line),
        Role::Notes => true,
        _ => false,
    };
    let last = (0..end).rev().find(is_text).map_or(0, |last| last + 1);
    let mut of_trade = (last..end).filter(|line| says_of_trade(source, *line));
    let Some(first) = of_trade.next() else { return end..end };
    // One alone is a poem, and what stands above it its title.
    let mut blocks = (last..first).filter(|line| source.lines[*line].role == Role::Block);
    let poem = blocks.next().filter(|_| blocks.next().is_none());
    match of_trade.next() {
        Some(_) => poem.map_or(last, |poem| poem + 1)..end,
        None => first..end,
    }
}

/// Where a catalogue begins in which books are offered with their prices, as publishers bind them behind the text: below the line
/// that closes the book, or with the short lines above the first price. The number of lines, if there is none.
fn catalogue(source: &Source) -> usize {
    let end = source.lines.len();
    let (mut first, mut prices) = (end, 0);
    for line in (0..end).rev() {
        let text = source.line(line);
        let price = names_price(text);
        if price || names_sum(text) {
            (first, prices) = (line, prices + usize::from(price));
        } else if first - line > FARTHEST_PRICE {
            break;
        }
    }
    // What has prices throughout is a book about them.
    let text = source.text.len();
    if prices < FEWEST_PRICES || source.lines[first].range.start < text - text / MOST_OFFERED {
        return end;
    }
    let near = first.saturating_sub(FARTHEST_PRICE)..first;
    let closed = near.clone().rev().find(|line| closes(source.line(*line)));
    let is_short =
        |line: &usize| source.lines[*line].role == Role::Text && !is_prose(source, *line);
    closed.map_or_else(|| first - near.rev().take_while(is_short).count(), |line| line + 1)
}

/// Whether a block is verse of no more than so many lines.
fn is_short_verse(source: &Source, line: usize, most: usize) -> bool {
    match &source.draft.items[line].block.kind {
        BlockKind::Verse { stanzas } => {
            stanzas.iter().map(|stanza| stanza.lines.len()).sum::<usize>() <= most
        }
        _ => false,
    }
}

fn says_of_trade(source: &Source, line: usize) -> bool {
    source.lines[line].role == Role::Text && is_of_trade(source.line(line))
}

/// A paragraph as text has them: long, and not in capitals alone.
fn is_prose(source: &Source, line: usize) -> bool {
    let text = source.line(line);
    text.chars().nth(LONG).is_some() && !is_capital(text)
}

fn is_picture(source: &Source, line: usize) -> bool {
    matches!(source.draft.items[line].block.kind, BlockKind::Figure(_))
}
