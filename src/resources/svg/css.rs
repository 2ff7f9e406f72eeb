//! Styles in a drawing: declarations and rules of the look of elements, nothing else.

use super::known;
use super::links;

/// A style sheet after cleaning.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its text.
    pub(super) text: String,
    /// The rules with what they refer to.
    pub(super) rules: Vec<Rule>,
    /// What was left out and could be missed.
    pub(super) left_out: Vec<Left>,
}

/// What a style sheet says of some elements.
#[derive(Debug)]
pub(super) struct Rule {
    /// The elements, as the sheet names them.
    pub(super) selector: String,
    /// The ids that its values refer to.
    pub(super) references: Vec<String>,
}

/// What was left out of a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Left {
    /// A property whose value leads out of the file.
    Remote(String),
    /// A rule such as `@import`.
    Rule(String),
}

/// Declarations such as `fill:red;stroke:#000`: those that a drawing needs, the ids that they refer
/// to, and the properties whose values lead out of the file.
pub(super) fn declarations(text: &str) -> (String, Vec<String>, Vec<String>) {
    let (mut kept, mut ids, mut remote) = (String::new(), Vec::new(), Vec::new());
    for part in split(text) {
        let Some((name, value)) = part.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        match links::references(value) {
            None => remote.push(name),
            Some(found) if known::property(&name).is_some() => {
                ids.extend(found.into_iter().map(str::to_owned));
                if !kept.is_empty() {
                    kept.push(';');
                }
                kept.push_str(&name);
                kept.push(':');
                kept.push_str(value);
            }
            Some(_) => {}
        }
    }
    (kept, ids, remote)
}

/// Splits at semicolons that stand neither in quotation marks nor in brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut brackets, mut quote) = (Vec::new(), 0, 0u32, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => brackets += 1,
            (None, ')') => brackets = brackets.saturating_sub(1),
            (None, ';') if brackets == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Cleans a style sheet.
pub(super) fn sheet(text: &str) -> Sheet {
    let text = blanked(text);
    let mut sheet = Sheet::default();
    let mut at = 0;
    while let Some(skipped) = text[at..].find(|c: char| !c.is_whitespace() && c != ';' && c != '}')
    {
        at += skipped;
        if text[at..].starts_with('@') {
            let end = at + rule_end(&text[at..]);
            let named = |c: char| c == '@' || c == '-' || c.is_ascii_alphanumeric();
            let name = text[at..end].split(|c| !named(c)).next().unwrap_or_default().to_owned();
            sheet.left_out.push(Left::Rule(name));
            at = end;
            continue;
        }
        let Some(open) = text[at..].find('{').map(|open| at + open) else { break };
        let close = open + block_end(&text[open..]);
        take(&mut sheet, text[at..open].trim(), &text[open + 1..close]);
        at = close;
    }
    sheet
}

fn take(sheet: &mut Sheet, selector: &str, body: &str) {
    let (kept, references, remote) = declarations(body);
    sheet.left_out.extend(remote.into_iter().map(Left::Remote));
    let plain = |c: char| c.is_alphanumeric() || " \t\r\n.#,>+~*[]=\"':()-_".contains(c);
    if !kept.is_empty() && selector.chars().all(plain) {
        sheet.text.push_str(&format!("{selector}{{{kept}}}\n"));
        sheet.rules.push(Rule { selector: selector.to_owned(), references });
    }
}

/// The text with blanks in place of comments, so that all bytes keep their places.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + 2 + end + 2);
        out.push_str(&rest[..start]);
        out.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace("<!--", "    ").replace("-->", "   ")
}

/// Where the bracket stands that closes a block of declarations.
fn block_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '}') => return at,
            _ => {}
        }
    }
    text.len()
}

/// The length of an at-rule: to its semicolon, or to the bracket that closes its block.
fn rule_end(text: &str) -> usize {
    let mut depth = 0u32;
    for (at, c) in text.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}
