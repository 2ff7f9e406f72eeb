//! Characters that a file in XML or HTML may not hold, or should not.

use std::borrow::Cow;

/// Whether XML 1.0 does not allow a character (production 2, `Char`).
pub(crate) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether HTML does not allow a character: control characters of both kinds, too, but for line feed and
/// tab (HTML, section 13.2.3.5).
pub(crate) fn is_forbidden_in_html(c: char) -> bool {
    is_forbidden(c) || c.is_control() && !matches!(c, '\n' | '\t')
}

/// Whether Unicode keeps a code point free for ever (Unicode 16, section 23.7); XML discourages all of them.
pub(crate) fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether what a character means is agreed on in private (Unicode 16, section 23.5).
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// The text with something else in place of some characters.
pub(crate) fn instead<'a>(text: Cow<'a, str>, out: fn(char) -> bool, other: &str) -> Cow<'a, str> {
    if text.contains(out) { Cow::Owned(text.replace(out, other)) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forbidden_is_as_the_standards_say() {
        for c in ['\0', '\u{8}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            assert!(is_forbidden(c) && is_forbidden_in_html(c), "{c:?}");
        }
        for c in ['\t', '\n', ' ', 'ä', '\u{fffd}', '\u{fdd0}', '\u{1fffe}'] {
            assert!(!is_forbidden(c) && !is_forbidden_in_html(c), "{c:?}");
        }
        assert!(!is_forbidden('\u{85}') && is_forbidden_in_html('\u{85}'));
        assert!(is_noncharacter('\u{fdd0}') && is_noncharacter('\u{10ffff}'));
        assert!(!is_noncharacter('\u{fffd}') && is_private('\u{e000}') && !is_private('\u{fffff}'));
        assert_eq!(instead("a\u{0}b".into(), is_forbidden, ""), "ab");
    }
}
