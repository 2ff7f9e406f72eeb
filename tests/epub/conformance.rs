//! The table of requirements is kept true.

use std::collections::BTreeSet;
use std::path::Path;

/// Number, state and remark of each row of `docs/conformance/epub.md`.
fn rows() -> Vec<(u32, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/conformance/epub.md")).expect("the table");
    text.lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
            let number = cells.next()?.parse().ok()?;
            let _requirement = cells.next()?;
            Some((number, cells.next()?.to_owned(), cells.next()?.to_owned()))
        })
        .collect()
}

/// The names of all tests in a folder, as `file::name`, or `folder::name`.
fn tests(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            tests(&path, names);
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("readable");
        let named = if path.ends_with("mod.rs") { folder } else { &path };
        let file = named.file_stem().expect("a name").to_string_lossy().into_owned();
        for (_, after) in text.match_indices("#[test]").map(|(at, _)| text.split_at(at)) {
            let name = after.split_once("fn ").and_then(|(_, rest)| rest.split_once('('));
            names.insert(format!("{file}::{}", name.expect("a function").0));
        }
    }
}

#[test]
fn every_requirement_has_a_state_and_every_test_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = BTreeSet::new();
    for folder in ["tests", "src"] {
        tests(&root.join(folder), &mut names);
    }
    let rows = rows();
    let numbers: Vec<u32> = rows.iter().map(|(number, _, _)| *number).collect();
    assert_eq!(numbers, (1..=98).collect::<Vec<_>>());
    for (number, state, remark) in rows {
        let quoted = || remark.split('`').skip(1).step_by(2);
        let named: Vec<&str> = quoted().filter(|word| word.contains("::")).collect();
        let run = quoted().any(|word| word == "tests/run");
        match state.as_str() {
            "done" => assert!(run || !named.is_empty(), "{number}: no test is named"),
            "later" | "n/a" => assert!(!remark.is_empty(), "{number}: no reason is given"),
            other => panic!("{number}: the state {other} is not known"),
        }
        for name in named {
            assert!(names.contains(name), "{number}: there is no test {name}");
        }
    }
}
