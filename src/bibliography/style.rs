//! Citation styles: those that hayagriva brings, and those of the edition.

use std::collections::BTreeMap;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{IndependentStyle, Style};
use quick_xml::events::{BytesStart, Event};

use super::guard::endless;
use super::guarded;
use crate::diagnostics::{Code, Diagnostics, nearest};
use crate::source::{FileId, Sources, Span};

/// How deep elements of a style may be nested.
const DEPTH: usize = 60;

/// The style of that name.
pub(super) fn named(
    name: &str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<IndependentStyle> {
    if let Some(Style::Independent(style)) = ArchivedStyle::by_name(name).map(ArchivedStyle::get) {
        return Some(style);
    }
    let known = ArchivedStyle::all().iter().flat_map(|style| style.names()).copied();
    let hint = match nearest(name, known) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => "known are, among others, `chicago-author-date`, `deutsche-sprache`, `iso-690-author-date`, `chicago-notes`, `mla`, `apa`; or name a style file of the edition: `style = \"….csl\"`".to_owned(),
    };
    diagnostics.report(
        Code::CitationStyle,
        span,
        format!("there is no citation style `{name}`"),
        hint,
    );
    None
}

/// The style in a file of the edition.
pub(super) fn own(
    file: FileId,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<IndependentStyle> {
    let text = sources.file(file).text();
    let whole = Span::new(file, 0..text.find('\n').unwrap_or(text.len()));
    let mut report = |span: Span, said: &str| {
        diagnostics.report(
            Code::CitationStyle,
            span,
            format!("the citation style cannot be used: {said}"),
            "take an independent style in CSL 1.0, as the repository of the Citation Style Language has them",
        );
    };
    if let Err((at, said)) = look_through(text) {
        report(Span::new(file, at.min(text.len())..at.min(text.len())), &said);
        return None;
    }
    match guarded(|| IndependentStyle::from_xml(text)) {
        Ok(Ok(style)) => return Some(style),
        Ok(Err(error)) => {
            let place = error.path.map_or(String::new(), |path| format!(" ({path})"));
            report(whole, &format!("{}{place}", error.source));
        }
        Err(said) => report(whole, &said),
    }
    None
}

/// What would break the reading or the use of a style: it is not XML, is nested too deep, or its
/// macros call one another in a circle. The offset and what is wrong.
fn look_through(text: &str) -> Result<(), (usize, String)> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut calls: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut current: Option<String> = None;
    let mut depth = 0usize;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEPTH {
                    return Err((at, format!("it is nested more than {DEPTH} levels deep")));
                }
                if start.name().as_ref() == "macro" {
                    current = attribute(&start, "name");
                    places.extend(current.clone().map(|name| (name, at)));
                } else {
                    note_call(&start, current.as_ref(), &mut calls);
                }
            }
            Ok(Event::Empty(start)) => note_call(&start, current.as_ref(), &mut calls),
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                if end.name().as_ref() == "macro" {
                    current = None;
                }
            }
            Ok(_) => {}
            Err(error) => return Err((at, error.to_string())),
        }
    }
    let edges =
        calls.iter().map(|(name, to)| (name.as_str(), to.iter().map(String::as_str).collect()));
    match endless(&edges.collect()) {
        Some(name) => {
            let at = places.get(name).copied().unwrap_or(0);
            Err((
                at,
                format!("the macro `{name}` calls itself or more others than can be followed"),
            ))
        }
        None => Ok(()),
    }
}

fn note_call(
    element: &BytesStart<'_>,
    current: Option<&String>,
    calls: &mut BTreeMap<String, Vec<String>>,
) {
    if let (Some(name), Some(called)) = (current, attribute(element, "macro")) {
        calls.entry(name.clone()).or_default().push(called);
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}
