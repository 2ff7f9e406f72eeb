//! Initials and names: `K. Korsch` on one line.

use super::super::super::Finding;
use super::super::line::{GAP, Line, NARROW, is_blank, pattern};
use super::words::{is_label, starts_sentence};
use crate::diagnostics::Code;
use crate::ir::walk::LineKind;

pattern!(
    INITIAL,
    "(\\p{{Lu}}|Ch|Chr|Th|Ph|Fr|Fz|Joh|Jos|Wilh|Heinr|Friedr|Ferd|Alex|Ludw|Rud|Gust|\
        Gg)\\.({GAP})(\\p{{Lu}})"
);

/// Acronyms written with points.
const ACRONYMS: &str = "U.S. U.S.A. U.S.S.R. S.P.D. K.P.D. D.D.R. B.R.D. A.E.G. A.G. I.G. P.S. N.B. L.S. S.M. A.D. \
     N.S. C.G.T. A.F.L. I.L.P. T.U.C. N.Y. D.C. C.I.O. G.P.U.";

/// Abbreviations before a name.
const BEFORE_NAMES: &str = "Dr. Prof. vgl. Vgl. ed. hrsg. Hrsg. hrsgg. hg. Hg. übers. Übers. bearb. eingel. komm. Red. \
     red. gez. i.A. i.V. s. S. sog. u. v. Ill. ill. Fa.";

/// `K.Korsch`, `K. Korsch` with an ordinary space, `E.T.A. Hoffmann`.
pub(super) fn find(line: &Line<'_>, out: &mut Vec<Finding>) {
    let mut at = 0;
    while let Some(found) = INITIAL.captures_at(line.text, at) {
        let whole = found.get(0).expect("a match").range();
        let next = found.get(3).expect("a capital").start();
        at = next;
        let gap = found.get(2).expect("a gap, be it empty").range();
        let letter = &found[1];
        if !is_free_standing(line, whole.start) {
            continue;
        }
        let Some((name, initials)) = name_after(line, next) else { continue };
        let run = run_of_initials(line, whole.start, next);
        if ACRONYMS.split(' ').any(|known| run == known) {
            continue;
        }
        let closed = line.text[gap.clone()].is_empty();
        if closed && is_name_of_file(line, next)
            || !closed && !is_name(line, whole.start, letter, name, initials)
        {
            continue;
        }
        let end = line.text[next..]
            .find(|c: char| !c.is_alphanumeric())
            .map_or(line.text.len(), |n| next + n);
        let end = if initials > 0 { end + 1 } else { end };
        line.hold(out, Code::InitialSpace, whole.start..end.min(line.text.len()), gap, NARROW);
    }
}

/// Whether the letter begins a word of its own: not `z. B. Der`, not `§ 3 A. Die`.
fn is_free_standing(line: &Line<'_>, start: usize) -> bool {
    match line.before(start) {
        Some(c) if c.is_alphanumeric() => false,
        Some('-') => line.text[..start - 1].ends_with('.'),
        Some('.') => is_initial_before(line, start),
        Some(c) if is_blank(c) => {
            let before = line.word_before(start);
            let part =
                before.ends_with('.') && before.chars().next().is_some_and(char::is_lowercase);
            !(part && before.chars().count() == 2) || before == "v."
        }
        _ => true,
    }
}

fn is_initial_before(line: &Line<'_>, start: usize) -> bool {
    let mut back = line.text[..start].chars().rev().skip(1);
    back.next().is_some_and(char::is_uppercase) && back.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The name behind an initial, over further initials, and how many those are.
fn name_after<'a>(line: &Line<'a>, mut at: usize) -> Option<(&'a str, usize)> {
    for initials in 0..4 {
        let word = line.word_after(at);
        if word.chars().count() >= 2 {
            let name =
                word.chars().nth(1).is_some_and(char::is_lowercase) && word.chars().count() > 2;
            let plain =
                !starts_sentence(word) && !["Frau", "Herr", "Fräulein", "Herrn"].contains(&word);
            let point =
                line.text[at..].trim_start_matches(is_blank).get(word.len()..)?.starts_with('.');
            let short = point && word.chars().count() < 4;
            return (name && plain && !short).then_some((word, initials));
        }
        let rest = &line.text[at..];
        let skipped = rest.len() - rest.trim_start_matches(is_blank).len();
        let end = at + skipped + word.len();
        let particle = !word.is_empty() && word.chars().all(char::is_alphabetic);
        if !particle || !line.text[end..].starts_with('.') {
            return None;
        }
        at = end + 1;
    }
    None
}

/// `E.T.A.` around a place.
fn run_of_initials<'a>(line: &Line<'a>, start: usize, next: usize) -> &'a str {
    let member = |c: char| c.is_uppercase() || c == '.';
    let back: usize = line.text[..start]
        .chars()
        .rev()
        .take(12)
        .take_while(|c| member(*c))
        .map(char::len_utf8)
        .sum();
    let mut end = next;
    for part in line.text[next..].split_inclusive('.').take(6) {
        if part.chars().count() != 2 {
            break;
        }
        end += part.len();
    }
    line.text[start - back..end].trim_end_matches(is_blank)
}

/// `A.Text.dj`
fn is_name_of_file(line: &Line<'_>, next: usize) -> bool {
    let rest = &line.text[next..];
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    rest[end..].starts_with(['.', '(', '_'])
        && rest[end + 1..].starts_with(|c: char| c.is_lowercase())
}

/// Whether a capital with a point, a space and a name are one person, and no sentence ends there.
fn is_name(line: &Line<'_>, start: usize, letter: &str, name: &str, initials: usize) -> bool {
    // Who is called by the letter alone: `K. sagte`.
    let alone = format!("{letter}. ");
    let called = line.text.match_indices(&alone).any(|(at, _)| {
        line.begins(at) && line.text[at + alone.len()..].starts_with(|c: char| c.is_lowercase())
    });
    if called && !["v. ", "van ", "von ", "de "].iter().any(|p| line.text.contains(p)) {
        return false;
    }
    let before = line.word_before(start);
    let left = line.text[..start].trim_end_matches(is_blank).chars().next_back();
    match left {
        None => {
            let behind = line.text[start..]
                .find(name)
                .map_or("", |at| &line.text[start + at + name.len()..]);
            line.passage.kind == LineKind::Prose && (initials > 0 || behind.starts_with([',', ':']))
        }
        Some(c) if c.is_alphanumeric() || c == '.' => {
            let capital = before.chars().next().is_some_and(char::is_uppercase);
            let roman = matches!(letter, "I" | "V" | "X" | "L" | "C" | "D" | "M");
            let last = before.trim_end_matches('.').rsplit('.').next().unwrap_or(before);
            let initial = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
            let sentence =
                c == '.' && !initial && !BEFORE_NAMES.split(' ').any(|known| known == before);
            let label = is_label(before) || capital && c != '.' && roman;
            let number = last.ends_with(|c: char| c.is_ascii_digit());
            (initials > 0 || !sentence) && !label && !number
        }
        Some(c) => !".!?…".contains(c) || initials > 0,
    }
}
