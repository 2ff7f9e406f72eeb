//! Whether it can stand that the manifest asserts conformance with WCAG 2.2 at level AA: what umbruch
//! itself can find must be in order, and nothing of it be switched off.

use crate::accessibility::{Evidence, Gap};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::Edition;
use crate::ir::{BlockKind, Book, walk};
use crate::source::Span;

/// Lints that find what stands against the claim.
const CONCERNED: [Code; 3] = [Code::HeadingSkip, Code::HeadingMissing, Code::ImageWithoutAlt];

/// What the source itself shows: lints that were switched off although they find something, tables
/// whose columns nothing heads.
pub(super) fn check_source(edition: &Edition, book: &Book, diagnostics: &mut Diagnostics) {
    let Some(claim) = claim(edition) else { return };
    for code in CONCERNED {
        let found: Vec<Span> =
            diagnostics.iter().filter(|one| one.code == code).map(|one| one.span).collect();
        // What is not switched off and an error keeps the book from being built anyway.
        let off = edition.switched_off.contains_key(&code);
        let silenced = off || code.severity() == Severity::Warning;
        if silenced && !found.is_empty() {
            let message = unproven(&format!("`{code}` is found {}", times(found.len())));
            let hint = "mend what is found, also where its lint is switched off, or take `conforms-to` out";
            diagnostics.push(Diagnostic {
                also: found,
                ..Diagnostic::new(Code::ConformanceUnproven, claim, message, hint)
            });
        }
    }
    let bare = bare_tables(book);
    if !bare.is_empty() {
        let count = times(bare.len());
        let message = unproven(&format!("a table without a head is found {count} (WCAG 1.3.1)"));
        let hint = "give each table a first row that heads the columns, with `|---|` below it";
        diagnostics.push(Diagnostic {
            also: bare,
            ..Diagnostic::new(Code::ConformanceUnproven, claim, message, hint)
        });
    }
}

/// What the documents show that were written.
pub(super) fn check_written(edition: &Edition, evidence: &Evidence) -> Vec<Diagnostic> {
    let Some(claim) = claim(edition) else { return Vec::new() };
    let told = |gap: Gap| Diagnostic {
        also: gap.place.into_iter().collect(),
        ..Diagnostic::new(
            Code::ConformanceUnproven,
            claim,
            unproven(&format!("{} (WCAG {})", gap.message, gap.criterion)),
            "mend it, or take `conforms-to` out of the manifest",
        )
    };
    Gap::all(evidence).into_iter().map(told).collect()
}

/// Where the manifest asserts conformance, if somebody stands for it.
fn claim(edition: &Edition) -> Option<Span> {
    edition.conforms_span.filter(|_| edition.metadata.accessibility.conforms)
}

fn unproven(what: &str) -> String {
    format!("conformance is asserted, but {what}")
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn bare_tables(book: &Book) -> Vec<Span> {
    let mut bare = Vec::new();
    let sections = book.sections.iter().map(|section| &section.blocks);
    for blocks in sections.chain(book.notes.iter().map(|note| &note.body)) {
        walk::blocks(blocks, &mut |block| {
            if let BlockKind::Table(table) = &block.kind
                && table.head.is_empty()
                && !table.body.is_empty()
            {
                bare.push(block.span);
            }
        });
    }
    bare
}
