//! What a page says of itself: its title, who wrote it, when, where it is.

use serde_json::Value;

use super::marks::is_heading;
use super::tree::{Id, Tree};
use crate::import::draft::Record;
use crate::import::read::record::{date, person};
use crate::ir::{Language, Subject};

/// Largest text of data that is read, in bytes.
const LARGEST_DATA: usize = 1 << 20;

/// Most names that are taken.
const MOST: usize = 50;

/// The head of a page, by the names of its data in small letters.
struct Head {
    said: Vec<(String, String)>,
}

impl Head {
    fn of(tree: &Tree, root: Id) -> Self {
        let mut said = Vec::new();
        for id in tree.descend(root).filter(|id| tree.name(*id) == "meta").take(2000) {
            let name = ["name", "property", "itemprop"].iter().find_map(|one| tree.attr(id, one));
            if let (Some(name), Some(content)) = (name, tree.attr(id, "content")) {
                let content = flat(content);
                if !content.is_empty() && content.len() < 10_000 {
                    said.push((
                        name.to_ascii_lowercase()
                            .replace("dcterms.", "dc.")
                            .replace("dc:", "dc.")
                            .replace("dcterms:", "dc."),
                        content,
                    ));
                }
            }
        }
        Self { said }
    }

    fn all<'h>(&'h self, names: &'h [&str]) -> impl Iterator<Item = &'h str> {
        let best = names.iter().find(|name| self.said.iter().any(|(own, _)| own == *name));
        self.said
            .iter()
            .filter(move |(own, _)| Some(&own.as_str()) == best)
            .map(|(_, value)| value.as_str())
    }

    fn one(&self, names: &[&str]) -> Option<String> {
        let found = names.iter().find_map(|name| self.said.iter().find(|(own, _)| own == name));
        found.map(|(_, value)| value.clone())
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads what the page says of itself.
pub(super) fn read(tree: &Tree, root: Id) -> Record {
    let head = Head::of(tree, root);
    let data = data(tree, root);
    let text = |key: &str| data.as_ref().and_then(|data| named(&data[key]));
    let title = text("headline")
        .or_else(|| head.one(&["citation_title", "dc.title", "og:title", "twitter:title"]))
        .or_else(|| title(tree, root));
    let title =
        title.map(|title| shorter(tree, root, &title, head.one(&["og:site_name"]).as_deref()));
    let mut record = Record { title, ..Record::default() };
    record.subtitles.extend(subtitle(tree, root));
    let names: Vec<String> = match data.as_ref().map(|data| names(&data["author"])) {
        Some(names) if !names.is_empty() => names,
        _ => head
            .all(&["citation_author", "dc.creator", "author", "article:author"])
            .map(str::to_owned)
            .collect(),
    };
    let is_name =
        |name: &String| !name.contains("://") && name.chars().count() < 100 && !name.is_empty();
    record
        .contributors
        .extend(names.into_iter().filter(is_name).take(MOST).map(|name| person(&name, "aut")));
    let translators: Vec<String> =
        data.as_ref().map(|data| names_of(&data["translator"])).unwrap_or_default();
    record.contributors.extend(translators.iter().map(|name| person(name, "trl")));
    let when = text("datePublished").or_else(|| {
        head.one(&[
            "citation_publication_date",
            "citation_date",
            "dc.date.issued",
            "dc.issued",
            "dc.date",
            "article:published_time",
            "date",
        ])
    });
    record.date = when.as_deref().and_then(date);
    record.publisher = data
        .as_ref()
        .and_then(|data| named(&data["publisher"]))
        .or_else(|| head.one(&["citation_publisher", "dc.publisher"]));
    record.description = head.one(&["dc.description", "og:description", "description"]);
    record.rights = head.one(&["dc.rights", "copyright"]);
    let licence = tree.descend(root).find(|id| {
        matches!(tree.name(*id), "link" | "a") && tree.words(*id, "rel").any(|rel| rel == "license")
    });
    record.licence = text("license")
        .or_else(|| licence.and_then(|id| tree.attr(id, "href")).map(str::to_owned))
        .filter(|url| url.starts_with("http"));
    let canonical = tree.descend(root).find(|id| {
        tree.name(*id) == "link" && tree.words(*id, "rel").any(|rel| rel == "canonical")
    });
    let canonical = canonical.and_then(|id| tree.attr(id, "href")).map(str::to_owned);
    record.url = canonical
        .or_else(|| head.one(&["og:url", "dc.identifier", "dc.source"]))
        .filter(|url| url.starts_with("http"));
    record.subjects = head
        .all(&["dc.subject", "citation_keywords", "article:tag", "keywords"])
        .flat_map(|list| list.split([',', ';']))
        .map(flat)
        .filter(|one| !one.is_empty() && one.chars().count() < 80)
        .take(MOST)
        .map(|name| Subject { name, term: None })
        .collect();
    let html = tree.descend(root).find(|id| tree.name(*id) == "html");
    let tag = html
        .and_then(|id| tree.attr(id, "lang").or_else(|| tree.attr(id, "xml:lang")))
        .map(str::to_owned);
    let tag = tag.or_else(|| text("inLanguage")).or_else(|| {
        head.one(&["dc.language", "citation_language", "content-language", "og:locale"])
    });
    record.language = tag.and_then(|tag| Language::parse(&tag.replace('_', "-")));
    record
}

/// What stands beside the first heading and says that it is the subtitle.
fn subtitle(tree: &Tree, root: Id) -> Option<String> {
    let head = tree.descend(root).find(|id| tree.name(*id) == "h1")?;
    let beside = tree.elements(tree.parent(head)?);
    let mut said = beside.filter(|id| {
        tree.has_class(*id, |class| class.eq_ignore_ascii_case("subtitle"))
            || tree.has_type(*id, &["subtitle"])
    });
    tree.short(said.next()?, 200).filter(|said| !said.is_empty())
}

fn title(tree: &Tree, root: Id) -> Option<String> {
    let id = tree.descend(root).find(|id| tree.name(*id) == "title")?;
    Some(flat(&tree.said(id))).filter(|title| !title.is_empty())
}

/// A title without the name of the site: what a heading of the page says, too, or what stands before the sign between both.
fn shorter(tree: &Tree, root: Id, title: &str, site: Option<&str>) -> String {
    let heads = tree.descend(root).filter(|id| is_heading(tree.name(*id))).take(5);
    let heads: Vec<String> = heads.map(|id| flat(&tree.said(id))).collect();
    if let Some(head) =
        heads.iter().find(|head| head.chars().count() > 2 && title.starts_with(head.as_str()))
    {
        return head.clone();
    }
    let signs = [" – ", " — ", " | ", " - ", " :: ", " » ", " · "];
    let parts = signs
        .iter()
        .filter_map(|sign| title.split_once(sign))
        .chain(signs.iter().filter_map(|sign| title.rsplit_once(sign)));
    for (before, behind) in parts {
        if site.is_some_and(|site| behind.contains(site)) {
            return before.trim().to_owned();
        }
        if let Some(head) = heads.iter().find(|head| head.as_str() == behind.trim()) {
            return head.clone();
        }
    }
    title.to_owned()
}

/// What the page says in JSON-LD of an article or a book.
fn data(tree: &Tree, root: Id) -> Option<Value> {
    let scripts = tree.descend(root).filter(|id| {
        tree.name(*id) == "script" && tree.attr(*id, "type") == Some("application/ld+json")
    });
    for id in scripts.take(20) {
        let text = tree.said(id);
        if text.len() > LARGEST_DATA {
            continue;
        }
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        let list = match &value {
            Value::Array(list) => list.clone(),
            Value::Object(map) if map.contains_key("@graph") => {
                value["@graph"].as_array().cloned().unwrap_or_default()
            }
            _ => vec![value],
        };
        let wanted = list.into_iter().find(|one| {
            let kinds = match &one["@type"] {
                Value::String(kind) => vec![kind.clone()],
                Value::Array(kinds) => {
                    kinds.iter().filter_map(|kind| kind.as_str().map(str::to_owned)).collect()
                }
                _ => Vec::new(),
            };
            kinds.iter().any(|kind| {
                kind.ends_with("Article")
                    || matches!(
                        kind.as_str(),
                        "BlogPosting" | "Book" | "Chapter" | "CreativeWork" | "Report" | "Thesis"
                    )
            })
        });
        if wanted.is_some() {
            return wanted;
        }
    }
    None
}

fn named(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(flat(text)).filter(|text| !text.is_empty()),
        Value::Object(map) => map.get("name").and_then(named),
        Value::Array(list) => list.first().and_then(named),
        _ => None,
    }
}

fn names(value: &Value) -> Vec<String> {
    names_of(value)
}

fn names_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().filter_map(named).collect(),
        _ => named(value).into_iter().collect(),
    }
}
