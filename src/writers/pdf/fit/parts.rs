//! Where a strip can be parted: between words, behind hyphens and dashes, within words.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::super::draft::LineEnd;
use super::super::fill::hang::{self, Edge};
use super::super::lower::Places;
use super::strip::{Atom, Part, hanging};
use crate::language::hyphenation::Class;

/// The rules of Unicode Standard Annex 14, as the typesetter has them.
static RULES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));

/// Fewest letters of a word that is avoided twice one below the other: one less than is found fault with
/// (`inspection`), for what can be had without a cost is taken.
const SEEN: usize = 3;

/// All places, in order, of which the last is the end; and whether the typesetter knows others, as in program text.
pub(super) fn cut(
    atoms: &[Atom<'_>],
    places: &Places,
    markup: &str,
    hyphen: f64,
    (hangs, next): (bool, Option<usize>),
) -> (Vec<Part>, bool) {
    let text: String = atoms.iter().map(|atom| atom.text).collect();
    let parting = Parting { atoms, places, markup, hyphen, hangs, words: words(atoms) };
    let mut allowed = RULES.segment_str(&text).peekable();
    let mut parts = Vec::new();
    let mut others = false;
    let mut byte = 0;
    for (index, atom) in atoms.iter().enumerate() {
        while allowed.next_if(|at| *at < byte).is_some() {}
        let free = index > 0 && allowed.peek() == Some(&byte);
        let part = parting.at(index, free);
        others |= free && part.is_none();
        parts.extend(part);
        byte += atom.text.len();
    }
    parts.push(parting.end(next));
    // They are kept as long as the book is corrected.
    parts.shrink_to_fit();
    (parts, others)
}

struct Parting<'a> {
    atoms: &'a [Atom<'a>],
    places: &'a Places,
    markup: &'a str,
    hyphen: f64,
    /// Whether anything hangs over.
    hangs: bool,
    /// The word to which each glyph belongs: its first and one past its last glyph.
    words: Vec<(usize, usize)>,
}

impl Parting<'_> {
    /// The place before a glyph, if there is one; `free` is whether a line can end there without
    /// a hyphen.
    fn at(&self, index: usize, free: bool) -> Option<Part> {
        let at = self.atoms[index].at;
        if let Some(part) = self.part_of_address(index) {
            return Some(part);
        }
        if index == 0 || at.is_some_and(|at| self.places.is_uncut(at)) {
            return None;
        }
        if !free {
            let class = self.places.class(at?)?;
            return Some(self.part(index, index, LineEnd::Hyphen, Some(class), at?));
        }
        let before = &self.atoms[index - 1];
        if before.text.starts_with(' ') {
            let space = before.at?;
            let is_space = self.markup.as_bytes().get(space) == Some(&b' ');
            let single = index > 1 && !self.atoms[index - 2].space;
            return (is_space && single)
                .then(|| self.part(index - 1, index, LineEnd::Space, None, space));
        }
        let dash = before.text.ends_with(['-', '\u{2010}', '–', '—', '/']);
        let at = at.filter(|_| dash)?;
        Some(self.part(index, index, LineEnd::Dash, None, at))
    }

    /// The place between two parts of an address. Where it is no mark that parts them, it is one within a
    /// word, as if a hyphen stood there.
    fn part_of_address(&self, index: usize) -> Option<Part> {
        let before = self.atoms.get(index.checked_sub(1)?)?;
        let here = &self.atoms[index];
        let (first, second) = (self.places.uncut_of(before.at?)?, self.places.uncut_of(here.at?)?);
        if first.end != second.start {
            return None;
        }
        let in_word = before.text.ends_with(char::is_alphanumeric)
            && here.text.starts_with(char::is_alphanumeric);
        let class = in_word.then_some(Class::Syllable);
        Some(self.part(index, index, LineEnd::Part, class, second.start))
    }

    fn part(
        &self,
        before: usize,
        behind: usize,
        end: LineEnd,
        class: Option<Class>,
        at: usize,
    ) -> Part {
        let last = &self.atoms[before - 1];
        let (added, over) = match end {
            LineEnd::Hyphen => (self.hyphen, self.hyphen * hang::part("-", Edge::Right)),
            _ => (0.0, hanging(last, Edge::Right)),
        };
        let next = self.atoms.get(behind).map_or(0.0, |next| hanging(next, Edge::Left));
        let hangs = if self.hangs { (over, next) } else { (0.0, 0.0) };
        let word = self.words[behind.min(self.atoms.len() - 1)];
        let letters = |range: std::ops::Range<usize>| {
            let said = self.atoms[range].iter().flat_map(|atom| atom.text.chars());
            said.filter(|c| c.is_alphabetic()).count()
        };
        let inside = end == LineEnd::Hyphen;
        let letters =
            if inside { (letters(word.0..behind), letters(behind..word.1)) } else { (0, 0) };
        let (said_before, seen_before) = self.said(self.words[before - 1].0..before);
        let (said_behind, seen_behind) = self.said(behind..word.1.max(behind));
        Part {
            before,
            behind,
            added,
            hangs,
            end: Some(end),
            class,
            letters,
            at,
            words: (said_before, said_behind),
            seen: (seen_before, seen_behind),
        }
    }

    /// Its end; `next` is the byte of the markup at which it goes on, if it is part of a paragraph.
    fn end(&self, next: Option<usize>) -> Part {
        let trailing = self.atoms.iter().rev().take_while(|atom| atom.space).count();
        let before = self.atoms.len() - trailing;
        let last = before.checked_sub(1).map(|last| &self.atoms[last]).filter(|_| self.hangs);
        Part {
            before,
            behind: self.atoms.len(),
            added: 0.0,
            hangs: (last.map_or(0.0, |last| hanging(last, Edge::Right)), 0.0),
            end: next.map(|_| LineEnd::Dash),
            class: None,
            letters: (0, 0),
            at: next.unwrap_or(usize::MAX),
            words: (0, 0),
            seen: (false, false),
        }
    }

    /// A hash of the letters of some glyphs, and whether they are enough to be seen.
    fn said(&self, range: std::ops::Range<usize>) -> (u64, bool) {
        let mut hasher = DefaultHasher::new();
        let mut count = 0;
        let said = self.atoms[range].iter().flat_map(|atom| atom.text.chars());
        for c in said.filter(|c| c.is_alphanumeric()) {
            c.hash(&mut hasher);
            count += 1;
        }
        (hasher.finish(), count >= SEEN)
    }
}

/// The word to which each glyph belongs.
fn words(atoms: &[Atom<'_>]) -> Vec<(usize, usize)> {
    let mut words = vec![(0, 0); atoms.len()];
    let mut start = 0;
    for index in 0..=atoms.len() {
        if index == atoms.len() || atoms[index].space {
            for word in &mut words[start..index] {
                *word = (start, index);
            }
            if index < atoms.len() {
                words[index] = (index, index);
            }
            start = index + 1;
        }
    }
    words
}
