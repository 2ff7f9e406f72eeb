//! The events of the Djot parser, one ahead, with their ranges of bytes.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use jotdown::{Container, Event, OffsetIter, Parser};

use super::veil::{APOSTROPHE, IN_WORD, QUOTE, lifted};

type Placed<'a> = (Event<'a>, Range<usize>);

/// A walk over the events.
pub(super) struct Cursor<'a> {
    events: Peekable<Events<'a>>,
}

/// The events as the text has them, from which signs were hidden for the parser.
struct Events<'a> {
    parsed: OffsetIter<'a>,
    text: &'a str,
    /// The rest of a piece of text that holds marks which the parser did not see.
    rest: Option<Range<usize>>,
    veiled: &'a str,
    /// Whether code is read.
    verbatim: bool,
}

impl<'a> Events<'a> {
    /// The next piece of a text: up to a hidden mark, or that mark.
    fn piece(&mut self, range: Range<usize>) -> Placed<'a> {
        let hidden = |byte: &u8| [QUOTE, APOSTROPHE, IN_WORD].contains(byte);
        let bytes = &self.veiled.as_bytes()[range.clone()];
        let mark = bytes.first().filter(|byte| hidden(byte) && !self.verbatim);
        let length = match mark {
            Some(_) => 1,
            None if self.verbatim => bytes.len(),
            None => bytes.iter().position(hidden).unwrap_or(bytes.len()),
        };
        let piece = range.start..range.start + length;
        self.rest = Some(piece.end..range.end).filter(|rest| !rest.is_empty());
        let event = match mark {
            Some(&QUOTE) => Event::LeftDoubleQuote,
            Some(&IN_WORD) => Event::Str("’".into()),
            Some(_) => Event::RightSingleQuote,
            None => Event::Str(self.text[piece.clone()].into()),
        };
        (event, piece)
    }
}

fn is_code(container: &Container<'_>) -> bool {
    use Container::{CodeBlock, LinkDefinition, Math, RawBlock, RawInline, Verbatim};
    matches!(
        container,
        Verbatim
            | Math { .. }
            | CodeBlock { .. }
            | RawBlock { .. }
            | RawInline { .. }
            | LinkDefinition { .. }
    )
}

impl<'a> Iterator for Events<'a> {
    type Item = Placed<'a>;

    fn next(&mut self) -> Option<Placed<'a>> {
        if let Some(rest) = self.rest.take() {
            return Some(self.piece(rest));
        }
        let (event, range) = self.parsed.next()?;
        match &event {
            Event::Start(container, _) => self.verbatim |= is_code(container),
            Event::End(container) => self.verbatim &= !is_code(container),
            _ => {}
        }
        let event = match event {
            Event::Str(_) => return Some(self.piece(range)),
            Event::Symbol(name) => Event::Symbol(lift(name)),
            Event::FootnoteReference(label) => Event::FootnoteReference(lift(label)),
            Event::Start(container, attributes) => Event::Start(unveiled(container), attributes),
            other => other,
        };
        Some((event, range))
    }
}

/// A container with the names that the text has.
fn unveiled(container: Container<'_>) -> Container<'_> {
    match container {
        Container::Link(address, kind) => Container::Link(lift(address), kind),
        Container::Image(path, kind) => Container::Image(lift(path), kind),
        Container::Footnote { label } => Container::Footnote { label: lift(label) },
        Container::CodeBlock { language } => Container::CodeBlock { language: lift(language) },
        Container::Div { class } => Container::Div { class: lift(class) },
        other => other,
    }
}

fn lift(text: Cow<'_, str>) -> Cow<'_, str> {
    match lifted(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(lifted) => Cow::Owned(lifted),
    }
}

impl<'a> Cursor<'a> {
    /// A walk over the events of `veiled`, told as `text` has them.
    pub fn new(veiled: &'a str, text: &'a str) -> Self {
        let parsed = Parser::new(veiled).into_offset_iter();
        let events = Events { parsed, text, rest: None, veiled, verbatim: false };
        Self { events: events.peekable() }
    }

    pub fn next(&mut self) -> Option<Placed<'a>> {
        self.events.next()
    }

    pub fn peek(&mut self) -> Option<&Placed<'a>> {
        self.events.peek()
    }

    /// The next event, of which something may be taken.
    pub fn peek_mut(&mut self) -> Option<&mut Placed<'a>> {
        self.events.peek_mut()
    }

    /// Passes over all that is inside the container just entered, and its end.
    ///
    /// Returns the range of the end.
    pub fn skip_container(&mut self) -> Range<usize> {
        let mut open = 1usize;
        let mut last = 0..0;
        for (event, range) in self.events.by_ref() {
            last = range;
            match event {
                Event::Start(..) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        last
    }

    /// Whether the next event starts a container for which `test` holds.
    pub fn at_start_of(&mut self, test: impl FnOnce(&Container<'a>) -> bool) -> bool {
        matches!(self.peek(), Some((Event::Start(container, _), _)) if test(container))
    }
}
