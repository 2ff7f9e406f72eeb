//! Addresses that stand in the text without any marks, as GitHub's Markdown makes links of them.

use std::ops::Range;

const BEGINS: [&str; 3] = ["https://", "http://", "www."];

/// Whether a text may hold one.
pub(super) fn may_hold(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// The addresses of a text, with what they lead to.
pub(super) fn bare(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next(text, from) {
        let begin =
            BEGINS.iter().find(|begin| text[at..].starts_with(**begin)).map_or(0, |b| b.len());
        let before = text[..at].chars().next_back();
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '„' | '“' | '”' | '»' | '«')
        };
        let end = text[at..].find(ends).map_or(text.len(), |end| at + end);
        let end = at + trimmed(&text[at..end]).len();
        let is_apart = before.is_none_or(|c| !c.is_alphanumeric() && c != '/');
        if end > at + begin && is_apart && text[at + begin..end].contains('.') {
            let address = &text[at..end];
            let url = match address.starts_with("www.") {
                true => format!("https://{address}"),
                false => address.to_owned(),
            };
            found.push((at..end, url));
        }
        from = end.max(at + 1);
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    found
}

fn next(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let scheme =
        rest.find("http").filter(|at| BEGINS[..2].iter().any(|b| rest[*at..].starts_with(b)));
    let first = scheme.into_iter().chain(rest.find("www.")).min()?;
    Some(from + first)
}

/// Without the punctuation behind it; a bracket belongs to it if its fellow does.
fn trimmed(mut address: &str) -> &str {
    loop {
        let bare =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~', '\'', '…']);
        let open = bare.matches('(').count();
        let closed = bare.matches(')').count();
        let bare = if closed > open { bare.strip_suffix(')').unwrap_or(bare) } else { bare };
        if bare.len() == address.len() {
            return bare;
        }
        address = bare;
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn addresses_end_before_punctuation() {
        let text = "Siehe https://a.example/x_(y), (www.b.example) und http://c.";
        let found: Vec<_> = bare(text).into_iter().map(|(at, url)| (&text[at], url)).collect();
        let expected = [
            ("https://a.example/x_(y)", "https://a.example/x_(y)".to_owned()),
            ("www.b.example", "https://www.b.example".to_owned()),
        ];
        assert_eq!(found, expected);
    }
}
