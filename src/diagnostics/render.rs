//! Diagnostics as text for people and as JSON for programs.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json as object};

use super::{Diagnostic, Severity};
use crate::source::{SourceFile, Sources, Span};

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether ANSI codes are added.
    pub color: bool,
    /// Width in columns to which long source lines are cut.
    pub width: usize,
}

impl Look {
    /// What is written to no terminal.
    pub const PLAIN: Self = Self { color: false, width: 140 };
}

/// Diagnostics with the source lines they speak of, ready for a terminal, and with a note of its own below some.
#[must_use]
pub fn text_with_notes<'a>(
    diagnostics: impl Iterator<Item = (&'a Diagnostic, Option<&'a str>)>,
    sources: &Sources,
    look: Look,
) -> String {
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width);
    let mut out = String::new();
    for (diagnostic, note) in diagnostics {
        let file = sources.file(diagnostic.span.file);
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
        let Excerpt { number, line, range, before } = excerpt(diagnostic, file);
        let snippet = Snippet::source(line)
            .path(file.path())
            .line_start(number)
            .annotation(AnnotationKind::Primary.span(range));
        let mut group =
            title.element(snippet).element(Level::HELP.message(diagnostic.hint.as_str()));
        if !diagnostic.also.is_empty() {
            group = group.element(Level::NOTE.message(further(diagnostic, sources)));
        }
        if let Some(note) = note {
            group = group.element(Level::NOTE.message(note));
        }
        let rendered = renderer.render(&[group]).to_string();
        if before == 0 {
            out.push_str(&rendered);
        } else {
            let (_, column) = file.position(diagnostic.span.start as usize);
            let place = |column| format!("{}:{number}:{column}", file.path());
            out.push_str(&rendered.replacen(&place(column - before), &place(column), 1));
        }
        out.push_str("\n\n");
    }
    out
}

/// The further places: `also in text/a.dj:3:4, 7:1; text/b.dj:1:9`.
fn further(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut out = String::from("also in ");
    let mut file = None;
    for span in &diagnostic.also {
        let place = sources.place(*span);
        match file.replace(span.file) {
            Some(before) if before == span.file => out.push_str(", "),
            Some(_) => out.push_str(&format!("; {}:", place.file)),
            None => out.push_str(&format!("{}:", place.file)),
        }
        out.push_str(&format!("{}:{}", place.line, place.column));
    }
    out
}

/// Most bytes of a line that are shown before a place and behind it.
const SHOWN: usize = 1000;

/// The first line of a span.
struct Excerpt<'a> {
    number: usize,
    line: &'a str,
    /// What is underlined.
    range: Range<usize>,
    /// How many characters of an endless line are left out before what is shown.
    before: usize,
}

/// The renderer looks through all that it is given, so it is given no more than a line, of an endless
/// one no more than can be seen.
fn excerpt<'a>(diagnostic: &Diagnostic, file: &'a SourceFile) -> Excerpt<'a> {
    let text = file.text();
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let range = diagnostic.span.range();
    let (start, end) = (boundary(range.start), boundary(range.end));
    let (number, line) = file.line(start);
    let from = if start - line.start > SHOWN { boundary(start - SHOWN) } else { line.start };
    let end = end.clamp(start, line.end);
    let to = if line.end - end > SHOWN { boundary(end + SHOWN) } else { line.end };
    let (_, before) = file.position(from);
    Excerpt { number, line: &text[from..to], range: start - from..end - from, before: before - 1 }
}

/// Diagnostics as JSON objects `{code, severity, message, hint, file, line, column, end_line,
/// end_column, also, fix}`; lines and columns are 1-based, columns count characters. `also` lists
/// further places as `{file, line, column, end_line, end_column}`; `fix` is `null` or such a place
/// with the `replacement` for what stands there.
#[must_use]
pub fn entries(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Value> {
    diagnostics.iter().map(|diagnostic| entry(diagnostic, sources)).collect()
}

/// [Such objects](entries) as a JSON array.
#[must_use]
pub fn json(entries: &[&Value]) -> String {
    serde_json::to_string_pretty(entries).expect("strings and numbers are always JSON")
}

fn entry(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut entry = object!({
        "code": diagnostic.code.as_str(),
        "severity": diagnostic.severity().as_str(),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    });
    let also: Vec<Value> = diagnostic.also.iter().map(|span| place(*span, sources)).collect();
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let mut fixed = place(fix.span, sources);
        fixed["replacement"] = fix.replacement.as_str().into();
        fixed
    });
    if let (Value::Object(entry), Value::Object(place)) =
        (&mut entry, place(diagnostic.span, sources))
    {
        entry.extend(place);
    }
    entry["also"] = also.into();
    entry["fix"] = fix.into();
    entry
}

fn place(span: Span, sources: &Sources) -> Value {
    let place = sources.place(span);
    object!({
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    })
}
