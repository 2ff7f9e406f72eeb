//! Three equal consonants of which one is not written, as the rules before 1996 want it before a
//! vowel: `Schiffahrt`, broken `Schiff-fahrt`.

use std::cell::LazyCell;
use std::sync::OnceLock;

use super::letters::{ends_with, is_vowel, starts_with};

const WORDS: &str = include_str!("../data/german-triple-consonants.txt");

/// First members that end with a doubled consonant, and beginnings of second members.
struct Members {
    first: Vec<&'static str>,
    second: Vec<&'static str>,
    not: Vec<&'static str>,
}

fn members() -> &'static Members {
    static MEMBERS: OnceLock<Members> = OnceLock::new();
    MEMBERS.get_or_init(|| {
        let list = |name: &str| {
            let lines = WORDS.lines().filter_map(|line| line.strip_prefix(name));
            lines.flat_map(str::split_whitespace).collect()
        };
        Members { first: list("first"), second: list("second"), not: list("not") }
    })
}

/// The letters between two written consonants where the third is left out: the index of the
/// second of them, which the next line begins with. `plain` are the breaks that patterns find; they
/// leave such words alone, so that a break beside the consonants tells another word
/// (`Kontroll-ausdruck`).
pub(super) fn places(letters: &[char], plain: impl FnOnce() -> Vec<usize>) -> Vec<usize> {
    let plain = LazyCell::new(plain);
    (3..letters.len().saturating_sub(2))
        .filter(|at| {
            letters[*at] == letters[at - 1] && is_vowel(letters[at + 1]) && !is_vowel(letters[*at])
        })
        .filter(|at| !plain.contains(at) && !plain.contains(&(at + 1)))
        .filter(|at| {
            members().first.iter().any(|word| ends_with(&letters[..=*at], word))
                && !members().not.iter().any(|word| holds(letters, *at, word))
                && members().second.iter().any(|word| starts_with(&letters[*at..], word))
        })
        .collect()
}

/// Whether a word that holds the letter `at` stands there.
fn holds(letters: &[char], at: usize, word: &str) -> bool {
    let count = word.chars().count();
    (at.saturating_sub(count)..=at).any(|start| starts_with(&letters[start..], word))
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn the_third_consonant_is_left_out_in_compounds() {
        let of = |word: &str| places(&word.chars().collect::<Vec<_>>(), Vec::new);
        assert_eq!(of("schiffahrt"), [5]);
        assert_eq!(of("bettuch"), [3]);
        for word in [
            "stoffe", "rollende", "fallen", "stillung", "mittag", "hoffnung", "bettete", "ballade",
            "fetteste", "",
        ] {
            assert!(of(word).is_empty(), "{word}");
        }
    }
}
