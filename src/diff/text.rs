//! A text as it is compared: passages and notes of words, each with its place.

use std::ops::Range;

use crate::ir::Language;
use crate::source::{Location, Sources, Span};

/// Stands between two passages that are compared as one.
pub const PARAGRAPH: &str = "¶";
/// Stands for a forced end of a line.
pub const LINE_END: &str = "\n";

/// One side of a comparison.
#[derive(Debug)]
pub struct Text {
    /// Its title.
    pub title: String,
    /// The language of most of it.
    pub language: Language,
    /// The number of the edition, if it is said.
    pub edition: Option<u32>,
    /// What is known of the book, in a fixed order.
    pub facts: Vec<Fact>,
    /// The titles of the sections, in reading order; empty where a section has none.
    pub sections: Vec<String>,
    /// The passages, in reading order.
    pub passages: Vec<Passage>,
    /// The notes, in the order of their first calls.
    pub notes: Vec<Note>,
    /// Whether it is a finished book that was read back: it says less than an edition of itself, and its places are
    /// those of sections and paragraphs.
    pub finished: bool,
    /// The files that its places name.
    pub sources: Sources,
}

/// Something that is known of a book.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// What is said.
    pub kind: FactKind,
    /// What it is.
    pub value: String,
}

/// What can be known of a book, by the names of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// The title.
    Title,
    /// A subtitle.
    Subtitle,
    /// Who had a part in it, with what they did.
    Contributor,
    /// The language of the main text.
    Language,
    /// The number of the edition.
    Edition,
    /// The edition in words.
    EditionStatement,
    /// When it was published.
    Date,
    /// When the work first appeared.
    FirstPublished,
    /// Who published it.
    Publisher,
    /// Where it was published.
    Place,
    /// A series that it belongs to.
    Series,
    /// An ISBN.
    Isbn,
    /// Its DOI.
    Doi,
    /// Its URN at a library.
    Urn,
    /// Its identifier.
    Identifier,
    /// The paragraph for catalogues.
    Description,
    /// Who holds which rights.
    Rights,
    /// The address of the licence.
    Licence,
    /// Where the text was taken from.
    Source,
}

impl FactKind {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Contributor => "contributors",
            Self::Language => "language",
            Self::Edition => "edition",
            Self::EditionStatement => "edition statement",
            Self::Date => "date",
            Self::FirstPublished => "first published",
            Self::Publisher => "publisher",
            Self::Place => "place",
            Self::Series => "series",
            Self::Isbn => "ISBN",
            Self::Doi => "DOI",
            Self::Urn => "URN",
            Self::Identifier => "identifier",
            Self::Description => "description",
            Self::Rights => "rights",
            Self::Licence => "licence",
            Self::Source => "source",
        }
    }
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Running text, an entry of a list.
    Paragraph,
    /// A heading or the line below it.
    Heading,
    /// A stanza.
    Verse,
    /// A row of a table.
    Row,
    /// The alternative text of a picture.
    Picture,
    /// A formula on a line of its own.
    Formula,
    /// Lines that are quoted character by character.
    Code,
    /// A break between two trains of thought.
    Break,
}

/// A paragraph, a heading, a stanza, a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// Index of its section in [`Text::sections`].
    pub section: usize,
    /// Its number among the passages of its section that are no headings, from 1; of a heading that of the one before.
    pub number: usize,
    /// Where it stands in the source.
    pub span: Span,
    /// Its words.
    pub words: Words,
    /// The notes that are called in it: behind how many words, and the index in [`Text::notes`].
    pub calls: Vec<(usize, usize)>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its mark as printed.
    pub mark: String,
    /// Where it stands in the source.
    pub span: Span,
    /// Its words; the ends of its paragraphs are [`PARAGRAPH`].
    pub words: Words,
    /// Its first call: the index of the passage, and behind how many words.
    pub called: Option<(usize, usize)>,
}

/// Words one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Their letters, without what stands between them.
    pub letters: String,
    /// Each of them.
    pub list: Vec<Word>,
}

/// A word, or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in [`Words::letters`].
    pub range: Range<u32>,
    /// Whether space stands before it; said of the first one, too.
    pub spaced: bool,
    /// How it is set.
    pub style: Style,
    /// Where it stands in the source.
    pub span: Span,
    /// Whether it is of a title for which a book can say a page: `S. 13`.
    pub for_page: bool,
}

/// How a word is set: a bit for each kind of mark-up around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Style(pub u16);

impl Style {
    /// Each kind with the word for it.
    pub const NAMES: [(Self, &'static str); 11] = [
        (Self(1), "emphasis"),
        (Self(1 << 1), "strong"),
        (Self(1 << 2), "small-caps"),
        (Self(1 << 3), "letterspaced"),
        (Self(1 << 4), "superscript"),
        (Self(1 << 5), "subscript"),
        (Self(1 << 6), "inserted"),
        (Self(1 << 7), "deleted"),
        (Self(1 << 8), "highlighted"),
        (Self(1 << 9), "code"),
        (Self(1 << 10), "in part"),
    ];
    /// Only some letters of the word are set so.
    pub const PARTLY: Self = Self::NAMES[10].0;

    /// Both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The words for it; none for plain text.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let on = move |(style, _): &(Self, &str)| self.0 & style.0 != 0;
        Self::NAMES.into_iter().filter(on).map(|(_, name)| name)
    }
}

impl Words {
    /// The letters of a word.
    #[must_use]
    pub fn text(&self, word: &Word) -> &str {
        &self.letters[word.range.start as usize..word.range.end as usize]
    }

    /// Puts a word at the end.
    pub fn push(&mut self, token: Token<'_>) {
        let Token { text, spaced, style, span, for_page } = token;
        let start = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        self.letters.push_str(text);
        let end = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        self.list.push(Word { range: start..end, spaced, style, span, for_page });
    }

    /// As running text.
    #[must_use]
    pub fn said(&self) -> String {
        said(&self.tokens().collect::<Vec<_>>())
    }

    /// The words with their letters.
    pub fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        self.list.iter().map(|word| Token {
            text: self.text(word),
            spaced: word.spaced,
            style: word.style,
            span: word.span,
            for_page: word.for_page,
        })
    }
}

/// A word as it is compared and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// Its letters.
    pub text: &'t str,
    /// Whether space stands before it.
    pub spaced: bool,
    /// How it is set.
    pub style: Style,
    /// Where it stands in the source.
    pub span: Span,
    /// Whether it is of a title for which a book can say a page.
    pub for_page: bool,
}

impl Token<'_> {
    /// What stands between passages that are compared as one.
    #[must_use]
    pub fn paragraph(span: Span) -> Token<'static> {
        Token { text: PARAGRAPH, spaced: true, style: Style::default(), span, for_page: false }
    }
}

/// Words as running text.
#[must_use]
pub fn said(tokens: &[Token<'_>]) -> String {
    let mut out = String::new();
    for token in tokens {
        let ends_line = token.text == LINE_END;
        if token.spaced && !out.is_empty() && !ends_line {
            out.push(' ');
        }
        out.push_str(if ends_line { " /" } else { token.text });
    }
    out
}

impl Text {
    /// The words of passages that are compared as one, with [`PARAGRAPH`] between them.
    #[must_use]
    pub fn stream(&self, passages: &Range<usize>) -> Vec<Token<'_>> {
        let mut all = Vec::new();
        for passage in &self.passages[passages.clone()] {
            if !all.is_empty() {
                all.push(Token::paragraph(passage.span));
            }
            all.extend(passage.words.tokens());
        }
        all
    }

    /// The words of a note.
    #[must_use]
    pub fn note(&self, note: usize) -> Vec<Token<'_>> {
        self.notes[note].words.tokens().collect()
    }

    /// Where something stands, with line and column.
    #[must_use]
    pub fn location(&self, span: Span) -> Location {
        self.sources.place(span)
    }
}
