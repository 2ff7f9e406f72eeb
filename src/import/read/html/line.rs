//! A line of text while it is read: white space as browsers show it, and what is open in it.

use crate::djot::is_dropped;
use crate::ir::{Inline, InlineKind, Language};
use crate::source::Span;

/// What is put around a piece of a line.
#[derive(Debug, Clone)]
pub(super) enum Around {
    /// Nothing, but a language or an id.
    Group,
    /// Stress.
    Emphasis,
    /// Strong stress.
    Strong,
    /// Small capitals.
    SmallCaps,
    /// Letterspaced text.
    Letterspaced,
    /// Superscript.
    Superscript,
    /// Subscript.
    Subscript,
    /// Text added by the editor of the text.
    Inserted,
    /// Text struck out.
    Deleted,
    /// Highlighted text.
    Highlighted,
    /// The title of a work.
    WorkTitle,
    /// A stage direction.
    Stage,
    /// A link.
    Link(crate::ir::LinkTarget),
    /// A mark of an index.
    Index(Box<crate::ir::IndexMark>),
}

impl Around {
    fn kind(self, content: Vec<Inline>) -> InlineKind {
        match self {
            Self::Group => InlineKind::Group { content },
            Self::Emphasis => InlineKind::Emphasis { content },
            Self::Strong => InlineKind::Strong { content },
            Self::SmallCaps => InlineKind::SmallCaps { content },
            Self::Letterspaced => InlineKind::Letterspaced { content },
            Self::Superscript => InlineKind::Superscript { content },
            Self::Subscript => InlineKind::Subscript { content },
            Self::Inserted => InlineKind::Inserted { content },
            Self::Deleted => InlineKind::Deleted { content },
            Self::Highlighted => InlineKind::Highlighted { content },
            Self::WorkTitle => InlineKind::WorkTitle { content },
            Self::Stage => InlineKind::Stage { content },
            Self::Link(target) => InlineKind::Link { target, content },
            Self::Index(mark) => InlineKind::IndexMark { mark, content },
        }
    }
}

#[derive(Debug)]
struct Frame {
    around: Around,
    language: Option<Language>,
    id: Option<String>,
    span: Span,
    content: Vec<Inline>,
}

/// A line.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// What is open, from the outside in.
    frames: Vec<Frame>,
    content: Vec<Inline>,
    /// Whether something stands in it that a space can follow.
    begun: bool,
    /// Whether the last that was put in is a space.
    spaced: bool,
    /// How many soft hyphens were left out.
    pub(super) soft: usize,
}

/// White space that browsers put together to one.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

impl Line {
    /// Opens something; what follows stands in it.
    pub(super) fn open(
        &mut self,
        around: Around,
        language: Option<Language>,
        id: Option<String>,
        span: Span,
    ) {
        self.frames.push(Frame { around, language, id, span, content: Vec::new() });
    }

    /// Closes what was opened last.
    pub(super) fn close(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        let behind = trim_end(&mut frame.content);
        if let Some(inline) = frame.closed() {
            self.put(inline);
        }
        if let Some(span) = behind {
            self.put(Inline::text(span, " "));
        }
    }

    fn top(&mut self) -> &mut Vec<Inline> {
        self.frames.last_mut().map_or(&mut self.content, |frame| &mut frame.content)
    }

    fn put(&mut self, inline: Inline) {
        join(self.top(), inline);
    }

    /// Adds a text of the page.
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let mut piece = String::new();
        for c in text.chars() {
            if c == '\u{AD}' {
                self.soft += 1;
            } else if is_dropped(c) {
                // What no file can hold.
            } else if is_space(c) {
                self.flush(&mut piece, span);
                self.space(span);
            } else {
                piece.push(c);
                self.begun = true;
                self.spaced = false;
            }
        }
        self.flush(&mut piece, span);
    }

    fn flush(&mut self, piece: &mut String, span: Span) {
        if !piece.is_empty() {
            self.put(Inline::text(span, std::mem::take(piece)));
        }
    }

    /// Adds a space, before what is open if nothing stands in it yet.
    fn space(&mut self, span: Span) {
        if !self.begun || self.spaced {
            return;
        }
        self.spaced = true;
        let empty = self.frames.iter().rev().take_while(|frame| frame.content.is_empty()).count();
        let at = self.frames.len() - empty;
        let content = match at.checked_sub(1) {
            Some(at) => &mut self.frames[at].content,
            None => &mut self.content,
        };
        join(content, Inline::text(span, " "));
    }

    /// Adds what is no text.
    pub(super) fn object(&mut self, inline: Inline) {
        // Marks of places are not seen: spaces on both sides of one are one.
        if !super::flow::is_mark(&inline) {
            self.begun = true;
            self.spaced = false;
        }
        self.top().push(inline);
    }

    /// Adds the end of a line.
    pub(super) fn line_break(&mut self, span: Span) {
        if self.begun {
            trim_end(self.top());
            self.top().push(Inline::new(span, InlineKind::LineBreak));
            self.spaced = true;
        }
    }

    /// Whether the last in it is a break.
    pub(super) fn is_broken(&mut self) -> bool {
        self.top().last().is_some_and(|last| matches!(last.kind, InlineKind::LineBreak))
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.content.is_empty() && self.frames.iter().all(|frame| frame.content.is_empty())
    }

    /// The line as it is, without spaces and breaks at its ends; what is open stays open for the next one.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        let open: Vec<Frame> = self
            .frames
            .iter()
            .map(|frame| Frame {
                around: frame.around.clone(),
                language: frame.language.clone(),
                id: None,
                span: frame.span,
                content: Vec::new(),
            })
            .collect();
        while !self.frames.is_empty() {
            self.close();
        }
        self.frames = open;
        self.begun = false;
        self.spaced = false;
        let mut content = std::mem::take(&mut self.content);
        trim_end(&mut content);
        for one in &mut content {
            if let InlineKind::Text { text } = &mut one.kind {
                text.shrink_to_fit();
            }
        }
        content.shrink_to_fit();
        content
    }
}

impl Frame {
    fn closed(self) -> Option<Inline> {
        let Self { around, language, id, span, mut content } = self;
        if content.is_empty() {
            return None;
        }
        content.shrink_to_fit();
        // What says nothing of its own is what stands in it.
        if let (Around::Group, [_], None) = (&around, &content[..], &id)
            && (language.is_none() || content[0].language.is_some())
        {
            return content.pop();
        }
        Some(Inline { language, id, ..Inline::new(span, around.kind(content)) })
    }
}

/// Puts an inline at the end; texts side by side are one.
fn join(content: &mut Vec<Inline>, inline: Inline) {
    if let (
        Some(Inline { kind: InlineKind::Text { text: before }, language: None, id: None, .. }),
        Inline { kind: InlineKind::Text { text }, language: None, id: None, .. },
    ) = (content.last_mut(), &inline)
    {
        before.push_str(text);
        return;
    }
    // A group that says nothing is its content.
    match inline.kind {
        InlineKind::Group { content: inner }
            if inline.language.is_none() && inline.id.is_none() =>
        {
            inner.into_iter().for_each(|one| join(content, one));
        }
        _ => content.push(inline),
    }
}

/// Takes the space off the end; where it stood.
fn trim_end(content: &mut Vec<Inline>) -> Option<Span> {
    let last = content.last_mut()?;
    let InlineKind::Text { text } = &mut last.kind else { return None };
    if !text.ends_with(' ') {
        return None;
    }
    text.truncate(text.trim_end_matches(' ').len());
    let span = last.span;
    if text.is_empty() {
        content.pop();
    }
    Some(span)
}

/// Takes spaces and breaks off both ends.
pub(super) fn trim(content: &mut Vec<Inline>) {
    let blank = |c: char| is_space(c) || c == '\u{A0}';
    while let Some(first) = content.first_mut() {
        match &mut first.kind {
            InlineKind::LineBreak => drop(content.remove(0)),
            InlineKind::Text { text } => {
                let kept = text.trim_start_matches(blank);
                if kept.len() != text.len() {
                    *text = kept.to_owned();
                }
                if !text.is_empty() {
                    break;
                }
                content.remove(0);
            }
            _ => break,
        }
    }
    while let Some(last) = content.last_mut() {
        match &mut last.kind {
            InlineKind::LineBreak => drop(content.pop()),
            InlineKind::Text { text } => {
                text.truncate(text.trim_end_matches(blank).len());
                if !text.is_empty() {
                    break;
                }
                content.pop();
            }
            _ => break,
        }
    }
}

/// The line in pieces, cut at its breaks; what a break stands in is opened again behind it.
pub(super) fn cut(content: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut lines = vec![Vec::new()];
    for inline in content {
        let holds = |inline: &Inline| {
            let mut found = false;
            crate::ir::walk::nested(inline.children(), &mut |one| {
                found |= matches!(one.kind, InlineKind::LineBreak);
            });
            found
        };
        match inline.kind {
            InlineKind::LineBreak => lines.push(Vec::new()),
            _ if holds(&inline) => {
                let mut shell = inline;
                let inner = shell.children_mut().map(std::mem::take).unwrap_or_default();
                for (n, piece) in cut(inner).into_iter().enumerate() {
                    if n > 0 {
                        lines.push(Vec::new());
                    }
                    if piece.is_empty() {
                        continue;
                    }
                    let mut one = shell.clone();
                    if n > 0 {
                        one.id = None;
                    }
                    if let Some(content) = one.children_mut() {
                        *content = piece;
                    }
                    lines.last_mut().expect("there is one").push(one);
                }
            }
            _ => lines.last_mut().expect("there is one").push(inline),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Around, Line};
    use crate::import::draft::Draft;
    use crate::ir::InlineKind;

    #[test]
    fn spaces_are_as_browsers_show_them() {
        let mut line = Line::default();
        let span = Draft::span(0..0);
        line.text("  Ein \n", span);
        line.open(Around::Emphasis, None, None, span);
        line.text(" schr\u{AD}äges ", span);
        line.close();
        line.text(" Wort ", span);
        let content = line.take();
        let texts: Vec<&str> = content
            .iter()
            .flat_map(|one| std::iter::once(one).chain(one.children()))
            .filter_map(|one| match &one.kind {
                InlineKind::Text { text } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, ["Ein ", "schräges", " Wort"]);
        assert_eq!(line.soft, 1);
    }
}
