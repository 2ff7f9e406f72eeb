//! One side of a comparison: an edition, or a book that is read back.

use std::path::{Path, PathBuf};

use super::{refused, terminal};
use crate::diagnostics::{Diagnostic, Severity};
use crate::diff::{self, Text};
use crate::edition::MANIFEST;
use crate::import::{self, Foreign, ImportError, Options};
use crate::pipeline::{self, Opened};
use crate::storage::{DiskFolder, MemoryFolder};

/// Largest file, in bytes: that of an import.
const LIMIT: u64 = 256 << 20;

/// Reads what a path names.
///
/// # Errors
/// What is told on standard error: messages with their places, or one line.
pub(super) fn read(path: &Path) -> Result<Text, String> {
    if !path.is_dir() {
        return finished(path);
    }
    if path.join(MANIFEST).is_file() {
        return edition(path);
    }
    finished(&release(path)?)
}

fn error(message: &str) -> String {
    format!("error: {message}\n")
}

/// An edition. One with errors has no text that can be relied on.
fn edition(path: &Path) -> Result<Text, String> {
    let folder = DiskFolder::open(path)
        .map_err(|why| error(&format!("`{}` cannot be read: {why}", path.display())))?;
    let opened = pipeline::open(&folder, &folder.name());
    let grave = |one: &&Diagnostic| one.severity() == Severity::Error;
    let errors: Vec<Diagnostic> = opened.diagnostics.iter().filter(grave).cloned().collect();
    if errors.is_empty() {
        return text(opened, false).ok_or_else(|| no_text(path));
    }
    let told = terminal::diagnostics_text(&errors, &opened.sources);
    let why = format!("`{}` has errors, and is not compared; correct them first", path.display());
    Err(told + &error(&why))
}

fn no_text(path: &Path) -> String {
    error(&format!("`{}` holds no book that can be read", path.display()))
}

fn text(opened: Opened, finished: bool) -> Option<Text> {
    let (_, book, _) = opened.content?;
    Some(diff::read(&book, opened.sources, finished))
}

/// A finished book, or whatever else an edition can be made of: what is made is opened.
fn finished(path: &Path) -> Result<Text, String> {
    let name = path.display().to_string();
    let bytes = terminal::read_file(path, LIMIT)
        .map_err(|why| error(&format!("`{name}` cannot be read: {why}")))?;
    let beside = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = DiskFolder::open(beside.unwrap_or(Path::new(".")))
        .map_err(|why| error(&format!("`{name}` cannot be read: {why}")))?;
    let options = Options {
        identifier: import::mint_identifier(),
        slug: None,
        date: terminal::today().to_string(),
        fallback_title: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
    };
    let foreign = Foreign { name: &name, bytes: bytes.into(), kind: None, folder: &folder };
    let imported = import::import(foreign, &options).map_err(|why| unread(&name, &why))?;
    let files = imported.files.into_iter().map(|file| (file.path, file.text.into_bytes()));
    let made = files.chain(imported.pictures);
    let made = made.fold(MemoryFolder::default(), |made, (path, bytes)| made.with(&path, bytes));
    text(pipeline::open(&made, &name), true).ok_or_else(|| no_text(path))
}

fn unread(name: &str, why: &ImportError) -> String {
    let hint = why.hint.as_ref().map(|hint| format!("  = help: {hint}\n")).unwrap_or_default();
    format!("error: {}\n --> {name}:{}:{}\n{hint}", why.message, why.line, why.column)
}

/// The EPUB in a folder: the only one, or that whose name begins those of all others, which were made for reading systems.
fn release(path: &Path) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(path).map_err(|why| {
        error(&format!("`{}` cannot be read: {}", path.display(), refused::to_read(&why)))
    })?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("epub")))
        .filter(|path| path.is_file())
        .collect();
    found.sort_by_key(|path| (path.as_os_str().len(), path.clone()));
    let stem = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let Some(first) = found.first() else {
        return Err(error(&format!(
            "in `{}` is no `{MANIFEST}` and no EPUB; name the folder of an edition, or an EPUB",
            path.display()
        )));
    };
    let start = format!("{}-", stem(first));
    if found[1..].iter().all(|other| stem(other).starts_with(&start)) {
        return Ok(first.clone());
    }
    let names: Vec<String> = found.iter().map(|path| refused::quoted(path)).collect();
    Err(error(&format!(
        "in `{}` are {} EPUBs; name one of them: {}",
        path.display(),
        found.len(),
        names.join(", ")
    )))
}
