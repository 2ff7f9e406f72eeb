//! Proofreading of an opened edition, and the corrections of its files.

use std::collections::BTreeMap;

use super::{Opened, Session, Stopped, allow};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Fix};
use crate::edition::Edition;
use crate::proof::spelling::{Speller, Wishes};
use crate::proof::{self, typography::HouseStyle};
use crate::source::{FileId, Sources};
use crate::storage::Folder;

impl Session {
    /// Reads the book as a proofreader does, with the dictionaries of the session; what is found joins the
    /// diagnostics of the edition, but for what its manifest switches off.
    ///
    /// # Errors
    /// If the session was told to stop; then nothing joins the diagnostics.
    pub fn proofread(&self, opened: &mut Opened, folder: &dyn Folder) -> Result<(), Stopped> {
        self.go_on()?;
        let Some((edition, book, _)) = &opened.content else { return Ok(()) };
        let style = HouseStyle { quotes: edition.settings.quotes };
        let words = words(edition);
        let wishes = Wishes {
            language: &edition.metadata.language,
            place: edition.language_span,
            dictionaries: &edition.settings.spelling.dictionaries,
            words: &words,
        };
        let (speller, told) = Speller::new(self.shelf(), folder, &wishes);
        let off = |code: Code| edition.settings.switched_off.contains_key(&code);
        // Without spelling no dictionary is missed; those that are there still help other findings.
        let spelling = !off(Code::Spelling);
        let told = told.into_iter().filter(|one| spelling || one.code != Code::DictionaryMissing);
        let stop = self.stop();
        let options = proof::Options { style: &style, speller: &speller, spelling, stop };
        let mut all = opened.diagnostics.clone();
        all.extend(told);
        all.extend(proof::read(book.manuscript(), &opened.sources, &options)?);
        all.extend(proof::ibidem::find(book, &opened.sources));
        if let Some(blurb) = &opened.blurb {
            all.extend(proof::read(blurb, &opened.sources, &options)?);
        }
        let used = allow::retain(&mut all, &edition.settings.allowances, &opened.sources, folder);
        all.extend(allow::unused(&edition.settings.allowances, &used));
        let mut sorted = Diagnostics::default();
        sorted.extend(all);
        sorted.retain_enabled(off);
        let before = std::mem::replace(&mut opened.diagnostics, sorted.into_sorted());
        // What was not read back is not certain.
        self.settle(opened, folder).inspect_err(|_| opened.diagnostics = before)
    }
}

/// The words that an edition vouches for: its own list, the names of those who made it, and what
/// it says of breaks within words.
fn words(edition: &Edition) -> Vec<String> {
    let contributors = edition.metadata.contributors.iter().map(|one| one.name.clone());
    let own = edition.settings.spelling.words.iter().cloned();
    let broken = edition.hyphenation.own_words().map(str::to_owned);
    own.chain(contributors).chain(broken).collect()
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
