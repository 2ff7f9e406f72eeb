//! Single quotation marks of quotations that go on over paragraphs.
//!
//! The Djot parser takes a single mark without a fellow in its paragraph for an apostrophe, and mostly
//! it is one: `'s ist`, `hab'`, `Marx'`. What begins a sentence with a capital and is closed at the end
//! of one in a later paragraph is a quotation. What cannot be told apart stays an apostrophe.

use std::collections::BTreeMap;

use jotdown::{Container, Event};

use super::cursor::Cursor;
use crate::language::{Turn, turn};

/// What such marks do, by their places.
pub(super) type Marks = BTreeMap<usize, Turn>;

/// The marks of quotations over paragraphs of a text, of which the parser sees `veiled`.
pub(super) fn marks_over_paragraphs(veiled: &str, text: &str) -> Marks {
    let mut all = text.match_indices('\'').map(|(at, _)| at);
    if !all.any(|at| is_begin(text, at)) {
        return Marks::new();
    }
    let mut cursor = Cursor::new(veiled, text);
    let mut walk = Walk { text, levels: vec![Vec::new()], marks: Marks::new() };
    while let Some((event, range)) = cursor.next() {
        match event {
            Event::Start(Container::Paragraph, _) => walk.paragraph(&mut cursor),
            Event::Start(Container::Div { class }, _) if class == "verse" => {
                cursor.skip_container();
            }
            Event::Start(container, _) if container.is_block() => walk.levels.push(Vec::new()),
            Event::End(container) if container.is_block() => {
                walk.levels.pop();
            }
            _ => {}
        }
        // The document has no level around it.
        debug_assert!(!walk.levels.is_empty(), "levels at {range:?}");
    }
    walk.marks
}

/// A walk over the paragraphs.
struct Walk<'t> {
    text: &'t str,
    /// Marks that may have opened a quotation in the paragraphs before, for each block around.
    levels: Vec<Vec<usize>>,
    marks: Marks,
}

impl Walk<'_> {
    fn paragraph(&mut self, cursor: &mut Cursor<'_>) {
        let mut pairs = Vec::new();
        let mut opened: Option<usize> = None;
        let mut first = None;
        while let Some((event, range)) = cursor.next() {
            match event {
                Event::End(Container::Paragraph) => break,
                Event::LeftSingleQuote => pairs.push(range.start),
                Event::RightSingleQuote => match pairs.pop() {
                    // Opened anew with its paragraph, and closed.
                    Some(open) if first.is_none_or(|first| first == open) => self.close(None),
                    Some(_) => {}
                    None if range.len() > 1 => {}
                    None if self.is_end(range.start) => self.close(Some(range.start)),
                    None => {
                        let goes_on = !self.waiting().is_empty() && first.is_none();
                        let opens = self.turn(range.start) == Turn::Opens;
                        if opens && (goes_on || is_begin(self.text, range.start)) {
                            opened = Some(range.start);
                        }
                    }
                },
                _ => {}
            }
            first = first.or(Some(range.start));
        }
        let Some(at) = opened else { return };
        if first != Some(at) {
            // Another quotation.
            self.waiting().clear();
        }
        self.waiting().push(at);
    }

    fn waiting(&mut self) -> &mut Vec<usize> {
        self.levels.last_mut().expect("the document is around")
    }

    /// The quotation that was opened before is one, and ends.
    fn close(&mut self, at: Option<usize>) {
        let waiting = std::mem::take(self.waiting());
        if waiting.is_empty() {
            return;
        }
        self.marks.extend(waiting.into_iter().map(|at| (at, Turn::Opens)));
        self.marks.extend(at.map(|at| (at, Turn::Closes)));
    }

    fn turn(&self, at: usize) -> Turn {
        turn(&self.text[..at], &self.text[at + 1..])
    }

    /// Whether a mark stands at the end of a sentence or of a part of one.
    fn is_end(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        let is_stop = |c: char| ",.;:!?…".contains(c);
        let ends = before.is_some_and(is_stop) || after.is_none_or(|c| is_stop(c) || c == '\n');
        ends && self.turn(at) == Turn::Closes
    }
}

/// Whether a mark begins a sentence, which has a capital.
fn is_begin(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let capital = after.trim_start_matches(['_', '*', '{', '[']).chars().next();
    let line = before.trim_end_matches([' ', '>']);
    let begins = line.chars().next_back().is_none_or(|c| ".!?…:–—\n".contains(c));
    begins && capital.is_some_and(char::is_uppercase) && turn(before, after) == Turn::Opens
}
