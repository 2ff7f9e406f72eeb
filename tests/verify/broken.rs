//! Every fault is found at its place, and nothing else is.

use std::collections::BTreeSet;

use umbruch::diagnostics::Code;

use super::book::Archive;
use super::{cases, found};

#[test]
fn the_clean_book_is_clean() {
    assert_eq!(found(&Archive::clean().pack()), Vec::<String>::new());
}

#[test]
fn every_fault_is_found_at_its_place() {
    let cases = cases::all();
    assert!(cases.len() >= 70, "only {} broken books", cases.len());
    let found: Vec<String> =
        cases.iter().map(|case| found(&case.archive().pack()).join("\n")).collect();
    if std::env::var_os("UMBRUCH_BLESS").is_some() {
        cases::bless(&cases, &found);
        return;
    }
    let mut wrong = Vec::new();
    for (case, found) in cases.iter().zip(&found) {
        if *found != case.expected {
            let expected = &case.expected;
            let place = format!("{}: {}", case.file, case.name);
            wrong.push(format!("{place}\nexpected:\n{expected}\nfound:\n{found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names are told once, and every case shows something.
#[test]
fn cases_are_told_apart() {
    let mut names = BTreeSet::new();
    for case in cases::all() {
        assert!(names.insert(case.name.clone()), "`{}` stands twice", case.name);
        assert!(!case.expected.is_empty(), "`{}` shows nothing", case.name);
    }
}

/// A code without a case is a message that nobody has seen.
#[test]
fn every_code_has_a_case() {
    let shown: String = cases::all().iter().map(|case| case.expected.clone() + "\n").collect();
    // Archives that cannot be opened are made in `hostile.rs`.
    // What is not checked is told of the books of others, in `command.rs`.
    let elsewhere = [Code::EpubArchive, Code::EpubUnchecked];
    let ours = |code: &&Code| code.as_str().starts_with("epub-") && !elsewhere.contains(code);
    for code in Code::ALL.iter().filter(ours) {
        assert!(shown.contains(&format!(" {code} ")), "{code} has no case");
    }
}
