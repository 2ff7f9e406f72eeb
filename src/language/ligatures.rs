//! Where a ligature with `f` must not be set, because a morpheme ends between its letters: `Auf|lage`,
//! `Schaf|fell`, `höf|lich`.
//!
//! The rule is that of the standard TGL 10-081 and of Duden: no ligature at the joint of a compound,
//! behind a prefix, before a suffix that begins with a consonant; ligatures stay before inflection
//! (`fünfte`, `kaufte`) and before suffixes that begin with a vowel (`häufig`, `Gräfin`).

use std::cell::LazyCell;
use std::ops::Range;

use super::hyphenation::Hyphenation;
use crate::ir::Language;

/// What may stand behind an `f` in a ligature of a typeface.
const SECOND: [char; 8] = ['b', 'f', 'h', 'i', 'j', 'k', 'l', 't'];

/// Byte offsets in a word at which a ligature is broken up, in order.
///
/// Only for German. Elsewhere there are none: English, French and the other languages set their
/// ligatures without regard to morphemes.
#[must_use]
pub fn splits(word: &str, language: &Language) -> Vec<usize> {
    let pairs = german_pairs(word, language);
    if pairs.is_empty() { pairs } else { at_joints(word, language, pairs) }
}

/// The same for a word of a text, which repeats its words: with the breaks of an edition what was found is known.
#[must_use]
pub fn splits_known(word: &str, language: &Language, known: &Hyphenation) -> Vec<usize> {
    let pairs = german_pairs(word, language);
    if pairs.is_empty() {
        return pairs;
    }
    known.unjoined.get(word, language, || at_joints(word, language, pairs))
}

/// The pairs of a German word.
fn german_pairs(word: &str, language: &Language) -> Vec<usize> {
    if language.primary() == "de" && word.contains('f') { pairs(word) } else { Vec::new() }
}

/// Those of the pairs between whose letters a morpheme ends.
fn at_joints(word: &str, language: &Language, pairs: Vec<usize>) -> Vec<usize> {
    let joints = Hyphenation::joints(word, language);
    // Most words need none.
    let breaks = LazyCell::new(|| Hyphenation::default().breaks(word, language));
    let broken = |at: usize| breaks.iter().any(|one| one.at == at);
    // A word is broken between `f` and a vowel only where a morpheme ends: `Schilf-insel`. Where it is
    // broken before the `f`, none ends behind it: `Likör-flasche`.
    let joint = |at: usize| {
        word[at..].starts_with('i') && broken(at)
            || joints.contains(&at) && !broken(at - 1)
            || is_suffix(word, at, |end| joints.contains(&end))
    };
    pairs.into_iter().filter(|at| joint(*at)).collect()
}

/// What inflection and derivation put behind a suffix.
const ADJECTIVE: &[&str] = &["", "e", "en", "er", "es", "em", "ere", "eren", "igkeit", "keit"];
const NOUN: &[&str] = &["", "s", "n", "in", "innen", "en"];
/// Suffixes that joints may miss, and what stands behind each. Those whose `l` is the stem's own part as well:
/// `teuf-lisch`, `Zweif-ler`, `kniff-lig`, as the word is broken there.
const SUFFIXES: [(&str, &[&str]); 9] = [
    ("lich", ADJECTIVE),
    ("los", ADJECTIVE),
    ("haft", ADJECTIVE),
    ("lisch", ADJECTIVE),
    ("lig", ADJECTIVE),
    ("lein", NOUN),
    ("ler", NOUN),
    ("lerisch", ADJECTIVE),
    ("lung", NOUN),
];

/// Whether a suffix that joints may miss begins there and ends the word or a member of it, inflected or not.
/// `ends` tells whether a member begins at a place.
fn is_suffix(word: &str, at: usize, ends: impl Fn(usize) -> bool) -> bool {
    let syllable = word[..at].chars().any(|c| "aeiouyäöüAEIOUYÄÖÜ".contains(c));
    let fits = |suffix: &str, endings: &[&str]| {
        word[at..].strip_prefix(suffix).is_some_and(|rest| {
            let end = word.len() - rest.len();
            endings.contains(&rest) || ends(end) || rest.starts_with('s') && ends(end + 1)
        })
    };
    let fraction = ["elf", "fünf", "zwölf"]
        .iter()
        .any(|number| word[..at].to_lowercase().ends_with(number) && fits("tel", NOUN));
    fraction || syllable && SUFFIXES.iter().any(|(suffix, endings)| fits(suffix, endings))
}

/// The places between an `f` and a letter that a ligature may join with it. A capital takes no part.
pub fn pairs(word: &str) -> Vec<usize> {
    word.char_indices().map(|(at, _)| at).filter(|at| may_join(word, *at)).collect()
}

/// Whether typefaces may set the letters on both sides of a byte as one glyph.
#[must_use]
pub fn may_join(text: &str, at: usize) -> bool {
    text[..at].ends_with('f') && text[at..].starts_with(SECOND)
}

/// All letters that hang together with those around a pair: each `joins` the next, `ffl` in
/// `Stofflager`. They are ASCII.
pub fn cluster(at: usize, joins: impl Fn(usize) -> bool) -> Range<usize> {
    let (mut start, mut end) = (at - 1, at + 1);
    while joins(start) {
        start -= 1;
    }
    while joins(end) {
        end += 1;
    }
    start..end
}

/// Whether letters of a cluster can stay joined though others of it are parted at `splits`: `ff` and
/// `fl` in `Sauerstoff|flasche`.
///
/// A ligature that ends with an `f` touches the `l` of `Stoff|lager`, for which a face without
/// ligatures has a narrower `f`: so only an `f` or a `t` may follow the split.
#[must_use]
pub fn stays_joined(text: &str, cluster: &Range<usize>, splits: &[usize]) -> bool {
    let inside = cluster.start + 1..cluster.end;
    let is_clear = |at: usize| !splits.contains(&at) || text[at..].starts_with(['f', 't']);
    inside.clone().any(|at| !splits.contains(&at)) && inside.clone().all(is_clear)
}
