//! What a comparison found.

use std::collections::BTreeSet;
use std::ops::Range;

use super::join::Group;
use super::keys::Keys;
use super::text::{Fact, FactKind, Text, Token};
use super::words;

/// What changed from one text to another. Every word of both stands in one place of it.
#[derive(Debug)]
pub struct Changes<'t> {
    /// The text before.
    pub old: &'t Text,
    /// The text after.
    pub new: &'t Text,
    /// What is known of the book.
    pub facts: Vec<FactChange>,
    /// All passages, in the order of the new text; what was taken out stands where it stood.
    pub passages: Vec<Matched>,
    /// All notes, in the order of the new text.
    pub notes: Vec<NoteMatched>,
    /// What was replaced by the same words more than once, the most frequent first.
    pub repeated: Vec<Repeated>,
}

/// Something that is said of the book otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// What it is.
    pub kind: FactKind,
    /// What was said and no longer is.
    pub old: Vec<String>,
    /// What is said and was not.
    pub new: Vec<String>,
}

/// Passages that answer each other; one side is empty where they were put in or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Indexes in [`Text::passages`].
    pub old: Range<usize>,
    /// Indexes in [`Text::passages`].
    pub new: Range<usize>,
    /// Whether they stand elsewhere.
    pub moved: bool,
    /// What became of their words ([`Text::stream`]).
    pub pieces: Vec<Piece>,
}

/// Notes that answer each other; one side is none where the note was put in or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteMatched {
    /// Index in [`Text::notes`].
    pub old: Option<usize>,
    /// Index in [`Text::notes`].
    pub new: Option<usize>,
    /// Whether it is called at another place of the text.
    pub elsewhere: bool,
    /// What became of its words ([`Text::note`]).
    pub pieces: Vec<Piece>,
}

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// Indexes of the words before.
    pub old: Range<usize>,
    /// Indexes of the words after.
    pub new: Range<usize>,
}

/// What became of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Nothing.
    Same,
    /// They are set otherwise: in italics, in small capitals.
    Set,
    /// Those before were replaced by those after; taken out or put in where one side has none.
    Changed,
}

/// A replacement that was made more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The words before.
    pub old: String,
    /// The words after.
    pub new: String,
    /// How often.
    pub count: usize,
}

/// How much changed. Marks of punctuation alone are no words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Words that are no longer there.
    pub words_removed: usize,
    /// Words that are new.
    pub words_added: usize,
    /// Passages and notes with changed words.
    pub changed: usize,
    /// Passages and notes in which something is set otherwise.
    pub set: usize,
    /// Passages that stand elsewhere.
    pub moved: usize,
    /// Passages that are new.
    pub added: usize,
    /// Passages that are no longer there.
    pub removed: usize,
    /// Notes that are new.
    pub notes_added: usize,
    /// Notes that are no longer there.
    pub notes_removed: usize,
    /// Notes that are called elsewhere.
    pub notes_elsewhere: usize,
    /// Notes that have another number or sign.
    pub renumbered: usize,
    /// Facts that are said otherwise.
    pub facts: usize,
}

impl Matched {
    /// Whether there is something to tell.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.moved || self.pieces.iter().any(|piece| piece.kind != PieceKind::Same)
    }
}

impl NoteMatched {
    /// Whether there is something to tell, beside another number.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let put = self.old.is_none() || self.new.is_none();
        put || self.elsewhere || self.pieces.iter().any(|piece| piece.kind != PieceKind::Same)
    }
}

impl Changes<'_> {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tally() == Tally::default()
    }

    /// The notes on both sides whose marks differ: the old and the new ones. None where one side alone was read back: that
    /// counts notes of several series as one.
    pub fn renumbered(&self) -> impl Iterator<Item = (&str, &str)> {
        let alike = self.old.finished == self.new.finished;
        let both = self.notes.iter().filter_map(|note| Some((note.old?, note.new?)));
        let marks = both.map(|(old, new)| (&*self.old.notes[old].mark, &*self.new.notes[new].mark));
        marks.filter(move |(old, new)| alike && old != new)
    }

    /// How much changed.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally {
            facts: self.facts.len(),
            renumbered: self.renumbered().count(),
            ..Tally::default()
        };
        for passage in &self.passages {
            match (passage.old.is_empty(), passage.new.is_empty()) {
                (true, _) => tally.added += passage.new.len(),
                (_, true) => tally.removed += passage.old.len(),
                _ => tally.count(&passage.pieces),
            }
            tally.moved += usize::from(passage.moved);
            if passage.is_changed() {
                let (old, new) = (self.old.stream(&passage.old), self.new.stream(&passage.new));
                tally.words(&passage.pieces, &old, &new);
            }
        }
        for note in &self.notes {
            match (note.old, note.new) {
                (None, _) => tally.notes_added += 1,
                (_, None) => tally.notes_removed += 1,
                _ => tally.count(&note.pieces),
            }
            tally.notes_elsewhere += usize::from(note.elsewhere);
            if note.is_changed() {
                let old = note.old.map_or(Vec::new(), |at| self.old.note(at));
                let new = note.new.map_or(Vec::new(), |at| self.new.note(at));
                tally.words(&note.pieces, &old, &new);
            }
        }
        tally
    }
}

impl Tally {
    fn count(&mut self, pieces: &[Piece]) {
        let any = |kind| usize::from(pieces.iter().any(|piece| piece.kind == kind));
        self.changed += any(PieceKind::Changed);
        self.set += any(PieceKind::Set);
    }

    fn words(&mut self, pieces: &[Piece], old: &[Token<'_>], new: &[Token<'_>]) {
        let words = |tokens: &[Token<'_>]| {
            tokens.iter().filter(|token| token.text.contains(char::is_alphanumeric)).count()
        };
        for piece in pieces.iter().filter(|piece| piece.kind == PieceKind::Changed) {
            self.words_removed += words(&old[piece.old.clone()]);
            self.words_added += words(&new[piece.new.clone()]);
        }
    }
}

/// Groups, and what is in none, in the order of the new text; what was taken out stands behind what stood before it.
pub(super) fn in_reading_order(
    old: &Text,
    new: &Text,
    groups: Vec<Group>,
    keys: &Keys<'_>,
) -> Vec<Matched> {
    let mut kept = vec![false; old.passages.len()];
    groups.iter().for_each(|group| kept[group.old.clone()].fill(true));
    let mut by_new: Vec<Group> = groups;
    by_new.sort_by_key(|group| group.new.start);
    let mut out = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let mut removed = |out: &mut Vec<Matched>, until: usize| {
        while old_at < until {
            if !kept[old_at] {
                out.push(alone(old, old_at..old_at + 1, true));
            }
            old_at += 1;
        }
    };
    for group in by_new {
        if !group.moved {
            removed(&mut out, group.old.start);
        }
        out.extend((new_at..group.new.start).map(|at| alone(new, at..at + 1, false)));
        new_at = group.new.end;
        let pieces = words::pieces(&old.stream(&group.old), &new.stream(&group.new), keys);
        out.push(Matched { old: group.old, new: group.new, moved: group.moved, pieces });
    }
    removed(&mut out, old.passages.len());
    out.extend((new_at..new.passages.len()).map(|at| alone(new, at..at + 1, false)));
    out
}

/// A passage that is on one side alone.
fn alone(text: &Text, at: Range<usize>, is_old: bool) -> Matched {
    let words = 0..text.stream(&at).len();
    let (old, new) = if is_old { (at, 0..0) } else { (0..0, at) };
    let (before, after) = if is_old { (words, 0..0) } else { (0..0, words) };
    let pieces = vec![Piece { kind: PieceKind::Changed, old: before, new: after }];
    Matched { old, new, moved: false, pieces }
}

/// What is said of the book otherwise. A finished book says less than an edition: what it does not say of itself is no change.
pub(super) fn facts(old: &Text, new: &Text) -> Vec<FactChange> {
    let kinds: BTreeSet<FactKind> =
        old.facts.iter().chain(&new.facts).map(|fact| fact.kind).collect();
    let values = |facts: &[Fact], kind: FactKind| -> Vec<String> {
        facts.iter().filter(|fact| fact.kind == kind).map(|fact| fact.value.clone()).collect()
    };
    let changes = kinds.into_iter().filter_map(|kind| {
        let (before, after) = (values(&old.facts, kind), values(&new.facts, kind));
        let unsaid = old.finished && before.is_empty() || new.finished && after.is_empty();
        if before == after || unsaid {
            return None;
        }
        let only = |some: &[String], others: &[String]| -> Vec<String> {
            some.iter().filter(|one| !others.contains(one)).cloned().collect()
        };
        let (gone, come) = (only(&before, &after), only(&after, &before));
        // The same in another order is told as a whole.
        let reordered = gone.is_empty() && come.is_empty();
        let (old, new) = if reordered { (before, after) } else { (gone, come) };
        Some(FactChange { kind, old, new })
    });
    changes.collect()
}
