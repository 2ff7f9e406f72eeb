//! The book that is made for tests: whole, without errors, and always the same.

use std::collections::BTreeSet;

use umbruch::pipeline::{self, Session};

use super::book::{self, Plan};

#[test]
fn the_same_plan_makes_the_same_book() {
    let plan = Plan { words: 8_000, ..Plan::default() };
    assert_eq!(book::files(&plan), book::files(&plan));
    assert_ne!(book::files(&plan), book::files(&Plan { seed: 2, ..plan }));
}

#[test]
fn it_has_no_errors_and_hardly_a_warning() {
    for footnotes in [false, true] {
        let folder = book::folder(&Plan { footnotes, ..Plan::default() });
        let mut opened = pipeline::open(&folder, "probebuch");
        Session::default().proofread(&mut opened, &folder).expect("nobody stops it");
        let told: Vec<_> = opened.diagnostics.iter().map(|told| told.message.clone()).collect();
        assert!(!opened.has_errors(), "{told:?}");
        assert!(told.len() < 10, "{told:?}");
    }
}

#[test]
fn it_is_as_long_as_a_book_and_repeats_nothing() {
    let files = book::files(&Plan::default());
    let words: usize = files.iter().map(|(_, text)| text.split_whitespace().count()).sum();
    assert!((60_000..75_000).contains(&words), "{words} words");
    let notes = files.iter().map(|(_, text)| text.matches("\n[^").count()).sum::<usize>();
    assert!(notes >= 250, "{notes} notes");
    let text: String = files.iter().map(|(_, text)| text.replace('\n', " ")).collect();
    let long = || text.split(". ").filter(|sentence| sentence.len() > 60);
    let different: BTreeSet<&str> = long().collect();
    assert!(long().count() - different.len() < 5, "a sentence stands twice");
    for mark in ["## ", "::: verse", "::: letter", "| Jahr |", "{.attribution}", "* * *", "„"] {
        assert!(text.contains(mark), "no {mark}");
    }
}
