//! The package document: metadata, manifest, spine (EPUB 3.3 §5).

mod accessibility;
mod claims;
mod collections;
mod dates;
mod fallbacks;
mod guide;
mod identifiers;
mod links;
mod manifest;
mod metadata;
mod properties;
mod refinements;
mod rendition;
mod spine;

pub(super) use fallbacks::reaches;
pub(super) use properties::runs_as_script;

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Target, resolve};
use super::book::Book;
use super::grammar;
use super::xml::{Attributes, Node, Xml, text};
use crate::diagnostics::Diagnostics;
use crate::source::Span;

pub(super) const OPF: &str = "http://www.idpf.org/2007/opf";
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";

/// A package document.
pub(super) struct Package<'a> {
    pub(super) path: String,
    pub(super) xml: &'a Xml<'a>,
    pub(super) root: Node<'a>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) spine: Vec<Reference<'a>>,
    by_path: BTreeMap<String, usize>,
    by_id: BTreeMap<&'a str, usize>,
    /// Where an item stands in the spine.
    in_spine: BTreeMap<usize, usize>,
    hrefs: BTreeSet<&'a str>,
    /// The addresses of sound and film.
    films: BTreeSet<&'a str>,
    /// Whether any document has scripts, which can fetch and lead to anything.
    pub(super) scripted: bool,
    /// Whether the book as a whole is of a fixed layout.
    pub(super) pre_paginated: bool,
}

/// An item of the manifest.
pub(super) struct Item<'a> {
    pub(super) node: Node<'a>,
    pub(super) id: Option<&'a str>,
    pub(super) href: Option<&'a str>,
    /// Its path in the EPUB; none: it is elsewhere, or the address is broken.
    pub(super) path: Option<String>,
    pub(super) media_type: Option<&'a str>,
    pub(super) properties: Vec<&'a str>,
}

impl Item<'_> {
    /// Whether it has that property.
    pub(super) fn has(&self, property: &str) -> bool {
        self.properties.contains(&property)
    }

    /// Whether it is of that media type.
    pub(super) fn is(&self, media_type: &str) -> bool {
        self.media_type == Some(media_type)
    }
}

/// A reference of the spine.
pub(super) struct Reference<'a> {
    pub(super) node: Node<'a>,
    /// The item's index in the manifest.
    pub(super) item: Option<usize>,
    pub(super) linear: bool,
}

impl<'a> Package<'a> {
    /// Reads what is there; what is wrong with it is for [`check`].
    pub(super) fn read(xml: &'a Xml<'a>) -> Self {
        let root = xml.tree.root_element();
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut by_path = BTreeMap::new();
        let mut by_id = BTreeMap::new();
        let inside = |parent: &'static str, name: &'static str| {
            let parents = root.children().filter(move |node| node.has_tag_name((OPF, parent)));
            let all = parents.flat_map(|parent| parent.children());
            all.filter(move |node| node.has_tag_name((OPF, name)))
        };
        for node in inside("manifest", "item") {
            let item = item(node, xml.path);
            if let Some(path) = &item.path {
                by_path.entry(path.clone()).or_insert(items.len());
            }
            if let Some(id) = item.id {
                by_id.entry(id).or_insert(items.len());
            }
            items.push(item);
        }
        let spine = inside("spine", "itemref").map(|node| Reference {
            node,
            item: node.attr("idref").and_then(|id| by_id.get(id.trim()).copied()),
            linear: node.attr("linear").map(str::trim) != Some("no"),
        });
        let spine: Vec<Reference<'a>> = spine.collect();
        let mut in_spine = BTreeMap::new();
        for (at, reference) in spine.iter().enumerate() {
            if let Some(item) = reference.item {
                in_spine.entry(item).or_insert(at);
            }
        }
        let hrefs = items.iter().filter_map(|item| item.href).collect();
        let is_film = |of: &str| of.starts_with("audio/") || of.starts_with("video/");
        let films = items.iter().filter(|item| item.media_type.is_some_and(is_film));
        let films = films.filter_map(|item| item.href).collect();
        let scripted = items.iter().any(|item| item.has("scripted"));
        let path = xml.path.to_owned();
        let mut package = Self {
            path,
            xml,
            root,
            items,
            spine,
            by_path,
            by_id,
            in_spine,
            hrefs,
            films,
            scripted,
            pre_paginated: false,
        };
        let mut layouts = package.metas("rendition:layout");
        package.pre_paginated = layouts.any(|node| text(node) == "pre-paginated");
        package
    }

    /// The item at that path.
    pub(super) fn item_at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The item to which an address leads, from the file at that path.
    pub(super) fn item_of(&self, base: &str, address: &str) -> Option<usize> {
        match resolve(base, address) {
            Target::Inside { path, .. } => self.item_at(&path),
            _ => None,
        }
    }

    /// The item with that id.
    pub(super) fn item_named(&self, id: &str) -> Option<usize> {
        self.by_id.get(id.trim()).copied()
    }

    /// Where an item stands in the spine.
    pub(super) fn place_in_spine(&self, item: usize) -> Option<usize> {
        self.in_spine.get(&item).copied()
    }

    /// Whether an item has that address to the letter, as those on the network have.
    pub(super) fn lists(&self, href: &str) -> bool {
        self.hrefs.contains(href)
    }

    /// Whether that address is listed as sound or film, which may stay on the network.
    pub(super) fn lists_film(&self, href: &str) -> bool {
        self.films.contains(href)
    }

    /// Whether it is of version 2, to which the rules of version 3 do not apply.
    pub(super) fn is_version_2(&self) -> bool {
        self.root.attr("version").is_some_and(|version| version.starts_with('2'))
    }

    /// The elements of the metadata.
    pub(super) fn metadata(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let parents = self.root.children().filter(|node| node.has_tag_name((OPF, "metadata")));
        parents.flat_map(|parent| parent.children()).filter(|node| node.is_element())
    }

    /// The elements of Dublin Core with that name.
    pub(super) fn dc(&self, name: &'static str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.metadata().filter(move |node| node.has_tag_name((DC, name)))
    }

    /// The `meta` elements with that property.
    pub(super) fn metas(&self, property: &'static str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let metas = self.metadata().filter(|node| node.has_tag_name((OPF, "meta")));
        metas.filter(move |node| node.attr("property").map(str::trim) == Some(property))
    }

    /// Where the metadata begin, for what is missing in them.
    pub(super) fn at_metadata(&self) -> Span {
        let found = self.root.children().find(|node| node.has_tag_name((OPF, "metadata")));
        self.xml.at(found.unwrap_or(self.root))
    }
}

fn item<'a>(node: Node<'a>, base: &str) -> Item<'a> {
    let href = node.attr("href");
    let path = match href.map(|href| resolve(base, href)) {
        Some(Target::Inside { path, .. }) => Some(path),
        _ => None,
    };
    let properties = node.attr("properties").unwrap_or_default();
    Item {
        node,
        id: node.attr("id").map(str::trim),
        href,
        path,
        media_type: node.attr("media-type").map(str::trim),
        properties: properties.split_whitespace().collect(),
    }
}

/// The elements of the package, and which may stand in which.
fn grammar(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    // Metadata of version 3 in a package of version 2 are one fault, and told as one.
    let mixed = package.is_version_2() && package.metadata().any(|n| n.has_attr("property"));
    if package.root.has_tag_name((OPF, "package")) && !mixed {
        let grammar = if package.is_version_2() { &grammar::PACKAGE_2 } else { &grammar::PACKAGE };
        grammar.check(package.xml, out);
    }
}

/// Checks the package document.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    grammar(book, out);
    metadata::check(book, out);
    identifiers::check(book, out);
    manifest::check(book, out);
    spine::check(book, out);
    guide::check(book, out);
    fallbacks::check(book, out);
    if !book.package.is_version_2() {
        refinements::check(book, out);
        rendition::check(book, out);
        collections::check(book, out);
        properties::check(book, out);
        accessibility::check(book, out);
        claims::check(book, out);
    }
}
