//! What the fuzz targets found (docs/testing.md, "Foreign bytes"): the edition that is made passes `check`.

use umbruch::import::{Foreign, Kind, import};
use umbruch::storage::MemoryFolder;

use super::markdown::errors;
use super::web::packed;
use super::{of_bytes, options};

#[test]
fn a_formula_holds_nothing_that_no_source_carries() {
    let text = "Ein Satz, in dem $a\u{FEFF}+b$ steht.\n\n$$\nc\u{FFFE}\n$$\n";
    let imported = of_bytes("text.md", text.as_bytes()).expect("it is a text");
    assert_eq!(errors(&imported), [""; 0]);
    assert!(imported.files[1].text.contains("a+b"));
}

#[test]
fn a_part_that_has_no_name_and_no_text_is_none() {
    let folder = MemoryFolder::default()
        .with("src/SUMMARY.md", "# Inhalt\n\n[Vorwort](vorwort.md)\n\n# \n\n- [Eins](eins.md)\n")
        .with("src/vorwort.md", "# Vorwort\n\nEin Satz.\n")
        .with("src/eins.md", "---\ntitle: Leer\n---\n\n<!-- nichts -->\n");
    let foreign = Foreign {
        name: "buch",
        bytes: [].as_slice().into(),
        kind: Some(Kind::Folder),
        folder: &folder,
    };
    let imported = import(foreign, &options()).expect("it holds a text");
    assert_eq!(errors(&imported), [""; 0]);
}

#[test]
fn a_series_is_named_once() {
    let series = "<meta property='belongs-to-collection'>Kleine Proben</meta>";
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'>\
         <metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Die Mühle</dc:title>{series}{series}</metadata>\
         <manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
         <spine><itemref idref='a'/></spine></package>"
    );
    let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>\
         <rootfiles><rootfile full-path='o.opf'/></rootfiles></container>";
    let page =
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Das Rad steht.</p></body></html>";
    let bytes = packed(&[
        ("mimetype", b"application/epub+zip".to_vec()),
        ("META-INF/container.xml", container.into()),
        ("o.opf", package.into()),
        ("a.xhtml", page.into()),
    ]);
    let imported = of_bytes("buch.epub", &bytes).expect("it is a book");
    assert_eq!(errors(&imported), [""; 0]);
    assert_eq!(imported.files[0].text.matches("Kleine Proben").count(), 1);
}

#[test]
fn names_and_subjects_hold_nothing_that_no_manifest_carries() {
    let page = "<html><head><title>Die Mühle</title>\
         <meta name='author' content='Karl\u{E} Muster'><meta name='author' content='\u{1}'>\
         <meta name='keywords' content='Müh\u{18}len, \u{2}'></head>\
         <body><p>Das Rad steht still, und es steht lange.</p></body></html>";
    let imported = of_bytes("text.html", page.as_bytes()).expect("it is a page");
    assert_eq!(errors(&imported), [""; 0]);
    assert!(imported.files[0].text.contains("Karl Muster"));
}
