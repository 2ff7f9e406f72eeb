//! Which German orthography a text follows, told by words that differ: `daß` against `dass`.
//!
//! Counted are only words whose spelling was changed in 1996; `groß` and `Straße` tell nothing
//! but that a text is not Swiss.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::language::{Orthography, orthography};

/// Words that only Swiss German writes with `ss`.
static SWISS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
    grosse grossen grosser grosses gross strasse strassen ausser ausserdem heisst weiss \
    schliesslich massnahme massnahmen gemäss bloss blosse blossen fuss müssig gleichermassen \
    regelmässig begrüssen äussere äusseren äussern heissen dreissig"
        .split_whitespace()
        .collect()
});

/// How often each spelling was met, with the words.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    pub(super) old: Count,
    pub(super) new: Count,
    swiss: Count,
    sharp_s: usize,
}

/// Words that speak for one orthography.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) total: usize,
    words: BTreeMap<String, usize>,
}

impl Count {
    fn add(&mut self, word: &str) {
        self.total += 1;
        *self.words.entry(word.to_owned()).or_default() += 1;
    }

    /// The most frequent words: `daß 12, muß 3`.
    pub(super) fn examples(&self) -> String {
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_by_key(|(word, count)| (std::cmp::Reverse(**count), *word));
        let shown: Vec<String> = words.iter().take(4).map(|(w, n)| format!("`{w}` {n}")).collect();
        shown.join(", ")
    }
}

impl Spelling {
    /// Counts the words of a text, beside those before it.
    pub(super) fn count(&mut self, text: &str) {
        let words = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.contains('ß') || w.contains("ss") || w.len() > 3);
        for word in words {
            if word.len() < 64 {
                self.add(word);
            }
        }
    }

    fn add(&mut self, word: &str) {
        self.sharp_s += usize::from(word.contains('ß'));
        let told = orthography(word);
        let word = word.to_lowercase();
        match told {
            Some(Orthography::Old | Orthography::Before1901) => self.old.add(&word),
            Some(Orthography::New) => self.new.add(&word),
            None if SWISS.contains(word.as_str()) => self.swiss.add(&word),
            None => {}
        }
    }

    /// The language tag, and whether the evidence is clear; `None` if there is none.
    pub(super) fn tag(&self) -> Option<(&'static str, bool)> {
        let (old, new, swiss) = (self.old.total, self.new.total, self.swiss.total);
        if self.sharp_s == 0 && swiss >= 2 {
            return Some(("de-CH", swiss >= 3));
        }
        match (old, new) {
            (0, 0) => None,
            _ if old > new => Some(("de-1901", old >= new * 4)),
            _ => Some(("de", new >= old * 4)),
        }
    }

    /// The evidence in words.
    pub(super) fn evidence(&self, tag: &str) -> String {
        let side = |count: &Count, name: &str| match count.total {
            0 => format!("none of the {name} spelling"),
            1 => format!("1 word of the {name} spelling ({})", count.examples()),
            total => format!("{total} words of the {name} spelling ({})", count.examples()),
        };
        match tag {
            "de-CH" => format!("{} and no `ß`", side(&self.swiss, "Swiss")),
            "de-1901" => format!("{}, {}", side(&self.old, "old"), side(&self.new, "new")),
            _ => format!("{}, {}", side(&self.new, "new"), side(&self.old, "old")),
        }
    }
}
