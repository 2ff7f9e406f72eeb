//! The checker of EPUBs: broken books and what is found in them, sound books in which nothing is.

mod book;
mod broken;
mod cases;
mod hostile;
mod judge;
mod sound;

use umbruch::diagnostics::Diagnostic;
use umbruch::source::Sources;
use umbruch::verify::{Demand, verify};

/// What is found in an EPUB, a line each: severity, code, place, message.
pub fn found(bytes: &[u8]) -> Vec<String> {
    let mut sources = Sources::default();
    let list = verify("b.epub", bytes, Demand::Own, &mut sources);
    list.iter().flat_map(|diagnostic| told(diagnostic, &sources)).collect()
}

fn told(diagnostic: &Diagnostic, sources: &Sources) -> Vec<String> {
    let (severity, code) = (diagnostic.severity().as_str(), diagnostic.code);
    let spans = std::iter::once(&diagnostic.span).chain(&diagnostic.also);
    spans
        .map(|span| {
            let place = sources.place(*span);
            let (file, line, column) = (place.file, place.line, place.column);
            format!("{severity} {code} {file}:{line}:{column}: {}", diagnostic.message)
        })
        .collect()
}
