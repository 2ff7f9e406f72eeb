//! Landmarks: where the text, the notes and the other parts begin (EPUB 3.3 §7.4.2).

use std::collections::BTreeSet;

use super::{links, navs};
use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::{Book, Document, types};
use crate::verify::xml::Attributes;

pub(super) fn check(_book: &Book<'_>, nav: &Document<'_>, out: &mut Diagnostics) {
    let Some(landmarks) = navs(nav, "landmarks").next() else {
        let root = nav.xml.tree.root_element();
        let hint =
            "add `<nav epub:type=\"landmarks\">`: reading systems open the book at `bodymatter`";
        out.report(Code::EpubLandmarks, nav.at(root), "there are no landmarks", hint);
        return;
    };
    let mut seen = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for link in links(landmarks) {
        let href = link.attr("href").unwrap_or_default();
        if types(link).next().is_none() {
            let hint = "add `epub:type`, such as `bodymatter`";
            let message = "a landmark does not tell of what kind it is";
            out.report(Code::EpubNav, nav.at(link), message, hint);
        }
        for kind in types(link) {
            kinds.insert(kind);
            if !seen.insert((kind, href)) {
                let message = format!("the landmark `{kind}` stands twice");
                out.report(Code::EpubNav, nav.at(link), message, "keep one of the two");
            }
        }
    }
    if !kinds.contains("bodymatter") {
        let hint = "add one of the type `bodymatter`: reading systems open the book there";
        let message = "the landmarks do not say where the text begins";
        out.report(Code::EpubLandmarks, nav.at(landmarks), message, hint);
    }
}
