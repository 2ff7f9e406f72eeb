//! Compounds of two common words, which patterns and joints may not know: `Mehrwert-rate`.

use std::collections::HashSet;
use std::sync::OnceLock;

const WORDS: &str = include_str!("../data/german-members.txt");

/// What inflection puts behind a last member.
const ENDINGS: [&str; 7] = ["", "e", "n", "s", "en", "es", "ns"];

struct Members {
    first: HashSet<Vec<char>>,
    last: HashSet<Vec<char>>,
}

fn members() -> &'static Members {
    static READ: OnceLock<Members> = OnceLock::new();
    READ.get_or_init(|| {
        let list = |name: &'static str| {
            let lines = WORDS.lines().filter_map(move |line| line.strip_prefix(name));
            lines.flat_map(str::split_whitespace).map(|word| word.chars().collect()).collect()
        };
        Members { first: list("first "), last: list("last ") }
    })
}

/// The letter that begins the last member, if there is just one way to read the word so.
pub(super) fn joint(letters: &[char]) -> Option<usize> {
    let places = 2..letters.len().saturating_sub(1);
    let fits = |at: &usize| members().first.contains(&letters[..*at]) && is_last(&letters[*at..]);
    let mut found = places.filter(fits);
    found.next().filter(|_| found.next().is_none())
}

/// Whether it is a last member, inflected or not.
fn is_last(part: &[char]) -> bool {
    ENDINGS.iter().any(|ending| {
        let stem = part.len().checked_sub(ending.chars().count());
        stem.is_some_and(|stem| {
            part[stem..].iter().copied().eq(ending.chars())
                && members().last.contains(&part[..stem])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::joint;

    #[test]
    fn two_common_words_make_a_compound() {
        let of = |word: &str| joint(&word.chars().collect::<Vec<_>>());
        assert_eq!(of("mehrwertrate"), Some(8));
        assert_eq!(of("machterträgen"), None);
        assert_eq!(of("machtertrages"), Some(5));
        assert_eq!(of("wert"), None);
        assert_eq!(of(""), None);
    }
}
