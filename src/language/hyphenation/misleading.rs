//! Breaks that are legal but let the reader read another word: `Urin-stinkt`, `bein-halten`; and
//! stems whose breaks neither patterns nor joints find.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Class;
use super::letters::{ends_with, is_vowel, starts_with};
use super::notation::{Marked, Sign};

const LIST: &str = include_str!("../data/german-misleading.txt");

/// A stem: its letters and the breaks in it, by letter.
struct Stem {
    letters: Vec<char>,
    breaks: Vec<(usize, Sign)>,
    /// Whether it may begin anywhere in a word, and not only where a morpheme does.
    anywhere: bool,
}

struct List {
    words: Vec<&'static str>,
    /// By their first two letters.
    stems: BTreeMap<[char; 2], Vec<Stem>>,
}

fn list() -> &'static List {
    static READ: OnceLock<List> = OnceLock::new();
    READ.get_or_init(|| {
        let lines =
            |name: &'static str| LIST.lines().filter_map(move |line| line.strip_prefix(name));
        let mut stems: BTreeMap<_, Vec<Stem>> = BTreeMap::new();
        for (name, anywhere) in [("stem ", false), ("inner ", true)] {
            for marked in lines(name).filter_map(|line| Marked::parse(line).ok()) {
                let stem = stem(&marked, anywhere);
                if let [one, two, ..] = stem.letters[..] {
                    stems.entry([one, two]).or_default().push(stem);
                }
            }
        }
        List { words: lines("word ").flat_map(str::split_whitespace).collect(), stems }
    })
}

fn stem(marked: &Marked, anywhere: bool) -> Stem {
    let letter = |at: usize| marked.word[..at].chars().count();
    Stem {
        breaks: marked.marks.iter().map(|mark| (letter(mark.at), mark.sign)).collect(),
        letters: marked.word.chars().collect(),
        anywhere,
    }
}

/// What is known of a stem in a word.
pub(super) struct Settled {
    /// The letters before which nothing else is a break.
    pub(super) range: std::ops::Range<usize>,
    /// Those before which a break misleads.
    pub(super) misleading: Vec<usize>,
}

/// Puts the breaks of known stems in the place of those found.
pub(super) fn settle(
    letters: &[char],
    joints: &mut Vec<(usize, Class)>,
    plain: &mut Vec<usize>,
) -> Option<Settled> {
    let begins =
        |at: usize| at == 0 || plain.contains(&at) || joints.iter().any(|(joint, _)| *joint == at);
    let (start, stem) = letters.windows(2).enumerate().find_map(|(at, two)| {
        let stems = list().stems.get(&[two[0], two[1]])?;
        let fits = |stem: &&Stem| letters[at..].starts_with(&stem.letters);
        let stem = stems.iter().find(fits)?;
        (stem.anywhere || begins(at)).then_some((at, stem))
    })?;
    let range = start + 1..start + stem.letters.len();
    plain.retain(|at| !range.contains(at));
    joints.retain(|(at, _)| !range.contains(at));
    let mut misleading = Vec::new();
    for (at, sign) in &stem.breaks {
        if *sign == Sign::Misleading {
            misleading.push(start + at);
        } else {
            plain.push(start + at);
            joints.push((start + at, sign.class()));
        }
    }
    plain.sort_unstable();
    joints.sort_unstable();
    Some(Settled { range, misleading })
}

/// Whether a break before the letter `at` misleads.
///
/// It does when it stands shortly behind a joint and what is then read before it, joint and all, is a
/// word of its own: `be|in-halten`, `Lehr|er-folg`; or when it cuts `-ende` or `-enge` in two, so that
/// the word seems to be inflected: `Talen-ge`.
pub(super) fn is(letters: &[char], joints: &[(usize, Class)], plain: &[usize], at: usize) -> bool {
    if joints.iter().any(|(joint, class)| *joint == at && *class == Class::Joint) {
        return false;
    }
    // A break between consonant and vowel is a joint, even if the joints do not know it.
    let closed = |place: usize| !is_vowel(letters[place - 1]) && is_vowel(letters[place]);
    let joint = |place: &usize| joints.iter().any(|(joint, _)| joint == place) || closed(*place);
    let mut near =
        plain.iter().copied().filter(|place| *place < at && at - place <= 3).filter(joint);
    near.any(|place| {
        let inflected = at - place == 2
            && starts_with(&letters[place..], "en")
            && closed(place)
            && !joints.contains(&(place, Class::Affix))
            && ["ge", "gen", "de", "des"]
                .iter()
                .any(|end| letters[at..].iter().copied().eq(end.chars()));
        inflected || list().words.iter().any(|word| reads(word, letters, joints, place..at))
    })
}

/// Whether a word ends at the end of the range and begins, with a morpheme, before it.
fn reads(
    word: &str,
    letters: &[char],
    joints: &[(usize, Class)],
    range: std::ops::Range<usize>,
) -> bool {
    let count = word.chars().count();
    let Some(start) = range.end.checked_sub(count) else { return false };
    let begins = start == 0 || joints.iter().any(|(joint, _)| *joint == start);
    start < range.start && begins && ends_with(&letters[..range.end], word)
}
