//! The events of the Djot parser, one ahead, with their ranges of bytes.

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use jotdown::{Container, Event, OffsetIter, Parser};

use super::veil::lifted;

type Placed<'a> = (Event<'a>, Range<usize>);

/// A walk over the events.
pub(super) struct Cursor<'a> {
    events: Peekable<Events<'a>>,
}

/// The events as the text has them, from which signs were hidden for the parser.
struct Events<'a> {
    parsed: OffsetIter<'a>,
    text: &'a str,
}

impl<'a> Iterator for Events<'a> {
    type Item = Placed<'a>;

    fn next(&mut self) -> Option<Placed<'a>> {
        let (event, range) = self.parsed.next()?;
        let event = match event {
            Event::Str(_) => Event::Str(self.text[range.clone()].into()),
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
        Self { events: Events { parsed, text }.peekable() }
    }

    pub fn next(&mut self) -> Option<Placed<'a>> {
        self.events.next()
    }

    pub fn peek(&mut self) -> Option<&Placed<'a>> {
        self.events.peek()
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
