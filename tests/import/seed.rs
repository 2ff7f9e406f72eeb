//! An essay as it is copied from a web page, word by word.

use std::fs;
use std::io::Write as _;

use jotdown::{Container, Event, Parser};

use super::{file, imported, plain, root, words};

/// An essay in the state of the web, if it lies beside the repository.
fn seed() -> Option<String> {
    let path = root().join("../shared/seed/staat-und-konterrevolution.txt");
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        // Past the capture of the test harness, so that it is seen.
        let _ = writeln!(std::io::stderr(), "skipped: {} is not there", path.display());
    }
    text
}

/// Whether words stand in a text in this order, with others between them at most.
fn in_order(wanted: &[String], text: &[String]) -> Result<(), String> {
    let mut at = 0;
    for word in wanted {
        match text[at..].iter().position(|w| w == word) {
            Some(n) => at += n + 1,
            None => {
                return Err(format!(
                    "`{word}` is missing after {:?}",
                    &text[at.saturating_sub(5)..at]
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn the_essay_is_imported_in_full() {
    let Some(text) = seed() else { return };
    let edition = imported(&text);
    let toml: toml::Table = file(&edition, "edition.toml").parse().expect("valid TOML");
    assert_eq!(toml["language"].as_str(), Some("de-1901"));
    let sections = toml["section"].as_array().expect("sections are listed");
    let roles: Vec<&str> = sections.iter().filter_map(|s| s["role"].as_str()).collect();
    assert_eq!(
        roles,
        ["preface", "chapter", "chapter", "chapter", "chapter", "chapter", "chapter"]
    );
    assert_eq!(sections[0]["language"].as_str(), Some("de"));
    assert!(sections[1..].iter().all(|s| s.get("language").is_none()));

    let lines: Vec<&str> = text.lines().collect();
    let (mut calls, mut notes, mut body, mut notes_text) =
        (Vec::new(), Vec::new(), String::new(), String::new());
    for section in sections {
        let djot = file(&edition, section["file"].as_str().expect("a section has a file"));
        let (own, own_notes) = djot.split_at(djot.find("\n[^").map_or(djot.len(), |at| at + 1));
        body.push_str(&plain(own));
        notes_text.push_str(&plain(own_notes));
        for event in Parser::new(djot) {
            match event {
                Event::FootnoteReference(label) => calls.push(label.to_string()),
                Event::Start(Container::Footnote { label }, _) => notes.push(label.to_string()),
                _ => {}
            }
        }
    }
    let eleven: Vec<String> = (1..=11).map(|n: u32| n.to_string()).collect();
    assert_eq!(calls, eleven);
    assert_eq!(notes, eleven);

    // the source's words, with the numbers of calls and notes taken off by their places alone
    let strip = |text: &str| -> Vec<String> {
        words(text)
            .into_iter()
            .map(|w| {
                w.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned() + &digits_alone(&w)
            })
            .filter(|w| !w.is_empty())
            .collect()
    };
    let source_body = strip(&[&lines[2..3], &lines[4..28]].concat().join("\n"));
    let source_body: Vec<String> =
        source_body.into_iter().filter(|w| !eleven.contains(w)).collect();
    in_order(&source_body, &words(&body))
        .expect("every word of preface and body stands in the text");
    let source_notes: Vec<String> = words(lines[28])
        .into_iter()
        .map(|w| match w.trim_start_matches(|c: char| c.is_ascii_digit()) {
            "" | "f" | "c" => w.clone(),
            rest => rest.to_owned(),
        })
        .collect();
    in_order(&source_notes, &words(&notes_text))
        .expect("every word of the notes stands in the notes");
    assert_eq!(file(&edition, "leftovers/text.txt").matches("\nline ").count(), 3);
}

/// A number that is a word of its own stays.
fn digits_alone(word: &str) -> String {
    if word.chars().all(|c| c.is_ascii_digit()) { word.to_owned() } else { String::new() }
}
