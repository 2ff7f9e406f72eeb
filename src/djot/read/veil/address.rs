//! Bare addresses in running text: their signs are letters.

use std::ops::Range;

use super::{Veil, is_escape};
use crate::addresses;

/// The marks that are open around a place: what ends an address as well as a mark.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: [bool; 4],
}

const MARKS: [u8; 4] = *b"_*~^";

impl Marks {
    /// Takes in the sign at an offset, if it is a mark.
    pub fn meet(&mut self, bytes: &[u8], at: usize) {
        let Some(mark) = MARKS.iter().position(|mark| *mark == bytes[at]) else { return };
        let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if self.open[mark] && !blank(before) {
            self.open[mark] = false;
        } else if !blank(bytes.get(at + 1)) {
            self.open[mark] = true;
        }
    }

    fn is_open(&self, sign: char) -> bool {
        MARKS.iter().zip(self.open).any(|(mark, open)| open && char::from(*mark) == sign)
    }
}

/// The address that begins at `start`, within a unit that ends at `end`.
pub(super) fn range(text: &str, start: usize, end: usize, marks: &Marks) -> Option<Range<usize>> {
    let rest = &text[start..end];
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '@') {
        return None;
    }
    if let Some(length) = addresses::mail(rest) {
        return Some(start..start + length);
    }
    let begin = addresses::begin(rest)?;
    let whole = run(rest, begin);
    let address = &rest[..whole];
    let length = without_end(address, rest[whole..].chars().next(), marks).len();
    (length > begin).then_some(start..start + length)
}

/// How far the letters of an address go.
fn run(text: &str, begin: usize) -> usize {
    let mut skip = false;
    let mut host = is_host_in_brackets(&text[begin..]);
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < begin) {
        if std::mem::take(&mut skip) {
            continue;
        }
        match c {
            '\\' if is_escape(text.as_bytes(), at) => skip = true,
            '[' if host => {}
            ']' if std::mem::take(&mut host) => {}
            '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '[' | ']' => return at,
            '„' | '“' | '”' | '‚' | '‘' | '«' | '»' | '‹' | '›' | '\u{fffc}' => {
                return at;
            }
            c if c.is_whitespace() || c.is_control() => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether a host begins here that is a number in brackets (RFC 3986, 3.2.2): `[2001:db8::1]`.
fn is_host_in_brackets(text: &str) -> bool {
    let inside = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let number = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    inside.is_some_and(|(inside, _)| !inside.is_empty() && inside.bytes().all(number))
}

/// An address without what ends the sentence, a bracket or a mark around it.
fn without_end<'a>(address: &'a str, next: Option<char>, marks: &Marks) -> &'a str {
    let mut address = address;
    let mut open = address.matches('(').count();
    let mut close = address.matches(')').count();
    let mut next = next;
    while let Some(last) = address.chars().next_back() {
        let rest = &address[..address.len() - last.len_utf8()];
        let outside = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '’' | '…' | '–' | '—' => true,
            '\'' => address.matches('\'').count() % 2 == 1,
            ')' => close > open,
            '(' => true,
            '+' | '=' | '-' => next == Some('}'),
            '_' | '*' | '~' | '^' => next == Some('}') || marks.is_open(last),
            _ => false,
        };
        if !outside || rest.ends_with('\\') {
            break;
        }
        open -= usize::from(last == '(');
        close -= usize::from(last == ')');
        next = Some(last);
        address = rest;
    }
    address
}

/// Hides the signs of an address, but for its escapes and colons, which the parser may see.
pub(super) fn hide(text: &str, range: &Range<usize>, veil: &mut Veil) {
    let bytes = text.as_bytes();
    let mut at = range.start;
    while at < range.end {
        if is_escape(bytes, at) {
            at += 2;
            continue;
        }
        let doubled = |sign: u8| {
            bytes[at] == sign
                && (at > range.start && bytes[at - 1] == sign
                    || at + 1 < range.end && bytes[at + 1] == sign)
        };
        match bytes[at] {
            b':' => {}
            b'.' if !doubled(b'.') => {}
            b'-' if !doubled(b'-') => {}
            _ => veil.hide(at),
        }
        at += 1;
    }
}
