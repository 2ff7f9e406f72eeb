//! Words in running text.

use std::ops::Range;

/// The words of a text, as byte ranges: runs of letters, digits and marks, held together by inner
/// hyphens, apostrophes, soft hyphens and joiners; an address or a path is one word.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split(is_space)
        .map(move |token| {
            let start = token.as_ptr() as usize - text.as_ptr() as usize;
            start..start + token.len()
        })
        .flat_map(move |range| within(text, range))
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{fffc}'
}

/// The words of a text without white space.
fn within(text: &str, token: Range<usize>) -> Vec<Range<usize>> {
    let address = ["://", "www.", "@"].iter().any(|mark| text[token.clone()].contains(mark));
    if address {
        return vec![token];
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut chars = text[token.clone()].char_indices().peekable();
    let mut open: Option<usize> = None;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let inside = is_letter(c) || open.is_some() && is_link(c) && next.is_some_and(is_letter);
        match (inside, open) {
            (true, None) => open = Some(token.start + at),
            (false, Some(start)) => {
                out.push(start..token.start + at);
                open = None;
            }
            _ => {}
        }
    }
    out.extend(open.map(|start| start..token.end));
    out
}

fn is_letter(c: char) -> bool {
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

    fn of(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_hold_inner_hyphens_and_apostrophes() {
        assert_eq!(
            of("„Marx’ Marxismus-Leninismus“, d’État – ja!"),
            ["Marx", "Marxismus-Leninismus", "d’État", "ja"]
        );
        assert_eq!(of("Ein- und Ausfuhr (S. 12–14)"), ["Ein", "und", "Ausfuhr", "S", "12", "14"]);
    }

    #[test]
    fn an_address_is_one_word() {
        assert_eq!(
            of("siehe https://a.example/b-c?d und a@b.example."),
            ["siehe", "https://a.example/b-c?d", "und", "a@b.example."]
        );
    }

    #[test]
    fn objects_end_words() {
        assert_eq!(of("Wort\u{fffc}Wort a\u{300}b"), ["Wort", "Wort", "a\u{300}b"]);
    }
}
