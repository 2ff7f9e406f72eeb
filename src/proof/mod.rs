//! Reads running text as a proofreader does.
//!
//! A [`Passage`] is a line of the book as running text; rules look at it and give [`Finding`]s,
//! with a correction where it is certain. [`typography`] holds the rules of good setting by
//! language, [`reader`] finds what digitising does to a text, [`spelling`] what no dictionary has.

mod finding;
pub mod reader;
pub mod spelling;
pub mod typography;

pub use crate::ir::{Edit, OBJECT, Passage, Piece, PieceKind};
pub use finding::{Finding, edits};

use crate::diagnostics::{Diagnostic, Fix};
use crate::ir::{self, Book, Language, walk};
use crate::source::Sources;

/// The lines of a book as running text: sections in reading order, then notes.
#[must_use]
pub fn passages(book: &Book) -> Vec<Passage> {
    let mut passages = Vec::new();
    walk::lines(book, &mut |context, line| passages.push(Passage::of(context, line)));
    passages
}

/// Applies the typographic rules with certain corrections to a book.
pub fn correct(book: &mut Book, style: &typography::Style) {
    walk::lines_mut(book, &mut |context, line| {
        let findings = typography::find(&Passage::of(context, line), style);
        ir::apply(line, &edits(&findings));
    });
}

/// Reads a book; what is found, at its places in the source.
#[must_use]
pub fn read(book: &Book, sources: &Sources, options: &Options<'_>) -> Vec<Diagnostic> {
    let passages = passages(book);
    let mut told = Vec::new();
    for passage in &passages {
        let mut findings = typography::find(passage, options.style);
        findings.extend(reader::find(passage));
        told.extend(findings.iter().filter_map(|finding| tell(finding, passage, sources)));
    }
    let known = |word: &str, language: &Language| options.speller.knows(word, language);
    told.extend(reader::find_in_book(&passages, sources, &known));
    if options.spelling {
        told.extend(spelling::find(book, &passages, sources, options.speller));
    }
    reader::settle(&mut told);
    told
}

/// What the reading of a book needs besides the book.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The typography of the edition.
    pub style: &'a typography::Style,
    /// What knows the words.
    pub speller: &'a spelling::Speller<'a>,
    /// Whether words that it does not know are told.
    pub spelling: bool,
}

/// A finding as a diagnostic.
fn tell(finding: &Finding, passage: &Passage, sources: &Sources) -> Option<Diagnostic> {
    let span = passage.span(&finding.range, sources)?;
    let fix = finding.correction.as_ref().and_then(|replacement| {
        let span = passage.exact(&finding.range, sources)?;
        Some(Fix { span, replacement: replacement.clone() })
    });
    let mut diagnostic =
        Diagnostic::new(finding.code, span, finding.message.as_str(), finding.hint.as_str());
    diagnostic.fix = fix;
    Some(diagnostic)
}
