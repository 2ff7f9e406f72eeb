//! Works that a text cites: files of works beside it, works in its metadata, and the citations of them.

use crate::import::topic::Topic;
use serde_json::Value;

use super::csl;
use super::found::Found;
use crate::bibliography::{Bibliography, CitationStyle};
use crate::diagnostics::{Diagnostics, Severity};
use crate::edition::DEFAULT_STYLE;
use crate::ir::{AsWritten, CitedWork, Inline, InlineKind, Language, Locator, LocatorKind};
use crate::source::{FileId, Sources, Span};

/// Largest file of works, in bytes (docs/format.md).
const LARGEST: u64 = 4 << 20;

/// The works that are known.
#[derive(Default)]
pub(super) struct Works {
    /// The files of works for the edition: path and text.
    pub(super) files: Vec<(String, String)>,
    known: Option<Bibliography>,
    /// Citations of works that are not known: how many, and where first.
    pub(super) unknown: Option<(usize, Span)>,
    /// Citations whose author the sentence names, in the same way.
    in_sentence: Option<(usize, Span)>,
    /// The last of these.
    last: Option<Span>,
}

impl Works {
    /// Whether a work of that key is known.
    pub(super) fn has(&self, key: &str) -> bool {
        self.known.as_ref().is_some_and(|known| known.has(key))
    }

    /// Whether any works are known.
    pub(super) fn are_known(&self) -> bool {
        self.known.is_some()
    }

    /// A citation whose author the sentence names.
    pub(super) fn cited_in_sentence(&mut self, span: Span) {
        count(&mut self.in_sentence, span);
        self.last = Some(span);
    }

    /// Takes a file of works in, if all that are known then can be read.
    fn add(&mut self, stem: &str, ending: &str, text: String) -> Result<(), String> {
        let stem = crate::import::settle::slug(stem).unwrap_or_else(|| "literatur".to_owned());
        let is_free = |path: &String| self.files.iter().all(|(known, _)| known != path);
        let paths = (1..).map(|n| match n {
            1 => format!("{stem}.{ending}"),
            n => format!("{stem}-{n}.{ending}"),
        });
        let path = paths.into_iter().find(is_free).expect("one of so many is free");
        let mut sources = Sources::default();
        let mut ids: Vec<FileId> = Vec::new();
        for (path, text) in &self.files {
            ids.push(sources.add(path, text.as_str()));
        }
        ids.push(sources.add(&path, text.as_str()));
        let mut diagnostics = Diagnostics::default();
        let style = CitationStyle::Named(DEFAULT_STYLE, Span::new(ids[0], 0..0));
        let language = Language::parse("de").expect("`de` is a tag");
        let known = Bibliography::read(&ids, style, &language, &sources, &mut diagnostics);
        let wrong = diagnostics.iter().find(|one| one.severity() == Severity::Error);
        if let Some(wrong) = wrong {
            return Err(wrong.message.clone());
        }
        self.known = known;
        self.files.push((path, text));
        Ok(())
    }
}

/// Takes the works that metadata name or hold; whether it is such a value.
pub(super) fn take(
    key: &str,
    value: &Value,
    path: &str,
    span: Span,
    found: &mut Found<'_>,
) -> bool {
    match (key, value) {
        ("bibliography", Value::String(name)) => file(name, path, span, found),
        ("bibliography", Value::Array(names)) => {
            for name in names.iter().filter_map(Value::as_str) {
                file(name, path, span, found);
            }
        }
        ("references", Value::Array(items)) => {
            let text = csl::biblatex(items);
            if let Err(why) = found.works.add("literatur", "bib", text) {
                refused("the works in the metadata", &why, span, found);
                found.aside(span, "works that cannot be read", &value.to_string());
            }
        }
        _ => return false,
    }
    true
}

/// Reads a file of works beside the text.
fn file(name: &str, path: &str, span: Span, found: &mut Found<'_>) {
    let shown = crate::import::fit::shown(name);
    let read = crate::import::read::pictures::joined(path, name)
        .and_then(|inside| found.folder.read(&inside, LARGEST).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(text) = read else {
        return refused(&format!("`{shown}`"), "it is not there", span, found);
    };
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let taken = match ending.to_lowercase().as_str() {
        "json" => works_of(serde_json::from_str(&text).map_err(|error| error.to_string()))
            .and_then(|items| found.works.add(stem, "bib", csl::biblatex(&items))),
        // works in CSL, else in hayagriva's own form
        ending @ ("yaml" | "yml") => match works_of(super::front::yaml(&text)) {
            Ok(items) => found.works.add(stem, "bib", csl::biblatex(&items)),
            Err(_) => found.works.add(stem, ending, text),
        },
        _ => found.works.add(stem, "bib", text.trim_start_matches('\u{FEFF}').to_owned()),
    };
    if let Err(why) = taken {
        refused(&format!("`{shown}`"), &why, span, found);
    }
}

fn works_of(read: Result<Value, String>) -> Result<Vec<Value>, String> {
    match read? {
        Value::Array(items) => Ok(items),
        Value::Object(mut map) => match map.remove("references") {
            Some(Value::Array(items)) => Ok(items),
            _ => Err("it holds no works".to_owned()),
        },
        _ => Err("it holds no works".to_owned()),
    }
}

fn refused(what: &str, why: &str, span: Span, found: &mut Found<'_>) {
    let why: String = why.lines().next().unwrap_or_default().chars().take(200).collect();
    let message = format!("{what}, which names works to be cited, cannot be used: {why}");
    found.report.doubt(span, Topic::Citation, message);
}

/// One more of a kind, and where the first of them stands.
pub(super) fn count(all: &mut Option<(usize, Span)>, span: Span) {
    all.get_or_insert((0, span)).0 += 1;
}

/// Whether what stands in brackets cites works.
pub(super) fn cites(said: &str) -> bool {
    let begins = |at: usize| {
        said[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "-;({".contains(c))
            && said[at + 1..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '{'))
    };
    said.match_indices('@').any(|(at, _)| begins(at))
}

/// The citation that stands in brackets: `siehe @muster1900, S. 12; -@probe`. None: one of its works is not known.
pub(super) fn citation(said: &str, span: Span, works: &Works) -> Option<InlineKind> {
    let parts = said.split(';').filter(|part| !part.trim().is_empty());
    let works: Option<Vec<CitedWork>> = parts.map(|part| work(part, span, works)).collect();
    works.filter(|works| !works.is_empty()).map(|works| InlineKind::Citation { works })
}

fn work(part: &str, span: Span, works: &Works) -> Option<CitedWork> {
    let at = part
        .match_indices('@')
        .map(|(at, _)| at)
        .find(|at| part[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()))?;
    let before = part[..at].trim_start();
    let (before, without_author) = match before.strip_suffix('-') {
        Some(before) => (before, true),
        None => (before, false),
    };
    let (key, behind) = key_of(&part[at + 1..])?;
    let place = behind.trim().trim_start_matches(',').trim();
    let place = place.strip_prefix('{').and_then(|place| place.strip_suffix('}')).unwrap_or(place);
    let place = place.split_whitespace().collect::<Vec<_>>().join(" ");
    let locator = Locator { kind: LocatorKind::Plain, value: place, word: AsWritten::default() };
    let prefix = before.split_whitespace().collect::<Vec<_>>().join(" ");
    // what our own form of a citation could not hold
    let holds = |text: &str| !text.contains(['[', ']', '{', '}', '@', ';']);
    let fits = holds(&prefix) && holds(&locator.value) && works.has(key);
    fits.then(|| CitedWork {
        span,
        key: key.to_owned(),
        prefix: Some(prefix).filter(|prefix| !prefix.is_empty()),
        locator: Some(locator).filter(|locator| !locator.value.is_empty()),
        without_author,
    })
}

/// The key with which a text begins, and what stands behind it.
fn key_of(text: &str) -> Option<(&str, &str)> {
    if let Some(inside) = text.strip_prefix('{') {
        return inside.split_once('}').filter(|(key, _)| !key.contains([' ', ',']));
    }
    let is_part = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let key = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
    (!key.is_empty()).then(|| (key, &text[key.len()..]))
}

/// The first known work that a text names outside of brackets: where its sign begins and its key ends.
pub(super) fn named(text: &str, works: &Works) -> Option<(std::ops::Range<usize>, String)> {
    text.match_indices('@').find_map(|(at, _)| {
        let apart = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "(„“\"'".contains(c));
        let (key, behind) = key_of(&text[at + 1..]).filter(|(key, _)| apart && works.has(key))?;
        Some((at..text.len() - behind.len(), key.to_owned()))
    })
}

/// The citation of a work that a sentence names.
pub(super) fn of_sentence(key: String, span: Span) -> InlineKind {
    let work = CitedWork { span, key, prefix: None, locator: None, without_author: false };
    InlineKind::Citation { works: vec![work] }
}

/// Gives a citation in the sentence the place that is said in brackets behind it; whether there is one.
pub(super) fn place_behind(line: &mut Vec<Inline>, said: &str, known: &Works) -> bool {
    let is_space =
        |one: &Inline| matches!(&one.kind, InlineKind::Text { text } if text.trim().is_empty());
    let Some(at) = line.iter().rposition(|one| !is_space(one)) else { return false };
    let InlineKind::Citation { works } = &mut line[at].kind else { return false };
    let [work] = works.as_mut_slice() else { return false };
    let fits = !said.trim().is_empty() && !said.contains(['[', ']', '{', '}', '@', ';']);
    if work.locator.is_some() || !fits || known.last != Some(work.span) {
        return false;
    }
    let value = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let (kind, word) = (LocatorKind::Plain, AsWritten::default());
    work.locator = Some(Locator { kind, value, word });
    line.truncate(at + 1);
    true
}

/// What is told at the end of citations.
pub(super) fn tell(found: &mut Found<'_>) {
    if let Some((count, span)) = found.works.in_sentence.take() {
        let places = if count == 1 {
            String::new()
        } else {
            format!(" here and in {} other places", count - 1)
        };
        let message = format!(
            "the sentence names the author of the work that it cites{places}; the citation says the name, too"
        );
        found.report.doubt(span, Topic::Citation, message);
    }
    let Some((count, span)) = found.works.unknown.take() else { return };
    let lacks = match found.works.are_known() {
        true => "the files of works do not have them, or the form is not known",
        false => "there is no file of works",
    };
    let message = match count {
        1 => format!("a work is cited here; it stands as text, since {lacks}"),
        count => format!(
            "works are cited here and in {} other places; they stand as text, since {lacks}",
            count - 1
        ),
    };
    found.look(span, &message);
}
