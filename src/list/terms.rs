//! The words that feeds and pages of a list share, in German, English and French.

use super::By;
use crate::ir::Language;

/// The words of one language. Texts in which something is put in are functions.
#[derive(Debug)]
pub struct Terms {
    /// All editions.
    pub all: &'static str,
    /// Those that are new.
    pub newest: &'static str,
    /// `Nach Verfassern`, in the order of [`By::ALL`].
    by: [&'static str; 4],
    /// `Verfasser`, in the order of [`By::ALL`].
    one: [&'static str; 4],
    /// `12 Bücher`
    pub books: fn(usize) -> String,
    /// `Seite 2 von 7`
    pub page: fn(usize, usize) -> String,
    /// The beginning of the text.
    pub sample: &'static str,
}

impl Terms {
    /// The words for a list in that language.
    #[must_use]
    pub fn of(language: &Language) -> &'static Self {
        match language.primary() {
            "de" => &GERMAN,
            "fr" => &FRENCH,
            _ => &ENGLISH,
        }
    }

    /// The name of the list of groups of a kind.
    #[must_use]
    pub fn by(&self, by: By) -> &'static str {
        self.by[by as usize]
    }

    /// What a group of a kind is.
    #[must_use]
    pub fn one(&self, by: By) -> &'static str {
        self.one[by as usize]
    }
}

static GERMAN: Terms = Terms {
    all: "Alle Bücher",
    newest: "Neu erschienen",
    by: ["Nach Verfassern", "Nach Reihen", "Nach Sprachen", "Nach Sachgebieten"],
    one: ["Verfasser", "Reihe", "Sprache", "Sachgebiet"],
    books: |count| if count == 1 { "1 Buch".into() } else { format!("{count} Bücher") },
    page: |page, of| format!("Seite {page} von {of}"),
    sample: "Leseprobe",
};

static ENGLISH: Terms = Terms {
    all: "All books",
    newest: "New books",
    by: ["By author", "By series", "By language", "By subject"],
    one: ["Author", "Series", "Language", "Subject"],
    books: |count| if count == 1 { "1 book".into() } else { format!("{count} books") },
    page: |page, of| format!("Page {page} of {of}"),
    sample: "Sample",
};

static FRENCH: Terms = Terms {
    all: "Tous les livres",
    newest: "Nouveautés",
    by: ["Par auteur", "Par collection", "Par langue", "Par sujet"],
    one: ["Auteur", "Collection", "Langue", "Sujet"],
    books: |count| if count < 2 { format!("{count} livre") } else { format!("{count} livres") },
    page: |page, of| format!("Page {page} sur {of}"),
    sample: "Extrait",
};
