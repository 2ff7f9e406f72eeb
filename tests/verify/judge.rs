//! The outside judge epubcheck on the same broken books: what it calls an error, we call one too.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::book::Archive;
use super::cases::{self, Case};
use super::found;

/// Where `tests/judges/setup` puts the judges.
const EPUBCHECK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/judges/bin/epubcheck5");

/// What is to be told past the capture of the test harness, so that it is seen.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The words of epubcheck for each file: `ERROR OPF-014`.
fn judged(paths: &[std::path::PathBuf]) -> BTreeMap<String, Vec<String>> {
    let said = Command::new(EPUBCHECK).args(paths).output().expect("epubcheck runs");
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut judged: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut file = String::new();
    for line in text.lines() {
        if let Some(finding) = line.strip_prefix("    ") {
            let words: Vec<&str> = finding.split(' ').take(2).collect();
            let found = judged.entry(file.clone()).or_default();
            if !found.contains(&words.join(" ")) {
                found.push(words.join(" "));
            }
        } else if line.starts_with("PASS ") || line.starts_with("FAIL ") {
            // What a message quotes may go over several lines.
            let path = line.splitn(3, ' ').nth(2).unwrap_or_default();
            let name = Path::new(path).file_name().unwrap_or_default();
            file = name.to_string_lossy().into_owned();
            judged.entry(file.clone()).or_default();
        }
    }
    judged
}

fn is_error(words: &str) -> bool {
    words.starts_with("ERROR") || words.starts_with("FATAL")
}

#[test]
fn what_epubcheck_calls_an_error_we_call_one_too() {
    if !Path::new(EPUBCHECK).exists() {
        let required = std::env::var("UMBRUCH_JUDGES").is_ok_and(|value| value == "required");
        assert!(!required, "epubcheck is required, but {EPUBCHECK} is not there");
        say(&format!("skipped: there is no {EPUBCHECK} (tests/judges/setup installs it)"));
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let cases = cases::all();
    let mut paths = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let path = folder.path().join(format!("{number:03}.epub"));
        std::fs::write(&path, case.archive().pack()).expect("written");
        paths.push(path);
    }
    let clean = folder.path().join("clean.epub");
    std::fs::write(&clean, Archive::clean().pack()).expect("written");
    paths.push(clean);
    let judged = judged(&paths);
    assert_eq!(judged.len(), cases.len() + 1, "epubcheck has judged every book");
    assert_eq!(judged["clean.epub"], Vec::<String>::new(), "the clean book is clean to both");
    let mut table = String::new();
    let mut missed = Vec::new();
    let mut errors = 0;
    for (number, case) in cases.iter().enumerate() {
        let theirs = &judged[&format!("{number:03}.epub")];
        let ours = words(case);
        table.push_str(&row(case, theirs, &ours));
        if theirs.iter().any(|words| is_error(words)) {
            errors += 1;
            if !ours.iter().any(|words| words.starts_with("error")) {
                missed.push(format!("{}: {theirs:?}, but {ours:?}", case.name));
            }
        }
    }
    say(&format!("| fault | epubcheck | verify |\n|---|---|---|\n{table}"));
    say(&format!("{} broken books, {errors} with an error of epubcheck's", cases.len()));
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(errors >= 40, "only {errors} books are an error to epubcheck");
}

/// Our words for a case: `error epub-alt`.
fn words(case: &Case) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for line in found(&case.archive().pack()) {
        let two = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        if !words.contains(&two) {
            words.push(two);
        }
    }
    words
}

fn row(case: &Case, theirs: &[String], ours: &[String]) -> String {
    let listed = |words: &[String]| if words.is_empty() { "–".into() } else { words.join(", ") };
    format!("| {} | {} | {} |\n", case.name, listed(theirs), listed(ours))
}
