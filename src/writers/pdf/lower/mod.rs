//! From the book to Typst markup that calls the vocabulary of the layout.

mod apart;
mod blocks;
mod context;
mod figures;
mod foot;
mod formulas;
mod heads;
#[cfg(test)]
mod indents;
mod initials;
mod inlines;
mod labels;
mod lists;
mod matter;
mod notes;
mod origins;
mod parts;
mod places;
mod sections;
mod tables;
mod text;
mod titles;
mod verse;
mod wrap;

use std::cell::{Cell, RefCell};

use super::Options;
use super::draft::Blocks;
use super::map::SourceMap;
use super::markup::{Arguments, Markup};
use super::names::Names;
use crate::ir::{Book, Direction, Language, Levels, NoteId};
use crate::language::hyphenation::Hyphenation;
use crate::language::{Terms, terms};
use crate::layouts::Settings;
use crate::source::{Sources, Span};
use foot::Below;
use labels::Labels;
pub(super) use origins::Origin;
use places::Now;
pub(super) use places::Places;
pub(super) use wrap::Copy;

/// A book as markup.
#[derive(Debug)]
pub(super) struct Lowered {
    /// The markup.
    pub(super) markup: String,
    /// Which place of the source it stands for.
    pub(super) map: SourceMap,
    /// Its paragraphs, and where words may be broken.
    pub(super) places: Places,
}

/// Writes the markup of the whole book; `whole` is the place for what no node of it claims.
pub(super) fn lower(
    book: &Book,
    settings: &Settings,
    options: &Options<'_>,
    whole: Span,
) -> Lowered {
    let mut markup = Markup::new(whole);
    let mut lowering = Lowering::new(book, settings, options.hyphenation);
    lowering.sources = options.sources.filter(|_| settings.source_places);
    markup.line(&Blocks::Untried.rule());
    if options.bleed > 0.0 {
        markup.line(&format!("#set page(bleed: {}mm)", options.bleed));
    }
    lowering.book(&mut markup);
    let direction = book.metadata().language.direction();
    lowering.places.borrow_mut().bound_right = direction == Direction::RightToLeft;
    let (markup, map) = markup.finish();
    Lowered { markup, map, places: lowering.places.into_inner().sorted() }
}

/// The labels of a footnote's first call and of its text.
pub(super) fn footnote_labels(id: NoteId) -> (String, String) {
    (labels::call(id, 0), labels::note(id))
}

/// The label of a thing with an id.
pub(super) fn label_of(id: &str) -> String {
    labels::anchor(id)
}

/// Writes the markup of the cover.
pub(super) fn lower_cover(book: &Book, settings: &Settings, whole: Span) -> (String, SourceMap) {
    let mut markup = Markup::new(whole);
    Lowering::new(book, settings, &Hyphenation::default()).cover(&mut markup);
    markup.finish()
}

/// Writes the markup of the wrap around a printed book.
pub(super) fn lower_wrap(
    book: &Book,
    settings: &Settings,
    copy: &Copy<'_>,
    hyphenation: &Hyphenation,
    whole: Span,
) -> (String, SourceMap) {
    let mut markup = Markup::new(whole);
    Lowering::new(book, settings, hyphenation).wrap(&mut markup, copy);
    markup.finish()
}

/// What is known while a book is lowered.
struct Lowering<'a> {
    book: &'a Book,
    settings: &'a Settings,
    hyphenation: &'a Hyphenation,
    terms: &'static Terms,
    labels: Labels,
    /// Under which names the typesetter finds pictures.
    pictures: Names,
    /// The language of what is written.
    tongue: RefCell<Language>,
    places: RefCell<Places>,
    /// What is being written.
    now: Now,
    /// The footnotes that are called in others.
    below: Below,
    /// The levels of the headings in reading order; PDF/UA-1 (7.4.2) allows none to be skipped.
    levels: RefCell<Levels>,
    /// The files of the source, if the layout shows where paragraphs start.
    sources: Option<&'a Sources>,
    /// Whether the line that is written next begins with an initial.
    initial: Cell<bool>,
    /// Whether the line that is written next may be set in parts.
    in_parts: Cell<bool>,
    /// Whether a cell of a table is around.
    in_cell: Cell<bool>,
    /// Where the parts of the line that is written end, and where the next ones begin.
    cuts: RefCell<Vec<(usize, usize)>>,
}

impl<'a> Lowering<'a> {
    fn new(book: &'a Book, settings: &'a Settings, hyphenation: &'a Hyphenation) -> Self {
        Self {
            book,
            settings,
            hyphenation,
            terms: terms(&book.metadata().language),
            labels: Labels::collect(book),
            pictures: Names::of_book(book),
            tongue: RefCell::new(book.metadata().language.clone()),
            places: RefCell::default(),
            now: Now::new(),
            below: Below::default(),
            levels: RefCell::default(),
            sources: None,
            initial: Cell::new(false),
            in_parts: Cell::new(false),
            in_cell: Cell::new(false),
            cuts: RefCell::default(),
        }
    }

    /// What `write` writes is written for a part of the book.
    fn told(&self, markup: &mut Markup, what: Origin, write: impl FnOnce(&mut Markup)) {
        let from = markup.position();
        write(markup);
        self.places.borrow_mut().origins.add(from..markup.position(), what);
    }

    /// Writes what is in a language, or in that of what stands around it.
    fn in_tongue(&self, language: Option<&Language>, write: impl FnOnce()) {
        let Some(language) = language else { return write() };
        let outer = self.tongue.replace(language.clone());
        write();
        self.tongue.replace(outer);
    }

    /// Ends what belongs to the headings before a section of that depth.
    fn end_levels(&self, depth: u8) {
        self.levels.borrow_mut().end(depth);
    }

    /// The level for a heading that asks for `wanted`.
    fn next_level(&self, wanted: u8) -> u8 {
        self.levels.borrow_mut().next(wanted)
    }
}

/// Writes what Typst knows of a language: the primary language, the region, and the direction where Typst,
/// which does not know scripts, may take another.
fn language_arguments(call: &mut Arguments<'_>, key: &str, language: &Language) {
    call.string(key, language.primary());
    call.maybe_string("region", language.region());
    let direction = language.direction();
    let of_primary = Language::parse(language.primary()).map(|primary| primary.direction());
    if direction == Direction::RightToLeft || of_primary != Some(direction) {
        call.value("dir", direction.as_str());
    }
}
