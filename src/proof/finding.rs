//! Findings: what a rule says of a place in running text.

use std::ops::Range;

use crate::diagnostics::Code;
use crate::ir::{Edit, OBJECT};

/// A place in a [`Passage`](crate::ir::Passage) at which something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable code.
    pub code: Code,
    /// Where it stands in the passage's text, in bytes.
    pub range: Range<usize>,
    /// What is wrong: lower case, no full stop, the words of the text in backticks.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// What stands there when it is right; only where that is certain. [`OBJECT`] at its start or
    /// end is the note's call at the other end of the range.
    pub correction: Option<String>,
}

impl Finding {
    /// A finding that an editor must decide.
    pub fn new(
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { code, range, message: message.into(), hint: hint.into(), correction: None }
    }

    /// The finding with a correction that is certain.
    #[must_use]
    pub fn corrected(mut self, correction: impl Into<String>) -> Self {
        self.correction = Some(correction.into());
        self
    }
}

/// A correction in which a note's call stays and a sign changes its side is two edits of text: the
/// sign is put in on the one side and taken out on the other.
fn parts(range: &Range<usize>, correction: &str) -> Vec<Edit> {
    let edit = |range, replacement: &str| Edit { range, replacement: replacement.to_owned() };
    let call = OBJECT.len_utf8();
    match (correction.strip_suffix(OBJECT), correction.strip_prefix(OBJECT)) {
        (Some(sign), _) => {
            vec![edit(range.start..range.start, sign), edit(range.start + call..range.end, "")]
        }
        (_, Some(sign)) => {
            vec![edit(range.start..range.end - call, ""), edit(range.end..range.end, sign)]
        }
        _ => vec![edit(range.clone(), correction)],
    }
}

/// The corrections of findings, in order; of two that overlap, the one that begins first.
#[must_use]
pub fn edits(findings: &[Finding]) -> Vec<Edit> {
    let mut all: Vec<Edit> = findings
        .iter()
        .flat_map(|finding| {
            let parts = finding.correction.as_ref().map(|text| parts(&finding.range, text));
            parts.unwrap_or_default()
        })
        .collect();
    all.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    all.retain(|edit| {
        let free = edit.range.start >= end;
        if free {
            end = edit.range.end;
        }
        free
    });
    all
}
