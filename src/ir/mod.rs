//! The intermediate representation: the book as types, without any knowledge of an output.
//!
//! A [`Manuscript`] is what was written: metadata, [series](NoteSeries) of notes, [`Section`]s with
//! their [`Note`]s. Sections hold [`Block`]s, blocks hold [`Inline`]s; every node carries the
//! [`Span`](crate::source::Span) of the source it came from. A [`Book`] is a manuscript in [reading
//! order](Arrangement) and what was worked out of it, in tables by the [names](Name) of nodes.

mod arrangement;
mod block;
mod book;
mod catalogue;
mod citation;
mod date;
mod edit;
mod excerpt;
mod exchange;
mod formula;
mod index;
mod inline;
mod language;
mod length;
mod levels;
mod manuscript;
mod metadata;
mod name;
mod note;
mod pages;
mod passage;
mod plain;
mod role;
mod table;
mod title;
pub mod walk;
mod written;

pub use arrangement::Arrangement;
pub use block::{
    Alignment, Block, BlockKind, CaptionEntry, Cell, Definition, Delimiter, Figure, Heading, Line,
    List, ListItem, Numbering, Paragraph, ParagraphKind, Row, Stanza, Table,
};
pub use book::{
    Anchor, Book, Citations, Ids, Image, ImageFormat, OutlineEntry, PageMarkers, in_language,
};
pub use catalogue::{Scheme, Series, SeriesKind, Subject, Term};
pub use citation::{CitedWork, Locator, LocatorKind, Reference};
pub use date::{Date, Timestamp};
pub use edit::{Edit, apply};
pub use excerpt::{Excerpts, excerpt};
pub use exchange::{Exchange, Unread, VERSION, manuscript};
pub use formula::Formula;
pub use index::{
    Index, IndexEntry, IndexGroup, IndexMark, IndexOrder, IndexPlace, IndexSettings, MarkNames,
    OtherEntry, index_named,
};
pub use inline::{Inline, InlineKind, LinkTarget};
pub use language::{Direction, Language};
pub use length::{
    LONG_CODE, LONG_HEADING, LONG_LINE, LONG_WORD, OF_OBJECT, OF_STYLE, length, long_cluster,
    long_words,
};
pub use levels::Levels;
pub use manuscript::{Manuscript, Section};
pub use metadata::{Accessibility, Contributor, Cover, Isbns, Metadata, Relator, SourceEdition};
pub use name::{IndexId, Name, Names, NodeId, SectionId, SeriesId};
pub use note::{
    BackReference, BackReferences, Call, Called, Marks, Medium, Note, NoteEntry, NoteGroup, NoteId,
    NotePages, NoteSeries, Notes, NumberedNote, Placement, Restart, Stand, series_named,
};
pub use pages::{PageList, PageStart, PrintPage, PrintPages};
pub use passage::{OBJECT, Passage, Piece, PieceKind};
pub use plain::{plain, plain_with};
pub use role::{Matter, Role};
pub use table::{Fault, laid, mend};
pub use title::{OtherTitle, Rendering, TitleKind};
pub use written::{AsWritten, Beside, BlockWriting, Comment, Writing};

/// Whether a text can be an id: a letter, then letters, digits, `-`, `_` or `.`, all ASCII; such an
/// id is valid in XML and in every output.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}
