//! The ellipsis: its sign, its spaces, its brackets, the stop behind it.

use super::super::super::Finding;
use super::super::line::{Line, NO_BREAK, is_blank, pattern};
use super::words::{is_determiner, starts_sentence};
use crate::diagnostics::Code;

pattern!(POINTS, r"\.(?:\x20?\.){{2,}}|…\.|…{{2,}}");
pattern!(OMISSION, r"\(\x20?(…|\.\.\.)\x20?\)|\[\x20(?:…|\.\.\.)\x20?\]|\[(?:…|\.\.\.)\x20\]");

/// Whole words before an ellipsis, beside those that begin a sentence.
const WHOLE: &str = "aber hat hatte haben ist sind war waren wird werden wurde wollte will soll sollte kann \
     konnte muß muss mußte musste darf weiß noch sehr schon gut nein jawohl vielleicht";

/// Whole words that also begin many longer ones.
const BEGINNINGS: &str = "ein eine dar her hin bei mit vor nach aus auf über unter durch ganz \
     selbst weit viel lang mehr zwischen gegen alle all die sein mein dein ihr kein sich sei bis \
     man hinter";

/// `...`, `. . .` for `…`; `….` for `…`.
pub(super) fn points(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in POINTS.find_iter(line.text) {
        let range = found.range();
        let left = line.before(range.start);
        let right = line.after(range.end);
        let row = |c: Option<char>| c.is_some_and(|c| c == '…' || c == '.');
        if row(left) || row(right) || line.text[range.end..].starts_with(" .") {
            continue;
        }
        if found.as_str() == "…." {
            stop(line, range.start, range.end, out);
            continue;
        }
        let points = found.as_str().bytes().filter(|b| *b == b'.').count();
        if !(3..=4).contains(&points) {
            continue;
        }
        let message = format!("`{}` stands for the ellipsis", found.as_str());
        let hint = "write `…`, which is one sign".to_owned();
        line.correct(out, (Code::Ellipsis, range), "…", message, hint);
    }
}

/// `….`
fn stop(line: &Line<'_>, start: usize, end: usize, out: &mut Vec<Finding>) {
    if line.ends(end) {
        let message = "a full stop follows the ellipsis `….`".to_owned();
        let hint = "write `…` alone: it ends the sentence".to_owned();
        let point = start + '…'.len_utf8()..end;
        line.correct(out, (Code::EllipsisStop, point), "", message, hint);
    }
}

/// `ist…`: a word is left out, and no space stands before the sign. Where letters may be left
/// out, nobody can tell.
pub(super) fn spacing(line: &Line<'_>, out: &mut Vec<Finding>) {
    for (at, sign) in line.text.match_indices('…') {
        let end = at + sign.len();
        // More points are another sign, and `points` tells of them.
        if line.after(end) == Some('.') || line.after(end) == Some('…') {
            continue;
        }
        if line.before(at).is_some_and(char::is_alphabetic) {
            let word = line.word_before(at);
            if is_whole(word) {
                let message = format!("`{word}…` reads like a word broken off");
                let hint = format!("write `{word}\\ …` where words are left out");
                line.correct(out, (Code::Ellipsis, at..at), NO_BREAK, message, hint);
            }
        }
        if line.after(end).is_some_and(char::is_alphabetic)
            && line.before(at).is_none_or(|c| is_blank(c) || "„‚»›([“".contains(c))
        {
            let word = line.word_after(end);
            if is_whole(word) {
                let message = format!("`…{word}` reads like a word without its beginning");
                let hint = format!("write `… {word}` where words are left out");
                line.correct(out, (Code::Ellipsis, end..end), " ", message, hint);
            }
        }
    }
}

/// Whether these letters are surely a whole word.
fn is_whole(word: &str) -> bool {
    let lower = word.to_lowercase();
    let usual = WHOLE.split(' ').any(|known| known == lower);
    lower.chars().count() > 2
        && (usual || starts_sentence(&lower) || is_determiner(&lower))
        && !BEGINNINGS.split(' ').any(|known| known == lower)
}

/// `(…)` for `[…]`, and spaces within the brackets.
pub(super) fn omission(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in OMISSION.find_iter(line.text) {
        let range = found.range();
        let left =
            line.before(range.start).is_none_or(|c| c.is_whitespace() || "„‚»›“–".contains(c));
        // Djot would read a bracket or brace behind the square bracket as a link or as attributes.
        let right =
            line.after(range.end).is_none_or(|c| c.is_whitespace() || ".,;!?“”«»‘".contains(c));
        if !left || !right {
            continue;
        }
        let message = format!("`{}` marks an omission", found.as_str());
        let hint = "write `[…]`".to_owned();
        line.correct(out, (Code::Omission, range), "[…]", message, hint);
    }
}
