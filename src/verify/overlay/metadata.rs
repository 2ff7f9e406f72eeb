//! What the package says of its overlays: how long they last, and the class of what is being read
//! (EPUB 3.3 §9.3.5 and §D.7).

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Book;
use crate::verify::grammar::{is_clock, seconds};
use crate::verify::xml::{Attributes, Node, text};

/// By so many seconds the sum may differ from what is told.
const ROUNDED: f64 = 1.0;

/// Properties that name the class of what is being read.
pub(super) const CLASSES: [&str; 2] = ["media:active-class", "media:playback-active-class"];

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    durations(book, out);
    for property in CLASSES {
        class(book, property, out);
    }
}

fn refined<'a>(node: Node<'a>) -> Option<&'a str> {
    node.attr("refines").map(str::trim)
}

fn durations(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let told = || package.metas("media:duration");
    for node in told().filter(|node| !is_clock(text(*node))) {
        let message = format!("`media:duration` is `{}`", text(node));
        let hint = "write a time such as `0:01:02.5` or `62.5s`";
        out.report(Code::EpubOverlay, package.xml.at(node), message, hint);
    }
    let overlays: BTreeSet<&str> =
        package.items.iter().filter_map(|item| item.node.attr("media-overlay")).collect();
    if overlays.is_empty() {
        return;
    }
    let all = told().find(|node| refined(*node).is_none());
    if all.is_none() {
        let hint = "add `media:duration` with the sum of all overlays";
        let message = "the metadata do not say how long the overlays last";
        out.report(Code::EpubOverlay, package.at_metadata(), message, hint);
    }
    let mut sum = 0.0;
    let mut own: BTreeMap<&str, Node<'_>> = BTreeMap::new();
    for node in told() {
        if let Some(id) = refined(node).and_then(|refines| refines.strip_prefix('#')) {
            own.entry(id).or_insert(node);
        }
    }
    for id in overlays {
        match own.get(id.trim()) {
            Some(node) => sum += seconds(text(*node)).unwrap_or_default(),
            None => {
                let message = format!("the metadata do not say how long the overlay `{id}` lasts");
                let hint = format!("add `media:duration` with `refines=\"#{id}\"`");
                out.report(Code::EpubOverlay, package.at_metadata(), message, hint);
            }
        }
    }
    if let Some(all) = all
        && let Some(whole) = seconds(text(all))
        && (whole - sum).abs() > ROUNDED
    {
        let message = format!("the overlays last {sum} seconds together, and not {whole}");
        let hint = "write the sum of all overlays";
        out.report(Code::EpubMetadataForm, package.xml.at(all), message, hint);
    }
}

/// One class for the whole book.
fn class(book: &Book<'_>, property: &'static str, out: &mut Diagnostics) {
    for (at, node) in book.package.metas(property).enumerate() {
        let mut report = |message: String, hint: &str| {
            out.report(Code::EpubOverlay, book.package.xml.at(node), message, hint);
        };
        if at > 0 {
            report(format!("`{property}` stands a second time"), "keep one of them");
        }
        if refined(node).is_some() {
            report(format!("`{property}` speaks of the whole book"), "take out `refines`");
        }
        if text(node).contains(char::is_whitespace) {
            report(
                format!("`{property}` is several classes"),
                "name a single class, without a dot",
            );
        }
    }
}
