//! Who judges finished books, and what they find: the checkers that are compiled in, and those of others that are installed.

use page_validation::{
    ValidationFailure, ValidationOptions, ValidationProfile, validate_pdf_bytes,
};

use crate::completeness::{self, Lost, Print};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::diff::Text;
use crate::publication::{FileRole, Judged};
use crate::source::{Sources, Span};
use crate::verify::{self, Demand};

/// This program as a judge.
const OURS: &str = concat!("umbruch ", env!("CARGO_PKG_VERSION"));
/// The judge of PDFs that is compiled in.
const PAGE_VALIDATION: &str = "page_validation 0.12";
/// What a PDF of a book promises.
const PROMISES: [(ValidationProfile, &str); 2] =
    [(ValidationProfile::PdfA2a, "PDF/A-2a"), (ValidationProfile::PdfUa1, "PDF/UA-1")];
/// The rule on the length of streams, of which the judge is wrong where packed bytes end like a line: then it is looked after here.
const LENGTH_RULE: &str = ":6.1.7.1:1";
/// How many losses of one file are told.
const TOLD: usize = 10;

/// A finished file that is judged.
#[derive(Debug, Clone, Copy)]
pub struct Book<'b> {
    /// Its name, as it is told.
    pub name: &'b str,
    /// What it is.
    pub role: FileRole,
    /// What it holds.
    pub bytes: &'b [u8],
}

/// What was judged.
#[derive(Debug, Default)]
pub struct Judgement {
    /// The judgements, in their order.
    pub judged: Vec<Judged>,
    /// What stands against a release.
    pub faults: Vec<Diagnostic>,
}

impl Judgement {
    pub(super) fn put(
        &mut self,
        file: &str,
        judge: &str,
        demand: &str,
        errors: usize,
        warnings: usize,
    ) {
        let judged = Judged {
            file: file.to_owned(),
            judge: judge.to_owned(),
            demand: demand.to_owned(),
            errors,
            warnings,
        };
        self.judged.push(judged);
    }

    pub(super) fn fault(&mut self, code: Code, span: Span, message: String, hint: &str) {
        self.faults.push(Diagnostic::new(code, span, message, hint));
    }
}

/// Judges finished files of a text by what is compiled in; `manifest`: where what is wrong with a file as a whole is told.
#[must_use]
pub fn judge(text: &Text, books: &[Book<'_>], manifest: Span) -> Judgement {
    let mut judgement = Judgement::default();
    let mut prints: Vec<(&Book<'_>, Print)> = Vec::new();
    for book in books {
        match book.role {
            FileRole::Ebook => ebook(text, book, manifest, &mut judgement),
            FileRole::Pdf => {
                conformance(book, manifest, &mut judgement);
                prints.extend(read(book, manifest, &mut judgement).map(|print| (book, print)));
            }
            FileRole::Print => {
                prints.extend(read(book, manifest, &mut judgement).map(|print| (book, print)));
            }
            _ => {}
        }
    }
    for (book, print) in &prints {
        match book.role {
            FileRole::Pdf => pages(text, book, print, manifest, &mut judgement),
            _ => printed(book, print, &prints, manifest, &mut judgement),
        }
    }
    judgement
}

/// The e-book: by the checker, and whether it says all.
fn ebook(text: &Text, book: &Book<'_>, manifest: Span, judgement: &mut Judgement) {
    let found = verify::verify(book.name, book.bytes, Demand::Own, &mut Sources::default());
    let errors = found.iter().filter(|one| one.severity() == Severity::Error).count();
    judgement.put(book.name, OURS, "EPUB 3.3", errors, found.len() - errors);
    if errors > 0 {
        let first = found.iter().find(|one| one.severity() == Severity::Error);
        let first = first.map(|one| one.message.as_str()).unwrap_or_default();
        let message = format!("`{}` has {}: {first}", book.name, counted(errors, "error"));
        judgement.fault(Code::ReleaseJudged, manifest, message, HINT);
    }
    match completeness::of_epub(book.name, book.bytes) {
        Some(said) => whole(book, completeness::lost(text, &said, manifest), judgement),
        None => unread(book, "it cannot be opened", manifest, judgement),
    }
}

const HINT: &str = "umbruch made the file: please report it, with the edition";

fn conformance(book: &Book<'_>, manifest: Span, judgement: &mut Judgement) {
    for (profile, demand) in PROMISES {
        match validate_pdf_bytes(book.bytes, &ValidationOptions::default().profile(profile)) {
            Ok(report) => {
                let stands = |failure: &&ValidationFailure| {
                    !failure.rule_id.ends_with(LENGTH_RULE)
                        || !completeness::lengths_hold(book.bytes)
                };
                let failures: Vec<_> = report.failures.iter().filter(stands).collect();
                let errors = failures.len();
                judgement.put(book.name, PAGE_VALIDATION, demand, errors, 0);
                if let Some(first) = failures.first() {
                    let (name, rule) = (book.name, &first.rule_id);
                    let message = format!("`{name}` is no {demand}: {} ({rule})", first.message);
                    judgement.fault(Code::ReleaseJudged, manifest, message, HINT);
                }
            }
            Err(error) => unread(book, &error.to_string(), manifest, judgement),
        }
    }
}

fn read(book: &Book<'_>, manifest: Span, judgement: &mut Judgement) -> Option<Print> {
    match Print::read(book.bytes) {
        Ok(print) => Some(print),
        Err(why) => {
            unread(book, &why, manifest, judgement);
            None
        }
    }
}

fn unread(book: &Book<'_>, why: &str, manifest: Span, judgement: &mut Judgement) {
    judgement.put(book.name, OURS, "read back", 1, 0);
    let message = format!("`{}` cannot be read back: {why}", book.name);
    judgement.fault(Code::ReleaseJudged, manifest, message, HINT);
}

/// Whether the pages of a book say all.
fn pages(text: &Text, book: &Book<'_>, print: &Print, manifest: Span, judgement: &mut Judgement) {
    match &print.said {
        Some(said) => whole(book, completeness::lost(text, said, manifest), judgement),
        None => unread(book, "it has no structure", manifest, judgement),
    }
}

/// Whether a file for the printer has all pages of the book that it is of. A cover has none.
fn printed(
    book: &Book<'_>,
    print: &Print,
    prints: &[(&Book<'_>, Print)],
    manifest: Span,
    judgement: &mut Judgement,
) {
    let stem = |name: &str| name.strip_suffix(".pdf").unwrap_or(name).to_owned();
    let of_it = prints.iter().find(|(other, _)| {
        other.role == FileRole::Pdf && book.name.starts_with(&format!("{}-", stem(other.name)))
    });
    let Some((other, pages)) = of_it else { return };
    if book.name == format!("{}-cover.pdf", stem(other.name)) {
        return;
    }
    let lost = completeness::pages_lost(&pages.pages, &print.pages);
    judgement.put(book.name, OURS, "all pages", lost.len(), 0);
    if let Some(first) = lost.first() {
        let (name, other) = (book.name, other.name);
        let count = counted(lost.len(), "page");
        let message = format!(
            "{count} of `{other}` are not in `{name}` as they are there, the first is page {first}"
        );
        judgement.fault(Code::ReleaseLost, manifest, message, HINT);
    }
}

/// Whether all words were found in a finished book.
fn whole(book: &Book<'_>, lost: Vec<Lost>, judgement: &mut Judgement) {
    let words: usize = lost.iter().map(|one| one.count).sum();
    judgement.put(book.name, OURS, "words and notes of the source", words, 0);
    let beyond = lost.len().saturating_sub(TOLD);
    for (number, one) in lost.into_iter().take(TOLD).enumerate() {
        let place = one.note.map(|mark| format!(", note {mark}")).unwrap_or_default();
        let words: String = one.words.chars().take(80).collect();
        let name = book.name;
        let mut message = format!("{} not in `{name}`{place}: `{words}`", are(one.count));
        if number + 1 == TOLD && beyond > 0 {
            message.push_str(&format!("; and {beyond} more places"));
        }
        let hint =
            "look whether a layout or a style hides them; if none does, report it with the edition";
        judgement.fault(Code::ReleaseLost, one.span, message, hint);
    }
}

fn are(words: usize) -> String {
    if words == 1 { "a word is".to_owned() } else { format!("{words} words are") }
}

pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
