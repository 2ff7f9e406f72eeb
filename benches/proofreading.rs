//! How long a book of 100,000 words is read: `cargo bench --bench proofreading [-- EDITION…]`.
//!
//! Each line gives the processor time of one step, the mean of several runs, beside the limit that
//! it is to keep, and the share of it that was used. The text is that of the book made for tests, or
//! that of the editions that are named, whose limits are by their length; the dictionaries are the system's.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use umbruch::measured::{Hyphenation, passages, words};
use umbruch::{DiskFolder, Folder, Session, Shelf};

use clock::processor_time;

#[path = "../tests/book/mod.rs"]
mod book;
#[path = "clock/mod.rs"]
mod clock;

const WORDS: usize = 95_000;
const RUNS: u32 = 10;

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    if named.is_empty() {
        measure(&book::folder(&book::Plan { words: WORDS, ..Default::default() }), "a made book");
    }
    for path in &named {
        measure(&DiskFolder::open(Path::new(path)).expect("a folder"), path);
    }
}

fn measure(book: &dyn Folder, name: &str) {
    let opened = Session::default().open(book, name).expect("nobody stops it");
    let manuscript = opened.manuscript().expect("the manifest can be read");
    let texts: Vec<String> = passages(manuscript).into_iter().map(|p| p.text).collect();
    let count: usize = texts.iter().map(|text| words(text).count()).sum();
    let types: BTreeSet<&str> =
        texts.iter().flat_map(|text| words(text).map(|at| &text[at])).collect();
    println!("{name}: {count} words, {} of them different", types.len());
    let language = manuscript.metadata.language.clone();
    let hyphenate = mean(|| {
        let hyphenation = Hyphenation::default();
        let of = |text: &String| -> usize {
            words(text).map(|at| hyphenation.breaks(&text[at], &language).len()).sum()
        };
        texts.iter().map(of).sum::<usize>()
    });
    let check = mean(|| proofread(book, false));
    let spell = mean(|| proofread(book, true));
    let limit =
        |milliseconds: u64| Some(Duration::from_millis(milliseconds * count as u64 / 100_000));
    println!("{:40}{:>9}{:>9}{:>7}", "", "CPU", "limit", "used");
    line("hyphenation of every word", hyphenate, None);
    line("reading and proofreading", check, None);
    line("hyphenation and proofreading", hyphenate + check, limit(300));
    line("the same with spelling", hyphenate + spell, limit(1000));
}

fn line(step: &str, took: Duration, limit: Option<Duration>) {
    let seconds = took.as_secs_f64();
    let (limit, used) = limit.map_or_else(Default::default, |limit| {
        let limit = limit.as_secs_f64();
        (format!("{limit:.2} s"), format!("{:.0} %", 100.0 * seconds / limit))
    });
    println!("{step:40}{seconds:>7.3} s{limit:>9}{used:>7}");
}

/// The processor time of a run, of all its threads: the mean of several, for the kernel counts
/// in hundredths of a second.
fn mean<T>(step: impl Fn() -> T) -> Duration {
    let start = processor_time();
    (0..RUNS).for_each(|_| drop(std::hint::black_box(step())));
    (processor_time() - start) / RUNS
}

/// The time for reading the files is not counted twice: what `open` takes stands in the figure.
fn proofread(book: &dyn Folder, spelling: bool) -> usize {
    let session = Session::new(if spelling { Shelf::system() } else { Shelf::none() });
    let mut opened = session.open(book, "buch").expect("nobody stops it");
    session.proofread(&mut opened, book).expect("nobody stops it");
    opened.diagnostics().len()
}
