//! The letters of the documents, by the face in which they are set.

use std::collections::{BTreeMap, BTreeSet};

use super::cascade::{Cascade, Look, SmallCaps};
use crate::css::Sheet;
use crate::fonts::{FaceStyle, Wanted};
use crate::xml::Element;

/// What every face gets: what reading systems put in themselves (numbers of lists and pages, hyphens), and spaces.
const ALWAYS: &str = "0123456789.,:;()[]-\u{2010}\u{2011}\u{ad}\u{2013}\u{2026} \u{a0}";

/// What the regular face gets besides: the bullets of lists.
const BULLETS: &str = "\u{2022}\u{25e6}\u{25aa}";

/// The letters that were met, by style.
pub(super) struct Letters<'a> {
    cascade: Cascade<'a>,
    met: BTreeMap<FaceStyle, Met>,
}

/// The letters of a style.
#[derive(Default)]
struct Met {
    characters: Set,
    small_caps: Set,
    all_small_caps: Set,
}

impl<'a> Letters<'a> {
    /// None yet; `sheet` is the style sheet of the documents, `quotes` are the quotation marks of
    /// the book's language.
    pub(super) fn new(sheet: &'a Sheet<'_>, quotes: impl IntoIterator<Item = char>) -> Self {
        let mut met: BTreeMap<FaceStyle, Met> = BTreeMap::new();
        let regular = &mut met.entry(FaceStyle::default()).or_default().characters;
        regular.extend(BULLETS.chars());
        regular.extend(quotes);
        Self { cascade: Cascade::new(sheet), met }
    }

    /// Looks through a document.
    pub(super) fn read(&mut self, root: &Element) {
        let (cascade, met) = (&self.cascade, &mut self.met);
        cascade.texts(root, &mut |text, look| {
            if !look.foreign && !text.trim().is_empty() {
                met.entry(look.style).or_default().add(text, look);
            }
        });
    }

    /// What is wanted of each style.
    pub(super) fn wanted(self) -> BTreeMap<FaceStyle, Wanted> {
        let wanted = |met: Met| {
            let mut characters: BTreeSet<char> = met.characters.into();
            characters.extend(ALWAYS.chars());
            Wanted {
                characters,
                small_caps: met.small_caps.into(),
                all_small_caps: met.all_small_caps.into(),
            }
        };
        self.met.into_iter().map(|(style, met)| (style, wanted(met))).collect()
    }
}

impl Met {
    fn add(&mut self, text: &str, look: Look) {
        for c in text.chars().filter(|c| !c.is_control()) {
            self.characters.insert(c);
            let small = look.small_caps != SmallCaps::None;
            if small {
                self.small_caps.insert(c);
            }
            if look.small_caps == SmallCaps::All {
                self.all_small_caps.insert(c);
            }
            // Where a reading system knows no small capitals, it makes them of large ones.
            if small || look.capitals {
                self.characters.extend(c.to_uppercase());
            }
        }
    }
}

/// A set of characters that is quick for those of most texts.
#[derive(Default)]
struct Set {
    low: Vec<bool>,
    high: BTreeSet<char>,
}

impl Set {
    /// Scripts of Europe, punctuation and signs stand below.
    const LOW: usize = 0x2800;

    fn insert(&mut self, c: char) {
        let at = c as usize;
        if at >= Self::LOW {
            self.high.insert(c);
            return;
        }
        if self.low.is_empty() {
            self.low = vec![false; Self::LOW];
        }
        self.low[at] = true;
    }

    fn extend(&mut self, characters: impl IntoIterator<Item = char>) {
        characters.into_iter().for_each(|c| self.insert(c));
    }
}

impl From<Set> for BTreeSet<char> {
    fn from(set: Set) -> Self {
        let low = (0u32..).zip(set.low).filter(|(_, is)| *is);
        low.filter_map(|(at, _)| char::from_u32(at)).chain(set.high).collect()
    }
}
