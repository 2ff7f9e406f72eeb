//! One pass over a piece of text: what brackets are for, and where addresses stand.

use std::ops::Range;

use super::address::{self, Marks};
use super::definitions::Definitions;
use super::piles::Piles;
use super::{Veil, destination, is_escape};
use crate::language::is_cut_word;

/// A square bracket that is open.
struct Open {
    at: usize,
    /// Whether a `!` stands before it.
    called: bool,
}

/// Hides in a piece of text what is no markup.
pub(super) fn hide(
    text: &str,
    range: Range<usize>,
    definitions: &Definitions<'_>,
    veil: &mut Veil,
) {
    let mut pass = Pass {
        text,
        bytes: text.as_bytes(),
        end: range.end,
        open: Vec::new(),
        closed: None,
        marks: Marks::default(),
        piles: Piles::default(),
        definitions,
        veil,
    };
    let mut at = range.start;
    let mut boundary = true;
    while at < range.end {
        let next = pass.step(at, boundary);
        boundary = next > at + 1 || !text.as_bytes()[at].is_ascii_alphanumeric();
        at = next;
    }
    let Pass { bytes, open, piles, veil, .. } = pass;
    piles.hide(bytes, open.iter().map(|bracket| bracket.at), veil);
}

struct Pass<'a, 'v> {
    text: &'a str,
    bytes: &'a [u8],
    end: usize,
    open: Vec<Open>,
    /// The brackets that were closed last.
    closed: Option<(usize, usize)>,
    marks: Marks,
    piles: Piles,
    definitions: &'a Definitions<'a>,
    veil: &'v mut Veil,
}

impl Pass<'_, '_> {
    /// Reads what stands at an offset; where to go on.
    fn step(&mut self, at: usize, boundary: bool) -> usize {
        match self.bytes[at] {
            b'\\' if is_escape(self.bytes, at) => at + 2,
            b'`' => self.behind_code(at),
            b'<' => self.behind_angles(at).unwrap_or(at + 1),
            b'!' if self.next_is(at + 1, b'[') => self.called(at),
            b'[' => self.bracket(at, false),
            b']' => self.close(at),
            byte if boundary && byte.is_ascii_alphanumeric() => {
                match address::range(self.text, at, self.end, &self.marks) {
                    Some(range) => {
                        address::hide(self.text, &range, self.veil);
                        range.end
                    }
                    None => at + 1,
                }
            }
            b'\'' if is_apostrophe(self.text, at) => {
                self.veil.hide_apostrophe(at);
                at + 1
            }
            _ => {
                self.marks.meet(self.bytes, at);
                at + self.piles.meet(self.bytes, at).unwrap_or(1)
            }
        }
    }

    fn next_is(&self, at: usize, sign: u8) -> bool {
        at < self.end && self.bytes[at] == sign
    }

    /// Behind code that begins with a row of backticks; all that follows, if it is not closed.
    fn behind_code(&self, at: usize) -> usize {
        let run =
            |from: usize| self.bytes[from..self.end].iter().take_while(|b| **b == b'`').count();
        let length = run(at);
        let mut next = at + length;
        while let Some(found) = self.text[next..self.end].find('`') {
            let found = next + found;
            let other = run(found);
            next = found + other;
            if other == length {
                return next;
            }
        }
        self.end
    }

    /// Behind an address in angle brackets.
    fn behind_angles(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at + 1..self.end];
        let length = rest.find(|c: char| c == '<' || c == '>' || c.is_ascii_whitespace())?;
        let is_address = rest[length..].starts_with('>') && rest[..length].contains([':', '@']);
        is_address.then_some(at + 1 + length + 1)
    }

    /// `![`
    fn called(&mut self, at: usize) -> usize {
        let Some(label) = self.call(at + 1) else { return self.bracket(at + 1, true) };
        let behind = label.end + 1;
        let defined = self.definitions.has_note(&self.text[label]);
        if !defined
            && self.next_is(behind, b'(')
            && let Some(range) = destination::range(self.text, behind, self.end)
            && destination::is_file(&self.text[range])
        {
            return self.bracket(at + 1, true);
        }
        self.veil.hide(at);
        behind
    }

    /// `[`, which may begin the call of a note.
    fn bracket(&mut self, at: usize, called: bool) -> usize {
        match self.call(at) {
            Some(label) if !called => label.end + 1,
            _ => {
                self.open.push(Open { at, called });
                at + 1
            }
        }
    }

    /// The label of the note's call whose bracket stands at an offset.
    fn call(&self, at: usize) -> Option<Range<usize>> {
        let rest = self.text[at..self.end].strip_prefix("[^")?;
        let length = rest.find(['[', ']', '\n'])?;
        rest[length..].starts_with(']').then_some(at + 2..at + 2 + length)
    }

    /// `]`
    fn close(&mut self, at: usize) -> usize {
        let Some(open) = self.open.pop() else { return at + 1 };
        let is_label = self.closed.replace((open.at, at)).is_some_and(|pair| pair.1 + 1 == open.at);
        let before = &self.text[..open.at - usize::from(open.called)];
        let is_picture = |to: &str| destination::is_picture(to, before);
        let (sign, next) = (open.at.wrapping_sub(1), at + 1);
        match self.bytes.get(next).filter(|_| next < self.end) {
            Some(b'(') => {
                let Some(to) = destination::range(self.text, next, self.end) else {
                    self.open.push(open);
                    return next + 1;
                };
                if open.called && !is_picture(&self.text[to.clone()]) {
                    self.veil.hide(sign);
                }
                self.veil.hide_all(to.clone());
                to.end + 1
            }
            // What stands right behind other brackets is the label of a link.
            Some(b'[') if self.call(next).is_some() && !is_label => {
                if open.called {
                    self.veil.hide(sign);
                }
                self.veil.hide(open.at);
                self.veil.hide(at);
                next
            }
            Some(b'[') if open.called => {
                let Some(label) = self.reference(next, open.at + 1..at) else { return next };
                if !self.definitions.address(label).is_some_and(is_picture) {
                    self.veil.hide(sign);
                }
                next
            }
            Some(b'{') if open.called => {
                self.veil.hide(sign);
                next
            }
            _ => next,
        }
    }

    /// The label in the second pair of brackets, or, where that is empty, in the first.
    fn reference(&self, at: usize, first: Range<usize>) -> Option<&str> {
        let rest = &self.text[at + 1..self.end];
        let label = &rest[..rest.find(['[', ']'])?];
        Some(if label.is_empty() { &self.text[first] } else { label })
    }
}

/// Whether the mark at an offset stands within a word, or before one that is cut at its beginning: `geht's`,
/// `'n Abend`.
fn is_apostrophe(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let behind = &text[at + 1..];
    let begins = before.is_none_or(|c| c.is_whitespace() || "([\"„“»«‚‘›‹–—-".contains(c));
    before.is_some_and(char::is_alphabetic) && behind.starts_with(char::is_alphabetic)
        || begins && is_cut_word(behind)
}
