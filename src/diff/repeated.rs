//! What was replaced in the same way more than once: an orthography, a name.

use std::collections::BTreeMap;

use super::changes::{Matched, NoteMatched, Piece, PieceKind, Repeated};
use super::text::{Text, Token, said};

/// Most words of a replacement that can be a habit.
const WORDS: usize = 3;

/// The replacements that were made more than once, the most frequent first.
pub(super) fn repeated(
    old: &Text,
    new: &Text,
    passages: &[Matched],
    notes: &[NoteMatched],
) -> Vec<Repeated> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut count = |before: &[Token<'_>], after: &[Token<'_>], pieces: &[Piece]| {
        for piece in pieces {
            if let Some(replaced) = replacement(before, after, piece) {
                *counts.entry(replaced).or_default() += 1;
            }
        }
    };
    for one in
        passages.iter().filter(|one| !one.old.is_empty() && !one.new.is_empty() && one.is_changed())
    {
        count(&old.stream(&one.old), &new.stream(&one.new), &one.pieces);
    }
    for one in notes.iter().filter(|one| one.is_changed()) {
        if let Some((before, after)) = one.old.zip(one.new) {
            count(&old.note(before), &new.note(after), &one.pieces);
        }
    }
    let mut list: Vec<Repeated> = counts
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|((old, new), count)| Repeated { old, new, count })
        .collect();
    list.sort_by(|a, b| {
        b.count.cmp(&a.count).then_with(|| (&a.old, &a.new).cmp(&(&b.old, &b.new)))
    });
    list
}

/// The words before and after of a replacement that can be a habit; none of what is longer, and of what was put in or taken
/// out.
#[must_use]
pub fn replacement(
    old: &[Token<'_>],
    new: &[Token<'_>],
    piece: &Piece,
) -> Option<(String, String)> {
    let fits = |words: &std::ops::Range<usize>| (1..=WORDS).contains(&words.len());
    let is_one = piece.kind == PieceKind::Changed && fits(&piece.old) && fits(&piece.new);
    let words = || (said(&old[piece.old.clone()]), said(&new[piece.new.clone()]));
    // Where the space before it alone differs, what is said is the same.
    is_one.then(words).filter(|(old, new)| old != new)
}
