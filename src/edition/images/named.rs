//! The pictures that a book names.

use std::collections::BTreeMap;

use crate::ir::{Block, BlockKind, InlineKind, Manuscript, walk};
use crate::source::Span;

/// The pictures by path, with the first place that names each.
pub(super) fn pictures(manuscript: &Manuscript, cover: Option<Span>) -> BTreeMap<String, Span> {
    let mut paths: Vec<(String, Span)> = Vec::new();
    if let (Some(picture), Some(span)) = (&manuscript.metadata.cover, cover) {
        paths.push((picture.path.clone(), span));
    }
    for blocks in texts(manuscript) {
        walk::blocks(blocks, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind {
                paths.push((figure.path.clone(), figure.path_span));
            }
        });
        walk::inlines(blocks, &mut |inline| {
            if let InlineKind::Image { path, .. } = &inline.kind {
                paths.push((path.clone(), inline.span));
            }
        });
    }
    for section in &manuscript.sections {
        if let Some(heading) = &section.heading {
            walk::nested(&heading.title, &mut |inline| {
                if let InlineKind::Image { path, .. } = &inline.kind {
                    paths.push((path.clone(), inline.span));
                }
            });
        }
    }
    let mut first = BTreeMap::new();
    for (path, span) in paths {
        first.entry(path).or_insert(span);
    }
    first
}

/// The blocks of all sections and notes.
pub(super) fn texts(manuscript: &Manuscript) -> impl Iterator<Item = &Vec<Block>> {
    let notes = manuscript.notes().map(|(_, note)| &note.body);
    manuscript.sections.iter().map(|section| &section.blocks).chain(notes)
}
