//! The judgement on the words of a line: where they may be broken, which of the breaks that the
//! typesetter offers are forbidden, where no ligature may stand.
//!
//! A break is forbidden by the style of the letter behind it. A change of style costs the kerning
//! there, so what is forbidden is marked in long stretches that begin and end between words if they
//! can.
//!
//! The typesetter breaks the words of ragged lines and of cells of tables, and of the paragraphs that are left to it where others
//! are chosen: there what is forbidden is written only if that comes to pass (`draft`). What it does not know (`Ka-sten`) is a break when lines are chosen. Where ligatures
//! beside a joint stay (`Sauerstoff|flasche`), what stands behind it gets another style that changes
//! nothing, for the typesetter shapes letters of one style together, and so does a browser. Such a style
//! never begins within a ligature that is wanted: in `Hof-flöte` it begins before it, and the typesetter
//! does not know the break there; the choice of lines does. What a layout makes of strings, running heads,
//! cover and wrap, is found by a show rule and set by the same functions (`lower::apart`).

mod address;
pub(super) mod code;
mod endless;
mod hyphens;
mod ligatures;
mod offered;
mod running;
mod stretches;
mod widest;

use std::ops::Range;

use crate::ir::{Language, long_words};
use crate::language::hyphenation::{BreakKind, Class, Hyphenation, Minima};
use crate::language::ligatures::{splits, splits_known};
use crate::language::words;

pub(super) use running::{Running, without_controls};
pub(super) use widest::{Piece as UncutPiece, Widest};

/// A stretch that is set otherwise for another reason than its breaks.
#[derive(Debug, PartialEq, Eq)]
struct Special {
    range: Range<usize>,
    what: Treatment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    Letters(Letters),
    Uncut,
}

/// How letters stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// As the face has them.
    Plain,
    /// Without ligatures.
    Unjoined,
    /// With ligatures, but not with those before and behind the piece.
    Detached,
}

/// How a piece of a word is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Words, or pieces of them.
    Words {
        /// Whether no word is broken in it, nor right before it.
        unbroken: bool,
        /// Which ligatures are set.
        letters: Letters,
    },
    /// A word or a part of an address that is never broken, not even at its hyphens. Behind and
    /// before it the line may be.
    Uncut,
}

/// A piece of a line that is not set as the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its range in the running text.
    pub(super) range: Range<usize>,
    /// How it is set.
    pub(super) setting: Setting,
}

impl Piece {
    /// Whether a piece goes on with another what is set uncut: an address, a word like `E-Mail-Adresse`.
    pub(super) fn is_one_with(&self, next: &Self) -> bool {
        self.range.end == next.range.start
            && [self.setting, next.setting] == [Setting::Uncut, Setting::Uncut]
    }
}

/// What was found in a line; all places are bytes of its running text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The pieces that are set otherwise, in order and apart.
    pub(super) pieces: Vec<Piece>,
    /// The breaks that the pieces are to forbid, in order.
    pub(super) forbidden: Vec<usize>,
    /// The breaks that are right, whether the typesetter knows them or not, in order.
    pub(super) breaks: Vec<(usize, Class)>,
    /// Those of them that the editor wished for and that mislead, in order.
    pub(super) misleading: Vec<usize>,
}

/// Judges the words of a line; `hyphenated` is whether words are broken there at all, `minima` how
/// many letters a break leaves on both sides.
pub(super) fn judge(
    running: &Running,
    hyphenation: &Hyphenation,
    hyphenated: bool,
    minima: Minima,
) -> Marks {
    let mut judge = Judge {
        running,
        hyphenation,
        hyphenated,
        minima,
        offered: Vec::new(),
        special: Vec::new(),
        breaks: Vec::new(),
        misleading: Vec::new(),
    };
    let long = long_words(&running.text);
    for word in words(&running.text) {
        let before = long.partition_point(|one| one.end <= word.start);
        if long.get(before).is_none_or(|one| word.end <= one.start) {
            judge.word(word);
        }
    }
    for word in long.iter().filter(|word| running.language_at(word.start).is_some()) {
        judge.special.extend(address::pieces(&running.text, word).into_iter().map(uncut));
    }
    judge.special.sort_by_key(|one| one.range.start);
    let joined =
        |at| running.ligatures_at(at) && ligatures::are_joined(&running.text, at, &judge.special);
    let unbroken = stretches::forbidden(&running.text, &judge.offered, joined);
    let pieces = stretches::pieces(&unbroken, &judge.special);
    let wrong = judge.offered.iter().filter(|one| !one.1).map(|one| one.0);
    Marks { pieces, forbidden: wrong.collect(), breaks: judge.breaks, misleading: judge.misleading }
}

struct Judge<'a> {
    running: &'a Running,
    hyphenation: &'a Hyphenation,
    hyphenated: bool,
    minima: Minima,
    /// The breaks that the typesetter would take, and whether they are right.
    offered: Vec<(usize, bool)>,
    /// What is set otherwise for another reason.
    special: Vec<Special>,
    breaks: Vec<(usize, Class)>,
    misleading: Vec<usize>,
}

impl Judge<'_> {
    fn word(&mut self, word: Range<usize>) {
        let text = &self.running.text;
        let Some(language) = self.running.language_at(word.start) else { return };
        if let Some(address) = address::range(text, &word) {
            let syllables = |word: &str| {
                let breaks = self.hyphenation.breaks(word, language).into_iter();
                breaks.filter(|one| one.kind != BreakKind::SplitCk).map(|one| one.at).collect()
            };
            let parts = address::parts(text, &address, self.hyphenated, syllables);
            return self.special.extend(parts.into_iter().map(uncut));
        }
        if self.is_endless(&word, language) {
            return self.special.extend(endless::parts(text, &word).into_iter().map(uncut));
        }
        let legal = self.legal(&word, language);
        let is_legal = |at: usize| legal.iter().any(|one| one.0 == at);
        let whole = hyphens::inseparable(text, &word, is_legal);
        let splits = self.splits(&word, language);
        let mut segments = offered::segments(text, word.clone(), language);
        segments.retain(|one| !whole.iter().any(|whole| whole.contains(&one.range.start)));
        self.special.extend(whole.into_iter().map(uncut));
        if self.hyphenated {
            let inner = |one: &&(usize, Class)| one.0 > word.start && one.0 < word.end;
            self.breaks.extend(legal.iter().filter(inner));
        }
        for segment in segments {
            let apart = ligatures::apart(text, &segment.range, &splits).into_iter();
            let special = |(range, letters)| Special { range, what: Treatment::Letters(letters) };
            self.special.extend(apart.map(special));
            if self.hyphenated {
                self.offered.extend(segment.breaks.iter().map(|at| (*at, is_legal(*at))));
            }
        }
        self.mislead(&word, language);
    }

    /// Notes which soft hyphens of the editor mislead.
    fn mislead(&mut self, word: &Range<usize>, language: &Language) {
        let of_editor: Vec<usize> = within(&self.running.soft, word).collect();
        if !of_editor.is_empty() {
            let found = Hyphenation::misleading(&self.running.text[word.clone()], language);
            let found = found.into_iter().map(|at| word.start + at);
            self.misleading.extend(found.filter(|at| of_editor.contains(at)));
        }
    }

    /// Whether a word is longer than a line may be and no rule breaks it: a key, a chain of letters.
    fn is_endless(&self, word: &Range<usize>, language: &Language) -> bool {
        let shown = &self.running.text[word.clone()];
        let of_editor = within(&self.running.soft, word).next().is_some();
        if of_editor || shown.chars().nth(endless::LONGEST).is_none() {
            return false;
        }
        let breaks = self.hyphenation.breaks(shown, language);
        endless::is_endless(shown, breaks.iter().map(|one| one.at))
    }

    /// The breaks of a word that are right and that the typesetter can take: it cannot change
    /// letters. Where the editor put soft hyphens, nothing else is a break.
    fn legal(&self, word: &Range<usize>, language: &Language) -> Vec<(usize, Class)> {
        let of_editor: Vec<(usize, Class)> =
            within(&self.running.soft, word).map(|at| (at, Class::Joint)).collect();
        if !self.hyphenated || !of_editor.is_empty() {
            return of_editor;
        }
        let shown = &self.running.text[word.clone()];
        let mut breaks = self.hyphenation.breaks(shown, language);
        self.minima.keep(shown, &mut breaks);
        let whole = breaks.iter().filter(|one| one.kind != BreakKind::SplitCk);
        whole.map(|one| (word.start + one.at, one.class)).collect()
    }

    /// Where letters of a word must not be joined.
    fn splits(&self, word: &Range<usize>, language: &Language) -> Vec<usize> {
        if !self.running.ligatures_at(word.start) {
            return Vec::new();
        }
        let shown = &self.running.text[word.clone()];
        let joints = splits_known(shown, language, self.hyphenation).into_iter();
        joints.map(|at| word.start + at).chain(within(&self.running.parted, word)).collect()
    }
}

/// The stretches of letters of a text in which some must be kept apart, each with those of its letters that are set
/// otherwise: for what the layout makes of strings, where there is no markup.
pub(super) fn parted(
    text: &str,
    language: &Language,
) -> impl Iterator<Item = (String, Vec<(Range<usize>, Letters)>)> {
    words(text).flat_map(move |word| {
        let joints = splits(&text[word.clone()], language);
        let joints: Vec<usize> = joints.into_iter().map(|at| word.start + at).collect();
        offered::segments(text, word, language).into_iter().filter_map(move |segment| {
            let start = segment.range.start;
            let apart = ligatures::apart(text, &segment.range, &joints).into_iter();
            let apart: Vec<_> = apart
                .map(|(range, letters)| (range.start - start..range.end - start, letters))
                .collect();
            (!apart.is_empty()).then(|| (text[segment.range].to_owned(), apart))
        })
    })
}

/// The places, which are in order, that lie in a range.
fn within<'p>(places: &'p [usize], range: &Range<usize>) -> impl Iterator<Item = usize> + 'p {
    let first = places.partition_point(|at| *at < range.start);
    let end = range.end;
    places[first..].iter().copied().take_while(move |at| *at < end)
}

fn uncut(range: Range<usize>) -> Special {
    Special { range, what: Treatment::Uncut }
}

#[cfg(test)]
mod tests;
