//! Import: foreign files, and the editions made of them, side by side in `tests/import/`.
//!
//! `UMBRUCH_BLESS=1 cargo test --lib tests::import` rewrites the expectations.

mod converted;
mod counted;
mod forms;
mod found;
mod markdown;
mod mutated;
mod packages;
mod random;
mod seed;
mod tei;
mod text;
mod web;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jotdown::{Container, Event, Parser};
use umbruch::import::{Foreign, ImportError, Imported, Options, Topic, import};
use umbruch::storage::MemoryFolder;

use super::root;

fn options() -> Options {
    Options {
        identifier: "urn:uuid:00000000-0000-4000-8000-000000000000".into(),
        slug: None,
        date: "2026-11-23".into(),
        fallback_title: None,
    }
}

/// Imports the bytes of a file that stands alone.
fn of_bytes(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let folder = MemoryFolder::default();
    import(Foreign { name, bytes: bytes.into(), kind: None, folder: &folder }, &options())
}

fn with_options(text: &str, options: &Options) -> Result<Imported, ImportError> {
    let folder = MemoryFolder::default();
    let bytes = text.as_bytes();
    import(Foreign { name: "text.txt", bytes: bytes.into(), kind: None, folder: &folder }, options)
}

fn imported(text: &str) -> Imported {
    of_bytes("text.txt", text.as_bytes()).expect("the text has a title and a body")
}

fn file<'i>(imported: &'i Imported, path: &str) -> &'i str {
    let found = imported.files.iter().find(|f| f.path == path);
    &found.unwrap_or_else(|| panic!("no file {path}")).text
}

/// All files and decisions of an edition in one text.
fn show(imported: &Imported) -> String {
    let mut out = String::new();
    for file in &imported.files {
        write!(out, "=== {}\n{}\n", file.path, file.text).expect("strings can be written to");
    }
    out.push_str("=== decisions\n");
    for decision in &imported.decisions {
        writeln!(out, "{decision} ({})", decision.topic.as_str().trim_start_matches("import-"))
            .expect("strings can be written to");
    }
    out
}

/// The files in `tests/import/FORMAT/`, without the expectations beside them.
fn foreign_files(format: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/import").join(format);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.is_file() && path.extension().is_none_or(|e| e != "edition"))
        .collect();
    files.sort();
    files
}

/// Imports what a file holds and compares the edition with that beside it; what differs is told.
fn compare(path: &Path, imported: &Imported) -> Option<String> {
    let shown = show(imported);
    let beside = path.with_extension("edition");
    if std::env::var_os("UMBRUCH_BLESS").is_some() {
        fs::write(&beside, &shown).expect("the expectation can be written");
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    (expected != shown).then(|| format!("{}\n{shown}", beside.display()))
}

/// Words, notes and numbers of a text: what must not be lost.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a Djot parser makes of a file: its text, with calls left out and notes at the end.
fn plain(djot: &str) -> String {
    let mut out = String::new();
    let mut in_marker = false;
    for event in Parser::new(djot) {
        match event {
            // The number of a page stands within words.
            Event::Start(Container::Span, attributes) => {
                in_marker =
                    attributes.get_value("class").is_some_and(|class| class.to_string() == "page");
            }
            Event::End(Container::Span) => in_marker = false,
            Event::Str(_) if in_marker => {}
            Event::Str(text) => out.push_str(&text),
            Event::Softbreak | Event::Blankline => out.push('\n'),
            Event::FootnoteReference(_) => out.push(' '),
            Event::Start(Container::Section { .. }, attributes) => {
                if let Some(number) = attributes.get_value("number") {
                    writeln!(out, "{number}").expect("strings can be written to");
                }
            }
            Event::End(Container::Paragraph | Container::Heading { .. }) => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// The first word of a text, of letters alone, that stands nowhere in its edition.
fn lost_word(text: &str, edition: &Imported) -> Option<String> {
    let mut kept = std::collections::HashSet::new();
    for file in &edition.files {
        match file.path.as_str() {
            "edition.toml" | "leftovers/text.txt" => kept.extend(words(&file.text)),
            _ => kept.extend(words(&plain(&file.text))),
        }
    }
    // Words that were broken at the end of a line are whole again.
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(char::is_alphabetic)).collect();
    for pair in lines.windows(2).filter(|pair| pair[0].ends_with('-')) {
        let (Some(first), Some(second)) = (words(pair[0]).pop(), words(pair[1]).into_iter().next())
        else {
            continue;
        };
        if kept.contains(&format!("{first}{second}")) {
            kept.extend([first, second]);
        }
    }
    // A sign of stress within a word parts it no more; of two signs in one word, one may have stayed.
    let whole = words(&text.replace(['_', '*', '=', '#', '~'], ""));
    let within = |w: &str| {
        let mut longer = kept.iter().filter(|kept| kept.contains(w));
        longer.any(|kept| whole.iter().any(|whole| whole.contains(kept.as_str())))
    };
    let letters = |w: &String| w.chars().nth(1).is_some() && w.chars().all(char::is_alphabetic);
    let pictures = text.replace("[Illustration", "[");
    words(&pictures).into_iter().filter(letters).find(|w| !kept.contains(w) && !within(w))
}

#[test]
fn the_table_of_what_is_told_is_complete() {
    let page = fs::read_to_string(root().join("docs/import.md")).expect("the page is there");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `import-")).collect();
    let row = |topic: &Topic| format!("| `{}` | {} |", topic.as_str(), topic.explanation());
    assert_eq!(rows, Topic::ALL.iter().map(row).collect::<Vec<String>>());
}
