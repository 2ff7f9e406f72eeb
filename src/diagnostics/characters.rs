//! How messages name a character that cannot be seen.

/// A character as a message shows it: itself with its number, or, where nothing would be seen of it,
/// the number with a name, if it has one.
///
/// ```
/// use umbruch::diagnostics::shown;
/// assert_eq!(shown('ק'), "`ק` (U+05E7)");
/// assert_eq!(shown('\u{301}'), "`◌\u{301}` (U+0301)");
/// assert_eq!(shown('\u{200b}'), "U+200B (zero-width space)");
/// ```
#[must_use]
pub fn shown(c: char) -> String {
    let number = format!("U+{:04X}", u32::from(c));
    if let Some(name) = unseen(c) {
        format!("{number} ({name})")
    } else if c.is_control() || c.is_whitespace() {
        number
    } else if unicode_normalization::char::is_combining_mark(c) {
        format!("`◌{c}` ({number})")
    } else {
        format!("`{c}` ({number})")
    }
}

/// The name of a character that cannot be seen: those that Unicode lets every program leave out
/// (`Default_Ignorable_Code_Point`), signs that stand for what was lost, separators.
#[must_use]
pub fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' => "no-break space",
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => "space",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{202f}' => "narrow no-break space",
        '\u{2060}' => "word joiner",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{34f}' => "grapheme joiner",
        '\u{180e}' => "vowel separator",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "sign of direction"
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' => "sign of a variant",
        '\u{e0100}'..='\u{e01ef}' => "sign of a variant",
        '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}' => {
            "control sign"
        }
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => "control sign",
        '\u{fff9}'..='\u{fffb}' => "sign of annotation",
        '\u{2028}' | '\u{2029}' => "line separator",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "filler",
        '\u{17b4}' | '\u{17b5}' => "inherent vowel",
        '\u{feff}' => "byte order mark",
        '\u{fffc}' => "object sign",
        '\u{fffd}' => "replacement character",
        _ => return None,
    })
}
