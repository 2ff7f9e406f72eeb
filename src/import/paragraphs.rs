//! Whether a line is a paragraph or only a line of one, and the paragraphs that follow from it.

use std::ops::Range;

use super::context::{first_word, last_word};
use super::report::{Report, quote};
use super::source::{Role, Source};

/// How the text is broken into lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Every line is a paragraph.
    Lines,
    /// Lines are broken at a measure (in characters); blank lines divide paragraphs.
    Wrapped { measure: usize },
}

/// A line longer than this was not broken by hand.
const UNBROKEN: usize = 200;

/// Tells the shape from the lengths of the lines and from how often lines follow each other.
pub(super) fn shape(source: &Source) -> Shape {
    let mut lengths: Vec<usize> = Vec::new();
    let mut pairs: Vec<usize> = Vec::new();
    for i in source.text_lines() {
        let length = source.line(i).chars().count();
        lengths.push(length);
        if source.lines.get(i + 1).is_some_and(|l| l.role == Role::Text) {
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

/// The paragraphs of some lines (by index, rising), as byte ranges of the text.
pub(super) fn paragraphs(source: &Source, lines: &[usize], shape: Shape) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut previous: Option<usize> = None;
    for &i in lines {
        let range = source.lines[i].range.clone();
        let joins = previous.is_some_and(|p| p + 1 == i && continues(source, p, shape));
        match out.last_mut().filter(|_| joins) {
            Some(paragraph) => paragraph.end = range.end,
            None => out.push(range),
        }
        previous = Some(i);
    }
    out
}

/// Whether the line after this one belongs to the same paragraph.
pub(super) fn continues(source: &Source, line: usize, shape: Shape) -> bool {
    let Shape::Wrapped { measure } = shape else {
        return false;
    };
    let Some(next) = source.lines.get(line + 1).filter(|l| !l.range.is_empty()) else {
        return false;
    };
    let short = |i: usize| source.line(i).chars().count() * 10 < measure * 6;
    if !short(line) || !source.text[next.range.clone()].starts_with(char::is_uppercase) {
        return true;
    }
    // two short lines with capitals are verse or an address
    let stops = ['.', '!', '?', ':', '“', '”', '"', '»', '«'];
    !source.line(line).ends_with(stops) && !short(line + 1)
}

/// Reports words that are broken at the end of a line. They are kept as they stand, since
/// nobody knows whether the hyphen belongs to the word: `Konter-` / `revolution`.
pub(super) fn report_broken_words(source: &Source, shape: Shape, report: &mut Report) {
    const LINKS: [&str; 8] = ["und", "oder", "bis", "bzw", "sowie", "noch", "and", "or"];
    for i in source.text_lines() {
        let Some(stem) = source.line(i).strip_suffix('-') else {
            continue;
        };
        let broken = stem.ends_with(char::is_alphabetic) && continues(source, i, shape);
        let next = source.lines.get(i + 1).map_or("", |_| source.line(i + 1));
        let word = first_word(next);
        if broken && next.starts_with(char::is_lowercase) && !LINKS.contains(&word) {
            let message = format!(
                "word broken at the line's end, kept: {}",
                quote(&format!("{}- {word}", last_word(stem)))
            );
            report.doubt(source.lines[i].range.end - 1, "word", message);
        }
    }
}
