//! What all fuzz targets do: bytes are imported, and the edition that comes of them is opened as `check` opens it.

use std::io::{Cursor, Write};
use std::panic;

use umbruch::measured::{Foreign, Kind, Options, import};
use umbruch::{MemoryFolder, Session, Severity};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What parts a package, in the text that stands for it: a line of this sign and the name of the file that follows.
const PART: &str = "=== ";

/// A panic that the program guards itself against is none that ends a run.
pub fn set_up() {
    drop(panic::take_hook());
    panic::set_hook(Box::new(|told| eprintln!("{told}")));
}

/// Imports bytes as a file of a kind, or of the kind that is seen in them.
pub fn bytes(name: &str, kind: Option<Kind>, bytes: &[u8]) {
    opened(&Foreign { name, bytes: bytes.into(), kind, folder: &MemoryFolder::default() });
}

/// Imports a package, which stands readable in `bytes`: each file behind a line with its name.
pub fn package(name: &str, kind: Kind, bytes: &[u8]) {
    let Some(packed) = packed(&parts(bytes)) else { return };
    self::bytes(name, Some(kind), &packed);
}

/// Imports a folder of files, written as a package is.
pub fn folder(bytes: &[u8]) {
    let folder = parts(bytes)
        .into_iter()
        .fold(MemoryFolder::default(), |folder, (name, bytes)| folder.with(&name, bytes));
    opened(&Foreign { name: "buch", bytes: [].as_slice().into(), kind: Some(Kind::Folder), folder: &folder });
}

/// The files of a package, with their names.
fn parts(bytes: &[u8]) -> Vec<(String, &[u8])> {
    let mut parts = Vec::new();
    let mut rest = bytes.strip_prefix(PART.as_bytes());
    while let Some(part) = rest {
        let line = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..line]).into_owned();
        let body = part.get(line + 1..).unwrap_or_default();
        let sign = b"\n=== ";
        let end = body.windows(sign.len()).position(|bytes| bytes == sign);
        parts.push((name, &body[..end.unwrap_or(body.len())]));
        rest = end.map(|end| &body[end + sign.len()..]);
    }
    parts
}

fn packed(parts: &[(String, &[u8])]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), how).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// An edition that import writes has no errors.
fn opened(foreign: &Foreign<'_>) {
    let options = Options {
        identifier: "urn:uuid:00000000-0000-4000-8000-000000000000".into(),
        slug: None,
        date: "2026-11-30".into(),
        fallback_title: Some("text".into()),
    };
    let Ok(imported) = import(foreign.clone(), &options) else { return };
    let texts = imported.files.into_iter().map(|file| (file.path, file.text.into_bytes()));
    let folder = texts
        .chain(imported.pictures)
        .fold(MemoryFolder::default(), |folder, (path, bytes)| folder.with(&path, bytes));
    let opened = Session::default().open(&folder, "text").expect("nobody stops it");
    let errors: Vec<String> = opened
        .diagnostics()
        .iter()
        .filter(|told| told.severity() == Severity::Error)
        .map(|told| format!("{:?}: {}", opened.place(told.span), told.message))
        .collect();
    assert!(errors.is_empty(), "an edition with errors: {errors:#?}");
}
