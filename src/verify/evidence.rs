//! What an EPUB holds for those who cannot read print: the same reading of its documents as is made of
//! umbruch's own, and what its package says.

use std::collections::BTreeMap;

use super::address::{Target, resolve};
use super::book::{Book, Document, is_html};
use super::package::Item;
use super::xml::{Attributes, Node, text};
use crate::accessibility::{self, Evidence, Statement, StyleEvidence, moves};
use crate::css::Sheet;

/// What is told of an EPUB's accessibility.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Its title.
    pub title: String,
    /// Its main language, a BCP 47 tag.
    pub language: String,
    /// What was found in it; pictures have their paths in the EPUB.
    pub evidence: Evidence,
    /// The pictures of the documents, by path.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// The picture of the cover: media type and bytes.
    pub cover: Option<(String, Vec<u8>)>,
}

impl Seen {
    pub(super) fn new(book: &Book<'_>) -> Self {
        let evidence = evidence(book);
        let paths = evidence.pictures().filter_map(|(_, picture)| picture.path.clone());
        let bytes = |path: String| Some((path.clone(), book.files.get(&path)?.to_vec()));
        let pictures = paths.filter_map(bytes).collect();
        let first = |name| book.package.dc(name).next().map(|node| text(node).to_owned());
        let (title, language) = (first("title"), first("language"));
        let (title, language) = (title.unwrap_or_default(), language.unwrap_or_default());
        let cover = book.package.items.iter().find(|item| item.has("cover-image"));
        let cover = cover.and_then(|item| {
            let bytes = book.files.get(item.path.as_deref()?)?.to_vec();
            Some((item.media_type?.to_owned(), bytes))
        });
        Self { title, language, evidence, pictures, cover }
    }
}

/// What is in the documents of a book, in the order of reading.
pub(super) fn documents(book: &Book<'_>) -> Vec<accessibility::Document> {
    let mut read: Vec<&Document<'_>> = book.spine().map(|(_, page)| page).collect();
    read.retain(|page| page.is_xhtml());
    let in_spine = read.len();
    read.extend(book.nav().filter(|nav| book.spine_index(nav.path()).is_none()));
    read.iter().enumerate().map(|(at, page)| document(book, page, at < in_spine)).collect()
}

/// What is in the documents of a book, in its style sheets and pictures, and what its package says.
fn evidence(book: &Book<'_>) -> Evidence {
    let documents = documents(book);
    let StyleEvidence { colours, mut fixed, mut moving } = style(book);
    if book.package.pre_paginated {
        fixed.push("rendition:layout: pre-paginated".to_owned());
    }
    let is_picture = |item: &&Item<'_>| {
        item.media_type.is_some_and(|of| of.starts_with("image/") && of != "image/svg+xml")
    };
    for item in book.package.items.iter().filter(is_picture) {
        let bytes = item.path.as_deref().and_then(|path| book.files.get(path));
        if bytes.is_some_and(moves) {
            moving.extend(item.href.map(str::to_owned));
        }
    }
    let locked = book.package.items.iter().filter_map(|item| item.path.as_deref());
    let locked = locked.into_iter().any(|path| book.hidden.is_encrypted(path));
    let page_source = page_source(book);
    let statements = book.package.metadata().filter_map(|node| statement(book, node)).collect();
    Evidence { documents, colours, fixed, moving, locked, page_source, statements }
}

fn document(book: &Book<'_>, page: &Document<'_>, in_spine: bool) -> accessibility::Document {
    let file = book.item(page).href.unwrap_or_default();
    let root = page.xml.tree.root_element();
    let mut found =
        accessibility::Document::read(file, root, in_spine, &|node| Some(page.at(node)));
    // What no system takes for the contents are none.
    if !book.item(page).has("nav") {
        found.contents = 0;
        found.listed_pages.clear();
    }
    for picture in &mut found.pictures {
        picture.path = match resolve(page.path(), &picture.file) {
            Target::Inside { path, .. } => Some(path),
            _ => None,
        };
    }
    found
}

/// What the sheets of a book do, and what styles in its documents do, each once.
fn style(book: &Book<'_>) -> StyleEvidence {
    let sheets = book.texts.iter().filter(|text| text.media_type == "text/css");
    let sheets: String = sheets.map(|text| &*text.text).collect();
    let mut style = StyleEvidence::in_sheet(&Sheet::read(&sheets));
    for node in book.pages().flat_map(Document::elements) {
        if is_html(node, "style") {
            style.add(StyleEvidence::in_sheet(&Sheet::read(node.text().unwrap_or_default())));
        }
        if let Some(own) = node.attr("style") {
            style.add(StyleEvidence::in_sheet(&Sheet::read_attribute(own)));
        }
    }
    style
}

/// A property of the package that tells of accessibility, in the form of version 3 or of version 2.
fn statement(book: &Book<'_>, node: Node<'_>) -> Option<Statement> {
    let property = node.attr("property").or(node.attr("name")).or(node.attr("rel"))?.trim();
    let of_certifier = || {
        let certifiers = book.package.metas("a11y:certifiedBy").filter_map(|node| node.attr("id"));
        let refined = node.attr("refines").and_then(|id| id.trim().strip_prefix('#'));
        refined.is_some_and(|id| certifiers.into_iter().any(|certifier| certifier == id))
    };
    let told = property.starts_with("schema:access")
        || property.starts_with("a11y:")
        || property == "dcterms:conformsTo"
        || property == "dcterms:date" && of_certifier();
    let value = node.attr("href").or(node.attr("content")).unwrap_or_else(|| text(node));
    told.then(|| Statement { property: property.to_owned(), value: value.to_owned() })
}

/// Of which printed edition the marked pages are.
fn page_source(book: &Book<'_>) -> Option<String> {
    let package = &book.package;
    let named = package.metas("pageBreakSource").next();
    let refining = || package.metas("source-of").filter(|node| text(*node) == "pagination");
    let refined = || {
        refining().find_map(|node| {
            let id = node.attr("refines")?.trim().strip_prefix('#')?;
            package.dc("source").find(|source| source.attr("id") == Some(id))
        })
    };
    named.or_else(refined).map(|node| text(node).to_owned())
}
