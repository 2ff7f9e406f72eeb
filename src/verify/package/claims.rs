//! What the metadata claim of accessibility, held against the content.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, is_role, is_type};
use crate::verify::document::pictures;
use crate::verify::xml::{Attributes, MATHML, Node, text};

pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for node in book.package.metas("schema:accessibilityFeature") {
        let feature = text(node);
        if !seen.insert(feature) {
            continue;
        }
        if let Some(lack) = lack(book, feature) {
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
fn lack(book: &Book<'_>, feature: &str) -> Option<String> {
    let any = |test: &dyn Fn(Node<'_>) -> bool| {
        book.documents.iter().any(|document| document.elements().any(test))
    };
    let nav =
        |kind: &str| book.nav().is_some_and(|nav| nav.html("nav").any(|node| is_type(node, kind)));
    let named = |names: &[&str]| any(&|node| names.contains(&node.tag_name().name()));
    let missing = match feature {
        "alternativeText" => return without_words(book),
        "pageNavigation" if !nav("page-list") => "there is no list of pages",
        "tableOfContents" if !nav("toc") => "there is no table of contents",
        "pageBreakMarkers" | "printPageNumbers"
            if !any(&|node| is_type(node, "pagebreak") || is_role(node, "doc-pagebreak")) =>
        {
            "there is no page break"
        }
        "index" if !any(&|node| is_type(node, "index") || is_role(node, "doc-index")) => {
            "there is no index"
        }
        "MathML" | "MathML-mathematics" if !any(&|node| node.has_tag_name((MATHML, "math"))) => {
            "there is no MathML"
        }
        "describedMath" if !named(&["math", "img"]) => "there are no formulas",
        "structuralNavigation" if !named(&["h1", "h2", "h3", "h4", "h5", "h6"]) => {
            "there are no headings"
        }
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
