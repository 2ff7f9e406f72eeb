//! A foreign file as its reader understood it: what it says, in the words of the manuscript, before anything is decided
//! that other formats have to decide, too. Which line is the title, what a heading is called, which note belongs to which
//! call, what language a part is in: that [`settle`](super::settle) says, for all formats.

use std::ops::Range;
use std::sync::Arc;

use super::counts::Counts;
use super::report::Report;
use crate::ir::{Block, Contributor, Date, IndexSettings, Language, Role, Series, Subject};
use crate::source::{FileId, Sources, Span};

/// What a reader makes of a file.
#[derive(Debug)]
pub(super) struct Draft {
    /// The texts that places speak of. Spans of blocks, notes and decisions are places in them: in the file itself, in the
    /// documents of a package, or, where those are nothing that an editor ever sees (the XML of an office program), in a text
    /// with a line for each paragraph.
    pub(super) sources: Sources,
    /// What the file says of itself.
    pub(super) record: Record,
    /// The text in reading order.
    pub(super) items: Vec<Item>,
    /// The notes that the file itself links with their calls; [`NoteCall`](crate::ir::InlineKind::NoteCall)s in the items call
    /// them by their labels.
    pub(super) notes: Vec<LinkedNote>,
    /// Whether the file marks all of its notes, so that none are looked for among its words.
    pub(super) notes_are_marked: bool,
    /// The pictures that the blocks name.
    pub(super) pictures: Vec<Picture>,
    /// The files of the works that are cited: path in the edition's folder, and text.
    pub(super) works: Vec<(String, String)>,
    /// The indexes that marks in the text belong to, the default one first.
    pub(super) indexes: Vec<IndexSettings>,
    /// What is no part of the text.
    pub(super) aside: Vec<Aside>,
    /// Whether the file says what its headings are.
    pub(super) headings: Headings,
    /// How much came in: counted in the file as it is, not in what was made of it.
    pub(super) came: Counts,
    /// What the reader decided.
    pub(super) report: Report<Span>,
}

impl Draft {
    /// A draft of one file without anything in it.
    pub(super) fn of_file(name: &str, text: impl Into<Arc<str>>) -> Self {
        let mut sources = Sources::default();
        sources.add(name, text);
        Self::empty(sources)
    }

    /// A draft without anything in it.
    pub(super) fn empty(sources: Sources) -> Self {
        Self {
            sources,
            record: Record::default(),
            items: Vec::new(),
            notes: Vec::new(),
            notes_are_marked: false,
            pictures: Vec::new(),
            works: Vec::new(),
            indexes: Vec::new(),
            aside: Vec::new(),
            headings: Headings::Marked,
            came: Counts::default(),
            report: Report::default(),
        }
    }

    /// A place in the first of its texts.
    pub(super) fn span(range: Range<usize>) -> Span {
        Span::new(FileId(0), range)
    }
}

/// Whether a file says what its headings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headings {
    /// Blocks that are headings are marked so; a paragraph is none.
    Marked,
    /// Paragraphs may be headings: they are known by what they say and by standing apart.
    Unmarked,
}

/// A block of the text.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it says. A heading has the level that the file gives it, from 1; number and subtitle are still in its title.
    pub(super) block: Block,
    /// Whether it stands below an empty line or a space; by this a short paragraph is known as a heading, where headings are
    /// not marked.
    pub(super) apart: bool,
    /// How many empty lines stand above it; 0 where the format has none. Wider spaces than those between paragraphs set off
    /// headings.
    pub(super) space: u8,
    /// Where its lines stand, where the format shows it by spaces.
    pub(super) set: Setting,
    /// Where a part of the book begins with it, whatever it is: what the file says of that part.
    pub(super) opens: Option<Box<Opening>>,
    /// Questions to the editor; each stands before the block as `{% look: … %}`.
    pub(super) looks: Vec<String>,
}

impl Item {
    /// A block that stands apart from the one before it.
    pub(super) fn new(block: Block) -> Self {
        let set = Setting::Full;
        Self { block, apart: true, space: 0, set, opens: None, looks: Vec::new() }
    }
}

/// Where the lines of a block stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// At the left margin, or an indent from it.
    Full,
    /// In the middle, as titles stand.
    Centred,
    /// At the right margin, as dates and signatures stand.
    Right,
}

/// What a file says of a part of the book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Opening {
    /// What it is: `epub:type`, the type of a `div`.
    pub(super) role: Option<Role>,
    /// Its title in a list of contents; used where it has no heading.
    pub(super) title: Option<String>,
    /// Its language.
    pub(super) language: Option<Language>,
    /// Whether the book makes what stands here of its text: a list of what has captions, an index.
    pub(super) generated: bool,
    /// Which of the indexes it is; `None`: the first.
    pub(super) index: Option<String>,
}

/// Name of the series of the editor's notes.
pub(super) const EDITORS: &str = "hg";

/// A note that the file links with its calls.
#[derive(Debug, Clone)]
pub(super) struct LinkedNote {
    /// Its label, unique in the draft: letters, digits and hyphens; that of an editor's note begins with [`EDITORS`] and a colon.
    pub(super) label: String,
    /// Its text, without its number.
    pub(super) body: Vec<Block>,
}

impl LinkedNote {
    /// A note; notes are many and most have one block, so that it takes no more than this needs.
    pub(super) fn new(label: String, mut body: Vec<Block>) -> Self {
        body.shrink_to_fit();
        Self { label, body }
    }
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Its path in the edition's folder, as blocks name it: `bilder/rad.png`.
    pub(super) path: String,
    /// The file.
    pub(super) bytes: Vec<u8>,
}

/// Something of the file that is no part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aside {
    /// Where it stands.
    pub(super) span: Span,
    /// Why it is no part of the text, or cannot be: `line of the page`, `licence of the library`, `embedded sound`.
    pub(super) why: &'static str,
    /// Its words.
    pub(super) words: String,
}

/// What a file says of itself; what it does not say is looked for in its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// The title.
    pub(super) title: Option<String>,
    /// The subtitles, in their order.
    pub(super) subtitles: Vec<String>,
    /// Who made it, with roles.
    pub(super) contributors: Vec<Contributor>,
    /// The language of the text.
    pub(super) language: Option<Language>,
    /// When the source appeared.
    pub(super) date: Option<Date>,
    /// When the work first appeared.
    pub(super) first_published: Option<Date>,
    /// The publisher.
    pub(super) publisher: Option<String>,
    /// Place of publication.
    pub(super) place: Option<String>,
    /// The ISBN of the source.
    pub(super) isbn: Option<String>,
    /// The series it belongs to.
    pub(super) series: Vec<Series>,
    /// What it is about.
    pub(super) subjects: Vec<Subject>,
    /// A paragraph for shops and catalogues.
    pub(super) description: Option<String>,
    /// Who holds which rights.
    pub(super) rights: Option<String>,
    /// Address of the licence.
    pub(super) licence: Option<String>,
    /// Address of the page or file it was taken from.
    pub(super) url: Option<String>,
    /// Where it was taken from, as a sentence.
    pub(super) origin: Option<String>,
    /// Path of the picture that is its cover, among the pictures, and its alternative text.
    pub(super) cover: Option<(String, String)>,
}
