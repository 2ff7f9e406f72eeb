//! The judgement on the words of a line: which of the breaks that the typesetter offers are
//! forbidden, which it does not know, where no ligature may stand.
//!
//! A break is forbidden by the style of the letter behind it; a change of style within a word
//! costs the kerning there. So a word all of whose breaks are wrong is marked as a whole, and
//! elsewhere a stretch begins and ends where it does least harm.

mod address;
mod ligatures;
mod offered;

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

/// A stretch in which ligatures are set otherwise.
#[derive(Debug, PartialEq, Eq)]
struct Span {
    range: Range<usize>,
    joining: Joining,
}

/// How a piece of a word is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// A piece of a word.
    Word {
        /// Whether it must not be broken, nor the word before its first letter.
        unbroken: bool,
        /// Its ligatures.
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
    /// Breaks that are legal and that the typesetter does not know, in order; each lies in a piece.
    pub(super) unknown: Vec<usize>,
}

/// Judges the words of a line; `hyphenated` is whether words are broken there at all.
pub(super) fn judge(running: &Running, hyphenation: &Hyphenation, hyphenated: bool) -> Marks {
    let mut judge = Judge { running, hyphenation, hyphenated, marks: Marks::default() };
    for word in words(&running.text) {
        judge.word(word);
    }
    judge.marks
}

struct Judge<'a> {
    running: &'a Running,
    hyphenation: &'a Hyphenation,
    hyphenated: bool,
    marks: Marks,
}

impl Judge<'_> {
    fn word(&mut self, word: Range<usize>) {
        let text = &self.running.text;
        let Some(language) = self.running.language_at(word.start) else { return };
        if let Some(address) = address::range(text, &word) {
            let parts = address::parts(text, &address).into_iter();
            let set = |range| Piece { range, setting: Setting::Address };
            return self.marks.pieces.extend(parts.map(set));
        }
        let legal = self.legal(&word, language);
        let splits = self.splits(&word, language);
        if legal.as_ref().is_none_or(BTreeSet::is_empty) && splits.is_empty() && !self.hyphenated {
            return;
        }
        for segment in offered::segments(text, word, language) {
            self.segment(&segment, legal.as_ref(), &splits);
        }
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

    fn segment(&mut self, segment: &Segment, legal: Option<&BTreeSet<usize>>, splits: &[usize]) {
        let text = &self.running.text;
        let letters = &segment.range;
        let unbroken =
            legal.map_or_else(Vec::new, |legal| forbidden(text, segment, |at| legal.contains(&at)));
        let apart = ligatures::apart(text, letters, splits);
        let unknown: Vec<usize> = legal
            .into_iter()
            .flat_map(|legal| legal.range(letters.start + 1..letters.end))
            .copied()
            .filter(|at| !segment.breaks.contains(at))
            .collect();
        let whole = !unknown.is_empty();
        self.marks.pieces.extend(pieces(letters, &unbroken, &apart, whole));
        self.marks.unknown.extend(unknown);
    }
}

/// Stand-in until the module of ligatures is there.
fn splits(word: &str, language: &Language, hyphenation: &Hyphenation) -> Vec<usize> {
    use crate::language::hyphenation::Class;
    let breaks = hyphenation.breaks(word, language).into_iter();
    breaks.filter(|one| one.class != Class::Syllable).map(|one| one.at).collect()
}

/// The stretches of a segment that must be kept from being broken.
fn forbidden(text: &str, segment: &Segment, legal: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut before = None;
    let mut breaks = segment.breaks.iter().copied().peekable();
    while let Some(first) = breaks.next() {
        if legal(first) {
            before = Some(first);
            continue;
        }
        let mut last = first;
        while let Some(next) = breaks.next_if(|at| !legal(*at)) {
            last = next;
        }
        let start = before.map_or(segment.range.start, |kept| {
            best(text, places(text, kept, first).into_iter().rev())
        });
        let end = breaks.peek().map_or(segment.range.end, |kept| {
            best(text, places(text, last, *kept).into_iter())
        });
        stretches.push(start..end);
    }
    stretches
}

/// The places between letters behind `from`, up to `to`.
fn places(text: &str, from: usize, to: usize) -> Vec<usize> {
    let letters = text[from..to].char_indices();
    letters.map(|(at, c)| from + at + c.len_utf8()).collect()
}

/// The first place where a change of style does least harm: behind no `f`, whose kerning is the
/// strongest among small letters and which may be part of a ligature.
fn best(text: &str, places: impl Iterator<Item = usize> + Clone) -> usize {
    let harmless = places.clone().find(|at| !text[..*at].ends_with('f'));
    harmless.or_else(|| places.clone().next()).expect("a break stands between letters")
}

/// Puts the stretches of a segment together; `whole` asks for pieces where nothing is special, too.
fn pieces(
    letters: &Range<usize>,
    unbroken: &[Range<usize>],
    apart: &[Span],
    whole: bool,
) -> Vec<Piece> {
    let bounds = |range: &Range<usize>| [range.start, range.end];
    let mut cuts: BTreeSet<usize> = unbroken.iter().flat_map(bounds).collect();
    cuts.extend(apart.iter().flat_map(|span| bounds(&span.range)));
    cuts.extend(bounds(letters));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    cuts.windows(2)
        .map(|pair| {
            let at = pair[0];
            let span = apart.iter().find(|span| span.range.contains(&at));
            let joining = span.map_or(Joining::Free, |span| span.joining);
            let unbroken = unbroken.iter().any(|range| range.contains(&at));
            Piece { range: at..pair[1], setting: Setting::Word { unbroken, joining } }
        })
        .filter(|piece| whole || piece.setting != PLAIN)
        .collect()
}

/// As the rest of the line.
const PLAIN: Setting = Setting::Word { unbroken: false, joining: Joining::Free };
