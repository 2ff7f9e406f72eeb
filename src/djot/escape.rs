//! What a source file can hold, and what begins a block in it.

use crate::xml::characters::{is_noncharacter, is_private};

/// Escapes what is markup only where a block begins. The text is already escaped inline.
pub(super) fn line_start(text: &str) -> String {
    match hazard(text) {
        None => text.to_owned(),
        Some(at) => format!("{}\\{}", &text[..at], &text[at..]),
    }
}

/// Where a backslash is needed if a block begins with this text: before `#`, `>`, `-`, the point
/// of `1.` … `None` if the text is safe.
pub(super) fn hazard(text: &str) -> Option<usize> {
    let word = text.split([' ', '\t', '\n', '\r', '\x0C']).next().unwrap_or_default();
    match word.chars().next()? {
        '#' | '>' | '|' | ':' | '+' | '-' | '%' => Some(0),
        '(' => is_enumerator(word.strip_prefix('(')?.strip_suffix(')')?).then_some(0),
        _ => {
            let counter = word.strip_suffix(['.', ')'])?;
            is_enumerator(counter).then_some(counter.len())
        }
    }
}

/// What numbers a list's items in Djot: digits, one letter, a Roman numeral.
fn is_enumerator(text: &str) -> bool {
    let all = |f: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|b| f(&b));
    all(u8::is_ascii_digit)
        || (text.len() == 1 && all(u8::is_ascii_alphabetic))
        || all(|b| b"ivxlcdmIVXLCDM".contains(b))
}

/// An attribute's value in quotation marks. A square bracket is written for itself: before a round one the parser takes
/// it, even there, for the end of a link that was opened before.
pub(super) fn attribute(value: &str) -> String {
    let mut out = String::from("\"");
    for c in carried(value) {
        if matches!(c, '"' | '\\' | ']') {
            out.push('\\');
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    out.push('"');
    out
}

/// Characters that are no text and that neither XML nor Djot can carry, control characters and
/// those that Unicode keeps free for ever; the byte order mark too.
pub(crate) fn is_dropped(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || is_noncharacter(c) || c == '\u{FEFF}'
}

/// The characters of a text as a source file can carry them.
pub(crate) fn carried(text: &str) -> impl Iterator<Item = char> + '_ {
    let kept = text.chars().filter(|c| !is_dropped(*c));
    kept.map(|c| if is_private(c) { char::REPLACEMENT_CHARACTER } else { c })
}
