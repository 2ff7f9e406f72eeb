//! The style sheets of the layouts: shape alone, and nothing that old engines choke on.

use std::collections::BTreeSet;

use umbruch::layouts::Layout;

use super::books::{self, Files, rich};

/// The style sheets of the shipped layouts as EPUBs have them, with their names.
fn sheets() -> Vec<(String, String)> {
    let sheet = |name: &str| (name.to_owned(), books::style(name));
    let sheets: Vec<(String, String)> = Layout::shipped().map(sheet).collect();
    assert_eq!(sheets.len(), 5);
    sheets
}

/// Selector and declarations of every rule.
fn rules(sheet: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut text = String::new();
    for (i, piece) in sheet.split("/*").enumerate() {
        let kept = if i == 0 { piece } else { piece.split_once("*/").expect("an end").1 };
        text.push_str(kept);
    }
    let text = text.replace("@charset \"utf-8\";", "");
    let rule = |rule: &str| {
        let (selector, body) = rule.split_once('{')?;
        let declaration = |line: &str| {
            line.split_once(':').map(|(name, value)| (name.trim().into(), value.trim().into()))
        };
        Some((selector.trim().to_owned(), body.split(';').filter_map(declaration).collect()))
    };
    text.split('}').filter_map(rule).collect()
}

#[test]
fn nothing_that_old_engines_choke_on() {
    for (name, sheet) in sheets() {
        for word in [
            "var(",
            "calc(",
            "min(",
            "max(",
            "clamp(",
            "env(",
            "flex",
            "grid",
            ":is(",
            ":where(",
            ":has(",
            "position",
            "vh",
            "vw",
            "direction",
            "unicode-bidi",
            "|",
            "@import",
            "url(",
        ] {
            assert!(!sheet.contains(word), "{name}: {word}");
        }
        for (selector, declarations) in rules(&sheet) {
            for (property, value) in declarations {
                let negative = property.starts_with("margin") && value.contains('-');
                assert!(!negative, "{name}: {selector} {property}: {value}");
            }
        }
    }
}

#[test]
fn colours_and_sizes_of_the_text_are_the_readers() {
    for (name, sheet) in sheets() {
        for (selector, declarations) in rules(&sheet) {
            for (property, value) in declarations {
                let coloured = property.contains("color") || property == "background";
                assert!(!coloured || value == "inherit", "{name}: {selector} {property}");
                let own = ["font-size", "line-height"].contains(&property.as_str());
                assert!(!(selector == "body" && own), "{name}: {property}");
                let border = property.starts_with("border") && property != "border-collapse";
                assert!(!border || ["0", "1px solid"].contains(&value.as_str()), "{name}: {value}");
                let family = property == "font-family";
                let allowed = ["serif", "monospace"].contains(&value.as_str());
                assert!(!family || allowed, "{name}: {selector} {value}");
            }
        }
    }
}

#[test]
fn words_are_divided_in_running_text_alone() {
    for (name, sheet) in sheets() {
        let rules = rules(&sheet);
        let value = |wanted: &str, property: &str| {
            let matching =
                rules.iter().filter(|(s, _)| s.split(',').any(|part| part.trim() == wanted));
            let mut declarations = matching.flat_map(|(_, declarations)| declarations);
            declarations.find(|(name, _)| name == property).map(|(_, value)| value.as_str())
        };
        for property in ["hyphens", "-webkit-hyphens", "-epub-hyphens"] {
            assert_eq!(value("body", property), Some("auto"), "{name}");
            for selector in ["h1", "h2", "h6", ".verse", "code", "pre"] {
                assert_eq!(value(selector, property), Some("none"), "{name}: {selector}");
            }
        }
        assert_eq!(value("body", "orphans"), Some("2"));
        assert_eq!(value("h2", "page-break-after"), Some("avoid"));
        assert_eq!(value("h2", "break-after"), Some("avoid"));
        assert_eq!(value("img", "max-width"), Some("100%"));
        assert_eq!(value("img", "height"), Some("auto"));
    }
}

/// Every class that documents bear is known to the sheets, but for the names of sections.
#[test]
fn classes_are_known_to_the_sheets() {
    let files = Files::of(&rich());
    let mut classes = BTreeSet::new();
    for document in files.documents().values() {
        for element in document.walk() {
            let section = ["section", "nav"].contains(&element.name.as_str());
            let own = element.attr("class").filter(|_| !section).unwrap_or_default();
            classes.extend(own.split_whitespace().map(str::to_owned));
        }
    }
    for (name, sheet) in sheets() {
        for class in &classes {
            let bare = ["tight", "start", "language-rust"].contains(&class.as_str());
            assert!(bare || sheet.contains(&format!(".{class}")), "{name}: .{class}");
        }
    }
}

/// A link that only its colour tells from the text is lost on some readers: calls are raised, ways
/// back keep their line.
#[test]
fn ways_back_keep_their_line() {
    for (name, sheet) in sheets() {
        for (selector, declarations) in rules(&sheet) {
            let unlined =
                declarations.iter().any(|(p, value)| p == "text-decoration" && value == "none");
            let allowed = ["a.noteref", "nav a"].contains(&selector.as_str());
            assert!(!unlined || allowed, "{name}: {selector}");
            let raised =
                declarations.iter().any(|(p, value)| p == "vertical-align" && value == "super");
            assert!(selector != "a.noteref" || raised, "{name}");
        }
    }
}
