//! What of a line no line end cuts: by its longest pieces the typesetter finds how narrow the column
//! of a table may be.

use std::ops::Range;

use super::{Marks, Running, Setting, code};

/// The pieces of lines that are the longest, as text; which of them is the widest only the
/// typesetter knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::writers::pdf) struct Widest {
    /// Pieces where no word is broken.
    pub(in crate::writers::pdf) whole: Vec<Piece>,
    /// Pieces where words are broken, with the hyphens at their ends.
    pub(in crate::writers::pdf) broken: Vec<Piece>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::writers::pdf) struct Piece {
    /// What is read.
    pub(in crate::writers::pdf) text: String,
    /// Whether it is set as program text.
    pub(in crate::writers::pdf) code: bool,
}

/// So many pieces are kept.
const KEPT: usize = 4;
/// What stands for something that is no text: calls of notes, small pictures.
const OBJECT: char = '\u{fffc}';

impl Widest {
    /// Takes in the pieces of a line.
    pub(in crate::writers::pdf) fn add(&mut self, running: &Running, marks: &Marks) {
        for word in uncut(running, marks) {
            let from = marks.breaks.partition_point(|one| one.0 <= word.start);
            let inner = marks.breaks[from..].iter().map(|one| one.0);
            let inner = inner.take_while(|at| *at < word.end);
            let cuts: Vec<usize> =
                [word.start].into_iter().chain(inner).chain([word.end]).collect();
            for pair in cuts.windows(2) {
                let hyphen = if pair[1] < word.end { "-" } else { "" };
                keep(&mut self.broken, piece(running, pair[0]..pair[1], hyphen));
            }
            keep(&mut self.whole, piece(running, word, ""));
        }
    }
}

/// The pieces between the places at which a line may end without a hyphen of its own.
fn uncut(running: &Running, marks: &Marks) -> Vec<Range<usize>> {
    let text = &running.text;
    let whole: Vec<&Range<usize>> = marks
        .pieces
        .iter()
        .filter(|piece| piece.setting == Setting::Uncut)
        .map(|piece| &piece.range)
        .collect();
    let is_cut = |end: usize| {
        let index = whole.partition_point(|range| range.end <= end);
        whole.get(index).is_none_or(|range| end <= range.start)
    };
    let mut ends: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        let behind = at + c.len_utf8();
        let next = text[behind..].chars().next();
        // No space joins what stands before and behind it, but those that do not break.
        let space = c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
        let hyphen = matches!(c, '-' | '\u{2010}' | '–') && next.is_some_and(char::is_alphabetic);
        if (space || hyphen || is_ideographic(c)) && is_cut(behind) {
            ends.push(behind);
        }
    }
    for part in running.code() {
        let inner = code::parts(&text[part.clone()]).into_iter();
        ends.extend(inner.map(|inner| part.start + inner.end));
    }
    ends.extend(whole.iter().flat_map(|range| [range.start, range.end]));
    ends.push(text.len());
    ends.sort_unstable();
    ends.dedup();
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(ends.iter().copied()).map(|(start, end)| start..end).collect()
}

/// Whether a line may end behind a character in any case: in the scripts of East Asia.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn piece(running: &Running, range: Range<usize>, hyphen: &str) -> Piece {
    let code = running.is_code_at(range.start);
    // The mark of a note is about as wide as a figure.
    let text = running.text[range].trim().replace(OBJECT, "0");
    Piece { text: format!("{text}{hyphen}"), code }
}

/// Keeps a piece if it is one of the longest.
fn keep(pieces: &mut Vec<Piece>, new: Piece) {
    if new.text.is_empty() || pieces.contains(&new) {
        return;
    }
    let at = pieces.partition_point(|one| width(one) >= width(&new));
    pieces.insert(at, new);
    pieces.truncate(KEPT);
}

/// How wide a piece is, in parts of an em that are good enough to put pieces in order.
fn width(piece: &Piece) -> usize {
    if piece.code {
        return 6 * piece.text.chars().count();
    }
    let of = |c: char| match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '-' | '’' => 3,
        'm' | 'w' | 'M' | 'W' | '—' => 8,
        _ if c.is_uppercase() || !c.is_ascii() && !c.is_alphabetic() => 7,
        _ => 5,
    };
    piece.text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::super::{Running, judge};
    use super::Widest;
    use crate::ir::{Inline, InlineKind, Language};
    use crate::language::hyphenation::{Hyphenation, Minima};
    use crate::source::{FileId, Span};

    fn widest(kinds: Vec<InlineKind>) -> (Vec<String>, Vec<String>) {
        let span = Span::new(FileId(0), 0..0);
        let list: Vec<Inline> = kinds.into_iter().map(|kind| Inline::new(span, kind)).collect();
        let running = Running::new(
            &list,
            &crate::ir::Citations::default(),
            &Language::parse("de").expect("a language"),
        );
        let minima = Minima { before: 2, after: 3 };
        let marks = judge(&running, &Hyphenation::default(), true, minima);
        let mut widest = Widest::default();
        widest.add(&running, &marks);
        let texts = |list: Vec<super::Piece>| list.into_iter().map(|piece| piece.text).collect();
        (texts(widest.whole), texts(widest.broken))
    }

    fn text(text: &str) -> InlineKind {
        InlineKind::Text { text: text.to_owned() }
    }

    #[test]
    fn the_longest_pieces_come_first() {
        let (whole, broken) = widest(vec![text("im September und Oktober")]);
        assert_eq!(whole, ["September", "Oktober", "und", "im"]);
        assert_eq!(broken, ["Sep-", "tem-", "und", "Ok-"]);
    }

    #[test]
    fn lines_end_behind_hyphens_and_within_addresses() {
        let (whole, _) = widest(vec![text("Haupt-Bahnhof https://beispiel.de/weg")]);
        assert_eq!(whole[..3], ["Bahnhof", "https://", "Haupt-"]);
    }

    #[test]
    fn code_is_cut_where_it_is_too_long() {
        let (whole, _) = widest(vec![InlineKind::Code { text: "a".repeat(60) }]);
        assert_eq!(whole, ["a".repeat(24), "a".repeat(12)]);
    }
}
