//! What stands before the text: metadata in YAML between lines of dashes, in TOML between lines of plus signs, or Pandoc's three lines
//! of title, authors and date behind percent signs.

use crate::import::topic::Topic;
use serde_json::Value;

use super::super::record::{date, person, relator};
use super::{Found, works};
use crate::import::draft::Record;
use crate::ir::{Language, Series, SeriesKind, Subject};
use crate::source::Span;

/// Longest metadata, in bytes.
const LONGEST: usize = 256 << 10;

/// Reads the metadata at the start of a file; where the text begins.
pub(super) fn read(
    text: &str,
    path: &str,
    span: Span,
    record: &mut Record,
    found: &mut Found<'_>,
) -> usize {
    let start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let body = &text[start..];
    if let Some(length) = percent_lines(body, record) {
        return start + length;
    }
    for (sign, ends) in [("---", ["---", "..."]), ("+++", ["+++", "+++"])] {
        let Some((inside, length)) = between(body, sign, ends) else { continue };
        let read = match sign {
            "---" => yaml(inside),
            _ => toml::from_str::<Value>(inside).map_err(|error| error.message().to_owned()),
        };
        match read {
            Ok(Value::Object(map)) => {
                for (key, value) in &map {
                    let key = key.to_lowercase();
                    if !take(&key, value, record)
                        && !is_empty(value)
                        && !works::take(&key, value, path, span, found)
                    {
                        let words = format!("{key}: {}", shown(value));
                        found.aside(span, "metadata for which a book has no place", &words);
                    }
                }
            }
            Ok(_) if inside.trim().is_empty() => {}
            // a text between two rules
            Ok(_) => continue,
            Err(why) if sign == "---" && !inside.contains(':') => {
                let _ = why;
                continue;
            }
            Err(why) => {
                let why: String =
                    why.lines().next().unwrap_or_default().chars().take(200).collect();
                let message = format!("the metadata at the start cannot be read ({why})");
                found.report.doubt(span, Topic::Metadata, message);
                found.aside(span, "metadata that cannot be read", inside);
            }
        }
        return start + length;
    }
    start
}

/// Metadata in YAML.
pub(super) fn yaml(text: &str) -> Result<Value, String> {
    serde_saphyr::from_str::<Value>(text).map_err(|error| error.to_string())
}

/// What stands between a line of signs at the start and the next one, and how long the whole is.
fn between<'t>(text: &'t str, sign: &str, ends: [&str; 2]) -> Option<(&'t str, usize)> {
    let first = text.lines().next().filter(|line| line.trim_end() == sign)?;
    let from = text[first.len()..].find('\n').map(|at| first.len() + at + 1)?;
    let mut at = from;
    // an empty line right behind a rule: no metadata
    if text[from..].lines().next().is_some_and(|line| line.trim().is_empty()) {
        return None;
    }
    for line in text[from..].split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            return Some((&text[from..at], at + line.len()));
        }
        at += line.len();
        if at - from > LONGEST {
            return None;
        }
    }
    None
}

/// `% Titel`, `% Autor; Autor`, `% Datum`
fn percent_lines(text: &str, record: &mut Record) -> Option<usize> {
    let mut length = 0;
    let mut fields: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        let goes_on =
            line.starts_with([' ', '\t']) && !line.trim().is_empty() && !fields.is_empty();
        if let Some(field) = line.strip_prefix('%').filter(|_| fields.len() < 3) {
            fields.push(field.trim().to_owned());
        } else if goes_on {
            let last = fields.last_mut().expect("there is one");
            let joint = if fields_are_names(line) { "; " } else { " " };
            last.push_str(joint);
            last.push_str(line.trim());
        } else {
            break;
        }
        length += line.len();
    }
    let title = fields.first().filter(|title| !title.is_empty())?;
    let (title, subtitle) =
        title.split_once(": ").map_or((title.as_str(), None), |(t, s)| (t, Some(s)));
    record.title = Some(title.to_owned());
    record.subtitles.extend(subtitle.map(str::to_owned));
    for name in fields.get(1).into_iter().flat_map(|names| names.split(';')) {
        if !name.trim().is_empty() {
            record.contributors.push(person(name, "aut"));
        }
    }
    record.date = fields.get(2).and_then(|text| date(text));
    Some(length)
}

fn fields_are_names(line: &str) -> bool {
    line.split_whitespace().count() <= 4
}

/// Takes a value over; whether a book has a place for it.
pub(super) fn take(key: &str, value: &Value, record: &mut Record) -> bool {
    let text = || one(value);
    match key {
        "title" | "booktitle" => match value {
            Value::Array(titles) => typed_titles(titles, record),
            Value::Object(_) => record.title = record.title.take().or_else(|| named(value, "text")),
            _ => record.title = text().or_else(|| record.title.take()),
        },
        "subtitle" => record.subtitles.extend(list(value)),
        "lang" | "language" => match text().and_then(|tag| Language::parse(&tag.replace('_', "-")))
        {
            Some(language) => record.language = Some(language),
            None => return false,
        },
        "date" | "year" => match text().and_then(|text| date(&text)) {
            Some(date) => record.date = Some(date),
            None => return false,
        },
        "publisher" => record.publisher = text(),
        "place" | "publisher-place" => record.place = text(),
        "rights" | "copyright" => record.rights = text(),
        "license" | "licence" => match text().filter(|text| text.starts_with("http")) {
            Some(url) => record.licence = crate::addresses::written(&url).ok(),
            None => record.rights = record.rights.take().or_else(text),
        },
        "description" | "abstract" | "summary" => record.description = text(),
        "keywords" | "subject" | "subjects" | "tags" | "categories" => {
            let subjects = list(value).into_iter().map(|name| Subject { name, term: None });
            record.subjects.extend(subjects);
        }
        "isbn" | "identifier" => match text().and_then(|text| isbn(&text)) {
            Some(isbn) => record.isbn = Some(isbn),
            None => return false,
        },
        "series" | "belongs-to-collection" => match text() {
            Some(title) => record.series.push(Series {
                title,
                kind: SeriesKind::Series,
                number: None,
                issn: None,
            }),
            None => return false,
        },
        "url" | "source" => match text().and_then(|url| crate::addresses::written(&url).ok()) {
            Some(url) => record.url = Some(url),
            None => return false,
        },
        "author" | "authors" | "creator" => people(value, "aut", record),
        _ => match relator(key.trim_end_matches('s')).or_else(|| relator(key)) {
            Some(role) => people(value, role, record),
            None => return false,
        },
    }
    true
}

/// An ISBN-13 without hyphens, if it is one.
pub(super) fn isbn(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let right = digits.len() == 13
        && digits
            .bytes()
            .zip([1, 3].into_iter().cycle())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum::<u32>()
            % 10
            == 0;
    right.then_some(digits)
}

fn typed_titles(titles: &[Value], record: &mut Record) {
    for title in titles {
        let words = named(title, "text").or_else(|| one(title));
        match named(title, "type").as_deref() {
            Some("subtitle") => record.subtitles.extend(words),
            _ if record.title.is_none() => record.title = words,
            _ => record.subtitles.extend(words),
        }
    }
}

fn people(value: &Value, role: &str, record: &mut Record) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| people(one, role, record)),
        Value::Object(map) => {
            let name = ["name", "text", "literal"].iter().find_map(|key| named(value, key));
            let parts = || {
                let part = |key: &str| named(value, key);
                Some(format!("{} {}", part("given")?, part("family")?))
            };
            let role = named(value, "role").and_then(|role| relator(&role)).unwrap_or(role);
            match name.or_else(parts) {
                Some(name) => record.contributors.push(person(&name, role)),
                // `- Karl Muster: Universität`
                None => {
                    let names = map.keys().filter(|_| map.len() == 1);
                    record.contributors.extend(names.map(|name| person(name, role)));
                }
            }
        }
        _ => {
            if let Some(names) = one(value) {
                let names = names.replace(" and ", ";").replace(" und ", ";");
                let names = names.split([';', '\n']).filter(|name| !name.trim().is_empty());
                record.contributors.extend(names.map(|name| person(name, role)));
            }
        }
    }
}

/// A value as a text without marks.
fn one(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Array(all) => all.iter().filter_map(one).collect::<Vec<_>>().join(", "),
        Value::Object(_) => named(value, "text").or_else(|| named(value, "name"))?,
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

fn named(value: &Value, key: &str) -> Option<String> {
    value.get(key).filter(|inner| !inner.is_object()).and_then(one)
}

fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().filter_map(one).collect(),
        _ => one(value).into_iter().collect(),
    }
}

fn is_empty(value: &Value) -> bool {
    matches!(value, Value::Null | Value::Bool(_)) || value.as_str().is_some_and(str::is_empty)
}

fn shown(value: &Value) -> String {
    one(value).unwrap_or_else(|| value.to_string())
}
