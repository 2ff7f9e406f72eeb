//! From the book to Typst markup that calls the vocabulary of the layout.

mod blocks;
mod figures;
mod inlines;
mod labels;
mod matter;
mod notes;
mod sections;
mod tables;

use std::cell::Cell;

use super::map::SourceMap;
use super::markup::Markup;
use crate::ir::{Book, Language};
use crate::language::{Terms, terms};
use crate::layouts::Settings;
use crate::source::Span;
use labels::Labels;

/// Writes the markup of the whole book; `whole` is the place for what no node of it claims.
pub(super) fn lower(book: &Book, settings: &Settings, whole: Span) -> (String, SourceMap) {
    let mut markup = Markup::new(whole);
    Lowering::new(book, settings).book(&mut markup);
    markup.finish()
}

/// Writes the markup of the cover.
pub(super) fn lower_cover(book: &Book, settings: &Settings, whole: Span) -> (String, SourceMap) {
    let mut markup = Markup::new(whole);
    Lowering::new(book, settings).cover(&mut markup);
    markup.finish()
}

/// What is known while a book is lowered.
struct Lowering<'a> {
    book: &'a Book,
    settings: &'a Settings,
    terms: &'static Terms,
    labels: Labels,
    /// Level of the last heading in reading order; PDF/UA-1 (7.4.2) allows no level to be skipped.
    heading_level: Cell<u8>,
}

impl<'a> Lowering<'a> {
    fn new(book: &'a Book, settings: &'a Settings) -> Self {
        Self {
            book,
            settings,
            terms: terms(&book.metadata.language),
            labels: Labels::of(book),
            heading_level: Cell::new(0),
        }
    }

    /// The level for a heading that asks for `wanted`: at most one below the heading before.
    fn next_level(&self, wanted: u8) -> u8 {
        let level = wanted.clamp(1, self.heading_level.get() + 1);
        self.heading_level.set(level);
        level
    }
}

/// What Typst knows of a language tag: the primary language and the region.
fn typst_language(language: &Language) -> (&str, Option<&str>) {
    (language.primary(), language.region())
}
