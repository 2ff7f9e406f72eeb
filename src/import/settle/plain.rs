//! Headings that have no number: known by the space above them or by their capitals, and by not being what else is short: direct
//! speech, verse, a signature, an item of a list.

use std::collections::BTreeMap;

use super::context::is_quote;
use super::headings::{Heading, HeadingKind, LONGEST_PLAIN};
use super::source::{Role, Source};

/// What the spaces of a text say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spaces {
    /// Empty lines between paragraphs.
    usual: u8,
    /// Whether there are wider ones, with which sections begin.
    varied: bool,
}

/// How often a space must be wider for it to mean something.
const WIDE_ONES: usize = 2;
/// Shortest paragraph below a heading that nothing else shows, in characters.
const LONG: usize = 120;

impl Spaces {
    pub(super) fn of(source: &Source) -> Self {
        let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
        for line in source.lines.iter().skip(1).filter(|line| line.space > 0) {
            *counts.entry(line.space).or_default() += 1;
        }
        let usual = counts.iter().max_by_key(|(_, count)| **count).map_or(1, |(space, _)| *space);
        let wide: usize = counts.range(usual + 1..).map(|(_, count)| count).sum();
        Self { usual, varied: wide >= WIDE_ONES }
    }

    /// Whether a line stands below a wider space than paragraphs do.
    pub(super) fn sets_off(self, source: &Source, line: usize) -> bool {
        self.varied && source.lines[line].space > self.usual
    }
}

/// Keeps those short lines that are headings.
pub(super) fn keep(source: &Source, lines: &[usize], found: &mut Vec<(usize, Heading)>) {
    let spaces = Spaces::of(source);
    let numbered: Vec<usize> =
        found.iter().filter(|(_, h)| h.kind != HeadingKind::Plain).map(|(line, _)| *line).collect();
    let is_numbered = |line: usize| numbered.binary_search(&line).is_ok();
    let blank_lines = lines.iter().skip(1).any(|line| source.is_apart(*line));
    // Before the text there are dedications and mottoes.
    let front =
        lines.iter().position(|line| is_numbered(*line) || is_long(source, *line)).unwrap_or(0);
    found.retain(|(line, heading)| {
        if heading.kind != HeadingKind::Plain {
            return true;
        }
        let Ok(at) = lines.binary_search(line) else { return false };
        let next = lines.get(at + 1).copied();
        let above = at.checked_sub(1).map(|above| lines[above]);
        let text = source.line(*line);
        if !blank_lines
            || next.is_none()
            || !source.isolated(*line)
            || is_speech(text)
            || closes(text)
        {
            return false;
        }
        let capital = is_capital(text);
        if spaces.varied {
            let own = spaces.sets_off(source, *line) || above.is_some_and(is_numbered);
            let headed =
                at >= front || next.is_some_and(|next| is_numbered(next) || is_long(source, next));
            if own && headed && !text.ends_with('!') {
                return true;
            }
        }
        // A salutation or a greeting goes before a signature: `Your friend,`.
        let greeted = above.is_some_and(|above| source.line(above).ends_with(','));
        let headed = next.is_some_and(|next| is_numbered(next) || is_long(source, next));
        if greeted || text.ends_with(['!', '?']) {
            return false;
        }
        capital && headed
            || !spaces.varied
                && headed
                && is_title(text)
                && above.is_none_or(|above| is_numbered(above) || is_long(source, above))
    });
    let plain = found.iter().filter(|(_, h)| h.kind == HeadingKind::Plain).count();
    if plain * 5 > lines.len() * 2 + 5 {
        found.retain(|(_, h)| h.kind != HeadingKind::Plain);
    }
}

/// A few words that no sentence is made of: no quotation, no dash, no digits within words.
fn is_title(text: &str) -> bool {
    let words = || text.split_whitespace();
    let odd = |word: &str| {
        word.contains(char::is_numeric) && word.contains(char::is_alphabetic)
            || matches!(word, "-" | "–" | "—")
    };
    words().count() <= 10
        && !text.contains(|c: char| is_quote(c) && c != '’' && c != '\'')
        && !words().any(odd)
        && words().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        && text.ends_with(char::is_alphanumeric)
}

/// A paragraph that is no short line.
pub(super) fn is_long(source: &Source, line: usize) -> bool {
    source.lines[line].role == Role::Block
        || source.line(line).chars().nth(LONG).is_some()
        || !source.isolated(line)
}

/// Letters, of which all are capitals.
pub(super) fn is_capital(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(|c| !c.is_lowercase())
}

/// A line with a quotation mark at its beginning or its end, or with a dash that begins a speech.
pub(super) fn is_speech(text: &str) -> bool {
    let begins =
        text.starts_with(|c: char| is_quote(c) || matches!(c, '–' | '—' | '-' | '(' | '[' | '*'));
    begins || text.ends_with(|c: char| is_quote(c) || matches!(c, ')' | ']' | '*'))
}

/// `Ende`, `Finis`, `The End`: what closes a book or a part of it.
fn closes(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let first = bare.split_whitespace().next().unwrap_or_default();
    matches!(bare.as_str(), "ende" | "finis" | "the end" | "fin" | "schluß" | "schluss" | "end")
        || (first == "ende" && bare.starts_with("ende de"))
        || bare.starts_with("end of ")
}

/// Whether a line can be the title that stands below a number of its own.
pub(super) fn may_entitle(source: &Source, line: usize) -> bool {
    let text = source.line(line);
    source.lines[line].role == Role::Text
        && source.isolated(line)
        && !is_speech(text)
        && !closes(text)
        && text.chars().nth(LONGEST_PLAIN).is_none()
        && text
            .trim_start_matches(['+', '_', '=', '*', '~'])
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !text.ends_with([',', ';', ':', '-', '–'])
        && text.contains(char::is_alphabetic)
}
