//! Abbreviations of several parts: a narrow no-break space between them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::super::Finding;
use super::super::line::{GAP, Line, NARROW, holds};
use crate::diagnostics::Code;

/// The abbreviations, without their points; the first letter may be a capital.
const PARTS: &str = "a a O|a a S|a a St|a d S|a d|a D|a G|a M|a O|a o|a Rh|b w|d Ä|d Gr|d h|d Hg|d Hrsg|d i|d J|d M|d \
     R|d Red|d Ü|d Verf|d Vf|e G|e h|e V|h c|i A|i allg|i Allg|i B|i Br|i d F|i d R|i d S|i e|i \
     e S|i H v|i J|i S|i S d|i S v|i Ü|i V|i w S|k k|k u k|l c|m a W|m E|m W|n Br|n Chr|n u Z|o a|o \
     ä|o Ä|o B|o dgl|o g|o J|o O|o O u J|o V|ö L|p a|p m|r o|s a|s d|s o|s u|s Z|u a|u a m|u ä|u \
     Ä|u A w g|u ä m|u d|u dgl|u dgl m|u E|u f|u ff|u M|u s f|u s w|u U|u v a|u v a m|u W|u Z|u zw|v \
     Chr|v d Z|v g u|v H|v J|v l n r|v o|v u Z|v u|w o|w u|z B|z H|z Hd|z K|z S|z T|z Tl|z Z|z \
     Zt";

static ABBREVIATIONS: LazyLock<Regex> = LazyLock::new(|| {
    let mut all: Vec<&str> = PARTS.split('|').collect();
    all.sort_by_key(|parts| std::cmp::Reverse(parts.len()));
    let patterns: Vec<String> = all
        .iter()
        .map(|parts| {
            let first = parts.chars().next().unwrap_or_default();
            let rest = &parts[first.len_utf8()..];
            let capital: String = first.to_uppercase().collect();
            format!("[{first}{capital}]{}", rest.replace(' ', &format!("\\.{GAP}")))
        })
        .collect();
    Regex::new(&format!("(?:{})\\.", patterns.join("|"))).expect("a valid pattern")
});

/// `z.B.`, and `z. B.` where a line could end within it.
pub(super) fn find(line: &Line<'_>, out: &mut Vec<Finding>) {
    for found in ABBREVIATIONS.find_iter(line.text) {
        let range = found.range();
        let text = found.as_str();
        let apart = line.begins(range.start)
            && !matches!(line.before(range.start), Some('.' | '-' | '’' | '/'));
        let goes_on = text.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
            && ends_in_name(line, range.end, text);
        if !apart || goes_on {
            continue;
        }
        let gaps: Vec<(usize, usize)> = gaps(text).collect();
        let wrong = || gaps.iter().filter(|(start, end)| !holds(&text[*start..*end]));
        let (Some(first), Some(last)) = (wrong().next(), wrong().next_back()) else { continue };
        let stretch = range.start + first.0..range.start + last.1;
        let message = if gaps.iter().any(|(start, end)| start == end) {
            format!("`{text}` is closed up")
        } else {
            format!("`{text}` could be torn apart at a line end")
        };
        let shown = filled(text, 0..text.len(), &gaps, "\\ ");
        let hint = format!("put no-break spaces between its parts: `{shown}`");
        let correction = filled(text, first.0..last.1, &gaps, NARROW);
        if line.free(&range) {
            line.correct(out, (Code::AbbreviationSpace, stretch), &correction, message, hint);
        }
    }
}

/// A part of the text with the space in all its gaps that hold nothing together.
fn filled(text: &str, part: Range<usize>, gaps: &[(usize, usize)], space: &str) -> String {
    let mut out = String::new();
    let mut at = part.start;
    for (start, end) in gaps.iter().filter(|(start, end)| part.start <= *start && *end <= part.end)
    {
        out.push_str(&text[at..*start]);
        let gap = &text[*start..*end];
        out.push_str(if holds(gap) { gap } else { space });
        at = *end;
    }
    out + &text[at..part.end]
}

/// `A. D. Müller`: initials of a name.
fn ends_in_name(line: &Line<'_>, end: usize, text: &str) -> bool {
    let initials = text.split('.').filter(|part| !part.is_empty());
    let capitals = initials.clone().all(|part| part.trim().chars().all(char::is_uppercase));
    capitals && line.word_after(end).chars().next().is_some_and(char::is_uppercase)
}

/// The gaps behind the points of an abbreviation, but for the last point.
fn gaps(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.match_indices('.').filter(|(at, _)| at + 1 < text.len()).map(|(at, _)| {
        let rest = &text[at + 1..];
        let next = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        (at + 1, at + 1 + next)
    })
}
