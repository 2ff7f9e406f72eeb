//! Breaks that are legal but let the reader read another word: `Urin-stinkt`, `bein-halten`.

use std::sync::OnceLock;

use super::Class;
use super::letters::ends_with;

const WORDS: &str = include_str!("../data/german-misleading.txt");

fn words() -> &'static [&'static str] {
    static READ: OnceLock<Vec<&str>> = OnceLock::new();
    READ.get_or_init(|| {
        let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    })
}

/// Whether a break before the letter `at` misleads.
///
/// It does when it stands shortly behind a joint and what is then read before it, joint and all, is a
/// word of its own: `be|in-halten`, `Druck|er-zeugnis`.
pub(super) fn is(letters: &[char], joints: &[(usize, Class)], at: usize) -> bool {
    if joints.iter().any(|(joint, class)| *joint == at && *class == Class::Joint) {
        return false;
    }
    let near = |(joint, _): &&(usize, Class)| *joint < at && at - *joint <= 3;
    joints.iter().filter(near).any(|(joint, _)| {
        words().iter().any(|word| {
            let count = word.chars().count();
            count <= at
                && at - count < *joint
                && begins(joints, at - count)
                && ends_with(&letters[..at], word)
        })
    })
}

/// Whether a morpheme begins at that letter.
fn begins(joints: &[(usize, Class)], at: usize) -> bool {
    at == 0 || joints.iter().any(|(joint, _)| *joint == at)
}
