//! Every link leads somewhere, every id is given once in the whole book.

use std::collections::{BTreeMap, BTreeSet};

use super::books::{Files, rich};
use super::tree::Tree;

/// The ids of each document; panics if one is given twice in the book.
pub fn ids<'a>(documents: &BTreeMap<&'a str, Tree>) -> BTreeMap<&'a str, BTreeSet<String>> {
    let mut seen = BTreeSet::new();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (file, document) in documents {
        for element in document.walk() {
            if let Some(id) = element.attr("id") {
                assert!(seen.insert(id.to_owned()), "{id} is given twice, again in {file}");
                ids.entry(file).or_default().insert(id.to_owned());
            }
        }
    }
    ids
}

/// Panics if an address within the book leads nowhere.
pub fn check(files: &Files) {
    let documents = files.documents();
    let ids = ids(&documents);
    for (file, document) in &documents {
        for element in document.walk() {
            for attribute in ["href", "src", "aria-labelledby"] {
                let Some(value) = element.attr(attribute) else { continue };
                let found = match attribute {
                    "aria-labelledby" => ids[file].contains(value),
                    _ => leads(value, file, files, &ids),
                };
                assert!(found, "{attribute}=\"{value}\" in {file} leads nowhere");
            }
        }
    }
}

fn leads(address: &str, from: &str, files: &Files, ids: &BTreeMap<&str, BTreeSet<String>>) -> bool {
    if address.contains("://") {
        return true;
    }
    if let Some(path) = address.strip_prefix("../") {
        return files.names().contains(&format!("EPUB/{path}").as_str());
    }
    let (file, id) = address.split_once('#').map_or((address, None), |(f, id)| (f, Some(id)));
    let file = if file.is_empty() { from } else { file };
    let exists = files.names().contains(&format!("EPUB/text/{file}").as_str());
    exists && id.is_none_or(|id| ids.get(file).is_some_and(|ids| ids.contains(id)))
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_given_once() {
    check(&Files::of(&rich()));
}

/// Reading systems refuse links to documents that are not in the spine.
#[test]
fn linked_documents_are_in_the_spine() {
    let files = Files::of(&rich());
    let spine = files.spine();
    for (file, document) in files.documents() {
        for link in document.all("a") {
            let href = link.attr("href").expect("an address");
            let target = href.split('#').next().unwrap_or_default();
            let inside = !href.contains("://") && !target.is_empty();
            assert!(!inside || spine.iter().any(|name| name == target), "{href} in {file}");
        }
    }
    assert!(files.tree("package.opf").all("itemref").iter().all(|r| r.attr("linear").is_none()));
}
