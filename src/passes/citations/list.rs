//! The list of the works that are cited.

use std::collections::BTreeMap;

use super::{Found, Works};
use crate::bibliography::{Bibliography, RenderedReference};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Arrangement, Block, BlockKind, Reference, Role, Section, SectionId};

/// The section in which the list is made; reports a second one, and one of nothing.
pub(super) fn place(
    arrangement: &Arrangement,
    has_bibliography: bool,
    diagnostics: &mut Diagnostics,
) -> Option<SectionId> {
    let made = |section: &&Section| section.is_generated() && section.role == Role::Bibliography;
    let mut found = arrangement.sections().filter(made);
    let first = found.next()?;
    for again in found {
        diagnostics.report(
            Code::Misplaced,
            again.span,
            "the bibliography stands in the book twice",
            "take one of the two sections out",
        );
    }
    if !has_bibliography {
        diagnostics.report(
            Code::MissingKey,
            first.span,
            "a bibliography is to be made, but the manifest names no file of one",
            "add `[bibliography]` with a line `file = \"literatur.bib\"`, or a text of your own: `file = \"text/….dj\"`",
        );
    }
    Some(first.key)
}

/// Puts the list into its section, which stays empty if the style has no such list.
pub(super) fn fill(
    arrangement: &mut Arrangement,
    at: SectionId,
    references: Option<Vec<RenderedReference>>,
    ids: &BTreeMap<String, String>,
    found: &[Found],
    bibliography: &Bibliography,
) {
    let section = arrangement.made_mut(at);
    let Some(references) = references else { return };
    let entry = |reference: RenderedReference| {
        let cites = |citation: &&Found| citation.works.iter().any(|w| w.key == reference.key);
        let citations = found.iter().filter(cites).map(|citation| citation.id.clone()).collect();
        Some(Reference {
            span: bibliography.place(&reference.key)?,
            id: ids.get(&reference.key)?.clone(),
            mark: reference.mark,
            content: reference.content,
            citations,
        })
    };
    let entries: Vec<Reference> = references.into_iter().filter_map(entry).collect();
    section.blocks = vec![Block::new(section.span, BlockKind::References { entries })];
}

/// Reports a list in which nothing stands.
pub(super) fn report_empty(section: &Section, works: &Works<'_>, diagnostics: &mut Diagnostics) {
    match section.blocks.first().map(|block| &block.kind) {
        None => diagnostics.report(
            Code::CitationStyle,
            section.span,
            "the citation style has no form for a list of works",
            "take another style, or take the section out of the manifest",
        ),
        Some(BlockKind::References { entries }) if entries.is_empty() && works.whole => diagnostics.report(
            Code::EmptyList,
            section.span,
            "no work is cited that could stand in this list",
            "cite works, such as `[@key]{.cite}`, list all of them, `list = \"all\"` in `[bibliography]`, or take the section out",
        ),
        _ => {}
    }
}
