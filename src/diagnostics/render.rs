//! Diagnostics as text for people and as JSON for programs.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::{Value, json as object};

use super::{Diagnostic, Severity};
use crate::source::{SourceFile, Sources, Span};

/// Width in columns to which long source lines are cut.
const WIDTH: usize = 140;

/// Diagnostics with the source lines they speak of, ready for a terminal; `color` adds ANSI codes.
#[must_use]
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let file = sources.file(diagnostic.span.file);
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
        let (number, line, range) = excerpt(diagnostic, file);
        let snippet = Snippet::source(line)
            .path(file.path())
            .line_start(number)
            .annotation(AnnotationKind::Primary.span(range));
        let mut group =
            title.element(snippet).element(Level::HELP.message(diagnostic.hint.as_str()));
        if !diagnostic.also.is_empty() {
            group = group.element(Level::NOTE.message(further(diagnostic, sources)));
        }
        out.push_str(&renderer.render(&[group]));
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

/// The first line of the span with its number, and the part of it that is underlined. The renderer
/// looks through all that it is given, so it is given no more.
fn excerpt<'a>(diagnostic: &Diagnostic, file: &'a SourceFile) -> (usize, &'a str, Range<usize>) {
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
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let (number, _) = file.position(line_start);
    let end = end.clamp(start, line_end);
    (number, &text[line_start..line_end], start - line_start..end - line_start)
}

/// Diagnostics as a JSON array of `{code, severity, message, hint, file, line, column, end_line,
/// end_column, also, fix}`; lines and columns are 1-based, columns count characters. `also` lists
/// further places as `{file, line, column, end_line, end_column}`; `fix` is `null` or such a place
/// with the `replacement` for what stands there.
#[must_use]
pub fn json<'a>(editions: impl Iterator<Item = (&'a [Diagnostic], &'a Sources)>) -> String {
    let list: Vec<Value> = editions
        .flat_map(|(diagnostics, sources)| diagnostics.iter().map(|d| entry(d, sources)))
        .collect();
    serde_json::to_string_pretty(&list).expect("strings and numbers are always JSON")
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
