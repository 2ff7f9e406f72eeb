//! Whether every footnote begins on the page on which it is called.
//!
//! Typst can move a footnote to the page behind that of its call (its issues 5314 and 5603), and says
//! nothing of it.

use typst::foundations::Label;
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::lower;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Book, Inline, InlineKind, NoteId, Placement, walk};

/// A diagnostic for every footnote that begins on another page than its call, at the call.
pub(super) fn astray(document: &PagedDocument, book: &Book) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut visit = |inline: &Inline| {
        let InlineKind::NoteCall { note: Some(id), ordinal: 0, .. } = inline.kind else { return };
        let note = book.note(id);
        if book.series[note.series].placement != Placement::Footnote {
            return;
        }
        if let Some((call, note_page)) = pages(document, id)
            && call != note_page
        {
            found.push(Diagnostic::new(
                Code::FootnotePage,
                inline.span,
                format!("the footnote `{}` begins on page {note_page}, but is called on page {call}", note.mark),
                "shorten the note, part the paragraph, or place the notes of its series behind the text: `placement = \"book\"`",
            ));
        }
    };
    for section in &book.sections {
        walk::section(section, &mut visit);
    }
    for note in &book.notes {
        walk::inlines(&note.body, &mut visit);
    }
    found
}

/// The pages, from 1, of a footnote's first call and of its text.
fn pages(document: &PagedDocument, id: NoteId) -> Option<(usize, usize)> {
    let (call, note) = lower::footnote_labels(id);
    Some((page(document, &call)?, page(document, &note)?))
}

fn page(document: &PagedDocument, label: &str) -> Option<usize> {
    let label = Label::new(PicoStr::intern(label))?;
    let introspector = document.introspector();
    let location = introspector.query_label(label).ok()?.location()?;
    Some(introspector.page(location)?.get())
}
