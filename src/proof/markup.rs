//! Corrections that Djot would read as markup.

use crate::source::Span;

/// Whether a correction would make a link, a picture or a list out of what stands around it.
pub(super) fn is_made(source: &str, span: Span, replacement: &str) -> bool {
    let (before, after) = (&source[..span.start as usize], &source[span.end as usize..]);
    let link = match replacement.chars().next_back().or(before.chars().next_back()) {
        Some(']') => after.starts_with(['[', '(', '{', ':']),
        Some('!') => after.starts_with('['),
        // `(…)` becomes `[…]` by another correction.
        Some(')') if before.ends_with("...)") || before.ends_with("…)") => after.starts_with('['),
        _ => false,
    };
    link || begins_list(before, replacement, after)
}

/// Whether a line would begin with the number of a list: `3. `, `K. `.
fn begins_list(before: &str, replacement: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim_start_matches([' ', '\t', '>']);
    if line.len() > LONGEST_MARKER {
        return false;
    }
    let rest = after.split(char::is_whitespace).next().unwrap_or_default();
    let word = format!("{line}{replacement}{rest}");
    let number = word.strip_suffix(['.', ')']).unwrap_or_default().trim_start_matches('(');
    !number.is_empty() && number.chars().all(char::is_alphanumeric)
}

/// No number of a list is longer, in bytes.
const LONGEST_MARKER: usize = 40;
