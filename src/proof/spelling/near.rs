//! Words of a text that differ by one letter.

use super::lexicon::Verdict;
use super::survey::Survey;

/// How often a word stands in a text that another is measured by.
const FREQUENT: usize = 3;

/// Shortest words that are measured by each other, in letters.
const SHORTEST: usize = 5;

/// At the end of a word one letter is an ending and no misprint.
const ENDING: usize = 2;

/// The frequent words of a text.
#[derive(Debug, Default)]
pub(super) struct Frequent<'a>(Vec<(&'a str, Vec<char>, usize)>);

impl<'a> Frequent<'a> {
    /// The listed words that stand several times in the text.
    pub(super) fn collect(survey: &Survey<'a>) -> Self {
        let listed = survey
            .words
            .iter()
            .filter(|(_, (verdict, count))| *verdict == Verdict::Listed && *count >= FREQUENT);
        let mut all: Vec<(&str, Vec<char>, usize)> = listed
            .map(|(word, (_, count))| (*word, word.chars().collect::<Vec<char>>(), *count))
            .filter(|(_, letters, _)| letters.len() >= SHORTEST)
            .collect();
        // The most frequent first, whatever the order of the map.
        all.sort_by(|a, b| (b.2, a.0).cmp(&(a.2, b.0)));
        Self(all)
    }

    /// The frequent words that are one letter away, an ending left out of account.
    pub(super) fn near(&self, word: &str) -> Vec<&'a str> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < SHORTEST {
            return Vec::new();
        }
        let near = self.0.iter().filter(|(_, other, _)| is_one_off(&letters, other));
        near.map(|(word, _, _)| *word).collect()
    }
}

/// Whether one letter is put in, left out, taken for another or exchanged with the next, before
/// the ending.
fn is_one_off(a: &[char], b: &[char]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.len().max(b.len()) <= ENDING {
        return false;
    }
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => *a == b[1..],
        std::cmp::Ordering::Greater => a[1..] == *b,
        std::cmp::Ordering::Equal => {
            a[1..] == b[1..] || a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_one_off;

    #[test]
    fn one_letter_before_the_ending() {
        let off = |a: &str, b: &str| {
            is_one_off(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        for (a, b) in [("Revolntion", "Revolution"), ("Revoution", "Revolution")] {
            assert!(off(a, b), "{a} {b}");
        }
        assert!(off("Klsase", "Klasse"));
        for (a, b) in [("Staaten", "Staates"), ("Staate", "Staat"), ("Staat", "Staat"), ("", "a")] {
            assert!(!off(a, b), "{a} {b}");
        }
    }
}
