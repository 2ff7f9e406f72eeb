//! Words and signs that belong to the number or the name behind them.

use std::ops::Range;

use super::super::super::Finding;
use super::super::line::{GAP, Line, NARROW, NO_BREAK, pattern};
use super::words::{is_roman, starts_sentence};
use crate::diagnostics::Code;

pattern!(
    REFERENCE,
    "(S|Sp|Bd|Bde|Nr|Nrn|No|Jg|Jgg|Art|Kap|Anm|Abb|Tab|Taf|Abs|Abschn|Abt|H|Hft|Bl|[Ff]ol|V|Z|\
        Ziff|Rn|Rdnr|Fn|FN|pp?|[Vv]ol|T|Tl|Fig|Lfg|Ser|Str)\\.({GAP})([0-9]+|[IVXLC]+)"
);
pattern!(SECTION, "(§§?)({GAP})([0-9]+|[IVX]+)");
pattern!(FOLLOWING, "([0-9])({GAP})(ff?)(\\.?)");
pattern!(
    TITLE,
    "(Dr|Prof|Hr|Hrn|Frl|St|Mr|Mrs|Dipl|Ing|Mag|Lic|Pfr|Gen|Kpt|Maj|Lt|Hptm|\
        Frhr)\\.({GAP})(\\p{{Lu}})|(ca|rd)\\.({GAP})([0-9])"
);

/// `S.395`, `Bd. 25` with an ordinary space, `§3`.
pub(super) fn find(line: &Line<'_>, out: &mut Vec<Finding>) {
    if line.text.contains('§') {
        for found in SECTION.captures_iter(line.text) {
            let gap = found.get(2).expect("a gap, be it empty");
            let whole = found.get(0).expect("a match").range();
            line.hold(out, Code::ReferenceSpace, whole, gap.range(), NARROW);
        }
    }
    for found in REFERENCE.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let gap = found.get(2).expect("a gap, be it empty");
        let (word, number) = (&found[1], &found[3]);
        let begins = line.begins(whole.start) && line.before(whole.start) != Some('-');
        if begins && is_reference(line, whole.clone(), word, number) {
            line.hold(out, Code::ReferenceSpace, whole, gap.range(), NARROW);
        }
    }
}

fn is_reference(
    line: &Line<'_>,
    Range { start, end }: Range<usize>,
    word: &str,
    number: &str,
) -> bool {
    let roman = number.starts_with(|c: char| c.is_ascii_alphabetic());
    if roman {
        let counted =
            ["Bd", "Bde", "Kap", "Nr", "Art", "Jg", "Abt", "Tab", "Abb", "Taf", "Ser", "Tl"];
        return counted.contains(&word) && is_roman(number) && line.ends(end);
    }
    // `dieser Art. 1933 kam`: a sentence ends there.
    let year = number.len() == 4;
    if year && (word.len() == 1 && word != "S" || matches!(word, "Art" | "No" | "Str" | "Ser")) {
        return false;
    }
    // `z. T. 20`: the letter belongs to an abbreviation.
    let before = line.word_before(start);
    let part = before.ends_with('.') && before.chars().count() == 2;
    !(part && word.len() == 1)
}

/// `102f.`, `102 ff.` with an ordinary space.
pub(super) fn following(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in FOLLOWING.captures_iter(line.text) {
        let whole = found.get(0).expect("a match").range();
        let gap = found.get(2).expect("a gap, be it empty");
        let digits = line.text[..whole.start].bytes().rev().take_while(u8::is_ascii_digit).count();
        let number = whole.start - digits..whole.end;
        if !line.ends(whole.end) || !line.begins(number.start) {
            continue;
        }
        if !found[4].is_empty() {
            line.hold(out, Code::FollowingPages, number, gap.range(), NARROW);
        } else if ["S.", "Sp.", "Seite", "Z.", "V."].contains(&line.word_before(number.start)) {
            let shown = &line.text[number.clone()];
            let message = format!("`{shown}` has no point behind it");
            let hint =
                format!("write `{}\\ {}.`", &line.text[number.start..gap.start()], &found[3]);
            line.tell(out, (Code::FollowingPages, number), message, hint);
        }
    }
}

/// `Dr. Korsch`, `ca. 20`: a line must not end with the short word.
pub(super) fn titles(line: &Line<'_>, out: &mut Vec<Finding>) {
    let mut at = 0;
    while let Some(found) = TITLE.captures_at(line.text, at) {
        let title = found.get(2).is_some();
        let gap = found.get(2).or_else(|| found.get(5)).expect("one of both ways").range();
        at = gap.end;
        let start = found.get(0).expect("a match").start();
        let word = line.word_after(gap.end);
        let sentence = title
            && (starts_sentence(word)
                || word.chars().count() < 2 && line.text[gap.end + word.len()..].starts_with(' '));
        let glued = matches!(line.before(start), Some('-' | '.'));
        if line.begins(start) && !glued && !sentence {
            line.hold(out, Code::LineEnd, start..gap.end + word.len(), gap, NO_BREAK);
        }
    }
}
