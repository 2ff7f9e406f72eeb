//! What the importer tells its user: decisions with their places, and errors.

use std::fmt;

use super::topic::Topic;
use crate::source::{Sources, Span};

/// How sure the importer is of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The evidence speaks for one reading only.
    Sure,
    /// Another reading is possible: the editor should look.
    Doubtful,
}

/// One decision, at a place of the imported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The file, or the document in a package.
    pub file: String,
    /// Its line, from 1; where the format has none that an editor sees, the paragraph.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Whether the editor should look.
    pub certainty: Certainty,
    /// What it is about.
    pub topic: Topic,
    /// A sentence in lower case without a full stop.
    pub message: String,
}

impl Decision {
    /// Whether the editor should look.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.certainty == Certainty::Doubtful
    }
}

impl fmt::Display for Decision {
    /// `12:34: note 4 is called after …`; a doubtful one has `look:` before the message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let look = match self.certainty {
            Certainty::Sure => "",
            Certainty::Doubtful => "look: ",
        };
        write!(f, "{}:{}: {look}{}", self.line, self.column, self.message)
    }
}

/// Why a file cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Line of the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, in lower case without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl ImportError {
    pub(super) fn new(line: usize, column: usize, message: impl Into<String>) -> Self {
        ImportError { line, column, message: message.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ImportError {}

/// Decisions while they are made: at offsets of the text that is decided on, or at places of the foreign file.
#[derive(Debug)]
pub(super) struct Report<P = usize> {
    found: Vec<(P, Certainty, Topic, String)>,
}

impl<P> Default for Report<P> {
    fn default() -> Self {
        Self { found: Vec::new() }
    }
}

impl<P> Report<P> {
    /// The evidence speaks for one reading only.
    pub(super) fn sure(&mut self, at: P, topic: Topic, message: String) {
        self.found.push((at, Certainty::Sure, topic, message));
    }

    /// Another reading is possible.
    pub(super) fn doubt(&mut self, at: P, topic: Topic, message: String) {
        self.found.push((at, Certainty::Doubtful, topic, message));
    }

    /// The same decisions at other places.
    pub(super) fn moved<Q>(self, place: impl Fn(P) -> Q) -> Report<Q> {
        let moved =
            self.found.into_iter().map(|(at, sure, topic, text)| (place(at), sure, topic, text));
        Report { found: moved.collect() }
    }

    /// The decisions of both.
    pub(super) fn extend(&mut self, other: Self) {
        self.found.extend(other.found);
    }
}

impl Report<Span> {
    /// The decisions in the order of the file.
    pub(super) fn finish(mut self, sources: &Sources) -> Vec<Decision> {
        self.found.sort_by_key(|(span, ..)| (span.file, span.start));
        let told = self.found.into_iter().map(|(span, certainty, topic, message)| {
            let place = sources.place(span);
            let (file, line, column) = (place.file, place.line, place.column);
            Decision { file, line, column, certainty, topic, message }
        });
        told.collect()
    }
}

/// A piece of the user's text for a message: whole if short, else its beginning and end.
pub(super) fn quote(text: &str) -> String {
    const WHOLE: usize = 60;
    let near = &text[..text.floor_char_boundary(8 * WHOLE)];
    let flat: Vec<&str> = near.split_whitespace().collect();
    let flat = flat.join(" ");
    let clean: String = flat.chars().filter(|c| !c.is_control()).collect();
    if clean.chars().count() <= WHOLE {
        return format!("`{clean}`");
    }
    let head: String = clean.chars().take(WHOLE).collect();
    format!("`{head}…`")
}
