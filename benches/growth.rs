//! How what an edition holds grows in time and memory: `cargo bench --bench growth [-- KIND]`.
//!
//! Each kind of text is made in three sizes, each twice the one before. A line gives, for reading and
//! checking, for pages as the typesetter has them and for corrected ones, the processor time, the multiple
//! of the size before, and the most memory that was in use. What is in proportion has ratios of 2.

use std::fmt::Write as _;

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
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    if let [mode, kind, size] = &words[..]
        && mode == ALONE
    {
        return alone(kind, size.parse().expect("a size"));
    }
    println!(
        "{:26}{:>8}{:>17}{:>17}{:>17}{:>12}",
        "", "size", "check", "draft", "corrected", "memory"
    );
    for (name, least, _) in KINDS {
        if !words.is_empty() && !words.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let mut before: Option<Spent> = None;
        for size in [least, 2 * least, 4 * least] {
            let spent = measured(name, size);
            let shown = spent.times.iter().enumerate().map(|(step, time)| {
                let half = before.as_ref().map(|before| before.times[step].max(0.01));
                let ratio = half.map_or(String::new(), |half| format!("×{:.1}", time / half));
                format!("{time:>9.2} s {ratio:>6}")
            });
            println!("{name:26}{size:>8}{}{:>8} MiB", shown.collect::<String>(), spent.memory);
            before = Some(spent);
        }
    }
}

/// The word with which this program calls itself, for one size of one kind.
const ALONE: &str = "alone";

/// What a size takes, in a process of its own: its memory is no other's.
fn measured(kind: &str, size: usize) -> Spent {
    let program = std::env::current_exe().expect("this program");
    let mut command = std::process::Command::new(program);
    let output = command.args([ALONE, kind, &size.to_string()]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{kind}, {size}: {}", String::from_utf8_lossy(&output.stderr));
    let mut numbers = said.split_whitespace().map(|word| word.parse::<f64>().expect("a number"));
    let mut next = || numbers.next().expect("four numbers");
    Spent { times: [next(), next(), next()], memory: next() }
}

/// What reading, a draft and corrected pages take.
#[derive(Debug)]
struct Spent {
    /// Seconds of the processor.
    times: [f64; 3],
    /// MiB.
    memory: f64,
}

/// Tells what one size of a kind takes: three times, and the most memory that was in use.
fn alone(kind: &str, size: usize) {
    let (.., make) = KINDS.into_iter().find(|(name, ..)| *name == kind).expect("a kind");
    let texts = make(size);
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
    let read = seconds(|| opened = Some(pipeline::open(&folder, "a")));
    let opened = opened.expect("it was opened");
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics.first());
    let (edition, book, resources) = opened.content.as_ref().expect("the manifest can be read");
    let pages = |corrects| seconds(|| set(edition, book, resources, corrects));
    println!("{read} {} {} {}", pages(false), pages(true), most_memory());
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

fn seconds(step: impl FnOnce()) -> f64 {
    typst::comemo::evict(0);
    let start = processor_time();
    step();
    (processor_time() - start).as_secs_f64()
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
