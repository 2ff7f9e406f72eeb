//! The notes: which answer each other, and what became of them.

use rustc_hash::FxHashMap;

use super::changes::{Matched, NoteMatched, Piece, PieceKind};
use super::keys::Keys;
use super::pairing::Pairing;
use super::text::Text;
use super::words;

/// How many calls at places that answer an old one are looked at: more stand there in no book.
const NEAR: usize = 64;

/// A call in passages that answer each other: which ones, behind how many of their words, and the note.
#[derive(Debug, Clone, Copy)]
struct Called {
    at: usize,
    note: usize,
}

/// Compares the notes. They answer each other by the place of their call, then by what they say.
pub(super) fn compare(
    old: &Text,
    new: &Text,
    passages: &[Matched],
    keys: &Keys<'_>,
) -> Vec<NoteMatched> {
    let before: Vec<Vec<u32>> = old.notes.iter().map(|note| keys.words(&note.words)).collect();
    let after: Vec<Vec<u32>> = new.notes.iter().map(|note| keys.words(&note.words)).collect();
    let mut pairing = Pairing::new(&before, &after);
    let places = Places::of(old, new, passages);
    places.answering(&mut |old, new| before[old] == after[new], &mut pairing);
    pairing.same();
    pairing.similar();
    places.answering(&mut |_, _| true, &mut pairing);
    pairing.between();
    let notes = in_order(&pairing, old.notes.len(), new.notes.len());
    let matched = notes.into_iter().map(|(old_note, new_note)| {
        let tokens = |text: &Text, note: Option<usize>| {
            note.map_or(0, |note| text.notes[note].words.list.len())
        };
        let pieces = match (old_note, new_note) {
            (Some(before), Some(after)) => words::pieces(&old.note(before), &new.note(after), keys),
            _ => {
                let (before, after) = (0..tokens(old, old_note), 0..tokens(new, new_note));
                vec![Piece { kind: PieceKind::Changed, old: before, new: after }]
            }
        };
        let both = old_note.zip(new_note);
        let elsewhere = both.is_some_and(|(old, new)| !places.answer(old, new));
        NoteMatched { old: old_note, new: new_note, elsewhere, pieces }
    });
    matched.collect()
}

/// Pairs and what is in none, in the order of the new notes; what was taken out stands behind what stood before it.
fn in_order(
    pairing: &Pairing<'_>,
    olds: usize,
    news: usize,
) -> Vec<(Option<usize>, Option<usize>)> {
    let mut behind: FxHashMap<Option<usize>, Vec<usize>> = FxHashMap::default();
    let mut last = None;
    for old in 0..olds {
        match pairing.new_of(old) {
            Some(new) => last = Some(new),
            None => behind.entry(last).or_default().push(old),
        }
    }
    let mut out = Vec::new();
    let mut removed = |out: &mut Vec<_>, place: Option<usize>| {
        let list = behind.remove(&place).unwrap_or_default();
        out.extend(list.into_iter().map(|old| (Some(old), None)));
    };
    removed(&mut out, None);
    for new in 0..news {
        out.push((pairing.old_of(new), Some(new)));
        removed(&mut out, Some(new));
    }
    out
}

/// Where notes are called, in places that both texts have.
struct Places<'c> {
    passages: &'c [Matched],
    /// For each note of the old text its first call: passages that answer each other, behind how many words.
    old: Vec<Option<(usize, usize)>>,
    /// The same of the new text.
    new: Vec<Option<(usize, usize)>>,
    /// For each of the passages the calls in the new text, in their order.
    calls: FxHashMap<usize, Vec<Called>>,
}

impl<'c> Places<'c> {
    fn of(old: &Text, new: &Text, passages: &'c [Matched]) -> Self {
        let old = first_calls(old, passages, |matched| matched.old.clone());
        let new = first_calls(new, passages, |matched| matched.new.clone());
        let mut calls: FxHashMap<usize, Vec<Called>> = FxHashMap::default();
        for (note, place) in new.iter().enumerate() {
            if let Some((matched, at)) = *place {
                calls.entry(matched).or_default().push(Called { at, note });
            }
        }
        calls.values_mut().for_each(|list| list.sort_by_key(|call| call.at));
        Self { passages, old, new, calls }
    }

    /// Joins notes that are called at places which answer each other, as far as they are wanted.
    fn answering(&self, wanted: &mut impl FnMut(usize, usize) -> bool, pairing: &mut Pairing<'_>) {
        for (old, place) in self.old.iter().enumerate() {
            let Some((matched, at)) = *place else { continue };
            if pairing.new_of(old).is_some() {
                continue;
            }
            let (from, to) = answer(&self.passages[matched].pieces, at);
            let calls = self.calls.get(&matched).map_or(&[] as &[Called], Vec::as_slice);
            let first = calls.partition_point(|call| call.at < from);
            let near = calls[first..].iter().take(NEAR).take_while(|call| call.at <= to);
            let mut free = near.filter(|call| pairing.old_of(call.note).is_none());
            if let Some(call) = free.find(|call| wanted(old, call.note)) {
                pairing.join(old, call.note);
            }
        }
    }

    /// Whether two notes are called at places which answer each other; so are those that are called nowhere.
    fn answer(&self, old: usize, new: usize) -> bool {
        match (self.old[old], self.new[new]) {
            (Some((before, at)), Some((after, place))) => {
                let (from, to) = answer(&self.passages[before].pieces, at);
                before == after && (from..=to).contains(&place)
            }
            (before, after) => before.is_none() && after.is_none(),
        }
    }
}

/// The first call of each note of a text.
fn first_calls(
    text: &Text,
    passages: &[Matched],
    side: impl Fn(&Matched) -> std::ops::Range<usize>,
) -> Vec<Option<(usize, usize)>> {
    // For each passage where it stands, and how many words are before it there.
    let mut places = vec![None; text.passages.len()];
    for (number, matched) in passages.iter().enumerate() {
        let mut before = 0;
        for passage in side(matched) {
            places[passage] = Some((number, before));
            before += text.passages[passage].words.list.len() + 1;
        }
    }
    let called = text.notes.iter().map(|note| {
        let (passage, behind) = note.called?;
        let (number, before) = places[passage]?;
        Some((number, before + behind))
    });
    called.collect()
}

/// Behind how many new words a place can be that is behind so many old ones: the fewest and the most.
fn answer(pieces: &[Piece], at: usize) -> (usize, usize) {
    let stays = |piece: &&Piece| piece.kind != PieceKind::Changed;
    let before = pieces[..pieces.partition_point(|piece| piece.old.start < at)].iter().rfind(stays);
    let from = before.map_or(0, |piece| piece.new.start + piece.old.end.min(at) - piece.old.start);
    let mut behind = pieces[pieces.partition_point(|piece| piece.old.end <= at)..].iter();
    let place = |piece: &Piece| piece.new.start + piece.old.start.max(at) - piece.old.start;
    let to = behind.find(stays).map_or(usize::MAX, place);
    (from, to.max(from))
}
