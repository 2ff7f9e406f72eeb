//! Calls of notes by what they say, and elements by what their names say of notes.

use std::collections::HashMap;

/// A label that no other note has: letters, digits and hyphens.
pub(super) fn label(mark: &str, used: &mut HashMap<String, u32>) -> String {
    let plain = !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_alphanumeric());
    let base = if plain { mark.to_owned() } else { "stern".to_owned() };
    loop {
        let count = used.entry(base.clone()).or_default();
        *count += 1;
        let label = match *count {
            1 => base.clone(),
            count => format!("{base}-{count}"),
        };
        if *used.get(&label).unwrap_or(&0) <= 1 {
            if label != base {
                used.insert(label.clone(), 1);
            }
            return label;
        }
    }
}

/// What a call says, without brackets and the word for a note: `[3]`, `(3)`, `Anm. 3`, `*`.
pub(super) fn mark(text: &str) -> Option<String> {
    let around = |c: char| c.is_whitespace() || "[](){}<>^.:,;\u{FE0E}\u{FE0F}".contains(c);
    let mut bare = text.trim_matches(around);
    for word in [
        "Anmerkung",
        "Anm.",
        "Fußnote",
        "Footnote",
        "Note",
        "note",
        "Fn.",
        "fn",
        "FN",
        "Endnote",
        "Ref.",
    ] {
        if let Some(rest) = bare.strip_prefix(word) {
            bare = rest.trim_matches(around);
        }
    }
    let plain: String = bare.chars().map(plain_digit).collect();
    let letters = plain.chars().count();
    let all = |is: fn(char) -> bool| letters > 0 && plain.chars().all(is);
    let number = all(|c| c.is_ascii_digit()) && letters <= 4;
    // `12a`, `a12`
    let mixed = letters <= 5
        && plain.contains(|c: char| c.is_ascii_digit())
        && all(|c| c.is_ascii_alphanumeric())
        && plain.chars().filter(char::is_ascii_alphabetic).count() == 1;
    let sign = letters <= 6 && all(|c| "*†‡§¶#+°⁂∗✱".contains(c));
    let letter = letters <= 2 && all(|c| c.is_ascii_alphabetic());
    let roman = letters <= 8 && all(|c| "ivxlcIVXLC".contains(c));
    (number || mixed || sign || letter || roman).then_some(plain)
}

fn plain_digit(c: char) -> char {
    match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' | '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10).unwrap_or(c),
        _ => c,
    }
}

/// Whether a note begins with its mark.
pub(super) fn begins_with(said: &str, mark: &str) -> bool {
    let around = |c: char| c.is_whitespace() || "[](){}^↑".contains(c);
    let said: String = said.trim_start_matches(around).chars().take(20).map(plain_digit).collect();
    let rest = said.strip_prefix(mark);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Whether a class is that of a call.
pub(super) fn is_call_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    matches!(
        class.as_str(),
        "noteref"
            | "footnote-ref"
            | "footnoteref"
            | "fnref"
            | "fnanchor"
            | "footnote-link"
            | "footnote-anchor"
            | "footnote_referrer"
            | "footnote_plugin_tooltip_text"
            | "note-ref"
            | "endnote-ref"
            | "footnotelink"
            | "footnote-reference"
            | "footnote_reference"
    )
}

/// Whether a class is that of a note.
pub(super) fn is_note_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    matches!(
        class.as_str(),
        "footnote"
            | "endnote"
            | "fn"
            | "footnotebody"
            | "footnote-body"
            | "footnote-item"
            | "footnote-definition"
            | "footdef"
            | "rearnote"
            | "fussnote"
            | "fußnote"
            | "note-body"
            | "footnote_plugin_text"
    )
}

/// Whether a class is that of a way back.
pub(super) fn is_back_class(class: &str) -> bool {
    matches!(
        class,
        "mw-cite-backlink" | "footnote-back" | "footnote-backref" | "reversefootnote" | "backlink"
    )
}

/// Whether a class is that of a list of notes.
pub(super) fn is_list_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    matches!(
        class.as_str(),
        "footnotes"
            | "endnotes"
            | "notes"
            | "references"
            | "reflist"
            | "footnotes-list"
            | "fussnoten"
            | "anmerkungen"
            | "rearnotes"
    )
}

/// Whether elements of that name are headings.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether elements of that name stand below what is before them.
pub(super) fn is_block_name(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "frameset"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
            | "noscript"
    )
}

#[cfg(test)]
mod tests {
    use super::mark;

    #[test]
    fn calls_are_short() {
        for (text, bare) in [
            ("[1]", "1"),
            ("(12)", "12"),
            ("*", "*"),
            ("[Anm. 3]", "3"),
            ("¹²", "12"),
            ("a", "a"),
            ("xiv", "xiv"),
            ("12a", "12a"),
        ] {
            assert_eq!(mark(text).as_deref(), Some(bare), "{text}");
        }
        for text in ["", "↑", "siehe", "1914-18", "12345", "S. 3", "Kap"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
