//! The manifest `edition.toml`, twice: the raw mirror with spans, then the resolved edition.

mod fonts;
mod images;
mod load;
mod names;
mod raw;
mod remarks;
mod resolve;
mod settings;
mod table;
mod write;

pub use fonts::load_fonts;
pub use images::{Judged, LEAST_COVER, load_pictures};
pub use load::{SECTION_LIMIT, SourceKind, can_stand, load, read_source};
pub use raw::read_table;
pub use resolve::{DEFAULT_STYLE, is_slug};
pub use settings::{Breaks, Remark, Settings};
pub use table::Field;
pub use write::write;

use crate::diagnostics::Code;
use crate::inspection::Wish;
use crate::ir::{
    IndexId, IndexSettings, Language, Metadata, NoteSeries, PageList, PageMarkers, Role, Section,
    SeriesId, is_id,
};
use crate::language::hyphenation::Hyphenation;
use crate::press::Job;
use crate::source::Span;

/// The name of the manifest.
pub const MANIFEST: &str = "edition.toml";

/// A resolved manifest: every value checked, every default filled in.
#[derive(Debug, Clone)]
pub struct Edition {
    /// What is known of the book as a whole.
    pub metadata: Metadata,
    /// Names of the layouts to be made, with their places.
    pub layouts: Vec<(String, Span)>,
    /// Generated sections that are not wanted, with their places.
    pub omit: Vec<(Role, Span)>,
    /// What the manifest says besides what it says of the manuscript.
    pub settings: Settings,
    /// The series of notes, the default one first.
    pub series: Vec<NoteSeries>,
    /// The indexes, the default one first.
    pub indexes: Vec<IndexSettings>,
    /// The sections in reading order.
    pub sections: Vec<SectionEntry>,
    /// Where the manifest names the cover's picture.
    pub cover_span: Option<Span>,
    /// Where the manifest asserts that the book conforms to a standard of accessibility.
    pub conforms_span: Option<Span>,
    /// Where the manifest names the language of the book.
    pub language_span: Span,
    /// How the pages of the source edition are shown.
    pub page_markers: PageMarkers,
    /// Hyphenation with the edition's exceptions and names.
    pub hyphenation: Hyphenation,
    /// The manifest as a whole.
    pub span: Span,
}

/// What is ordered from a printer, with its places in the manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// Where the manifest orders it.
    pub span: Span,
    /// The order.
    pub job: Job,
    /// Names of the layouts that are printed.
    pub layouts: Vec<String>,
    /// Where the sheet is chosen, or that pages are put on sheets.
    pub sheet_span: Span,
    /// The file with the text of the cover's back, with the place where it is named.
    pub blurb: Option<(String, Span)>,
}

/// The works that can be cited, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Works {
    /// The files of the bibliography, with the places where they are named.
    pub files: Vec<(String, Span)>,
    /// The citation style: a name, or the path of a file that ends in `.csl`; with its place.
    pub style: (String, Span),
    /// Whether the list names works that are not cited, too.
    pub all: bool,
    /// The series of notes of a style that cites in notes.
    pub series: SeriesId,
}

/// A finding that is allowed at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Where the manifest says so.
    pub span: Span,
    /// The code.
    pub code: Code,
    /// The file, relative to the edition's folder.
    pub file: String,
    /// The words around the place, as the file has them.
    pub text: String,
    /// Why it is allowed.
    pub reason: String,
}

/// A correction of lines that was decided by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Where the manifest says so.
    pub span: Span,
    /// The file, relative to the edition's folder.
    pub file: String,
    /// The words that are meant, as the file has them.
    pub text: String,
    /// What is wished of their lines.
    pub wish: Wish,
    /// The layout in which it is; none: in all.
    pub layout: Option<String>,
}

/// What the e-book carries for reading systems that cannot do it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpubText {
    /// Soft hyphens at the joints of words.
    pub soft_hyphens: bool,
    /// Zero-width non-joiners where a ligature must not stand, in place of marked spans.
    pub non_joiners: bool,
    /// The fonts of the layout.
    pub fonts: bool,
}

impl Default for EpubText {
    fn default() -> Self {
        Self { soft_hyphens: false, non_joiners: false, fonts: true }
    }
}

/// Which pages the e-book lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EpubPages {
    /// Those of the print, those of the source, or none.
    pub list: PageList,
    /// The layout whose pages those of the print are; none: the first that is printed, else the
    /// first.
    pub layout: Option<String>,
}

/// With what the spelling of an edition is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spelling {
    /// Names of dictionaries of the system, or paths in the edition's folder, with their places;
    /// empty: those of the system for the language.
    pub dictionaries: Vec<(String, Span)>,
    /// Words that are right in this edition.
    pub words: Vec<String>,
}

/// A section as the manifest lists it.
#[derive(Debug, Clone)]
pub struct SectionEntry {
    /// Where it is listed.
    pub span: Span,
    /// The file that holds its text, with the place where it is named; none: generated.
    pub file: Option<(String, Span)>,
    /// What it is.
    pub role: Role,
    /// Its id, if the manifest gives one.
    pub id: Option<String>,
    /// Its title in the contents, where the text has no heading.
    pub title: Option<String>,
    /// Its language, where it differs from the book's.
    pub language: Option<Language>,
    /// The series of labels without a name.
    pub series: SeriesId,
    /// The index that stands in it, if it is one.
    pub index: IndexId,
}

/// The id of a section that is given none: the stem of its file, made an id; the role of a generated section, for one
/// of several indexes with its name.
#[must_use]
pub fn default_id(section: &Section, indexes: &[IndexSettings]) -> String {
    let Some(path) = &section.file else {
        let role = section.role.as_str();
        return match indexes.get(usize::from(section.index.0)) {
            Some(index) if section.role == Role::Index && section.index.0 > 0 => {
                format!("{role}-{}", index.name)
            }
            _ => role.to_owned(),
        };
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kept: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c.to_ascii_lowercase() } else { '-' })
        .collect();
    if is_id(&kept) { kept } else { format!("s-{kept}") }
}
