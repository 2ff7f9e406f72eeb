//! The lines of verse are counted, and verses that speakers share are kept together.

use std::ops::Range;

use super::Reader;
use super::attributes::Given;
use crate::diagnostics::Code;
use crate::ir::{Inline, walk};

/// Every how many lines a number stands, where nothing else is said.
const USUAL: u32 = 5;
/// The highest number of a line that can be asked for.
const LAST: u32 = 999_999;
/// Most letters of a verse that are remembered for the one who goes on with it.
const SHARED: usize = 200;

/// The count of the lines of a file.
#[derive(Debug, Clone)]
pub(super) struct Counting {
    /// Every how many lines a number stands; `None`: lines are not numbered.
    pub every: Option<u32>,
    /// The same where it was said last.
    asked: Option<u32>,
    /// The number of the next line.
    next: u32,
    /// What has been said of the verse that the last line belongs to.
    said: String,
    /// Whether the next line goes on with that verse.
    shared: bool,
}

impl Default for Counting {
    fn default() -> Self {
        Self { every: None, asked: None, next: 1, said: String::new(), shared: false }
    }
}

impl Counting {
    /// Counts a line: the number that stands beside it, and what of its verse was said before.
    pub fn line(&mut self, content: &[Inline]) -> (Option<u32>, Option<String>) {
        let words = walk::plain_text(content);
        if std::mem::take(&mut self.shared) {
            let before = self.said.clone();
            self.said = format!("{before} {words}").chars().take(SHARED).collect();
            return (None, Some(before));
        }
        self.said = words.chars().take(SHARED).collect();
        let number = self.next;
        self.next = number.saturating_add(1);
        (self.every.filter(|every| number.is_multiple_of(*every)).map(|_| number), None)
    }
}

impl Reader<'_, '_> {
    /// Begins to count as attributes say; returns how it was counted before. Within a play the
    /// count goes on from speech to speech, elsewhere every verse has its own.
    pub(super) fn count(&mut self, given: &Given, goes_on: bool) -> Option<u32> {
        let outer = self.counting.every;
        let start = given.value("start").map(str::to_owned);
        let every = self.numbered(given);
        if every.is_some() || start.is_some() {
            self.counting.asked = every.or(outer).or(self.counting.asked).or(Some(USUAL));
            self.counting.every = self.counting.asked;
        }
        match start.as_deref() {
            Some("continue") => {}
            Some(value) => self.counting.next = self.start(value, given),
            None if goes_on => {}
            None => self.counting.next = 1,
        }
        outer
    }

    fn numbered(&mut self, given: &Given) -> Option<u32> {
        let value = given.value("numbered")?.to_owned();
        let every = value.parse().ok().filter(|every| (1..=1000).contains(every));
        if every.is_none() {
            let hint = "say every how many lines a number stands, 1–1000: `{numbered=5}`";
            self.no_count(&value, given.place("numbered"), hint);
        }
        every.or(Some(USUAL))
    }

    fn start(&mut self, value: &str, given: &Given) -> u32 {
        let start = value.parse().ok().filter(|start| (1..=LAST).contains(start));
        if start.is_none() {
            let hint =
                "give the number of the first line, `{start=12}`, or go on: `{start=continue}`";
            self.no_count(value, given.place("start"), hint);
        }
        start.unwrap_or(1)
    }

    fn no_count(&mut self, value: &str, place: Option<Range<usize>>, hint: &str) {
        let message = format!("`{value}` does not count lines");
        self.diagnostics.report(
            Code::InvalidValue,
            self.span(place.unwrap_or_default()),
            message,
            hint,
        );
    }

    /// The next line goes on with the verse that the last one belongs to.
    pub(super) fn share(&mut self, range: &Range<usize>) {
        if self.counting.said.is_empty() {
            self.diagnostics.report(
                Code::Misplaced,
                self.span(range.clone()),
                "a shared verse has nothing before it that it could go on with",
                "take `.shared` out, or put it on the speech that ends the verse",
            );
        }
        self.counting.shared = !self.counting.said.is_empty();
    }
}
