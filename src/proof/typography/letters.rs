//! Letters that are of another time or another case.

use super::super::Finding;
use super::apostrophe::shown;
use super::line::Line;
use crate::diagnostics::Code;

/// A small `ß` among capitals.
pub(super) fn capital_eszett(line: &Line<'_>, out: &mut Vec<Finding>) {
    let mut done = 0;
    for (at, sign) in line.text.match_indices('ß') {
        if at < done {
            continue;
        }
        let word = shown(line, at, at + sign.len());
        let start = word.as_ptr() as usize - line.text.as_ptr() as usize;
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let all = word.chars().all(|c| c.is_uppercase() || c == 'ß');
        if capitals < 2 || !all {
            continue;
        }
        done = start + word.len();
        let double = word.replace('ß', "SS");
        let message = format!("`{word}` has a small `ß` among capitals");
        let hint = format!("write `{double}` or `{}`", word.replace('ß', "ẞ"));
        line.tell(out, (Code::CapitalEszett, start..done), message, hint);
    }
}

/// A long s; told once in a passage.
pub(super) fn long_s(line: &Line<'_>, out: &mut Vec<Finding>) {
    let beside = |at: usize| [line.before(at), line.after(at + 'ſ'.len_utf8())];
    let mut places = line
        .text
        .match_indices('ſ')
        .filter(|(at, _)| beside(*at).iter().flatten().any(|c| c.is_alphabetic()));
    let Some((at, sign)) = places.next() else { return };
    let more = places.count();
    let word = shown(line, at, at + sign.len());
    let start = word.as_ptr() as usize - line.text.as_ptr() as usize;
    let message = match more {
        0 => format!("`{word}` has a long s"),
        n => format!("`{word}` has a long s, and so {n} more in this paragraph"),
    };
    let hint = format!(
        "write `{}`; in a transcription that keeps it, switch this off in `[lints]`",
        word.replace('ſ', "s")
    );
    line.tell(out, (Code::LongS, start..start + word.len()), message, hint);
}
