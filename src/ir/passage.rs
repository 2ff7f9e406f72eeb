//! Running text: a line of inlines as one text, with the way back to the source.

use std::ops::Range;

use super::walk::{LineContext, LineKind};
use super::{Inline, InlineKind, Language};
use crate::source::{Sources, Span};

/// Stands in the running text for what is no text: a note's call, a picture, code.
pub const OBJECT: char = '\u{fffc}';

/// What a piece of a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Text.
    Text,
    /// A note's call, shown as [`OBJECT`].
    Call,
    /// Code or a picture, shown as [`OBJECT`].
    Object,
    /// A forced line break, shown as `\n`.
    Break,
}

/// A piece of a passage that comes from one inline.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Where it stands in the passage's text, in bytes.
    pub range: Range<usize>,
    /// Where it stands in the source.
    pub span: Span,
    /// What it is.
    pub kind: PieceKind,
    /// Its language.
    pub language: Language,
    /// Whether it is letterspaced.
    pub spaced: bool,
    /// Whether it belongs to a link.
    pub link: bool,
}

/// A line of inlines as running text. Styles are gone, page markers leave nothing, whatever is no
/// text is [`OBJECT`].
#[derive(Debug, Clone)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// Its pieces, one after the other, without gaps.
    pub pieces: Vec<Piece>,
    /// What the line is.
    pub kind: LineKind,
    /// The language of the line as a whole.
    pub language: Language,
    /// Index of the section in whose file it stands.
    pub section: usize,
    /// Whether it belongs to a note.
    pub note: bool,
}

/// What stands around a piece.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    spaced: bool,
    link: bool,
}

impl Within {
    fn entering(self, kind: &InlineKind) -> Self {
        Self {
            spaced: self.spaced || matches!(kind, InlineKind::Letterspaced { .. }),
            link: self.link || matches!(kind, InlineKind::Link { .. }),
        }
    }
}

impl Passage {
    /// The running text of a line.
    #[must_use]
    pub fn of(context: LineContext<'_>, line: &[Inline]) -> Self {
        let mut passage = Self {
            text: String::new(),
            pieces: Vec::new(),
            kind: context.kind,
            language: context.language.clone(),
            section: context.section,
            note: context.note,
        };
        passage.collect(line, context.language, Within::default());
        passage
    }

    fn collect(&mut self, list: &[Inline], around: &Language, within: Within) {
        for inline in list {
            let language = inline.language.as_ref().unwrap_or(around);
            match &inline.kind {
                InlineKind::Text { text } => {
                    self.push(inline.span, text, PieceKind::Text, language, within);
                }
                InlineKind::LineBreak => {
                    self.push(inline.span, "\n", PieceKind::Break, language, within);
                }
                InlineKind::NoteCall { .. } => {
                    self.object(inline.span, PieceKind::Call, language);
                }
                InlineKind::Code { .. } | InlineKind::Image { .. } => {
                    self.object(inline.span, PieceKind::Object, language);
                }
                InlineKind::PageMarker { .. } => {}
                kind => {
                    let within = within.entering(kind);
                    self.collect(inline.children(), language, within);
                }
            }
        }
    }

    fn object(&mut self, span: Span, kind: PieceKind, language: &Language) {
        self.push(span, OBJECT.encode_utf8(&mut [0; 4]), kind, language, Within::default());
    }

    fn push(
        &mut self,
        span: Span,
        text: &str,
        kind: PieceKind,
        language: &Language,
        Within { spaced, link }: Within,
    ) {
        let range = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { range, span, kind, language: language.clone(), spaced, link });
    }

    /// The pieces that a range touches; an empty range touches what it stands between or in.
    #[must_use]
    pub fn touched(&self, range: &Range<usize>) -> &[Piece] {
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        let end = range.end.max(range.start + 1);
        let count = self.pieces[first..].partition_point(|piece| piece.range.start < end);
        if count == 0 && first > 0 {
            return &self.pieces[first - 1..first];
        }
        &self.pieces[first..first + count]
    }

    /// The language at an offset.
    #[must_use]
    pub fn language_at(&self, offset: usize) -> &Language {
        self.touched(&(offset..offset)).first().map_or(&self.language, |piece| &piece.language)
    }

    /// Whether all of a range is text.
    #[must_use]
    pub fn is_text(&self, range: &Range<usize>) -> bool {
        self.touched(range).iter().all(|piece| piece.kind == PieceKind::Text)
    }

    /// Where a range stands in the source: as exactly as is known.
    #[must_use]
    pub fn span(&self, range: &Range<usize>, sources: &Sources) -> Option<Span> {
        let touched = self.touched(range);
        let (first, last) = (touched.first()?, touched.last()?);
        let start = self.edge(first, range.start, sources).map_or(first.span.start, |at| at);
        let end = self.edge(last, range.end, sources).map_or(last.span.end, |at| at);
        let whole = first.span.to(last.span);
        Some(Span { file: whole.file, start, end: end.max(start) })
    }

    /// Where exactly a range stands in the source: `None` where markup or an escape stands in it,
    /// or it begins or ends within something that the source writes otherwise.
    #[must_use]
    pub fn exact(&self, range: &Range<usize>, sources: &Sources) -> Option<Span> {
        let touched = self.touched(range);
        let (first, last) = (touched.first()?, touched.last()?);
        let one_text = touched.iter().all(|piece| piece.kind == PieceKind::Text)
            && touched.windows(2).all(|two| {
                two[0].span.file == two[1].span.file && two[0].span.end == two[1].span.start
            });
        if !one_text {
            return None;
        }
        let start = self.edge(first, range.start, sources)?;
        let end = self.edge(last, range.end, sources)?;
        Some(Span { file: first.span.file, start, end })
    }

    /// The offset in the source of an offset within a piece.
    fn edge(&self, piece: &Piece, at: usize, sources: &Sources) -> Option<u32> {
        if at <= piece.range.start {
            return Some(piece.span.start);
        }
        if at >= piece.range.end {
            return Some(piece.span.end);
        }
        let written = sources.file(piece.span.file).text().get(piece.span.range())?;
        let within = u32::try_from(at - piece.range.start).ok()?;
        (written == &self.text[piece.range.clone()]).then(|| piece.span.start + within)
    }
}
