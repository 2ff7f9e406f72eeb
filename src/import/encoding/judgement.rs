//! How well a text reads that was decoded in one way or another: letters within words, quotation marks at their ends, signs
//! where they have their place. What another encoding would make of `ü` stands where no such sign does.

use std::ops::Range;

/// What the characters beyond ASCII are worth together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    worth: i64,
    count: i64,
}

impl Judgement {
    /// From this mean on a text reads well.
    pub(super) const GOOD: i64 = 150;
    /// By how much one way must read better than the next to be certain.
    pub(super) const APART: i64 = 60;
    /// Up to this mean nothing reads.
    pub(super) const RUBBISH: i64 = 0;

    /// What a character is worth on the average, in hundredths.
    pub(super) fn mean(self) -> i64 {
        if self.count == 0 { 0 } else { self.worth * 100 / self.count }
    }
}

/// How many characters beyond ASCII are enough for a judgement.
const ENOUGH: i64 = 20_000;

/// Judges a text.
pub(super) fn judge(text: &str) -> Judgement {
    let mut judgement = Judgement::default();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        judgement.worth += worth(text, at, c);
        judgement.count += 1;
        if judgement.count >= ENOUGH {
            break;
        }
    }
    judgement
}

/// Whether each character of a stretch stands where it may stand.
pub(super) fn is_plausible(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].char_indices().all(|(at, c)| worth(text, range.start + at, c) > 0)
}

/// What a character is worth at its place: 3 for German letters in words, below 0 where it has none.
fn worth(text: &str, at: usize, c: char) -> i64 {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let is_capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    // A capital within a word: `GrÙße`.
    let inside = c.is_uppercase() && is_small(before) && (is_letter(after) || is_free(after));
    match c {
        'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' if inside => -3,
        'ß' => {
            if is_letter(before) {
                3
            } else {
                -2
            }
        }
        'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' => {
            if is_letter(before) || is_letter(after) {
                3
            } else {
                -1
            }
        }
        'à' | 'á' | 'â' | 'ã' | 'å' | 'æ' | 'ç' | 'è' | 'é' | 'ê' | 'ë' | 'ì' | 'í' | 'î' | 'ï'
        | 'ñ' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ù' | 'ú' | 'û' | 'œ' => {
            // A small letter between capitals, or before a figure: `ACTáI`, `Airá12`.
            let odd = is_capital(before) && is_capital(after) || is_digit(after);
            match is_letter(before) || is_letter(after) {
                _ if odd => -3,
                true => 2,
                false => -1,
            }
        }
        'À' | 'Á' | 'Â' | 'Ã' | 'Å' | 'Æ' | 'Ç' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ì' | 'Í' | 'Î' | 'Ï'
        | 'Ñ' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ø' | 'Ù' | 'Ú' | 'Û' | 'Œ' => {
            match inside || is_free(after) && is_free(before) {
                true => -3,
                false => 1,
            }
        }
        '«' | '»' | '„' | '“' | '”' | '‘' | '’' | '‚' | '‹' | '›' => {
            match (is_free(before), is_free(after)) {
                (true, false) | (false, true) | (true, true) => 2,
                (false, false) => {
                    if matches!(c, '’' | '‘') {
                        1
                    } else {
                        -3
                    }
                }
            }
        }
        '–' | '—' => {
            if is_letter(before) && is_letter(after) {
                -1
            } else {
                2
            }
        }
        '…' => 1,
        '\u{A0}' | '\u{AD}' => i64::from(is_letter(before) || is_letter(after) || is_digit(after)),
        '§' => {
            if is_free(before)
                && after.is_none_or(|c| c.is_whitespace() || c == '§' || c == '\u{A0}')
            {
                2
            } else {
                -2
            }
        }
        '°' => {
            if is_digit(before) || is_digit(after) {
                2
            } else {
                -1
            }
        }
        '²' | '³' | '¹' => {
            if is_letter(after) {
                -2
            } else {
                1
            }
        }
        '½' | '¼' | '¾' | '€' | '£' | '©' | '·' | '×' | '¬' => {
            match is_letter(before) && is_letter(after) {
                true => -3,
                false => 1,
            }
        }
        '†' | '‡' | '•' => {
            if is_free(before) {
                1
            } else {
                -2
            }
        }
        '\u{80}'..='\u{9F}' => -4,
        '\u{2500}'..='\u{25FF}' | '\u{2200}'..='\u{22FF}' => -3,
        _ => {
            if is_letter(before) && is_letter(after) {
                -3
            } else {
                -1
            }
        }
    }
}
