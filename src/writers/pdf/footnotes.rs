//! Whether every footnote begins on the page on which it is called, and is told from the others there.
//!
//! Typst can move a footnote to the page behind that of its call (its issues 5314 and 5603) and says
//! nothing of it; a layout can leave one out.
//!
//! It does so above all where a block within a block moves on, or where the second of two footnotes finds
//! no room. The finished pages are asked for the page of every call and every note.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::Label;
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::lower;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Book, Call, Medium, NoteId, Stand, walk};
use crate::source::Span;

/// A footnote that begins on another page than its call, or on none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Astray {
    /// The call.
    pub(super) span: Span,
    /// Its mark.
    mark: String,
    /// The page of the call, from 1.
    pub(super) call: usize,
    /// The page of the note, if it was set.
    note: Option<usize>,
}

impl Astray {
    /// What is wrong, in a report on one layout.
    pub(super) fn message(&self) -> String {
        self.told("")
    }

    fn told(&self, of: &str) -> String {
        let Self { mark, call, note, .. } = self;
        match note {
            Some(note) => format!(
                "the footnote `{mark}` begins on page {note}{of}, but is called on page {call}"
            ),
            None => format!(
                "the footnote `{mark}`, called on page {call}{of}, is not printed: it found no room"
            ),
        }
    }

    /// The message to the editor.
    pub(super) fn diagnostic(&self, layout: &str) -> Diagnostic {
        Diagnostic::new(
            Code::FootnotePage,
            self.span,
            self.told(&format!(" of `{layout}`")),
            "shorten the note, part the paragraph, or place the notes of its series behind the text: `placement = \"book\"`",
        )
    }
}

/// Every footnote that begins on another page than its call, or was not set.
pub(super) fn astray(document: &PagedDocument, book: &Book) -> Vec<Astray> {
    let mut found = Vec::new();
    called(book, &mut |span, id| {
        let (call, note) = lower::footnote_labels(id);
        let (call, note) = (page(document, &call), page(document, &note));
        if let Some(call) = call.filter(|_| call != note) {
            found.push(Astray { span, mark: book.note(id).mark.to_owned(), call, note });
        }
    });
    found
}

/// Footnotes at the foot of one page that have the same mark: of sections that each count anew and share
/// the page, or of two series. One is told of a page.
pub(super) fn alike(document: &PagedDocument, book: &Book, layout: &str) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<(usize, &str), NoteId> = BTreeMap::new();
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    called(book, &mut |span, id| {
        let Some((_, page)) = pages(document, id) else { return };
        let note = book.note(id);
        let other = *seen.entry((page, note.mark)).or_insert(id);
        if other != id && told.insert(page) {
            let hint = match book.note(other).written.series == note.written.series {
                true => {
                    "count the notes through the book, `numbering = \"book\"`, or take a layout in which \
                     each section begins on a page of its own"
                }
                false => "give the notes of one series other marks: `marks = \"a\"` or `\"*\"`",
            };
            found.push(Diagnostic::new(
                Code::FootnoteMarkTwice,
                span,
                format!("two footnotes `{}` stand on page {page} of `{layout}`", note.mark),
                hint,
            ));
        }
    });
    found
}

/// The first calls, with the marks, of footnotes that stand on a page while their calls stand on none.
pub(super) fn without_call(document: &PagedDocument, book: &Book) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    called(book, &mut |span, id| {
        let (call, note) = lower::footnote_labels(id);
        if page(document, &call).is_none() && page(document, &note).is_some() {
            found.push((span, book.note(id).mark.to_owned()));
        }
    });
    found
}

/// Calls `visit` with the first call of every footnote.
fn called(book: &Book, visit: &mut impl FnMut(Span, NoteId)) {
    walk::every_inline(book, &mut |inline| {
        let Some(Call { note: id, ordinal: 0 }) = book.notes.called(inline) else { return };
        let series = book.note(id).written.series;
        let placement = book.manuscript().series(series).placement;
        if placement.stand(Medium::Pages) == Stand::Foot {
            visit(inline.span, id);
        }
    });
}

/// The pages, from 1, of a footnote's first call and of its text.
fn pages(document: &PagedDocument, id: NoteId) -> Option<(usize, usize)> {
    let (call, note) = lower::footnote_labels(id);
    Some((page(document, &call)?, page(document, &note)?))
}

/// The page, from 1, on which a label stands.
pub(super) fn page(document: &PagedDocument, label: &str) -> Option<usize> {
    let label = Label::new(PicoStr::intern(label))?;
    let introspector = document.introspector();
    let location = introspector.query_label(label).ok()?.location()?;
    Some(introspector.page(location)?.get())
}
