//! Patterns after Liang, matched by a trie: which places of a word get odd values.
//!
//! The crate `hyphenation` takes only dictionaries that its own build made; the patterns of German and those
//! of its joints come as text and are read once into a table.

/// The letters that patterns may hold: `.` for the edge of the word, then those of German.
const LETTERS: &str = ".abcdefghijklmnopqrstuvwxyzäöüßáàâåçéèêëíìîïñóòôøšúùûýžœæ";

/// A tree of letters: which node a letter leads to; the root is 0. Edges lie in one open hash table.
#[derive(Debug)]
pub(super) struct Tree {
    /// Key (node and letter) and the node it leads to; key 0 is a free place.
    edges: Vec<(u32, u32)>,
    mask: usize,
    nodes: u32,
    /// The letters of the word that was put in last, each with the node behind it: neighbours in a list
    /// mostly begin alike.
    path: Vec<(u8, u32)>,
}

/// The number of a letter in a pattern; 0 for what no pattern holds.
pub(super) fn number(c: char) -> u8 {
    match c {
        '.' => 1,
        'a'..='z' => c as u8 - b'a' + 2,
        'ä' => 28,
        'ö' => 29,
        'ü' => 30,
        'ß' => 31,
        _ => LETTERS.chars().position(|letter| letter == c).map_or(0, |at| at as u8 + 1),
    }
}

impl Tree {
    /// With room for words of so many letters together; it grows by itself if they have more nodes.
    pub(super) fn with_room(letters: usize) -> Self {
        let size = (letters / 4).max(64).next_power_of_two();
        Self { edges: vec![(0, 0); size], mask: size - 1, nodes: 1, path: Vec::new() }
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> u32 {
        self.nodes
    }

    /// The node behind a word, made if there is none.
    pub(super) fn grow(&mut self, word: impl Iterator<Item = char>) -> u32 {
        let mut node = 0;
        let mut depth = 0;
        for letter in word.map(number) {
            match self.path.get(depth) {
                Some((known, next)) if *known == letter => node = *next,
                _ => {
                    self.path.truncate(depth);
                    node = self.child(node, letter);
                    self.path.push((letter, node));
                }
            }
            depth += 1;
        }
        self.path.truncate(depth);
        node
    }

    /// The node behind a letter, made if there is none.
    fn child(&mut self, node: u32, letter: u8) -> u32 {
        let mut place = self.place(node, letter);
        if self.edges[place].0 == 0 {
            if self.nodes as usize > self.mask / 4 * 3 {
                self.double();
                place = self.place(node, letter);
            }
            self.edges[place] = (key(node, letter), self.nodes);
            self.nodes += 1;
        }
        self.edges[place].1
    }

    /// Makes the table twice as large.
    fn double(&mut self) {
        let size = self.edges.len() * 2;
        let old = std::mem::replace(&mut self.edges, vec![(0, 0); size]);
        self.mask = size - 1;
        for edge in old.into_iter().filter(|(key, _)| *key != 0) {
            let place = self.place_of(edge.0);
            self.edges[place] = edge;
        }
    }

    /// The node behind a letter.
    pub(super) fn next(&self, node: u32, letter: u8) -> Option<u32> {
        let (found, next) = self.edges[self.place(node, letter)];
        (found != 0 && letter != 0).then_some(next)
    }

    /// Where the edge stands in the table, or would stand.
    fn place(&self, node: u32, letter: u8) -> usize {
        self.place_of(key(node, letter))
    }

    fn place_of(&self, key: u32) -> usize {
        let mut at = (key.wrapping_mul(0x9e37_79b1) >> 7) as usize & self.mask;
        while self.edges[at].0 != 0 && self.edges[at].0 != key {
            at = (at + 1) & self.mask;
        }
        at
    }
}

/// Patterns in a tree, their values in one run.
#[derive(Debug)]
pub(super) struct Trie {
    tree: Tree,
    /// For each node where its values begin, and in the lowest eight bits how many they are.
    values: Vec<u32>,
    /// Values of the places before, between and behind the letters of a pattern.
    pool: Vec<u8>,
}

impl Trie {
    /// Reads patterns, one a line; lines that begin with `#` are remarks.
    pub(super) fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Self::of(lines, text.len())
    }

    /// Takes patterns that have no more than so many letters together.
    pub(super) fn of<'t>(patterns: impl Iterator<Item = &'t str>, letters: usize) -> Self {
        let tree = Tree::with_room(letters);
        let mut trie = Self { tree, values: vec![0], pool: Vec::with_capacity(letters) };
        patterns.for_each(|pattern| trie.add(pattern));
        trie
    }

    fn add(&mut self, pattern: &str) {
        let start = self.pool.len();
        self.pool.push(0);
        for c in pattern.chars() {
            if let Some(value) = c.to_digit(10) {
                self.pool.pop();
                self.pool.push(value as u8);
            } else {
                self.pool.push(0);
            }
        }
        let node = self.tree.grow(pattern.chars().filter(|c| !c.is_ascii_digit()));
        self.values.resize(self.tree.nodes() as usize, 0);
        self.values[node as usize] = (start as u32) << 8 | (self.pool.len() - start) as u32;
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
                let Some(next) = self.tree.next(node, *letter) else { break };
                node = next;
                let run = self.values[node as usize];
                if run == 0 {
                    continue;
                }
                let from = (run >> 8) as usize;
                let values = &self.pool[from..from + (run & 0xff) as usize];
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
