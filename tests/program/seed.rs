//! A real essay, copied from a web page: imported, built, and compared word by word with both
//! outputs. It is not part of the repository; where it does not lie beside it the test is skipped.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::area::Area;

/// How many letters may stand between two words that follow each other in the source: a note's
/// number, the turn of a page, the heading of the next section.
const BETWEEN: usize = 120;

fn seed() -> Option<PathBuf> {
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/staat-und-konterrevolution.txt");
    let path = std::env::var_os("UMBRUCH_SEED").map_or(beside, PathBuf::from);
    if !path.is_file() {
        // Past the capture of the test harness, so that it is seen.
        let _ = writeln!(std::io::stderr(), "skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn run(folder: &Path, args: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_umbruch"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the command runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Preface and body, then the notes, as lists of words and numbers.
fn expected(text: &str) -> (Vec<String>, Vec<String>) {
    let lines: Vec<&str> = text.lines().collect();
    let body = [&lines[2..3], &lines[4..28]].concat().join("\n");
    // A note's number is glued to its first word.
    let mut notes = format!(" {}", lines[28]);
    for number in 1..=11 {
        let glued = format!(" {number}");
        let starts: Vec<usize> = notes.match_indices(&glued).map(|(at, _)| at).collect();
        let after = |at: usize| notes[at + glued.len()..].chars().next();
        let at = starts.into_iter().find(|at| after(*at).is_some_and(char::is_uppercase));
        let at = at.expect("every note has its number");
        notes.replace_range(at..at + glued.len(), " ");
    }
    (tokens(&body), tokens(&notes))
}

/// Runs of letters and runs of figures.
fn tokens(text: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut kind = None;
    for c in text.chars() {
        let now = c.is_alphanumeric().then(|| c.is_numeric());
        match (list.last_mut(), now) {
            (Some(last), Some(_)) if now == kind => last.push(c),
            (_, Some(_)) => list.push(c.into()),
            _ => {}
        }
        kind = now;
    }
    list
}

/// Letters and figures alone, so that breaks of lines and hyphens do not matter.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Looks for the words one after the other; returns where the last one ends.
fn all_in_order(words: &[String], text: &[char], mut at: usize) -> usize {
    for (n, word) in words.iter().enumerate() {
        let word: Vec<char> = word.chars().collect();
        let end = (at + BETWEEN + word.len()).min(text.len());
        let found = text[at..end].windows(word.len()).position(|window| window == word);
        let Some(found) = found else {
            let before = words[n.saturating_sub(8)..=n].join(" ");
            let there: String = text[at..end].iter().collect();
            panic!("the last of `{before}` is not in `{there}`");
        };
        at += found + word.len();
    }
    at
}

/// The text documents of an EPUB in the order of the spine, as they stand in the file.
fn documents(path: &Path) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).expect("built")).expect("a ZIP");
    let mut read = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).expect("in the ZIP").read_to_string(&mut text).expect("a text");
        text
    };
    let epub = rbook::Epub::open(path).expect("another program opens it");
    let spine: Vec<String> = epub
        .spine()
        .iter()
        .filter_map(|entry| entry.manifest_entry())
        .map(|entry| entry.href().to_string().trim_start_matches('/').to_owned())
        .collect();
    spine.into_iter().map(|name| (name.clone(), read(&name))).collect()
}

/// What a reader sees of a document, without its head.
fn visible(document: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(document);
    let (mut text, mut in_body) = (String::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "body" => in_body = true,
            quick_xml::events::Event::Text(piece) if in_body => {
                text.push_str(&piece.xml10_content());
            }
            quick_xml::events::Event::Eof => return text,
            _ => {}
        }
    }
}

#[test]
fn every_word_and_note_stands_in_both_outputs() {
    let Some(seed) = seed() else { return };
    let (body, notes) = expected(&fs::read_to_string(&seed).expect("the essay is a text"));
    assert!(body.len() > 2500 && notes.len() > 300, "{} {}", body.len(), notes.len());
    let folder = tempfile::tempdir().expect("a temporary folder");
    run(folder.path(), &["import", seed.to_str().expect("a path"), "--to", "essay"]);
    run(folder.path(), &["build", "essay"]);
    let stem = folder.path().join("dist/staat-und-konterrevolution/staat-und-konterrevolution");

    let documents = documents(&stem.with_extension("epub"));
    let count = |what: &str| documents.iter().map(|(_, d)| d.matches(what).count()).sum::<usize>();
    assert_eq!(count("role=\"doc-noteref\""), 11, "calls");
    assert_eq!(count("role=\"doc-footnote\""), 11, "notes");
    assert_eq!(count("role=\"doc-backlink\""), 11, "ways back");
    let first = documents.iter().position(|(_, d)| d.contains("doc-preface")).expect("a preface");
    let text: String = documents[first..].iter().map(|(_, document)| visible(document)).collect();
    let text = letters(&text);
    let end = all_in_order(&body, &text, "Vorwort".len());
    all_in_order(&notes, &text, end);

    if !has_pdftotext() {
        return;
    }
    let text = letters(&pdf_text(&stem.with_file_name("staat-und-konterrevolution-pamphlet.pdf")));
    let opening: Vec<char> = body[..4].concat().chars().collect();
    let start = text.windows(opening.len()).position(|w| w == opening).expect("the preface");
    let end = all_in_order(&body, &text, start);
    all_in_order(&notes, &text, end);
}

fn has_pdftotext() -> bool {
    let there = Command::new("pdftotext").arg("-v").output().is_ok();
    let required = std::env::var("UMBRUCH_JUDGES").is_ok_and(|v| v == "required");
    assert!(there || !required, "pdftotext is required");
    if !there {
        // Past the capture of the test harness, so that it is seen.
        let _ = writeln!(std::io::stderr(), "skipped: the PDF, for pdftotext is not there");
    }
    there
}

/// The text of the type area of all pages, without running heads.
fn pdf_text(path: &Path) -> String {
    // The first line of the type area stands well below the head above it.
    let top = Area::read(Path::new("pamphlet")).top as i64 - 4;
    let output = Command::new("pdftotext")
        .args(["-r", "72", "-x", "0", "-W", "2000", "-H", "2000", "-y", &top.to_string()])
        .arg(path)
        .arg("-")
        .output()
        .expect("pdftotext runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}
