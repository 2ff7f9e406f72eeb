//! Plain text as Djot: every character that Djot would read as markup gets a backslash.

use crate::xml::characters::{is_noncharacter, is_private};

/// Escapes one paragraph of plain text, so that a Djot parser gives back the same characters.
///
/// Line ends in the text stay line ends (soft breaks). Control characters that are no white
/// space, which neither Djot nor XML can carry, are left out; for a letter of private use stands
/// U+FFFD.
///
/// ```
/// assert_eq!(umbruch::djot::escape("1. die [Große] *Zahl*..."), r"1\. die \[Große\] \*Zahl\*\.\.\.");
/// ```
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let inline = inline(line, None);
        let start = inline.len() - inline.trim_start_matches([' ', '\t', '\r', '\x0C']).len();
        out.push_str(&inline[..start]);
        out.push_str(&line_start(&inline[start..]));
    }
    out
}

/// Escapes what is markup anywhere in a line. `previous` is the character before the text, if
/// any has been written.
pub(crate) fn inline(text: &str, previous: Option<char>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = previous;
    let mut chars = carried(text).peekable();
    while let Some(c) = chars.next() {
        if is_markup(c, previous, chars.peek().copied()) {
            out.push('\\');
        }
        out.push(c);
        previous = Some(c);
    }
    out
}

fn is_markup(c: char, previous: Option<char>, next: Option<char>) -> bool {
    match c {
        '\\' | '*' | '_' | '^' | '~' | '[' | ']' | '{' | '}' | '`' | '"' | '\'' | '<' | '$' => true,
        // `--` and `...` are made into dashes and ellipses
        '-' | '.' => previous == Some(c) || next == Some(c),
        // `:name:` is a symbol
        ':' => {
            next.is_some_and(|n| n.is_ascii_alphanumeric() || matches!(n, '_' | '-' | '+' | ':'))
        }
        _ => false,
    }
}

/// Escapes what is markup only where a block begins. The text is already escaped inline.
pub(crate) fn line_start(text: &str) -> String {
    match hazard(text) {
        None => text.to_owned(),
        Some(at) => format!("{}\\{}", &text[..at], &text[at..]),
    }
}

/// Where a backslash is needed if a block begins with this text: before `#`, `>`, `-`, the point
/// of `1.` … `None` if the text is safe.
pub(crate) fn hazard(text: &str) -> Option<usize> {
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

/// A comment for the editor, which Djot takes for empty attributes.
pub(crate) fn comment(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !matches!(c, '%' | '{' | '}' | '`') && !c.is_control())
        .collect();
    format!("{{% {} %}}", clean.trim())
}

/// An attribute's value in quotation marks.
pub(crate) fn attribute(value: &str) -> String {
    let mut out = String::from("\"");
    for c in carried(value) {
        if matches!(c, '"' | '\\') {
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
