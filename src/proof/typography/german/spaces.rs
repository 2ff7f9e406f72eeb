//! Spaces that do not belong there.

use super::super::super::{Finding, PieceKind};
use super::super::line::{Line, is_blank, pattern};
use crate::diagnostics::Code;

pattern!(BEFORE, "[\\x20\\u{{a0}}\\u{{202f}}\\u{{2009}}]([,;:!?.])");

/// `Staat , der`
pub(in super::super) fn before_punctuation(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in BEFORE.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let sign = &found[1];
        let word = line
            .before(whole.start)
            .is_some_and(|c| c.is_alphanumeric() || ")]“”»«‘’›‹\u{fffc}…%".contains(c));
        let behind = line.after(whole.end);
        let ends = behind.is_none_or(|c| c.is_whitespace() || ")]“”»«‘’›‹…\u{fffc}".contains(c));
        let swapped = matches!(sign, "," | ";") && behind.is_some_and(char::is_alphabetic);
        // `,Wort’` is a quotation.
        let quoted = swapped && {
            let rest = line.text[whole.end..].trim_start_matches(char::is_alphanumeric);
            rest.starts_with(['’', '‘', '\''])
        };
        if !word || quoted || !(ends || swapped) || is_elsewhere(line, whole.start, whole.end, sign)
        {
            continue;
        }
        let space = whole.start..whole.end - 1;
        let before = line.around(whole.start, whole.start).trim_end();
        let before = &before[..before.find(is_blank).unwrap_or(before.len())];
        let shown = format!("{before} {sign}");
        let message = format!("a space stands before `{sign}` in `{shown}`");
        let hint = format!("write `{before}{sign}`");
        if swapped {
            let right = format!("{sign} ");
            line.correct(out, (Code::PunctuationSpace, whole), &right, message, hint);
        } else {
            line.correct(out, (Code::PunctuationSpace, space), "", message, hint);
        }
    }
}

/// `1 : 10`, `. . .`, a row of signs.
fn is_elsewhere(line: &Line<'_>, start: usize, end: usize, sign: &str) -> bool {
    let next = line.text[end..].trim_start_matches(is_blank).chars().next();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ratio = sign == ":" && digit(line.before(start)) && digit(next);
    let row = next.is_some_and(|c| ",;:!?.".contains(c));
    ratio || row
}

/// `Wort [^1]`
pub(in super::super) fn before_call(line: &Line<'_>, out: &mut Vec<Finding>) {
    let calls = line.passage.pieces.iter().filter(|piece| piece.kind == PieceKind::Call);
    for call in calls {
        let at = call.range.start;
        if line.before(at) != Some(' ') || at == 1 {
            continue;
        }
        let word = line.word_before(at);
        let message = format!("a space stands between `{word}` and the call of its note");
        let hint = "put the call right behind the word or its punctuation".to_owned();
        let range = (Code::NoteCallSpace, at - 1..at);
        // Before a word the call may belong to what follows.
        if line.after(call.range.end).is_some_and(char::is_alphanumeric) {
            line.tell(out, range, message, hint);
        } else {
            line.correct(out, range, "", message, hint);
        }
    }
}
