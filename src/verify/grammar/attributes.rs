//! What an element may have for attributes, and what may stand in them.

use std::sync::LazyLock;

use regex::Regex;

use crate::verify::vocabulary::language_fault;

/// An attribute in a table: `name`, `name!` where it must be there, `name=kind`.
pub(super) struct Attribute {
    /// With the prefix of its namespace, if it has one.
    pub(super) name: &'static str,
    pub(super) required: bool,
    kind: Option<&'static str>,
}

/// A moment of sound or film (SMIL 3.0, §Timing "Clock values").
static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    let full = r"\d+:[0-5]\d:[0-5]\d(?:\.\d+)?";
    let part = r"[0-5]\d:[0-5]\d(?:\.\d+)?";
    let count = r"\d+(?:\.\d+)?(?:h|min|s|ms)?";
    Regex::new(&format!("^(?:{full}|{part}|{count})$")).expect("a valid pattern")
});

impl Attribute {
    /// Reads a word of a table.
    pub(super) fn read(word: &'static str) -> Self {
        let (word, kind) = match word.split_once('=') {
            Some((word, kind)) => (word, Some(kind)),
            None => (word, None),
        };
        let name = word.trim_end_matches('!');
        Self { name, required: name.len() < word.len(), kind }
    }

    /// What is wanted, where a value is not of its kind.
    pub(super) fn fault(&self, value: &str) -> Option<String> {
        let value = value.trim();
        let (fits, wanted) = match self.kind? {
            "id" => (is_name(value), "write a name: a letter, then letters, digits, `-`, `_`, `.`"),
            "clock" => (is_clock(value), "write a time such as `0:01:02.5`, `62.5s` or `62`"),
            "text" => (!value.is_empty(), "say something in it, or take it out"),
            "token" => (is_token(value), "write one word"),
            "tokens" => (
                !value.is_empty() && value.split_whitespace().all(is_token),
                "write one or more words",
            ),
            "language" | "tag" => (
                value.is_empty() && self.kind == Some("language")
                    || language_fault(value).is_none(),
                "write a tag of BCP 47, such as `de`",
            ),
            "number" => (
                !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()),
                "write a whole number",
            ),
            "type" => (
                value.split_once('/').is_some_and(|(kind, of)| !kind.is_empty() && !of.is_empty()),
                "write a media type, such as `application/xhtml+xml`",
            ),
            words => {
                let fits = words.split(',').any(|word| word == value);
                return (!fits).then(|| format!("it is one of: {}", words.replace(',', ", ")));
            }
        };
        (!fits).then(|| wanted.to_owned())
    }
}

/// Whether that is a moment or a duration.
pub(in crate::verify) fn is_clock(value: &str) -> bool {
    CLOCK.is_match(value)
}

/// The seconds of a moment.
pub(in crate::verify) fn seconds(value: &str) -> Option<f64> {
    let value = value.trim();
    if !is_clock(value) {
        return None;
    }
    if value.contains(':') {
        return value
            .split(':')
            .try_fold(0.0, |all, part| Some(all * 60.0 + part.parse::<f64>().ok()?));
    }
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &value[digits.len()..] {
        "h" => 3600.0,
        "min" => 60.0,
        "ms" => 0.001,
        _ => 1.0,
    };
    Some(digits.parse::<f64>().ok()? * unit)
}

/// A name without a colon (Namespaces in XML 1.0, `NCName`).
pub(in crate::verify) fn is_name(value: &str) -> bool {
    let mut chars = value.chars();
    let first = chars.next().is_some_and(|c| c == '_' || c.is_alphabetic());
    first
        && chars.all(|c| {
            c.is_alphanumeric()
                || matches!(c, '_' | '-' | '.' | '·')
                || !c.is_ascii() && !c.is_whitespace()
        })
}

/// A word of letters, digits and `-`, `_`, `.`, `:` (XML 1.0, `Nmtoken`).
fn is_token(value: &str) -> bool {
    let fits =
        |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    !value.is_empty() && value.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::{Attribute, seconds};

    #[test]
    fn values_are_of_their_kind() {
        for (word, good, bad) in [
            ("id=id", "a-1", "1a"),
            ("idref=id", " uid ", "a b"),
            ("linear=yes,no", "no", "maybe"),
            ("clipBegin=clock", "0:00:01.5", "1:2"),
            ("rel=tokens", "a b:c", "a,b"),
            ("xml:lang=language", "de-CH", "deutsch_"),
            ("media-type=type", "text/css", "css"),
        ] {
            assert_eq!(Attribute::read(word).fault(good), None, "{word} {good}");
            assert!(Attribute::read(word).fault(bad).is_some(), "{word} {bad}");
        }
        assert!(Attribute::read("id!=id").required && Attribute::read("id!=id").name == "id");
    }

    #[test]
    fn moments_are_counted() {
        assert_eq!(seconds("0:01:02.5"), Some(62.5));
        assert_eq!(seconds("01:30"), Some(90.0));
        assert_eq!(seconds("1.5min"), Some(90.0));
        assert_eq!(seconds("250ms"), Some(0.25));
        assert_eq!(seconds("12"), Some(12.0));
        assert_eq!(seconds("1:99"), None);
    }
}
