//! What no rule touches: addresses, identifiers, names of files, numbers of versions.

use std::ops::Range;

use super::super::OBJECT;
use super::line::pattern;
use super::marks::is_mark;

pattern!(
    NUMBERED,
    "(?:ISBN|ISSN|ISMN)(?:-1[03])?:?[\\x20\\u{{a0}}\\u{{202f}}]?[0-9–X\\x20-]+|(?:Telefon|Tel\\.|\
        Fax|Postfach|Konto|IBAN|Aktenzeichen|Az\\.|DIN|ISO|IEC|EN|RFC|\
        Version)\\x20[0-9./\\x20–-]+"
);

/// Words before numbers that are names; a quick look before the pattern.
const NUMBERED_WORDS: [&str; 16] = [
    "ISBN",
    "ISSN",
    "ISMN",
    "Telefon",
    "Tel.",
    "Fax",
    "Postfach",
    "Konto",
    "IBAN",
    "Aktenzeichen",
    "Az.",
    "DIN",
    "ISO",
    "IEC",
    "RFC",
    "Version",
];

/// Endings of files and of names of hosts.
const ENDINGS: &str = "djot dj toml txt htm html xhtml pdf epub jpg jpeg png svg doc docx odt xml zip css js json \
     rs md tsv csv com net info edu gov org";

/// Where such things stand in a text, in order.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut done = 0;
    for (at, sign) in text.match_indices(['.', ':', '@', '/']) {
        let inside = text[at + sign.len()..].chars().next().is_some_and(|c| !is_space(c));
        if at < done || !inside {
            continue;
        }
        let whole = token(text, at);
        done = whole.end;
        let bare = without_punctuation(text, whole);
        if is_name(&text[bare.clone()]) {
            found.push(bare);
        }
    }
    if NUMBERED_WORDS.iter().any(|word| text.contains(word)) {
        found.extend(NUMBERED.find_iter(text).map(|name| name.range()));
        found.sort_by_key(|range| range.start);
        // One that begins within another is a part of it.
        let mut end = 0;
        found.retain(|range| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        });
    }
    found
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == OBJECT
}

/// The text without spaces around an offset.
fn token(text: &str, at: usize) -> Range<usize> {
    let start = text[..at]
        .rfind(is_space)
        .map_or(0, |space| space + text[space..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(is_space).map_or(text.len(), |space| at + space);
    start..end
}

/// A token without the punctuation around it.
fn without_punctuation(text: &str, Range { start, end }: Range<usize>) -> Range<usize> {
    let outer = |c: char| is_mark(c) || ",;:.!?()[]<>".contains(c);
    let token = &text[start..end];
    let left = token.len() - token.trim_start_matches(outer).len();
    let right = token.trim_end_matches(outer).len();
    start + left.min(right)..start + right
}

/// Whether a token is an address, an identifier, a file or the number of a version.
fn is_name(token: &str) -> bool {
    let address = ["://", "www.", "urn:", "mailto:", "doi:", "10."].iter().any(|mark| {
        token.contains(mark) && (*mark != "10." || token.contains('/') && token.starts_with("10."))
    });
    let mail =
        token.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let ending = token.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && ENDINGS.split(' ').any(|known| known == ending)
    });
    address || mail || ending || is_version(token)
}

/// `v1.2`, `1.2.3.4`
fn is_version(token: &str) -> bool {
    let (marked, digits) = token.strip_prefix('v').map_or((false, token), |rest| (true, rest));
    let parts = digits.split('.').filter(|part| part.chars().all(|c| c.is_ascii_digit()));
    let count = parts.filter(|part| !part.is_empty()).count();
    count == digits.split('.').count() && (count > 3 && !is_grouped(digits) || marked && count > 1)
}

/// `1.234.567.890`
fn is_grouped(digits: &str) -> bool {
    digits.split('.').skip(1).all(|part| part.len() == 3)
}
