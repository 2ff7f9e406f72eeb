//! German: the patterns of an orthography, corrected and ranked by the joints.

use hyphenation::Language as Patterns;

use super::letters::{Letters, is_vowel};
use super::{Class, Kind, joints, misleading, patterns, spelling, triple};

/// A break in folded letters: the letter that begins the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) letter: usize,
    pub(super) class: Class,
    pub(super) kind: Kind,
}

/// The breaks of a part of a word; its letters are folded to modern spelling.
pub(super) fn breaks(letters: &mut Letters, capital: bool, by: Patterns) -> Vec<Place> {
    spelling::fold(letters, capital);
    let chars = letters.chars();
    let old = by != Patterns::German1996;
    let mut joints = joints::of(chars);
    let mut plain = patterns::breaks(letters, by);
    let mut changed = Vec::new();
    if old {
        let doubled = triple::places(chars);
        plain.retain(|at| !doubled.contains(at));
        joints.retain(|(at, _)| !doubled.iter().any(|two| two.abs_diff(*at) == 1));
        changed.extend(doubled.into_iter().map(|at| (at, Kind::Double)));
        changed.extend(split_ck(letters).into_iter().map(|at| (at, Kind::SplitCk)));
        plain.iter_mut().for_each(|at| *at = between_ss(chars, *at));
    }
    add_joints(chars, &joints, &mut plain);
    plain.retain(|at| !misleading::is(chars, &joints, *at));
    let mut places: Vec<Place> = plain
        .into_iter()
        .map(|letter| Place { letter, class: class(&joints, letter), kind: Kind::Plain })
        .collect();
    places.extend(changed.into_iter().map(|(letter, kind)| {
        let class = if kind == Kind::Double { Class::Joint } else { Class::Syllable };
        Place { letter, class, kind }
    }));
    places.sort_by_key(|place| place.letter);
    places.dedup_by_key(|place| place.letter);
    places
}

fn class(joints: &[(usize, Class)], letter: usize) -> Class {
    joints.iter().find(|(at, _)| *at == letter).map_or(Class::Syllable, |(_, class)| *class)
}

/// The `k` of each `ck` that the rules of 1901 divide, where those of 1996 break before it.
fn split_ck(letters: &Letters) -> Vec<usize> {
    let chars = letters.chars();
    if !chars.windows(2).any(|two| two == ['c', 'k']) {
        return Vec::new();
    }
    let new = patterns::breaks(letters, Patterns::German1996);
    let before = |at: &usize| chars.get(*at..at + 2) == Some(&['c', 'k']);
    new.into_iter().filter(before).map(|at| at + 1).collect()
}

/// The patterns of 1901 take `ss` between vowels for a substitute of `ß` and break before it; in
/// a text with `ß` it is none.
fn between_ss(letters: &[char], at: usize) -> usize {
    let double = letters.get(at..at + 2) == Some(&['s', 's']);
    let vowels = |at: usize| letters.get(at).is_some_and(|c| is_vowel(*c));
    if double && vowels(at - 1) && vowels(at + 2) { at + 1 } else { at }
}

/// Joints that the patterns leave out because the word may be read in two ways: `Wach-stube`.
fn add_joints(letters: &[char], joints: &[(usize, Class)], plain: &mut Vec<usize>) {
    for (at, class) in joints {
        let room = *at >= 2 && at + 2 < letters.len();
        if *class == Class::Joint && room && !plain.contains(at) {
            plain.push(*at);
        }
    }
    plain.sort_unstable();
}
