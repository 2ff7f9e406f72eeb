//! Footnotes, and those that are called in them.
//!
//! Of a footnote within a footnote Typst loses the text, or a line of the text around it, where the page
//! ends between the two. So the inner one is set where the outer one is, behind it, as all that is called
//! in one line of the text is; its call is a link.

use std::cell::RefCell;

use super::super::markup::Markup;
use super::{Lowering, Origin, labels};
use crate::ir::NoteId;

/// The footnotes that are called in the one that is being written, if one is.
#[derive(Debug, Default)]
pub(super) struct Below(RefCell<Option<Vec<NoteId>>>);

impl Lowering<'_> {
    /// Whether a footnote is called in another, behind which it is set.
    pub(super) fn is_below(&self, id: NoteId) -> bool {
        let mut below = self.below.0.borrow_mut();
        let Some(called) = below.as_mut() else { return false };
        called.push(id);
        true
    }

    /// Writes the text of a footnote; returns those that are called in it, in order.
    pub(super) fn footnote(&self, markup: &mut Markup, id: NoteId) -> Vec<NoteId> {
        let span = self.book.note(id).written.span;
        let outer = self.below.0.replace(Some(Vec::new()));
        self.told(markup, Origin::Footnote, |markup| {
            markup.within(span, |markup| self.note_text(markup, id));
        });
        self.below.0.replace(outer).unwrap_or_default()
    }

    /// Writes footnotes that were called in the one before, each followed by those called in it.
    pub(super) fn subfeet(&self, markup: &mut Markup, called: Vec<NoteId>) {
        for id in called {
            let note = self.book.note(id);
            let mut inner = Vec::new();
            markup.call("subfoot", |call| {
                call.string("", note.mark);
                call.string("note", &labels::note(id));
                call.string("call", &labels::call(id, 0));
                call.string("words", &(self.terms.note)(note.mark));
                call.body(|markup| inner = self.footnote(markup, id));
            });
            self.subfeet(markup, inner);
        }
    }
}
