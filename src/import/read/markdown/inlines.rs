//! What stands in a line: events as pieces, which [`spans`](super::spans) makes inlines of.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::blocks::{Reader, is_inline};
use super::pictures;
use crate::djot::carried;
use crate::ir::{AsWritten, Formula, Inline, InlineKind, LinkTarget, Writing};

/// How deep marks are read as marks.
const DEEPEST: usize = 24;

/// A piece of a line, by its bytes of the prepared text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) range: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone)]
pub(super) enum PieceKind {
    /// Text; whether a backslash takes the meaning off its first sign.
    Text(String, bool),
    /// The end of a line of the file.
    Soft,
    /// A forced line break.
    Hard,
    /// A formula; whether it asks for lines of its own.
    Formula(String, bool),
    /// A tag of HTML.
    Tag(String),
    /// What is read already.
    Inline(Box<Inline>),
}

impl Piece {
    /// Whether it begins with a sign.
    pub(super) fn said(&self, sign: char) -> bool {
        matches!(&self.kind, PieceKind::Text(text, _) if text.starts_with(sign))
    }

    /// Whether it is a text without a letter.
    pub(super) fn said_nothing(&self) -> bool {
        matches!(&self.kind, PieceKind::Text(text, _) if text.trim().is_empty())
    }

    /// The TeX of a formula that stands on lines of its own, or within a line.
    pub(super) fn formula(&self, displayed: bool) -> Option<&str> {
        match &self.kind {
            PieceKind::Formula(tex, own) if *own == displayed => Some(tex),
            _ => None,
        }
    }

    /// Takes bytes off the start of its text.
    pub(super) fn cut(&mut self, bytes: usize) {
        if let PieceKind::Text(text, _) = &mut self.kind {
            text.drain(..bytes.min(text.len()));
            self.range.start = (self.range.start + bytes).min(self.range.end);
        }
    }
}

/// Lines that each begin with a guard.
pub(super) fn split_at_guards(pieces: Vec<Piece>, guard: char) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        if piece.said(guard) || lines.is_empty() {
            lines.push(Vec::new());
        }
        if !matches!(piece.kind, PieceKind::Hard | PieceKind::Soft) {
            lines.last_mut().expect("one was put in").push(piece);
        }
    }
    lines
}

impl<'a> Reader<'a, '_, '_> {
    /// The pieces up to the end of what is around; without an end, up to the next block.
    pub(super) fn pieces(&mut self, end: Option<TagEnd>) -> Vec<Piece> {
        self.pieces_within(end, 0)
    }

    fn pieces_within(&mut self, end: Option<TagEnd>, depth: usize) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        // Marks that are too deep, and so are none.
        let mut ignored = 0usize;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(tag) if ignored == 0 && end == Some(*tag) => {
                    self.events.next();
                    break;
                }
                Event::End(_) if ignored == 0 => match end {
                    Some(_) => {
                        self.events.next();
                        continue;
                    }
                    None => break,
                },
                Event::End(_) => {
                    ignored -= 1;
                    self.events.next();
                    continue;
                }
                Event::Start(tag) if is_inline(tag) && depth >= DEEPEST => {
                    ignored += 1;
                    self.events.next();
                    continue;
                }
                Event::Start(tag) if is_inline(tag) => {}
                Event::Start(_) | Event::Rule if end.is_none() => break,
                Event::Start(_) | Event::Rule => {
                    self.events.next();
                    continue;
                }
                Event::Html(_) if end.is_none() => break,
                _ => {}
            }
            let (event, range) = self.events.next().expect("it was seen");
            self.piece(event, range, depth, &mut pieces);
        }
        pieces
    }

    fn piece(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        depth: usize,
        pieces: &mut Vec<Piece>,
    ) {
        let kind = match event {
            Event::Text(text) => {
                return self.text(&text, range, pieces);
            }
            Event::Code(text) => {
                let text: String = carried(&text).collect();
                self.found.count.push(&range, &text);
                PieceKind::Inline(Box::new(self.inline(&range, InlineKind::Code { text })))
            }
            Event::InlineMath(tex) => {
                // `$20 and $30`: what is followed by a digit closes no formula.
                let behind = self.prepared.text[range.end..].chars().next();
                if behind.is_some_and(|c| c.is_ascii_digit()) {
                    let text = self.prepared.text[range.clone()].to_owned();
                    return self.text(&text, range, pieces);
                }
                self.found.count.push(&range, &tex);
                PieceKind::Formula(tex.trim().to_owned(), false)
            }
            Event::DisplayMath(tex) => {
                self.found.count.push(&range, &format!(" {tex} "));
                PieceKind::Formula(tex.trim().to_owned(), true)
            }
            Event::InlineHtml(tag) | Event::Html(tag) => PieceKind::Tag(tag.to_string()),
            Event::FootnoteReference(label) => {
                let label = self.found.label(self.place, &label, false);
                PieceKind::Inline(Box::new(self.inline(&range, InlineKind::NoteCall { label })))
            }
            Event::SoftBreak => {
                self.found.count.push(&range, " ");
                PieceKind::Soft
            }
            Event::HardBreak => {
                self.found.count.push(&range, " ");
                PieceKind::Hard
            }
            Event::TaskListMarker(done) => {
                let sign = if done { "☒ " } else { "☐ " };
                PieceKind::Text(sign.to_owned(), false)
            }
            Event::Start(tag) => return self.marked(tag, range, depth, pieces),
            Event::End(_) | Event::Rule => return,
        };
        pieces.push(Piece { kind, range });
    }

    pub(super) fn inline(&self, range: &Range<usize>, kind: InlineKind) -> Inline {
        Inline::new(self.span(range), kind)
    }

    /// Text: what the parser has made of straight quotation marks and dashes, in the language of the text.
    fn text(&mut self, text: &str, range: Range<usize>, pieces: &mut Vec<Piece>) {
        let written = self.prepared.text.get(range.clone()).unwrap_or_default();
        let before = self.prepared.text[..range.start].chars().next_back();
        let behind = self.prepared.text[range.end..].chars().next();
        let text = match (written, text) {
            ("\"" | "'", sign) => self.found.quotes.sign(sign, behind),
            // `--flag` is what one types
            ("--", "–")
                if behind.is_some_and(char::is_alphanumeric)
                    && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[')) =>
            {
                "--"
            }
            _ => text,
        };
        let escaped = before == Some('\\') && written == text;
        let text: String = carried(text).collect();
        self.found.count.push(&range, &text);
        if let Some(Piece { kind: PieceKind::Text(last, _), range: around }) = pieces.last_mut()
            && !escaped
            && around.end == range.start
            && around.len() == last.len()
            && written == text
        {
            last.push_str(&text);
            around.end = range.end;
            return;
        }
        pieces.push(Piece { kind: PieceKind::Text(text, escaped), range });
    }

    fn marked(&mut self, tag: Tag<'a>, range: Range<usize>, depth: usize, pieces: &mut Vec<Piece>) {
        let end = tag.to_end();
        if let Tag::Image { dest_url, title, id: _, .. } = &tag {
            let (path, title) = (dest_url.to_string(), title.to_string());
            let alt = self.alternative(end);
            self.found.came.pictures += 1;
            let span = self.span(&range);
            let made = pictures::inline(&path, &alt, &title, span, self.place, self.found);
            // where there is no picture, its words are text
            if !matches!(made.kind, InlineKind::Image { .. }) {
                self.found.count.push(&range, &crate::ir::plain(std::slice::from_ref(&made)));
            }
            pieces.push(Piece { kind: PieceKind::Inline(Box::new(made)), range });
            return;
        }
        let inner = self.pieces_within(Some(end), depth + 1);
        let in_link = matches!(tag, Tag::Link { .. });
        let was = self.found.in_link;
        self.found.in_link |= in_link;
        let content = self.resolved(inner);
        self.found.in_link = was;
        let kind = match tag {
            Tag::Emphasis => InlineKind::Emphasis { content },
            Tag::Strong => InlineKind::Strong { content },
            Tag::Strikethrough => InlineKind::Deleted { content },
            Tag::Superscript => InlineKind::Superscript { content },
            Tag::Subscript => InlineKind::Subscript { content },
            Tag::Link { link_type, dest_url, .. } => {
                let url = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                InlineKind::Link { target: LinkTarget::Web { url }, content }
            }
            _ => return,
        };
        let inline = self.inline(&range, kind);
        pieces.push(Piece { kind: PieceKind::Inline(Box::new(inline)), range });
    }

    /// The words of a picture.
    fn alternative(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        let mut inside = 0usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end && inside == 0 => break,
                Event::Start(Tag::Image { .. }) => inside += 1,
                Event::End(TagEnd::Image) => inside -= 1,
                Event::Text(piece) | Event::Code(piece) | Event::InlineMath(piece) => {
                    text.push_str(&piece);
                }
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        carried(&text).collect()
    }

    /// A formula within a line, or what stands for one that cannot be set.
    pub(super) fn formula(&mut self, tex: &str, range: &Range<usize>) -> Inline {
        let span = self.span(range);
        let formula = Formula { tex: tex.to_owned(), tex_span: span, alt: None };
        Inline::new(span, InlineKind::Formula(Box::new(formula)))
    }

    /// The end of a line of the file.
    pub(super) fn soft(&self, range: &Range<usize>) -> Inline {
        let mut space = Inline::text(self.span(range), " ");
        space.written = AsWritten(Writing::LineEnd);
        space
    }
}
