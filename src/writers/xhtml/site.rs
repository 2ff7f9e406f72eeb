//! What lowering asks of the output for which it is done.

use super::ids::Ids;
use super::marks::Marks;
use super::pages::Pages;
use crate::ir::{Book, NoteId, SectionId};
use crate::language::Terms;

/// Where things stand in the documents of an output. Files are named as seen from beside one another.
pub(crate) trait Site {
    /// The file and the id in it of what has that id in the book.
    fn place(&self, id: &str, ids: &Ids) -> Option<(&str, String)>;

    /// The file in which a note stands.
    fn home(&self, note: NoteId) -> Option<&str>;

    /// The calls of a note with the file of each, in order.
    fn calls(&self, note: NoteId) -> Vec<(u32, &str)>;

    /// What the document is called in which a section begins.
    fn title_of(&self, section: SectionId) -> Option<&str>;

    /// What the document is called in which something with an id stands.
    fn title_around(&self, id: &str) -> &str;

    /// The picture with that path in the edition.
    fn picture(&self, path: &str) -> Option<Picture<'_>>;
}

/// A picture as a document shows it.
#[derive(Debug, Clone)]
pub(crate) struct Picture<'a> {
    /// Its path in the edition.
    pub(crate) path: &'a str,
    /// Its address.
    pub(crate) address: String,
    /// Width of the file in pixels.
    pub(crate) width: u32,
    /// Height of the file in pixels.
    pub(crate) height: u32,
    /// How wide it is in inches where nobody says how wide it shall be.
    pub(crate) inches: f64,
}

/// What is lowered, and how.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The book.
    pub(crate) book: &'a Book,
    /// The words that are put in.
    pub(crate) terms: &'static Terms,
    /// The form of notes.
    pub(crate) form: Form,
    /// Whether formulas are MathML; else a line of text that says the same.
    pub(crate) mathml: bool,
    /// The pages that are marked and listed.
    pub(crate) pages: Pages<'a>,
    /// What is put into the text.
    pub(crate) marks: &'a Marks,
}

/// The form of notes and of the ways to and from them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// What bears the id of a note.
    pub(crate) note: NoteForm,
    /// The type of a note's call (EPUB 3 Structural Semantics Vocabulary); none: it is a link.
    pub(crate) call: Option<&'static str>,
    /// Where the ways back of a note stand.
    pub(crate) back: Back,
    /// The sign of the way back.
    pub(crate) arrow: &'static str,
}

/// What bears the id of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoteForm {
    /// A container in the entry of the list, typed as a footnote, which systems show in a window.
    Typed,
    /// The entry of the list, without a type.
    Entry,
}

/// Where the ways back of a note stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Back {
    /// Behind the text, as arrows.
    Behind,
    /// Before the text, as the mark of the note, which the list then does not print.
    Before,
}
