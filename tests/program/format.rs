//! `umbruch format` as its user runs it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::command::{code, stderr, umbruch};

/// An edition as somebody writes it who does not think of lines, marks and order.
const MANIFEST: &str = "\
# Die zweite Fassung.
language = 'de'
title    =   'Die Mühle'
date = 2026-11-23
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\" # vom Verlag
layouts = [ \"pamphlet\" ]

[[section]]
role = \"chapter\"
file = \"text/rad.dj\"
";

const TEXT: &str = "\
# Das Rad

{% Der Absatz stand im Druck zweimal. %}

Das _Rad_ steht still,[^still] und niemand
weiß,
warum; der Müller sagt, es sei das Wasser, und das Wasser sagt nichts, denn es ist gefroren, und das seit dem Tage, an dem er kam.

* eins
* zwei

[^still]: Seit Mai.
";

fn edition() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("m/text")).expect("a folder");
    fs::write(at("m/edition.toml"), MANIFEST).expect("the manifest is written");
    fs::write(at("m/text/rad.dj"), TEXT).expect("the text is written");
    folder
}

/// The sums of all that is built.
fn built(folder: &Path, out: &str) -> String {
    let made = umbruch(folder, &["build", "m", "--out", out]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let sums = folder.join(out).join("m/SHA256SUMS");
    let sums = fs::read_to_string(sums).expect("the sums are written");
    let of_books = |line: &&str| line.ends_with(".epub") || line.ends_with(".pdf");
    sums.lines().filter(of_books).map(|line| format!("{line}\n")).collect()
}

#[test]
fn files_are_written_in_one_way_and_books_stay() {
    let folder = edition();
    let run = |args: &[&str]| umbruch(folder.path(), args);
    let before = built(folder.path(), "before");
    assert_eq!(before.lines().count(), 2, "{before}");

    let told = run(&["format", "m", "--check"]);
    assert_eq!(code(&told), 1);
    assert_eq!(stderr(&told).matches("would change").count(), 2, "{}", stderr(&told));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it is there");
    assert_eq!(read("m/text/rad.dj"), TEXT, "nothing is written");

    let done = run(&["format", "m"]);
    assert_eq!(code(&done), 0, "{}", stderr(&done));
    let (manifest, text) = (read("m/edition.toml"), read("m/text/rad.dj"));
    assert!(manifest.contains("# Die zweite Fassung.\nlanguage = "), "{manifest}");
    assert!(manifest.contains("# vom Verlag"), "{manifest}");
    assert!(text.contains("{% Der Absatz stand im Druck zweimal. %}"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert_eq!(built(folder.path(), "after"), before);

    assert_eq!(code(&run(&["format", "m", "--check"])), 0);
    assert_eq!(code(&run(&["format", "m"])), 0);
    assert_eq!((read("m/edition.toml"), read("m/text/rad.dj")), (manifest, text));
}

#[test]
fn what_has_an_error_is_left_as_it_is() {
    let folder = edition();
    let wrong = TEXT.replace("[^still]:", "[^wann]:");
    fs::write(folder.path().join("m/text/rad.dj"), &wrong).expect("the text is written");
    let told = umbruch(folder.path(), &["format", "m"]);
    assert_eq!(code(&told), 1);
    assert!(stderr(&told).contains("undefined-note"), "{}", stderr(&told));
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).expect("it is there");
    assert_eq!((read("m/edition.toml"), read("m/text/rad.dj")), (MANIFEST.to_owned(), wrong));
}
