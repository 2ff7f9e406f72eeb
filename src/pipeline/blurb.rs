//! The text for the back of the cover: a text of the edition that is no section of the book.

use std::sync::Arc;

use super::text::Reader;
use crate::diagnostics::{Code, Diagnostics};
use crate::edition::SectionEntry;
use crate::ir::{
    Block, BlockKind, IndexId, InlineKind, LinkTarget, Manuscript, Role, SectionId, SeriesId, walk,
};
use crate::source::{Sources, Span};

/// What the text is called: it stands behind all sections of a book.
const KEY: SectionId = SectionId(u32::MAX);

/// Reads the text, if the edition names one: as a manuscript of this one section, so that it is corrected
/// and proofread as the rest.
pub(super) fn read(
    reader: &mut Reader<'_>,
    manuscript: &Manuscript,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Manuscript> {
    let (path, named) = reader.edition().settings.print.as_ref()?.blurb.as_ref()?;
    let entry = SectionEntry {
        span: *named,
        file: Some((path.clone(), *named)),
        role: Role::Afterword,
        id: None,
        title: None,
        language: None,
        series: SeriesId::default(),
        index: IndexId::default(),
    };
    let mut section = reader.section((KEY, &entry), manuscript, sources, diagnostics).ok()?;
    if let Some(heading) = &section.heading {
        misplaced(heading.title.first().map_or(*named, |inline| inline.span), diagnostics);
    }
    look_through(&section.blocks, diagnostics);
    let is_plain = section.heading.is_none() && section.notes.is_empty();
    if !is_plain || !section.comments.is_empty() {
        let section = Arc::make_mut(&mut section);
        section.heading = None;
        section.notes.clear();
        section.comments.clear();
    }
    Some(Manuscript { sections: vec![section], ..manuscript.clone() })
}

/// The cover has no room for what leads elsewhere.
fn look_through(blocks: &[Block], diagnostics: &mut Diagnostics) {
    walk::blocks(blocks, &mut |block| {
        let fits = matches!(
            block.kind,
            BlockKind::Paragraph(_)
                | BlockKind::Quotation { .. }
                | BlockKind::Epigraph { .. }
                | BlockKind::Verse { .. }
                | BlockKind::List(_)
                | BlockKind::ThematicBreak
                | BlockKind::Group { .. }
        );
        if !fits {
            misplaced(block.span, diagnostics);
        }
    });
    walk::inlines(blocks, &mut |inline| {
        let fits = match &inline.kind {
            InlineKind::Link { target, .. } => !matches!(target, LinkTarget::Anchor { .. }),
            InlineKind::Text { .. }
            | InlineKind::LineBreak
            | InlineKind::Emphasis { .. }
            | InlineKind::Strong { .. }
            | InlineKind::SmallCaps { .. }
            | InlineKind::Letterspaced { .. }
            | InlineKind::Superscript { .. }
            | InlineKind::Subscript { .. }
            | InlineKind::WorkTitle { .. }
            | InlineKind::Group { .. } => true,
            _ => false,
        };
        if !fits {
            misplaced(inline.span, diagnostics);
        }
    });
}

fn misplaced(span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.report(
        Code::Misplaced,
        span,
        "this has no place on the back of a cover",
        "keep to paragraphs, quotations, verse and lists, without headings, notes and pictures",
    );
}
