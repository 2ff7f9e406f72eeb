//! Indexes are made of the marks in the text.
//!
//! A mark has an id, and an index is a list of ids; so are the lists of captions. They are made here,
//! sorted and looked up, and writers show them: the PDF by pages that the typesetter knows once the book is
//! set, the EPUB as links that say those pages where it has them, else numbers. No writer sorts.

mod entries;
mod marks;
mod ranges;

use std::collections::{BTreeMap, BTreeSet};

use super::ids::Taken;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Arrangement, Block, BlockKind, Citations, IndexId, Role, Section, SectionId};
use crate::language::Collation;
use marks::Mark;

/// Gives every mark an id and fills the generated indexes; reports marks that say too little or
/// contradict others, open ranges, entries that lead nowhere, indexes without marks and marks
/// without an index.
pub(super) fn make(
    arrangement: &mut Arrangement,
    citations: &Citations,
    taken: &mut Taken,
    diagnostics: &mut Diagnostics,
) {
    let marks = marks::collect(arrangement, citations, taken, diagnostics);
    let places = ranges::places(&marks, diagnostics);
    let mut by_index: BTreeMap<IndexId, Vec<(usize, &Mark)>> = BTreeMap::new();
    for (number, mark) in marks.iter().enumerate() {
        by_index.entry(mark.index).or_default().push((number, mark));
    }
    report_missing(arrangement, &by_index, diagnostics);
    let mut seen = BTreeSet::new();
    let made: Vec<SectionId> =
        arrangement.sections().filter(|section| is_made(section)).map(|s| s.key).collect();
    for id in made {
        let section = arrangement.section(id);
        let (index, span) = (section.index, section.span);
        if !seen.insert(index) {
            diagnostics.report(
                Code::Misplaced,
                span,
                "the same index stands in the book twice",
                "take one of the two sections out, or name another index: `index = \"…\"`",
            );
            continue;
        }
        let Some(marks) = by_index.get(&index) else {
            diagnostics.report(
                Code::EmptyList,
                span,
                "no word of the text is marked for this index",
                "mark words, such as `[Kai]{.index}`, or take the section out of the manifest",
            );
            continue;
        };
        let Some(settings) = arrangement.manuscript.indexes.get(usize::from(index.0)) else {
            continue;
        };
        let collation = Collation::new(arrangement.language_of(section), settings.order);
        let made = entries::index(marks, &places, &collation, taken, diagnostics);
        arrangement.made_mut(id).blocks = vec![Block::new(span, BlockKind::Index(made))];
    }
}

fn is_made(section: &Section) -> bool {
    section.is_generated() && section.role == Role::Index
}

fn report_missing(
    arrangement: &Arrangement,
    by_index: &BTreeMap<IndexId, Vec<(usize, &Mark)>>,
    diagnostics: &mut Diagnostics,
) {
    for (index, marks) in by_index {
        if arrangement.sections().any(|section| is_made(section) && section.index == *index) {
            continue;
        }
        let (Some(settings), Some((_, first))) =
            (arrangement.manuscript.indexes.get(usize::from(index.0)), marks.first())
        else {
            continue;
        };
        let line = if *index == IndexId::default() {
            String::new()
        } else {
            format!(", `index = \"{}\"`", settings.name)
        };
        diagnostics.report(
            Code::IndexMissing,
            first.span,
            format!("words are marked for the index `{}`, which stands nowhere", settings.name),
            format!(
                "list it in the manifest, without a file: `[[section]]`, `role = \"index\"`{line}"
            ),
        );
    }
}
