//! Where words may be broken: by language and orthography, with the quality of each break.
//!
//! One call, [`Hyphenation::breaks`], gives every break that is legal and does not mislead;
//! [`Minima::keep`] takes out those that leave too few letters.

use std::collections::BTreeMap;

use hyphenation::{Hyphenator as _, Language as Patterns, Load, Standard};

use crate::ir::Language;

/// How good a break is, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Between the parts of a compound: `Konter|revolution`.
    Joint,
    /// Behind a prefix or before a suffix: `Ver|ein`, `Wachs|tum`.
    Affix,
    /// Between syllables.
    Syllable,
}

/// What happens to the letters at a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Nothing.
    Plain,
    /// The `c` before the break becomes `k`: `Zuk-ker` for `Zucker` (rules of 1901).
    SplitCk,
}

/// A place where a word may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Break {
    /// Byte offset in the word: what stands behind it goes to the next line.
    pub at: usize,
    /// How good it is.
    pub class: Class,
    /// What happens to the letters.
    pub kind: Kind,
}

/// Fewest letters before and after a break; two after are allowed at a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minima {
    /// Before the break.
    pub before: usize,
    /// After it.
    pub after: usize,
}

impl Default for Minima {
    fn default() -> Self {
        Self { before: 2, after: 3 }
    }
}

impl Minima {
    /// Takes out the breaks that leave too few letters on a line.
    pub fn keep(self, word: &str, breaks: &mut Vec<Break>) {
        breaks.retain(|one| {
            let after = if one.class == Class::Joint { self.after.min(2) } else { self.after };
            word[..one.at].chars().count() >= self.before && word[one.at..].chars().count() >= after
        });
    }
}

/// Hyphenation with the exceptions of an edition.
#[derive(Debug, Clone, Default)]
pub struct Hyphenation {
    exceptions: BTreeMap<String, Vec<Break>>,
}

impl Hyphenation {
    /// All legal breaks of a word that leave no single letter, without those that mislead, in
    /// order.
    ///
    /// The word may hold hyphens and apostrophes: `Marxismus-Leninismus`.
    #[must_use]
    pub fn breaks(&self, word: &str, language: &Language) -> Vec<Break> {
        if let Some(breaks) = self.exceptions.get(word) {
            return breaks.clone();
        }
        let patterns = match (language.primary(), language.as_str().contains("1901")) {
            ("de", true) => Patterns::German1901,
            ("de", false) => Patterns::German1996,
            _ => return Vec::new(),
        };
        let Ok(dictionary) = Standard::from_embedded(patterns) else { return Vec::new() };
        let places = dictionary.hyphenate(word).breaks;
        places
            .into_iter()
            .map(|at| Break { at, class: Class::Syllable, kind: Kind::Plain })
            .collect()
    }
}
