//! Paragraphs of lists to lists in each other.

use super::part::Place;
use crate::ir::{Block, BlockKind, List, ListItem, Numbering};
use crate::source::Span;

/// A paragraph of a list, as blocks.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it belongs.
    pub(super) place: Place,
    /// What it says.
    pub(super) blocks: Vec<Block>,
    /// Where it stands.
    pub(super) span: Span,
}

/// The lists that paragraphs make which follow each other.
pub(super) fn lists(entries: Vec<Entry>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open: Option<(Place, List, Span)> = None;
    let mut rest = entries.into_iter().peekable();
    while let Some(entry) = rest.next() {
        let place = entry.place;
        let follows = open.as_ref().is_some_and(|(last, list, _)| follows(*last, place, list));
        if place.goes_on
            && let Some((_, list, _)) = &mut open
        {
            list.items.last_mut().expect("a list has an entry").blocks.extend(entry.blocks);
            continue;
        }
        if !follows {
            out.extend(open.take().map(closed));
            let list = List {
                numbering: place.numbering,
                delimiter: place.delimiter,
                start: place.number,
                tight: true,
                items: Vec::new(),
            };
            open = Some((place, list, entry.span));
        }
        let (last, list, _) = open.as_mut().expect("it was opened");
        *last = place;
        let mut item = ListItem { span: entry.span, blocks: entry.blocks };
        // What is deeper stands in this entry.
        let mut inner = Vec::new();
        while let Some(next) = rest.next_if(|next| next.place.level > place.level) {
            inner.push(next);
        }
        item.blocks.extend(lists(inner));
        list.items.push(item);
    }
    out.extend(open.take().map(closed));
    out
}

/// Whether an entry goes on in the list that is open.
fn follows(last: Place, next: Place, list: &List) -> bool {
    let same = last.list == next.list
        && list.numbering == next.numbering
        && list.delimiter == next.delimiter;
    let counted = list.numbering.is_none() || next.number == last.number + 1;
    // An entry that comes up from deeper than the list itself is begins another.
    same && counted && next.level >= last.level
}

fn closed((last, mut list, span): (Place, List, Span)) -> Block {
    let paragraphs = |item: &ListItem| {
        let others = |block: &&Block| !matches!(block.kind, BlockKind::List(_));
        item.blocks.iter().filter(others).count()
    };
    list.tight = list.items.iter().all(|item| paragraphs(item) < 2);
    // Letters and Roman numbers go only so far (`docs/format.md`, Bounds).
    let too_far = match list.numbering {
        Some(Numbering::LowerAlpha | Numbering::UpperAlpha) => last.number > 26,
        Some(Numbering::LowerRoman | Numbering::UpperRoman) => last.number > 3000,
        _ => false,
    };
    if too_far {
        list.numbering = Some(Numbering::Decimal);
    }
    if list.numbering != Some(Numbering::Decimal) {
        list.start = list.start.max(1);
    }
    list.start = list.start.min(1_000_000_000);
    Block::new(span, BlockKind::List(Box::new(list)))
}
