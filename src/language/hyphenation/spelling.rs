//! Spelling of the 19th century, folded to that of the 20th so that patterns know the word:
//! `Theil`, `Eigenthum`, `Citat`, `studiren`, `Ueber`.

use std::sync::OnceLock;

use super::joints;
use super::letters::{Letters, is_vowel, starts_with};

const KEEP_C: &str = include_str!("../data/german-foreign-c.txt");
const STEMS: &str = include_str!("../data/german-th-stems.txt");

/// A stem once written with `th`.
struct Stem {
    text: &'static str,
    /// How many letters stand before the `th`.
    before: usize,
    letters: usize,
    /// Whether it counts at the beginning of a part of a word only.
    initial: bool,
    /// What must not follow: `t` and `h` would belong to two words (`Rat-haus`).
    not: Vec<&'static str>,
}

fn stems() -> &'static [Stem] {
    static READ: OnceLock<Vec<Stem>> = OnceLock::new();
    READ.get_or_init(|| {
        let lines = STEMS.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(stem).collect()
    })
}

fn stem(line: &'static str) -> Option<Stem> {
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let text = first.trim_start_matches('+');
    Some(Stem {
        text,
        before: text[..text.find("th")?].chars().count(),
        letters: text.chars().count(),
        initial: first != text,
        not: words.collect(),
    })
}

/// Folds the letters. `initial` tells that the word begins with a capital: `Ueber`, `Oesterreich`.
pub(super) fn fold(letters: &mut Letters, capital: bool) {
    let foreign = has_c(letters.chars()) && is_foreign(letters.chars());
    if capital {
        fold_initial(letters);
    }
    let mut at = 0;
    while at < letters.chars().len() {
        match letters.chars()[at] {
            'c' if !foreign => fold_c(letters, at),
            't' if letters.starts(at, "th") => fold_th(letters, at),
            'i' if letters.starts(at, "ir") => fold_ir(letters, at),
            'n' if letters.starts(at, "niß") && at > 1 => letters.replace(at + 2, 1, "s"),
            'e' if letters.starts(at, "ey") && at > 0 => letters.replace(at + 1, 1, "i"),
            _ => {}
        }
        at += 1;
    }
}

/// Parts of words that came into German later, from English or French, and keep their `c`.
fn foreign_c() -> &'static [&'static str] {
    static READ: OnceLock<Vec<&str>> = OnceLock::new();
    READ.get_or_init(|| {
        let lines = KEEP_C.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    })
}

fn is_foreign(letters: &[char]) -> bool {
    let holds = |part: &&str| (0..letters.len()).any(|at| starts_with(&letters[at..], part));
    foreign_c().iter().any(holds)
}

/// Whether there is a `c` that may have become another letter.
fn has_c(letters: &[char]) -> bool {
    let next = |at: usize| letters.get(at + 1);
    let places = letters.iter().enumerate().filter(|(_, c)| **c == 'c');
    places.into_iter().any(|(at, _)| !matches!(next(at), Some('h' | 'k')))
}

/// `Ae`, `Oe`, `Ue` at the beginning of a word were the capital umlauts.
fn fold_initial(letters: &mut Letters) {
    let by = match letters.chars() {
        ['a', 'e', 'r', 'o', ..] => return,
        ['a', 'e', next, ..] if !is_vowel(*next) => "ä",
        ['o', 'e', next, ..] if !is_vowel(*next) => "ö",
        ['u', 'e', next, ..] if !is_vowel(*next) => "ü",
        _ => return,
    };
    letters.replace(0, 2, by);
}

/// `c` became `z` before light vowels, else `k`; `ch`, `ck` and `sch` stay.
fn fold_c(letters: &mut Letters, at: usize) {
    let chars = letters.chars();
    let before = at.checked_sub(1).map(|at| chars[at]);
    let by = match chars.get(at + 1) {
        Some('h' | 'k') => return,
        Some('e' | 'i' | 'y' | 'ä' | 'ö' | 'é' | 'è') => "z",
        None if before.is_none() => return,
        _ => "k",
    };
    letters.replace(at, 1, by);
}

/// `th` in a stem that is now written with `t`.
fn fold_th(letters: &mut Letters, at: usize) {
    let fits = |stem: &Stem| {
        at.checked_sub(stem.before).is_some_and(|start| {
            let end = start + stem.letters;
            letters.starts(start, stem.text)
                && !stem.not.iter().any(|rest| letters.starts(end, rest))
                && (!stem.initial || begins_part(letters.chars(), start))
        })
    };
    if stems().iter().any(fits) {
        letters.replace(at, 2, "t");
    }
}

/// Whether a morpheme of the word begins at that letter.
fn begins_part(letters: &[char], at: usize) -> bool {
    at == 0 || joints::find(letters).iter().any(|(joint, _)| *joint == at)
}

/// `-iren`, `-irt`, `-irung` became `-ieren`, `-iert`, `-ierung`.
fn fold_ir(letters: &mut Letters, at: usize) {
    let chars = letters.chars();
    let stem =
        at >= 3 && chars[at - 1] != 'i' && (!is_vowel(chars[at - 1]) || chars[at - 1] == 'u');
    let ending: String = chars[(at + 2).min(chars.len())..].iter().collect();
    let known = [
        "en", "t", "te", "ten", "ter", "tes", "tem", "ung", "ungen", "end", "ende", "enden",
        "ender", "endes", "endem", "bar", "bare", "baren",
    ];
    if stem && known.contains(&ending.as_str()) {
        letters.replace(at, 1, "ie");
    }
}

#[cfg(test)]
mod tests {
    use super::fold;
    use crate::language::hyphenation::letters::Letters;

    fn folded(word: &str) -> String {
        let mut letters = Letters::fold(word, 0);
        fold(&mut letters, word.starts_with(char::is_uppercase));
        letters.text()
    }

    #[test]
    fn old_spelling_is_folded() {
        for (old, new) in [
            ("Theil", "teil"),
            ("Vorurtheile", "vorurteile"),
            ("Eigenthümer", "eigentümer"),
            ("nothwendig", "notwendig"),
            ("Rathhaus", "rathaus"),
            ("Citat", "zitat"),
            ("Accord", "akkord"),
            ("Proceß", "prozeß"),
            ("Classe", "klasse"),
            ("regiren", "regieren"),
            ("Ueberfluß", "überfluß"),
            ("Verhältniß", "verhältnis"),
            ("seyn", "sein"),
        ] {
            assert_eq!(folded(old), new);
        }
    }

    #[test]
    fn modern_words_stay() {
        for word in [
            "rathaus",
            "nothilfe",
            "theater",
            "katholik",
            "mathematik",
            "rothaut",
            "bibliothek",
            "machen",
            "zucker",
            "schule",
            "irren",
            "papier",
            "enthaltung",
            "orthaft",
            "theorie",
        ] {
            assert_eq!(folded(word), word);
        }
    }
}
