//! The fonts: those that come with umbruch, and the edition's own behind them.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use crate::resources::Resources;

/// Fonts in the order in which they are searched.
#[derive(Clone)]
pub(super) struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// Libertinus Serif, New Computer Modern and DejaVu Sans Mono; read once, for it takes a while.
static SHIPPED: LazyLock<Fonts> = LazyLock::new(|| {
    let (fonts, infos): (Vec<Font>, Vec<FontInfo>) = typst_kit::fonts::embedded().unzip();
    Fonts { book: LazyHash::new(FontBook::from_infos(infos)), fonts }
});

impl Fonts {
    /// The shipped fonts and those of the edition. What is no font is passed over: a font is
    /// asked for by its name, and a name that is not found is told.
    pub(super) fn of(resources: &Resources) -> Self {
        if resources.fonts.is_empty() {
            return SHIPPED.clone();
        }
        let own = resources.fonts.values().flat_map(|data| Font::iter(Bytes::new(data.clone())));
        let fonts: Vec<Font> = SHIPPED.fonts.iter().cloned().chain(own).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// What is known of the fonts.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The font with that index in the book.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
}
