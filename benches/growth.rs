//! How what an edition holds grows in time and memory: `cargo bench --bench growth [-- KIND]`.
//!
//! Each kind of text is made in three sizes, each twice the one before. A line gives, for reading and
//! checking, for pages as the typesetter has them and for corrected ones, the processor time, the multiple
//! of the size before, and the most memory that was in use. What is in proportion has ratios of 2.

use std::fmt::Write as _;
use std::time::Duration;

use umbruch::edition::Edition;
use umbruch::ir::Book;
use umbruch::layouts::Layout;
use umbruch::pipeline;
use umbruch::resources::Resources;
use umbruch::storage::MemoryFolder;
use umbruch::writers::pdf;

const MANIFEST: &str = "slug = \"a\"\ntitle = \"A\"\nlanguage = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23\n";

mod clock;

use clock::processor_time;

/// A kind of text, with the smallest of its three sizes.
type Kind = (&'static str, usize, fn(usize) -> Vec<String>);

const KINDS: [Kind; 9] = [
    ("words in one paragraph", 2_500, |n| vec![words(n)]),
    ("notes, six a section", 250, notes),
    ("notes in one paragraph", 500, |n| vec![called(n, |k| format!("[^n{k}] "))]),
    ("calls of one note", 500, |n| {
        vec![(0..n).map(|_| format!("{}[^a]\n\n", words(20))).collect::<String>() + "[^a]: Eine."]
    }),
    ("quotation marks", 5_000, |n| vec!["\"Hafen\" ".repeat(n / 2)]),
    ("lines of code", 1_000, |n| {
        let line = |k| format!("    let x{k} = kai({k});\n");
        vec![format!("```\n{}```\n", (0..n).map(line).collect::<String>())]
    }),
    ("terms that are defined", 500, |n| {
        vec![(0..n).map(|k| format!(": Wort{k}\n\n  {}\n\n", words(8))).collect()]
    }),
    ("references to pages", 500, |n| {
        let line = |k| format!("{} [](#ziel){{.page}}.{}", words(6), ["", "\n\n"][k % 2]);
        vec![format!("{{#ziel}}\n# Kai\n\n{}", (0..n).map(line).collect::<String>())]
    }),
    ("marks of one index entry", 500, |n| {
        vec![(0..n).map(|_| format!("{} [Kai]{{.index}}.\n\n", words(9))).collect()]
    }),
];

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    println!("{:26}{:>8}{:>18}{:>27}{:>27}", "", "size", "check", "draft", "corrected");
    for (name, least, make) in KINDS {
        if !asked.is_empty() && !asked.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let mut before: Option<[Spent; 3]> = None;
        for size in [least, 2 * least, 4 * least] {
            let spent = measured(&make(size));
            let shown = (0..3).map(|step| {
                let ratio = before.map_or(String::new(), |b| {
                    let half = b[step].time.as_secs_f64().max(0.01);
                    format!("×{:.1}", spent[step].time.as_secs_f64() / half)
                });
                let Spent { time, memory } = spent[step];
                format!("{:>8.2} s {ratio:>5} {memory:>5} MiB", time.as_secs_f64())
            });
            println!("{name:26}{size:>8}  {}", shown.collect::<Vec<_>>().join("  "));
            before = Some(spent);
        }
    }
}

/// What a step took.
#[derive(Debug, Clone, Copy)]
struct Spent {
    time: Duration,
    /// MiB.
    memory: u64,
}

/// What reading, a draft and corrected pages take.
fn measured(texts: &[String]) -> [Spent; 3] {
    let mut manifest = MANIFEST.to_owned();
    let mut folder = MemoryFolder::default();
    for (n, text) in texts.iter().enumerate() {
        write!(manifest, "[[section]]\nfile = \"{n}.dj\"\ntitle = \"{n}\"\n").expect("a string");
        folder = folder.with(&format!("{n}.dj"), text.as_bytes());
    }
    if texts.iter().any(|text| text.contains(".index}")) {
        manifest.push_str("[[section]]\nrole = \"index\"\n");
    }
    let folder = folder.with("edition.toml", manifest);
    let mut opened = None;
    let read = spent(|| opened = Some(pipeline::open(&folder, "a")));
    let opened = opened.expect("it was opened");
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics.first());
    let (edition, book, resources) = opened.content.as_ref().expect("the manifest can be read");
    let set = |corrects| spent(|| set(edition, book, resources, corrects));
    [read, set(false), set(true)]
}

fn set(edition: &Edition, book: &Book, resources: &Resources, corrects: bool) {
    let layout = Layout::load("paperback", edition.span, None).expect("the layout is shipped");
    let options = pdf::Options {
        modified: book.metadata.date.first_moment(),
        hyphenation: &edition.hyphenation,
        sources: None,
        bleed: 0.0,
        corrects,
        pins: &[],
    };
    pdf::write(book, resources, &layout, &options).expect("the book can be set");
}

fn spent(step: impl FnOnce()) -> Spent {
    typst::comemo::evict(0);
    // Linux forgets the most that was in use; elsewhere it is that of the whole run, or not known.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = processor_time();
    step();
    Spent { time: processor_time().saturating_sub(start), memory: most_memory() }
}

fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

/// Words, a full stop behind every twelfth.
fn words(count: usize) -> String {
    const WORDS: [&str; 12] = [
        "Der",
        "Hafen",
        "lag",
        "still",
        "und",
        "niemand",
        "wußte",
        "von",
        "der",
        "Überfahrt",
        "jener",
        "Nacht",
    ];
    let word = |n: usize| WORDS[n % 12].to_owned() + [" ", ". "][usize::from(n % 12 == 11)];
    (0..count).map(word).collect()
}

fn notes(count: usize) -> Vec<String> {
    let section = |_| called(6, |k| format!("{}[^n{k}]\n\n", words(40)));
    (0..count / 6).map(section).collect()
}

/// Words with so many calls, and the notes.
fn called(count: usize, call: impl Fn(usize) -> String) -> String {
    let text: String = (0..count).map(|k| words(2) + &call(k)).collect();
    let notes: String = (0..count).map(|k| format!("[^n{k}]: {}\n\n", words(20))).collect();
    format!("{text}\n\n{notes}")
}
