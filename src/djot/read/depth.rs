//! How deep a text may be nested.
//!
//! The Djot parser calls itself for every block within a block: a text that nests them without end
//! would exhaust the stack, and is told before it is parsed. What is parsed may be nested as deep as the
//! typesetter can set it, whose own limit counts the steps that it takes: several for an entry of a list, one
//! for a mark within a line.
//!
//! A line that may nest more than two hundred blocks is refused before it is parsed. Each container has its
//! weight, and what goes beyond the typesetter's limit is refused at its place.

use std::ops::Range;

use jotdown::Container;

/// The sum of weights up to which the typesetter sets everything in every place: in running text, in
/// notes, in tables and captions.
pub(super) const DEEPEST: usize = 48;
/// The weight of what stands within a line.
pub(super) const MARK: usize = 1;

/// The weight of a block that holds others.
pub(super) fn weight(container: &Container<'_>) -> usize {
    match container {
        Container::DescriptionList => 6,
        Container::List { .. } => 4,
        Container::Blockquote | Container::Div { .. } | Container::Table => 2,
        _ => 0,
    }
}

/// The deepest nesting that is parsed; the parser bears more than twice as much.
const LIMIT: usize = 200;

/// The first line that may nest blocks too deep.
pub(super) fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut fences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end().len();
        start += line.len();
        let (containers, rest) = leading_containers(line.trim_end());
        count_fence(rest, &mut fences);
        if containers + fences.len() > LIMIT {
            return Some(range);
        }
    }
    None
}

/// Whether a row of `#` begins a block, as that of a heading does.
pub(super) fn is_heading(text: &str, row: &Range<usize>) -> bool {
    let line = text[..row.start].rfind('\n').map_or(0, |end| end + 1);
    let before = leading_containers(&text[line..row.start]).1;
    before.is_empty() && text[row.end..].chars().next().is_none_or(char::is_whitespace)
}

/// The lines that may be headings.
pub(super) fn headings(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let range = start..start + line.trim_end().len();
        start += line.len();
        let (_, rest) = leading_containers(line.trim_end());
        let title = rest.trim_start_matches('#');
        (title.len() < rest.len() && title.starts_with([' ', '\t'])).then_some(range)
    })
}

/// How many quotations and lists a line may open or continue, and what stands behind their signs.
/// Every two columns of white space may continue a list.
fn leading_containers(line: &str) -> (usize, &str) {
    let mut rest = line;
    let (mut signs, mut blanks) = (0, 0);
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t']);
        blanks += rest.len() - trimmed.len();
        let word = trimmed.split([' ', '\t']).next().unwrap_or_default();
        let is_sign = !word.is_empty()
            && word.len() <= 12
            && word.ends_with(['>', '-', '*', '+', '.', ')', ':'])
            && !word.starts_with(":::");
        if !is_sign {
            return (signs + blanks / 2, trimmed);
        }
        signs += 1;
        rest = &trimmed[word.len()..];
    }
}

/// Keeps the lengths of the fences of colons that are open.
fn count_fence(line: &str, open: &mut Vec<usize>) {
    let colons = line.len() - line.trim_start_matches(':').len();
    if colons < 3 {
        return;
    }
    let bare = line[colons..].trim().is_empty();
    match open.iter().rposition(|length| *length <= colons) {
        Some(at) if bare => open.truncate(at),
        _ => open.push(colons),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_absurd_is_too_deep() {
        let prose = "> - a\n>   1. b\n\n::: letter\nText.\n:::\n".repeat(5000);
        assert_eq!(too_deep(&prose), None);
        assert_eq!(too_deep(&"> ".repeat(201)), Some(0..401));
        assert_eq!(too_deep(&"::: a\n".repeat(201)), Some(1200..1205));
        let shrinking: String = (3..300).rev().map(|n| ":".repeat(n) + "\n").collect();
        assert!(too_deep(&shrinking).is_some());
        let steps: String = (0..600).map(|n| " ".repeat(n) + "- a\n").collect();
        assert!(too_deep(&steps).is_some());
    }
}
