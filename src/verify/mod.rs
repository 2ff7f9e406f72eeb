//! The checker of finished EPUBs: what a shop, a reading system or a reader would stumble over.
//!
//! It knows nothing of the program that wrote a book. Every document becomes a source text named
//! `book.epub/EPUB/text/x.xhtml`, so that its messages point into it. What is checked after which
//! clause stands in `docs/verify.md`.

mod address;
mod archive;
mod book;
mod container;
mod css;
mod document;
mod encryption;
mod entities;
mod evidence;
mod grammar;
mod kinds;
mod layout;
mod media;
mod navigation;
mod overlay;
mod package;
mod said;
mod table;
mod text;
mod unchecked;
mod vocabulary;
mod xml;

use std::collections::BTreeMap;

use crate::accessibility::Said;
use crate::diagnostics::{Advice, Code, Diagnostic, Diagnostics};
use crate::source::{Sources, Span};
use book::Book;
pub use evidence::Seen;

/// How many further places of one message are told.
const MOST_PLACES: usize = 20;

/// Most characters of a message and of its hint: names in a book can be of any length.
const LONGEST: usize = 1000;

/// What is asked of an EPUB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// What the standard asks of every EPUB; what only accessibility asks for is a warning.
    Standard,
    /// What the standard and accessibility ask for (EPUB Accessibility 1.1, WCAG 2.2 A and AA).
    Accessible,
    /// The same of a book that umbruch makes: accessibility counts, and what is not checked is known.
    Own,
}

/// Checks an EPUB. `name` is the file's name as the user knows it; the texts of the EPUB join
/// `sources` under it.
///
/// Bytes of any kind are taken: what cannot be read is reported. Nothing but `bytes` is read.
#[must_use]
pub fn verify(name: &str, bytes: &[u8], demand: Demand, sources: &mut Sources) -> Vec<Diagnostic> {
    let mut found = inspect(name, bytes, sources);
    for diagnostic in &mut found {
        if demand != Demand::Standard {
            diagnostic.advice = diagnostic.advice.filter(|advice| *advice != Advice::Beyond);
        }
    }
    if demand == Demand::Own {
        found.retain(|diagnostic| diagnostic.code != Code::EpubUnchecked);
    }
    found
}

/// What an EPUB offers to those who cannot read print; none if it cannot be opened. The texts of the EPUB
/// join `sources`, as in [`verify`].
#[must_use]
pub fn seen(name: &str, bytes: &[u8], sources: &mut Sources) -> Option<Seen> {
    open(name, bytes, sources, &mut Diagnostics::default(), |book, _| Seen::new(book))
}

/// What an EPUB says, from the first document to the last; none if it cannot be opened.
#[must_use]
pub fn said(name: &str, bytes: &[u8]) -> Option<Said> {
    let mut sources = Sources::default();
    open(name, bytes, &mut sources, &mut Diagnostics::default(), |book, _| said::said(book))
}

/// All that is found, whatever is demanded.
fn inspect(name: &str, bytes: &[u8], sources: &mut Sources) -> Vec<Diagnostic> {
    let mut out = Diagnostics::default();
    open(name, bytes, sources, &mut out, |book, out| {
        CHECKS.iter().for_each(|check| check(book, out));
    });
    gather(out)
}

/// Opens an EPUB and looks at it; what keeps it from being opened is reported.
fn open<T>(
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
    out: &mut Diagnostics,
    look: impl FnOnce(&Book<'_>, &mut Diagnostics) -> T,
) -> Option<T> {
    let whole = Span::new(sources.add(name, ""), 0..0);
    let files = archive::open(bytes, whole, out)?;
    let mut texts = text::Texts::new(name, sources);
    let hidden = encryption::Hidden::read(&files, &mut texts, out);
    let path = container::package(&files, &mut texts, whole, out)?;
    let text = texts.take(&files, &path, out)?;
    let xml = xml::Xml::parse(&text, out)?;
    let package = package::Package::read(&xml);
    hidden.check(&package, out);
    let texts = texts.of_items(&files, &package, &hidden, out);
    let trees: Vec<_> = texts.iter().map(|text| text.parse(out)).collect();
    let book = Book::new(&files, hidden, package, &texts, &trees);
    Some(look(&book, out))
}

/// What is checked, subject by subject. An EPUB of version 2 is spared what version 3 brought.
const CHECKS: [fn(&Book<'_>, &mut Diagnostics); 11] = [
    package::check,
    document::check,
    navigation::check,
    document::links::check,
    document::notes::check,
    css::check,
    media::check,
    overlay::check,
    layout::check,
    kinds::check,
    unchecked::check,
];

/// The messages in the order of their places; the same message at many places is one.
fn gather(out: Diagnostics) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut seen: BTreeMap<(Code, String), usize> = BTreeMap::new();
    for mut diagnostic in out.into_sorted() {
        let key = (diagnostic.code, diagnostic.message.clone());
        match seen.get(&key) {
            Some(at) => {
                let also = &mut told[*at].also;
                if also.len() < MOST_PLACES {
                    also.push(diagnostic.span);
                }
            }
            None => {
                seen.insert(key, told.len());
                shorten(&mut diagnostic.message);
                shorten(&mut diagnostic.hint);
                told.push(diagnostic);
            }
        }
    }
    told
}

/// Cuts off what nobody reads.
fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
}
