//! Metadata on accessibility: what must be there, and in which words
//! (EPUB Accessibility 1.1 §2.2 and §2.4; the vocabularies of schema.org).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::verify::book::Book;
use crate::verify::vocabulary::{knows, vocabulary};
use crate::verify::xml::{Node, text};

/// The form of a claim of conformance (EPUB Accessibility 1.1 §2.4.2).
static CONFORMS: LazyLock<Regex> = LazyLock::new(|| {
    let now = r"EPUB Accessibility 1\.[1-9] - WCAG 2\.[0-2] Level A{1,3}";
    let before = r"https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}";
    Regex::new(&format!("^(?:{now}|{before})$")).expect("a valid pattern")
});

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for (property, name) in [
        ("schema:accessMode", "accessMode"),
        ("schema:accessibilityFeature", "accessibilityFeature"),
        ("schema:accessibilityHazard", "accessibilityHazard"),
        ("schema:accessModeSufficient", "accessModeSufficient"),
    ] {
        values(book, property, name, out);
    }
    hazards(book, out);
    summary(book, out);
    conformance(book, out);
    for node in book.package.metas("a11y:exemption") {
        let value = text(node);
        if !knows("exemption", value) {
            let message = format!("`{value}` is no exemption");
            let hint = suggestion(value, vocabulary("exemption").iter().copied());
            out.advise(Code::EpubAccessibility, book.package.xml.at(node), message, hint);
        }
    }
}

/// One of the properties: is it there, and are its values in the vocabulary?
fn values(book: &Book<'_>, property: &'static str, name: &str, out: &mut Diagnostics) {
    let package = &book.package;
    let sufficient = name == "accessModeSufficient";
    if package.metas(property).next().is_none() {
        let message = format!("the metadata have no `{property}`");
        let hint = "say how the book can be read: shops ask for it, and in the EU the law";
        let code = if sufficient { Code::EpubSummary } else { Code::EpubAccessibility };
        out.advise(code, package.at_metadata(), message, hint);
    }
    for node in package.metas(property) {
        let value = text(node);
        let words: Vec<&str> =
            if sufficient { value.split(',').map(str::trim).collect() } else { vec![value] };
        for word in words.into_iter().filter(|word| !value.is_empty() && !knows(name, word)) {
            let message = format!("`{word}` is no value of `{property}`");
            let hint = suggestion(word, vocabulary(name).iter().copied());
            out.advise(Code::EpubAccessibility, package.xml.at(node), message, hint);
        }
    }
}

/// `none` and `unknown` stand alone, and nothing is both there and not there.
fn hazards(book: &Book<'_>, out: &mut Diagnostics) {
    let all: Vec<Node<'_>> = book.package.metas("schema:accessibilityHazard").collect();
    let values: BTreeSet<&str> = all.iter().map(|node| text(*node)).collect();
    let opposite = |value: &str| {
        let mut chars = value.chars();
        let first = chars.next()?.to_ascii_uppercase();
        Some(format!("no{first}{}Hazard", chars.as_str()))
    };
    for node in all {
        let value = text(node);
        let alone = matches!(value, "none" | "unknown") && values.len() > 1;
        let denied = opposite(value).is_some_and(|denied| values.contains(denied.as_str()));
        if alone || denied {
            let message = format!("the hazard `{value}` contradicts the others");
            let hint = "say `none` alone, or each of the hazards by itself";
            out.advise(Code::EpubAccessibility, book.package.xml.at(node), message, hint);
        }
    }
}

fn summary(book: &Book<'_>, out: &mut Diagnostics) {
    if book.package.metas("schema:accessibilitySummary").next().is_none() {
        let hint = "say in a sentence or two how the book can be read, and what is lacking";
        let message = "the metadata have no `schema:accessibilitySummary`";
        out.advise(Code::EpubSummary, book.package.at_metadata(), message, hint);
    }
}

/// A claim of conformance has an exact form, and somebody who makes it.
fn conformance(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let of_accessibility =
        |value: &str| value.contains("EPUB Accessibility") || value.contains("/epub/a11y/");
    let mut claimed = None;
    for node in package.metas("dcterms:conformsTo") {
        let value = text(node);
        if !of_accessibility(value) && !value.contains("WCAG") {
            continue;
        }
        claimed = Some(node);
        if !CONFORMS.is_match(value) {
            let message = format!("`{value}` is no claim of conformance");
            let hint = "write it to the letter: `EPUB Accessibility 1.1 - WCAG 2.2 Level AA`";
            out.advise(Code::EpubAccessibility, package.xml.at(node), message, hint);
        }
    }
    if let Some(node) = claimed
        && package.metas("a11y:certifiedBy").next().is_none()
    {
        let message = "the claim of conformance names nobody who makes it";
        let hint = "add `a11y:certifiedBy`, or take the claim out";
        out.advise(Code::EpubAccessibility, package.xml.at(node), message, hint);
    }
}
