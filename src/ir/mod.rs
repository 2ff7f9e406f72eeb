//! The intermediate representation: the book as types, without any knowledge of an output.
//!
//! [`Book`] holds metadata, [`Section`]s in reading order, the note [series](NoteSeries) and the
//! [`Note`]s. Sections hold [`Block`]s, blocks hold [`Inline`]s; every node carries the
//! [`Span`](crate::source::Span) of the source it came from.

mod block;
mod book;
mod catalogue;
mod citation;
mod date;
mod edit;
mod excerpt;
mod index;
mod inline;
mod language;
mod length;
mod levels;
mod metadata;
mod name;
mod note;
mod pages;
mod passage;
mod plain;
mod role;
mod title;
pub mod walk;
mod written;

pub use block::{
    Alignment, Block, BlockKind, CaptionEntry, Cell, Definition, Delimiter, Figure, Heading, Line,
    List, ListItem, Numbering, Paragraph, ParagraphKind, Row, Stanza, Table,
};
pub use book::{Anchor, Book, Image, ImageFormat, OutlineEntry, PageMarkers, Section, in_language};
pub use catalogue::{Scheme, Series, SeriesKind, Subject, Term};
pub use citation::{CitedWork, Locator, LocatorKind, Reference};
pub use date::{Date, Timestamp};
pub use edit::{Edit, apply};
pub use excerpt::excerpt;
pub use index::{
    Index, IndexEntry, IndexGroup, IndexMark, IndexOrder, IndexPlace, IndexSettings, MarkNames,
    OtherEntry,
};
pub use inline::{Inline, InlineKind, LinkTarget};
pub use language::{Direction, Language};
pub use length::{
    LONG_CLUSTER, LONG_CODE, LONG_HEADING, LONG_LINE, LONG_WORD, OF_OBJECT, OF_STYLE, length,
    long_cluster, long_words,
};
pub use levels::Levels;
pub use metadata::{Accessibility, Contributor, Cover, Isbns, Metadata, Relator, SourceEdition};
pub use name::{Name, Names, NodeId, SectionId};
pub use note::{BackReference, BackReferences, Marks, Note, NoteGroup, NoteId, NotePages};
pub use note::{Medium, NoteSeries, Placement, Restart, Stand};
pub use pages::{PageList, Place, PrintPage, PrintPages};
pub use passage::{OBJECT, Passage, Piece, PieceKind};
pub use plain::plain;
pub use role::{Matter, Role};
pub use title::{OtherTitle, Rendering, TitleKind, joined_sentences};
pub use written::{AsWritten, Beside, BlockWriting, Comment, Writing};

/// Whether a text can be an id: a letter, then letters, digits, `-`, `_` or `.`, all ASCII; such an
/// id is valid in XML and in every output.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}
