//! What is told of editions and files, in the form that was asked for.

use serde_json::Value;

use super::Outcome;
use super::args::Format;
use super::grouped::{grouped, summary};
use super::terminal::{Detail, diagnostics_text, eprint_text, look, print, say, tally};
use crate::diagnostics::{self, Diagnostic, Severity};
use crate::pipeline::Opened;
use crate::source::Sources;

/// What is told of one edition or file. Of the edition itself nothing is kept, so that many of them take no
/// more memory than one.
pub(super) struct Said {
    diagnostics: Vec<Diagnostic>,
    shown: Rendered,
    /// Whether nothing can be made of it, even if there is nothing to tell.
    broken: bool,
}

/// The messages with their places, put into the form that was asked for.
enum Rendered {
    Text(String),
    Entries(Vec<Value>),
}

impl Said {
    /// What is to be told of an edition.
    pub(super) fn of_edition(opened: Opened, format: Format, detail: Detail) -> Self {
        let broken = opened.has_errors();
        Self::of_file(opened.diagnostics, &opened.sources, format, detail).of_broken(broken)
    }

    /// The same, of an edition of which perhaps nothing can be made: one whose manifest cannot be read at all has nothing to tell.
    pub(super) fn of_broken(self, broken: bool) -> Self {
        Self { broken, ..self }
    }

    /// What is to be told of a file.
    pub(super) fn of_file(
        diagnostics: Vec<Diagnostic>,
        sources: &Sources,
        format: Format,
        detail: Detail,
    ) -> Self {
        let shown = match (format, detail) {
            (Format::Json | Format::Sarif | Format::Github, _) => {
                Rendered::Entries(diagnostics::entries(&diagnostics, sources))
            }
            (Format::Text, Detail::Each) => Rendered::Text(diagnostics_text(&diagnostics, sources)),
            (Format::Text, Detail::Grouped(command)) => {
                let shown = grouped(&diagnostics, command);
                let groups = shown.groups.iter().map(|group| format!("{group}\n"));
                let list = shown.list.iter().map(|(one, note)| (one, note.as_deref()));
                let list = diagnostics::text_with_notes(list, sources, look());
                Rendered::Text([list].into_iter().chain(groups).collect())
            }
        };
        Self { diagnostics, shown, broken: false }
    }
}

/// Prints what is told of editions, and what can be corrected.
pub(super) fn report(all: &[Said], format: Format) -> Outcome {
    let outcome = tell(all, format);
    let certain = diagnostics(all).filter(|diagnostic| diagnostic.fix.is_some()).count();
    if format == Format::Text && certain > 0 {
        say(&format!("certain corrections: {certain}; `umbruch check --fix` makes them"));
    }
    if all.iter().any(|one| one.broken) { outcome.max(Outcome::Errors) } else { outcome }
}

/// Prints what is told.
pub(super) fn tell(all: &[Said], format: Format) -> Outcome {
    let mut entries = Vec::new();
    for one in all {
        match &one.shown {
            Rendered::Text(text) => eprint_text(text),
            Rendered::Entries(own) => entries.extend(own),
        }
    }
    let shown = match format {
        Format::Text => {
            if diagnostics(all).next().is_some() {
                say(&summary(diagnostics(all)));
                say(&tally(diagnostics(all)));
            }
            None
        }
        Format::Json => Some(format!("{}\n", diagnostics::json(&entries))),
        Format::Sarif => Some(format!("{}\n", diagnostics::sarif(&entries))),
        Format::Github => Some(diagnostics::github(&entries)),
    };
    if let Some(shown) = shown {
        print(shown.as_bytes());
    }
    let errors = diagnostics(all).any(|diagnostic| diagnostic.severity() == Severity::Error);
    if errors { Outcome::Errors } else { Outcome::Clean }
}

fn diagnostics(all: &[Said]) -> impl Iterator<Item = &Diagnostic> {
    all.iter().flat_map(|one| &one.diagnostics)
}
