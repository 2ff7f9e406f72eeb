//! How long a book of 100,000 words is read: `cargo bench --bench proofreading`.
//!
//! Each line gives the processor time of one step, the least of several runs, beside the limit that
//! it is to keep, and the share of it that was used. The text is that of the book made for tests; the
//! dictionaries are the system's.

use std::collections::BTreeSet;
use std::time::Duration;

use umbruch::language::hyphenation::Hyphenation;
use umbruch::language::words;
use umbruch::pipeline::{self, Opened};
use umbruch::proof;
use umbruch::proof::spelling::Shelf;
use umbruch::storage::MemoryFolder;

#[path = "../tests/book/mod.rs"]
mod book;

const WORDS: usize = 95_000;
const RUNS: usize = 5;

fn main() {
    let book = book::folder(&book::Plan { words: WORDS, ..Default::default() });
    let opened = open(&book);
    let (_, content, _) = opened.content.as_ref().expect("the manifest can be read");
    let texts: Vec<String> =
        proof::passages(content.manuscript()).into_iter().map(|p| p.text).collect();
    let count: usize = texts.iter().map(|text| words(text).count()).sum();
    let types: BTreeSet<&str> =
        texts.iter().flat_map(|text| words(text).map(|at| &text[at])).collect();
    println!("{count} words, {} of them different", types.len());
    let language = content.metadata().language.clone();
    let hyphenate = least(|| {
        let hyphenation = Hyphenation::default();
        let of = |text: &String| -> usize {
            words(text).map(|at| hyphenation.breaks(&text[at], &language).len()).sum()
        };
        texts.iter().map(of).sum::<usize>()
    });
    let check = least(|| proofread(&book, false));
    let spell = least(|| proofread(&book, true));
    println!("{:40}{:>9}{:>9}{:>7}", "", "CPU", "limit", "used");
    line("hyphenation of every word", hyphenate, None);
    line("hyphenation and proofreading", hyphenate + check, Some(Duration::from_millis(300)));
    line("the same with spelling", hyphenate + spell, Some(Duration::from_secs(1)));
}

fn line(step: &str, took: Duration, limit: Option<Duration>) {
    let seconds = took.as_secs_f64();
    let (limit, used) = limit.map_or_else(Default::default, |limit| {
        let limit = limit.as_secs_f64();
        (format!("{limit:.2} s"), format!("{:.0} %", 100.0 * seconds / limit))
    });
    println!("{step:40}{seconds:>7.3} s{limit:>9}{used:>7}");
}

/// The least processor time of some runs.
fn least<T>(step: impl Fn() -> T) -> Duration {
    let run = || {
        let start = processor_time();
        std::hint::black_box(step());
        processor_time() - start
    };
    (0..RUNS).map(|_| run()).min().expect("there is a run")
}

/// The processor time of this process: on Linux what the kernel counted, else the time that went by.
fn processor_time() -> Duration {
    let counted = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = counted.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(elapsed, Duration::from_nanos)
}

fn elapsed() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

fn open(book: &MemoryFolder) -> Opened {
    pipeline::open(book, "buch")
}

/// The time for reading the files is not counted twice: what `open` takes stands in the figure.
fn proofread(book: &MemoryFolder, spelling: bool) -> usize {
    let mut opened = open(book);
    let shelf = if spelling { Shelf::system() } else { Shelf::none() };
    pipeline::proofread(&mut opened, book, &shelf);
    opened.diagnostics.len()
}
