//! Running text: a line of inlines as one text, with the way back to the source.

use std::ops::Range;
use std::sync::OnceLock;

use super::walk::{LineContext, LineKind};
use super::{Inline, InlineKind, Language, Name, SectionId};
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
    /// Code, a picture or a link without words of its own, shown as [`OBJECT`].
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
    /// What the inline is called.
    pub name: Name,
    /// What it is.
    pub kind: PieceKind,
    /// Its language.
    pub language: Language,
    /// Whether it is letterspaced.
    pub spaced: bool,
    /// Whether it belongs to a link.
    pub link: bool,
    /// How the letters of the source lie beside its own; known once it was asked for.
    pub alignment: OnceLock<Box<Alignment>>,
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
    /// The section in whose file it stands.
    pub section: SectionId,
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
            link: self.link
                || matches!(kind, InlineKind::Link { .. } | InlineKind::PageReference { .. }),
        }
    }
}

impl Passage {
    /// Whether a word is the editor's: alone in square brackets, as in `[sic]`, `[sic!]`.
    #[must_use]
    pub fn is_editors(&self, word: &Range<usize>) -> bool {
        let behind = self.text[word.end..].trim_start_matches(['!', '?']);
        self.text[..word.start].ends_with('[') && behind.starts_with(']')
    }

    /// The running text of a line.
    #[must_use]
    pub fn from_line(context: LineContext<'_>, line: &[Inline]) -> Self {
        let mut passage = Self {
            text: String::new(),
            pieces: Vec::new(),
            kind: context.kind,
            language: context.language.clone(),
            section: context.section,
            note: context.note,
        };
        passage.collect(line, context.language, Within::default());
        // A book has as many as it has lines of inlines, and they are all there at once.
        passage.text.shrink_to_fit();
        passage.pieces.shrink_to_fit();
        passage
    }

    fn collect(&mut self, list: &[Inline], around: &Language, within: Within) {
        for inline in list {
            let language = inline.language.as_ref().unwrap_or(around);
            match &inline.kind {
                InlineKind::Text { text } => {
                    self.push(inline, text, PieceKind::Text, language, within);
                }
                InlineKind::LineBreak => {
                    self.push(inline, "\n", PieceKind::Break, language, within);
                }
                InlineKind::NoteCall { .. } => {
                    self.object(inline, PieceKind::Call, language);
                }
                InlineKind::Code { .. }
                | InlineKind::Image { .. }
                | InlineKind::Formula(_)
                | InlineKind::Citation { .. } => {
                    self.object(inline, PieceKind::Object, language);
                }
                InlineKind::PageMarker { .. } => {}
                InlineKind::Link { content, .. } | InlineKind::PageReference { content, .. }
                    if content.is_empty() =>
                {
                    self.object(inline, PieceKind::Object, language);
                }
                kind => {
                    let within = within.entering(kind);
                    self.collect(inline.children(), language, within);
                }
            }
        }
    }

    fn object(&mut self, inline: &Inline, kind: PieceKind, language: &Language) {
        self.push(inline, OBJECT.encode_utf8(&mut [0; 4]), kind, language, Within::default());
    }

    fn push(
        &mut self,
        inline: &Inline,
        text: &str,
        kind: PieceKind,
        language: &Language,
        Within { spaced, link }: Within,
    ) {
        let range = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        self.pieces.push(Piece {
            range,
            span: inline.span,
            name: inline.name,
            kind,
            language: language.clone(),
            spaced,
            link,
            alignment: OnceLock::new(),
        });
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

    /// The offset in the text of an offset in the source within a piece.
    #[must_use]
    pub fn shown_at(&self, piece: &Piece, at: u32, sources: &Sources) -> usize {
        let written = sources.file(piece.span.file).text().get(piece.span.range()).unwrap_or("");
        let shown = &self.text[piece.range.clone()];
        let alignment = piece.alignment.get_or_init(|| Alignment::between(written, shown).into());
        let within = alignment.shown((at - piece.span.start.min(at)) as usize);
        piece.range.start + within.min(shown.len())
    }

    /// The offset in the source of an offset within a piece; `None` where the two are written otherwise.
    pub(crate) fn edge(&self, piece: &Piece, at: usize, sources: &Sources) -> Option<u32> {
        if at <= piece.range.start {
            return Some(piece.span.start);
        }
        if at >= piece.range.end {
            return Some(piece.span.end);
        }
        let written = sources.file(piece.span.file).text().get(piece.span.range())?;
        let shown = &self.text[piece.range.clone()];
        let alignment = piece.alignment.get_or_init(|| Alignment::between(written, shown).into());
        let within = alignment.written(at - piece.range.start)?;
        Some(piece.span.start + u32::try_from(within).ok()?)
    }
}

/// Where what is shown and what is written lie apart: what is shown has single spaces for runs of white
/// space, and none at its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// From which offset in what is shown on which offset in what is written stands, in order; from one to the
    /// next they go side by side.
    steps: Vec<(usize, usize)>,
    /// How much of what is shown is written so; behind it they differ otherwise.
    known: usize,
}

impl Alignment {
    fn between(written: &str, shown: &str) -> Self {
        if written == shown {
            return Self { steps: vec![(0, 0)], known: shown.len() };
        }
        let mut rest = written.char_indices().peekable();
        let mut steps: Vec<(usize, usize)> = Vec::new();
        let mut apart = None::<usize>;
        for (at, c) in shown.char_indices() {
            while at == 0 && c != ' ' && rest.next_if(|(_, c)| c.is_ascii_whitespace()).is_some() {}
            let place = rest.peek().map_or(written.len(), |(place, _)| *place);
            if apart != place.checked_sub(at) {
                steps.push((at, place));
                apart = place.checked_sub(at);
            }
            let same = rest
                .next()
                .is_some_and(|(_, one)| one == c || c == ' ' && one.is_ascii_whitespace());
            if !same {
                return Self { steps, known: at };
            }
            while c == ' ' && rest.next_if(|(_, c)| c.is_ascii_whitespace()).is_some() {}
        }
        let place = rest.peek().map_or(written.len(), |(place, _)| *place);
        steps.push((shown.len(), place));
        Self { steps, known: shown.len() }
    }

    /// The offset in what is written of an offset in what is shown; `None` behind a difference.
    fn written(&self, at: usize) -> Option<usize> {
        let step = self.steps.partition_point(|(shown, _)| *shown <= at).checked_sub(1)?;
        let (shown, written) = self.steps[step];
        (at <= self.known).then_some(written + at - shown)
    }

    /// The offset in what is shown of an offset in what is written.
    fn shown(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|(_, written)| *written <= at);
        let (shown, written) = step.checked_sub(1).map_or((0, 0), |step| self.steps[step]);
        let next = self.steps.get(step).map_or(self.known, |(shown, _)| *shown);
        (shown + at - written.min(at)).min(next.max(shown))
    }
}
