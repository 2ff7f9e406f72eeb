//! Letters that were read in another encoding: `Ã¤` for `ä`, `â€“` for `–`.

use super::super::{Finding, Passage};
use crate::diagnostics::Code;

/// The characters of Windows-1252 from 0x80 on (WHATWG Encoding, index windows-1252); those
/// without a character stand for themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

pub(super) fn find(passage: &Passage, found: &mut Vec<Finding>) {
    let text = &passage.text;
    if text.is_ascii() {
        return;
    }
    let mut done = 0;
    for (at, _) in text.char_indices().filter(|(_, c)| ('Â'..='ô').contains(c)) {
        if at < done {
            continue;
        }
        let Some((length, meant)) = decoded(&text[at..]) else { continue };
        let range = at..at + length;
        done = range.end;
        if passage.is_text(&range) {
            let wrong = &text[range.clone()];
            found.push(
                Finding::new(
                    Code::WrongEncoding,
                    range,
                    format!("`{wrong}` is `{meant}`, read in another encoding"),
                    format!("write `{meant}`"),
                )
                .corrected(meant),
            );
        }
    }
}

/// The bytes at the start of a text that are one character of UTF-8, read as Windows-1252: how
/// long they are now, and the character.
fn decoded(text: &str) -> Option<(usize, char)> {
    let mut bytes = Vec::new();
    let mut length = 0;
    for c in text.chars().take(4) {
        bytes.push(byte(c)?);
        length += c.len_utf8();
        if let Ok(whole) = std::str::from_utf8(&bytes) {
            let meant = whole.chars().next()?;
            return is_meant(meant).then_some((length, meant));
        }
    }
    None
}

fn byte(c: char) -> Option<u8> {
    match WINDOWS.iter().position(|w| *w == c) {
        Some(at) => u8::try_from(0x80 + at).ok(),
        None => u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0xa0),
    }
}

/// Letters of Europe, its punctuation and spaces: what a text is likely to hold.
fn is_meant(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{2010}'..='\u{203a}' | '€' | '\u{fb00}'..='\u{fb06}')
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn bytes_are_read_again() {
        assert_eq!(decoded("Ã¤hnlich"), Some((4, 'ä')));
        assert_eq!(decoded("ÃŸ"), Some((4, 'ß')));
        assert_eq!(decoded("â€ždas"), Some((7, '„')));
        assert_eq!(decoded("Âge"), None);
        assert_eq!(decoded("Ão"), None);
    }
}
