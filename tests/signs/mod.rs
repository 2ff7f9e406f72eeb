//! Characters that cannot be seen, written as `{U+202F}` in files of cases.

/// `{U+202F}` made the character.
pub fn raw(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{U+") {
        let (digits, behind) = after.split_once('}').expect("a closed code point");
        let code_point = u32::from_str_radix(digits, 16).expect("hexadecimal digits");
        out.push_str(before);
        out.push(char::from_u32(code_point).expect("a character"));
        rest = behind;
    }
    out + rest
}

/// Characters that cannot be seen made `{U+202F}`.
pub fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
    };
    let seen = |c: char| matches!(c, '\n' | ' ') || !hidden(c);
    text.chars().fold(String::new(), |mut out, c| {
        if seen(c) {
            out.push(c);
        } else {
            out.push_str(&format!("{{U+{:04X}}}", u32::from(c)));
        }
        out
    })
}
