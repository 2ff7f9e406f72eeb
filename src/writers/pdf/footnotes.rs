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
use crate::source::Span;

/// A footnote that begins on another page than its call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Astray {
    /// The call.
    pub(super) span: Span,
    /// Its mark.
    mark: String,
    /// The page of the call, from 1.
    pub(super) call: usize,
    /// The page of the note.
    note: usize,
}

impl Astray {
    /// What is wrong.
    pub(super) fn message(&self) -> String {
        let Self { mark, call, note, .. } = self;
        format!("the footnote `{mark}` begins on page {note}, but is called on page {call}")
    }

    /// The message to the editor.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        Diagnostic::new(
            Code::FootnotePage,
            self.span,
            self.message(),
            "shorten the note, part the paragraph, or place the notes of its series behind the text: `placement = \"book\"`",
        )
    }
}

/// Every footnote that begins on another page than its call.
pub(super) fn astray(document: &PagedDocument, book: &Book) -> Vec<Astray> {
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
            let (span, mark) = (inline.span, note.mark.clone());
            found.push(Astray { span, mark, call, note: note_page });
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
