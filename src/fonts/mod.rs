//! Fonts: those that come with umbruch, and the edition's own behind them. The typesetter and the
//! e-book choose among the same ones, by the same names; what goes into an e-book is cut down to
//! the glyphs in use.

mod subset;
mod whole;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo, FontStretch, FontStyle, FontVariant, FontWeight};
use typst::utils::LazyHash;

use crate::resources::Resources;
pub use subset::{Unfit, Wanted, subset};
pub use whole::fault;

/// The SIL Open Font License 1.1 with the copyright notice of Libertinus Serif, as its condition 2
/// asks of every copy.
pub const OPEN_FONT_LICENCE: &str = include_str!("../../fonts/OFL.txt");

/// Fonts in the order in which they are searched; a clone costs nothing.
#[derive(Clone)]
pub struct Fonts(Arc<List>);

struct List {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The edition's files, one for each of the last fonts.
    files: Vec<String>,
}

/// Libertinus Serif, New Computer Modern and DejaVu Sans Mono; read once, for it takes a while.
static SHIPPED: LazyLock<Fonts> = LazyLock::new(|| {
    let (fonts, infos): (Vec<Font>, Vec<FontInfo>) = typst_kit::fonts::embedded().unzip();
    let book = LazyHash::new(FontBook::from_infos(infos));
    Fonts(Arc::new(List { book, fonts, files: Vec::new() }))
});

/// Files of fonts by their paths.
type Files = std::collections::BTreeMap<String, Arc<[u8]>>;

/// The fonts of the last editions that had some, for when these are built again.
#[derive(Default)]
pub struct Kept(Mutex<Vec<(Files, Fonts)>>);

/// Of how many editions the fonts are kept: files of fonts can be large.
const KEPT: usize = 2;

impl Kept {
    /// As [`Fonts::load`]; what was read before is not read again.
    #[must_use]
    pub fn fonts(&self, resources: &Resources) -> Fonts {
        if resources.fonts.is_empty() {
            return Fonts::load(resources);
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().find(|(files, _)| *files == resources.fonts);
        if let Some((_, fonts)) = known {
            return fonts.clone();
        }
        let fonts = Fonts::load(resources);
        kept.truncate(KEPT - 1);
        kept.insert(0, (resources.fonts.clone(), fonts.clone()));
        fonts
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("own", &self.0.files).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").finish_non_exhaustive()
    }
}

/// How much heavier than the running text strong words are, as the typesetter counts it.
const STRONGER: u16 = 300;

impl Fonts {
    /// The shipped fonts and those of the edition, of which each is one: see [`fault`].
    #[must_use]
    pub fn load(resources: &Resources) -> Self {
        if resources.fonts.is_empty() {
            return SHIPPED.clone();
        }
        let mut fonts = SHIPPED.0.fonts.clone();
        let mut files = Vec::new();
        for (file, data) in &resources.fonts {
            for font in Font::iter(Bytes::new(data.clone())) {
                fonts.push(font);
                files.push(file.clone());
            }
        }
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self(Arc::new(List { book, fonts, files }))
    }

    /// What is known of the fonts.
    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.0.book
    }

    /// The font with that index in the book.
    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.0.fonts.get(index).cloned()
    }

    /// The family of that name for running text of that weight (400 is regular); `None` if there
    /// is none. The faces are those that the typesetter takes.
    #[must_use]
    pub fn family(&self, name: &str, weight: u16) -> Option<Family> {
        let select = |style, weight| {
            let weight = FontWeight::from_number(weight);
            let variant = FontVariant { style, weight, stretch: FontStretch::NORMAL };
            self.0.book.select(&name.to_lowercase(), variant)
        };
        let bold = weight.saturating_add(STRONGER);
        let regular = select(FontStyle::Normal, weight)?;
        let mut chosen = vec![(FaceStyle::default(), regular)];
        let others = [(true, false, weight), (false, true, bold), (true, true, bold)];
        for (italic, bold, weight) in others {
            let style = if italic { FontStyle::Italic } else { FontStyle::Normal };
            let index = select(style, weight)?;
            let sloped = self.0.fonts[index].info().variant.style != FontStyle::Normal;
            // A family without that face: the reading system slants or thickens one that is there.
            if sloped == italic && chosen.iter().all(|(_, other)| *other != index) {
                chosen.push((FaceStyle { italic, bold }, index));
            }
        }
        let name = self.0.fonts[regular].info().family.clone();
        let faces = chosen.into_iter().map(|(style, index)| self.face(style, index)).collect();
        Some(Family { name, faces })
    }

    fn face(&self, style: FaceStyle, index: usize) -> Face {
        let shipped = self.0.fonts.len() - self.0.files.len();
        let file = index.checked_sub(shipped).and_then(|own| self.0.files.get(own)).cloned();
        Face { style, file, font: self.0.fonts[index].clone() }
    }
}

/// How letters stand out from those of the running text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaceStyle {
    /// Whether they are italic.
    pub italic: bool,
    /// Whether they are bold.
    pub bold: bool,
}

/// A family of fonts, for one weight of running text.
#[derive(Debug, Clone)]
pub struct Family {
    /// Its name, as the fonts themselves give it.
    pub name: String,
    /// Its faces: the regular one first, then those that there are.
    pub faces: Vec<Face>,
}

/// A face of a family.
#[derive(Debug, Clone)]
pub struct Face {
    /// For which letters it is.
    pub style: FaceStyle,
    /// The edition's file in which it stands; `None` for one that comes with umbruch.
    pub file: Option<String>,
    font: Font,
}

impl Face {
    /// Whether it has a glyph for that character.
    #[must_use]
    pub fn has(&self, c: char) -> bool {
        self.font.info().coverage.contains(u32::from(c))
    }

    /// A font with what is wanted of this one; see [`subset`].
    ///
    /// # Errors
    /// If the font may not or cannot be cut down.
    pub fn subset(&self, wanted: &Wanted) -> Result<Vec<u8>, Unfit> {
        subset(self.font.data(), self.font.index(), wanted)
    }
}

impl Family {
    /// The face for letters of that style: where there is none, the nearest, of which a reading
    /// system makes it.
    #[must_use]
    pub fn face(&self, style: FaceStyle) -> &Face {
        let exact = self.faces.iter().find(|face| face.style == style);
        let sloped = self.faces.iter().find(|face| face.style.italic && style.italic);
        let heavy = self.faces.iter().find(|face| face.style.bold && style.bold);
        exact.or(heavy).or(sloped).unwrap_or(&self.faces[0])
    }
}

#[cfg(test)]
mod tests;
