//! Headings that an author set by hand: larger or bolder than the text around them, short, and alone in their paragraphs.

use super::part::{Look, Para, Part};
use super::style::Role;
use crate::import::report::{Report, quote};
use crate::import::topic::Topic;
use crate::source::Span;

/// Longest of them, in characters.
const LONGEST: usize = 120;
/// From which share of all letters on they are no headings but the text's own way, in percent.
const TOO_MUCH: usize = 25;

/// Finds them, if the styles of the document name none; else they are only told.
pub(in crate::import::read) fn find(parts: &mut [Part], report: &mut Report<Span>) -> bool {
    let styled = parts.iter().any(|part| matches!(part, Part::Para(para) if is_heading(para)));
    let body = body_size(parts);
    let bold = bold_body(parts);
    let candidates: Vec<usize> =
        (0..parts.len()).filter(|at| candidate(parts, *at, body, bold).is_some()).collect();
    let letters = |part: &Part| match part {
        Part::Para(para) => para.line.words().len(),
        Part::Table(_) => 0,
    };
    let all: usize = parts.iter().map(letters).sum();
    let theirs: usize = candidates.iter().map(|at| letters(&parts[*at])).sum();
    if candidates.is_empty() || theirs * 100 > all * TOO_MUCH {
        return styled;
    }
    let mut ranks: Vec<(u16, bool)> =
        candidates.iter().filter_map(|at| candidate(parts, *at, body, bold)).collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    for at in candidates {
        let Some(own) = candidate(parts, at, body, bold) else { continue };
        let Part::Para(para) = &mut parts[at] else { continue };
        let words = quote(&para.line.words());
        let looks = match own {
            (size, true) if size > body => "larger than the text and bold",
            (size, _) if size > body => "larger than the text",
            _ => "bold and alone in its paragraph",
        };
        if styled {
            let message =
                format!("{words} is {looks}, but no heading by its style; kept as a paragraph");
            report.doubt(para.place(), Topic::Heading, message);
            continue;
        }
        let level = ranks.iter().position(|rank| *rank == own).unwrap_or(0);
        para.role = Role::Heading(u8::try_from(level + 1).unwrap_or(9).min(6));
        report.doubt(
            para.place(),
            Topic::Heading,
            format!("{words} taken for a heading, since it is {looks}"),
        );
    }
    true
}

fn is_heading(para: &Para) -> bool {
    matches!(para.role, Role::Heading(_)) && para.line.says()
}

/// The size of most letters of the running text.
fn body_size(parts: &[Part]) -> u16 {
    let mut sizes = std::collections::BTreeMap::<u16, usize>::new();
    for part in parts {
        if let Part::Para(para) = part
            && para.role == Role::Body
        {
            *sizes.entry(para.look.size).or_default() += para.line.words().len();
        }
    }
    sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(0, |(size, _)| size)
}

/// Whether most of the running text is bold.
fn bold_body(parts: &[Part]) -> bool {
    let (mut bold, mut all) = (0, 0);
    for part in parts {
        if let Part::Para(para) = part {
            let letters = para.line.words().len();
            all += letters;
            bold += if para.look.bold { letters } else { 0 };
        }
    }
    bold * 2 > all
}

/// Size and weight of what could be a heading.
fn candidate(parts: &[Part], at: usize, body: u16, bold_body: bool) -> Option<(u16, bool)> {
    let Part::Para(para) = &parts[at] else { return None };
    let words = para.line.words();
    let plain = para.role == Role::Body && para.list.is_none() && !para.rule;
    let short = words.chars().nth(LONGEST).is_none() && words.contains(char::is_alphabetic);
    let closed =
        words.ends_with(['.', ',', ';', ':', '–', '-', '…', '“', '»', '"']) && !numbered(&words);
    if !plain || !short || closed {
        return None;
    }
    let Look { size, bold, .. } = para.look;
    let larger = body > 0 && u32::from(size) * 100 >= u32::from(body) * 112;
    let bolder = bold && !bold_body;
    // A paragraph of text has to follow somewhere below it.
    let followed = parts[at + 1..].iter().find_map(|part| match part {
        Part::Para(next) if next.line.says() => Some(true),
        Part::Table(_) => Some(true),
        Part::Para(_) => None,
    });
    (followed == Some(true) && (larger || bolder))
        .then_some((if larger { size } else { body }, bolder))
}

/// `1.`, `IV.`: a number with its stop alone.
fn numbered(words: &str) -> bool {
    words.trim_end_matches('.').chars().all(|c| c.is_ascii_digit() || "IVXLC".contains(c))
}
