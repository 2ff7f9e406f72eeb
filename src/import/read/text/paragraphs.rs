//! Whether a line is a paragraph or only a line of one, and the paragraphs that follow from it.

use super::lines::{LineRole, Lines};
use crate::djot::carried;
use crate::import::draft::{Draft, Item};
use crate::import::report::{Report, quote};
use crate::import::settle::{begins_note, first_word, last_word, names_notes};
use crate::ir::{Block, BlockKind, Inline, Paragraph, ParagraphKind};
use crate::source::Span;

/// How the text is broken into lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Every line is a paragraph.
    Lines,
    /// Lines are broken at a measure (in characters); blank lines divide paragraphs.
    Wrapped { measure: usize },
}

/// A line longer than this was not broken by hand.
const UNBROKEN: usize = 200;

/// Tells the shape from the lengths of the lines and from how often lines follow each other.
fn shape(lines: &Lines) -> Shape {
    let mut lengths: Vec<usize> = Vec::new();
    let mut pairs: Vec<usize> = Vec::new();
    for i in lines.text_lines() {
        let length = lines.line(i).chars().count();
        lengths.push(length);
        if lines.all.get(i + 1).is_some_and(|l| l.role == LineRole::Text) {
            pairs.push(length);
        }
    }
    let unbroken: usize = lengths.iter().filter(|l| **l > UNBROKEN).sum();
    let all: usize = lengths.iter().sum();
    if lengths.is_empty() || unbroken * 10 > all * 3 || pairs.len() * 10 < lengths.len() * 3 {
        return Shape::Lines;
    }
    lengths.sort_unstable();
    let measure = lengths[lengths.len() * 9 / 10];
    let full = pairs.iter().filter(|l| **l * 10 >= measure * 7).count();
    if (30..=160).contains(&measure) && full * 2 >= pairs.len() {
        Shape::Wrapped { measure }
    } else {
        Shape::Lines
    }
}

/// The blocks that the lines make: paragraphs.
pub(super) fn items(lines: &Lines, report: &mut Report<Span>) -> Vec<Item> {
    let shape = shape(lines);
    let mut items = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in lines.text_lines() {
        let joins = open
            .last()
            .is_some_and(|last| *last + 1 == line && continues(lines, open[0], *last, shape));
        if joins {
            report_broken_word(lines, line - 1, report);
        } else {
            items.extend(item(lines, &std::mem::take(&mut open)));
        }
        open.push(line);
    }
    items.extend(item(lines, &open));
    items
}

/// A paragraph of some lines that follow each other.
fn item(lines: &Lines, of: &[usize]) -> Option<Item> {
    let (first, last) = (*of.first()?, *of.last()?);
    let content = of.iter().map(|line| {
        let range = lines.all[*line].range.clone();
        let mut text = said(&lines.text[range.clone()]);
        if *line != last {
            text.push(' ');
        }
        Inline::text(Draft::span(range), text)
    });
    let role = ParagraphKind::Body;
    let paragraph = BlockKind::Paragraph(Paragraph { role, content: content.collect() });
    let span = Draft::span(lines.all[first].range.start..lines.all[last].range.end);
    let above = first.checked_sub(1).map(|above| lines.all[above].role);
    Some(Item { apart: above != Some(LineRole::Text), ..Item::new(Block::new(span, paragraph)) })
}

/// A line as a text says it: without the signs that no source carries, a tabulator of lines or pages as a space.
fn said(line: &str) -> String {
    carried(line).map(|c| if matches!(c, '\x0B' | '\x0C') { ' ' } else { c }).collect()
}

/// Whether the line after `line` belongs to the paragraph that began with the line `first`.
fn continues(lines: &Lines, first: usize, line: usize, shape: Shape) -> bool {
    let Shape::Wrapped { measure } = shape else {
        return false;
    };
    let next = lines.line(line + 1);
    let short = |i: usize| lines.line(i).chars().count() * 10 < measure * 6;
    // Notes follow each other, and their heading, without an empty line.
    if let Some((number, own)) = begins_note(next) {
        let above = begins_note(lines.line(first)).map_or(0, |(number, _)| number);
        if above > 0 && above + 1 == number || names_notes(lines.line(line)) || own && number == 1 {
            return false;
        }
    }
    if !short(line) || !next.starts_with(char::is_uppercase) {
        return true;
    }
    // two short lines with capitals are verse or an address
    let stops = ['.', '!', '?', ':', '“', '”', '"', '»', '«'];
    !lines.line(line).ends_with(stops) && !short(line + 1)
}

/// Reports a word that is broken at the end of a line. It is kept as it stands, since nobody knows whether the hyphen belongs
/// to the word: `Konter-` / `revolution`.
fn report_broken_word(lines: &Lines, line: usize, report: &mut Report<Span>) {
    const LINKS: [&str; 8] = ["und", "oder", "bis", "bzw", "sowie", "noch", "and", "or"];
    let Some(stem) = lines.line(line).strip_suffix('-') else { return };
    let next = lines.line(line + 1);
    let word = first_word(next);
    let broken = stem.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase);
    if broken && !LINKS.contains(&word) {
        let whole = quote(&format!("{}- {word}", last_word(stem)));
        let end = lines.all[line].range.end;
        let message = format!("word broken at the line's end, kept: {whole}");
        report.doubt(Draft::span(end - 1..end), "word", message);
    }
}
