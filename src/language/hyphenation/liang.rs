//! Patterns after Liang, matched by a trie: which places of a word get odd values.
//!
//! The crate `hyphenation` takes only dictionaries that its own build made; the patterns of German and those
//! of its joints come as text and are read once into a table.

/// The letters that patterns may hold: `.` for the edge of the word, then those of German.
const LETTERS: &str = ".abcdefghijklmnopqrstuvwxyzäöüßáàâåçéèêëíìîïñóòôøšúùûýžœæ";

/// A tree of letters that can be walked: which node a letter leads to; the root is 0. A node's children stand in one run, in
/// the order of their letters.
#[derive(Debug)]
pub(super) struct Tree(Vec<Node>);

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// A bit for each letter that has a child.
    letters: u64,
    /// The first child.
    children: u32,
    /// What the word that ends here has.
    value: u32,
}

impl Tree {
    /// The node behind a letter.
    pub(super) fn next(&self, node: u32, letter: u8) -> Option<u32> {
        let node = &self.0[node as usize];
        // No word has letters of number 0.
        let bit = (1u64 << letter) & !1;
        (node.letters & bit != 0).then(|| node.children + (node.letters & (bit - 1)).count_ones())
    }

    /// What the word that ends at a node has; 0 if none ends there.
    pub(super) fn value(&self, node: u32) -> u32 {
        self.0[node as usize].value
    }
}

/// A tree of letters that grows.
#[derive(Debug)]
pub(super) struct Sapling {
    buds: Vec<Bud>,
    /// The letters of the word that was put in last, each with the node behind it: neighbours in a list
    /// mostly begin alike.
    path: Vec<(u8, u32)>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Bud {
    letter: u8,
    /// The child that came last, and the one before this of the same parent; 0 for none.
    child: u32,
    sibling: u32,
    value: u32,
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

impl Sapling {
    /// With room for words of so many letters together; it grows by itself if they have more nodes.
    pub(super) fn with_room(letters: usize) -> Self {
        let mut buds = Vec::with_capacity(letters / 3);
        buds.push(Bud::default());
        Self { buds, path: Vec::new() }
    }

    /// What a word has, to be set; 0 if it is new.
    pub(super) fn grow(&mut self, word: impl Iterator<Item = char>) -> &mut u32 {
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
        &mut self.buds[node as usize].value
    }

    /// The node behind a letter, made if there is none.
    fn child(&mut self, node: u32, letter: u8) -> u32 {
        if let Some(known) = self.children(node).find(|at| self.buds[*at as usize].letter == letter)
        {
            return known;
        }
        let new = self.buds.len() as u32;
        let sibling = std::mem::replace(&mut self.buds[node as usize].child, new);
        self.buds.push(Bud { letter, sibling, ..Bud::default() });
        new
    }

    /// The children of a node, the last one first.
    fn children(&self, node: u32) -> impl Iterator<Item = u32> {
        let first = Some(self.buds[node as usize].child).filter(|at| *at != 0);
        std::iter::successors(first, |at| {
            Some(self.buds[*at as usize].sibling).filter(|at| *at != 0)
        })
    }

    /// The tree as it now is.
    pub(super) fn tree(&self) -> Tree {
        let mut tree = vec![Node::default(); self.buds.len()];
        // Parents stand before their children, so that their places are known.
        let mut places = vec![0u32; self.buds.len()];
        let mut free = 1;
        for (node, bud) in self.buds.iter().enumerate() {
            let children = || self.children(node as u32);
            let letters = children().fold(0, |all, at| all | 1u64 << self.buds[at as usize].letter);
            tree[places[node] as usize] = Node { letters, children: free, value: bud.value };
            for at in children() {
                let before = letters & ((1u64 << self.buds[at as usize].letter) - 1);
                places[at as usize] = free + before.count_ones();
            }
            free += letters.count_ones();
        }
        Tree(tree)
    }
}

/// Patterns in a tree, their values in one run.
#[derive(Debug)]
pub(super) struct Trie {
    /// The value of a pattern is where its values begin, and in the lowest eight bits how many they are.
    tree: Tree,
    /// Values of the places before, between and behind the letters of a pattern.
    pool: Vec<u8>,
}

impl Trie {
    /// Reads patterns, one a line; lines that begin with `#` are remarks.
    pub(super) fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Self::build(lines, text.len())
    }

    /// Takes patterns that have no more than so many letters together.
    pub(super) fn build<'t>(patterns: impl Iterator<Item = &'t str>, letters: usize) -> Self {
        let mut tree = Sapling::with_room(letters);
        let mut pool = Vec::with_capacity(letters);
        patterns.for_each(|pattern| add(&mut tree, &mut pool, pattern));
        Self { tree: tree.tree(), pool }
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
                let run = self.tree.value(node);
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

fn add(tree: &mut Sapling, pool: &mut Vec<u8>, pattern: &str) {
    let start = pool.len();
    pool.push(0);
    for c in pattern.chars() {
        if let Some(value) = c.to_digit(10) {
            pool.pop();
            pool.push(value as u8);
        } else {
            pool.push(0);
        }
    }
    *tree.grow(pattern.chars().filter(|c| !c.is_ascii_digit())) =
        (start as u32) << 8 | (pool.len() - start) as u32;
}

#[cfg(test)]
mod tests {
    use super::{Sapling, Trie, number};

    #[test]
    fn the_highest_value_counts() {
        let trie = Trie::read("# a remark\na1b\n.ab2c\nc3ß.\n");
        let score = |word: &str| trie.score(&word.chars().collect::<Vec<_>>());
        assert_eq!(&score("xabd")[..4], [0, 0, 1, 0]);
        assert_eq!(&score("abcß")[..4], [0, 1, 2, 3]);
        assert_eq!(&score("a.b")[..3], [0, 0, 0]);
        assert_eq!(score("").len(), 2);
    }
    #[test]
    fn words_are_found_in_whatever_order_they_came() {
        let mut tree = Sapling::with_room(0);
        for (value, word) in (1..).zip(["ab", "b", "abc", "aa", "ñ", "ab"]) {
            *tree.grow(word.chars()) = value;
        }
        let tree = tree.tree();
        let value = |word: &str| {
            let node = word.chars().try_fold(0, |node, c| tree.next(node, number(c)));
            node.map(|node| tree.value(node))
        };
        let found = ["aa", "ab", "abc", "a", "b", "ba", "–"].map(value);
        assert_eq!(found, [Some(4), Some(6), Some(3), Some(0), Some(2), None, None]);
    }
}
