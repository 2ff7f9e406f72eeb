//! The text for the back of the cover: a text of the edition that is no section of the book.

use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostics};
use crate::djot;
use crate::edition::{self, Edition};
use crate::ir::{
    Block, BlockKind, IndexId, InlineKind, LinkTarget, Manuscript, Role, Section, SectionId,
    SeriesId, walk,
};
use crate::proof::{self, typography::HouseStyle};
use crate::source::{Sources, Span};
use crate::storage::Folder;

/// What the text is called: it stands behind all sections of a book.
const KEY: SectionId = SectionId(u32::MAX);

/// Reads the text, if the edition names one: as a manuscript of this one section, so that it is corrected
/// and proofread as the rest.
pub(super) fn read(
    edition: &Edition,
    manuscript: &Manuscript,
    folder: &dyn Folder,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Manuscript> {
    let (path, named) = edition.print.as_ref()?.blurb.as_ref()?;
    let file = edition::read_source(
        folder,
        edition::SourceKind::Section,
        path,
        *named,
        sources,
        diagnostics,
    )?;
    let text = sources.file(file).text().to_owned();
    let context = djot::Context {
        language: &manuscript.metadata.language,
        series: &manuscript.series,
        default_series: SeriesId::default(),
        section: KEY,
        quotes: edition.quotes,
        page_markers: edition.page_markers,
    };
    let content = djot::read(&text, file, context, diagnostics);
    if let Some((heading, _)) = &content.heading {
        misplaced(heading.title.first().map_or(*named, |inline| inline.span), diagnostics);
    }
    look_through(&content.blocks, diagnostics);
    let section = Section {
        span: *named,
        key: KEY,
        id: "blurb".into(),
        role: Role::Afterword,
        language: None,
        title: None,
        heading: None,
        series: SeriesId::default(),
        index: IndexId::default(),
        blocks: content.blocks,
        notes: Vec::new(),
        comments: Vec::new(),
        generated: false,
    };
    let mut blurb = Manuscript { sections: vec![Arc::new(section)], ..manuscript.clone() };
    if edition.corrects_typography {
        proof::correct(&mut blurb, &HouseStyle { quotes: edition.quotes });
    }
    Some(blurb)
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
