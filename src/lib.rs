//! umbruch makes books: one structured source becomes an accessible EPUB 3.3 and a typeset, tagged
//! PDF.
//!
//! An edition is a folder with a manifest and texts. A [`Session`] opens it, tells what is wrong with it, and makes
//! the [targets](TARGETS) that are asked for, in memory:
//!
//! ```
//! use umbruch::manuscript::plain;
//! use umbruch::{EPUB, MemoryFolder, Request, Session};
//!
//! // A folder on disk is a `DiskFolder`.
//! let folder = MemoryFolder::default()
//!     .with(
//!         "edition.toml",
//!         r#"
//!             slug = "muehle"
//!             title = "Die Mühle"
//!             language = "de"
//!             identifier = "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
//!             date = 2026-11-23
//!             epub = { pages = "none" }
//!             [[section]]
//!             file = "text/rad.dj"
//!         "#,
//!     )
//!     .with("text/rad.dj", "# Das Rad\n\nEs steht still.[^1]\n\n[^1]: Seit Mai.\n");
//! let session = Session::default();
//! let mut opened = session.open(&folder, "muehle")?;
//!
//! // What is to be told, each with its place.
//! for told in opened.diagnostics() {
//!     let place = opened.place(told.span);
//!     println!("{}:{}:{}: {}", place.file, place.line, place.column, told.message);
//! }
//! assert!(!opened.has_errors());
//!
//! // What was written.
//! let manuscript = opened.manuscript().expect("the manifest can be read");
//! let section = &manuscript.sections[0];
//! assert_eq!(plain(&section.heading.as_ref().expect("a heading").title), "Das Rad");
//! assert_eq!(section.notes.len(), 1);
//!
//! // One target: names and bytes, the reports on it behind it; nothing is written to disk.
//! let request = Request { only: vec![&EPUB], ..Request::default() };
//! let made = session.make(&mut opened, &folder, &request, &|_| {})?;
//! let (name, bytes) = made.files().next().expect("a book");
//! assert_eq!((name, &bytes[..2]), ("muehle.epub", &b"PK"[..]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is named here and in [`manuscript`] is all that is promised. The rooms behind it are the crate's own:
//! `docs/architecture.md` leads through them.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

// The crate's own tests call it as others do, and so share files with benches and examples.
#[cfg(test)]
extern crate self as umbruch;
#[cfg(test)]
#[path = "../tests/mod.rs"]
mod tests;

mod accessibility;
mod addresses;
mod archive;
mod bibliography;
mod checks;
mod cli;
mod css;
mod diagnostics;
mod diff;
mod djot;
mod edition;
mod fonts;
mod formula;
mod import;
mod inspection;
mod ir;
mod language;
mod layouts;
#[cfg_attr(not(test), expect(dead_code, reason = "the command that writes a list is wired later"))]
mod list;
mod output;
mod passes;
mod pipeline;
mod press;
mod proof;
mod publication;
mod record;
mod relators;
mod resources;
mod source;
mod stop;
mod storage;
mod verify;
mod writers;
mod xml;

#[doc(hidden)]
pub use crate::cli::run;
pub use crate::diagnostics::{Advice, Code, Diagnostic, Fix, Severity};
pub use crate::pipeline::{
    EPUB, Failure, File, Made, Opened, PDF, PRINT, Profile, Request, Session, Shelf, Step, Stopped,
    TARGETS, Target, Unopened, WrittenEdition,
};
pub use crate::source::{FileId, Location, Span};
pub use crate::stop::Stop;
pub use crate::storage::{DiskFolder, Folder, MemoryFolder, ReadError};

/// What an editor wrote, as types.
///
/// A [`Manuscript`](manuscript::Manuscript) has metadata, series of notes and sections; sections hold blocks and notes,
/// blocks hold inlines, and every node carries the [`Span`] of the source it came from. As JSON it is what
/// `umbruch ir --manuscript` prints: an [`Exchange`](manuscript::Exchange).
///
/// A [`WrittenEdition`](super::WrittenEdition) is a manuscript with what else a manifest says, its
/// [`Settings`](manuscript::Settings); it becomes the [files](manuscript::SourceFile) of an edition again.
pub mod manuscript {
    pub use crate::edition::Settings;
    pub use crate::ir::{
        Accessibility, Alignment, AsWritten, BackReferences, Beside, Block, BlockKind,
        BlockWriting, CaptionEntry, Cell, CitedWork, Comment, Contributor, Cover, Date, Definition,
        Delimiter, Direction, Exchange, Figure, Formula, Heading, Index, IndexEntry, IndexGroup,
        IndexId, IndexMark, IndexOrder, IndexPlace, IndexSettings, Inline, InlineKind, Isbns,
        Language, Line, LinkTarget, List, ListItem, Locator, LocatorKind, Manuscript, MarkNames,
        Marks, Matter, Medium, Metadata, Name, NodeId, Note, NoteId, NotePages, NoteSeries,
        Numbering, OtherEntry, OtherTitle, PageMarkers, Paragraph, ParagraphKind, Placement,
        Reference, Relator, Rendering, Restart, Role, Row, Scheme, Section, SectionId, Series,
        SeriesId, SeriesKind, SourceEdition, Stand, Stanza, Subject, Table, Term, Timestamp,
        TitleKind, Unread, VERSION, Writing, plain,
    };
    pub use crate::writers::source::SourceFile;
}

/// What benches measure of the rooms, and fuzz targets give foreign bytes to. Nothing of it is promised.
#[doc(hidden)]
pub mod measured {
    pub use crate::import::{
        Counts, Decision, Foreign, ImportError, Imported, Kind, Options, import,
    };
    pub use crate::language::hyphenation::Hyphenation;
    pub use crate::language::{ligatures, words};
    pub use crate::proof::passages;
}
