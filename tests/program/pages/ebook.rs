//! The marks of pages in an EPUB, each with what is read before and behind it.

use std::io::{Cursor, Read};

use super::tree::{Child, Tree};

/// An EPUB as far as its pages go.
#[derive(Debug, Default)]
pub struct Ebook {
    /// The marks in reading order.
    pub marks: Vec<Mark>,
    /// The entries of the list of pages: number and address.
    pub listed: Vec<(String, String)>,
    /// The documents in reading order, by name.
    pub documents: Vec<(String, Tree)>,
    /// The package.
    pub package: Option<Tree>,
}

/// The mark of a page.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    /// The number that it is read aloud with.
    pub label: String,
    /// The document in which it stands.
    pub file: String,
    /// What is read in the document before it, up to the beginning of its block.
    pub before: String,
    /// What is read behind it in all of the book, as far as it is needed.
    pub after: String,
    /// The number or sign of the list's entry that begins with the mark.
    pub entry: String,
    /// The head of the table in whose body it stands.
    pub head: String,
    /// The words of the link that begins right behind it.
    pub link: String,
}

impl Mark {
    /// Whether letters stand right before and right behind it.
    pub fn is_within_word(&self) -> bool {
        self.before.ends_with(char::is_alphabetic) && self.after.starts_with(char::is_alphabetic)
    }
}

/// Elements that begin a line.
const BLOCKS: [&str; 20] = [
    "p",
    "div",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "tr",
    "caption",
    "figcaption",
    "blockquote",
    "pre",
    "nav",
];

/// What is read behind a mark is taken so far.
const ENOUGH: usize = 400;

impl Ebook {
    /// Reads an EPUB.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut text = |name: &str| {
            let mut text = String::new();
            let mut file = archive.by_name(&format!("EPUB/{name}")).expect("in the archive");
            file.read_to_string(&mut text).expect("a text");
            Tree::parse(&text)
        };
        let package = text("package.opf");
        let items = package.all("item");
        let href = |id: Option<&str>| {
            let item = items.iter().find(|item| item.attr("id") == id).expect("an item");
            item.attr("href").expect("an address").to_owned()
        };
        let spine = package.all("itemref").into_iter().map(|entry| href(entry.attr("idref")));
        let documents: Vec<(String, Tree)> =
            spine.map(|name| (name.clone(), text(&name))).collect();
        let nav = text("text/nav.xhtml");
        let list = nav.all("nav").into_iter().find(|n| n.attr("epub:type") == Some("page-list"));
        let entry = |a: &Tree| (a.text(), a.attr("href").expect("an address").to_owned());
        let listed = list.iter().flat_map(|list| list.all("a")).map(entry).collect();
        let mut reading = Reading::default();
        for (file, document) in &documents {
            reading.file.clone_from(file);
            let body = document.all("body")[0];
            reading.element(body, "");
        }
        Self { marks: reading.done(), listed, package: Some(package), documents }
    }
}

#[derive(Default)]
struct Reading {
    file: String,
    marks: Vec<Mark>,
    /// What was read in the block so far.
    before: String,
    /// The number of the list's entry that has just begun.
    entry: String,
    /// The head of the table whose body is read.
    head: String,
}

impl Reading {
    fn element(&mut self, element: &Tree, entry: &str) {
        if element.attr("hidden").is_some() || element.attr("aria-hidden").is_some() {
            return;
        }
        if element.attr("role") == Some("doc-pagebreak") {
            return self.mark(element);
        }
        let block =
            BLOCKS.contains(&element.name.as_str()) || element.attr("class") == Some("line");
        if block || element.name == "br" {
            self.before.clear();
        }
        if block && element.name == "li" {
            self.entry = entry.to_owned();
        }
        if element.name == "table" {
            self.head.clear();
        }
        if element.name == "a" {
            let before = self.marks.iter_mut().rev().take_while(|mark| mark.after.is_empty());
            before.for_each(|mark| mark.link = element.text());
        }
        let mut numbers = numbers(element).into_iter();
        for child in &element.children {
            match child {
                Child::Text(text) => self.text(text),
                Child::Element(inner) => {
                    let number = if inner.name == "li" { numbers.next() } else { None };
                    self.element(inner, number.as_deref().unwrap_or_default());
                }
            }
        }
        match element.name.as_str() {
            "thead" => self.head = element.text(),
            "table" => self.head.clear(),
            _ => {}
        }
        if block {
            self.before.clear();
        }
    }

    fn mark(&mut self, element: &Tree) {
        let name = element.attr("aria-label").expect("a name");
        let label = name.rsplit(' ').next().expect("a number").to_owned();
        assert!(element.attr("id").is_some(), "the mark of page {label} has an id");
        assert!(element.children.is_empty(), "the mark of page {label} is empty");
        self.marks.push(Mark {
            label,
            file: self.file.clone(),
            before: self.before.clone(),
            after: String::new(),
            entry: self.entry.clone(),
            head: self.head.clone(),
            link: String::new(),
        });
    }

    fn text(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.entry.clear();
        }
        self.before.push_str(text);
        for mark in self.marks.iter_mut().rev().take(50) {
            if mark.after.len() < ENOUGH {
                mark.after.push_str(text);
            }
        }
    }

    fn done(self) -> Vec<Mark> {
        self.marks
    }
}

/// The numbers of the entries of a numbered list.
fn numbers(list: &Tree) -> Vec<String> {
    if list.name != "ol" {
        return Vec::new();
    }
    let number = |tree: &Tree, name| tree.attr(name).and_then(|n| n.parse::<u32>().ok());
    let mut next = number(list, "start").unwrap_or(1);
    let mut numbers = Vec::new();
    for item in list.elements().filter(|child| child.name == "li") {
        let value = number(item, "value").unwrap_or(next);
        numbers.push(shown(value, list.attr("type")));
        next = value + 1;
    }
    numbers
}

fn shown(number: u32, kind: Option<&str>) -> String {
    let letter = |first: u8| char::from(first + u8::try_from((number - 1) % 26).expect("a letter"));
    match kind {
        Some("a") => letter(b'a').to_string(),
        Some("A") => letter(b'A').to_string(),
        _ => number.to_string(),
    }
}
