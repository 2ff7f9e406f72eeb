//! Packages of office programs: their parts stand readable in folders, `tests/import/FORMAT/NAME/`, and are packed here; the edition
//! stands beside the folder.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use umbruch::import::Imported;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{compare, of_bytes};
use crate::tests::root;

/// The folders of packages of a format.
pub(super) fn folders(format: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/import").join(format);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.is_dir());
    paths.sort();
    paths
}

/// The files of a folder, with their paths in it.
fn parts(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn gather(folder: &Path, inside: &str, out: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            let inside = format!("{inside}{name}");
            match path.is_dir() {
                true => gather(&path, &format!("{inside}/"), out),
                false => out.push((inside, fs::read(&path).expect("it can be read"))),
            }
        }
    }
    let mut out = Vec::new();
    gather(folder, "", &mut out);
    // What says what the package is stands first.
    out.sort_by_key(|(name, _)| (name != "mimetype", name.clone()));
    out
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let how = if name == "mimetype" { stored } else { SimpleFileOptions::default() };
        zip.start_file(name.as_str(), how).expect("it can be begun");
        zip.write_all(bytes).expect("it can be written");
    }
    zip.finish().expect("it can be ended").into_inner()
}

/// What was read of a package.
pub(super) fn imported(format: &str, folder: &Path) -> Imported {
    let name = folder.file_name().expect("it has a name").to_string_lossy().into_owned();
    let bytes = packed(&parts(folder));
    of_bytes(&format!("{name}.{format}"), &bytes).expect("it is a document with a text")
}

fn documents_become_the_editions_beside_them(format: &str, at_least: usize) {
    let folders = folders(format);
    assert!(folders.len() >= at_least, "only {} packages of {format}", folders.len());
    let wrong: Vec<String> =
        folders.iter().filter_map(|folder| compare(folder, &imported(format, folder))).collect();
    assert!(wrong.is_empty(), "made otherwise than expected:\n{}", wrong.join("\n"));
}

#[test]
fn documents_of_word_become_the_editions_beside_them() {
    documents_become_the_editions_beside_them("docx", 3);
}

#[test]
fn documents_of_libreoffice_become_the_editions_beside_them() {
    documents_become_the_editions_beside_them("odt", 2);
}

/// Whatever is cut off or changed in a package, the reader says so or reads the rest.
#[test]
fn broken_packages_break_nothing() {
    for format in ["docx", "odt"] {
        let folder = folders(format).swap_remove(0);
        let parts = parts(&folder);
        let whole = packed(&parts);
        for end in (0..whole.len()).step_by(whole.len() / 100 + 1) {
            assert!(of_bytes("a.docx", &whole[..end]).is_err() || end == whole.len(), "{end}");
        }
        let telling = [
            "word/document.xml",
            "word/styles.xml",
            "word/footnotes.xml",
            "content.xml",
            "styles.xml",
        ];
        let telling =
            |(_, (name, _)): &(usize, &(String, Vec<u8>))| telling.contains(&name.as_str());
        for (at, (name, bytes)) in parts.iter().enumerate().filter(telling) {
            for end in (0..bytes.len()).step_by(bytes.len() / 100 + 1) {
                let mut broken = parts.clone();
                broken[at] = (name.clone(), bytes[..end].to_vec());
                let _ = of_bytes(&format!("a.{format}"), &packed(&broken));
            }
        }
    }
}

/// A part of a package in place of another.
fn with_part(format: &str, name: &str, text: &str) -> Result<Imported, String> {
    let folder = folders(format).swap_remove(0);
    let mut parts = parts(&folder);
    let part = parts.iter_mut().find(|(own, _)| own == name).expect("it has that part");
    part.1 = text.as_bytes().to_vec();
    of_bytes(&format!("a.{format}"), &packed(&parts)).map_err(|error| error.message)
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn body(inside: &str) -> Result<Imported, String> {
    let text = format!("<w:document {WORD}><w:body>{inside}</w:body></w:document>");
    with_part("docx", "word/document.xml", &text)
}

#[test]
fn hostile_documents_are_refused_or_read_within_bounds() {
    let paragraph = "<w:p><w:r><w:t>Ein Satz, der steht.</w:t></w:r></w:p>";
    let said = |n: usize| {
        format!("<w:p><w:r><w:t>Satz {n} steht hier, damit etwas da ist.</w:t></w:r></w:p>")
    };
    let text: String = (0..20).map(said).collect();
    let entities = format!(
        "<!DOCTYPE a [<!ENTITY b \"{}\">]><w:document {WORD}><w:body>{paragraph}</w:body></w:document>",
        "x".repeat(1000)
    );
    let error =
        with_part("docx", "word/document.xml", &entities).expect_err("entities are refused");
    assert!(error.contains("declares a document type"), "{error}");

    // Tables in tables, boxes in boxes, runs in controls: too deep for the parser, or flattened.
    let tables = format!(
        "{}{paragraph}{}{text}",
        "<w:tbl><w:tr><w:tc>".repeat(50),
        "</w:tc></w:tr></w:tbl>".repeat(50)
    );
    let imported = body(&tables).expect("it is read");
    assert_eq!(imported.came.words, imported.went.words + imported.aside);
    let deep = format!(
        "{}{paragraph}{}",
        "<w:sdt><w:sdtContent>".repeat(500),
        "</w:sdtContent></w:sdt>".repeat(500)
    );
    assert!(body(&deep).expect_err("it is too deep").contains("nested"));

    // A field that never ends takes no text along.
    let open = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>".repeat(200);
    let toc = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r></w:p>";
    let imported = body(&format!("{open}{toc}{text}")).expect("it is read");
    assert!(imported.went.words >= 8 * 19, "{}", imported.went);

    // A table wider than any, a cell that says that it is.
    let wide = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"60000\"/></w:tcPr>{paragraph}</w:tc><w:tc>{paragraph}</w:tc></w:tr></w:tbl>{text}"
    );
    let imported = body(&wide).expect("it is read");
    assert_eq!(imported.went.tables, 0);

    // Styles that are based on each other.
    let circle = format!(
        "<w:styles {WORD}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>"
    );
    with_part("docx", "word/styles.xml", &circle).expect("it is read");
}
