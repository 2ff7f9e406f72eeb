//! What reading systems need not know has something in its place (EPUB 3.3 §3.3 and §5.6.2.1).

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Book;
use crate::verify::media;
use crate::verify::xml::Attributes;

/// No chain is followed further.
const LONGEST: usize = 64;

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    for at in 0..package.items.len() {
        chain(book, at, out);
    }
    for reference in &package.spine {
        let Some(at) = reference.item else { continue };
        let media_type = package.items[at].media_type.unwrap_or_default();
        let shown =
            reaches(book, at, |media_type| media::is_content(media_type, package.is_version_2()));
        if !media_type.is_empty() && !shown {
            let message = format!("the reading order leads to a file of type `{media_type}`");
            let hint = "put XHTML there, or name an XHTML document in `fallback` of the item";
            out.report(Code::EpubFallback, package.xml.at(reference.node), message, hint);
        }
    }
}

/// Whether an item, or one that stands in for it, is of a type that fits.
pub(in crate::verify) fn reaches(
    book: &Book<'_>,
    from: usize,
    fits: impl Fn(&str) -> bool,
) -> bool {
    let items = &book.package.items;
    let mut seen = BTreeSet::new();
    let mut at = Some(from);
    while let Some(index) = at.filter(|index| seen.insert(*index) && seen.len() <= LONGEST) {
        if fits(items[index].media_type.unwrap_or_default()) {
            return true;
        }
        let fallback = items[index].node.attr("fallback");
        at = fallback.and_then(|id| book.package.item_named(id));
    }
    false
}

/// An item's `fallback` is another item, and the chain ends.
fn chain(book: &Book<'_>, from: usize, out: &mut Diagnostics) {
    let items = &book.package.items;
    let xml = book.package.xml;
    let Some(fallback) = items[from].node.attr_node("fallback") else { return };
    let next = |id: &str| book.package.item_named(id);
    if next(fallback.value()).is_none() {
        let message = format!("the fallback `{}` is no item of the manifest", fallback.value());
        let hint = "write the id of the item that stands in";
        out.report(Code::EpubFallback, xml.at_value(fallback), message, hint);
        return;
    }
    let mut seen = BTreeSet::from([from]);
    let mut at = next(fallback.value());
    while let Some(index) = at {
        if seen.len() > LONGEST {
            return;
        }
        if !seen.insert(index) {
            let hint = "let the last item have no fallback";
            out.report(
                Code::EpubFallback,
                xml.at_value(fallback),
                "the fallbacks go in a circle",
                hint,
            );
            return;
        }
        at = items[index].node.attr("fallback").and_then(next);
    }
}
