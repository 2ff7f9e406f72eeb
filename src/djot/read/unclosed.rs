//! Marks that are opened and never closed: Djot prints them as they stand.

use std::ops::Range;

use super::Reader;
use crate::diagnostics::Code;

/// How much of a word a message shows, in letters.
const SHOWN: usize = 30;
/// Within how many letters behind an asterisk a year makes it a sign of birth: `*Berlin 1901`.
const BIRTH: usize = 60;

impl Reader<'_, '_> {
    /// Warns of what opens a mark or a link in a piece of text, which it would not be if anything closed it.
    ///
    /// Only what begins a word can be meant so, and no asterisk where asterisks call notes.
    pub(super) fn look_for_unclosed(&mut self, range: &Range<usize>) {
        for (at, c) in self.text[range.clone()].char_indices() {
            let at = range.start + at;
            if !"_*{]".contains(c) || self.text[..at].ends_with('\\') {
                continue;
            }
            match c {
                '{' => self.look_at_brace(at),
                ']' => self.look_at_address(at),
                '*' if self.calls_note(at) => self.asterisk_calls = true,
                _ => self.look_at_mark(at, c),
            }
        }
    }

    /// `Wort*`, `Satz.*`
    fn calls_note(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        before.is_some_and(|c| c.is_alphanumeric() || ".,;:!?“”«»)".contains(c))
            && !after.is_some_and(char::is_alphanumeric)
    }

    /// `_Wort`, `**Wort`
    fn look_at_mark(&mut self, at: usize, mark: char) {
        let before = self.text[..at].chars().next_back();
        let row = self.text[at..].len() - self.text[at..].trim_start_matches(mark).len();
        let word = &self.text[at + row..];
        let opens = before.is_none_or(|c| c.is_whitespace() || "(„‚»›“\"'–—".contains(c))
            && row <= 2
            && word.starts_with(char::is_alphabetic);
        if !opens || mark == '*' && (self.asterisk_calls || is_birth(word)) {
            return;
        }
        self.report_unclosed(at, &self.text[at..at + row]);
    }

    /// `{=Wort`, `{+Wort`
    fn look_at_brace(&mut self, at: usize) {
        let rest = &self.text[at + 1..];
        let sign = rest.chars().next().filter(|c| "=+-_*^~".contains(*c));
        if sign.is_some() && rest[1..].starts_with(char::is_alphanumeric) {
            self.report_unclosed(at, &self.text[at..at + 2]);
        }
    }

    fn report_unclosed(&mut self, at: usize, mark: &str) {
        let behind = &self.text[at + mark.len()..];
        let letters = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        let word = shown(&self.text[at..at + mark.len() + letters]);
        let close: String = mark.chars().rev().map(|c| if c == '{' { '}' } else { c }).collect();
        self.diagnostics.report(
            Code::UnclosedMark,
            self.span(at..at + word.len()),
            format!("`{word}` opens a mark that nothing closes, and is printed as it stands"),
            format!("close it with `{close}`; a backslash before `{mark}` if it is text"),
        );
    }

    /// `[Wort](https://…`
    fn look_at_address(&mut self, at: usize) {
        let Some(address) = self.text[at..].strip_prefix("](") else { return };
        let block = self.text[..at].rfind("\n\n").map_or(0, |end| end + 2);
        let Some(open) = self.text[block..at].rfind('[').map(|open| block + open) else { return };
        let picture = self.text[..open].ends_with('!');
        let start = open - usize::from(picture);
        let leads = ["http://", "https://", "mailto:", "#"];
        let leads = leads.iter().any(|start| address.starts_with(start));
        if self.text[..start].ends_with('\\')
            || !(leads || picture && address.starts_with(char::is_alphanumeric))
        {
            return;
        }
        let address = &address[..address.find(char::is_whitespace).unwrap_or(address.len())];
        let end = at + 2 + shown(address).len();
        let what = if picture { "a picture" } else { "a link" };
        self.diagnostics.report(
            Code::UnclosedMark,
            self.span(start..end),
            format!("{what} begins here that nothing closes, and is printed as it stands"),
            "close the address with `)`; a backslash before `[` if it is text",
        );
    }
}

/// A word, of a long one the beginning.
fn shown(word: &str) -> &str {
    &word[..word.char_indices().nth(SHOWN).map_or(word.len(), |(at, _)| at)]
}

/// `*Berlin 1901`, `*Anna, †Otto`
fn is_birth(behind: &str) -> bool {
    let near: String = behind.chars().take(BIRTH).take_while(|c| *c != '\n').collect();
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    near.contains('†') || near.split(|c: char| !c.is_alphanumeric()).any(year)
}
