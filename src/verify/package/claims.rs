//! What the metadata claim of accessibility, held against the content.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::accessibility::{Evidence, Feature};
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Book;
use crate::verify::document::pictures;
use crate::verify::evidence::documents;
use crate::verify::xml::{Attributes, Node, text};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    // Whether a feature is borne is asked of the documents alone, which are read if it is.
    let read = OnceCell::new();
    let evidence = || Evidence { documents: documents(book), ..Evidence::default() };
    let bears = |feature: Feature| feature.is_borne_by(read.get_or_init(evidence));
    for node in book.package.metas("schema:accessibilityFeature") {
        let feature = text(node);
        if !seen.insert(feature) {
            continue;
        }
        if let Some(lack) = lack(book, &bears, feature) {
            let message = format!("the book claims `{feature}`, but {lack}");
            let hint = "put in what is missing, or take the claim out";
            out.advise(Code::EpubClaim, book.package.xml.at(node), message, hint);
        }
    }
    let modes = book.package.metas("schema:accessModeSufficient");
    let mut textual = modes.filter(|node| text(*node) == "textual").peekable();
    if textual.peek().is_some()
        && let Some(picture) = without_words(book)
    {
        for node in textual {
            let message = format!("text alone is claimed to suffice, but {picture}");
            let hint = "give the picture an alternative text, or say `textual,visual`";
            out.advise(Code::EpubClaim, book.package.xml.at(node), message, hint);
        }
    }
}

/// What is missing for a feature.
fn lack(book: &Book<'_>, bears: &dyn Fn(Feature) -> bool, feature: &str) -> Option<String> {
    let any = |test: &dyn Fn(Node<'_>) -> bool| {
        book.documents.iter().any(|document| document.elements().any(test))
    };
    let named = |names: &[&str]| any(&|node| names.contains(&node.tag_name().name()));
    let missing = match feature {
        "alternativeText" => return without_words(book),
        "pageNavigation" if !bears(Feature::PageNavigation) => "there is no list of pages",
        "tableOfContents" if !bears(Feature::TableOfContents) => "there is no table of contents",
        "pageBreakMarkers" | "printPageNumbers" if !bears(Feature::PageBreakMarkers) => {
            "there is no page break"
        }
        "index" if !bears(Feature::Index) => "there is no index",
        "MathML" | "MathML-mathematics" if !bears(Feature::MathMl) => "there is no MathML",
        "describedMath" if !named(&["math", "img"]) => "there are no formulas",
        "structuralNavigation" if !bears(Feature::StructuralNavigation) => "there are no headings",
        "longDescription" | "longDescriptions"
            if !named(&["figcaption", "details"])
                && !any(&|node| {
                    let described = ["aria-details", "aria-describedby", "longdesc"];
                    described.iter().any(|name| node.has_attr(name))
                }) =>
        {
            "no picture has a long description"
        }
        "synchronizedAudioText"
            if !book.package.items.iter().any(|item| item.node.has_attr("media-overlay")) =>
        {
            "no document has a media overlay"
        }
        "rubyAnnotations" | "fullRubyAnnotations" if !named(&["ruby"]) => "there is no ruby",
        "displayTransformability" if book.package.pre_paginated => "its layout is fixed",
        _ => return None,
    };
    Some(missing.to_owned())
}

/// Where a picture has no alternative text.
fn without_words(book: &Book<'_>) -> Option<String> {
    let mut pages = book.pages();
    let found = pages.find(|page| page.html("img").any(|picture| !pictures::has_words(picture)));
    found.map(|page| format!("a picture in `{}` has no alternative text", page.path()))
}
