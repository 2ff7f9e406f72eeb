//! Ids are collected, and links looked up.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::titles::Titles;
use crate::diagnostics::{Code, Diagnostics, nearest};
use crate::ir::{
    Anchor, Arrangement, Block, BlockKind, Citations, Ids, Inline, InlineKind, LinkTarget, NoteId,
    Notes, SectionId, is_id, walk,
};
use crate::source::Span;

/// What links can lead to; reports duplicate ids and links that lead nowhere.
pub(super) fn resolve(
    arrangement: &Arrangement,
    notes: &Notes,
    ids: &Ids,
    citations: &Citations,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Anchor> {
    let mut collecting = Collecting { ids, found: Vec::new() };
    for section in arrangement.sections() {
        let at = At { section: section.key, note: None };
        collecting.put(&section.id, section.span, at);
        if let Some(heading) = &section.heading {
            walk::nested(&heading.title, &mut |inline| collecting.inline(inline, at));
        }
        collecting.blocks(&section.blocks, at);
    }
    for (id, (section, note)) in notes.ids().zip(arrangement.notes()) {
        collecting.blocks(&note.body, At { section: section.key, note: Some(id) });
    }
    let mut titles = Titles::collect(arrangement, ids, citations);
    let sections: Vec<Span> = arrangement.sections().map(|section| section.span).collect();
    let mut anchors: BTreeMap<String, Anchor> = BTreeMap::new();
    for (id, anchor) in collecting.found {
        let span = anchor.span;
        match anchors.entry(id) {
            Entry::Vacant(entry) => {
                let title = titles.take(entry.key());
                entry.insert(Anchor { title, ..anchor });
            }
            // Of two sections with one id the pass before has told already.
            Entry::Occupied(_) if sections.contains(&span) => {}
            Entry::Occupied(entry) => diagnostics.report(
                Code::DuplicateId,
                span,
                format!("the id `{}` is given twice", entry.key()),
                "give one of them another id; links could not tell them apart",
            ),
        }
    }
    Links { arrangement, citations, anchors: &anchors }.report_dead(diagnostics);
    anchors
}

/// Where an id stands.
#[derive(Debug, Clone, Copy)]
struct At {
    section: SectionId,
    note: Option<NoteId>,
}

struct Collecting<'a> {
    ids: &'a Ids,
    found: Vec<(String, Anchor)>,
}

impl Collecting<'_> {
    fn put(&mut self, id: &str, span: Span, At { section, note }: At) {
        self.found.push((id.to_owned(), Anchor { span, section, note, title: None }));
    }

    fn blocks(&mut self, blocks: &[Block], at: At) {
        walk::blocks(blocks, &mut |block| {
            if let Some(id) = self.ids.block(block) {
                self.put(id, block.span, at);
            }
        });
        walk::inlines(blocks, &mut |inline| self.inline(inline, at));
        if let Some(span) = blocks.first().map(|block| block.span) {
            walk::entry_ids(blocks, &mut |id| self.put(id, span, at));
        }
    }

    fn inline(&mut self, inline: &Inline, at: At) {
        if let Some(id) = self.ids.inline(inline) {
            self.put(id, inline.span, at);
        }
    }
}

struct Links<'a> {
    arrangement: &'a Arrangement,
    citations: &'a Citations,
    anchors: &'a BTreeMap<String, Anchor>,
}

impl Links<'_> {
    fn report_dead(&self, diagnostics: &mut Diagnostics) {
        walk::inlines_of(self.arrangement, &mut |inline| {
            self.look(inline, diagnostics);
            walk::nested(self.citations.said(inline), &mut |one| self.look(one, diagnostics));
        });
        walk::every_block(self.arrangement, &mut |block| {
            if let BlockKind::Figure(figure) = &block.kind
                && let Some(id) = &figure.description
            {
                self.report_unknown(id, figure.path_span, diagnostics);
            }
        });
    }

    fn look(&self, inline: &Inline, diagnostics: &mut Diagnostics) {
        let (target, content) = match &inline.kind {
            InlineKind::Link { target, content } => (target, content),
            InlineKind::PageReference { target, .. } => {
                return self.report_unknown(target, inline.span, diagnostics);
            }
            _ => return,
        };
        match target {
            LinkTarget::Anchor { id } => match self.anchors.get(id) {
                None => self.report_unknown(id, inline.span, diagnostics),
                Some(anchor) if content.is_empty() && anchor.title.is_none() => diagnostics.report(
                    Code::DeadReference,
                    inline.span,
                    format!("`{id}` has no title that could stand here"),
                    format!("write the text of the link: `[…](#{id})`"),
                ),
                Some(_) => {}
            },
            LinkTarget::Web { url } if content.is_empty() => diagnostics.report(
                Code::DeadReference,
                inline.span,
                format!("the link to `{url}` has no text"),
                format!("write its text, or `<{url}>` to show the address"),
            ),
            LinkTarget::Web { .. } | LinkTarget::Work { .. } => {}
        }
    }

    fn report_unknown(&self, id: &str, span: Span, diagnostics: &mut Diagnostics) {
        if !self.anchors.contains_key(id) {
            let hint = hint(id, self.anchors.keys().map(String::as_str));
            let message = format!("nothing in the book has the id `{id}`");
            diagnostics.report(Code::DeadReference, span, message, hint);
        }
    }
}

fn hint<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(id, known) {
        Some(candidate) => format!("did you mean `#{candidate}`?"),
        None if !is_id(id) => {
            "an id starts with a letter and goes on with a–z, digits, `-`, `_` or `.`: give the place such \
             an id on the line before it, and name that"
                .to_owned()
        }
        None => format!("give the place an id: `{{#{id}}}` on the line before it"),
    }
}
