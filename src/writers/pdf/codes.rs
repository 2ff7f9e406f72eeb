//! Code on the pages: it is set by the layout, so that the typesetter tells no place of its letters.
//! They are found by what they say.

use std::cell::Cell;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::draft::Draft;
use super::lower::Origin;
use crate::ir::{BlockKind, Book, InlineKind, NodeId, PageStart, walk};

/// So many letters has a number that the layout puts before or behind code, at most.
const NUMBER: usize = 8;

/// All code of a book, in the order of the markup.
pub(super) struct Codes<'a> {
    all: Vec<Code<'a>>,
    /// Behind what the page before was found to begin with: the number of the code, and a byte in it.
    passed: Cell<(usize, usize)>,
}

struct Code<'a> {
    /// The byte of the markup where it begins.
    at: usize,
    text: &'a str,
    place: Whose,
}

#[derive(Clone, Copy)]
enum Whose {
    Block(NodeId),
    Inline(NodeId),
}

/// The bytes of the markup at which code begins, by what it says.
pub(super) fn places<'a>(book: &'a Book, draft: &Draft) -> HashMap<&'a str, VecDeque<usize>> {
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for code in Codes::collect(book, draft).all {
        places.entry(code.text.trim_end_matches('\n')).or_default().push_back(code.at);
    }
    places
}

impl<'a> Codes<'a> {
    /// The code of a book.
    pub(super) fn collect(book: &'a Book, draft: &Draft) -> Self {
        let mut texts: HashMap<NodeId, &str> = HashMap::new();
        walk::every_inline(book, &mut |inline| {
            if let InlineKind::Code { text } = &inline.kind {
                texts.extend(inline.name.own().map(|node| (node, text.as_str())));
            }
        });
        walk::every_block(&book.arrangement, &mut |block| {
            if let BlockKind::Code { text, .. } = &block.kind {
                texts.extend(block.name.own().map(|node| (node, text.as_str())));
            }
        });
        let codes = draft.places().origins.all().filter_map(|origin| {
            let (node, place) = match origin.what {
                Origin::Block(node) => (node, Whose::Block(node)),
                Origin::Inline(node) => (node, Whose::Inline(node)),
                _ => return None,
            };
            Some(Code { at: origin.range.start, text: texts.get(&node)?, place })
        });
        Self { all: codes.collect(), passed: Cell::default() }
    }

    /// The place that words at the head of a page are, among the code that begins in a stretch of the
    /// markup: its end, if other text follows on the page (`ended`). Pages are asked for in their order.
    pub(super) fn place(
        &self,
        stretch: Range<usize>,
        words: &str,
        ended: bool,
    ) -> Option<PageStart> {
        let from = self.all.partition_point(|code| code.at < stretch.start);
        let to = self.all.partition_point(|code| code.at < stretch.end);
        let within = from..to;
        if within.is_empty() || words.is_empty() {
            return None;
        }
        let words: Vec<char> = words.chars().collect();
        let (code, byte) = if ended {
            self.end(within, &words)?
        } else {
            // What a page begins with, the page before may begin with as well.
            let passed = Some(self.passed.get()).filter(|passed| within.contains(&passed.0));
            let onward = passed.and_then(|passed| self.first(passed, to, &words));
            let found = onward.or_else(|| self.first((from, 0), to, &words))?;
            self.passed.set((found.0, found.1 + words[0].len_utf8()));
            found
        };
        Some(match self.all[code].place {
            Whose::Block(node) => PageStart::Block { node, byte },
            Whose::Inline(node) => PageStart::Inline { node, byte },
        })
    }

    /// The letters of the code from a byte of one on: each with the number of the code in which it
    /// stands, and its byte there.
    fn letters(
        &self,
        (first, byte): (usize, usize),
        to: usize,
    ) -> impl Iterator<Item = (char, usize, usize)> + Clone {
        self.all[first..to].iter().enumerate().flat_map(move |(n, code)| {
            let passed = if n == 0 { byte } else { 0 };
            let letters = code.text[passed..].char_indices().filter(|(_, c)| !c.is_whitespace());
            letters.map(move |(at, c)| (c, first + n, passed + at))
        })
    }

    /// The first letter with which the words begin.
    fn first(&self, from: (usize, usize), to: usize, words: &[char]) -> Option<(usize, usize)> {
        let mut letters = self.letters(from, to);
        loop {
            let mut said = letters.clone();
            if words.iter().all(|word| said.next().is_some_and(|(letter, ..)| letter == *word)) {
                return letters.next().map(|(_, code, byte)| (code, byte));
            }
            letters.next()?;
        }
    }

    /// The letter with which the words begin that end with the code.
    fn end(&self, within: Range<usize>, words: &[char]) -> Option<(usize, usize)> {
        let letters: Vec<_> = self.letters((within.start, 0), within.end).collect();
        let says = |at: usize, word: usize| {
            letters[at..].iter().zip(&words[word..]).all(|(one, word)| one.0 == *word)
        };
        let length = |at: usize| letters.len() - at;
        let ends = |at: &usize| length(*at) == words.len() && says(*at, 0);
        // Numbers may stand before it, and that of a heading behind it.
        let numbered = |at: &usize| {
            let spare = words.len().checked_sub(length(*at));
            spare.is_some_and(|n| n <= NUMBER && (0..=n).any(|word| says(*at, word)))
        };
        let all = 0..letters.len();
        let first = all
            .clone()
            .find(ends)
            .or_else(|| in_cells(&self.all[within.clone()], words))
            .or_else(|| all.clone().find(numbered))
            .or_else(|| in_rows(&self.all[within], words))?;
        let (_, code, byte) = letters[first];
        Some((code, byte))
    }
}

/// The letter with which rows of a table begin whose cells are code, of which the first stands whole in its
/// first line: the next cell begins behind it.
fn in_rows(codes: &[Code<'_>], words: &[char]) -> Option<usize> {
    let letters = |code: &Code<'_>| -> Vec<char> {
        code.text.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let mut before = 0;
    for pair in codes.windows(2) {
        let (own, next) = (letters(&pair[0]), letters(&pair[1]));
        let rest = words.strip_prefix(own.as_slice());
        let is_cell = matches!(pair[0].place, Whose::Inline(_));
        if is_cell && rest.is_some_and(|rest| !rest.is_empty() && rest.first() == next.first()) {
            return Some(before);
        }
        before += own.len();
    }
    None
}

/// The letter with which a row of a table begins whose cells are code: of each stands the beginning in
/// the first line, and the rest below.
fn in_cells(codes: &[Code<'_>], words: &[char]) -> Option<usize> {
    let mut before = 0;
    for (index, code) in codes.iter().enumerate() {
        let mut rest = words;
        for code in &codes[index..] {
            let own = code.text.chars().filter(|c| !c.is_whitespace());
            let common = own.zip(rest).take_while(|(a, b)| a == *b).count();
            rest = &rest[common..];
            if common == 0 || rest.is_empty() {
                break;
            }
        }
        if rest.is_empty() && words.len() > 1 && matches!(code.place, Whose::Inline(_)) {
            return Some(before);
        }
        before += code.text.chars().filter(|c| !c.is_whitespace()).count();
    }
    None
}
