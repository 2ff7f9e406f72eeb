//! Lines, words and letters that are longer than can be set, or than are set as others are.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::walk::LineKind;
use crate::ir::{
    Block, BlockKind, Book, Inline, InlineKind, LONG_CODE, LONG_HEADING, LONG_LINE, LONG_WORD,
    ParagraphKind, Passage, Piece, length, long_cluster, long_words, walk,
};
use crate::source::Span;

/// Tells of all of them.
pub(super) fn all(book: &Book, diagnostics: &mut Diagnostics) {
    for section in book.sections().filter(|section| !section.is_generated()) {
        if let Some(heading) = &section.heading {
            let span = heading.title.first().map_or(section.span, |first| first.span);
            line(("a heading", LONG_HEADING), &heading.title, span, diagnostics);
        }
        blocks(&section.blocks, diagnostics);
    }
    for (_, note) in book.arrangement.notes() {
        blocks(&note.body, diagnostics);
    }
    words(book, diagnostics);
    walk::every_inline(book, &mut |inline| {
        if let InlineKind::Code { text } = &inline.kind {
            code(text, inline.span, diagnostics);
        }
    });
}

fn blocks(list: &[Block], diagnostics: &mut Diagnostics) {
    for one in list {
        block(one, diagnostics);
        if let BlockKind::Table(table) = &one.kind {
            for cell in table.cells() {
                match cell.line() {
                    Some(own) => line(("a cell", LONG_LINE), own, cell.span, diagnostics),
                    None => blocks(&cell.blocks, diagnostics),
                }
            }
        } else {
            walk::child_blocks(one).into_iter().for_each(|inner| blocks(inner, diagnostics));
        }
    }
}

fn block(block: &Block, diagnostics: &mut Diagnostics) {
    match &block.kind {
        BlockKind::Paragraph(paragraph) => {
            let role = paragraph.role;
            if matches!(role, ParagraphKind::Body | ParagraphKind::NoIndent) {
                return self::paragraph(&paragraph.content, block.span, diagnostics);
            }
            let what = ("a paragraph of a kind of its own", LONG_LINE);
            line(what, &paragraph.content, block.span, diagnostics);
        }
        BlockKind::Heading(heading) => {
            line(("a heading", LONG_HEADING), &heading.title, block.span, diagnostics);
        }
        BlockKind::Verse { stanzas } => {
            for one in stanzas.iter().flat_map(|stanza| &stanza.lines) {
                line(("a line of verse", LONG_LINE), &one.content, one.span, diagnostics);
            }
        }
        BlockKind::Table(table) => {
            line(("a caption", LONG_LINE), &table.caption, block.span, diagnostics);
        }
        BlockKind::Definitions { items } => {
            for item in items {
                line(("a term", LONG_LINE), &item.term, item.span, diagnostics);
            }
        }
        BlockKind::Code { text, .. } => {
            if let Some(long) = text.lines().find(|line| line.chars().count() > LONG_CODE) {
                code(long, block.span, diagnostics);
            }
        }
        _ => {}
    }
}

fn paragraph(list: &[Inline], span: Span, diagnostics: &mut Diagnostics) {
    let letters = length(list);
    if letters > LONG_LINE {
        let parts = letters.div_ceil(LONG_LINE);
        diagnostics.report(
            Code::LongParagraph,
            begin(span),
            format!("the paragraph is {letters} letters long and is set in {parts} parts"),
            "make several paragraphs of it; where the parts meet, a draft has a short line, and \
             programs that read the PDF aloud take a breath",
        );
    }
}

fn line((what, most): (&str, usize), list: &[Inline], span: Span, diagnostics: &mut Diagnostics) {
    let letters = length(list);
    if letters > most {
        too_long(what, most, letters, span, diagnostics);
    }
}

fn code(text: &str, span: Span, diagnostics: &mut Diagnostics) {
    let letters = text.chars().count();
    if letters > LONG_CODE {
        too_long("a line of code", LONG_CODE, letters, span, diagnostics);
    }
}

fn too_long(what: &str, most: usize, is: usize, span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.report(
        Code::TooLong,
        begin(span),
        format!("{what} can have {most} letters, this one has {is}"),
        "shorten it, or make a paragraph of it",
    );
}

/// Words without a place for a line end, and letters under their marks.
fn words(book: &Book, diagnostics: &mut Diagnostics) {
    walk::lines(book.manuscript(), &mut |context, line| {
        let passage = Passage::from_line(context, line);
        let place = |range: &Range<usize>| {
            let piece = passage.touched(range).first();
            piece.map_or_else(|| line[0].span, |piece| within(piece, range.start))
        };
        if let Some(cluster) = long_cluster(&passage.text) {
            let marks = passage.text[cluster.clone()].chars().count() - 1;
            diagnostics.report(
                Code::StackedMarks,
                place(&cluster),
                format!("a letter carries {marks} marks"),
                "leave it the marks that it needs: no typesetter can place so many",
            );
        }
        for word in long_words(&passage.text) {
            let letters = passage.text[word.clone()].chars().count();
            let message = format!("a word of {letters} letters is parted anywhere");
            let hint = format!(
                "put in the spaces that are missing; up to {LONG_WORD} letters a word is broken by its syllables"
            );
            // Headings are not broken otherwise.
            let hint =
                if context.kind == LineKind::Heading { "shorten the heading".into() } else { hint };
            diagnostics.report(Code::LongWord, place(&word), message, hint);
        }
    });
}

/// The place of a byte of the running text in a piece of it, if the source says it in the same words.
fn within(piece: &Piece, at: usize) -> Span {
    let same = piece.span.range().len() == piece.range.len();
    let before = if same { at.saturating_sub(piece.range.start) } else { 0 };
    let start = piece.span.start as usize + before;
    Span::new(piece.span.file, start..start)
}

/// Where it begins: all of it would fill the screen.
fn begin(span: Span) -> Span {
    Span::new(span.file, span.start as usize..span.start as usize)
}
