//! Reads running text as a proofreader does.
//!
//! A [`Passage`] is a line of the book as running text; rules look at it and give [`Finding`]s,
//! with a correction where it is certain. [`typography`] holds the rules of good setting by
//! language, [`reader`] finds what digitising does to a text, [`spelling`] what no dictionary has.

mod confusion;
mod finding;
pub mod reader;
pub mod spelling;
pub mod typography;

pub use crate::ir::{Edit, OBJECT, Passage, Piece, PieceKind};
pub use finding::{Finding, edits};

use std::borrow::Cow;

use crate::diagnostics::{Diagnostic, Fix};
use crate::ir::{self, Book, Language, walk};
use crate::source::{Sources, Span};

/// The lines of a book as running text: sections in reading order, then notes.
#[must_use]
pub fn passages(book: &Book) -> Vec<Passage> {
    let mut passages = Vec::new();
    walk::lines(book, &mut |context, line| passages.push(Passage::of(context, line)));
    passages
}

/// A correction may uncover another; no known text needs more rounds than this.
const ROUNDS: usize = 5;

/// Applies the typographic rules with certain corrections to a book.
pub fn correct(book: &mut Book, style: &typography::Style) {
    walk::lines_mut(book, &mut |context, line| {
        for _ in 0..ROUNDS {
            let edits = edits(&typography::find(&Passage::of(context, line), style));
            if edits.is_empty() {
                break;
            }
            ir::apply(line, &edits);
        }
        ir::apply(line, &typography::bind(&Passage::of(context, line)));
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
    for (index, finding) in typography::find_in_book(&passages, options.style) {
        told.extend(tell(&finding, &passages[index], sources));
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
        let clear = !makes_markup(sources.file(span.file).text(), span, replacement);
        clear.then(|| Fix { span, replacement: replacement.clone() })
    });
    let (message, hint) = (quoted_short(&finding.message), quoted_short(&finding.hint));
    let mut diagnostic = Diagnostic::new(finding.code, span, message, hint);
    diagnostic.fix = fix;
    Some(diagnostic)
}

/// Most letters of a quotation from the text that a message shows.
const SHOWN: usize = 80;

/// A quotation from the text, of an endless one the beginning.
fn shortened(words: &str) -> Cow<'_, str> {
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => Cow::Owned(format!("{}…", &words[..at])),
        None => Cow::Borrowed(words),
    }
}

/// A message in which what stands in backticks is shortened.
fn quoted_short(message: &str) -> String {
    let parts = message.split('`').enumerate();
    let parts = parts.map(|(n, part)| if n % 2 == 1 { shortened(part) } else { part.into() });
    parts.collect::<Vec<_>>().join("`")
}

/// Whether a correction would make a link, a picture or a list out of what stands around it.
fn makes_markup(source: &str, span: Span, replacement: &str) -> bool {
    let (before, after) = (&source[..span.start as usize], &source[span.end as usize..]);
    let link = match replacement.chars().next_back().or(before.chars().next_back()) {
        Some(']') => after.starts_with(['[', '(', '{', ':']),
        Some('!') => after.starts_with('['),
        // `(…)` becomes `[…]` by another correction.
        Some(')') if before.ends_with("...)") || before.ends_with("…)") => after.starts_with('['),
        _ => false,
    };
    link || begins_list(before, replacement, after)
}

/// Whether a line would begin with the number of a list: `3. `, `K. `.
fn begins_list(before: &str, replacement: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim_start_matches([' ', '\t', '>']);
    if line.len() > LONGEST_MARKER {
        return false;
    }
    let rest = after.split(char::is_whitespace).next().unwrap_or_default();
    let word = format!("{line}{replacement}{rest}");
    let number = word.strip_suffix(['.', ')']).unwrap_or_default().trim_start_matches('(');
    !number.is_empty() && number.chars().all(char::is_alphanumeric)
}

/// No number of a list is longer, in bytes.
const LONGEST_MARKER: usize = 40;
