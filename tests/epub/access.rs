//! What an EPUB offers to those who cannot read print: found in the documents, claimed in the package,
//! told in the report.

use std::collections::BTreeMap;

use umbruch::accessibility::{Claims, Evidence, Feature, Gap};
use umbruch::ir::Book;
use umbruch::resources::Resources;
use umbruch::source::Sources;
use umbruch::writers::report::access;

use super::books::{Files, chapter, published, rich, sections_mut};
use super::package::values;

fn evidence(book: &(Book, Resources)) -> Evidence {
    published(book).evidence
}

fn texts(evidence: &Evidence, title: &str, language: &str) -> (String, serde_json::Value) {
    let (sources, thumbnails) = (Sources::default(), BTreeMap::new());
    // The places are in texts that are not there: none are shown.
    let mut evidence = evidence.clone();
    for picture in evidence.documents.iter_mut().flat_map(|d| &mut d.pictures) {
        picture.place = None;
    }
    let subject = access::Subject {
        title,
        language,
        file: "buch.epub",
        evidence: &evidence,
        sources: &sources,
        thumbnails: &thumbnails,
    };
    let page = String::from_utf8(access::page(&subject)).expect("UTF-8");
    (page, serde_json::from_slice(&access::json(&subject)).expect("JSON"))
}

/// What the package says is what the documents bear, no more and no less.
#[test]
fn the_package_says_what_the_documents_bear() {
    let tables = "| A | B |\n|---|---|\n| 1 | 2 |\n";
    for book in [rich(), chapter("", "# Eins\n\nText\n"), chapter("", tables)] {
        let claims = Claims::from_evidence(&evidence(&book));
        let features: Vec<&str> = claims.features.iter().map(|one| one.as_str()).collect();
        let package = Files::of(&book).tree("package.opf");
        assert_eq!(values(&package, "schema:accessibilityFeature"), features);
        assert_eq!(values(&package, "schema:accessMode"), claims.modes);
        assert_eq!(values(&package, "schema:accessModeSufficient"), claims.sufficient);
    }
}

#[test]
fn documents_are_read_as_they_are_written() {
    let text = "# Eins\n\nAm [quai]{lang=fr} stand es.[^a] Siehe [dort](#dort).\n\n{#dort}\n## Zwei\n\n\
                | A | B |\n|---|---|\n| 1 | 2 |\n\n[^a]: Eine Note.\n";
    let found = evidence(&chapter("", text));
    let headings: Vec<(u8, &str)> = found
        .read()
        .flat_map(|document| &document.headings)
        .map(|heading| (heading.level, heading.text.as_str()))
        .filter(|(_, text)| ["Eins", "Zwei"].contains(text))
        .collect();
    assert_eq!(headings[..2], [(2, "Eins"), (3, "Zwei")]);
    assert_eq!(found.languages().get("fr"), Some(&1));
    let notes = (found.notes(), found.count(|d| d.notes.calls), found.count(|d| d.notes.ways_back));
    assert_eq!(notes, (1, 1, 1));
    let tables: Vec<_> = found.documents.iter().flat_map(|d| &d.tables).collect();
    assert_eq!((tables.len(), tables[0].rows, tables[0].headers), (1, 2, 2));
    assert_eq!(found.page_source, None);
    assert!(found.colours.is_empty() || found.fixed.is_empty());
}

/// A finished book says to the checker, who knows nothing of its writer, what it said when it was written.
#[test]
fn a_finished_book_is_read_as_it_was_written() {
    for book in [
        rich(),
        chapter("", "# Eins\n\nText\n"),
        chapter("", "Ein Satz.[^a]\n\n[^a]: Eins.\n\n    Zwei.\n"),
    ] {
        let published = published(&book);
        let mut sources = Sources::default();
        let seen = umbruch::verify::seen("buch.epub", &published.bytes, &mut sources);
        let seen = seen.expect("a book that can be opened");
        assert_eq!(seen.title, book.0.metadata().title);
        let without_places = |mut evidence: Evidence| {
            for picture in evidence.documents.iter_mut().flat_map(|d| &mut d.pictures) {
                (picture.path, picture.place) = (None, None);
            }
            evidence
        };
        let paths = seen.evidence.pictures().filter_map(|(_, picture)| picture.path.as_deref());
        assert!(paths.map(|path| seen.pictures.get(path)).all(|bytes| bytes.is_some()));
        assert_eq!(without_places(seen.evidence), without_places(published.evidence));
    }
}

/// Nothing that stands against a claim is passed over.
#[test]
fn what_is_missing_is_found_in_the_documents() {
    let (mut book, resources) = chapter("", "# Eins\n\n| 1 | 2 |\n| 3 | 4 |\n");
    assert_eq!(criteria(&evidence(&(book.clone(), resources.clone()))), ["1.3.1"]);
    sections_mut(&mut book).for_each(|section| section.blocks.clear());
    assert!(criteria(&evidence(&(book, resources))).is_empty());
    let (mut book, resources) = rich();
    assert!(criteria(&evidence(&(book.clone(), resources.clone()))).is_empty());
    for block in sections_mut(&mut book).flat_map(|section| &mut section.blocks) {
        if let umbruch::ir::BlockKind::Figure(figure) = &mut block.kind {
            figure.alt.clear();
        }
    }
    let found = evidence(&(book, resources));
    assert!(criteria(&found).contains(&"1.1.1"));
    assert!(!Claims::from_evidence(&found).has(Feature::AlternativeText));
}

fn criteria(evidence: &Evidence) -> Vec<&'static str> {
    Gap::all(evidence).into_iter().map(|gap| gap.criterion).collect()
}

#[test]
fn the_report_tells_claims_and_grounds() {
    let found = evidence(&rich());
    let (page, json) = texts(&found, "Die Überfahrt", "de-1901");
    for words in ["Bericht zur Barrierefreiheit", "WCAG 2.2 Level AA", "Prüfstelle Beispiel"] {
        assert!(page.contains(words), "{words}");
    }
    let features = json["claims"]["accessibilityFeature"].as_array().expect("a list");
    assert_eq!(page.matches("class=\"yes\"").count(), features.len());
    assert_eq!(json["gaps"].as_array().expect("a list").len(), 0);
    let pictures: usize = found.documents.iter().map(|document| document.pictures.len()).sum();
    let told = json["documents"].as_array().expect("a list").iter();
    assert_eq!(told.map(|d| d["pictures"].as_array().map_or(0, Vec::len)).sum::<usize>(), pictures);
    assert_eq!(json["pages"]["source"], "urn:isbn:9783123456787");
}

#[test]
fn the_report_is_in_the_language_of_the_book() {
    let found = evidence(&chapter("", "# Eins\n\nText\n"));
    for (tag, lang, words) in [
        ("de-CH", "<html lang=\"de\">", "Was das Gesetz verlangt"),
        ("fr", "<html lang=\"en\">", "What the law asks for"),
    ] {
        let (page, _) = texts(&found, "Buch", tag);
        assert!(page.contains(lang) && page.contains(words), "{tag}");
    }
}

/// What comes from a book stays text.
#[test]
fn nothing_of_a_book_becomes_markup() {
    let evil = "</style><script>alert(1)</script>";
    let found = evidence(&chapter("", "# Ein \\<b\\> Titel\n\nText\n"));
    let (page, _) = texts(&found, evil, "de");
    assert!(!page.contains("<script") && page.contains("Ein &lt;b&gt; Titel"));
}
