//! What changed within passages that belong together.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::changes::{Piece, PieceKind};
use super::keys::Keys;
use super::text::Token;

/// Longest text, in letters, that stays between two changes and is told as changed with them, where both are longer: a word
/// that is the same by chance.
const CHANCE: usize = 4;

/// The pieces, in their order: together all words of both sides.
pub(super) fn pieces(old: &[Token<'_>], new: &[Token<'_>], keys: &Keys<'_>) -> Vec<Piece> {
    let mut input = InternedInput::<u32>::default();
    input.update_before(old.iter().map(|token| keys.key(token)));
    input.update_after(new.iter().map(|token| keys.key(token)));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let mut pieces = Pieces { old, new, list: Vec::new() };
    let (mut before, mut after) = (0, 0);
    for hunk in diff.hunks() {
        let (removed, added) = (range(&hunk.before), range(&hunk.after));
        pieces.same(before..removed.start, after..added.start);
        (before, after) = (removed.end, added.end);
        pieces.list.push(Piece { kind: PieceKind::Changed, old: removed, new: added });
    }
    pieces.same(before..old.len(), after..new.len());
    without_chance(pieces.list, old)
}

fn range(hunk: &Range<u32>) -> Range<usize> {
    hunk.start as usize..hunk.end as usize
}

struct Pieces<'t> {
    old: &'t [Token<'t>],
    new: &'t [Token<'t>],
    list: Vec<Piece>,
}

impl Pieces<'_> {
    /// Puts in words that are the same, those apart that are set otherwise.
    fn same(&mut self, old: Range<usize>, new: Range<usize>) {
        for (before, after) in old.zip(new) {
            let set_alike = self.old[before].style == self.new[after].style;
            let kind = if set_alike { PieceKind::Same } else { PieceKind::Set };
            match self.list.last_mut() {
                Some(last)
                    if last.kind == kind && last.old.end == before && last.new.end == after =>
                {
                    last.old.end += 1;
                    last.new.end += 1;
                }
                _ => self.list.push(Piece { kind, old: before..before + 1, new: after..after + 1 }),
            }
        }
    }
}

/// The pieces, changes told as one between which a word or two stayed by chance.
fn without_chance(pieces: Vec<Piece>, old: &[Token<'_>]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let between = piece.kind == PieceKind::Same
            && letters(old, &piece.old) <= CHANCE
            && rest.peek().is_some_and(|next| is_longer(next, &piece))
            && out.last().is_some_and(|last| is_longer(last, &piece));
        match out.last_mut() {
            Some(last) if between => {
                let next = rest.next().expect("it was just seen");
                last.old.end = next.old.end;
                last.new.end = next.new.end;
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Whether a change has more words on both sides than what stays.
fn is_longer(change: &Piece, stays: &Piece) -> bool {
    let least = change.old.len().min(change.new.len());
    change.kind == PieceKind::Changed && least > stays.old.len()
}

fn letters(tokens: &[Token<'_>], range: &Range<usize>) -> usize {
    tokens[range.clone()].iter().map(|token| token.text.chars().count()).sum()
}
