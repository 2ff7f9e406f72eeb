//! What the metadata say of other metadata: `refines` (EPUB 3.3 §5.5.5 and §D.3).

use std::collections::{BTreeMap, BTreeSet};

use super::{OPF, Package};
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::address::{Target, resolve};
use crate::verify::book::Book;
use crate::verify::vocabulary::vocabulary;
use crate::verify::xml::{Attributes, Node, text};

/// What may be said of one thing only once.
const ONCE: [&str; 9] = [
    "file-as",
    "title-type",
    "identifier-type",
    "collection-type",
    "group-position",
    "display-seq",
    "source-of",
    "authority",
    "term",
];

/// The elements of the package by their ids.
type Ids<'a> = BTreeMap<&'a str, Node<'a>>;

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let mut ids = Ids::new();
    for node in package.root.descendants() {
        if let Some(id) = node.attr("id") {
            ids.entry(id.trim()).or_insert(node);
        }
    }
    let metas = || package.metadata().filter(|node| node.has_tag_name((OPF, "meta")));
    for node in package.metadata().filter(|node| node.has_attr("refines")) {
        target(package, node, &ids, out);
    }
    for node in metas() {
        kind(package, node, &ids, out);
    }
    once(package, out);
    pairs(package, out);
    circles(package, &ids, out);
}

fn property(node: Node<'_>) -> &str {
    node.attr("property").unwrap_or_default().trim()
}

/// The id that an element speaks of.
fn refined(node: Node<'_>) -> Option<&str> {
    node.attr("refines")?.trim().strip_prefix('#')
}

/// `refines` names an element of the package, or a file of the EPUB.
fn target(package: &Package<'_>, node: Node<'_>, ids: &Ids<'_>, out: &mut Diagnostics) {
    let Some(refines) = node.attr_node("refines") else { return };
    let at = package.xml.at_value(refines);
    let value = refines.value().trim();
    let what = if property(node).is_empty() { "a link" } else { property(node) };
    if let Some(id) = value.strip_prefix('#') {
        if !ids.contains_key(id) {
            let message = format!("`{what}` refines `{value}`, which is not there");
            let hint = "write `#` and the id of an element of the package";
            out.report(Code::EpubMetadata, at, message, hint);
        }
        return;
    }
    match resolve(&package.path, value) {
        Target::Remote(_) | Target::Data => {
            let message = format!("`{what}` refines `{value}`, which is not in the EPUB");
            let hint = "write `#` and the id of an element of the package";
            out.report(Code::EpubMetadata, at, message, hint);
        }
        Target::Inside { path, .. } if package.item_at(&path).is_some() => {
            let message = format!("`{what}` names the file `{path}`");
            let hint = "write `#` and the id of its item";
            out.report(Code::EpubMetadataForm, at, message, hint);
        }
        _ => {}
    }
}

/// What a property can speak of.
fn kind(package: &Package<'_>, node: Node<'_>, ids: &Ids<'_>, out: &mut Diagnostics) {
    let name = property(node);
    let xml = package.xml;
    let target = refined(node).and_then(|id| ids.get(id));
    let allowed = vocabulary(&format!("refines-{name}"));
    let refines = node.has_attr("refines");
    if target.is_none() && refined(node).is_some() {
        return;
    }
    if !allowed.is_empty() && !refines {
        let message = format!("`{name}` does not tell what it belongs to");
        let hint = "add `refines=\"#…\"` with the id of the element that it speaks of";
        out.report(Code::EpubMetadata, xml.at(node), message, hint);
    }
    let kind = target.map_or("nothing that is there", |target| target.tag_name().name());
    let of_collection = target.is_some_and(|target| property(*target) == "belongs-to-collection");
    if refines && matches!(name, "belongs-to-collection" | "collection-type") && !of_collection {
        let message = format!("`{name}` does not speak of a collection");
        let hint = "let it refine a `belongs-to-collection`";
        out.report(Code::EpubMetadata, xml.at(node), message, hint);
    } else if refines && !allowed.is_empty() && !allowed.contains(&kind) {
        let message = format!("`{name}` cannot belong to `{kind}`");
        let hint = format!("it belongs to: {}", allowed.join(", "));
        out.report(Code::EpubMetadata, xml.at(node), message, hint);
    }
    if name == "source-of" && text(node) != "pagination" {
        let hint = "write `pagination`";
        out.report(Code::EpubMetadata, xml.at(node), "`source-of` is not `pagination`", hint);
    }
}

fn once(package: &Package<'_>, out: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for node in package.metadata().filter(|node| node.has_tag_name((OPF, "meta"))) {
        let Some(target) = node.attr("refines") else { continue };
        let name = property(node);
        if ONCE.contains(&name) && !seen.insert((name, target.trim())) {
            let message = format!("`{name}` is said twice of `{target}`");
            out.report(Code::EpubMetadata, package.xml.at(node), message, "keep one of the two");
        }
    }
}

/// The scheme of a subject and its term stand together.
fn pairs(package: &Package<'_>, out: &mut Diagnostics) {
    let refined_by = |name| package.metas(name).filter_map(refined).collect::<BTreeSet<&str>>();
    let (authorities, terms) = (refined_by("authority"), refined_by("term"));
    for subject in package.dc("subject") {
        let Some(id) = subject.attr("id") else { continue };
        let (authority, term) = (authorities.contains(id.trim()), terms.contains(id.trim()));
        if authority != term {
            let (one, other) =
                if authority { ("authority", "term") } else { ("term", "authority") };
            let message = format!("the subject has a `{one}` and no `{other}`");
            let hint = "a term means something only in the scheme of its authority: say both";
            out.report(Code::EpubMetadata, package.xml.at(subject), message, hint);
        }
    }
}

/// Metadata that speak of each other in a circle speak of nothing.
fn circles(package: &Package<'_>, ids: &Ids<'_>, out: &mut Diagnostics) {
    let all = || package.metadata().filter(|node| node.has_attr("refines"));
    let circles = on_circles(all(), |node| ids.get(refined(node)?).copied());
    for node in all() {
        if circles.contains(&node) {
            let message = format!("`{}` refines itself, by way of others", property(node));
            let hint = "let one of them speak of an element that refines nothing";
            out.report(Code::EpubMetadata, package.xml.at(node), message, hint);
        }
    }
}

/// Those of the things that lie on a circle, where each leads to one other at most. Nothing is asked twice
/// where it leads, however long the chains are.
fn on_circles<T: Copy + Ord>(
    all: impl Iterator<Item = T>,
    mut next: impl FnMut(T) -> Option<T>,
) -> BTreeSet<T> {
    // Things that a way has come by, with the number of the way.
    let mut ways: BTreeMap<T, usize> = BTreeMap::new();
    let mut circles = BTreeSet::new();
    for (number, start) in all.enumerate() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(one) = at.filter(|one| !ways.contains_key(one)) {
            ways.insert(one, number);
            way.push(one);
            at = next(one);
        }
        // A way that comes upon itself goes round from there on; one that comes upon another ends.
        let closed = at.filter(|one| ways[one] == number);
        circles.extend(way.into_iter().skip_while(|one| Some(*one) != closed));
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::on_circles;

    #[test]
    fn circles_are_found_and_each_thing_is_asked_once() {
        let round = |to: &[Option<usize>]| {
            let mut asked = vec![0; to.len()];
            let found = on_circles(0..to.len(), |one| {
                asked[one] += 1;
                to[one]
            });
            assert!(asked.iter().all(|times| *times == 1), "{to:?}: {asked:?}");
            found.into_iter().collect::<Vec<_>>()
        };
        assert!(round(&[Some(1), Some(2), None]).is_empty());
        assert_eq!(round(&[Some(0)]), [0]);
        // 0 and 1 lead to the circle of 2, 3 and 4 and are not on it; 5 is a circle by itself.
        let to = [Some(1), Some(2), Some(3), Some(4), Some(2), Some(5), Some(0)];
        assert_eq!(round(&to), [2, 3, 4, 5]);
        let chain: Vec<Option<usize>> =
            (1..=8000).map(|next| (next < 8000).then_some(next)).collect();
        assert!(round(&chain).is_empty());
        let circle: Vec<Option<usize>> = (1..=8000).map(|next| Some(next % 8000)).collect();
        assert_eq!(round(&circle).len(), 8000);
    }
}
