//! The shape of quotation marks: by pairs, by levels, by the edition's style.

use super::super::Finding;
use super::HouseStyle;
use super::line::Line;
use super::marks::{Class, is_mark};
use super::pairs::{Pair, Quotations};
use crate::diagnostics::Code;
use crate::language::{Quotes, quotes};

/// Finds marks of the wrong shape; returns, in order, where quotation marks stand that may look
/// like apostrophes.
pub(super) fn find(line: &Line<'_>, style: &HouseStyle, out: &mut Vec<Finding>) -> Vec<usize> {
    let found = Quotations::pair(line);
    for pair in &found.pairs {
        if found.is_certain(*pair) {
            shape(line, &found, *pair, style, out);
        }
    }
    let paired = found.pairs.iter().flat_map(|pair| [pair.open, pair.close]);
    let loose = found.loose.iter().map(|loose| loose.mark);
    let marks = paired.chain(loose).map(|index| &found.marks[index].range);
    let mut places: Vec<usize> = marks.flat_map(Clone::clone).collect();
    places.sort_unstable();
    places
}

/// The marks that a pair should have.
fn wanted(line: &Line<'_>, found: &Quotations, pair: Pair, style: &HouseStyle) -> Quotes {
    let at = found.marks[pair.open].range.start;
    let marks = quotes(line.passage.language_at(at), style.quotes);
    if pair.outer {
        return marks;
    }
    Quotes { open: marks.open_inner, close: marks.close_inner, ..marks }
}

fn shape(
    line: &Line<'_>,
    found: &Quotations,
    pair: Pair,
    style: &HouseStyle,
    out: &mut Vec<Finding>,
) {
    let wanted = wanted(line, found, pair, style);
    let (open, close) = (&found.marks[pair.open], &found.marks[pair.close]);
    let nested = open.class == Class::Double && !pair.outer;
    let sides = [(open, wanted.open), (close, wanted.close)];
    for (mark, right) in sides {
        let has = &line.text[mark.range.clone()];
        if has == right {
            continue;
        }
        let what = if mark.range == open.range { "opens" } else { "closes" };
        let words = excerpt(line, open.range.start, close.range.end);
        // `gedacht „`: a straight mark that was taken for one that opens.
        let astray = has.trim() == right || has.starts_with(' ') && has.ends_with('„');
        let message = match (astray, nested) {
            (true, _) => format!("a space stands within the marks of `{words}`"),
            (_, true) => format!("`{}` {what} the inner quotation `{words}`", has.trim()),
            _ => format!("`{}` {what} the quotation `{words}`", has.trim()),
        };
        let hint = format!("write `{}…{}`", wanted.open, wanted.close);
        line.correct(out, (Code::QuotationMarks, mark.range.clone()), right, message, hint);
    }
}

/// A stretch of text, its middle left out where it is long.
pub(super) fn excerpt(line: &Line<'_>, start: usize, end: usize) -> String {
    let text = &line.text[start..end];
    let blank = |c: char| matches!(c, ' ' | '\n' | '\u{fffc}');
    let said = |words: &str| words.replace(['\u{fffc}', '\n'], " ");
    let Some((third, _)) = text.match_indices(blank).nth(2) else { return said(text) };
    let Some((last, _)) = text.rmatch_indices(blank).nth(1) else { return said(text) };
    if text.match_indices(blank).nth(5).is_none() {
        return said(text);
    }
    format!("{} … {}", said(&text[..third]), said(text[last..].trim_start_matches(blank)))
}

/// A foreign passage that brings its own marks into a sentence of the line's language.
pub(super) fn foreign(line: &Line<'_>, language: &str, style: &HouseStyle, out: &mut Vec<Finding>) {
    if line.passage.language.primary() != language {
        return;
    }
    let mut pieces = line.passage.pieces.as_slice();
    while let Some(first) = pieces.iter().position(|piece| piece.language.primary() != language) {
        let run = &pieces[first..];
        let length = run.iter().take_while(|piece| piece.language.primary() != language).count();
        let range = run[0].range.start..run[length - 1].range.end;
        pieces = &run[length..];
        let text = &line.text[range.clone()];
        let outer = text.starts_with(|c| is_mark(c) && c != '’')
            && text.ends_with(|c| is_mark(c) && c != '’')
            && text.chars().filter(|c| is_mark(*c) && *c != '’').count() == 2
            && text.chars().count() > 2;
        if outer && range.len() < line.text.len() {
            let marks = quotes(&line.passage.language, style.quotes);
            let words = excerpt(line, range.start, range.end);
            let message = format!("`{words}` brings foreign marks into the sentence");
            let hint = format!("put `{}…{}` around the foreign words", marks.open, marks.close);
            out.push(Finding::new(Code::QuotationMarks, range, message, hint));
        }
    }
}
