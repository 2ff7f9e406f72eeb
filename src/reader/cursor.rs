//! The events of the Djot parser, one ahead, with their ranges of bytes.

use std::ops::Range;

use jotdown::{Container, Event, OffsetIter, Parser};

/// A walk over the events.
pub(super) struct Cursor<'a> {
    events: std::iter::Peekable<OffsetIter<'a>>,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { events: Parser::new(text).into_offset_iter().peekable() }
    }

    pub fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        self.events.next()
    }

    pub fn peek(&mut self) -> Option<&(Event<'a>, Range<usize>)> {
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
