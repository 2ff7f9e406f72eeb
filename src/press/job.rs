//! What an edition orders from a printer.

use super::{Paper, Scheme, SheetSize, spine_width};

/// An order, every value within its limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// How far what reaches the edge goes on beyond the trimmed page.
    pub bleed: f64,
    /// Whether marks show where to cut and to fold.
    pub marks: bool,
    /// Whether the block is printed in black alone.
    pub black_only: bool,
    /// Fewest dots an inch of a picture.
    pub resolution: f64,
    /// What the block is printed on.
    pub paper: Paper,
    /// What the cover is printed on; its thickness adds to the spine.
    pub cover_paper: Option<Paper>,
    /// The width of the spine, if the printer has given it.
    pub spine: Option<f64>,
    /// How the leaves are held together.
    pub binding: Binding,
    /// How pages are put on sheets; none: they are not.
    pub imposition: Option<Scheme>,
    /// The sheet; none: one that is large enough.
    pub sheet: Option<SheetSize>,
    /// How the spine is read.
    pub spine_text: SpineText,
    /// A shorter title for the spine.
    pub spine_title: Option<String>,
    /// The price, as it stands beside the bar code.
    pub price: Option<String>,
}

/// How the leaves of a book are held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// Glued at the spine into a soft cover.
    Perfect,
    /// Sheets put into one another, stapled through the fold: there is no spine.
    Saddle,
}

/// How the text on a spine runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpineText {
    /// From the foot to the head, as in German and French.
    Up,
    /// From the head to the foot, as in English.
    Down,
    /// There is none.
    None,
}

impl SpineText {
    /// The custom of a language, by its primary tag; ISO 6357 asks for [`Down`](Self::Down), but where
    /// German or a Romance language is spoken books are lettered upwards.
    #[must_use]
    pub fn of_language(primary: &str) -> Self {
        match primary {
            "de" | "fr" | "it" | "es" | "pt" | "ca" | "ro" | "hu" | "cs" | "pl" | "sk" | "sl" => {
                Self::Up
            }
            _ => Self::Down,
        }
    }
}

impl Job {
    /// How many pages the block has: leaves have two, sheets that are stapled through the fold four.
    #[must_use]
    pub fn block_pages(&self, pages: usize) -> usize {
        pages.next_multiple_of(match self.binding {
            Binding::Saddle => 4,
            Binding::Perfect => 2,
        })
    }

    /// How many pages the bound book has: with those that fill up its last signature.
    #[must_use]
    pub fn bound_pages(&self, pages: usize) -> usize {
        let block = self.block_pages(pages);
        self.imposition.map_or(block, |scheme| block.next_multiple_of(scheme.step()))
    }

    /// How wide the spine of a book with so many pages is.
    #[must_use]
    pub fn spine_of(&self, pages: usize) -> f64 {
        match self.binding {
            Binding::Saddle => 0.0,
            Binding::Perfect => self.spine.unwrap_or_else(|| {
                spine_width(self.bound_pages(pages), self.paper, self.cover_paper)
            }),
        }
    }
}
