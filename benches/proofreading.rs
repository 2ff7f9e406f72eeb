//! How long a book of 100,000 words is read: `cargo bench --bench proofreading`.
//!
//! Each line gives the processor time of one step, the least of several runs, beside the limit that
//! it is to keep, and the share of it that was used. The text is the handbook's, over and over, with
//! compounds made of its nouns, so that it has as many different words as a book; the dictionaries
//! are the system's.

use std::collections::BTreeSet;
use std::time::Duration;

use umbruch::language::hyphenation::Hyphenation;
use umbruch::language::words;
use umbruch::pipeline::{self, Opened};
use umbruch::proof;
use umbruch::proof::spelling::Shelf;
use umbruch::storage::MemoryFolder;

const WORDS: usize = 100_000;
const RUNS: usize = 5;
/// A book's sections hold about so many words.
const SECTION: usize = 4_000;

fn main() {
    let book = book();
    let opened = open(&book);
    let (_, content, _) = opened.content.as_ref().expect("the manifest can be read");
    let texts: Vec<String> = proof::passages(content).into_iter().map(|p| p.text).collect();
    let count: usize = texts.iter().map(|text| words(text).count()).sum();
    let types: BTreeSet<&str> =
        texts.iter().flat_map(|text| words(text).map(|at| &text[at])).collect();
    println!("{count} words, {} of them different", types.len());
    let language = content.metadata.language.clone();
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

/// A book of the handbook's paragraphs.
fn book() -> MemoryFolder {
    let paragraphs = paragraphs();
    let nouns = nouns(&paragraphs);
    let mut varied = paragraphs.iter().cycle().enumerate().map(|(n, text)| vary(text, &nouns, n));
    let mut manifest = String::from(
        "title = \"Buch\"\nlanguage = \"de\"\ndate = 2026-11-23\nslug = \"buch\"\n\
         identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n",
    );
    let mut folder = MemoryFolder::default();
    let mut count = 0;
    for number in 0.. {
        let mut text = format!("# Kapitel {number}\n");
        let end = count + SECTION;
        while count < end {
            let paragraph = varied.next().expect("paragraphs go on for ever");
            count += words(&paragraph).count();
            text.push_str(&format!("\n{paragraph}\n"));
        }
        let path = format!("text/{number}.dj");
        manifest.push_str(&format!("[[section]]\nfile = \"{path}\"\n"));
        folder = folder.with(&path, text);
        if count >= WORDS {
            break;
        }
    }
    folder.with("edition.toml", manifest)
}

/// The nouns that can be part of a compound.
fn nouns(paragraphs: &[String]) -> Vec<String> {
    let all = paragraphs.iter().flat_map(|text| words(text).map(|at| text[at].to_owned()));
    let noun = |word: &String| {
        word.len() > 4
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
    };
    let nouns: BTreeSet<String> = all.filter(noun).collect();
    nouns.into_iter().collect()
}

/// The paragraph with some of its nouns made heads of compounds, others in every round.
fn vary(paragraph: &str, nouns: &[String], round: usize) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (n, at) in words(paragraph).enumerate() {
        let word = &paragraph[at.clone()];
        if (n + round).is_multiple_of(12)
            && nouns.binary_search_by(|noun| noun.as_str().cmp(word)).is_ok()
        {
            out.push_str(&paragraph[done..at.start]);
            out.push_str(&nouns[(round * 7919 + n * 104_729) % nouns.len()]);
            out.push_str(&word.to_lowercase());
            done = at.end;
        }
    }
    out + &paragraph[done..]
}

/// Paragraphs of the handbook without markup.
fn paragraphs() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("source/handbuch/text");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the handbook is there").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    let texts = files.iter().map(|f| std::fs::read_to_string(f.path()).expect("a text"));
    let plain = |text: &&str| {
        text.len() > 200
            && !text.contains(['`', '[', '{', '|', '#', ':', '^'])
            && !text.starts_with([' ', '-', '>'])
    };
    texts
        .flat_map(|t| t.split("\n\n").filter(plain).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}
