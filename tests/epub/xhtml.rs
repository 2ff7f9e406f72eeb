//! What is true of every XHTML document.

use umbruch::ir::Role;
use umbruch::writers::epub::Profile;

use super::books::{Files, chapter, rich, sections_mut};
use super::tree::Tree;

/// Types of the structural vocabulary with the role each must bear (DPUB-ARIA 1.1).
const ROLES: [(&str, Option<&str>); 31] = [
    ("acknowledgments", Some("doc-acknowledgments")),
    ("afterword", Some("doc-afterword")),
    ("appendix", Some("doc-appendix")),
    ("backlink", Some("doc-backlink")),
    ("bibliography", Some("doc-bibliography")),
    ("chapter", Some("doc-chapter")),
    ("colophon", Some("doc-colophon")),
    ("conclusion", Some("doc-conclusion")),
    ("copyright-page", None),
    ("cover", None),
    ("dedication", Some("doc-dedication")),
    ("endnotes", Some("doc-endnotes")),
    ("epigraph", Some("doc-epigraph")),
    ("epilogue", Some("doc-epilogue")),
    ("footnote", Some("doc-footnote")),
    ("foreword", Some("doc-foreword")),
    ("glossary", Some("doc-glossary")),
    ("halftitlepage", None),
    ("index", Some("doc-index")),
    ("introduction", Some("doc-introduction")),
    ("landmarks", None),
    ("noteref", Some("doc-noteref")),
    ("page-list", Some("doc-pagelist")),
    ("pagebreak", Some("doc-pagebreak")),
    ("part", Some("doc-part")),
    ("preface", Some("doc-preface")),
    ("prologue", Some("doc-prologue")),
    ("subtitle", Some("doc-subtitle")),
    ("title", None),
    ("titlepage", None),
    ("toc", Some("doc-toc")),
];

fn check_semantics(document: &Tree, file: &str) {
    let body = document.all("body")[0];
    assert!(body.attr("role").is_none(), "{file}");
    let kind = body.attr("epub:type").expect("a type");
    assert!(["frontmatter", "bodymatter", "backmatter"].contains(&kind), "{file}: {kind}");
    for element in body.elements().flat_map(Tree::walk) {
        // A landmark is typed by what it leads to.
        let landmark = element.name == "a" && element.attr("role").is_none();
        let Some(kind) = element.attr("epub:type").filter(|_| !landmark) else { continue };
        let known = ROLES.iter().find(|(name, _)| *name == kind);
        let (_, role) = known.unwrap_or_else(|| panic!("{file}: the type {kind} is not known"));
        assert_eq!(element.attr("role"), *role, "{file}: {kind}");
    }
}

#[test]
fn documents_say_language_title_and_encoding() {
    let files = Files::of(&rich());
    for (file, document) in files.documents() {
        let text = files.text(&format!("text/{file}"));
        let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html ";
        assert!(text.starts_with(head), "{file}");
        assert!(document.attr("lang").is_some(), "{file}");
        assert_eq!(document.attr("lang"), document.attr("xml:lang"), "{file}");
        assert!(!document.all("title")[0].text().trim().is_empty(), "{file}");
        assert!(text.len() < 300_000, "{file}");
        for element in document.walk() {
            assert_eq!(element.attr("lang"), element.attr("xml:lang"), "{file}: {}", element.name);
            let foreign = ["script", "iframe", "object", "form", "video", "audio"];
            assert!(!foreign.contains(&element.name.as_str()), "{file}: {}", element.name);
        }
    }
    let languages = ["ankunft", "vorwort", "nachwort"]
        .map(|name| files.tree(&format!("text/{name}.xhtml")).attr("lang").map(str::to_owned));
    assert_eq!(languages.map(Option::unwrap_or_default), ["de-1901", "de", "fr"]);
}

#[test]
fn types_bear_their_roles() {
    for (file, document) in Files::of(&rich()).documents() {
        check_semantics(&document, file);
    }
}

/// Every role that a section of the manifest can have.
#[test]
fn sections_of_every_role_are_typed() {
    for role in Role::ALL.into_iter().filter(|role| role.takes_text()) {
        let (mut book, resources) = chapter("", "# Eins\n\nText\n");
        let text = sections_mut(&mut book).find(|section| section.id == "text").expect("there");
        text.role = role;
        let files = Files::of(&(book, resources));
        let document = files.tree("text/text.xhtml");
        check_semantics(&document, role.as_str());
        let section = document.all("section")[0];
        assert!(section.attr("epub:type").is_some());
        let heading = section.attr("aria-labelledby").expect("the heading");
        assert_eq!(document.with("id", heading)[0].text(), "Eins");
    }
}

#[test]
fn headings_skip_no_level_over_the_whole_spine() {
    let files = Files::of(&rich());
    let mut before = 0;
    let mut first = Vec::new();
    for file in files.spine() {
        for element in files.tree(&format!("text/{file}")).walk() {
            let level = element.name.strip_prefix('h').and_then(|n| n.parse::<u32>().ok());
            let Some(level) = level else { continue };
            assert!(level <= before + 1, "{file}: h{level} after h{before}");
            before = level;
            first.push(level);
        }
    }
    assert_eq!(first.iter().filter(|level| **level == 1).count(), 1, "one title");
    assert_eq!(first[0], 1);
}

#[test]
fn pictures_have_words_and_measures() {
    let files = Files::of(&rich());
    let mut seen = 0;
    for (file, document) in files.documents() {
        for image in document.all("img") {
            let decorative = image.attr("role") == Some("presentation");
            let alt = image.attr("alt").expect("an alternative text");
            assert_eq!(alt.is_empty(), decorative, "{file}");
            assert!(image.attr("width").is_some() && image.attr("height").is_some(), "{file}");
            seen += 1;
        }
    }
    assert_eq!(seen, 4);
    let cover = files.tree("text/cover.xhtml");
    let images = cover.with("role", "doc-cover");
    assert_eq!((images.len(), cover.all("body")[0].text().trim()), (1, ""));
    assert!(images[0].attr("alt").is_some_and(|alt| alt.starts_with("Umschlag: Anna")));
    assert!(cover.all("a").is_empty());
}

#[test]
fn formulas_are_mathml_with_words() {
    let text = "# Von $`x^2`\n\nEs gilt $`a_1`{#eins}, also\n$$`\\frac{a}{b}`{alt=\"a durch b\"}\nimmer.\n";
    let book = chapter("", text);
    let files = Files::of(&book);
    let document = files.tree("text/text.xhtml");
    let words: Vec<_> = document.all("math").iter().map(|math| math.attr("alttext")).collect();
    assert_eq!(words, [Some("x²"), Some("a₁"), Some("a durch b")]);
    let written = files.text("text/text.xhtml");
    let namespace = "xmlns=\"http://www.w3.org/1998/Math/MathML\"";
    for expected in [
        format!(
            "<p>Es gilt <span id=\"eins\"><math {namespace} alttext=\"a₁\">\
             <msub><mi>a</mi><mn>1</mn></msub></math></span>, also</p>"
        ),
        format!(
            "<math {namespace} display=\"block\" alttext=\"a durch b\">\
             <mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
        ),
        "<p class=\"noindent\">immer.</p>".to_owned(),
    ] {
        assert!(written.contains(&expected), "{expected}\n{written}");
    }
    assert!(files.text("css/book.css").contains(".formula {"));
    let package = files.text("package.opf");
    assert!(package.contains("properties=\"mathml\"") && package.contains(">MathML<"), "{package}");
    // Where only text can stand.
    assert_eq!(files.tree("text/nav.xhtml").all("a")[0].text(), "Von x²");
    let tolino = Files::made_for(Profile::Tolino, &book).tree("text/text.xhtml");
    assert!(tolino.all("math").is_empty());
    assert_eq!(tolino.with("class", "formula")[0].text().trim(), "a durch b");
}

#[test]
fn headers_of_tables_say_what_they_head() {
    let document = Files::of(&rich()).tree("text/tafeln.xhtml");
    let table = document.all("table")[0];
    assert_eq!(table.all("caption")[0].text(), "Druckfehler");
    assert_eq!(table.all("th").len(), 3);
    assert!(table.all("th").iter().all(|header| header.attr("scope") == Some("col")));
}

/// Nothing is in the text that the editor has not put there: no soft hyphens, no invisible joiners.
#[test]
fn no_character_is_invented() {
    let files = Files::of(&rich());
    for file in files.spine() {
        let text = files.text(&format!("text/{file}"));
        assert!(!text.contains(['\u{ad}', '\u{2060}', '\u{200b}', '\u{feff}']), "{file}");
    }
    let kept = Files::of(&chapter("", "# Eins\n\nZeit\u{ad}alter a\u{308}\n"));
    assert!(kept.text("text/text.xhtml").contains("Zeit\u{ad}alter ä"));
}
