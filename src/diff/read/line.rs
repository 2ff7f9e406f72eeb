//! A line of inlines as words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::super::text::{LINE_END, Style, Token, Words};
use crate::ir::walk::{LineContext, LineKind};
use crate::ir::{self, Book, Inline, InlineKind, LinkTarget, NoteId};
use crate::source::{Sources, Span};

/// What a line is collected in.
pub(super) struct Line<'b> {
    book: &'b Book,
    sources: &'b Sources,
    text: String,
    pieces: Vec<Piece>,
    calls: Vec<(usize, NoteId)>,
    /// Titles for which a book can say a page.
    pages: Vec<Range<usize>>,
}

/// A stretch of the line that is set in one way.
struct Piece {
    range: Range<usize>,
    style: Style,
    at: At,
}

/// How the place of a word is found.
enum At {
    /// All of it stands there.
    Whole(Span),
    /// Letter by letter.
    Exact(Box<ir::Passage>),
}

impl<'b> Line<'b> {
    pub(super) fn new(book: &'b Book, sources: &'b Sources) -> Self {
        let (text, pieces, calls, pages) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        Self { book, sources, text, pieces, calls, pages }
    }

    /// Puts inlines at the end.
    pub(super) fn inlines(&mut self, list: &[Inline]) {
        self.collect(list, Style::default(), None);
    }

    /// Puts text at the end, behind a space.
    pub(super) fn words(&mut self, text: &str, span: Span) {
        self.text.push(' ');
        self.push(text, Style::default(), At::Whole(span));
    }

    /// `said`: the place of what says these inlines at another one.
    fn collect(&mut self, list: &[Inline], style: Style, said: Option<Span>) {
        for inline in list {
            let at = || At::Whole(said.unwrap_or(inline.span));
            match &inline.kind {
                InlineKind::Text { text } => {
                    let at = if said.is_some() { at() } else { self.exactly(inline) };
                    self.push(text, style, at);
                }
                InlineKind::LineBreak => self.push(LINE_END, style, at()),
                InlineKind::Code { text } => self.push(text, style.with(CODE), at()),
                InlineKind::Formula(formula) => self.push(&formula.words(), style, at()),
                InlineKind::Image { alt, .. } => {
                    self.push(&format!("[{alt}]"), style, at());
                }
                InlineKind::NoteCall { .. } => {
                    let called = self.book.notes.called(inline);
                    self.calls.extend(called.map(|call| (self.text.len(), call.note)));
                }
                InlineKind::Citation { .. } => {
                    let words = self.book.citations.said(inline);
                    self.collect(words, style, said.or(Some(inline.span)));
                }
                InlineKind::Link { target, content } if content.is_empty() => {
                    self.link(target, inline, style, said);
                }
                InlineKind::PageReference { target, content } if content.is_empty() => {
                    let (start, id) = (self.text.len(), target.clone());
                    self.link(&LinkTarget::Anchor { id }, inline, style, said);
                    self.pages.push(start..self.text.len());
                }
                InlineKind::PageMarker { .. } => {}
                kind => self.collect(inline.children(), style.with(style_of(kind)), said),
            }
        }
    }

    /// A link that says the title of what it leads to.
    fn link(&mut self, target: &LinkTarget, inline: &Inline, style: Style, said: Option<Span>) {
        let words = self.book.said_by(target, inline.span, &self.book.metadata().language);
        self.collect(&words, style, said.or(Some(inline.span)));
    }

    fn exactly(&self, inline: &Inline) -> At {
        let written = self.sources.file(inline.span.file).text().get(inline.span.range());
        if written.is_none() {
            return At::Whole(inline.span);
        }
        let language = &self.book.metadata().language;
        let (kind, section) = (LineKind::Prose, ir::SectionId::default());
        let context = LineContext { kind, language, section, note: false };
        At::Exact(Box::new(ir::Passage::from_line(context, std::slice::from_ref(inline))))
    }

    fn push(&mut self, text: &str, style: Style, at: At) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { range: start..self.text.len(), style, at });
    }

    /// The words, and behind how many of them notes are called.
    pub(super) fn finish(self, words: &mut Words) -> Vec<(usize, NoteId)> {
        let before = words.list.len();
        let mut starts = Vec::new();
        let mut piece = 0;
        for (range, spaced) in split(&self.text) {
            while self.pieces.get(piece).is_some_and(|one| one.range.end <= range.start) {
                piece += 1;
            }
            let Some((style, span)) = self.setting(piece, &range) else { continue };
            let letters = letters(&self.text[range.clone()]);
            starts.push(range.start);
            let spaced = spaced || starts.len() == 1;
            let for_page = self.pages.iter().any(|page| page.contains(&range.start));
            words.push(Token { text: &letters, spaced, style, span, for_page });
        }
        let behind = |at: usize| before + starts.partition_point(|start| *start < at);
        self.calls.into_iter().map(|(at, note)| (behind(at), note)).collect()
    }

    /// How a word is set, and where it stands.
    fn setting(&self, first: usize, range: &Range<usize>) -> Option<(Style, Span)> {
        let count = self.pieces[first..].partition_point(|piece| piece.range.start < range.end);
        let pieces = &self.pieces[first..first + count];
        let (start, end) = (pieces.first()?, pieces.last()?);
        let even = pieces.iter().all(|piece| piece.style == start.style);
        let all = pieces.iter().fold(Style::default(), |all, piece| all.with(piece.style));
        let style = if even { all } else { all.with(Style::PARTLY) };
        let span = self.place(start, range)?.to(self.place(end, range)?);
        Some((style, span))
    }

    /// Where the part of a word stands that is in a piece.
    fn place(&self, piece: &Piece, range: &Range<usize>) -> Option<Span> {
        let from = range.start.max(piece.range.start) - piece.range.start;
        let to = range.end.min(piece.range.end) - piece.range.start;
        match &piece.at {
            At::Whole(span) => Some(*span),
            At::Exact(passage) => passage.span(&(from..to), self.sources),
        }
    }
}

const CODE: Style = Style::NAMES[9].0;

fn style_of(kind: &InlineKind) -> Style {
    let index = match kind {
        // A title and a direction are set as stress is, and finished books say no more.
        InlineKind::Emphasis { .. } | InlineKind::WorkTitle { .. } | InlineKind::Stage { .. } => 0,
        InlineKind::Strong { .. } => 1,
        InlineKind::SmallCaps { .. } => 2,
        InlineKind::Letterspaced { .. } => 3,
        InlineKind::Superscript { .. } => 4,
        InlineKind::Subscript { .. } => 5,
        InlineKind::Inserted { .. } => 6,
        InlineKind::Deleted { .. } => 7,
        InlineKind::Highlighted { .. } => 8,
        _ => return Style::default(),
    };
    Style::NAMES[index].0
}

/// The letters as they are compared: in normalization form C, one hyphen, nothing that is not seen.
fn letters(word: &str) -> String {
    let seen = word.chars().filter(|c| !is_unseen(*c));
    let seen: String = seen.map(|c| if is_hyphen(c) { '-' } else { c }).collect();
    if is_nfc(&seen) { seen } else { seen.nfc().collect() }
}

/// Where words may be broken, or not: nothing of the text.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_unseen(c)
}

/// Words and marks of punctuation, each with whether space stands before it. Hyphens and apostrophes within a word
/// belong to it, points and commas to a number.
fn split(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut spaced = false;
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c == '\n' {
            found.push((start..start + 1, true));
            spaced = true;
            continue;
        }
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        if is_unseen(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut last = c;
        while is_letter(last) {
            let Some(&(at, next)) = rest.peek() else { break };
            let behind = text[at + next.len_utf8()..].chars().find(|c| !is_unseen(*c));
            let joins = match next {
                '\'' | '’' => behind.is_some_and(char::is_alphanumeric),
                '.' | ',' => last.is_ascii_digit() && behind.is_some_and(|c| c.is_ascii_digit()),
                _ => is_hyphen(next) && behind.is_some_and(char::is_alphanumeric),
            };
            if !is_letter(next) && !joins {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
            if is_letter(next) {
                last = next;
            }
        }
        found.push((start..end, spaced));
        spaced = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{letters, split};

    #[test]
    fn words_and_marks() {
        let text = "»Geht’s?«, 1.000 Haus\u{ad}boot-\u{a0}und  Kahn‑Fahrten.";
        let words: Vec<_> = split(text)
            .into_iter()
            .map(|(range, spaced)| (letters(&text[range]), spaced))
            .collect();
        let shown: Vec<String> = words
            .iter()
            .map(|(word, spaced)| format!("{}{word}", if *spaced { " " } else { "" }))
            .collect();
        let expected = [
            "»",
            "Geht’s",
            "?",
            "«",
            ",",
            " 1.000",
            " Hausboot",
            "-",
            " und",
            " Kahn-Fahrten",
            ".",
        ];
        assert_eq!(shown, expected);
    }
}
