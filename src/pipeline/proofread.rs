//! Proofreading of an opened edition, and the corrections of its files.

use std::collections::BTreeMap;

use super::{Opened, allow};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Fix};
use crate::edition::Edition;
use crate::proof::spelling::{Shelf, Speller, Wishes};
use crate::proof::{self, typography::Style};
use crate::source::{FileId, Sources, Span};
use crate::storage::Folder;

/// Reads the book as a proofreader does; what is found joins the diagnostics of the edition, but
/// for what its manifest switches off. `shelf` holds the system's dictionaries.
pub fn proofread(opened: &mut Opened, folder: &dyn Folder, shelf: &Shelf) {
    let Some((edition, book, _)) = &opened.content else { return };
    let style = Style { quotes: edition.quotes };
    let mut found = Diagnostics::default();
    let words = words(edition);
    let (speller, told) = Speller::new(
        shelf,
        folder,
        &Wishes {
            language: &edition.metadata.language,
            place: language_line(edition, &opened.sources),
            dictionaries: &edition.spelling.dictionaries,
            words: &words,
        },
    );
    found.extend(told);
    let spelled = !edition.switched_off.contains_key(&Code::Spelling);
    let options = proof::Options { style: &style, speller: spelled.then_some(&speller) };
    found.extend(proof::read(book, &opened.sources, &options));
    found.retain_enabled(|code| edition.switched_off.contains_key(&code));
    let mut all = std::mem::take(&mut opened.diagnostics);
    all.extend(found.into_sorted());
    let used = allow::retain(&mut all, &edition.allowances, &opened.sources, folder);
    let mut sorted = Diagnostics::default();
    sorted.extend(all);
    sorted.extend(allow::unused(&edition.allowances, &used));
    sorted.retain_enabled(|code| edition.switched_off.contains_key(&code));
    opened.diagnostics = sorted.into_sorted();
}

/// The words that an edition vouches for: its own list, the names of those who made it, and what
/// it says of breaks within words.
fn words(edition: &Edition) -> Vec<String> {
    let contributors = edition.metadata.contributors.iter().map(|one| one.name.clone());
    let unbroken = |(word, _): &(String, Span)| word.replace(['-', '=', '<', '>', '~', '.'], "");
    let exceptions = edition.exceptions.iter().map(unbroken);
    let own = edition.spelling.words.iter().chain(&edition.names).cloned();
    own.chain(contributors).chain(exceptions).collect()
}

/// Where the manifest names the language of the book.
fn language_line(edition: &Edition, sources: &Sources) -> Span {
    let file = edition.span.file;
    let mut start = 0;
    for line in sources.file(file).text().split_inclusive('\n') {
        let key = line.split('=').next().unwrap_or("").trim();
        if key == "language" {
            return Span::new(file, start..start + line.trim_end().len());
        }
        if line.trim_start().starts_with('[') {
            break;
        }
        start += line.len();
    }
    edition.span
}

/// The texts of files with the certain corrections of `diagnostics` put in, and the diagnostics
/// whose corrections those are. Of two that overlap the first is put in.
#[must_use]
pub fn corrected<'a>(
    diagnostics: &'a [Diagnostic],
    sources: &Sources,
) -> BTreeMap<FileId, (String, Vec<&'a Diagnostic>)> {
    let mut by_file: BTreeMap<FileId, Vec<(&Fix, &Diagnostic)>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if let Some(fix) = &diagnostic.fix {
            by_file.entry(fix.span.file).or_default().push((fix, diagnostic));
        }
    }
    let mut texts = BTreeMap::new();
    for (file, mut fixes) in by_file {
        fixes.sort_by_key(|(fix, _)| (fix.span, &fix.replacement));
        let old = sources.file(file).text();
        let mut text = String::with_capacity(old.len());
        let mut done = 0;
        let mut made = Vec::new();
        for (fix, diagnostic) in fixes {
            let range = fix.span.range();
            if range.start < done || old.get(range.clone()).is_none() {
                continue;
            }
            text.push_str(&old[done..range.start]);
            text.push_str(&fix.replacement);
            done = range.end;
            made.push(diagnostic);
        }
        text.push_str(&old[done..]);
        texts.insert(file, (text, made));
    }
    texts
}
