//! The text for the back of the cover: a text of the edition that is no section of the book.

use crate::diagnostics::{Code, Diagnostics};
use crate::djot;
use crate::edition::{self, Edition};
use crate::ir::{Block, BlockKind, Book, InlineKind, LinkTarget, Role, Section, SectionId, walk};
use crate::proof::{self, typography::Style};
use crate::source::{Sources, Span};
use crate::storage::Folder;

/// Reads the text, if the edition names one: as a book of this one section, so that it is corrected
/// and proofread as the rest.
pub(super) fn read(
    edition: &Edition,
    book: &Book,
    folder: &dyn Folder,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Book> {
    let (path, named) = edition.print.as_ref()?.blurb.as_ref()?;
    let file =
        edition::read_source(folder, edition::Kind::Section, path, *named, sources, diagnostics)?;
    let text = sources.file(file).text().to_owned();
    let context = djot::Context {
        language: &book.metadata.language,
        series: &book.series,
        default_series: 0,
        section: 0,
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
        key: SectionId(0),
        id: "blurb".into(),
        role: Role::Afterword,
        language: None,
        title: None,
        heading: None,
        depth: 1,
        series: 0,
        index: 0,
        blocks: content.blocks,
        generated: false,
    };
    let mut blurb = Book { sections: vec![section], notes: Vec::new(), ..book.clone() };
    if edition.corrects_typography {
        proof::correct(&mut blurb, &Style { quotes: edition.quotes });
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
