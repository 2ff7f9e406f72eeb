//! Works as the Citation Style Language has them, in JSON or YAML, in the words of BibLaTeX.

use std::fmt::Write as _;

use serde_json::Value;

/// The works as a file of BibLaTeX.
pub(super) fn biblatex(items: &[Value]) -> String {
    items.iter().filter_map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(item: &Value) -> Option<String> {
    let key = said(item.get("id")?)?;
    let is_key = |c: char| c.is_alphanumeric() || "_:.-+/".contains(c);
    if key.is_empty() || !key.chars().all(is_key) {
        return None;
    }
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    let kind = kind_of(kind);
    let within = if kind == "article" { "journaltitle" } else { "booktitle" };
    let number = if kind == "article" { "issue" } else { "collection-number" };
    let mut text = format!("@{kind}{{{key},\n");
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(text, "  {name} = {{{value}}},");
        }
    };
    for role in ["author", "editor", "translator"] {
        field(role, item.get(role).and_then(people));
    }
    // letters stay as they are written
    let title =
        |name: &str| item.get(name).and_then(said).map(|text| format!("{{{}}}", escaped(&text)));
    field("title", title("title"));
    field(within, title("container-title"));
    field("date", item.get("issued").and_then(date));
    field("origdate", item.get("original-date").and_then(date));
    let plain = [
        ("publisher", "publisher"),
        ("location", "publisher-place"),
        ("volume", "volume"),
        ("number", number),
        ("pages", "page"),
        ("edition", "edition"),
        ("series", "collection-title"),
        ("isbn", "ISBN"),
        ("doi", "DOI"),
        ("note", "note"),
        ("type", "genre"),
    ];
    for (name, from) in plain {
        field(name, item.get(from).and_then(said).map(|text| escaped(&text)));
    }
    let url = item.get("URL").and_then(said);
    field(
        "url",
        url.and_then(|url| crate::addresses::written(&url).ok())
            .filter(|url| !url.contains(['{', '}', '\\'])),
    );
    text.push_str("}\n");
    Some(text)
}

fn kind_of(kind: &str) -> &'static str {
    match kind {
        "book" | "graphic" | "motion_picture" | "song" => "book",
        "article-journal" | "article-magazine" | "article-newspaper" | "article" | "review"
        | "review-book" => "article",
        "chapter" | "entry" | "entry-encyclopedia" | "entry-dictionary" => "incollection",
        "paper-conference" => "inproceedings",
        "thesis" => "thesis",
        "report" => "report",
        "webpage" | "post" | "post-weblog" => "online",
        "manuscript" | "speech" | "personal_communication" => "unpublished",
        _ => "misc",
    }
}

/// A value as a text.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A text in which no sign has a meaning for TeX.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '#' | '$' | '_' => out.extend(['\\', c]),
            '{' | '}' | '\\' | '^' | '~' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn people(value: &Value) -> Option<String> {
    let names = value.as_array()?.iter().filter_map(name);
    Some(names.collect::<Vec<_>>().join(" and "))
}

/// A name as BibLaTeX has it: `von Muster, Karl`, or in braces where it has no parts.
fn name(person: &Value) -> Option<String> {
    let part = |name: &str| person.get(name).and_then(said).map(|text| escaped(&text));
    let Some(family) = part("family") else {
        let whole = part("literal").or_else(|| part("name"))?;
        return Some(format!("{{{whole}}}"));
    };
    let particle = part("non-dropping-particle").or_else(|| part("dropping-particle"));
    let family = particle.map_or(family.clone(), |particle| format!("{particle} {family}"));
    let whole =
        part("given").map_or_else(|| format!("{{{family}}}"), |given| format!("{family}, {given}"));
    Some(whole)
}

fn date(value: &Value) -> Option<String> {
    if let Some(text) = said(value) {
        return day(text.split('-').map(str::to_owned));
    }
    if let Some(parts) = value.get("date-parts").and_then(Value::as_array) {
        let days = parts.iter().filter_map(|parts| day(parts.as_array()?.iter().filter_map(said)));
        return Some(days.take(2).collect::<Vec<_>>().join("/"));
    }
    if let Some(all) = value.as_array() {
        return Some(all.iter().filter_map(date).take(2).collect::<Vec<_>>().join("/"));
    }
    if let Some(raw) = value.get("raw").or_else(|| value.get("literal")) {
        return date(raw);
    }
    day(["year", "month", "day"].into_iter().map_while(|part| value.get(part).and_then(said)))
}

/// `2026-11-23`, `2026-11` or `2026`
fn day(parts: impl Iterator<Item = String>) -> Option<String> {
    let numbers = parts.map_while(|part| part.trim().parse::<u16>().ok()).take(3);
    let mut numbers = numbers.collect::<Vec<_>>().into_iter();
    let mut day = format!("{:04}", numbers.next().filter(|year| *year > 0)?);
    for part in numbers.take_while(|part| (1..32).contains(part)) {
        let _ = write!(day, "-{part:02}");
    }
    Some(day)
}
