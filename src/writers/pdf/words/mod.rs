//! The judgement on the words of a line: which of the breaks that the typesetter offers are
//! forbidden, which it does not know, where no ligature may stand.
//!
//! A break is forbidden by the style of the letter behind it. A change of style costs the kerning
//! there, so what is forbidden is marked in long stretches that begin and end between words if they
//! can.

mod address;
mod ligatures;
mod offered;
mod stretches;

use std::collections::BTreeSet;
use std::ops::Range;

use super::lower::Running;
use crate::ir::Language;
use crate::language::hyphenation::{Hyphenation, Kind, Minima};
use crate::language::words;
use offered::Segment;

/// Whether ligatures are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Joining {
    /// As everywhere.
    #[default]
    Free,
    /// None.
    Off,
    /// As everywhere, but not with what stands around.
    On,
}

/// A stretch that is set otherwise for another reason than its breaks.
#[derive(Debug, PartialEq, Eq)]
struct Special {
    range: Range<usize>,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Joining(Joining),
    Address,
}

/// How a piece of a word is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Words, or pieces of them.
    Words {
        /// Whether no word is broken in it, nor right before it.
        unbroken: bool,
        /// The ligatures.
        joining: Joining,
    },
    /// A part of an address, which stays whole; the address may be broken around it.
    Address,
}

/// A piece of a line that is not set as the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its range in the running text.
    pub(super) range: Range<usize>,
    /// How it is set.
    pub(super) setting: Setting,
}

/// What was found in a line; all places are bytes of its running text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The pieces that are set otherwise, in order and apart.
    pub(super) pieces: Vec<Piece>,
    /// Breaks that are legal and that the typesetter does not know, in order.
    pub(super) unknown: Vec<usize>,
}

/// Judges the words of a line; `hyphenated` is whether words are broken there at all.
pub(super) fn judge(running: &Running, hyphenation: &Hyphenation, hyphenated: bool) -> Marks {
    let mut judge = Judge {
        running,
        hyphenation,
        hyphenated,
        offered: Vec::new(),
        special: Vec::new(),
        unknown: Vec::new(),
    };
    for word in words(&running.text) {
        judge.word(word);
    }
    let unbroken = stretches::forbidden(&running.text, &judge.offered);
    let pieces = stretches::pieces(&unbroken, &judge.special);
    Marks { pieces, unknown: judge.unknown }
}

struct Judge<'a> {
    running: &'a Running,
    hyphenation: &'a Hyphenation,
    hyphenated: bool,
    /// The breaks that the typesetter would take, and whether they are right.
    offered: Vec<(usize, bool)>,
    /// What is set otherwise for another reason, in order.
    special: Vec<Special>,
    unknown: Vec<usize>,
}

impl Judge<'_> {
    fn word(&mut self, word: Range<usize>) {
        let text = &self.running.text;
        let Some(language) = self.running.language_at(word.start) else { return };
        if let Some(address) = address::range(text, &word) {
            let parts = address::parts(text, &address).into_iter();
            return self.special.extend(parts.map(|range| Special { range, what: What::Address }));
        }
        let legal = self.legal(&word, language);
        let splits = self.splits(&word, language);
        for segment in offered::segments(text, word, language) {
            self.special.extend(ligatures::apart(text, &segment.range, &splits));
            if self.hyphenated {
                self.breaks(&segment, legal.as_ref());
            }
        }
    }

    fn breaks(&mut self, segment: &Segment, legal: Option<&BTreeSet<usize>>) {
        let right = |at: &usize| legal.is_none_or(|legal| legal.contains(at));
        self.offered.extend(segment.breaks.iter().map(|at| (*at, right(at))));
        let inner = segment.range.start + 1..segment.range.end;
        let known = |at: &usize| segment.breaks.contains(at);
        let legal = legal.into_iter().flat_map(|legal| legal.range(inner.clone()));
        self.unknown.extend(legal.filter(|at| !known(at)));
    }

    /// The breaks of a word that are right; `None` where the typesetter is left alone.
    fn legal(&self, word: &Range<usize>, language: &Language) -> Option<BTreeSet<usize>> {
        if !self.hyphenated || language.primary() != "de" {
            return None;
        }
        let shown = &self.running.text[word.clone()];
        let mut breaks = self.hyphenation.breaks(shown, language);
        Minima::default().keep(shown, &mut breaks);
        // The typesetter cannot change letters.
        let plain = breaks.iter().filter(|one| one.kind == Kind::Plain);
        let of_editor = self.running.soft.iter().copied().filter(|at| word.contains(at));
        Some(plain.map(|one| word.start + one.at).chain(of_editor).collect())
    }

    /// Where letters of a word must not be joined.
    fn splits(&self, word: &Range<usize>, language: &Language) -> Vec<usize> {
        if !self.running.ligatures_at(word.start) {
            return Vec::new();
        }
        let shown = &self.running.text[word.clone()];
        let joints = splits(shown, language, self.hyphenation).into_iter();
        let of_editor = self.running.parted.iter().copied().filter(|at| word.contains(at));
        joints.map(|at| word.start + at).chain(of_editor).collect()
    }
}

/// Stand-in until the module of ligatures is there.
fn splits(word: &str, language: &Language, hyphenation: &Hyphenation) -> Vec<usize> {
    use crate::language::hyphenation::Class;
    let breaks = hyphenation.breaks(word, language).into_iter();
    breaks.filter(|one| one.class != Class::Syllable).map(|one| one.at).collect()
}
