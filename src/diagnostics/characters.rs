//! How messages name a character that cannot be seen.

/// A character as a message shows it: itself with its number, or, where nothing would be seen of it,
/// the number with a name, if it has one.
#[must_use]
pub fn shown(c: char) -> String {
    let number = format!("U+{:04X}", u32::from(c));
    if let Some(Unseen { name, .. }) = unseen(c) {
        format!("{number} ({name})")
    } else if c.is_control() || c.is_whitespace() {
        number
    } else if unicode_normalization::char::is_combining_mark(c) {
        format!("`◌{c}` ({number})")
    } else {
        format!("`{c}` ({number})")
    }
}

/// A character of which nothing is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    /// What it is called.
    pub name: &'static str,
    /// What is to be done with it in a text.
    pub remedy: Remedy,
}

/// What is to be done with a character of which nothing is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// It stays: the text may need it, or more is to be known than the sign.
    Stays,
    /// It changes nothing that can be seen and is taken out.
    Out,
    /// A space stands for it.
    Space,
    /// It stands for something that only the original shows.
    Lost,
}

/// What a character is of which nothing is seen: those that Unicode lets every program leave out
/// (`Default_Ignorable_Code_Point`), signs that stand for what was lost, separators.
#[must_use]
pub fn unseen(c: char) -> Option<Unseen> {
    use Remedy::{Lost, Out, Space, Stays};
    let (name, remedy) = match c {
        '\u{a0}' => ("no-break space", Stays),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => ("space", Stays),
        '\u{ad}' => ("soft hyphen", Stays),
        '\u{200b}' => ("zero-width space", Out),
        '\u{202f}' => ("narrow no-break space", Stays),
        '\u{2060}' => ("word joiner", Out),
        '\u{200c}' => ("zero-width non-joiner", Out),
        '\u{200d}' => ("zero-width joiner", Out),
        '\u{34f}' => ("grapheme joiner", Out),
        '\u{180e}' => ("vowel separator", Out),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("sign of direction", Out)
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' => ("sign of a variant", Stays),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => ("sign of a variant", Stays),
        '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}' => {
            ("control sign", Out)
        }
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => ("control sign", Stays),
        '\u{fff9}'..='\u{fffb}' => ("sign of annotation", Out),
        '\u{2028}' | '\u{2029}' => ("line separator", Space),
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => ("filler", Out),
        '\u{17b4}' | '\u{17b5}' => ("inherent vowel", Stays),
        '\u{feff}' => ("byte order mark", Stays),
        '\u{fffc}' => ("object sign", Lost),
        '\u{fffd}' => ("replacement character", Lost),
        _ => return None,
    };
    Some(Unseen { name, remedy })
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_character_is_told_so_that_it_is_seen() {
        assert_eq!(shown('ק'), "`ק` (U+05E7)");
        assert_eq!(shown('\u{301}'), "`◌\u{301}` (U+0301)");
        assert_eq!(shown('\u{200b}'), "U+200B (zero-width space)");
    }
}
