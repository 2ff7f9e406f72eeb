//! Findings: what a rule says of a place in running text.

use std::ops::Range;

use crate::diagnostics::Code;
use crate::ir::Edit;

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
    /// What stands there when it is right; only where that is certain.
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

/// The corrections of findings, in order; of two that overlap, the one that begins first.
#[must_use]
pub fn edits(findings: &[Finding]) -> Vec<Edit> {
    let mut all: Vec<Edit> = findings
        .iter()
        .filter_map(|finding| {
            let replacement = finding.correction.clone()?;
            Some(Edit { range: finding.range.clone(), replacement })
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
