//! Words in running text.

use std::ops::Range;

/// The words of a text, as byte ranges: runs of letters, digits and marks, held together by inner
/// hyphens, apostrophes, soft hyphens and joiners; an address or a path is one word.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split(is_space).flat_map(move |token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        within(token).map(move |word| start + word.start..start + word.end)
    })
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{fffc}'
}

/// The words of a text without white space.
fn within(token: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let address = is_address(token);
    let mut done = 0;
    std::iter::from_fn(move || {
        let rest = &token[done..];
        let start = done + if address { 0 } else { rest.find(is_letter)? };
        let end = if address { token.len() } else { start + length(&token[start..]) };
        done = end;
        (start < end).then_some(start..end)
    })
}

fn is_address(token: &str) -> bool {
    let signs = token.bytes().any(|byte| matches!(byte, b':' | b'.' | b'@'));
    signs && ["://", "www.", "@"].iter().any(|mark| token.contains(mark))
}

/// How long the word at the beginning of a text is, in bytes.
fn length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = is_link(c) && chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(c) && !goes_on {
            return at;
        }
    }
    text.len()
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// What holds the parts of a word together.
fn is_link(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            | '\u{2011}'
            | '\''
            | '’'
            | '\u{ad}'
            | '\u{200c}'
            | '\u{200d}'
            | '\u{2060}'
    )
}

#[cfg(test)]
mod tests {
    use super::words;

    fn words_in(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_hold_inner_hyphens_and_apostrophes() {
        assert_eq!(
            words_in("„Marx’ Marxismus-Leninismus“, d’État – ja!"),
            ["Marx", "Marxismus-Leninismus", "d’État", "ja"]
        );
        assert_eq!(
            words_in("Ein- und Ausfuhr (S. 12–14)"),
            ["Ein", "und", "Ausfuhr", "S", "12", "14"]
        );
    }

    #[test]
    fn an_address_is_one_word() {
        assert_eq!(
            words_in("siehe https://a.example/b-c?d und a@b.example."),
            ["siehe", "https://a.example/b-c?d", "und", "a@b.example."]
        );
    }

    #[test]
    fn objects_end_words() {
        assert_eq!(words_in("Wort\u{fffc}Wort a\u{300}b"), ["Wort", "Wort", "a\u{300}b"]);
    }
}
