//! What a book can hold: a draft of any format is brought to it, so that the edition builds. What does not fit stands as text, with a
//! question to the editor; no word is lost.

mod blocks;
mod index;
mod lines;

use crate::import::topic::Topic;
use std::collections::{HashMap, HashSet};

pub(super) use blocks::shown;

use super::draft::{Draft, Item, LinkedNote};
use super::report::Report;
use crate::djot::is_dropped;
use crate::ir::{Block, InlineKind, LinkTarget, walk};
use crate::resources::{self, raster, svg};
use crate::source::Span;

/// How deep notes call notes (docs/format.md, notes).
const DEEPEST_NOTES: usize = 3;

/// Brings a draft to what a book can hold.
pub(super) fn fit(mut draft: Draft) -> Draft {
    let pictures = usable_pictures(&mut draft);
    let ids = ids(&draft);
    let notes = callable(&draft);
    let mut fitter = Fitter {
        pictures,
        has_works: !draft.works.is_empty(),
        ids,
        notes,
        seen: HashSet::new(),
        looks: Vec::new(),
        report: Report::default(),
        in_play: false,
        in_note: None,
    };
    let items = std::mem::take(&mut draft.items);
    draft.items.reserve_exact(items.len());
    for item in items {
        let Item { block, apart, space, set, opens, looks } = item;
        let span = block.span;
        let blocks = fitter.block(block, blocks::Around::text());
        let mut first = Some(((apart, space, set), opens, looks));
        let blocks = match blocks.is_empty()
            && first.as_ref().is_some_and(|(_, opens, _)| opens.is_some())
        {
            // a part that begins with nothing still begins
            true => vec![blocks::paragraph(span, Vec::new())],
            false => blocks,
        };
        for block in blocks {
            let mut item = Item::new(block);
            if let Some((place, opens, looks)) = first.take() {
                (item.apart, item.space, item.set) = place;
                (item.opens, item.looks) = (opens, looks);
            }
            item.looks.append(&mut fitter.looks);
            draft.items.push(item);
        }
    }
    for LinkedNote { label, body } in std::mem::take(&mut draft.notes) {
        fitter.in_note = fitter.notes.get(&label).copied();
        let body: Vec<Block> = body
            .into_iter()
            .flat_map(|block| fitter.block(block, blocks::Around::note()))
            .collect();
        if fitter.notes.contains_key(&label) {
            draft.notes.push(LinkedNote::new(label, body));
        }
    }
    if let Some(last) = draft.items.last_mut() {
        last.looks.append(&mut fitter.looks);
    }
    draft.report.extend(fitter.report);
    index::mend(&mut draft);
    draft
}

/// A draft while it is brought to what a book can hold.
struct Fitter {
    /// Paths of the pictures that can be used.
    pictures: HashSet<String>,
    /// Whether there are works that can be cited.
    has_works: bool,
    /// Ids that are good, and so can be led to.
    ids: HashSet<String>,
    /// Notes that can be called, with how deep they stand in others.
    notes: HashMap<String, usize>,
    /// Ids that stand somewhere already.
    seen: HashSet<String>,
    /// Questions to the editor at the item that is read.
    looks: Vec<String>,
    report: Report<Span>,
    /// Whether what is read stands in a play.
    in_play: bool,
    /// How deep the note stands that is read.
    in_note: Option<usize>,
}

impl Fitter {
    /// Asks the editor to look at what could not be taken over as it is.
    fn look(&mut self, span: Span, topic: Topic, message: String) {
        if self.looks.len() < 20 {
            self.looks.push(message.clone());
        }
        self.report.doubt(span, topic, message);
    }
}

/// Takes out the pictures that no book could show, and names the others.
fn usable_pictures(draft: &mut Draft) -> HashSet<String> {
    draft.pictures.retain(|picture| {
        let bytes = &picture.bytes;
        match svg::is_svg(bytes) {
            true => std::str::from_utf8(bytes).is_ok_and(|text| svg::clean(text).is_ok()),
            false => resources::format(bytes).is_some() && raster::read(bytes).is_ok(),
        }
    });
    draft.pictures.iter().map(|picture| picture.path.clone()).collect()
}

/// The ids of a draft that a source can have.
fn ids(draft: &Draft) -> HashSet<String> {
    let mut ids = HashSet::new();
    let mut take = |id: &Option<String>| {
        if let Some(id) = id.as_ref().filter(|id| is_id(id)) {
            ids.insert(id.clone());
        }
    };
    each(draft, &mut |blocks| {
        walk::blocks(blocks, &mut |block| take(&block.id));
        walk::inlines(blocks, &mut |inline| take(&inline.id));
    });
    ids
}

/// Whether a source can have an id (docs/format.md, ids).
fn is_id(id: &str) -> bool {
    let mut letters = id.chars();
    id.len() <= 200
        && letters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn each<'d>(draft: &'d Draft, visit: &mut dyn FnMut(&'d [Block])) {
    draft.items.iter().for_each(|item| visit(std::slice::from_ref(&item.block)));
    draft.notes.iter().for_each(|note| visit(&note.body));
}

/// The notes that have words and are no notes to a note to a note to a note.
fn callable(draft: &Draft) -> HashMap<String, usize> {
    let shows = |text: &str| text.chars().any(|c| !c.is_whitespace() && !is_dropped(c));
    let has_words = |note: &&LinkedNote| {
        let mut has = false;
        walk::inlines(&note.body, &mut |inline| {
            has |= match &inline.kind {
                InlineKind::Text { text } | InlineKind::Code { text } => shows(text),
                InlineKind::Formula(_) | InlineKind::Image { .. } => true,
                _ => false,
            };
        });
        walk::blocks(&note.body, &mut |block| {
            use crate::ir::BlockKind::{Code, Figure, Formula};
            has |= match &block.kind {
                Code { text, .. } => shows(text),
                Figure(_) | Formula(_) => true,
                _ => false,
            };
        });
        has
    };
    let known: HashMap<&str, &LinkedNote> =
        draft.notes.iter().filter(has_words).map(|note| (note.label.as_str(), note)).collect();
    let calls = |blocks: &[Block]| {
        let mut calls = Vec::new();
        walk::inlines(blocks, &mut |inline| {
            if let InlineKind::NoteCall { label } = &inline.kind {
                calls.push(label.clone());
            }
        });
        calls
    };
    // the text's own notes, then theirs: what is reached again later stays where it was reached first
    let mut depth: HashMap<String, usize> = HashMap::new();
    let mut now: Vec<String> =
        draft.items.iter().flat_map(|item| calls(std::slice::from_ref(&item.block))).collect();
    for level in 0..DEEPEST_NOTES {
        let mut next = Vec::new();
        for label in now {
            let Some(note) = known.get(label.as_str()).filter(|_| !depth.contains_key(&label))
            else {
                continue;
            };
            depth.insert(label, level);
            next.extend(calls(&note.body));
        }
        now = next;
    }
    // what is called nowhere stays a note: what to do with it is decided with those of all formats
    for label in known.keys() {
        if !depth.contains_key(*label) && !now.iter().any(|called| called == label) {
            depth.insert((*label).to_owned(), 0);
        }
    }
    depth
}

/// Where a link leads, if that is a place in the book.
fn anchor(target: &LinkTarget) -> Option<&str> {
    match target {
        LinkTarget::Anchor { id } => Some(id),
        _ => None,
    }
}
