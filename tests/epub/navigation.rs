//! The navigation document and the NCX.

use std::io::Cursor;

use rbook::Epub;
use rbook::ebook::toc::TocEntryKind;

use super::books::{Files, chapter, rich, written};
use super::tree::Tree;

fn nav<'a>(document: &'a Tree, kind: &str) -> &'a Tree {
    let mut found = document.all("nav");
    found.retain(|nav| nav.attr("epub:type") == Some(kind));
    assert_eq!(found.len(), 1, "one {kind}");
    found[0]
}

fn entries(nav: &Tree) -> Vec<(String, String)> {
    nav.all("a")
        .iter()
        .map(|a| (a.text(), a.attr("href").expect("an address").to_owned()))
        .collect()
}

#[test]
fn contents_are_in_reading_order_and_lead_to_headings() {
    let files = Files::of(&rich());
    let document = files.tree("text/nav.xhtml");
    let toc = nav(&document, "toc");
    assert_eq!((toc.name.as_str(), toc.attr("role")), ("nav", Some("doc-toc")));
    assert!(toc.attr("hidden").is_none() && toc.all("ul").is_empty());
    let entries = entries(toc);
    assert_eq!(entries[2], ("1. Ankunft am See".to_owned(), "ankunft.xhtml".to_owned()));
    assert_eq!(entries[3], ("Der Morgen".to_owned(), "ankunft.xhtml#morgen".to_owned()));
    let spine = files.spine();
    let place = |href: &str| {
        let file = href.split('#').next().unwrap_or_default();
        spine.iter().position(|name| name == file).expect("in the spine")
    };
    assert!(entries.iter().map(|(_, href)| place(href)).is_sorted());
    assert!(entries.iter().all(|(title, _)| !title.trim().is_empty()));
}

#[test]
fn contents_are_read_behind_the_imprint() {
    let spine = Files::of(&rich()).spine();
    let place = |name: &str| spine.iter().position(|file| file == name).expect("in the spine");
    assert!(place("imprint.xhtml") < place("nav.xhtml"));
    assert!(place("nav.xhtml") < place("vorwort.xhtml"));
    let omitted = Files::of(&chapter("omit = [\"contents\"]", "# Eins\n\nText\n"));
    assert!(!omitted.spine().contains(&"nav.xhtml".to_owned()));
    let document = omitted.tree("text/nav.xhtml");
    assert!(entries(nav(&document, "landmarks")).iter().all(|(_, href)| href != "nav.xhtml"));
}

#[test]
fn landmarks_are_typed_and_given_once() {
    let files = Files::of(&rich());
    let document = files.tree("text/nav.xhtml");
    let landmarks = nav(&document, "landmarks");
    assert_eq!(landmarks.attr("hidden"), Some("hidden"));
    let found: Vec<(&str, &str)> = landmarks
        .all("a")
        .iter()
        .map(|a| (a.attr("epub:type").expect("a type"), a.attr("href").expect("an address")))
        .collect();
    let expected = [
        ("cover", "cover.xhtml"),
        ("titlepage", "title-page.xhtml"),
        ("copyright-page", "imprint.xhtml"),
        ("toc", "nav.xhtml"),
        ("preface", "vorwort.xhtml"),
        ("bodymatter", "teil-eins.xhtml"),
        ("endnotes", "endnotes.xhtml"),
        ("glossary", "woerter.xhtml"),
        ("bibliography", "buecher.xhtml"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn pages_of_the_printed_source_are_listed() {
    let files = Files::of(&rich());
    let document = files.tree("text/nav.xhtml");
    let list = nav(&document, "page-list");
    assert_eq!((list.attr("role"), list.attr("hidden")), (Some("doc-pagelist"), Some("hidden")));
    let labels: Vec<String> = list.all("a").iter().map(|a| a.text()).collect();
    assert_eq!(labels, ["v", "7", "8", "9", "12"]);
    let markers: usize =
        files.documents().values().map(|d| d.with("role", "doc-pagebreak").len()).sum();
    assert_eq!(markers, labels.len());
    let chapter = files.tree("text/ankunft.xhtml");
    let marker = chapter.with("id", "seite-8")[0];
    assert_eq!((marker.name.as_str(), marker.attr("aria-label")), ("span", Some("Seite 8")));
    assert!(chapter.text().contains("die Grenze. Zum dritten"), "no space within the word");
    let without = Files::of(&super::books::chapter("", "# Eins\n\nText\n"));
    assert!(without.tree("text/nav.xhtml").with("epub:type", "page-list").is_empty());
}

/// Lists of the navigation document are told apart by their names.
#[test]
fn lists_have_headings_of_their_own() {
    let files = Files::of(&rich());
    let document = files.tree("text/nav.xhtml");
    let mut names: Vec<String> = document
        .all("nav")
        .iter()
        .map(|nav| {
            let heading = nav.all("h2")[0];
            assert_eq!(nav.attr("aria-labelledby"), heading.attr("id"));
            heading.text()
        })
        .collect();
    assert_eq!(names, ["Inhalt", "Wegmarken", "Seiten"]);
    names.dedup();
    assert_eq!(names.len(), 3);
}

#[test]
fn the_ncx_says_what_the_contents_say() {
    let files = Files::of(&rich());
    let (ncx, nav_document) = (files.tree("toc.ncx"), files.tree("text/nav.xhtml"));
    let package = files.tree("package.opf");
    let uid = ncx.with("name", "dtb:uid")[0].attr("content").map(str::to_owned);
    assert_eq!(uid, Some(package.with("id", "uid")[0].text()));
    assert_eq!(ncx.attr("xml:lang"), Some("de"));

    let points = |name: &str| -> Vec<(String, String)> {
        let label = |point: &Tree| point.all("text")[0].text();
        let src = |point: &Tree| point.all("content")[0].attr("src").expect("a place").to_owned();
        ncx.all(name).iter().map(|point| (label(point), src(point))).collect()
    };
    let of_nav = |kind: &str| -> Vec<(String, String)> {
        let list = entries(nav(&nav_document, kind)).into_iter();
        list.map(|(title, href)| (title, format!("text/{href}"))).collect()
    };
    assert_eq!(points("navPoint"), of_nav("toc"));
    assert_eq!(points("pageTarget"), of_nav("page-list"));
    let orders: Vec<usize> =
        ncx.walk().iter().filter_map(|element| element.attr("playOrder")?.parse().ok()).collect();
    assert_eq!(orders, (1..=orders.len()).collect::<Vec<_>>());
}

/// Another reader of EPUBs finds the same lists.
#[test]
fn rbook_reads_the_lists() {
    let epub =
        Epub::options().strict(true).read(Cursor::new(written(&rich()))).expect("a strict reader");
    let labels = |kind: TocEntryKind<'_>| -> Vec<String> {
        let root = epub.toc().by_kind(kind).expect("the list is there");
        root.iter().map(|entry| entry.label().to_owned()).collect()
    };
    let contents = [
        "Vorwort",
        "Erster Teil Das diesseitige Ufer",
        "Zweiter Teil Das jenseitige Ufer",
        "Postface",
        "Anmerkungen",
        "Wörter",
        "Literatur",
    ];
    assert_eq!(labels(TocEntryKind::Toc), contents);
    assert_eq!(labels(TocEntryKind::PageList), ["v", "7", "8", "9", "12"]);
    assert_eq!(labels(TocEntryKind::Landmarks).len(), 9);
    assert_eq!(epub.spine().iter().count(), 18);
}
