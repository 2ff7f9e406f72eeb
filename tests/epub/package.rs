//! The package: metadata, manifest, spine.

use std::io::Cursor;

use rbook::Epub;
use rbook::ebook::metadata::TitleKind;

use umbruch::storage::MemoryFolder;

use super::books::{Files, MANIFEST, chapter, opened, rich, sections_mut, written};
use super::tree::Tree;

/// The values of a property of the publication.
pub fn values(package: &Tree, property: &str) -> Vec<String> {
    package
        .with("property", property)
        .iter()
        .filter(|meta| meta.attr("refines").is_none())
        .map(|meta| meta.text())
        .collect()
}

/// The values of an element of the Dublin Core.
pub fn core(package: &Tree, name: &str) -> Vec<String> {
    package.all(name).iter().map(|element| element.text()).collect()
}

/// The values of a property that refines what has that text.
pub fn refined(package: &Tree, of: &str, property: &str) -> Vec<String> {
    let walk = package.walk();
    let id = walk.iter().find(|element| element.name.starts_with("dc:") && element.text() == of);
    let id = format!("#{}", id.and_then(|element| element.attr("id")).expect("an id"));
    let refines = package.with("refines", &id).into_iter();
    refines.filter(|meta| meta.attr("property") == Some(property)).map(Tree::text).collect()
}

#[test]
fn the_package_says_what_it_is() {
    let package = Files::of(&rich()).tree("package.opf");
    assert_eq!(package.attr("version"), Some("3.0"));
    assert_eq!((package.attr("xml:lang"), package.attr("dir")), (Some("de"), Some("ltr")));
    let uid = package.attr("unique-identifier").expect("a name");
    let uid = package.with("id", uid)[0].text();
    assert_eq!(uid, "urn:uuid:6f9f1c1e-5d4e-4b8a-9c37-0a6b8f0f6d21");
    assert_eq!(values(&package, "dcterms:modified"), ["2026-01-01T00:00:00Z"]);
    assert!(package.attr("prefix").expect("prefixes").starts_with("a11y: http"));
}

/// Titles in other scripts, too, say in which direction they are written.
#[test]
fn the_package_says_in_which_direction_pages_are_turned() {
    let of = |manifest: &str| {
        let folder = MemoryFolder::default().with("edition.toml", manifest);
        Files::of(&opened(&folder.with("text/text.dj", "# א\n\nשלום\n"))).tree("package.opf")
    };
    let section = "[[section]]\nfile = \"text/text.dj\"\n";
    let german = of(&format!("{MANIFEST}title-in = {{ he = \"ספר\" }}\n{section}"));
    let spine = german.all("spine")[0].attr("page-progression-direction").map(str::to_owned);
    assert_eq!((german.attr("dir"), spine.as_deref()), (Some("ltr"), None));
    assert_eq!(german.with("property", "alternate-script")[0].attr("dir"), Some("rtl"));
    let hebrew = of(&(MANIFEST.replace("\"de\"", "\"he\"") + section));
    let spine = hebrew.all("spine")[0].attr("page-progression-direction").map(str::to_owned);
    assert_eq!((hebrew.attr("dir"), spine.as_deref()), (Some("rtl"), Some("rtl")));
}

#[test]
fn bibliographic_data_are_given_in_full() {
    let package = Files::of(&rich()).tree("package.opf");
    let title = "Die Überfahrt & andere Wege";
    assert_eq!(core(&package, "dc:title"), [title, "Ein Versuch über <Grenzen>"]);
    assert_eq!(refined(&package, title, "file-as"), ["Überfahrt & andere Wege, Die"]);
    assert_eq!(refined(&package, title, "title-type"), ["main"]);
    assert_eq!(refined(&package, "Ein Versuch über <Grenzen>", "title-type"), ["subtitle"]);
    assert_eq!(core(&package, "dc:language"), ["de", "fr"]);
    assert_eq!(core(&package, "dc:identifier")[1], "urn:isbn:9783161484100");
    assert_eq!(refined(&package, "urn:isbn:9783161484100", "identifier-type"), ["15"]);
    assert_eq!(core(&package, "dc:publisher"), ["Verlag „Am Ufer“"]);
    assert_eq!(core(&package, "dc:date"), ["2026-11"]);
    assert_eq!(core(&package, "dc:subject"), ["Reisen", "Grenzen & Ufer"]);
    assert_eq!(core(&package, "dc:rights"), ["Gemeinfrei"]);
    assert_eq!(values(&package, "belongs-to-collection"), ["Kleine Reihe"]);
    let series = package.with("refines", "#series");
    let series: Vec<String> = series.iter().map(|meta| meta.text()).collect();
    assert_eq!(series, ["series", "7"]);
    assert_eq!(values(&package, "schema:bookEdition"), ["Zweite, verbesserte Auflage"]);
    let licence = package.with("rel", "dcterms:license")[0];
    assert_eq!(licence.attr("href"), Some("https://creativecommons.org/publicdomain/mark/1.0/"));
    assert_eq!(refined(&package, "Verlag „Am Ufer“", "schema:location"), ["Lindau"]);
    let source = "Anna Beispiel: Die Überfahrt. Lindau 1903";
    assert_eq!(core(&package, "dc:source")[..2], [source, "urn:isbn:9783123456787"]);
    assert_eq!(refined(&package, source, "dcterms:issued"), ["1903"]);
}

#[test]
fn everyone_has_a_role_and_a_name_to_sort_by() {
    let package = Files::of(&rich()).tree("package.opf");
    assert_eq!(core(&package, "dc:creator"), ["Anna „Annie“ Beispiel"]);
    let others = ["Bruno Muster", "Clara d’Essai", "Dora Satz"];
    assert_eq!(core(&package, "dc:contributor"), others);
    assert_eq!(refined(&package, "Bruno Muster", "role"), ["edt", "ann"]);
    assert_eq!(refined(&package, "Clara d’Essai", "file-as"), ["Essai, Clara d’"]);
    for meta in package.with("property", "role") {
        assert_eq!(meta.attr("scheme"), Some("marc:relators"));
    }
    let edited = chapter("[[contributor]]\nname = \"B. M.\"\nrole = \"edt\"", "# A\n\nText\n");
    let package = Files::of(&edited).tree("package.opf");
    assert_eq!(core(&package, "dc:creator"), ["B. M."], "an edited book is found by its editor");
}

#[test]
fn accessibility_is_derived_from_the_content() {
    let features = |package: &Tree| values(package, "schema:accessibilityFeature");
    let full = Files::of(&rich()).tree("package.opf");
    assert_eq!(values(&full, "schema:accessMode"), ["textual", "visual"]);
    assert_eq!(values(&full, "schema:accessModeSufficient"), ["textual"]);
    assert_eq!(values(&full, "schema:accessibilityHazard"), ["none"]);
    let summary = &values(&full, "schema:accessibilitySummary")[0];
    assert!(summary.contains("Alternativtexte") && summary.contains("Seiten"), "{summary}");
    for feature in ["alternativeText", "pageBreakMarkers", "pageNavigation", "tableOfContents"] {
        assert!(features(&full).iter().any(|found| found == feature), "{feature}");
    }
    let plain = Files::of(&chapter("", "# Eins\n\nText\n")).tree("package.opf");
    assert_eq!(values(&plain, "schema:accessMode"), ["textual"]);
    let kept =
        ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"];
    assert_eq!(features(&plain)[..4], kept);
    assert_eq!(features(&plain)[4..], ["unlocked"]);
}

/// A picture of which nobody says what it shows takes the claims back.
#[test]
fn a_picture_without_words_is_owned_up_to() {
    let (mut book, resources) = rich();
    for section in sections_mut(&mut book) {
        for block in &mut section.blocks {
            if let umbruch::ir::BlockKind::Figure(figure) = &mut block.kind {
                figure.alt.clear();
            }
        }
    }
    let package = Files::of(&(book, resources)).tree("package.opf");
    assert_eq!(values(&package, "schema:accessModeSufficient"), ["textual,visual"]);
    let features = values(&package, "schema:accessibilityFeature");
    assert!(features.iter().all(|feature| feature != "alternativeText"));
    assert!(values(&package, "schema:accessibilitySummary")[0].contains("Nicht alle"));
}

#[test]
fn conformance_is_claimed_only_with_a_certifier() {
    let package = Files::of(&rich()).tree("package.opf");
    let claim = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA";
    assert_eq!(values(&package, "dcterms:conformsTo"), [claim]);
    assert_eq!(package.with("property", "a11y:certifiedBy")[0].text(), "Prüfstelle Beispiel");
    assert_eq!(package.with("rel", "a11y:certifierReport").len(), 1);
    let (mut book, resources) = rich();
    book.arrangement.manuscript.metadata.accessibility.certified_by = None;
    book.arrangement.manuscript.metadata.accessibility.exemption =
        Some("eaa-microenterprise".to_owned());
    let package = Files::of(&(book, resources)).tree("package.opf");
    assert!(package.with("property", "dcterms:conformsTo").is_empty());
    assert!(package.with("property", "a11y:certifiedBy").is_empty());
    assert_eq!(values(&package, "a11y:exemption"), ["eaa-microenterprise"]);
}

#[test]
fn page_markers_name_their_edition() {
    let source = |book: &(umbruch::ir::Book, umbruch::resources::Resources)| {
        values(&Files::of(book).tree("package.opf"), "pageBreakSource")
    };
    let (mut book, resources) = rich();
    assert_eq!(source(&(book.clone(), resources.clone())), ["urn:isbn:9783123456787"]);
    book.arrangement.manuscript.metadata.source = None;
    assert_eq!(source(&(book, resources)), ["none"]);
    assert!(source(&chapter("", "# Eins\n\nText\n")).is_empty());
}

#[test]
fn the_manifest_tells_types_and_properties() {
    let files = Files::of(&rich());
    let package = files.tree("package.opf");
    for item in package.all("item") {
        let href = item.attr("href").expect("an address");
        let expected = match href.rsplit('.').next().expect("an extension") {
            "xhtml" => "application/xhtml+xml",
            "ncx" => "application/x-dtbncx+xml",
            "css" => "text/css",
            "jpg" => "image/jpeg",
            "png" => "image/png",
            "otf" => "font/otf",
            other => panic!("{other}"),
        };
        assert_eq!(item.attr("media-type"), Some(expected), "{href}");
        assert!(item.attr("fallback").is_none());
        let properties = match href {
            "text/nav.xhtml" => Some("nav"),
            "images/cover.jpg" => Some("cover-image"),
            _ => None,
        };
        assert_eq!(item.attr("properties"), properties, "{href}");
    }
    let cover = package.with("name", "cover")[0].attr("content").expect("an id");
    assert_eq!(package.with("id", cover)[0].attr("href"), Some("images/cover.jpg"));
    assert!(package.all("guide").is_empty());
}

/// What an editor's readers have marked stays where it was when the text changes.
#[test]
fn names_stay_the_same_between_revisions() {
    let names = |djot: &str| {
        let files = Files::of(&chapter("", djot));
        (files.spine(), files.tree("package.opf").all("item").len())
    };
    assert_eq!(names("# Eins\n\nText\n"), names("# Ganz anders\n\nMehr Text.\n\nUnd mehr.\n"));
}

/// Another reader of EPUBs, in its strict mode, reads the same out of it.
#[test]
fn rbook_reads_the_metadata() {
    let epub =
        Epub::options().strict(true).read(Cursor::new(written(&rich()))).expect("a strict reader");
    let metadata = epub.metadata();
    let title = metadata.title().expect("a title");
    assert_eq!((title.value(), title.kind()), ("Die Überfahrt & andere Wege", TitleKind::Main));
    assert_eq!(title.file_as(), Some("Überfahrt & andere Wege, Die"));
    let author = metadata.creators().next().expect("an author");
    assert_eq!(
        (author.value(), author.file_as()),
        ("Anna „Annie“ Beispiel", Some("Beispiel, Anna"))
    );
    assert_eq!(author.main_role().expect("a role").code(), "aut");
    assert_eq!(metadata.contributors().count(), 3);
    assert_eq!(metadata.language().expect("a language").value(), "de");
    assert_eq!(metadata.identifiers().count(), 2);
    assert!(epub.manifest().cover_image().is_some());
    let documents = epub.reader().map(|data| data.expect("readable").content().len());
    assert!(documents.into_iter().all(|length| length > 200));
}
