//! Editions that somebody might write, as data: every construct of the format.

mod any;

pub use any::{edition, spoilt};

/// A piece of a line.
#[derive(Debug, Clone)]
pub enum Inline {
    /// A word that stands nowhere else in the edition.
    Word,
    /// A mark around words; whether it is written with braces.
    Marked(char, bool, Vec<Self>),
    /// A word of which a part is marked.
    Within(char),
    /// `Wort^Wort^`, `Wort~Wort~`
    Raised(char),
    /// `[…]{…}`
    Span(&'static str, Vec<Self>),
    /// A link to an address, with words; whether the address is collected below the text.
    Link(&'static str, bool, Vec<Self>),
    /// `<https://…>`
    Autolink(&'static str),
    /// `<wort@example.org>`
    Mail,
    /// An address in running text.
    Address(&'static str),
    /// A link to the n-th section, with words or without; whether it names the page.
    Reference(usize, bool, Vec<Self>),
    /// A link to the n-th place with an id, with words; whether it names the page.
    Place(usize, bool),
    /// Code.
    Code(&'static str),
    /// A picture in the line.
    Picture,
    /// A word, a sign, and the call of a note: its series, with what it begins.
    Call(&'static str, &'static str, &'static str, Vec<Block>),
    /// One more call of a note that was called before; whether it may be one of another file.
    Again(usize, bool),
    /// The marker of a page of the source; whether it stands within a word.
    Page(bool),
    /// A mark of the index, around words or at a place; with `from` two of them.
    Index(bool, &'static str),
    /// A citation of the n-th work: what stands before and behind its key.
    Cite(usize, bool, &'static str),
    /// What is for the editor alone.
    Comment,
    /// A line break.
    Break,
    /// What is written, and what is read.
    Sign(&'static str, &'static str),
    /// Straight quotation marks around words.
    Quoted(char, Vec<Self>),
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block {
    Paragraph(&'static str, Vec<Inline>),
    Quotation(Vec<Self>),
    Verse(&'static str, Vec<Vec<Vec<Inline>>>),
    /// A block between colons: its name, its attributes, what is in it.
    Between(&'static str, &'static str, Vec<Self>),
    /// A letter with all that stands around its text.
    Letter(Vec<Inline>, Vec<Self>),
    /// Attributes, a stage direction, speeches; whether the last verse is shared.
    Drama(&'static str, Option<Vec<Inline>>, Vec<(Vec<Inline>, Vec<Self>)>, bool),
    /// Attributes, paragraphs of the caption; whether it is described at length.
    Figure(&'static str, Vec<Vec<Inline>>, bool),
    /// Caption, alignments, head, rows.
    Table(Option<Vec<Inline>>, Vec<&'static str>, bool, Vec<Vec<Vec<Inline>>>),
    List(&'static str, bool, Vec<Vec<Self>>),
    Definitions(Vec<(Vec<Inline>, Vec<Self>)>),
    Break(&'static str),
    /// The language of the computer, lines.
    Code(&'static str, Vec<&'static str>),
    /// What is for the editor alone.
    Comment,
    /// A quotation over paragraphs: its sign, whether each of them opens it.
    Speech(char, bool, Vec<Vec<Inline>>),
    /// Attributes in a line of their own before any other block.
    With(&'static str, Box<Self>),
}

/// What stands below a heading.
#[derive(Debug, Clone)]
pub struct Passage {
    pub level: usize,
    pub number: bool,
    pub subtitle: bool,
    pub short: bool,
    pub attributes: &'static str,
    pub title: Vec<Inline>,
    pub blocks: Vec<Block>,
}

/// A section file; without a first passage it has no heading.
#[derive(Debug, Clone)]
pub struct Section {
    pub role: &'static str,
    pub language: Option<&'static str>,
    /// Series of the labels that name none.
    pub notes: Option<&'static str>,
    pub heading: bool,
    pub passages: Vec<Passage>,
}

/// A series of notes.
#[derive(Debug, Clone)]
pub struct Series {
    pub placement: &'static str,
    pub numbering: &'static str,
    pub marks: &'static str,
    pub pages: &'static str,
    pub back_references: &'static str,
}

/// What the manifest says beyond the necessary.
#[derive(Debug, Clone)]
pub struct Wishes {
    pub page_markers: &'static str,
    pub typography: &'static str,
    pub quotes: &'static str,
    pub metadata: bool,
    pub half_title: bool,
    /// Hyphenation, ligatures, pages, fonts of the e-book.
    pub epub: (&'static str, &'static str, &'static str, bool),
    /// Style of citations, which works are listed.
    pub citations: (&'static str, &'static str),
    /// Imposition, where files for a printer are made.
    pub print: Option<&'static str>,
}

/// An edition.
#[derive(Debug, Clone)]
pub struct Edition {
    pub language: &'static str,
    pub layout: &'static str,
    pub wishes: Wishes,
    /// The three series.
    pub series: Vec<Series>,
    pub sections: Vec<Section>,
}

/// How long an edition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Some pages.
    Small,
    /// Up to 140 kB of source.
    Large,
}

/// An edition in whose first text something is wrong.
#[derive(Debug, Clone)]
pub struct Spoilt {
    pub edition: Edition,
    /// Which of the signs that mean something.
    pub place: usize,
    pub fault: Fault,
}

/// What is done to a sign.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// It is left out.
    Left,
    /// It stands twice.
    Twice,
    /// It stands behind the next one.
    Behind,
    /// Another stands before it.
    Before(&'static str),
}

impl Spoilt {
    /// A text with the fault in it.
    pub fn text(&self, text: &str) -> String {
        let signs: Vec<usize> = text
            .char_indices()
            .filter(|(_, c)| c.is_ascii_punctuation() || *c == '\n')
            .map(|(at, _)| at)
            .collect();
        let at = signs[self.place % signs.len()];
        let (before, sign, rest) = (&text[..at], &text[at..=at], &text[at + 1..]);
        let next = rest.chars().next().map_or(0, char::len_utf8);
        match self.fault {
            Fault::Left => format!("{before}{rest}"),
            Fault::Twice => format!("{before}{sign}{sign}{rest}"),
            Fault::Behind => format!("{before}{}{sign}{}", &rest[..next], &rest[next..]),
            Fault::Before(other) => format!("{before}{other}{sign}{rest}"),
        }
    }
}
