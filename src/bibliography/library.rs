//! The files of a bibliography.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use biblatex::{Bibliography as Parsed, RawBibliography, RawChunk};
use hayagriva::Library;
use hayagriva::io::{from_biblatex, from_yaml_str};

use super::guard::endless;
use super::guarded;
use super::ready::ready;
use crate::addresses;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::Language;
use crate::source::{FileId, Sources, Span};

/// How deep braces may be nested.
const DEPTH: usize = 60;

/// Reads a file into the library; what is wrong with it is reported.
pub(super) fn read(
    file: FileId,
    sources: &Sources,
    language: &Language,
    library: &mut Library,
    places: &mut BTreeMap<String, Span>,
    diagnostics: &mut Diagnostics,
) {
    let source = sources.file(file);
    let text = source.text();
    let yaml = [".yaml", ".yml"].iter().any(|end| source.path().ends_with(end));
    let read = if yaml { yaml_works(text) } else { biblatex_works(text) };
    let works = match read {
        Ok(works) => works,
        Err(faults) => {
            for (range, message, hint) in faults {
                let end = range.end.min(text.len());
                let span = Span::new(file, range.start.min(end)..end);
                diagnostics.report(Code::BibliographyBroken, span, message, hint);
            }
            return;
        }
    };
    let (works, keys) = works;
    for entry in works.iter() {
        let key = entry.key();
        let range = keys.get(key).cloned().unwrap_or(0..0);
        match places.entry(key.to_owned()) {
            Slot::Vacant(slot) => {
                let span = Span::new(file, range);
                if let Some((message, hint)) = entry.url().and_then(|url| fault(url.value.as_str()))
                {
                    diagnostics.report(Code::BibliographyBroken, span, message, hint);
                }
                slot.insert(span);
                library.push(&ready(entry, language));
            }
            Slot::Occupied(_) => diagnostics.report(
                Code::BibliographyBroken,
                Span::new(file, range),
                format!("the key `{key}` is given to two works"),
                "give one of them another key",
            ),
        }
    }
}

/// Why an address cannot be followed, and what to do.
fn fault(address: &str) -> Option<(String, String)> {
    let fault = addresses::written(address).err()?;
    let message = format!("`{address}` is no address that can be followed: {fault}");
    Some((message, fault.hint().to_owned()))
}

/// Addresses that cannot be followed: the reader of the works would mend or drop them.
fn look_at_addresses(raw: &RawBibliography<'_>) -> Result<(), Vec<Fault>> {
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let urls = fields.filter(|field| field.key.v.eq_ignore_ascii_case("url"));
    let faults = urls.filter_map(|field| {
        let [chunk] = field.value.v.as_slice() else { return None };
        let RawChunk::Normal(text) = chunk.v else { return None };
        // LaTeX asks for backslashes before some signs.
        let (message, hint) = fault(text.trim().replace('\\', "").as_str())?;
        Some((chunk.span.clone(), message, hint))
    });
    let faults: Vec<Fault> = faults.collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

type Range = std::ops::Range<usize>;
type Works = (Library, BTreeMap<String, Range>);
/// A place, a message and a hint.
type Fault = (Range, String, String);

fn biblatex_works(text: &str) -> Result<Works, Vec<Fault>> {
    if let Some(at) = too_deep(text) {
        let message = format!("braces are nested more than {DEPTH} levels deep");
        return Err(vec![(at..at + 1, message, CLOSE.to_owned())]);
    }
    let parse_fault = |error: biblatex::ParseError| {
        if let biblatex::ParseErrorKind::DuplicateKey(key) = &error.kind {
            let message = format!("the key `{key}` is given to two works");
            return vec![(error.span, message, "give one of them another key".to_owned())];
        }
        vec![(
            error.span,
            format!("the bibliography cannot be read: {}", error.kind),
            CLOSE.to_owned(),
        )]
    };
    let panicked = |said: String| {
        vec![(0..0, format!("the bibliography cannot be read: {said}"), CLOSE.to_owned())]
    };
    let raw = guarded(|| RawBibliography::parse(text)).map_err(panicked)?.map_err(parse_fault)?;
    let keys: BTreeMap<String, Range> =
        raw.entries.iter().map(|e| (e.v.key.v.to_owned(), e.v.key.span.clone())).collect();
    look_for_cycles(&raw, &keys)?;
    look_at_addresses(&raw)?;
    let parsed = guarded(|| Parsed::from_raw(raw)).map_err(panicked)?.map_err(parse_fault)?;
    let works = guarded(|| from_biblatex(&parsed)).map_err(panicked)?.map_err(|errors| {
        let hint = "correct the value, or take the field out";
        let fault = |error: biblatex::TypeError| {
            (
                error.span,
                format!("a value of the bibliography is wrong: {}", error.kind),
                hint.to_owned(),
            )
        };
        errors.into_iter().map(fault).collect::<Vec<_>>()
    })?;
    Ok((works, keys))
}

const CLOSE: &str = "an entry is written `@book{key, author = {…}, title = {…}, date = {…}}`; look for what is not closed before this place";

fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH {
            return Some(at);
        }
    }
    None
}

/// Entries that take fields from one another, and abbreviations that hold others, in a circle.
fn look_for_cycles(
    raw: &RawBibliography<'_>,
    keys: &BTreeMap<String, Range>,
) -> Result<(), Vec<Fault>> {
    let mut entries: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in &raw.entries {
        let fields = entry.v.fields.iter();
        let links = fields.filter(|f| {
            ["crossref", "xdata", "xref"].iter().any(|name| f.key.v.eq_ignore_ascii_case(name))
        });
        let named = links.flat_map(|field| &field.value.v).filter_map(|chunk| match chunk.v {
            RawChunk::Normal(text) => Some(text),
            RawChunk::Abbreviation(_) => None,
        });
        let named = named.flat_map(|text| text.split(',').map(str::trim));
        entries.entry(entry.v.key.v).or_default().extend(named);
    }
    let mut abbreviations: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for pair in &raw.abbreviations {
        let inner = pair.value.v.iter().filter_map(|chunk| match chunk.v {
            RawChunk::Abbreviation(name) => Some(name),
            RawChunk::Normal(_) => None,
        });
        abbreviations.entry(pair.key.v).or_default().extend(inner);
    }
    let mut faults = Vec::new();
    if let Some(key) = endless(&entries) {
        let range = keys.get(key).cloned().unwrap_or(0..0);
        let message = format!("the entry `{key}` takes its fields from others in a circle");
        faults.push((range, message, "take one `crossref` or `xdata` out".to_owned()));
    }
    if let Some(name) = endless(&abbreviations) {
        let pair = raw.abbreviations.iter().find(|pair| pair.key.v == name);
        let range = pair.map_or(0..0, |pair| pair.key.span.clone());
        let message = format!("the abbreviation `{name}` holds others in a circle");
        faults.push((range, message, "write its text out".to_owned()));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn yaml_works(text: &str) -> Result<Works, Vec<Fault>> {
    let hint = "an entry is written `key:` with indented lines below it: `type: Book`, `title: …`, `author: Name, Vorname`, `date: 1911`";
    let read = guarded(|| from_yaml_str(text));
    let works = match read {
        Ok(Ok(works)) => works,
        Ok(Err(error)) => {
            let at = error.location().map_or(0, |place| place.index()).min(text.len());
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let said = error.to_string();
            // The place is told otherwise.
            let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
            let message = format!("the bibliography cannot be read: {said}");
            return Err(vec![(at..at, message, hint.to_owned())]);
        }
        Err(said) => {
            let message = format!("the bibliography cannot be read: {said}");
            return Err(vec![(0..0, message, hint.to_owned())]);
        }
    };
    let mut keys = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default();
        let bare = key.trim_end().trim_matches(['"', '\'']);
        if works.get(bare).is_some() && line.len() > key.len() {
            keys.entry(bare.to_owned()).or_insert(at..at + key.trim_end().len());
        }
        at += line.len();
    }
    Ok((works, keys))
}
