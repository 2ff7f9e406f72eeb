//! A word as patterns want it, lower case and composed, with the way back to its bytes.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// An offset that no break may take.
const NOWHERE: usize = usize::MAX;

/// Letters in lower case, each with the byte of the word before which it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    chars: Vec<char>,
    offsets: Vec<usize>,
}

impl Letters {
    /// The letters of a part of a word that begins at the byte `start` of it.
    pub(super) fn fold(part: &str, start: usize) -> Self {
        let mut letters =
            Self { chars: Vec::with_capacity(part.len()), offsets: Vec::with_capacity(part.len()) };
        let mut glued = false;
        for (at, c) in part.char_indices() {
            if is_combining_mark(c) {
                letters.compose(c);
            } else if is_joiner(c) {
                glued = matches!(c, '\u{200d}' | '\u{2060}' | '\u{feff}');
            } else {
                letters.push_lower(c, if glued { NOWHERE } else { start + at });
                glued = false;
            }
        }
        letters
    }

    fn push_lower(&mut self, c: char, offset: usize) {
        let c = if c == 'ſ' { 's' } else { c };
        if c.is_ascii() {
            self.push(c.to_ascii_lowercase(), offset);
            return;
        }
        for (n, lower) in c.to_lowercase().enumerate() {
            if is_combining_mark(lower) {
                self.compose(lower);
            } else {
                self.push(lower, if n == 0 { offset } else { NOWHERE });
            }
        }
    }

    fn push(&mut self, c: char, offset: usize) {
        self.chars.push(c);
        self.offsets.push(offset);
    }

    /// Puts a mark on the last letter, or behind it if there is no such letter.
    fn compose(&mut self, mark: char) {
        let Some(last) = self.chars.pop() else { return };
        let composed: Vec<char> = [last, mark].into_iter().nfc().collect();
        self.chars.push(composed[0]);
        for c in &composed[1..] {
            self.push(*c, NOWHERE);
        }
    }

    /// The letters.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The byte of the word before a letter, if a break may stand there.
    pub(super) fn offset(&self, letter: usize) -> Option<usize> {
        self.offsets.get(letter).copied().filter(|at| *at != NOWHERE)
    }

    /// Whether `text` stands at a letter.
    pub(super) fn starts(&self, letter: usize, text: &str) -> bool {
        starts_with(self.chars.get(letter..).unwrap_or_default(), text)
    }

    /// Puts other letters in the place of some: the first keeps its place, the others may not
    /// stand behind a break unless they are as many as before.
    pub(super) fn replace(&mut self, from: usize, count: usize, by: &str) {
        let new: Vec<char> = by.chars().collect();
        let offsets: Vec<usize> = (0..new.len())
            .map(|n| if n == 0 || new.len() == count { self.offsets[from + n] } else { NOWHERE })
            .collect();
        self.chars.splice(from..from + count, new);
        self.offsets.splice(from..from + count, offsets);
    }

    /// The letters as a text.
    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }
}

/// Whether letters begin with a text.
pub(super) fn starts_with(letters: &[char], text: &str) -> bool {
    let mut letters = letters.iter();
    text.chars().all(|c| letters.next() == Some(&c))
}

/// Whether letters end with a text.
pub(super) fn ends_with(letters: &[char], text: &str) -> bool {
    let mut letters = letters.iter().rev();
    text.chars().rev().all(|c| letters.next() == Some(&c))
}

/// Characters in a word that are no letters and take no room.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether it is a vowel of German; `y` is one.
pub(super) fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'ä'
            | 'ö'
            | 'ü'
            | 'é'
            | 'è'
            | 'ê'
            | 'à'
            | 'â'
            | 'ï'
            | 'ë'
            | 'î'
            | 'ô'
            | 'æ'
            | 'œ'
    )
}

#[cfg(test)]
mod tests {
    use super::Letters;

    fn shown(word: &str) -> (String, Vec<Option<usize>>) {
        let letters = Letters::fold(word, 0);
        let offsets = (0..letters.chars().len()).map(|at| letters.offset(at)).collect();
        (letters.text(), offsets)
    }

    #[test]
    fn letters_know_their_bytes() {
        assert_eq!(shown("Äſ"), ("äs".into(), vec![Some(0), Some(2)]));
        assert_eq!(shown("A\u{308}b"), ("äb".into(), vec![Some(0), Some(3)]));
        assert_eq!(shown("İb"), ("i\u{307}b".into(), vec![Some(0), None, Some(2)]));
        assert_eq!(shown("a\u{2060}b"), ("ab".into(), vec![Some(0), None]));
        assert_eq!(shown("\u{301}"), (String::new(), vec![]));
    }

    #[test]
    fn what_is_replaced_keeps_its_place() {
        let mut letters = Letters::fold("theil", 0);
        letters.replace(0, 2, "t");
        assert_eq!((letters.text().as_str(), letters.offset(1)), ("teil", Some(2)));
        let mut letters = Letters::fold("iren", 0);
        letters.replace(0, 1, "ie");
        assert_eq!((letters.offset(1), letters.offset(2)), (None, Some(1)));
    }
}
