//! Patterns after Liang, matched by a trie: which places of a word get odd values.
//!
//! The crate `hyphenation` takes only dictionaries that its own build made; the joints of German
//! come as text and are read once into a table.

/// The letters that patterns may hold: `.` for the edge of the word, then those of German.
const LETTERS: &str = ".abcdefghijklmnopqrstuvwxyzäöüßáàâåçéèêëíìîïñóòôøšúùûýžœæ";

/// A trie over letters; edges lie in one open hash table, values in one run.
#[derive(Debug)]
pub(super) struct Trie {
    /// Key (node and letter) and the node it leads to; key 0 is a free place.
    edges: Vec<(u32, u32)>,
    mask: usize,
    /// For each node where its values begin and how many they are.
    values: Vec<(u32, u8)>,
    /// Values of the places before, between and behind the letters of a pattern.
    pool: Vec<u8>,
}

/// The number of a letter in a pattern; 0 for what no pattern holds.
fn number(c: char) -> u8 {
    match c {
        '.' => 1,
        'a'..='z' => c as u8 - b'a' + 2,
        _ => LETTERS.chars().position(|letter| letter == c).map_or(0, |at| at as u8 + 1),
    }
}

impl Trie {
    /// Reads patterns, one a line; lines that begin with `#` are remarks.
    pub(super) fn read(text: &str) -> Self {
        let size = (text.len() * 2).next_power_of_two();
        let mut trie = Self {
            edges: vec![(0, 0); size],
            mask: size - 1,
            values: vec![(0, 0)],
            pool: Vec::new(),
        };
        for pattern in text.lines().filter(|line| !line.starts_with('#')) {
            trie.add(pattern);
        }
        trie
    }

    fn add(&mut self, pattern: &str) {
        let mut node = 0;
        let mut values = vec![0];
        for c in pattern.chars() {
            if let Some(value) = c.to_digit(10) {
                values.pop();
                values.push(value as u8);
            } else {
                node = self.grow(node, number(c));
                values.push(0);
            }
        }
        let start = self.pool.len() as u32;
        self.values[node as usize] = (start, values.len() as u8);
        self.pool.extend(values);
    }

    /// The node behind a letter, made if there is none.
    fn grow(&mut self, node: u32, letter: u8) -> u32 {
        let place = self.place(node, letter);
        if self.edges[place].0 == 0 {
            self.edges[place] = (key(node, letter), self.values.len() as u32);
            self.values.push((0, 0));
        }
        self.edges[place].1
    }

    /// Where the edge stands in the table, or would stand.
    fn place(&self, node: u32, letter: u8) -> usize {
        let key = key(node, letter);
        let mut at = (key.wrapping_mul(0x9e37_79b1) >> 7) as usize & self.mask;
        while self.edges[at].0 != 0 && self.edges[at].0 != key {
            at = (at + 1) & self.mask;
        }
        at
    }

    /// The highest value of every place of a word: `out[i]` stands before its letter `i`.
    pub(super) fn score(&self, word: &[char]) -> Vec<u8> {
        let letters: Vec<u8> = std::iter::once(1)
            .chain(word.iter().map(|c| if *c == '.' { 0 } else { number(*c) }))
            .chain(std::iter::once(1))
            .collect();
        let mut out = vec![0; letters.len() + 1];
        for start in 0..letters.len() {
            let mut node = 0;
            for letter in &letters[start..] {
                let (found, next) = self.edges[self.place(node, *letter)];
                if found == 0 || *letter == 0 {
                    break;
                }
                node = next;
                let (from, count) = self.values[node as usize];
                let values = &self.pool[from as usize..from as usize + usize::from(count)];
                for (best, value) in out[start..].iter_mut().zip(values) {
                    *best = (*best).max(*value);
                }
            }
        }
        out.remove(0);
        out
    }
}

fn key(node: u32, letter: u8) -> u32 {
    (node << 6 | u32::from(letter)) + 1
}

#[cfg(test)]
mod tests {
    use super::Trie;

    #[test]
    fn the_highest_value_counts() {
        let trie = Trie::read("# a remark\na1b\n.ab2c\nc3ß.\n");
        let score = |word: &str| trie.score(&word.chars().collect::<Vec<_>>());
        assert_eq!(&score("xabd")[..4], [0, 0, 1, 0]);
        assert_eq!(&score("abcß")[..4], [0, 1, 2, 3]);
        assert_eq!(&score("a.b")[..3], [0, 0, 0]);
        assert_eq!(score("").len(), 2);
    }
}
