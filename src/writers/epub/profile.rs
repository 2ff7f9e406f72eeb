//! Profiles: what an EPUB does otherwise for one reading system. `docs/reading-systems.md` gives the
//! source of every difference; where no source asks for one, there is none.
//!
//! What differs is data, [`Traits`]: the writer asks it at the few places where it matters and knows no
//! system by name.

use crate::writers::xhtml::{Back, Form, NoteForm};

/// For which reading system an EPUB is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// For all of them.
    #[default]
    Everywhere,
    /// Apple Books.
    Apple,
    /// The devices and apps of Kobo.
    Kobo,
    /// Amazon Kindle, to be uploaded to its shop or sent to a device.
    Kindle,
    /// Tolino, and whatever else shows books by Adobe's RMSDK.
    Tolino,
    /// For archives and for readers that shall open no windows: links, and nothing else.
    Plain,
}

/// What a profile does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    /// The form of notes.
    pub(super) form: Form,
    /// Whether what links lead to is an empty element.
    pub(super) empty_targets: bool,
    /// Whether umbruch may put soft hyphens into words.
    pub(super) soft_hyphens: bool,
    /// Whether the cover is a page, too.
    pub(super) cover_page: bool,
    /// Whether the package has the `guide` of EPUB 2.
    pub(super) guide: bool,
    /// How many levels the table of contents has at most.
    pub(super) toc_levels: usize,
    /// Whether the package tells a version of the book.
    pub(super) version: bool,
    /// Whether the system draws formulas in MathML.
    pub(super) mathml: bool,
    /// Characters that the system cannot show, and what stands for them.
    pub(super) characters: &'static [(char, &'static str)],
    /// What follows the layout's style sheet.
    pub(super) style: &'static str,
}

/// The arrow of the way back, as text rather than as a picture of the system's.
const ARROW: &str = "\u{21a9}\u{fe0e}";

/// Notes that systems show in a window.
const FORM: Form =
    Form { note: NoteForm::Typed, call: Some("noteref"), back: Back::Behind, arrow: ARROW };

/// What works everywhere.
const EVERYWHERE: Traits = Traits {
    form: FORM,
    empty_targets: false,
    soft_hyphens: true,
    cover_page: true,
    guide: false,
    toc_levels: usize::MAX,
    version: false,
    mathml: true,
    characters: &[],
    style: "",
};

/// Kindle counts on a plain space, the no-break space and the zero-width non-joiner alone.
const KINDLE_CHARACTERS: &[(char, &str)] = &[
    ('\u{202f}', "\u{a0}"),
    ('\u{2007}', "\u{a0}"),
    ('\u{2009}', " "),
    ('\u{200a}', " "),
    ('\u{2060}', ""),
    ('\u{feff}', ""),
];

/// Old engines know the word joiner by its old name only.
const JOINER: &[(char, &str)] = &[('\u{2060}', "\u{feff}")];

/// Kobo's fonts have a sign of another height for the no-break hyphen.
const KOBO_CHARACTERS: &[(char, &str)] =
    &[('\u{2060}', "\u{feff}"), ('\u{2011}', "\u{feff}-\u{feff}")];

/// Elements and attributes of HTML 5 for an engine of EPUB 2, and its own words for hyphenation.
const RMSDK_STYLE: &str = "
/* For Adobe's RMSDK */

section, nav, figure, figcaption, hgroup {
  display: block;
}

nav.landmarks, nav.page-list {
  display: none;
}

body {
  adobe-hyphenate: auto;
}

h1, h2, h3, h4, h5, h6, pre, code, .verse, .title-page {
  adobe-hyphenate: none;
}
";

impl Profile {
    /// The profiles that have a name, in the order in which they are made.
    pub const NAMED: [Self; 5] = [Self::Apple, Self::Kobo, Self::Kindle, Self::Tolino, Self::Plain];

    /// Its name on the command line and in file names; none for the EPUB that works everywhere.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Everywhere => None,
            Self::Apple => Some("apple"),
            Self::Kobo => Some("kobo"),
            Self::Kindle => Some("kindle"),
            Self::Tolino => Some("tolino"),
            Self::Plain => Some("plain"),
        }
    }

    pub(super) fn traits(self) -> Traits {
        match self {
            Self::Everywhere => EVERYWHERE,
            Self::Apple => Traits { version: true, ..EVERYWHERE },
            Self::Kobo => Traits {
                form: Form { call: Some("noteref footnote"), arrow: "\u{2190}", ..FORM },
                empty_targets: true,
                soft_hyphens: false,
                characters: KOBO_CHARACTERS,
                ..EVERYWHERE
            },
            Self::Kindle => Traits {
                form: Form { back: Back::Before, ..FORM },
                soft_hyphens: false,
                cover_page: false,
                guide: true,
                toc_levels: 2,
                characters: KINDLE_CHARACTERS,
                ..EVERYWHERE
            },
            Self::Tolino => {
                Traits { mathml: false, characters: JOINER, style: RMSDK_STYLE, ..EVERYWHERE }
            }
            Self::Plain => {
                Traits { form: Form { note: NoteForm::Entry, call: None, ..FORM }, ..EVERYWHERE }
            }
        }
    }
}
