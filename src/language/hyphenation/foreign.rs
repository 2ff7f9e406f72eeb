//! Whether a word is one of another language that stands in German text: patterns of German break it wrongly
//! (`lo-ne-so-me`). Its letters tell: sequences that English and French words have oftener than German ones.

use std::sync::OnceLock;

use super::liang::{Sapling, Tree, number};

/// Sequences of letters and how much each speaks for a foreign word.
const SEQUENCES: &str = include_str!("../data/german-foreign.txt");

/// From this sum on a word is foreign, in quarters of a nat: on a list of 32,000 words a lower one cost three right
/// breaks for each wrong one that went.
const BAR: i32 = 11;
/// Fewest letters of a word that is asked.
const FEWEST: usize = 5;

struct Sequences {
    /// The value of a node is what its sequence has, and `SHIFT`.
    tree: Tree,
    /// What every word has.
    start: i32,
}

/// What is put to the values, for those of the tree are above nought.
const SHIFT: i32 = 32;

fn sequences() -> &'static Sequences {
    static READ: OnceLock<Sequences> = OnceLock::new();
    READ.get_or_init(|| {
        let mut tree = Sapling::with_room(SEQUENCES.len());
        let mut start = 0;
        let lines = SEQUENCES.lines().filter_map(|line| line.split_once(' '));
        for (letters, weight) in lines.filter(|(letters, _)| *letters != "#") {
            let weight = weight.bytes().next().map_or(0, |letter| match letter {
                b'a'..=b'z' => i32::from(letter - b'a') + 1,
                _ => i32::from(letter) - i32::from(b'Z') - 1,
            });
            if letters == "." {
                start = weight;
            } else {
                *tree.grow(letters.chars()) = (SHIFT + weight) as u32;
            }
        }
        Sequences { tree: tree.tree(), start }
    })
}

/// Whether a word, or a member of a compound, is foreign.
pub(super) fn is(letters: &[char]) -> bool {
    if letters.len() < FEWEST {
        return false;
    }
    let Sequences { tree, start } = sequences();
    let word: Vec<u8> = std::iter::once(1)
        .chain(letters.iter().map(|c| if *c == '.' { 0 } else { number(*c) }))
        .chain(std::iter::once(1))
        .collect();
    let mut sum = *start;
    for from in 0..word.len() {
        let mut node = 0;
        for letter in &word[from..] {
            let Some(next) = tree.next(node, *letter) else { break };
            node = next;
            let value = tree.value(node) as i32;
            if value != 0 {
                sum += value - SHIFT;
            }
        }
    }
    sum >= BAR
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn letters_tell_foreign_words() {
        let is = |word: &str| is(&word.chars().collect::<Vec<_>>());
        for word in ["lonesome", "published", "homestead", "detectives", "everybody", "southeast"] {
            assert!(is(word), "{word}");
        }
        for word in ["revolution", "industrie", "kapitalismus", "produktion", "computer", ""] {
            assert!(!is(word), "{word}");
        }
    }
}
