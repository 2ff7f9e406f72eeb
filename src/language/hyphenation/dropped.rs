//! Breaks that the patterns of German give and no speaker would: those that are dropped again.
//!
//! Each function is given the folded letters of a part of a word, its joints with their classes, and the
//! breaks of the patterns, by the letter that begins the next line; it takes out of the last what is wrong.

use hyphenation::Language as Patterns;

use super::letters::is_vowel;
use super::{Class, foreign, german::spans, joints, parts, patterns};
use crate::language::commonness;

/// Whether a piece of a word has a vowel, so that it can stand alone.
pub(super) fn spoken(part: &[char]) -> bool {
    part.iter().any(|c| is_vowel(*c) || !c.is_ascii() && *c != 'ß')
}

/// A piece without a vowel between two breaks tells that one of them is wrong: a joint may stay,
/// others not.
pub(super) fn unspoken(letters: &[char], joints: &[(usize, Class)], plain: &mut Vec<usize>) {
    let joint = |at: usize| joints.iter().any(|(place, _)| *place == at);
    let mut edges = vec![0];
    edges.extend(plain.iter().copied());
    edges.push(letters.len());
    for two in edges.windows(2) {
        if !spoken(&letters[two[0]..two[1]]) {
            let keep = |at: usize| joint(at) && two[0] != 0 && two[1] != letters.len();
            plain.retain(|at| !two.contains(at) || keep(*at));
        }
    }
}

/// Drops the break within `ei` of short words: `deins`. Where it is no diphthong there is a joint (`be-irrt`).
pub(super) fn diphthongs(letters: &[char], joints: &[(usize, Class)], plain: &mut Vec<usize>) {
    if letters.len() <= 5 {
        let joint = |at: usize| joints.iter().any(|(joint, _)| *joint == at);
        plain.retain(|at| letters[at - 1..].get(..2) != Some(&['e', 'i']) || joint(*at));
    }
}

/// Drops the break before a vowel that would be a syllable by itself behind a consonant, as in
/// `Lesef-a-den`: only a joint can part them so.
pub(super) fn lone_vowels(letters: &[char], joints: &[(usize, Class)], plain: &mut Vec<usize>) {
    let all = plain.clone();
    plain.retain(|at| {
        let lone = all.contains(&(at + 1)) && is_vowel(letters[*at]);
        let behind_consonant = !is_vowel(letters[at - 1]);
        !(lone && behind_consonant) || joints.iter().any(|(joint, _)| joint == at)
    });
}

/// Drops breaks that only a joint can explain where nothing knows of one: behind consonants of several sounds and before a
/// vowel (`cont-ents`, `el-lips-is`), and within `sh` (`Milks-hakes`). What stands on one side of it may also be a member or a
/// prefix. Patterns take foreign words for German ones.
pub(super) fn unsupported(letters: &[char], joints: &[(usize, Class)], plain: &mut Vec<usize>) {
    let joint = |at: usize| joints.iter().any(|(joint, _)| *joint == at);
    plain.retain(|at| {
        let shaken = letters[at - 1] == 's' && letters[*at] == 'h';
        let cluster = is_vowel(letters[*at]) && ends_with_cluster(&letters[..*at]);
        if joint(*at) || !(shaken || cluster) {
            return true;
        }
        let places = || joints.iter().map(|(joint, _)| *joint);
        let mut before =
            places().filter(|joint| joint < at).chain([0]).map(|start| &letters[start..*at]);
        let mut behind = places()
            .filter(|joint| joint > at)
            .chain([letters.len()])
            .map(|end| &letters[*at..end]);
        before.any(|part| parts::is_member(part) || !shaken && joints::is_any_prefix(part))
            || behind.any(|part| parts::is_member(part) || joints::is_prefix(part))
    });
}

/// Drops breaks in foreign words, and in foreign members of compounds, that the patterns of English do not know, too.
pub(super) fn foreign(letters: &[char], joints: &[(usize, Class)], plain: &mut Vec<usize>) {
    if plain.is_empty() {
        return;
    }
    let english = |letters: &[char]| {
        let mut known = patterns::breaks(letters, Patterns::EnglishUS);
        known.extend(patterns::breaks(letters, Patterns::EnglishGB));
        known
    };
    // Letters that link a member to the next are none of its own: `Initiation-s`.
    let strange = |letters: &[char]| {
        let bare = letters.strip_suffix(&['s']).unwrap_or(letters);
        foreign::is(letters)
            && foreign::is(bare)
            && !parts::is_member(letters)
            && !is_common_form(letters)
    };
    if strange(letters) {
        let known = english(letters);
        return plain.retain(|at| known.contains(at) || is_open(letters, *at));
    }
    let starts: Vec<usize> =
        joints.iter().filter(|(_, class)| *class == Class::Joint).map(|(at, _)| *at).collect();
    if starts.is_empty() {
        return;
    }
    for (start, end) in spans(&starts, letters.len()) {
        let inside = |at: &usize| start < *at && *at < end;
        if plain.iter().any(inside) && strange(&letters[start..end]) {
            let known = english(&letters[start..end]);
            plain
                .retain(|at| !inside(at) || known.contains(&(at - start)) || is_open(letters, *at));
        }
    }
}

/// Whether a syllable ends with its vowel before one whose vowel is no mute `e`: there every language breaks (`fara-day`).
fn is_open(letters: &[char], at: usize) -> bool {
    let [before, first, second] = letters[at - 1..].first_chunk().copied().unwrap_or_default();
    is_vowel(before) && !is_vowel(first) && is_vowel(second) && !matches!(second, 'e' | 'y')
}

/// Whether texts have a form often, in capitals or without.
pub(super) fn is_common_form(letters: &[char]) -> bool {
    let form: String = letters.iter().collect();
    let mut noun: String = letters.iter().skip(1).collect();
    noun.insert_str(0, &letters[0].to_uppercase().to_string());
    commonness(&form).or_else(|| commonness(&noun)).is_some()
}

/// Whether the letters end with consonants of several sounds: `ch`, `ck`, `sch` and doubled ones are of one.
fn ends_with_cluster(letters: &[char]) -> bool {
    let count = letters.iter().rev().take_while(|c| !is_vowel(**c)).count();
    match &letters[letters.len() - count..] {
        [] | [_] | ['c', 'h' | 'k'] | ['p' | 't', 'h'] | ['s', 'c', 'h'] => false,
        [one, two] => one != two,
        _ => true,
    }
}
