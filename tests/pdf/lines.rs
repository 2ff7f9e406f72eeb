//! Breaks at line ends, read from the text of a PDF and held against the judgement.

use umbruch::ir::Language;
use umbruch::language::hyphenation::{BreakKind, Hyphenation, Minima};

/// A word broken at a line's end.
#[derive(Debug)]
pub struct Broken {
    /// What stands before the break.
    pub before: String,
    /// What stands behind it.
    pub behind: String,
}

/// The words that the typesetter broke, from text whose lines follow one another.
pub fn broken(text: &str) -> Vec<Broken> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let letters = |c: char| c.is_alphabetic() || c == '-';
    lines
        .windows(2)
        .filter_map(|pair| {
            let line = pair[0].trim_end().strip_suffix('\u{ad}')?;
            let start = line
                .rfind(|c| !letters(c))
                .map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
            let next = pair[1].trim_start();
            let end = next.find(|c| !letters(c)).unwrap_or(next.len());
            Some(Broken { before: line[start..].to_owned(), behind: next[..end].to_owned() })
        })
        .collect()
}

/// Whether a break is right in one of the languages.
pub fn is_right(broken: &Broken, languages: &[&str]) -> bool {
    let word = format!("{}{}", broken.before, broken.behind);
    languages.iter().any(|tag| {
        let language = Language::parse(tag).expect("a tag");
        let mut breaks = Hyphenation::default().breaks(&word, &language);
        Minima::default().keep(&word, &mut breaks);
        breaks.iter().any(|one| one.at == broken.before.len() && one.kind == BreakKind::Plain)
    })
}

/// The parts of an address that stand on lines of their own.
pub fn parts<'a>(text: &str, address: &'a str) -> Option<Vec<&'a str>> {
    let bytes: Vec<usize> =
        text.char_indices().filter(|(_, c)| *c != '\n').map(|(at, _)| at).collect();
    let joined: String = text.chars().filter(|c| *c != '\n').collect();
    let start = joined[..joined.find(address)?].chars().count();
    let mut parts = Vec::new();
    let mut from = 0;
    for (n, (at, _)) in address.char_indices().enumerate().skip(1) {
        let place = bytes[start + n];
        if text[..place].ends_with('\n') {
            parts.push(&address[from..at]);
            from = at;
        }
    }
    parts.push(&address[from..]);
    Some(parts)
}
