//! What changed from one text to another: word by word, note by note, what was moved as moved.
//!
//! A [`Text`] is read of a book, whatever it was opened from ([`read`]). [`compare`] says of every word of both sides in
//! which one place of the [`Changes`] it stands:
//!
//! 1. passages that stand on both sides in the same order, by what they hold (`pairing`);
//! 2. the same passages at other places, then similar ones: such that share words which few others have, at last those between neighbours that answer each other;
//! 3. what is not in the heaviest common order was moved (`order`);
//! 4. passages that were split or joined belong together (`join`);
//! 5. the words of what belongs together (`words`), and of the notes, which belong together by their calls first (`notes`);
//! 6. what was replaced in the same way many times (`repeated`).

mod changes;
mod join;
mod keys;
mod notes;
mod order;
mod pairing;
mod read;
mod repeated;
mod text;
mod words;

pub use changes::{Changes, Matched, NoteMatched, Piece, PieceKind, Repeated};
pub use read::read;
pub use repeated::replacement;
pub use text::{FactKind, Kind, PARAGRAPH, Passage, Style, Text, Token, said};

use keys::Keys;
use pairing::Pairing;

/// Compares two texts.
#[must_use]
pub fn compare<'t>(old: &'t Text, new: &'t Text) -> Changes<'t> {
    let keys = Keys::of(old, new);
    let (before, after) = (keys.passages(old), keys.passages(new));
    let mut pairing = Pairing::new(&before, &after);
    pairing.in_order();
    pairing.same();
    pairing.similar();
    pairing.between();
    let groups = join::groups(&before, &after, pairing.pairs());
    let mut passages = changes::in_reading_order(old, new, groups, &keys);
    passages.retain(|matched| !says_the_title(matched, old, new));
    let notes = notes::compare(old, new, &passages, &keys);
    let facts = changes::facts(old, new);
    let repeated = repeated::repeated(old, new, &passages, &notes);
    Changes { old, new, facts, passages, notes, repeated }
}

/// Whether a passage is a heading with the title of the book, and the other side a finished book, which has none: of those the title is
/// read once.
fn says_the_title(matched: &Matched, old: &Text, new: &Text) -> bool {
    let (text, at, other) = match (matched.old.is_empty(), matched.new.is_empty()) {
        (false, true) => (old, matched.old.start, new),
        (true, false) => (new, matched.new.start, old),
        _ => return false,
    };
    let passage = &text.passages[at];
    other.finished && passage.kind == Kind::Heading && passage.words.said() == other.title
}
