//! The words around a change, as parts that can be shown.

use std::ops::Range;

use crate::diff::{Piece, PieceKind, Style, Token, said};

/// How many words are shown on either side of a change.
const CONTEXT: usize = 6;

/// What is shown in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// What became of it.
    pub kind: PartKind,
    /// The words, with the space before them.
    pub text: String,
}

/// What became of the words of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// Nothing.
    Same,
    /// They are no longer there.
    Removed,
    /// They are new.
    Added,
    /// They are set otherwise.
    Set(Style, Style),
}

/// Changes that stand near one another, with the words around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Its pieces.
    pub pieces: Range<usize>,
    /// Whether words stand before those that are shown.
    pub cut_before: bool,
    /// What is shown.
    pub parts: Vec<Part>,
    /// Whether words stand behind those that are shown.
    pub cut_after: bool,
}

/// The words of both sides, and what became of them.
#[derive(Debug, Clone)]
pub(super) struct Streams<'c> {
    /// Those before.
    pub old: Vec<Token<'c>>,
    /// Those after.
    pub new: Vec<Token<'c>>,
    /// What became of them.
    pub pieces: &'c [Piece],
}

impl Streams<'_> {
    /// All of it.
    pub(super) fn whole(&self) -> Vec<Part> {
        self.parts(0..self.pieces.len(), usize::MAX)
    }

    /// The changes that are wanted with some words around each; those between which no more words stand are shown together.
    pub(super) fn excerpts(&self, wanted: impl Fn(usize) -> bool) -> Vec<Excerpt> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        for at in (0..self.pieces.len()).filter(|at| wanted(*at)) {
            match groups.last_mut() {
                Some(last) if self.gap(last.end, at) <= 2 * CONTEXT => last.end = at + 1,
                _ => groups.push(at..at + 1),
            }
        }
        groups.into_iter().map(|group| self.excerpt(group)).collect()
    }

    fn gap(&self, from: usize, to: usize) -> usize {
        self.pieces[from..to].iter().map(|piece| piece.new.len()).sum()
    }

    fn excerpt(&self, pieces: Range<usize>) -> Excerpt {
        let mut all = pieces.clone();
        while all.start > 0 && self.gap(all.start, pieces.start) < CONTEXT {
            all.start -= 1;
        }
        while all.end < self.pieces.len() && self.gap(pieces.end, all.end) < CONTEXT {
            all.end += 1;
        }
        let is_long = |at: usize| {
            let piece = &self.pieces[at];
            piece.kind == PieceKind::Same && piece.new.len() > CONTEXT
        };
        let cut_before = all.start > 0 || all.start < pieces.start && is_long(all.start);
        let cut_after = all.end < self.pieces.len() || all.end > pieces.end && is_long(all.end - 1);
        Excerpt { pieces, cut_before, parts: self.parts(all, CONTEXT), cut_after }
    }

    /// Pieces as parts; of what is the same at both ends no more than so many words.
    fn parts(&self, range: Range<usize>, context: usize) -> Vec<Part> {
        let mut parts = Parts { list: Vec::new() };
        for at in range.clone() {
            let piece = &self.pieces[at];
            let (old, new) = (&self.old[piece.old.clone()], &self.new[piece.new.clone()]);
            match piece.kind {
                PieceKind::Same => {
                    let least = |len: usize| len.saturating_sub(context);
                    let from = if at == range.start { least(new.len()) } else { 0 };
                    let to = if at + 1 == range.end { new.len().min(context) } else { new.len() };
                    // The only piece of all is shown as a whole.
                    let shown = if range.len() == 1 { new } else { &new[from..to] };
                    parts.same(shown);
                }
                PieceKind::Set => parts.set(old, new),
                PieceKind::Changed => parts.changed(old, new),
            }
        }
        parts.list
    }
}

struct Parts {
    list: Vec<Part>,
}

impl Parts {
    fn put(&mut self, kind: PartKind, text: &str) {
        match self.list.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => self.list.push(Part { kind, text: text.to_owned() }),
        }
    }

    /// The space before words; none at the very beginning.
    fn space(&self, tokens: &[Token<'_>]) -> &'static str {
        let spaced = tokens.first().is_some_and(|first| first.spaced);
        if spaced && !self.list.is_empty() { " " } else { "" }
    }

    fn same(&mut self, tokens: &[Token<'_>]) {
        let space = self.space(tokens);
        self.put(PartKind::Same, space);
        self.put(PartKind::Same, &said(tokens));
    }

    /// Words that are set in one way before, and in one way after, at a time.
    fn set(&mut self, old: &[Token<'_>], new: &[Token<'_>]) {
        let both: Vec<_> = old.iter().zip(new).collect();
        let style = |(old, new): &(&Token<'_>, &Token<'_>)| (old.style, new.style);
        let mut at = 0;
        for run in both.chunk_by(|a, b| style(a) == style(b)) {
            let words = &new[at..at + run.len()];
            let (before, after) = style(&run[0]);
            let space = self.space(words);
            self.put(PartKind::Same, space);
            self.put(PartKind::Set(before, after), &said(words));
            at += run.len();
        }
    }

    /// The space that both have stands before both.
    fn changed(&mut self, old: &[Token<'_>], new: &[Token<'_>]) {
        let (before, after) = (self.space(old), self.space(new));
        let alike = before == after || old.is_empty() || new.is_empty();
        if alike {
            self.put(PartKind::Same, if before.is_empty() { after } else { before });
        }
        let within =
            |space: &str, tokens| format!("{}{}", if alike { "" } else { space }, said(tokens));
        self.put(PartKind::Removed, &within(before, old));
        self.put(PartKind::Added, &within(after, new));
    }
}
