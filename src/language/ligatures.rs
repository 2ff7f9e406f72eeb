//! Where a ligature with `f` must not be set, because a morpheme ends between its letters: `Auf|lage`,
//! `Schaf|fell`, `höf|lich`.
//!
//! The rule is that of the standard TGL 10-081 and of Duden: no ligature at the joint of a compound,
//! behind a prefix, before a suffix that begins with a consonant; ligatures stay before inflection
//! (`fünfte`, `kaufte`) and before suffixes that begin with a vowel (`häufig`, `Gräfin`).

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
    if language.primary() != "de" || !word.contains(['f', 'F']) {
        return Vec::new();
    }
    let pairs = pairs(word);
    if pairs.is_empty() {
        return pairs;
    }
    let joints = Hyphenation::joints(word, language);
    let breaks = Hyphenation::default().breaks(word, language);
    let broken = |at: usize| breaks.iter().any(|one| one.at == at);
    // A word is broken between `f` and a vowel only where a morpheme ends: `Schilf-insel`. Where it is
    // broken before the `f`, none ends behind it: `Likör-flasche`.
    let joint = |at: usize| {
        word[at..].starts_with('i') && broken(at)
            || joints.contains(&at) && !broken(at - 1)
            || is_suffix(word, at)
    };
    pairs.into_iter().filter(|at| joint(*at)).collect()
}

/// Whether a suffix that joints may miss begins there and ends the word, inflected or not.
fn is_suffix(word: &str, at: usize) -> bool {
    const SUFFIXES: [&str; 4] = ["lich", "los", "lein", "haft"];
    const ENDINGS: [&str; 10] = ["", "e", "en", "er", "es", "em", "s", "n", "igkeit", "keit"];
    let syllable = word[..at].chars().any(|c| "aeiouyäöüAEIOUYÄÖÜ".contains(c));
    let ends =
        |suffix: &str| word[at..].strip_prefix(suffix).is_some_and(|rest| ENDINGS.contains(&rest));
    let fraction = ["elf", "fünf", "zwölf"]
        .iter()
        .any(|number| word[..at].to_lowercase().ends_with(number) && ends("tel"));
    fraction || syllable && SUFFIXES.iter().any(|suffix| ends(suffix))
}

/// The places between an `f` and a letter that a ligature may join with it. A capital takes no part.
fn pairs(word: &str) -> Vec<usize> {
    let next = word.char_indices().skip(1);
    let two = word.chars().zip(next);
    two.filter(|(first, (_, second))| *first == 'f' && SECOND.contains(second))
        .map(|(_, (at, _))| at)
        .collect()
}
