//! An EPUB as one who reads it from the first document to the last.

use std::io::{Cursor, Read};

use super::super::epub::tree::{Child, Tree};
use super::pen::Piece;

/// What an EPUB says.
#[derive(Debug, Default)]
pub struct Ebook {
    /// The documents in their order, without contents and notes.
    pub text: Vec<Piece>,
    /// Each note.
    pub notes: Vec<Vec<Piece>>,
    /// The contents.
    pub contents: String,
}

impl Ebook {
    /// Reads an EPUB.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut file = |name: &str| {
            let mut text = String::new();
            let mut file = archive.by_name(&format!("EPUB/{name}")).expect("in the archive");
            file.read_to_string(&mut text).expect("a text");
            Tree::parse(&text)
        };
        let package = file("package.opf");
        let items = package.all("item");
        let mut ebook = Self::default();
        for entry in package.all("itemref") {
            let item = items.iter().find(|item| item.attr("id") == entry.attr("idref"));
            let name = item.and_then(|item| item.attr("href")).expect("an address");
            let document = file(name);
            if item.and_then(|item| item.attr("properties")) == Some("nav") {
                ebook.contents = document.text();
            } else {
                ebook.element(document.all("body")[0]);
            }
        }
        ebook
    }

    fn element(&mut self, element: &Tree) {
        let role = element.attr("role").unwrap_or_default();
        if role == "doc-footnote" {
            let outer = std::mem::take(&mut self.text);
            self.inside(element);
            let note = std::mem::replace(&mut self.text, outer);
            return self.notes.push(note);
        }
        if ["doc-noteref", "doc-backlink"].contains(&role) {
            return;
        }
        if let (Some(alt), "img") = (element.attr("alt"), element.name.as_str()) {
            self.text.push(Piece::Alt(alt.to_owned()));
        }
        let address =
            element.attr("href").filter(|href| href.contains("://") || href.starts_with("mailto:"));
        if let Some(address) = address {
            self.text.push(Piece::Address(super::decoded(address)));
        }
        self.inside(element);
    }

    fn inside(&mut self, element: &Tree) {
        for child in &element.children {
            match child {
                Child::Text(text) => self.text.push(Piece::Text(text.clone())),
                Child::Element(element) => self.element(element),
            }
        }
    }
}
