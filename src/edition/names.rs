//! What the manifest calls the values of keys that take one of a few: read and written by the same list, in which the
//! default comes first.

use crate::inspection::Wish;
use crate::ir::{
    BackReferences, IndexOrder, Marks, NotePages, PageList, PageMarkers, Placement, Restart,
};
use crate::language::QuoteStyle;
use crate::press::{Binding, Scheme, SpineText};

/// Names and what they mean.
pub(super) type Names<T> = [(&'static str, T)];

/// What a value is called.
pub(super) fn name_of<T: PartialEq>(names: &Names<T>, value: &T) -> &'static str {
    let found = names.iter().find(|(_, known)| known == value);
    found.map(|(name, _)| *name).expect("each value has a name")
}

pub(super) const PAGE_MARKERS: &Names<PageMarkers> = &[
    ("margin", PageMarkers::Margin),
    ("brackets", PageMarkers::Brackets),
    ("none", PageMarkers::None),
];

pub(super) const QUOTES: &Names<QuoteStyle> =
    &[("custom", QuoteStyle::Custom), ("inward", QuoteStyle::Inward)];

/// Whether typographic rules are applied to the book.
pub(super) const TYPOGRAPHY: &Names<bool> = &[("report", false), ("fix", true)];

pub(super) const WISHES: &Names<Wish> = &[
    ("together", Wish::Together),
    ("end", Wish::End),
    ("longer", Wish::Longer),
    ("shorter", Wish::Shorter),
];

pub(super) const MARKS: &Names<Marks> = &[
    ("1", Marks::Decimal),
    ("a", Marks::LowerAlpha),
    ("A", Marks::UpperAlpha),
    ("i", Marks::LowerRoman),
    ("I", Marks::UpperRoman),
    ("*", Marks::Asterisks),
];

pub(super) const NUMBERING: &Names<Restart> =
    &[("book", Restart::Book), ("section", Restart::Section)];

pub(super) const PLACEMENT: &Names<Placement> = &[
    ("book", Placement::Book),
    ("section", Placement::Section),
    ("footnote", Placement::Footnote),
];

pub(super) const NOTE_PAGES: &Names<NotePages> =
    &[("none", NotePages::None), ("entry", NotePages::Entry), ("margin", NotePages::Margin)];

pub(super) const BACK_REFERENCES: &Names<BackReferences> =
    &[("none", BackReferences::None), ("epub", BackReferences::Epub), ("all", BackReferences::All)];

pub(super) const INDEX_ORDER: &Names<IndexOrder> =
    &[("words", IndexOrder::Words), ("names", IndexOrder::Names)];

/// Whether the list of works names those that are not cited, too.
pub(super) const WORKS: &Names<bool> = &[("cited", false), ("all", true)];

/// Whether the e-book has soft hyphens.
pub(super) const EPUB_HYPHENATION: &Names<bool> = &[("css", false), ("soft-hyphens", true)];

/// Whether the e-book has zero-width non-joiners.
pub(super) const EPUB_LIGATURES: &Names<bool> = &[("span", false), ("zwnj", true)];

pub(super) const EPUB_PAGES: &Names<PageList> =
    &[("print", PageList::Print), ("source", PageList::Source), ("none", PageList::None)];

pub(super) const BINDING: &Names<Binding> =
    &[("perfect", Binding::Perfect), ("saddle", Binding::Saddle)];

pub(super) const IMPOSITION: &Names<Option<Scheme>> = &[
    ("none", None),
    ("booklet", Some(Scheme::Booklet)),
    ("8", Some(Scheme::Signatures8)),
    ("16", Some(Scheme::Signatures16)),
    ("32", Some(Scheme::Signatures32)),
];

/// The default is the custom of the language.
pub(super) const SPINE_TEXT: &Names<SpineText> =
    &[("up", SpineText::Up), ("down", SpineText::Down), ("none", SpineText::None)];
