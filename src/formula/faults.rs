//! What the reader of TeX says is wrong, in our words.

use math_core::LatexError;

use super::Fault;

/// The reader's error as one of ours.
pub(super) fn told(tex: &str, error: &LatexError) -> Fault {
    let whole = error.error_message();
    let start = tex.floor_char_boundary(error.0.start.min(tex.len()));
    let end = tex.floor_char_boundary(error.0.end.min(tex.len())).max(start);
    let hint = hint(&whole);
    let mut message = whole.trim_end_matches('.').replace('"', "`");
    if let Some(first) = message.get(..1) {
        let lower = first.to_ascii_lowercase();
        message.replace_range(..1, &lower);
    }
    Fault { range: start..end, message, hint: hint.to_owned() }
}

/// What to do, by what its message begins with.
fn hint(message: &str) -> &'static str {
    let begins = |words: &[&str]| words.iter().any(|word| message.starts_with(word));
    if begins(&["Unknown command"]) {
        return "write it with commands of LaTeX and its package amsmath; commands of one's own cannot be defined";
    }
    if begins(&["Unknown environment", "Mismatched", "Expected \"\\end"]) {
        return "known are `aligned`, `gathered`, `cases`, `array` and the matrices of amsmath; each is closed by its own name";
    }
    if begins(&["Expected closing", "Unmatched"]) {
        return "every `{` needs its `}`, every `\\left` its `\\right`, every `\\begin` its `\\end`";
    }
    if begins(&["Expected argument"]) {
        return "write in braces what the command before it is about";
    }
    if begins(&["Duplicate", "'^' or '_'"]) {
        return "put what stands below or above together in braces: `x_{a_b}`";
    }
    if begins(&["Not valid in math"]) {
        return "write it within `\\text{…}`";
    }
    if begins(&["Not valid in text", "Disallowed"]) {
        return "close the brace of `\\text` before it";
    }
    "look it up in a manual of LaTeX, or write it another way"
}
