//! Marks of indexes that agree with each other: what begins ends, and what sends elsewhere leads to an entry.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::draft::Draft;
use crate::ir::{Block, IndexMark, Inline, InlineKind, MarkNames, plain, walk};

/// How often marks are mended that lead to each other.
const MOST_ROUNDS: usize = 8;

/// What the marks of a draft say together.
#[derive(Debug, Default)]
struct Marks {
    /// The entries of each index, as others name them.
    entries: BTreeSet<(Option<String>, String)>,
    /// Labels of ranges: how often each begins and ends in the text, and whether it ended before it began.
    ranges: BTreeMap<String, (u32, u32, bool)>,
}

/// Mends the marks: half a range is a place, an entry that is not there is not looked up.
pub(super) fn mend(draft: &mut Draft) {
    // What is taken out may have been an entry that others led to.
    for _ in 0..MOST_ROUNDS {
        let mut marks = Marks::default();
        for item in &draft.items {
            marks.read(std::slice::from_ref(&item.block), true);
        }
        draft.notes.iter().for_each(|note| marks.read(&note.body, false));
        let mut gone = false;
        for item in &mut draft.items {
            gone |= marks.settle(std::slice::from_mut(&mut item.block));
        }
        draft.notes.iter_mut().for_each(|note| gone |= marks.settle(&mut note.body));
        if !gone {
            return;
        }
    }
}

/// How an entry is called by others.
fn called(mark: &IndexMark, content: &[Inline]) -> String {
    let term = mark.term.clone().unwrap_or_else(|| plain(content));
    mark.sub.as_ref().map_or_else(|| term.clone(), |sub| format!("{term}: {sub}"))
}

impl Marks {
    fn read(&mut self, blocks: &[Block], in_text: bool) {
        walk::inlines(blocks, &mut |inline| {
            let InlineKind::IndexMark { mark, content } = &inline.kind else { return };
            match &mark.names {
                MarkNames::To { label } if in_text => {
                    let range = self.ranges.entry(label.clone()).or_default();
                    range.1 += 1;
                    range.2 |= range.0 == 0;
                }
                MarkNames::From { label } if in_text => {
                    self.ranges.entry(label.clone()).or_default().0 += 1;
                }
                _ => {}
            }
            if !matches!(mark.names, MarkNames::To { .. }) {
                self.entries.insert((mark.index.clone(), called(mark, content)));
                let term = mark.term.clone().unwrap_or_else(|| plain(content));
                self.entries.insert((mark.index.clone(), term));
            }
        });
    }

    fn is_whole(&self, label: &str) -> bool {
        self.ranges.get(label) == Some(&(1, 1, false))
    }

    /// Mends the marks of blocks; whether one is gone.
    fn settle(&self, blocks: &mut [Block]) -> bool {
        let mut any = false;
        walk::inlines_mut(blocks, &mut |inline| {
            let InlineKind::IndexMark { mark, content } = &mut inline.kind else { return };
            let own = called(mark, content);
            let index = mark.index.clone();
            let known = |term: &String| {
                *term != own && self.entries.contains(&(index.clone(), term.clone()))
            };
            let gone = match &mut mark.names {
                MarkNames::Place => false,
                MarkNames::From { label } if self.is_whole(label) => false,
                MarkNames::From { .. } => {
                    mark.names = MarkNames::Place;
                    false
                }
                MarkNames::To { label } => !self.is_whole(label),
                MarkNames::See { terms } | MarkNames::SeeAlso { terms } => {
                    terms.retain(known);
                    terms.is_empty()
                }
            };
            if gone {
                any = true;
                let content = std::mem::take(content);
                inline.kind = InlineKind::Group { content };
            }
        });
        any
    }
}
