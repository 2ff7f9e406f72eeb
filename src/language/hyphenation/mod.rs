//! Where words may be broken: by language and orthography, with the quality of each break.
//!
//! One call, [`Hyphenation::breaks`], gives every break that is legal and does not mislead;
//! [`Minima::keep`] takes out those that leave too few letters. [`notation`] reads and writes
//! words with their breaks marked.

use std::collections::{BTreeMap, BTreeSet};

mod dropped;
mod foreign;
mod german;
mod joints;
mod known;
mod letters;
mod liang;
mod misleading;
mod names;
pub mod notation;
mod parts;
mod patterns;
mod shape;
mod spelling;
mod triple;

use hyphenation::Language as Patterns;

use self::german::FoldedBreak;
use self::known::Known;
use self::letters::Letters;
use self::notation::Marked;
use self::shape::Part;
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
pub enum BreakKind {
    /// A hyphen is put in.
    Plain,
    /// The `c` before the break becomes `k`: `Zuk-ker` for `Zucker` (rules before 1996).
    SplitCk,
    /// The letter before the break is written twice: `Schiff-fahrt` for `Schiffahrt` (rules before
    /// 1996).
    Double,
    /// The word's own hyphen ends the line; none is put in: `Marxismus-|Leninismus`.
    Hyphen,
}

/// A place where a word may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Break {
    /// Byte offset in the word: what stands behind it goes to the next line.
    pub at: usize,
    /// How good it is.
    pub class: Class,
    /// What happens to the letters.
    pub kind: BreakKind,
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
            letters(&word[..one.at]) >= self.before && letters(&word[one.at..]) >= after
        });
    }
}

/// How many letters a text has, marks on letters and signs between them not counted.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn is_german(patterns: Patterns) -> bool {
    matches!(patterns, Patterns::German1901 | Patterns::German1996 | Patterns::GermanSwiss)
}

/// Fewest letters between a hyphen of the word and a break of ours: Forssman and de Jong,
/// Detailtypografie.
const FROM_HYPHEN: usize = 5;

/// A longer text without spaces, in bytes, is no word.
const LONGEST: usize = 512;

/// Hyphenation with the exceptions and names of an edition.
#[derive(Debug, Clone, Default)]
pub struct Hyphenation {
    exceptions: BTreeMap<String, Vec<Break>>,
    names: BTreeSet<String>,
    known: Known<Break>,
    /// Where letters of words are not joined, as [`ligatures`](super::ligatures) finds it.
    pub(super) unjoined: Known<usize>,
}

impl Hyphenation {
    /// With exceptions, which go before every rule, and names: those of two syllables are not
    /// broken.
    #[must_use]
    pub fn new(
        exceptions: impl IntoIterator<Item = Marked>,
        names: impl IntoIterator<Item = String>,
    ) -> Self {
        let exceptions = exceptions.into_iter().map(|one| (one.word.clone(), one.breaks()));
        Self {
            exceptions: exceptions.collect(),
            names: names.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Whether there are patterns for a language.
    #[must_use]
    pub fn knows(language: &Language) -> bool {
        patterns::for_language(language).is_some()
    }

    /// The words that the edition brought: those with exceptions, and names.
    pub fn own_words(&self) -> impl Iterator<Item = &str> {
        self.exceptions.keys().chain(&self.names).map(String::as_str)
    }

    /// All legal breaks of a word that leave no single letter, without those that mislead, in
    /// order.
    ///
    /// The word may hold hyphens, apostrophes and soft hyphens: `Marxismus-Leninismus`. What is no
    /// word, such as an address, and what is never broken, such as an abbreviation, has no breaks.
    #[must_use]
    pub fn breaks(&self, word: &str, language: &Language) -> Vec<Break> {
        if let Some(breaks) = self.exception(word) {
            return breaks.clone();
        }
        if word.len() < 4 || word.len() > LONGEST {
            return Vec::new();
        }
        self.known.get(word, language, || self.find(word, language))
    }

    /// The breaks of a word that is no exception.
    fn find(&self, word: &str, language: &Language) -> Vec<Break> {
        if word.contains('\u{ad}') {
            return self.at_soft_hyphens(word, language);
        }
        let Some(patterns) = patterns::for_language(language) else { return Vec::new() };
        let parts = shape::parts(word);
        let mut out = Vec::new();
        for part in &parts {
            self.part(word, part, patterns, &mut out);
            let after = &word[part.range.end..];
            let next = after.chars().next().map_or(0, char::len_utf8);
            if part.hyphen && letters(&word[part.range.clone()]) > 1 && letters(&after[next..]) > 1
            {
                let at = part.range.end + next;
                out.push(Break { at, class: Class::Joint, kind: BreakKind::Hyphen });
            }
        }
        out
    }

    /// Where a morpheme of a German word ends and another begins, as byte offsets: parts of
    /// compounds, prefixes and suffixes that begin with a consonant, but no foreign prefixes that
    /// nobody feels.
    #[must_use]
    pub fn joints(word: &str, language: &Language) -> Vec<usize> {
        in_german_parts(word, language, german::joints)
    }

    /// The legal breaks of a German word that let the reader read another, as byte offsets.
    #[must_use]
    pub fn misleading(word: &str, language: &Language) -> Vec<usize> {
        in_german_parts(word, language, german::misleading)
    }

    /// The exception for a word, also with the case of its first letter changed.
    fn exception(&self, word: &str) -> Option<&Vec<Break>> {
        if self.exceptions.is_empty() {
            return None;
        }
        self.exceptions.get(word).or_else(|| {
            let first = word.chars().next()?;
            let mut other = first.to_lowercase().to_string();
            if other.chars().eq([first]) {
                other = first.to_uppercase().to_string();
            }
            // Only then do the offsets fit.
            let fits = other.len() == first.len_utf8();
            fits.then(|| self.exceptions.get(&(other + &word[first.len_utf8()..])))?
        })
    }

    /// The editor's soft hyphens: nothing else is a break, and they take the class that we find.
    fn at_soft_hyphens(&self, word: &str, language: &Language) -> Vec<Break> {
        let bare = word.replace('\u{ad}', "");
        let known = self.breaks(&bare, language);
        let mut out = Vec::new();
        for (n, (at, soft)) in word.match_indices('\u{ad}').enumerate() {
            let place = at - n * soft.len();
            if place == 0
                || place == bare.len()
                || out.last().is_some_and(|one: &Break| one.at == at)
            {
                continue;
            }
            let found = known.iter().find(|one| one.at == place);
            let class = found.map_or(Class::Syllable, |one| one.class);
            out.push(Break { at: at + soft.len(), class, kind: BreakKind::Plain });
        }
        out
    }

    /// The breaks of a part of a word.
    fn part(&self, word: &str, part: &Part, by: Patterns, out: &mut Vec<Break>) {
        let text = &word[part.range.clone()];
        let start = part.range.start;
        if let Some(breaks) = self.exception(text) {
            out.extend(breaks.iter().map(|one| Break { at: start + one.at, ..*one }));
            return;
        }
        if shape::is_shortening(text) {
            return;
        }
        let mut letters = Letters::fold(text, start);
        if letters.chars().len() < 4 {
            return;
        }
        let german = is_german(by);
        let capital = text.starts_with(char::is_uppercase);
        if capital && self.is_short_name(text, letters.chars(), german) {
            return;
        }
        let places = if german {
            german::breaks(&mut letters, capital, by)
        } else {
            let plain =
                |letter| FoldedBreak { letter, class: Class::Syllable, kind: BreakKind::Plain };
            patterns::breaks(letters.chars(), by).into_iter().map(plain).collect()
        };
        let count = letters.chars().len();
        let behind_hyphen = word[..start].ends_with(shape::is_hyphen);
        let before_hyphen = word[part.range.end..].starts_with(shape::is_hyphen);
        let room = |place: &FoldedBreak| {
            (!behind_hyphen || place.letter >= FROM_HYPHEN)
                && (!before_hyphen || count - place.letter >= FROM_HYPHEN)
        };
        out.extend(places.into_iter().filter(room).filter_map(|place| {
            let at = letters.offset(place.letter)?;
            Some(Break { at, class: place.class, kind: place.kind })
        }));
    }

    /// Whether it is a name of two syllables, one of ours or of the edition's, or its genitive. The `e` at the end of
    /// those of ours that have three vowels is mute: `Nicole`.
    fn is_short_name(&self, text: &str, letters: &[char], german: bool) -> bool {
        let stem = letters.strip_suffix(&['s']).unwrap_or(letters);
        match shape::syllables(letters) {
            2 => {}
            3 if stem.ends_with(&['e']) => {
                return german
                    && (names::is_known(text)
                        || text.strip_suffix('s').is_some_and(names::is_known));
            }
            _ => return false,
        }
        let known = |name: &str| self.names.contains(name) || german && names::is_known(name);
        known(text) || text.strip_suffix('s').is_some_and(known)
    }
}

/// What is found in each part of a German word, as byte offsets.
fn in_german_parts(
    word: &str,
    language: &Language,
    find: fn(&mut Letters, bool, Patterns) -> Vec<usize>,
) -> Vec<usize> {
    let Some(by) = patterns::for_language(language).filter(|by| is_german(*by)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for part in shape::parts(word) {
        let text = &word[part.range.clone()];
        let mut letters = Letters::fold(text, part.range.start);
        let found = find(&mut letters, text.starts_with(char::is_uppercase), by);
        out.extend(found.into_iter().filter_map(|letter| letters.offset(letter)));
    }
    out
}
