//! Whole editions, whatever constructs of the format meet in them: what the source says stands in
//! the EPUB and in the PDF, in its order, and what is refused is refused by `check`.
//!
//! The same few editions are tried each time; `UMBRUCH_EDITIONS=500` tries so many others, those of
//! `UMBRUCH_CHANCE=7` if it is given, `UMBRUCH_SIZE=large` long ones, and `UMBRUCH_KEEP=FOLDER` keeps one
//! that fails, with its books.

mod books;
mod compare;
mod ebook;
mod pen;
mod print;
mod written;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};

use books::Count;
use written::{Edition, Size};

/// The address that a link leads to, whose signs may be coded.
fn decoded(address: &str) -> String {
    address.replace("%5E", "^")
}

/// How many small editions are made, and how many large ones, where nobody asks for others: of a large
/// one poppler takes minutes to read the PDF.
const EDITIONS: [u32; 2] = [24, 0];

fn asked(name: &str) -> Option<u32> {
    std::env::var(name).ok().and_then(|n| n.parse().ok())
}

/// The editions that are asked for: of other sizes than that none, if others are.
fn editions(size: Size) -> u32 {
    let large = std::env::var("UMBRUCH_SIZE").is_ok_and(|size| size == "large");
    match asked("UMBRUCH_EDITIONS") {
        Some(count) if large == (size == Size::Large) => count,
        Some(_) => 0,
        None => EDITIONS[usize::from(size == Size::Large)],
    }
}

/// Where chance begins: at the same place each time, or at one that is told.
fn chance() -> TestRng {
    let now = || {
        let since = std::time::UNIX_EPOCH.elapsed().expect("it is later");
        asked("UMBRUCH_EDITIONS").map(|_| since.subsec_nanos())
    };
    let Some(seed) = asked("UMBRUCH_CHANCE").or_else(now) else {
        return TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    };
    println!("UMBRUCH_CHANCE={seed}");
    let bytes: Vec<u8> = seed.to_le_bytes().into_iter().cycle().take(32).collect();
    TestRng::from_seed(RngAlgorithm::ChaCha, &bytes)
}

/// Tries editions, and shows the smallest one that fails.
fn tried<T: std::fmt::Debug>(
    cases: u32,
    any: &impl Strategy<Value = T>,
    edition: impl Fn(&T) -> &Edition,
    judge: impl Fn(&T) -> Result<(), String>,
) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_time: 60_000,
        ..ProptestConfig::default()
    };
    let mut runner = TestRunner::new_with_rng(config, chance());
    let judge = |one: T| judge(&one).map_err(TestCaseError::fail);
    if let Err(TestError::Fail(wrong, one)) = runner.run(any, judge) {
        let (files, _) = pen::written(edition(&one));
        let source = files.iter().map(|(path, text)| format!("@ {path}\n{text}\n"));
        panic!("{wrong}\n{}", source.collect::<String>());
    }
}

fn what_is_written_is_read(size: Size) {
    let count = Count::default();
    let judge = |edition: &Edition| books::judged(edition, &count);
    tried(editions(size), &written::edition(size), |edition| edition, judge);
    let (read, beyond) = (count.read.get(), count.beyond.get());
    println!(
        "{read} PDFs were read; of {beyond} something lies beyond the page, and is told there"
    );
    assert_eq!(read, editions(size));
}

#[test]
fn what_the_source_says_the_books_say() {
    what_is_written_is_read(Size::Small);
    what_is_written_is_read(Size::Large);
}

/// A sign too many or too few: what `build` refuses, `check` refuses, and nothing else.
#[test]
fn check_and_build_agree_on_what_is_spoilt() {
    let taken = std::cell::Cell::new(0);
    let cases = editions(Size::Small);
    tried(cases, &written::spoilt(), |one| &one.edition, |one| books::agreed(one, &taken));
    println!("{} of {cases} spoilt editions are taken by both", taken.get());
}
