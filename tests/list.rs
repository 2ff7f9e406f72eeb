//! Feeds and pages of a list: cases from small editions, what holds of all that is written, long lists, and the list that outside judges see.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::{Value, json};
use umbruch::ir::Language;
use umbruch::list::{Catalogue, Entry, List, Source, Unlisted};
use umbruch::publication::Publication;
use umbruch::writers::{opds, site};
use umbruch::xml::read::Attributes;

use super::cases::{self, Case};
use super::root;

mod sample;

/// Editions in memory, with the contents of their files.
#[derive(Default)]
struct Editions {
    all: Vec<Publication>,
    files: BTreeMap<(usize, String), Vec<u8>>,
    /// How many publications were read.
    read: RefCell<usize>,
}

impl Source for Editions {
    fn publication(&self, at: usize) -> io::Result<Publication> {
        *self.read.borrow_mut() += 1;
        Ok(self.all[at].clone())
    }

    fn file(&self, at: usize, name: &str) -> io::Result<Vec<u8>> {
        self.files
            .get(&(at, name.to_owned()))
            .cloned()
            .ok_or_else(|| io::Error::other("no such file"))
    }
}

impl Editions {
    fn catalogue(&self, list: List) -> Result<Catalogue, Unlisted> {
        Catalogue::new(list, self.all.iter().map(Entry::of))
    }
}

/// What is written, by path.
type Written = BTreeMap<String, String>;

fn write(catalogue: &Catalogue, editions: &Editions) -> Written {
    let mut written = Written::new();
    let mut put = |path: &str, bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("all is text");
        assert!(written.insert(path.to_owned(), text).is_none(), "{path} is written twice");
        Ok(())
    };
    opds::write(catalogue, editions, &mut put).expect("nothing fails in memory");
    site::write(catalogue, editions, &mut put).expect("nothing fails in memory");
    written
}

/// The settings of a list, with what a case says of them.
fn settings(said: &Value) -> List {
    let text = |name: &str| said[name].as_str().map(str::to_owned);
    let number = |name: &str, other| said[name].as_u64().map_or(other, |n| n as usize);
    List {
        title: text("title").unwrap_or_else(|| "Bücher".into()),
        address: text("address").unwrap_or_else(|| "https://verlag.example/liste/".into()),
        language: Language::parse(said["language"].as_str().unwrap_or("de")).expect("a tag"),
        description: text("description"),
        publisher: text("publisher"),
        per_page: number("per_page", List::PER_PAGE),
        newest: number("newest", List::NEWEST),
    }
}

/// An edition of which only what matters is said: `files` are names with roles, `metadata` whatever differs from the least that there is.
fn publication(said: &Value) -> Publication {
    let mut metadata = json!({
        "slug": "buch", "title": "Buch", "title_sort": null, "subtitles": [], "contributors": [],
        "language": "de", "identifier": "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        "isbns": { "epub": null, "print": null }, "doi": null, "urn": null, "date": "2026-11-23",
        "first_published": null, "edition": null, "edition_statement": null, "publisher": null,
        "place": null, "series": [], "subjects": [], "description": null, "rights": null,
        "licence": null, "source": null, "cover": null,
        "accessibility": { "summary": null, "conforms": false, "certified_by": null,
            "certified_on": null, "credential": null, "report": null, "exemption": null },
    });
    for (name, value) in said["metadata"].as_object().into_iter().flatten() {
        metadata[name] = value.clone();
    }
    let files: Vec<Value> = said["files"].as_array().into_iter().flatten().map(file).collect();
    let whole = json!({
        "format": 1, "program": "umbruch 0", "source": "0", "metadata": metadata,
        "words": said["words"].as_u64().unwrap_or(1000), "notes": said["notes"].as_u64().unwrap_or(0),
        "offers": said["offers"], "files": files,
        "judged": said["judged"].as_array().cloned().unwrap_or_default(),
    });
    Publication::read(&whole.to_string()).unwrap_or_else(|fault| panic!("{fault:?}: {whole}"))
}

/// `{"name": "a.epub", "role": "ebook"}`, with a media type, a size and a sum if it says none.
fn file(said: &Value) -> Value {
    let name = said["name"].as_str().expect("a name");
    let media_type = match name.rsplit('.').next() {
        Some("epub") => "application/epub+zip",
        Some("pdf") => "application/pdf",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        _ => "text/html",
    };
    let mut file = json!({
        "media_type": media_type, "bytes": 1_234_567, "sha256": "ab".repeat(32),
    });
    for (key, value) in said.as_object().expect("a file") {
        file[key] = value.clone();
    }
    file
}

/// The list of a case: `list.json`, editions `1.json` …, other files by `1/name`.
fn list_of(case: &Case) -> (List, Editions) {
    let mut editions = Editions::default();
    let mut list = settings(&json!({}));
    for (path, text) in &case.files {
        let read = || {
            serde_json::from_str::<Value>(text).unwrap_or_else(|fault| panic!("{path}: {fault}"))
        };
        match path.split_once('/') {
            Some((at, name)) => {
                let at: usize = at.parse().expect("a number");
                editions.files.insert((at - 1, name.to_owned()), text.clone().into_bytes());
            }
            None if path == "list.json" => list = settings(&read()),
            None if path == "show" => {}
            None => editions.all.push(publication(&read())),
        }
    }
    (list, editions)
}

/// Runs the cases of a file: the paths of what is written that begin with `of`, or all, then what the case asks to see.
fn run(name: &str, of: fn(&str) -> bool) {
    cases::check(&root().join("tests/list").join(name), |case| {
        let (list, editions) = list_of(case);
        let catalogue = match editions.catalogue(list) {
            Ok(catalogue) => catalogue,
            Err(fault) => return format!("error: {fault}\nhint: {}", fault.hint()),
        };
        let written = write(&catalogue, &editions);
        hold(&catalogue, &written);
        let shown = case.files.iter().find(|(path, _)| path == "show");
        let shown: Vec<&str> = shown.map(|(_, text)| text.lines().collect()).unwrap_or_default();
        let paths: Vec<&str> = written.keys().map(String::as_str).filter(|path| of(path)).collect();
        let mut told = paths.join("\n");
        for path in shown {
            let text = written.get(path).unwrap_or_else(|| panic!("{path} is not written"));
            told.push_str(&format!("\n\n## {path}\n{}", body(path, text)));
        }
        told
    });
}

/// Of a page that stands in the head and the foot of every page is left out.
fn body<'a>(path: &str, text: &'a str) -> &'a str {
    if !path.ends_with(".html") {
        return text;
    }
    let (_, text) = text.split_once("<main id=\"main\">").expect("a page has a body");
    text.split_once("</main>").expect("and an end").0
}

#[test]
fn feeds() {
    run("opds.case", |path| path.starts_with("opds/"));
}

#[test]
fn pages() {
    run("site.case", |path| !path.starts_with("opds/"));
}

/// What holds of every list: feeds and pages can be read, and what they lead to is there.
fn hold(catalogue: &Catalogue, written: &Written) {
    let base = catalogue.list.address_of("");
    let known = |address: &str| {
        let Some(path) = address.strip_prefix(&base) else { return true };
        let path = path.split('#').next().unwrap_or_default();
        path.is_empty() || path.starts_with("editions/") || written.contains_key(path)
    };
    for (path, text) in written {
        if path.ends_with(".json") {
            let value: Value =
                serde_json::from_str(text).unwrap_or_else(|fault| panic!("{path}: {fault}"));
            let mut addresses = Vec::new();
            hrefs(&value, &mut addresses);
            let lost = addresses.iter().find(|address| !known(address));
            assert!(lost.is_none(), "{path} leads to {lost:?}");
        } else if path.ends_with(".xml") {
            let document =
                roxmltree::Document::parse(text).unwrap_or_else(|fault| panic!("{path}: {fault}"));
            let addresses = document.descendants().filter_map(|node| node.attr("href"));
            let locs = document.descendants().filter(|node| {
                node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc"))
            });
            let lost = addresses
                .chain(locs.filter_map(|node| node.text()))
                .find(|address| !known(address));
            assert!(lost.is_none(), "{path} leads to {lost:?}");
            ids_are_unique(path, &document);
        } else if path.ends_with(".html") {
            leads_right(path, text, written);
        }
    }
}

fn hrefs<'a>(value: &'a Value, out: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            out.extend(map.get("href").and_then(Value::as_str));
            map.values().for_each(|value| hrefs(value, out));
        }
        Value::Array(list) => list.iter().for_each(|value| hrefs(value, out)),
        _ => {}
    }
}

fn ids_are_unique(path: &str, document: &roxmltree::Document<'_>) {
    let mut seen = BTreeSet::new();
    let ids = document.descendants().filter(|node| node.tag_name().name() == "id");
    for id in ids.filter_map(|node| node.text()) {
        assert!(seen.insert(id), "{path} has {id} twice");
    }
}

/// Every relative link of a page leads to what is written or to a file of an edition.
fn leads_right(path: &str, text: &str, written: &Written) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let values = ["href=\"", "src=\""].iter().flat_map(|name| text.split(name).skip(1));
    for value in values.map(|rest| rest.split('"').next().unwrap_or_default()) {
        if value.contains("://") || value.starts_with('#') {
            continue;
        }
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in value.split('/') {
            if part == ".." {
                parts.pop().unwrap_or_else(|| panic!("{path} leads out: {value}"));
            } else {
                parts.push(part);
            }
        }
        let to = parts.join("/");
        let to = to.split('#').next().unwrap_or_default();
        assert!(to.starts_with("editions/") || written.contains_key(to), "{path} leads to {to}");
    }
}

/// So many plain editions.
fn many(count: usize) -> Editions {
    let all = (1..=count).map(|number| {
        publication(&json!({
            "metadata": {
                "slug": format!("buch-{number}"), "title": format!("Buch {number}"),
                "identifier": format!("urn:x:{number}"),
                "date": format!("{}", 1900 + number % 120),
                "contributors": [{ "name": format!("A {}", number % 7), "sort": format!("{}, A", number % 7), "roles": ["aut"] }],
            },
            "files": [{ "name": format!("buch-{number}.epub"), "role": "ebook" }],
        }))
    });
    Editions { all: all.collect(), ..Editions::default() }
}

#[test]
fn every_book_stands_on_one_page_of_all() {
    let editions = many(120);
    let catalogue = editions.catalogue(settings(&json!({}))).expect("a list");
    let written = write(&catalogue, &editions);
    hold(&catalogue, &written);
    let mut seen = BTreeSet::new();
    let mut next = Some("https://verlag.example/liste/opds/all.json".to_owned());
    let mut pages = 0;
    while let Some(address) = next {
        let text = &written[address.trim_start_matches("https://verlag.example/liste/")];
        let feed: Value = serde_json::from_str(text).expect("JSON");
        pages += 1;
        assert_eq!(feed["metadata"]["currentPage"], pages);
        assert_eq!(feed["metadata"]["numberOfItems"], 120);
        for book in feed["publications"].as_array().expect("books") {
            assert!(
                seen.insert(book["metadata"]["identifier"].as_str().expect("an id").to_owned())
            );
        }
        let links = feed["links"].as_array().expect("links");
        let link = links.iter().find(|link| link["rel"] == "next");
        next = link.map(|link| link["href"].as_str().expect("an address").to_owned());
    }
    assert_eq!((pages, seen.len()), (3, 120));
}

#[test]
fn long_lists_are_divided() {
    let editions = many(720);
    let catalogue = editions.catalogue(settings(&json!({}))).expect("a list");
    let written = write(&catalogue, &editions);
    hold(&catalogue, &written);
    let cards = |path: &str| written[path].matches("<li data-find=").count();
    assert_eq!((cards("index.html"), cards("page/8.html")), (100, 20));
    let search: Value = serde_json::from_str(&written["search.json"]).expect("JSON");
    assert_eq!(search.as_array().expect("rows").len(), 720);
    // Feeds: all, newest, author, language; documents; pages; the Atom feed: each reads a book once.
    assert!(*editions.read.borrow() <= 720 * 5 + 100, "{} were read", editions.read.borrow());
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let editions = many(30);
    let mut other = many(30);
    other.all.reverse();
    let written = |editions: &Editions| {
        write(&editions.catalogue(settings(&json!({}))).expect("a list"), editions)
    };
    assert!(written(&editions) == written(&editions));
    assert!(written(&editions) == written(&other), "the order in which editions are found counts");
}

#[test]
fn what_fails_is_told() {
    let editions = many(2);
    let catalogue = editions.catalogue(settings(&json!({}))).expect("a list");
    let mut put = |_: &str, _: Vec<u8>| Err(io::Error::other("full"));
    assert!(opds::write(&catalogue, &editions, &mut put).is_err());
    assert!(site::write(&catalogue, &editions, &mut put).is_err());
}
