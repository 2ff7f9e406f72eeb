//! The lists of a book: contents, pages, landmarks; of EPUB 3 in the navigation document, of EPUB 2 in the NCX.

use super::package::{Opf, named};
use crate::import::read::html::links::resolve;
use crate::import::read::html::xml::resolved;
use crate::import::read::package::Package;
use crate::import::report::ImportError;
use crate::xml::read::{Attributes, Node, OPS, parse};

/// Deepest nesting of entries that counts.
const DEEPEST: u32 = 20;

/// An entry of a list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The path of the document.
    pub(super) path: String,
    /// The id in it.
    pub(super) id: Option<String>,
    /// What the entry says.
    pub(super) title: String,
    /// How deep it stands, from 0.
    pub(super) depth: u32,
    /// What it is (`epub:type`); of landmarks.
    pub(super) kind: Option<String>,
}

/// The lists.
#[derive(Debug, Default)]
pub(super) struct Navigation {
    /// Contents.
    pub(super) entries: Vec<Entry>,
    /// Pages.
    pub(super) pages: Vec<Entry>,
    /// Landmarks.
    pub(super) landmarks: Vec<Entry>,
}

/// Reads the lists; what is broken in them is passed over, for the text does not depend on them.
pub(super) fn read(opf: &Opf, files: &mut Package<'_>) -> Result<Navigation, ImportError> {
    let mut navigation = Navigation::default();
    if let Some(path) = &opf.nav
        && let Some(text) = files.text(path)?
        && let Ok(document) = parse(&resolved(&text))
    {
        for nav in named(document.root(), "nav") {
            let kinds = nav.attr_in(OPS, "type").unwrap_or_default();
            let list = match () {
                () if kinds.split_whitespace().any(|kind| kind == "toc") => &mut navigation.entries,
                () if kinds.split_whitespace().any(|kind| kind == "page-list") => {
                    &mut navigation.pages
                }
                () if kinds.split_whitespace().any(|kind| kind == "landmarks") => {
                    &mut navigation.landmarks
                }
                () => continue,
            };
            anchors(nav, path, list);
        }
    }
    if let Some(path) = &opf.ncx
        && (navigation.entries.is_empty() || navigation.pages.is_empty())
        && let Some(text) = files.text(path)?
        && let Ok(document) = parse(&resolved(&text))
    {
        let (entries, pages) = (navigation.entries.is_empty(), navigation.pages.is_empty());
        if entries {
            navigation.entries = points(document.root(), "navPoint", path);
        }
        if pages {
            navigation.pages = points(document.root(), "pageTarget", path);
        }
    }
    Ok(navigation)
}

fn said(node: Node<'_>) -> String {
    let mut said = String::new();
    for text in node.descendants().filter_map(|one| one.is_text().then(|| one.text()).flatten()) {
        said.push_str(text);
    }
    said.replace('\u{AD}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn anchors(nav: Node<'_>, own: &str, list: &mut Vec<Entry>) {
    for link in named(nav, "a") {
        let Some((path, id)) = link.attr("href").and_then(|href| resolve(own, href)) else {
            continue;
        };
        let lists = link
            .ancestors()
            .take_while(|up| *up != nav)
            .filter(|up| up.tag_name().name() == "ol")
            .count();
        let depth = u32::try_from(lists).unwrap_or(DEEPEST).saturating_sub(1).min(DEEPEST);
        let kind = link.attr_in(OPS, "type").map(str::to_owned);
        list.push(Entry { path, id, title: said(link), depth, kind });
    }
}

fn points(root: Node<'_>, name: &'static str, own: &str) -> Vec<Entry> {
    let mut list = Vec::new();
    for point in named(root, name) {
        let child = |wanted: &'static str| {
            point.children().find(move |one| one.tag_name().name() == wanted)
        };
        let source =
            child("content").and_then(|one| one.attr("src")).and_then(|src| resolve(own, src));
        let (Some((path, id)), Some(label)) = (source, child("navLabel")) else { continue };
        let above = point.ancestors().skip(1).filter(|up| up.tag_name().name() == name).count();
        let depth = u32::try_from(above).unwrap_or(DEEPEST).min(DEEPEST);
        list.push(Entry { path, id, title: said(label), depth, kind: None });
    }
    list
}
