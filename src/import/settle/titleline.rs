//! One title line taken apart: `(1939 Karl Muster) Titel`, `Karl Muster: Titel (1939)`.

use super::names::is_person;
use super::numerals::year;

/// The parts of a title line while they are collected.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) author: Option<String>,
    pub(super) author_doubtful: bool,
    pub(super) year: Option<u32>,
}

/// `(1939 Karl Muster) Titel`, `Karl Muster: Titel (1939)`, `Titel – Karl Muster` …
pub(super) fn parse_line(line: &str) -> Parts {
    let mut parts = Parts::default();
    let mut rest = line.trim();
    if let Some((inside, tail)) = leading_bracket(rest) {
        let (year, name) = year_and_name(inside);
        if year.is_some() || is_person(&name) {
            parts.year = year;
            parts.author = Some(name).filter(|n| !n.is_empty());
            rest = tail;
        }
    }
    if let Some((head, inside)) = trailing_bracket(rest) {
        let (year, name) = year_and_name(inside);
        let free = parts.author.is_none() && is_person(&name);
        if free || (name.is_empty() && year.is_some()) {
            parts.year = parts.year.or(year);
            parts.author = parts.author.or(Some(name).filter(|n| !n.is_empty()));
            rest = head;
        }
    }
    if parts.author.is_none() {
        rest = divide(rest, &mut parts);
    }
    parts.title = squeeze(if rest.is_empty() { line } else { rest });
    parts
}

/// Single spaces, no control characters.
pub(super) fn squeeze(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn leading_bracket(line: &str) -> Option<(&str, &str)> {
    let (open, close) = [('(', ')'), ('[', ']')].into_iter().find(|(o, _)| line.starts_with(*o))?;
    let (inside, tail) = line[open.len_utf8()..].split_once(close)?;
    let tail = tail.trim_start_matches([':', ' ', '–', '-']);
    (!tail.is_empty() && !inside.contains(open)).then_some((inside, tail))
}

/// `1939 Karl Muster`, `Karl Muster, 1939` → the year and the rest.
pub(super) fn year_and_name(text: &str) -> (Option<u32>, String) {
    let found =
        text.split(|c: char| !c.is_ascii_digit()).find_map(|w| year(w).map(|value| (w, value)));
    let Some((word, value)) = found else {
        return (None, squeeze(text));
    };
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    let rest = format!("{} {}", &text[..at], &text[at + word.len()..]);
    let name = squeeze(&rest);
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '-' | '/')
    });
    (Some(value), name.to_owned())
}

/// `Titel (1939)`, `Titel [Karl Muster, 1939]` → the title and what stands in the brackets.
fn trailing_bracket(line: &str) -> Option<(&str, &str)> {
    let open = line.rfind(['(', '['])?;
    let inside = line[open + 1..].strip_suffix([')', ']'])?;
    let head = line[..open].trim_end();
    (!head.is_empty()).then_some((head, inside))
}

/// Takes an author off one end of a line.
fn divide<'l>(line: &'l str, parts: &mut Parts) -> &'l str {
    for by in [", von ", " / von ", " by ", ", par "] {
        if let Some((head, name)) = line.rsplit_once(by).filter(|(_, n)| is_person(n)) {
            parts.author = Some(squeeze(name));
            return head.trim_end();
        }
    }
    for between in [": ", " – ", " — ", " - ", " | "] {
        let Some((left, right)) = line.split_once(between) else {
            continue;
        };
        let (name_year, name) = year_and_name(&left.replace(['(', ')', '[', ']'], " "));
        if is_person(&name) && !right.trim().is_empty() {
            parts.author = Some(name);
            parts.author_doubtful = between != ": ";
            parts.year = parts.year.or(name_year);
            return right.trim();
        }
        let last = line.rsplit_once(between).filter(|(_, n)| between != ": " && is_person(n));
        if let Some((head, name)) = last {
            parts.author = Some(squeeze(name));
            parts.author_doubtful = true;
            return head.trim_end();
        }
    }
    line
}
