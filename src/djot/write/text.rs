//! Text in a line of the source: what its signs would be read as.

use super::inlines::{Care, Pen};
use super::lines::HELD;
use crate::ir::{Inline, InlineKind, Writing};

impl Pen<'_> {
    /// Puts in a text of which every letter is read as it is.
    pub(super) fn text(&mut self, text: &str, writing: Writing, behind: &[Inline]) {
        if self.care == Care::AsWritten && self.sign(text, writing) {
            return;
        }
        if writing == Writing::LineEnd && text == " " {
            self.out.push(if self.breaks { '\n' } else { ' ' });
            return;
        }
        let following = behind.first().and_then(|next| match &next.kind {
            InlineKind::Text { text } => text.chars().next(),
            _ => None,
        });
        let mut clear = if self.care == Care::AsWritten { pairs(text) } else { Vec::new() };
        clear.sort_unstable();
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c).or(following);
            let is_markup = match c {
                ':' => self.is_markup(c, next) || begins_symbol(&text[at + 1..], behind),
                _ => {
                    self.is_markup(c, next)
                        && clear.binary_search(&at).is_err()
                        && !self.is_alone(c, next)
                }
            };
            if is_markup {
                self.backslash();
            }
            self.out.push(c);
        }
    }

    /// Whether a mark stands between spaces, where it neither opens nor closes.
    fn is_alone(&self, c: char, next: Option<char>) -> bool {
        self.care == Care::AsWritten
            && matches!(c, '*' | '_' | '^' | '~' | '<')
            && self.out.ends_with(' ')
            && next == Some(' ')
    }

    /// Writes a sign in its place; whether that could be done.
    fn sign(&mut self, text: &str, writing: Writing) -> bool {
        let begins = self.out.is_empty() || self.out.ends_with('\n');
        let sign = match (writing, text) {
            (Writing::Straight(mark), _) => mark.to_string(),
            (Writing::Opening(mark), _) => format!("{{{mark}"),
            (Writing::Closing(mark), _) => format!("{mark}}}"),
            (Writing::Sign, "…") if !self.out.ends_with('.') => "...".to_owned(),
            (Writing::Sign, "–") if !self.out.ends_with('-') && !begins => "--".to_owned(),
            (Writing::Sign, "—") if !self.out.ends_with('-') && !begins => "---".to_owned(),
            (Writing::Sign, "\u{a0}") => {
                self.backslash();
                HELD.to_string()
            }
            _ => return false,
        };
        self.out.push_str(&sign);
        true
    }

    /// Whether a letter of the text would be read as something else here.
    fn is_markup(&self, c: char, next: Option<char>) -> bool {
        let last = self.out.chars().next_back();
        match c {
            '\\' | '*' | '_' | '^' | '~' | '[' | ']' | '{' | '}' | '`' | '"' | '\'' | '<' => true,
            '$' => next.is_none_or(|next| next == '$'),
            '-' | '.' if last == Some(c) || next == Some(c) => true,
            '-' | '+' | '=' if self.braced > 0 => last == Some('{') || next.is_none() || c == '=',
            // Behind a call it would begin a note or the address of a link.
            '(' => last == Some(']') && !self.is_escaped(),
            ':' => last == Some(']'),
            '|' => {
                let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let clear = self.care == Care::AsWritten || is_word(last) && is_word(next);
                self.cell || !clear
            }
            _ => false,
        }
    }
}

/// Whether what stands behind a colon makes a symbol of it, `:name:`, which other readers of Djot may replace.
fn begins_symbol(rest: &str, behind: &[Inline]) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '_');
    let texts = behind.iter().map_while(|inline| match &inline.kind {
        InlineKind::Text { text } => Some(text.as_str()),
        _ => None,
    });
    let mut letters = std::iter::once(rest).chain(texts).flat_map(str::chars);
    letters.find(|c| !is_sign(*c)) == Some(':')
}

/// Where square brackets stand in a text that mean nothing: pairs of them, with nothing behind that would make them
/// more.
fn pairs(text: &str) -> Vec<usize> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '[' => open.push(at),
            ']' => {
                let Some(start) = open.pop() else { continue };
                let (before, inside) = (&text[..start], &text[start + 1..at]);
                let behind = text[at + 1..].chars().next();
                let is_plain = !inside.starts_with('^') && !before.ends_with('!');
                if is_plain && behind.is_some_and(|c| !matches!(c, '(' | '[' | '{' | ':')) {
                    pairs.extend([start, at]);
                }
            }
            _ => {}
        }
    }
    pairs
}
