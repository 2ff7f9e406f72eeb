//! German: the patterns of an orthography, corrected and ranked by the joints.

use std::cell::LazyCell;
use std::ops::Range;

use hyphenation::Language as Patterns;

use super::dropped::{self, is_common_form, spoken};
use super::letters::{Letters, ends_with, is_vowel};
use super::parts::{self, Certainty, Reading};
use super::{BreakKind, Class, joints, misleading, patterns, shape, spelling, triple};

/// A break in folded letters: the letter that begins the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoldedBreak {
    pub(super) letter: usize,
    pub(super) class: Class,
    pub(super) kind: BreakKind,
}

/// The breaks of a part of a word; its letters are folded to modern spelling.
pub(super) fn breaks(letters: &mut Letters, capital: bool, by: Patterns) -> Vec<FoldedBreak> {
    let Found { joints, plain, changed, .. } = find(letters, capital, by);
    let chars = letters.chars();
    let leads = plain.iter().copied().filter(|at| !misleading::is(chars, &joints, &plain, *at));
    let mut places: Vec<FoldedBreak> = leads
        .map(|letter| FoldedBreak {
            letter,
            class: class(chars, &joints, letter),
            kind: BreakKind::Plain,
        })
        .collect();
    places.extend(changed.into_iter().map(|(letter, kind)| {
        let class = if kind == BreakKind::Double { Class::Joint } else { Class::Syllable };
        FoldedBreak { letter, class, kind }
    }));
    // Where letters change there is no plain break.
    places.sort_by_key(|place| (place.letter, place.kind == BreakKind::Plain));
    places.dedup_by_key(|place| place.letter);
    places
}

/// The letters before which a break is legal and misleads.
pub(super) fn misleading(letters: &mut Letters, capital: bool, by: Patterns) -> Vec<usize> {
    let Found { joints, plain, of_stem, .. } = find(letters, capital, by);
    let chars = letters.chars();
    let found = plain.iter().copied().filter(|at| misleading::is(chars, &joints, &plain, *at));
    let mut all: Vec<usize> = found.chain(of_stem).collect();
    all.sort_unstable();
    all
}

/// What is found in a part of a word.
struct Found {
    joints: Vec<(usize, Class)>,
    /// Legal breaks at which no letter changes, also those that mislead.
    plain: Vec<usize>,
    /// Breaks at which letters change.
    changed: Vec<(usize, BreakKind)>,
    /// Breaks that mislead in a known stem.
    of_stem: Vec<usize>,
}

fn find(letters: &mut Letters, capital: bool, by: Patterns) -> Found {
    let old = by != Patterns::German1996;
    if old {
        spelling::fold(letters, capital);
    }
    let chars = letters.chars();
    let Parted { mut joints, mut plain, compound } = part(chars, capital, by);
    let mut changed = Vec::new();
    let mut doubled = Vec::new();
    if old {
        doubled = triple::places(chars, || patterns::breaks(chars, by));
        plain.retain(|at| !doubled.contains(at));
        joints.retain(|(at, _)| !doubled.iter().any(|two| two.abs_diff(*at) <= 1));
        joints.extend(doubled.iter().map(|at| (*at, Class::Joint)));
        joints.sort_unstable();
        changed.extend(doubled.iter().map(|at| (*at, BreakKind::Double)));
        changed.extend(split_ck(chars).into_iter().map(|at| (at, BreakKind::SplitCk)));
        plain.iter_mut().for_each(|at| *at = between_ss(chars, *at));
    }
    if !compound {
        infer_joints(chars, &plain, &mut joints);
        add_joints(chars, &joints, &mut plain);
        plain.extend(doubled.iter().copied());
        add_parts(chars, &joints, &doubled, by, &mut plain);
        plain.retain(|at| !doubled.contains(at));
    }
    dropped::unspoken(chars, &joints, &mut plain);
    dropped::lone_vowels(chars, &joints, &mut plain);
    dropped::diphthongs(chars, &joints, &mut plain);
    dropped::unsupported(chars, &joints, &mut plain);
    dropped::foreign(chars, &joints, &mut plain);
    if !compound {
        demote(chars, &mut joints);
    }
    let mut of_stem = Vec::new();
    if let Some(settled) = misleading::settle(chars, &mut joints, &mut plain) {
        changed.retain(|(at, _)| !settled.range.contains(at));
        of_stem = settled.misleading;
    }
    Found { joints, plain, changed, of_stem }
}

/// Most letters of a first member that is taken for one only where patterns break behind it.
const SHORT: usize = 3;

/// A word with its joints and the breaks that patterns know.
struct Parted {
    joints: Vec<(usize, Class)>,
    plain: Vec<usize>,
    /// Whether its members are known words.
    compound: bool,
}

/// Parts a word into its members: those of a known compound are each broken by itself. Where it is not certain
/// that they are its members, only what all ways to read it allow is a break.
fn part(chars: &[char], capital: bool, by: Patterns) -> Parted {
    let known = LazyCell::new(|| patterns::breaks(chars, by));
    let is_known = |at: usize| known.contains(&at);
    let joints = joints::find(chars);
    let mut reading = parts::read(chars, &joints, capital);
    if let Reading::Compound(starts, _) = &reading
        && joints
            .first()
            .is_some_and(|(at, class)| *class == Class::Affix && *at < starts[0] && is_known(*at))
        && !is_known(starts[0])
    {
        // Patterns know the verb: `be-streichen`, not `best-reichen`.
        reading = Reading::Unknown;
    }
    let Reading::Compound(starts, certainty) = &reading else {
        let joints = joints_within(chars, joints, &reading, capital);
        return Parted { joints, plain: known.clone(), compound: false };
    };
    let mut plain = breaks_within(chars, starts, by, is_known);
    // Letters of short members stand in many words by chance: `Gen-italien`.
    let felt = |at: usize| is_known(at) || joints.iter().any(|(joint, _)| *joint == at);
    let short = |(start, end): (usize, usize)| end - start <= SHORT && !felt(end);
    let certainty = match certainty {
        Certainty::Certain
            if spans(starts, chars.len()).any(|span| span.1 < chars.len() && short(span)) =>
        {
            &Certainty::Doubtful
        }
        certainty => certainty,
    };
    let mut joints = match certainty {
        Certainty::Doubtful if starts.iter().any(|at| !is_known(*at)) => {
            plain.retain(|at| is_known(*at));
            joints
        }
        Certainty::Ambiguous(others) => {
            let other = breaks_within(chars, others, by, is_known);
            plain.retain(|at| {
                !rivals(starts, others, *at) || is_common(starts, others, &other, *at)
            });
            joints_within(chars, joints, &reading, capital)
        }
        _ => joints_within(chars, joints, &reading, capital),
    };
    joints.retain(|(at, _)| {
        plain.contains(at) || starts.contains(at) && *certainty == Certainty::Certain
    });
    Parted { joints, plain, compound: true }
}

/// Whether a break lies, between joints of both readings, where each has a joint that the other lacks, a few
/// letters from it.
fn rivals(starts: &[usize], others: &[usize], at: usize) -> bool {
    let common: Vec<usize> = starts.iter().copied().filter(|one| others.contains(one)).collect();
    let from = common.iter().copied().filter(|one| *one < at).max().unwrap_or(0);
    let to = common.iter().copied().filter(|one| *one > at).min().unwrap_or(usize::MAX);
    let between = |one: &&usize| (from + 1..to).contains(*one);
    let only = |these: &[usize], those: &[usize]| -> Vec<usize> {
        these.iter().filter(between).copied().filter(|one| !those.contains(one)).collect()
    };
    let (here, there) = (only(starts, others), only(others, starts));
    !common.contains(&at) && here.iter().any(|one| there.iter().any(|two| one.abs_diff(*two) <= 3))
}

/// Whether both readings have the break, and none as a joint that the other has not.
fn is_common(starts: &[usize], others: &[usize], other: &[usize], at: usize) -> bool {
    other.contains(&at) && starts.contains(&at) == others.contains(&at)
}

/// The breaks between the members of a compound and, by the patterns, in each of them. `known` tells what the
/// patterns break in the whole word: where they know all its joints, they know the word and go before.
fn breaks_within(
    chars: &[char],
    starts: &[usize],
    by: Patterns,
    known: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut plain: Vec<usize> = starts.to_vec();
    let agreed = starts.iter().all(|at| known(*at));
    for (start, end) in spans(starts, chars.len()) {
        let inside = patterns::breaks(&chars[start..end], by).into_iter().map(|at| start + at);
        // The stem of a verb: `Kopier-laden`, not `Kopi-er-laden`.
        let stem = end < chars.len() && ends_with(&chars[start..end], "ier");
        plain.extend(inside.filter(|at| !(stem && at + 2 == end) || known(*at)).map(|at| {
            let beside = [at - 1, at + 1].into_iter().find(|one| known(*one));
            match beside.filter(|one| agreed && !known(at) && (start + 2..end - 1).contains(one)) {
                Some(beside) => beside,
                None => at,
            }
        }));
    }
    plain.sort_unstable();
    plain.dedup();
    plain
}

/// The members of a compound that begin there.
pub(super) fn spans(starts: &[usize], count: usize) -> impl Iterator<Item = (usize, usize)> {
    let from = std::iter::once(0).chain(starts.iter().copied());
    from.zip(starts.iter().copied().chain(std::iter::once(count)))
}

/// The joints of a word that is read so: between known members, and those of the patterns within each. In a simple
/// word that is known they are joints of a compound only beside a known member: not in `Proto-koll`.
fn joints_within(
    chars: &[char],
    mut joints: Vec<(usize, Class)>,
    reading: &Reading,
    capital: bool,
) -> Vec<(usize, Class)> {
    match reading {
        Reading::Compound(starts, _) => {
            joints = starts.iter().map(|at| (*at, Class::Joint)).collect();
            for (start, end) in spans(starts, chars.len()) {
                let member = &chars[start..end];
                let inside = joints::find(member);
                let reading = parts::read(member, &inside, capital);
                let inside = joints_within(member, inside, &reading, capital);
                joints.extend(inside.into_iter().map(|(at, class)| (start + at, class)));
            }
            joints.sort_unstable();
        }
        Reading::Simple => demote(chars, &mut joints),
        Reading::Whole | Reading::Unknown => {}
    }
    joints
}

/// Takes joints of compounds beside which no known member or common form stands for syllables: patterns feel joints in
/// foreign words and names (`lenn=art`).
fn demote(chars: &[char], joints: &mut [(usize, Class)]) {
    let all = joints.to_vec();
    for (n, (at, class)) in joints.iter_mut().enumerate() {
        let behind = all[n + 1..].iter().find(|(_, class)| *class == Class::Joint);
        let end = behind.map_or(chars.len(), |(at, _)| *at);
        let before = all[..n].iter().map(|(at, _)| *at).chain([0]);
        let mut members = before.map(|start| start..*at).chain(std::iter::once(*at..end));
        let known = |range: Range<usize>| {
            parts::is_member(&chars[range.clone()])
                || range.start == *at && parts::is_derived(&chars[range.clone()])
                || (range.start == 0 || range.len() > 2) && is_common_form(&chars[range])
        };
        if *class == Class::Joint && !members.any(known) {
            *class = Class::Syllable;
        }
    }
}

/// The letters that begin a morpheme which a reader feels; the letters are folded.
pub(super) fn joints(letters: &mut Letters, capital: bool, by: Patterns) -> Vec<usize> {
    if by != Patterns::German1996 {
        spelling::fold(letters, capital);
    }
    let mut joints = part(letters.chars(), capital, by).joints;
    misleading::settle(letters.chars(), &mut joints, &mut Vec::new());
    joints.into_iter().filter(|(_, class)| *class != Class::Syllable).map(|(at, _)| at).collect()
}

/// The class of a break; one behind a prefix that follows a joint may be unknown to the joints
/// (`Wohl=er<ge-hen`).
fn class(letters: &[char], joints: &[(usize, Class)], letter: usize) -> Class {
    let mut before = joints.iter().rev().skip_while(|(at, _)| *at > letter);
    match before.next() {
        Some((at, class)) if *at == letter => *class,
        Some((at, Class::Joint)) if closed_prefix(&letters[*at..letter]) => Class::Affix,
        _ => Class::Syllable,
    }
}

/// Whether it is a prefix that ends with a consonant; others look like any syllable (`Stau=be-cken`).
fn closed_prefix(letters: &[char]) -> bool {
    joints::is_prefix(letters) && letters.last().is_some_and(|c| !is_vowel(*c))
}

/// The `k` of each `ck` that the rules of 1901 divide, where those of 1996 break before it.
fn split_ck(chars: &[char]) -> Vec<usize> {
    if !chars.windows(2).any(|two| two == ['c', 'k']) {
        return Vec::new();
    }
    let new = patterns::breaks(chars, Patterns::German1996);
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

/// A break between consonant and vowel before a prefix that ends at a joint is a joint too, and what
/// follows the prefix no compound's last member: `Heft=um<schlag`.
fn infer_joints(letters: &[char], plain: &[usize], joints: &mut Vec<(usize, Class)>) {
    for at in plain {
        let joint = joints.iter().position(|(place, _)| place >= at).unwrap_or(joints.len());
        let Some((next, class)) = joints.get_mut(joint).filter(|(place, _)| place > at) else {
            continue;
        };
        let closed = !is_vowel(letters[at - 1]) && is_vowel(letters[*at]);
        if closed && *class == Class::Joint && joints::is_prefix(&letters[*at..*next]) {
            *class = Class::Affix;
            joints.insert(joint, (*at, Class::Joint));
        }
    }
}

/// Joints that the patterns leave out: between three equal letters there is one (`Stoff-fetzen`).
fn add_joints(letters: &[char], joints: &[(usize, Class)], plain: &mut Vec<usize>) {
    for (at, class) in joints {
        let triple = |from: usize| {
            letters.get(from..from + 3).is_some_and(|all| all.iter().all(|c| *c == all[0]))
        };
        if *class == Class::Joint && triple(at - 2) && !plain.contains(at) {
            plain.push(*at);
            plain.sort_unstable();
        }
    }
}

/// Endings that English and French words, which patterns break wrongly, seldom have.
const NATIVE: [&str; 10] = ["en", "er", "el", "ern", "eln", "ung", "ungs", "ungen", "ig", "isch"];

/// Patterns do not know every compound: a member that begins with several syllables without a
/// break is looked up on its own (`Stief-eltern`, `Schwer-industrie`).
fn add_parts(
    letters: &[char],
    joints: &[(usize, Class)],
    doubled: &[usize],
    by: Patterns,
    plain: &mut Vec<usize>,
) {
    plain.sort_unstable();
    let joint = |at: usize| joints.iter().any(|(place, _)| *place == at);
    let first = |from: usize| plain.iter().find(|at| **at > from).copied().unwrap_or(letters.len());
    let starts = plain.iter().copied().filter(|at| joint(*at)).chain(std::iter::once(0));
    let mut found = Vec::new();
    for start in starts {
        let free = first(start);
        let piece = &letters[start..free];
        let whole = start == 0 && !joint(free);
        if whole || piece.len() < 4 || shape::syllables(piece) < 2 {
            continue;
        }
        let ends = plain.iter().copied().filter(|at| *at > start && joint(*at));
        let part = &letters[start..ends.min().unwrap_or(letters.len())];
        if is_vowel(part[0])
            || doubled.contains(&start)
            || NATIVE.iter().any(|ending| ends_with(part, ending))
        {
            let inside = patterns::breaks(part, by).into_iter().map(|at| start + at);
            let mut inside: Vec<usize> = inside.filter(|at| *at < free).collect();
            inside.retain(|at| spoken(&letters[start..*at]) && spoken(&letters[*at..free]));
            found.extend(inside);
        }
    }
    plain.extend(found);
    plain.sort_unstable();
    plain.dedup();
}
