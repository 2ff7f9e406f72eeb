//! Named characters of XHTML 1.1, which documents of EPUB 2 may use (OPS 2.0.1 §2.1).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table;

/// Names and their characters.
static NAMES: LazyLock<BTreeMap<&str, char>> = LazyLock::new(|| {
    let rows = table::rows(include_str!("data/entities.txt"));
    rows.filter_map(|row| Some((*row.first()?, character(row.get(1)?)?))).collect()
});

/// Most bytes of a name.
const LONGEST: usize = 8;

fn character(cell: &str) -> Option<char> {
    match cell.strip_prefix("U+") {
        Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).ok()?),
        None => cell.chars().next(),
    }
}

/// A text with its named characters in place, spaces behind them, so that nothing else moves; `None` where
/// its declaration does not bring them in, or it uses none.
pub(super) fn resolved(text: &str) -> Option<String> {
    let at = text.find("<!DOCTYPE")?;
    let declaration = &text[at..at + text[at..].find('>')?];
    if !declaration.contains("-//W3C//DTD XHTML 1.") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        // What is longer is no name, however far the next semicolon may be.
        let end = entity.bytes().take(LONGEST + 2).position(|byte| byte == b';');
        match end.and_then(|end| Some((end + 1, NAMES.get(&entity[1..end])?))) {
            Some((length, c)) => {
                out.push(*c);
                out.extend(std::iter::repeat_n(' ', length - c.len_utf8()));
                rest = &entity[length..];
            }
            None => {
                out.push('&');
                rest = &entity[1..];
            }
        }
    }
    if rest.len() == text.len() {
        return None;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NAMES, resolved};

    #[test]
    fn names_become_characters_and_nothing_moves() {
        let text = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" \"a\">\n<p>a&nbsp;b &ne; c&amp;d &x; &thetasym;</p>";
        let found = resolved(text).expect("it uses names");
        assert_eq!(found.len(), text.len());
        assert!(found.ends_with("a\u{a0}    b ≠  c&amp;d &x; ϑ        </p>"), "{found}");
        assert_eq!(resolved("<!DOCTYPE html><p>a&nbsp;b</p>"), None);
        assert_eq!(NAMES.len(), 248);
        assert_eq!(NAMES.keys().map(|name| name.len()).max(), Some(LONGEST));
        assert!(NAMES.iter().all(|(name, c)| c.len_utf8() <= name.len() + 2));
    }
}
