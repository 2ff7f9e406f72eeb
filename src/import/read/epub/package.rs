//! The package document: what files there are, in which order they are read.

use std::collections::HashMap;

use super::metadata;
use crate::import::draft::Record;
use crate::import::read::html::links::resolve;
use crate::import::read::html::xml::resolved;
use crate::import::read::package::Package;
use crate::import::report::ImportError;
use crate::xml::read::{Attributes, Node, parse};

/// A document in the order of reading.
#[derive(Debug, Clone)]
pub(super) struct SpineItem {
    /// Its path in the package.
    pub(super) path: String,
}

/// What the package document says.
#[derive(Debug, Default)]
pub(super) struct Opf {
    /// The documents in the order of reading; those beside it come last.
    pub(super) spine: Vec<SpineItem>,
    /// What it says of the book.
    pub(super) record: Record,
    /// The path of the picture of the cover.
    pub(super) cover: Option<String>,
    /// The path of the navigation document (EPUB 3).
    pub(super) nav: Option<String>,
    /// The path of the NCX (EPUB 2).
    pub(super) ncx: Option<String>,
}

/// What to do about a package document that is broken.
const HINT: &str = "the book is damaged: make it anew, or copy it once more";

fn error(message: impl Into<String>) -> ImportError {
    ImportError::new(1, 1, message).hint(HINT)
}

/// Elements by that local name, whatever their namespace: old books have none.
pub(super) fn named<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.descendants().filter(move |one| one.tag_name().name() == name)
}

impl Opf {
    /// Reads it, by way of the container.
    pub(super) fn read(files: &mut Package<'_>) -> Result<Self, ImportError> {
        let path = match files.text("META-INF/container.xml")? {
            Some(text) => {
                let text = resolved(&text);
                let document = parse(&text).map_err(|fault| {
                    error(format!("`META-INF/container.xml`: {}", fault.message))
                })?;
                let found = named(document.root(), "rootfile")
                    .find_map(|one| one.attr("full-path").map(str::to_owned));
                found.ok_or_else(|| error("the container names no package document"))?
            }
            // Without a container there is but one that it can be.
            None => {
                let mut found = files.paths().filter(|path| path.ends_with(".opf"));
                found
                    .next()
                    .map(str::to_owned)
                    .ok_or_else(|| error("the book has no package document"))?
            }
        };
        let Some(text) = files.text(&path)? else {
            return Err(error(format!("the package document `{path}` is not in the book")));
        };
        let text = resolved(&text);
        let document =
            parse(&text).map_err(|fault| error(format!("`{path}`: {}", fault.message)))?;
        Ok(Self::of(document.root_element(), &path, files))
    }

    fn of(root: Node<'_>, own: &str, files: &Package<'_>) -> Self {
        let mut opf = Self { record: metadata::read(root), ..Self::default() };
        let mut items: HashMap<&str, (String, &str)> = HashMap::new();
        for item in named(root, "item") {
            let (Some(id), Some(href)) = (item.attr("id"), item.attr("href")) else { continue };
            let Some((path, _)) = resolve(own, href) else { continue };
            let path = files.find(&path).map_or(path.clone(), str::to_owned);
            let properties: Vec<&str> =
                item.attr("properties").unwrap_or_default().split_whitespace().collect();
            let form = item.attr("media-type").unwrap_or_default();
            if properties.contains(&"nav") {
                opf.nav = opf.nav.or(Some(path.clone()));
            }
            if properties.contains(&"cover-image") {
                opf.cover = opf.cover.or(Some(path.clone()));
            }
            if form == "application/x-dtbncx+xml" {
                opf.ncx = opf.ncx.or(Some(path.clone()));
            }
            items.insert(id, (path, form));
        }
        if opf.cover.is_none() {
            let cover = named(root, "meta").find(|one| one.attr("name") == Some("cover"));
            let item = cover.and_then(|one| one.attr("content")).and_then(|id| items.get(id));
            opf.cover =
                item.filter(|(_, form)| form.starts_with("image/")).map(|(path, _)| path.clone());
        }
        let mut beside = Vec::new();
        for item in named(root, "itemref") {
            let Some((path, _)) = item.attr("idref").and_then(|id| items.get(id)) else { continue };
            let linear = item.attr("linear") != Some("no");
            let document = SpineItem { path: path.clone() };
            if opf.spine.iter().chain(&beside).any(|one: &SpineItem| one.path == *path) {
                continue;
            }
            match linear {
                true => opf.spine.push(document),
                false => beside.push(document),
            }
        }
        opf.spine.append(&mut beside);
        opf
    }
}
