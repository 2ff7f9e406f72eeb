//! What the importer tells its user: decisions with their places, and errors.

use std::fmt;

use super::source::Source;

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
    /// Line of the imported file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Whether the editor should look.
    pub certainty: Certainty,
    /// What is decided: `title`, `author`, `year`, `preface`, `language`, `heading`, `note`,
    /// `call`, `leftover`, `source`, `word`, `character`.
    pub code: &'static str,
    /// A sentence in lower case without a full stop.
    pub message: String,
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

/// Decisions while they are made, at byte offsets.
#[derive(Debug, Default)]
pub(super) struct Report {
    found: Vec<(usize, Certainty, &'static str, String)>,
}

impl Report {
    pub(super) fn sure(&mut self, offset: usize, code: &'static str, message: String) {
        self.found.push((offset, Certainty::Sure, code, message));
    }

    pub(super) fn doubt(&mut self, offset: usize, code: &'static str, message: String) {
        self.found.push((offset, Certainty::Doubtful, code, message));
    }

    /// Puts the decisions in order and turns offsets into lines and columns, in one sweep over
    /// the text: columns are counted from the last place, since a line may be megabytes long.
    pub(super) fn finish(mut self, source: &Source) -> Vec<Decision> {
        self.found.sort_by_key(|(offset, ..)| *offset);
        let (mut line, mut column, mut at) = (1, 1, 0);
        let mut decisions = Vec::with_capacity(self.found.len());
        for (offset, certainty, code, message) in self.found {
            let number = source.line_number(offset);
            if number != line {
                (line, column, at) = (number, 1, source.line_start(number));
            }
            column += source.text[at..offset].chars().count();
            at = offset;
            decisions.push(Decision { line, column, certainty, code, message });
        }
        decisions
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
