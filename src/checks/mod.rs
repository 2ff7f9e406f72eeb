//! What is wrong with a resolved book, one plain function per lint.

mod formulas;
mod lengths;
mod links;
mod references;

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{BlockKind, Book, Inline, InlineKind, walk};
use crate::source::Span;

/// Runs all checks.
pub fn run(book: &Book, diagnostics: &mut Diagnostics) {
    headings(book, diagnostics);
    alternative_texts(book, diagnostics);
    formulas::all(book, diagnostics);
    page_markers(book, diagnostics);
    references::page_words(book, diagnostics);
    links::both_ways(book, diagnostics);
    lengths::all(book, diagnostics);
}

/// Headings go down by one level at a time (WCAG 2.2, technique G141), and what stands in the
/// contents has a title.
fn headings(book: &Book, diagnostics: &mut Diagnostics) {
    for section in book.sections().filter(|section| !section.is_generated()) {
        let Some(first) = section.blocks.first().map(|block| block.span) else { continue };
        if !section.is_titled() && section.role.in_contents() {
            diagnostics.report(
                Code::HeadingMissing,
                Span::new(first.file, first.start as usize..first.start as usize),
                format!("the section `{}` has no heading", section.id),
                "begin the file with `# …`, or give it a `title` in the manifest for the contents",
            );
        }
        let mut above = 1;
        for block in &section.blocks {
            let BlockKind::Heading(heading) = &block.kind else { continue };
            if heading.level > above + 1 {
                diagnostics.report(
                    Code::HeadingSkip,
                    block.span,
                    format!("a heading of level {} follows one of level {above}", heading.level),
                    format!("use `{}`", "#".repeat(usize::from(above) + 1)),
                );
            }
            above = heading.level;
        }
    }
}

/// Pictures say what they show, or that they show nothing (WCAG 2.2, success criterion 1.1.1).
fn alternative_texts(book: &Book, diagnostics: &mut Diagnostics) {
    let mut missing: Vec<Span> = Vec::new();
    walk::every_block(&book.arrangement, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind
            && figure.alt.is_empty()
            && !figure.decorative
        {
            missing.push(figure.path_span);
        }
    });
    let mut visit = |inline: &Inline| {
        if let InlineKind::Image { alt, decorative: false, .. } = &inline.kind
            && alt.is_empty()
        {
            missing.push(inline.span);
        }
    };
    walk::inlines_of(&book.arrangement, &mut visit);
    for span in missing {
        diagnostics.report(
            Code::ImageWithoutAlt,
            span,
            "this picture has no alternative text",
            "say what it shows: `![A map of the harbour](…)`; a mere ornament takes `{decorative=\"true\"}`",
        );
    }
}

/// Every page of the printed source begins once.
fn page_markers(book: &Book, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for section in book.sections() {
        walk::section(section, &mut |inline| {
            let InlineKind::PageMarker { label } = &inline.kind else { return };
            if !seen.insert(label) {
                diagnostics.report(
                    Code::PageMarkerTwice,
                    inline.span,
                    format!("page `{label}` of the source begins a second time"),
                    "correct the number; readers that jump to the page find the first marker only",
                );
            }
        });
    }
}
