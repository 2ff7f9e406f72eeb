//! The words of a style in the language of the book, where its author wrote them into the style
//! itself: files of words, which speak every language, do not get to speak there.

use hayagriva::citationberg::IndependentStyle;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ir::Language;

/// What styles write out in English, and how German says it; longer ones before those in them.
const GERMAN: [(&str, &str); 22] = [
    ("Available from", "Verfügbar unter"),
    ("Available at", "Verfügbar unter"),
    ("Retrieved from", "Abgerufen von"),
    ("Accessed on", "abgerufen am"),
    ("accessed on", "abgerufen am"),
    ("Accessed", "abgerufen am"),
    ("accessed", "abgerufen am"),
    ("Volume", "Band"),
    ("Vols.", "Bde."),
    ("vols.", "Bde."),
    ("Vol.", "Bd."),
    ("vol.", "Bd."),
    ("Nos.", "Nr."),
    ("nos.", "Nr."),
    ("No.", "Nr."),
    ("no.", "Nr."),
    ("Pp.", "S."),
    ("pp.", "S."),
    ("p.", "S."),
    ("Eds.", "Hrsg."),
    ("eds.", "Hrsg."),
    ("edition", "Auflage"),
];

/// The style, made to speak that language. One whose author wrote for that language stays as it is.
pub(super) fn in_language(mut style: IndependentStyle, language: &Language) -> IndependentStyle {
    let own = style.default_locale.as_ref().map_or("en", |code| code.0.as_str());
    let own = own.split('-').next().unwrap_or(own);
    let is_of_no_language = style.default_locale.is_none();
    if own == language.primary() {
        return style;
    }
    if !is_of_no_language {
        // Words for all languages that are those of one.
        for words in style.locale.iter_mut().filter(|words| words.lang.is_none()) {
            words.terms = None;
        }
    }
    if own == "en" && language.primary() == "de" {
        style.macros = reworded(style.macros);
        style.citation = reworded(style.citation);
        style.bibliography = style.bibliography.map(reworded);
    }
    style
}

/// A part of a style with other words; as it is, if it cannot be written and read.
fn reworded<T: Serialize + DeserializeOwned + Clone>(part: T) -> T {
    let Ok(mut value) = serde_json::to_value(&part) else { return part };
    reword(&mut value);
    serde_json::from_value(value).unwrap_or(part)
}

fn reword(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if is_said(key) => *text = german(text),
                    value => reword(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(reword),
        _ => {}
    }
}

/// Whether the text under that key is printed.
fn is_said(key: &str) -> bool {
    matches!(key.trim_start_matches('@'), "prefix" | "suffix" | "value" | "delimiter")
}

fn german(text: &str) -> String {
    let mut out = text.to_owned();
    for (english, german) in GERMAN {
        let Some(at) = out.find(english) else { continue };
        let end = at + english.len();
        let is_apart = !out[..at].ends_with(char::is_alphanumeric)
            && (english.ends_with('.') || !out[end..].starts_with(char::is_alphanumeric));
        if is_apart {
            out.replace_range(at..end, german);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayagriva::archive::ArchivedStyle;
    use hayagriva::citationberg::Style;

    #[test]
    fn words_are_put_in_the_place_of_words_alone() {
        for (english, wanted) in [
            ("Vol. ", "Bd. "),
            (", no. ", ", Nr. "),
            (" [Accessed ", " [abgerufen am "),
            ("Available from: ", "Verfügbar unter: "),
            ("op. cit.", "op. cit."),
            ("Piano.", "Piano."),
            (", ", ", "),
        ] {
            assert_eq!(german(english), wanted);
        }
    }

    /// Every style can be written and read again: none loses a part.
    #[test]
    fn every_style_stays_what_it_is_but_for_its_words() {
        let mut spoken = 0;
        for archived in ArchivedStyle::all() {
            let Style::Independent(style) = archived.get() else { continue };
            let value = serde_json::to_value(&style.macros).expect("it can be written");
            let read: Vec<_> = serde_json::from_value(value).expect("it can be read");
            assert_eq!(style.macros, read, "{:?}", archived.names());
            let german = Language::parse("de").expect("a language");
            spoken += usize::from(in_language(style.clone(), &german) != style);
        }
        assert!(spoken > 10, "{spoken}");
    }
}
