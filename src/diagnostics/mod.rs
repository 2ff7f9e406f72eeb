//! Diagnostics: what is told to the user, as values that carry a place in the source.

mod characters;
mod code;
mod exchange;
mod render;
mod suggest;

pub use characters::{Remedy, shown, unseen};
pub use code::{Code, Severity};
pub use exchange::{github, sarif};
pub use render::{Look, entries, json, text_with_notes};
pub use suggest::{nearest, suggestion, suggestion_within};

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// One message to the user.
///
/// The message is in lower case without a full stop, holds the user's word in backticks and says
/// what is wrong; the hint says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// Where in the source.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Further places of the same.
    pub also: Vec<Span>,
    /// A correction of the source that is certain.
    pub fix: Option<Fix>,
    /// Why it is told as a warning though its code is an error; `None`: it is not.
    pub advice: Option<Advice>,
}

/// Why an error is told as a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Advice {
    /// It asks for more than is demanded of everybody.
    Beyond,
    /// Standards let it be, and yet it is seldom what was meant.
    Doubt,
}

/// A correction of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What stands there then.
    pub replacement: String,
}

impl Diagnostic {
    /// A diagnostic of the severity that its code has.
    pub fn new(
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        let (message, hint) = (message.into(), hint.into());
        Self { code, span, message, hint, also: Vec::new(), fix: None, advice: None }
    }

    /// Error or warning.
    #[must_use]
    pub fn severity(&self) -> Severity {
        if self.advice.is_some() { Severity::Warning } else { self.code.severity() }
    }
}

/// Collects the diagnostics of one run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes in a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes in a diagnostic made from its parts.
    pub fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Diagnostic::new(code, span, message, hint));
    }

    /// Takes in a diagnostic that asks for more than is demanded of everybody.
    pub fn advise(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let advice = Some(Advice::Beyond);
        self.push(Diagnostic { advice, ..Diagnostic::new(code, span, message, hint) });
    }

    /// Takes in a diagnostic of what standards let be, and what is seldom meant.
    pub fn doubt(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let advice = Some(Advice::Doubt);
        self.push(Diagnostic { advice, ..Diagnostic::new(code, span, message, hint) });
    }

    /// Takes in all of `other`.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(other);
    }

    /// Whether any of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity() == Severity::Error)
    }

    /// All of them, in order of their place in the source, each once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.list.dedup();
        self.list
    }

    /// Drops the lints whose code `switched_off` names.
    pub fn retain_enabled(&mut self, switched_off: impl Fn(Code) -> bool) {
        self.list.retain(|d| !(d.code.is_lint() && switched_off(d.code)));
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }
}
