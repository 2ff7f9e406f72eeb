//! On which side of a punctuation mark the call of a note stands.
//!
//! English puts it behind (Chicago Manual of Style, 14.26), French before (Lexique des règles
//! typographiques, *appel de note*). In German it stands behind where the note is to the sentence and
//! before where it is to the word alone (Duden, *Fußnoten- und Anmerkungszeichen*): there only what
//! is rare in the book is told.

use std::ops::Range;

use super::super::{Finding, OBJECT, Passage, Piece, PieceKind};
use super::line::Line;
use crate::diagnostics::Code;
use crate::ir::walk::LineKind;

/// One call in so many is rare.
const RARE: usize = 20;
/// Abbreviations that keep their point before a French call.
const WITH_POINT: [&str; 4] = ["etc", "chap", "trad", "coll"];

/// A call with the texts left and right of it.
struct Call<'a> {
    piece: &'a Piece,
    left: &'a str,
    right: &'a str,
    /// Whether the source has nothing between the call and what stands left and right of it.
    seamless: (bool, bool),
}

impl Call<'_> {
    /// Whether the sentence around it is in the language.
    fn is_in(&self, language: &str) -> bool {
        self.piece.language.primary() == language
    }
}

/// The calls of a passage that stand behind text.
fn calls(passage: &Passage) -> impl Iterator<Item = Call<'_>> {
    let text = |piece: Option<&Piece>| piece.filter(|piece| piece.kind == PieceKind::Text).cloned();
    passage.pieces.iter().enumerate().filter(|(_, piece)| piece.kind == PieceKind::Call).filter_map(
        move |(index, piece)| {
            let before = text(index.checked_sub(1).and_then(|left| passage.pieces.get(left)))?;
            let next = passage.pieces.get(index + 1);
            let behind = text(next);
            if next.is_some() && behind.is_none() {
                return None;
            }
            let right = behind.as_ref().map_or("", |piece| &passage.text[piece.range.clone()]);
            let starts = behind.is_none_or(|right| right.span.start == piece.span.end);
            Some(Call {
                piece,
                left: &passage.text[before.range],
                right,
                seamless: (before.span.end == piece.span.start, starts),
            })
        },
    )
}

/// `word[^1].`
pub(super) fn english(line: &Line<'_>, out: &mut Vec<Finding>) {
    for call in calls(line.passage).filter(|call| call.is_in("en")) {
        let Some(sign) = call.right.chars().next().filter(|c| ".,;:!?".contains(*c)) else {
            continue;
        };
        let rest = &call.right[sign.len_utf8()..];
        let mark = call.piece.range.end..call.piece.range.end + sign.len_utf8();
        if !ends(rest) || !call.left.ends_with(char::is_alphanumeric) || !line.free(&mark) {
            continue;
        }
        let word = line.word_before(call.piece.range.start);
        let message = format!("a call stands before the `{sign}` in English text");
        let hint = format!("put it behind: `{word}{sign}[^…]`");
        let whole = call.piece.range.start..mark.end;
        let finding = Finding::new(Code::NoteCallOrder, whole, message, hint);
        out.push(match call.seamless {
            (true, true) => finding.corrected(format!("{sign}{OBJECT}")),
            _ => finding,
        });
    }
}

/// `mot.[^1]`
pub(super) fn french(line: &Line<'_>, out: &mut Vec<Finding>) {
    for call in calls(line.passage).filter(|call| call.is_in("fr")) {
        let Some(sign) = call.left.chars().next_back().filter(|c| ".,;:!?»".contains(*c)) else {
            continue;
        };
        let mark = call.piece.range.start - sign.len_utf8()..call.piece.range.start;
        let word = line.word_before(mark.start);
        let abbreviated = sign == '.'
            && (word.contains('.')
                || word.chars().count() < 4
                || WITH_POINT.contains(&word)
                || word.chars().all(|c| c.is_ascii_digit()));
        if abbreviated || !ends(call.right) || !line.free(&mark) {
            continue;
        }
        let message = format!("a call stands behind the `{sign}` in French text");
        let hint = format!("put it before: `{word}[^…]{sign}`");
        let simple =
            ".,".contains(sign) && line.before(mark.start).is_some_and(char::is_alphabetic);
        let whole = mark.start..call.piece.range.end;
        let finding = Finding::new(Code::NoteCallOrder, whole, message, hint);
        out.push(match call.seamless {
            (true, true) if simple => finding.corrected(format!("{OBJECT}{sign}")),
            _ => finding,
        });
    }
}

/// Whether a sentence or a part of it can end before the text.
fn ends(text: &str) -> bool {
    text.chars().next().is_none_or(char::is_whitespace)
}

/// The calls of a book in German that stand on the other side of the point or comma than nearly all
/// others; each with the index of its passage.
pub(in super::super) fn find_in_book(passages: &[Passage]) -> Vec<(usize, Finding)> {
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    for (index, passage) in passages.iter().enumerate() {
        if passage.kind != LineKind::Prose {
            continue;
        }
        for call in calls(passage).filter(|call| call.is_in("de")) {
            let range = call.piece.range.clone();
            let mut right = call.right.chars();
            if right.next().is_some_and(|c| ".,;".contains(c)) && ends(right.as_str()) {
                before.push((index, range));
            } else if call.left.ends_with(['.', ',', ';']) && ends(call.right) {
                behind.push((index, range));
            }
        }
    }
    if before.len() * RARE <= behind.len() {
        rare(before, behind.len(), ("before", "behind"))
    } else if behind.len() * RARE <= before.len() {
        rare(behind, before.len(), ("behind", "before"))
    } else {
        Vec::new()
    }
}

fn rare(
    found: Vec<(usize, Range<usize>)>,
    others: usize,
    (side, other): (&str, &str),
) -> Vec<(usize, Finding)> {
    let told = found.into_iter().map(|(index, range)| {
        let message =
            format!("a call stands {side} the punctuation, {others} others stand {other} it");
        let hint = "behind it, a note is to the sentence; before it, to the word alone";
        (index, Finding::new(Code::NoteCallOrder, range, message, hint))
    });
    told.collect()
}
