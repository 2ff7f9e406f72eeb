//! Reads a section file in Djot into the blocks and notes of the representation.
//!
//! Reading never fails: broken markup becomes text or is left out, and a diagnostic says so.

mod attributes;
mod blocks;
mod citations;
mod comments;
mod counting;
mod cursor;
mod depth;
mod divs;
mod formulas;
mod grids;
mod inlines;
mod links;
mod lists;
mod marks;
mod notes;
mod quotation;
mod rows;
mod spaces;
mod speech;
mod tables;
mod unclosed;
mod veil;
mod verse;

pub(super) use blocks::class_of;

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    Block, BlockKind, Comment, Heading, Inline, InlineKind, Language, Names, Note, NoteSeries,
    PageMarkers, SectionId, SeriesId, walk,
};
use crate::language::QuoteStyle;
use crate::source::{FileId, Sources, Span};
use counting::Counting;
use cursor::Cursor;

/// How many headings a section may have: the parser gives each a name of its own, for which it looks
/// through those of the same words.
const MAX_HEADINGS: usize = 5000;

/// What a section is read with.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The language of the section.
    pub language: &'a Language,
    /// The series of notes of the book.
    pub series: &'a [NoteSeries],
    /// The series of labels without a name.
    pub default_series: SeriesId,
    /// The section.
    pub section: SectionId,
    /// The quotation marks that straight ones become.
    pub quotes: QuoteStyle,
    /// How pages of the source are shown: whether their numbers stand in the line.
    pub page_markers: PageMarkers,
}

#[cfg(test)]
impl<'a> Context<'a> {
    /// The first section of a book in a language, without series of notes.
    pub(super) fn alone(language: &'a Language) -> Self {
        Self {
            language,
            series: &[],
            default_series: SeriesId(0),
            section: SectionId(0),
            quotes: QuoteStyle::Custom,
            page_markers: PageMarkers::Margin,
        }
    }
}

/// What a section file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// The heading at its start, with the id it was given.
    pub heading: Option<(Heading, Option<String>)>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its notes.
    pub notes: Vec<Note>,
    /// The remarks of the editor's in it.
    pub comments: Vec<Comment>,
}

impl Content {
    /// Names all that was read.
    fn name(&mut self, section: SectionId) {
        let mut names = Names::for_section(section);
        if let Some((heading, _)) = &mut self.heading {
            walk::nested_mut(&mut heading.title, &mut |inline| names.name(&mut inline.name));
        }
        let notes = self.notes.iter_mut().map(|note| &mut note.body);
        for blocks in std::iter::once(&mut self.blocks).chain(notes) {
            walk::blocks_mut(blocks, &mut |block| names.name(&mut block.name));
            walk::inlines_mut(blocks, &mut |inline| names.name(&mut inline.name));
        }
    }
}

/// Reads the text of `file`.
pub fn read(
    text: &str,
    file: FileId,
    context: Context<'_>,
    diagnostics: &mut Diagnostics,
) -> Content {
    reading(text, file, context, diagnostics, None)
}

/// Reads a text whose blocks pass by: each is shown as soon as it is read, with its number among those of the text, and is
/// empty after that; one with a comment in it and the heading stay and are not shown. `None`: a comment came to light in one
/// that had passed.
pub(in crate::djot) fn read_passing(
    text: &str,
    context: Context<'_>,
    show: &mut dyn FnMut(usize, &Block),
) -> Option<Content> {
    let file = Sources::default().add("", "");
    let mut passing = Passing { show, passed: Vec::new(), seen: 0, headed: false };
    let mut look = |blocks: &mut [Block], comments: &[Found]| passing.look(blocks, comments);
    let content = reading(text, file, context, &mut Diagnostics::default(), Some(&mut look));
    let holds = |comment: &Comment| {
        let at = comment.span;
        let next = passing.passed.partition_point(|span| span.end < at.start);
        passing.passed.get(next).is_some_and(|span| span.start <= at.end)
    };
    (!content.comments.iter().any(holds)).then_some(content)
}

/// A comment while it is read.
type Found = (Range<usize>, comments::Stand);

/// What looks at blocks that were read, and the comments so far.
type Look<'d> = dyn FnMut(&mut [Block], &[Found]) + 'd;

/// Blocks that pass by.
struct Passing<'p> {
    show: &'p mut dyn FnMut(usize, &Block),
    /// Where those stood that were shown.
    passed: Vec<Span>,
    /// How many blocks were there.
    seen: usize,
    /// Whether the first is the heading.
    headed: bool,
}

impl Passing<'_> {
    /// Looks at the blocks that were read since.
    fn look(&mut self, blocks: &mut [Block], comments: &[Found]) {
        for (index, block) in blocks.iter_mut().enumerate().skip(self.seen) {
            if index == 0 && is_own_heading(block) {
                self.headed = true;
                continue;
            }
            let (start, end) = (block.span.range().start, block.span.range().end);
            let mut behind = comments.iter().rev().take_while(|(range, _)| range.end >= start);
            if behind.any(|(range, _)| range.start <= end) {
                continue;
            }
            (self.show)(index - usize::from(self.headed), block);
            self.passed.push(block.span);
            *block = Block::new(block.span, BlockKind::ThematicBreak);
        }
        self.seen = blocks.len();
    }
}

fn reading(
    text: &str,
    file: FileId,
    context: Context<'_>,
    diagnostics: &mut Diagnostics,
    passing: Option<&mut Look<'_>>,
) -> Content {
    if let Some(range) = depth::too_deep(text) {
        report_depth(Span::new(file, range), diagnostics);
        return Content::default();
    }
    report_counts(text, file, diagnostics);
    let veiled = veil::veiled(text);
    let mut reader = Reader {
        speech: speech::marks_over_paragraphs(&veiled, text),
        speech_closes: None,
        cursor: Cursor::new(&veiled, text),
        text,
        file,
        context,
        languages: vec![context.language.clone()],
        open_quotes: Vec::new(),
        going_on: Vec::new(),
        lines_count: false,
        counting: Counting::default(),
        verse_margin: 0,
        plays: 0,
        notes: Vec::new(),
        comments: Vec::new(),
        read_at: veiled.as_ptr() as usize,
        depth: 0,
        inside: 0,
        in_cell: false,
        asterisk_calls: false,
        displayed: Vec::new(),
        // In an arm of its own it may live as long as what it stands in.
        passing: match passing {
            Some(passing) => Some(passing),
            None => None,
        },
        diagnostics,
    };
    let mut blocks = reader.document();
    reader.report_displayed();
    let notes = std::mem::take(&mut reader.notes);
    let comments = std::mem::take(&mut reader.comments);
    let heading = take_heading(&mut blocks);
    if heading.is_none() && blocks.is_empty() {
        diagnostics.report(
            Code::EmptySection,
            Span::new(file, 0..0),
            "this section holds no text",
            "write the text, or take the section out of the manifest",
        );
    }
    report_second_heading(&blocks, diagnostics);
    let mut content = Content { heading, blocks, notes, comments: Vec::new() };
    content.name(context.section);
    content.place(text, comments, file);
    content
}

fn report_depth(span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.report(
        Code::Unsupported,
        span,
        "markup is nested deeper than it can be set",
        "at most 24 quotations, 12 lists or 8 lists of definitions stand in each other; \
         look for marks that are opened and never closed",
    );
}

/// Reports what the parser cannot count, or would count without end: very long rows of `#`, and more
/// headings than a section can have.
fn report_counts(text: &str, file: FileId, diagnostics: &mut Diagnostics) {
    let mut headings = depth::headings(text).skip(MAX_HEADINGS);
    if let Some(range) = headings.next() {
        diagnostics.report(
            Code::Unsupported,
            Span::new(file, range),
            format!("a section has more than {MAX_HEADINGS} headings"),
            "part it into several files, each a `[[section]]` of the manifest",
        );
    }
    let is_meant =
        |row: &Range<usize>| depth::is_heading(text, row) && veil::is_read(text, row.start);
    for row in veil::long_rows(text).into_iter().filter(is_meant) {
        diagnostics.report(
            Code::Unsupported,
            Span::new(file, row),
            "a heading has more than six levels",
            "use at most `######`; a backslash before the first sign if it is text",
        );
    }
}

/// Takes a heading of level 1 off the start.
fn take_heading(blocks: &mut Vec<Block>) -> Option<(Heading, Option<String>)> {
    if !is_own_heading(blocks.first()?) {
        return None;
    }
    let block = blocks.remove(0);
    match block.kind {
        BlockKind::Heading(mut heading) => {
            if block.language.is_some() {
                let content = std::mem::take(&mut heading.title);
                let mut title = Inline::new(block.span, InlineKind::Group { content });
                title.language = block.language;
                heading.title.push(title);
            }
            Some((*heading, block.id))
        }
        _ => None,
    }
}

fn is_own_heading(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1)
}

fn report_second_heading(blocks: &[Block], diagnostics: &mut Diagnostics) {
    for block in blocks {
        if is_own_heading(block) {
            diagnostics.report(
                Code::Misplaced,
                block.span,
                "a heading of the first level stands in the middle of a section",
                "use `##`, or put what follows into a file of its own and list it in the manifest",
            );
        }
    }
}

/// The state of reading one file.
struct Reader<'a, 'd> {
    cursor: Cursor<'a>,
    text: &'a str,
    file: FileId,
    context: Context<'a>,
    /// The languages around, the innermost last.
    languages: Vec<Language>,
    /// The quotations that are open in the current line of text.
    open_quotes: Vec<quotation::Opener>,
    /// The quotation that the paragraph before left open.
    going_on: Vec<quotation::Opener>,
    /// The single marks of quotations over paragraphs, and what closes the one that is open.
    speech: speech::Marks,
    speech_closes: Option<&'static str>,
    /// Whether line ends of the source are line ends of the text, as in verse.
    lines_count: bool,
    /// The count of the lines of verse.
    counting: Counting,
    /// How many spaces stand before the block of verse that is read.
    verse_margin: u16,
    /// How many blocks of a play are around.
    plays: usize,
    notes: Vec<Note>,
    /// Where comments stand.
    comments: Vec<Found>,
    /// The address in memory of what the parser reads, by which a piece of it is placed.
    read_at: usize,
    /// How deep the current container is nested, by the weights of those around it.
    depth: usize,
    /// How many blocks are around in which no heading can stand.
    inside: usize,
    /// Whether what is read stands in a cell of a table.
    in_cell: bool,
    /// Whether a word with an asterisk behind it was read: an asterisk before a word may be its note.
    asterisk_calls: bool,
    /// Formulas that ask for a line of their own and have not got one yet.
    displayed: Vec<Span>,
    /// Who looks at the blocks of the text, each time that one was read, and at the comments so far.
    passing: Option<&'d mut Look<'d>>,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Runs `read` with `language`, if any, as the language around.
    fn within<T>(&mut self, language: Option<&Language>, read: impl FnOnce(&mut Self) -> T) -> T {
        if let Some(language) = language {
            self.languages.push(language.clone());
        }
        let result = read(self);
        if language.is_some() {
            self.languages.pop();
        }
        result
    }

    fn language(&self) -> &Language {
        self.languages.last().unwrap_or(self.context.language)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_file_is_read() {
        use crate::ir::{self, Language};
        use crate::source::Sources;
        use crate::{diagnostics::Diagnostics, djot};

        let mut sources = Sources::default();
        let text = "# Ankunft\n\nDer Zug hielt.[^1]\n\n[^1]: Um acht.";
        let file = sources.add("text/a.dj", text);
        let language = Language::parse("de").unwrap();
        let context = djot::Context::alone(&language);
        let content = djot::read(text, file, context, &mut Diagnostics::default());
        assert_eq!(ir::plain(&content.heading.unwrap().0.title), "Ankunft");
        assert_eq!((content.blocks.len(), content.notes.len()), (1, 1));
    }
}
