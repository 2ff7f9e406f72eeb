//! The tests that look inside: they are part of the crate's own test build, so that they see every room, and
//! what they share is compiled once and linked once. What needs the program alone stands in `program/`.

use std::path::Path;

use umbruch::diagnostics::{Diagnostic, Look, text_with_notes};
use umbruch::source::Sources;

mod book;
mod cases;
mod completeness;
mod correction;
mod corrections;
mod diagnostics;
mod diff;
mod epub;
mod format;
mod hostile;
mod hyphenation;
mod import;
mod layouts;
mod lints;
mod list;
mod onix;
mod outline;
mod pages;
mod pdf;
mod press;
mod reader;
mod release;
mod report;
mod rewritten;
mod schema;
mod signs;
mod spelling;
mod svg;
mod testbook;
mod trace;
mod typography;
mod verify;
mod whole;

/// Diagnostics as the program tells them.
fn told(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    text_with_notes(diagnostics.iter().map(|one| (one, None)), sources, Look::PLAIN)
}

/// The folder of the crate.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
