//! Texts that nobody wrote: what is made of them loses no word and is read back letter by letter.

use jotdown::{Container, Event, Parser};
use proptest::prelude::*;

use umbruch::import::Options;

use super::{file, imported, lost_word, of_bytes, options, with_options};

/// The text of the only paragraph, and the note's if there is one.
fn paragraph_of(djot: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(djot) {
        match event {
            Event::Str(text) => out.push_str(&text),
            Event::Softbreak => out.push('\n'),
            Event::Escape
            | Event::Start(
                Container::Document
                | Container::Paragraph
                | Container::Footnote { .. }
                | Container::Emphasis
                | Container::Strong
                | Container::Span,
                _,
            )
            | Event::End(
                Container::Document
                | Container::Paragraph
                | Container::Footnote { .. }
                | Container::Emphasis
                | Container::Strong
                | Container::Span,
            )
            | Event::Blankline => {}
            other => out.push_str(&format!("\u{1F4A5}{other:?}")),
        }
    }
    out
}

/// A text without what stress and dashes are written with.
fn bare(text: &str) -> String {
    let signs =
        |c: &char| matches!(c, '_' | '*' | '=' | '#' | '~' | '-' | '–' | '—') || c.is_whitespace();
    text.chars().filter(|c| !signs(c)).collect()
}

/// Whether single letters stand beside one another.
fn has_row(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    words.windows(3).any(|three| three.iter().all(|word| word.chars().count() == 1))
}

/// Strings made of what Djot reads as markup, beside any strings at all.
fn prose() -> impl Strategy<Value = String> {
    let marked = proptest::collection::vec(
        prop_oneof![
            Just("*"),
            Just("_"),
            Just("["),
            Just("]"),
            Just("("),
            Just(")"),
            Just("{"),
            Just("}"),
            Just("%"),
            Just("\""),
            Just("'"),
            Just("."),
            Just("..."),
            Just("-"),
            Just("--"),
            Just("`"),
            Just(":"),
            Just(":a:"),
            Just("<"),
            Just(">"),
            Just("^"),
            Just("~"),
            Just("\\"),
            Just("#"),
            Just("+"),
            Just("="),
            Just("|"),
            Just("$"),
            Just("!["),
            Just("[^1]"),
            Just("1."),
            Just("(a)"),
            Just("iv)"),
            Just(":::"),
            Just("```"),
            Just(" "),
            Just("  "),
            Just("\t"),
            Just("ä"),
            Just("Wort"),
            Just("\u{A0}"),
            Just("http://a.b/"),
            Just("{=x="),
        ],
        0..24,
    )
    .prop_map(|parts| parts.concat());
    prop_oneof![marked, any::<String>()]
}

/// A text as the importer sees it: one line, no white space at its ends, no control characters.
fn one_line(text: &str) -> String {
    let kept = text.chars().filter(|c| {
        !matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{2028}' | '\u{2029}')
            && (!c.is_control() || *c == '\t')
    });
    kept.collect::<String>().trim().to_owned()
}

/// Lines of the kinds that pages have, in any order.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("I"),
        Just("II"),
        Just("1."),
        Just("2. Das Wehr"),
        Just("Kapitel 1"),
        Just("Zweiter Teil: Das Meer"),
        Just("Vorwort"),
        Just("Anmerkungen"),
        Just("Anmerkungen: 1Ebd. 2Ulm."),
        Just("Das kurze Ende"),
        Just("Karl Muster"),
        Just("von Ida Probe"),
        Just("1921"),
        Just("***"),
        Just("1Ulm, S. 4. 2Ebd., Bd.3. 3[Anon] 4Vgl. Nr.5/6."),
        Just("[1] Ulm."),
        Just("[2] Ebd."),
        Just("¹ Ulm."),
        Just("1. Ulm."),
        Just("2) Ebd."),
        Just(
            "Daß es regnet1, muß man sagen.2 Am 3. Mai, vor 4 Jahren, „war es so“3 [1] (2) und 1) auch.¹"
        ),
        Just(
            "Der folgende Text, gefunden auf beispiel.org, wurde nicht geändert, dass man es nur weiß."
        ),
        Just("Quelle: https://example.org/a"),
        Just("Startseite | Texte | Kontakt"),
        Just("Posted in Texte"),
    ];
    let gap = prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just("\n \n\n")];
    proptest::collection::vec((line, gap), 0..30)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, gap)| [line, gap]).collect())
}

const BASE: &str = include_str!("text/glued.txt");

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_paragraph_of_an_import_is_read_back_letter_by_letter(text in prose()) {
        let line = format!("Wort {} Wort.", one_line(&text));
        let web = format!("Ein Titel\n\n{line}\n\n{}\n", "Noch ein Satz. ".repeat(30));
        let edition = imported(&web);
        let read = paragraph_of(&edition.files[1].text);
        let read = read.split("Noch ein Satz.").next().unwrap_or_default().replace('\n', " ");
        // Signs of stress in pairs become stress, two hyphens a dash, letters with spaces between a word.
        if line.contains(['_', '*', '=', '#', '~']) || line.contains("--") || has_row(&line) {
            prop_assert_eq!(bare(&read), bare(&line));
        } else {
            prop_assert_eq!(read.trim_end(), line);
        }
    }

    #[test]
    fn nothing_panics_and_the_manifest_is_toml(text in any::<String>()) {
        let options = Options { fallback_title: Some(text.clone()), slug: Some(text.clone()), ..options() };
        if let Ok(edition) = with_options(&text, &options) {
            prop_assert!(file(&edition, "edition.toml").parse::<toml::Table>().is_ok());
        }
    }

    #[test]
    fn lines_in_any_order_lose_no_word(text in page()) {
        if let Ok(edition) = of_bytes("text.txt", text.as_bytes()) {
            prop_assert_eq!(lost_word(&text, &edition), None);
            prop_assert!(file(&edition, "edition.toml").parse::<toml::Table>().is_ok());
        }
    }

    #[test]
    fn mutations_of_a_text_lose_no_word(at in 0..BASE.len(), length in 0..200_usize, put in prose(), twice in any::<bool>()) {
        let start = BASE.floor_char_boundary(at);
        let end = BASE.floor_char_boundary((at + length).min(BASE.len())).max(start);
        let moved = if twice { &BASE[start..end] } else { "" };
        let text = format!("{}{put}{moved}{}", &BASE[..start], &BASE[end..]);
        let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
        let edition = imported(&text);
        prop_assert_eq!(lost_word(&text, &edition), None);
        let toml: toml::Table = file(&edition, "edition.toml").parse().expect("valid TOML");
        let sections = toml["section"].as_array().expect("sections are listed");
        for section in sections {
            let path = section["file"].as_str().expect("a section has a file");
            let djot = file(&edition, path);
            for event in Parser::new(djot) {
                let known = matches!(
                    event,
                    Event::Str(_) | Event::Softbreak | Event::Blankline | Event::Escape | Event::FootnoteReference(_)
                        | Event::ThematicBreak(_) | Event::Attributes(_)
                        | Event::Start(Container::Document | Container::Paragraph | Container::Heading { .. } | Container::Section { .. } | Container::Footnote { .. } | Container::Span | Container::Emphasis | Container::Strong | Container::Div { .. }, _)
                        | Event::End(Container::Document | Container::Paragraph | Container::Heading { .. } | Container::Section { .. } | Container::Footnote { .. } | Container::Span | Container::Emphasis | Container::Strong | Container::Div { .. })
                );
                prop_assert!(known, "{:?} in {}", event, djot);
            }
        }
    }
}
