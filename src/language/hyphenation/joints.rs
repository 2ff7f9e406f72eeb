//! Joints between morphemes of German words, and what kind of joint each is.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::Class;
use super::letters::starts_with;
use super::liang::Trie;

/// Patterns of the Trennmuster project; their licence stands beside them.
const PATTERNS: &str = include_str!("../data/german-joints.txt");
const AFFIXES: &str = include_str!("../data/german-affixes.txt");

fn trie() -> &'static Trie {
    static TRIE: OnceLock<Trie> = OnceLock::new();
    TRIE.get_or_init(|| Trie::read(PATTERNS))
}

/// Prefixes and suffixes.
struct Affixes {
    /// German prefixes and foreign ones that are still felt.
    prefixes: BTreeSet<Vec<char>>,
    /// Foreign prefixes that nobody feels any more: their joints are syllables.
    faded: BTreeSet<Vec<char>>,
    /// Suffixes that begin with a consonant.
    suffixes: Vec<Vec<char>>,
    /// Learned second members, such as `logie`: their joints are syllables.
    learned: Vec<Vec<char>>,
    /// Words whose prefix nobody feels any more, such as `urteil`.
    whole: Vec<Vec<char>>,
}

fn affixes() -> &'static Affixes {
    static AFFIXES_READ: OnceLock<Affixes> = OnceLock::new();
    AFFIXES_READ.get_or_init(|| {
        let list = |name: &'static str| {
            let lines = AFFIXES.lines().filter_map(move |line| line.strip_prefix(name));
            lines.flat_map(str::split_whitespace).map(|word| word.chars().collect())
        };
        Affixes {
            prefixes: list("prefix").collect(),
            faded: list("faded").collect(),
            suffixes: list("suffix").collect(),
            learned: list("learned").collect(),
            whole: list("whole").collect(),
        }
    })
}

/// The joints of a word: letters that begin a morpheme, in order, with the class of the break.
///
/// Two letters stand before each joint, and two between two joints.
pub(super) fn find(letters: &[char]) -> Vec<(usize, Class)> {
    let values = trie().score(letters);
    let mut places: Vec<usize> = Vec::new();
    for (at, value) in values.iter().enumerate().take(letters.len().saturating_sub(1)).skip(2) {
        if value % 2 == 1 && places.last().is_none_or(|last| at - last > 1) {
            places.push(at);
        }
    }
    let mut joints: Vec<(usize, Class)> = Vec::with_capacity(places.len());
    for (n, at) in places.iter().enumerate() {
        let end = places.get(n + 1).copied().unwrap_or(letters.len());
        let class = class(letters, &joints, *at, end);
        joints.push((*at, class));
    }
    joints
}

/// The class of the joint at `at`; the morpheme behind it ends at `end`.
fn class(letters: &[char], before: &[(usize, Class)], at: usize, end: usize) -> Class {
    if is_suffix(&letters[at..end]) {
        return Class::Affix;
    }
    if affixes().learned.iter().any(|member| letters[at..].starts_with(member)) {
        return Class::Syllable;
    }
    let starts = std::iter::once(0).chain(before.iter().map(|(at, _)| *at));
    let mut found = Class::Joint;
    // What stands behind a prefix may be a prefix again; the part may also be a prefix of several
    // morphemes, such as `zusammen`.
    for start in starts {
        let free = start == 0 || before.iter().any(|(place, _)| *place == start);
        let part = &letters[start..at];
        let whole = || affixes().whole.iter().any(|word| letters[start..].starts_with(word));
        if free && is_prefix(part) && !whole() {
            return Class::Affix;
        }
        if free && (affixes().faded.contains(part) || is_prefix(part)) {
            found = Class::Syllable;
        }
    }
    found
}

/// Whether the letters are a prefix.
pub(super) fn is_prefix(letters: &[char]) -> bool {
    affixes().prefixes.contains(letters)
}

/// Whether the letters are a prefix, felt or not.
pub(super) fn is_any_prefix(letters: &[char]) -> bool {
    is_prefix(letters) || affixes().faded.contains(letters)
}

/// Whether a suffix that begins with a consonant stands at the beginning.
pub(super) fn begins_suffix(letters: &[char]) -> bool {
    affixes().suffixes.iter().any(|suffix| letters.starts_with(suffix))
}

/// Whether a morpheme is a suffix that begins with a consonant, inflected or not.
fn is_suffix(morpheme: &[char]) -> bool {
    const ENDINGS: [&str; 19] = [
        "", "e", "s", "en", "er", "es", "em", "n", "se", "sen", "st", "ste", "sten", "ster", "ere",
        "eren", "erer", "eres", "stes",
    ];
    affixes().suffixes.iter().any(|suffix| {
        morpheme.len() >= suffix.len()
            && morpheme.starts_with(suffix)
            && ENDINGS.iter().any(|ending| {
                ending.chars().count() == morpheme.len() - suffix.len()
                    && starts_with(&morpheme[suffix.len()..], ending)
            })
    })
}
