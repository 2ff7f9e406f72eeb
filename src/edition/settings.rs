//! What a manifest says besides what it says of the manuscript.

use std::collections::BTreeMap;

use super::resolve::DEFAULT_LAYOUT;
use super::{Allowance, EpubPages, EpubText, Pin, Print, Spelling, Works};
use crate::diagnostics::Code;
use crate::ir::Role;
use crate::language::QuoteStyle;

/// How a manuscript is set, printed and proofread, and what else an editor wrote into its manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The quotation marks of the edition.
    pub quotes: QuoteStyle,
    /// Names of the layouts to be made.
    pub layouts: Vec<String>,
    /// Generated sections that are not wanted.
    pub omit: Vec<Role>,
    /// The works that can be cited.
    pub works: Option<Works>,
    /// Lints that are switched off, with the reason.
    pub switched_off: BTreeMap<Code, String>,
    /// Findings that are allowed at a place.
    pub allowances: Vec<Allowance>,
    /// Whether typographic rules are applied to the book; else they are told.
    pub corrects_typography: bool,
    /// Corrections of lines that were decided by hand.
    pub pins: Vec<Pin>,
    /// How words are broken.
    pub breaks: Breaks,
    /// What the e-book carries for readers that cannot do it.
    pub epub: EpubText,
    /// Which pages the e-book lists.
    pub epub_pages: EpubPages,
    /// With what spelling is compared.
    pub spelling: Spelling,
    /// What is ordered from a printer.
    pub print: Option<Print>,
    /// What an editor remarks.
    pub remarks: Vec<Remark>,
}

/// What an edition says of breaks within words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breaks {
    /// Words with their breaks: `has-sens=wer-te-re`.
    pub exceptions: Vec<String>,
    /// Names, which are broken with more care.
    pub names: Vec<String>,
}

/// A remark in the manifest, behind the sign `#`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// At which key or table it stands: `title`, `spelling`, `section.2.file`, where several are called alike with a
    /// number from 0; empty where it stands behind all.
    pub at: String,
    /// Whether it stands behind the value, on its line; else above it.
    pub behind: bool,
    /// What it says, from the sign to the end of the line.
    pub text: String,
}

impl Remark {
    /// What the `n`th of `all` tables that are called alike is called; one alone has no number.
    #[must_use]
    pub fn nth(name: &str, n: usize, all: usize) -> String {
        if all == 1 { name.to_owned() } else { format!("{name}.{n}") }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            quotes: QuoteStyle::default(),
            layouts: vec![DEFAULT_LAYOUT.to_owned()],
            omit: Vec::new(),
            works: None,
            switched_off: BTreeMap::new(),
            allowances: Vec::new(),
            corrects_typography: false,
            pins: Vec::new(),
            breaks: Breaks::default(),
            epub: EpubText::default(),
            epub_pages: EpubPages::default(),
            spelling: Spelling::default(),
            print: None,
            remarks: Vec::new(),
        }
    }
}
