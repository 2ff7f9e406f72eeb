//! Marks that open and are never closed, where there are very many of them.
//!
//! For every sign the Djot parser looks through all marks that are open: what opens thousands of them in
//! one paragraph would keep it busy without end. Those that nothing closes mean nothing; in such a crowd
//! they are hidden from it.

use std::collections::BTreeMap;

use super::Veil;

/// How many marks that nothing closes are a crowd.
const CROWD: usize = 300;
/// How many marks may be open at once; the reader refuses much less.
const DEEPEST: usize = 200;

/// A mark by its sign, and whether it stands in braces.
type MarkKind = (u8, bool);

/// The marks of a piece of text, but for square brackets.
#[derive(Default)]
pub(super) struct Piles {
    /// Those that are open, in order.
    open: Vec<(MarkKind, usize)>,
    /// Where in `open` those of each kind stand.
    of_kind: BTreeMap<MarkKind, Vec<usize>>,
    /// Those that nothing closes.
    dead: Vec<usize>,
    /// Those that are closed, with the place where they are.
    pairs: Vec<(usize, usize)>,
}

const MARKS: &[u8] = b"*_^~'\"";
const BRACED: &[u8] = b"*_^~=+-";

impl Piles {
    /// Takes in what stands at an offset; how many signs it takes up, if it is a mark.
    pub fn meet(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let sign = bytes[at];
        let next = bytes.get(at + 1);
        if sign == b'{' {
            let inner = *next.filter(|inner| BRACED.contains(inner))?;
            self.open((inner, true), at);
            return Some(2);
        }
        if next == Some(&b'}') && BRACED.contains(&sign) {
            self.close((sign, true), at);
            return Some(2);
        }
        if !MARKS.contains(&sign) {
            return None;
        }
        let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let closes = !blank(before) && self.close((sign, false), at);
        let cut = sign == b'\'' && before.is_some_and(|byte| byte.is_ascii_alphanumeric());
        if !closes && !blank(next) && !cut {
            self.open((sign, false), at);
        }
        Some(1)
    }

    fn open(&mut self, kind: MarkKind, at: usize) {
        self.of_kind.entry(kind).or_default().push(self.open.len());
        self.open.push((kind, at));
    }

    /// Closes the last of a kind; what was opened later is closed by nothing.
    fn close(&mut self, kind: MarkKind, end: usize) -> bool {
        let Some(index) = self.of_kind.get_mut(&kind).and_then(Vec::pop) else { return false };
        while self.open.len() > index + 1 {
            let (kind, at) = self.open.pop().expect("there are more");
            self.of_kind.get_mut(&kind).and_then(Vec::pop);
            self.dead.push(at);
        }
        self.pairs.extend(self.open.pop().map(|(_, at)| (at, end)));
        true
    }

    /// Hides what nothing closes, if it is a crowd; `brackets` are those that are open at the end.
    pub fn hide(self, bytes: &[u8], brackets: impl Iterator<Item = usize>, veil: &mut Veil) {
        let dead = self.dead.into_iter().chain(self.open.into_iter().map(|(_, at)| at));
        let dead: Vec<usize> = dead.chain(brackets).chain(too_deep(self.pairs)).collect();
        if dead.len() <= CROWD {
            return;
        }
        for at in dead {
            match bytes[at] {
                b'"' | b'\'' => veil.hide_quote(at),
                b'{' => veil.hide_all(at..at + 2),
                b'[' if at > 0 && bytes[at - 1] == b'!' => veil.hide_all(at - 1..at + 1),
                _ => veil.hide(at),
            }
        }
    }
}

/// Where marks begin that stand in too many others.
fn too_deep(mut pairs: Vec<(usize, usize)>) -> Vec<usize> {
    pairs.sort_unstable();
    let mut around: Vec<usize> = Vec::new();
    let mut deep = Vec::new();
    for (at, end) in pairs {
        while around.last().is_some_and(|outer| *outer < at) {
            around.pop();
        }
        around.push(end);
        if around.len() > DEEPEST {
            deep.push(at);
        }
    }
    deep
}
