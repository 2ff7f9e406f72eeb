//! How what an edition holds grows in time and memory: `cargo bench --bench growth [-- KIND… [SIZE]]`.
//!
//! Each kind of text is made in three sizes, each twice the one before. A line gives how long the text is;
//! for reading and checking, for pages as the typesetter has them and for corrected ones the processor time and
//! the multiple of the size before; the most memory that was in use up to the uncorrected pages, and in all.
//! What is in proportion has ratios of 2. SIZE is the smallest of the sizes, if it is not the kind's own.

use std::fmt::Write as _;

use umbruch::{MemoryFolder, Session};

/// The picture that texts show.
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">
<rect width=\"60\" height=\"40\"/></svg>";

const MANIFEST: &str = "slug = \"a\"\ntitle = \"A\"\nlanguage = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23\n";

#[path = "../apart/mod.rs"]
mod apart;
#[path = "../clock/mod.rs"]
mod clock;
mod kinds;
#[path = "../setting/mod.rs"]
mod setting;

use apart::{measured, most_memory, wanted};
use clock::processor_time;
use kinds::KINDS;
use setting::set;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    if let Some((kind, size)) = wanted(&words) {
        return alone(kind, size);
    }
    println!(
        "{:30}{:>8}{:>10}{:>17}{:>17}{:>17}{:>22}",
        "", "size", "length", "check", "draft", "corrected", "memory"
    );
    let own = words.iter().find_map(|word| word.parse::<usize>().ok());
    let asked: Vec<&String> = words.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    for (name, least, _) in KINDS {
        if !asked.is_empty() && !asked.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let least = own.unwrap_or(least);
        let mut before: Option<Spent> = None;
        for size in [least, 2 * least, 4 * least] {
            let [read, draft, corrected, length, up_to_draft, in_all] = measured(name, size);
            let times = [read, draft, corrected];
            let spent = Spent { times, length, memory: [up_to_draft, in_all] };
            let shown = spent.times.iter().enumerate().map(|(step, time)| {
                let half = before.as_ref().map(|before| before.times[step].max(0.01));
                let ratio = half.map_or(String::new(), |half| format!("×{:.1}", time / half));
                format!("{time:>9.2} s {ratio:>6}")
            });
            let (times, [draft, all]) = (shown.collect::<String>(), spent.memory);
            println!("{name:30}{size:>8}{:>6} KiB{times}{draft:>8} {all:>8} MiB", spent.length);
            before = Some(spent);
        }
    }
}

/// What reading, a draft and corrected pages take.
#[derive(Debug)]
struct Spent {
    /// Seconds of the processor.
    times: [f64; 3],
    /// KiB of text.
    length: f64,
    /// MiB, up to the draft and in all.
    memory: [f64; 2],
}

/// Tells what one size of a kind takes: three times, how long it is, and the most memory that was in use.
fn alone(kind: &str, size: usize) {
    let (.., make) = KINDS.into_iter().find(|(name, ..)| *name == kind).expect("a kind");
    let texts = make(size);
    let mut manifest = MANIFEST.to_owned();
    let mut folder = MemoryFolder::default().with("kai.svg", PICTURE);
    for (n, text) in texts.iter().enumerate() {
        write!(manifest, "[[section]]\nfile = \"{n}.dj\"\ntitle = \"{n}\"\n").expect("a string");
        folder = folder.with(&format!("{n}.dj"), text.as_bytes());
    }
    if texts.iter().any(|text| text.contains(".index}")) {
        manifest.push_str("[[section]]\nrole = \"index\"\n");
    }
    let folder = folder.with("edition.toml", manifest);
    let mut opened = None;
    let read = seconds(|| opened = Session::default().open(&folder, "a").ok());
    let mut opened = opened.expect("it was opened");
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics().first());
    let mut pages = |corrects| {
        let set = || drop(set(&mut opened, &folder, corrects));
        (seconds(set), most_memory() / 1024)
    };
    let kib = texts.iter().map(String::len).sum::<usize>() / 1024;
    let ((draft, memory), (corrected, _)) = (pages(false), pages(true));
    println!("{read} {draft} {corrected} {kib} {memory} {}", most_memory() / 1024);
}

fn seconds(step: impl FnOnce()) -> f64 {
    typst::comemo::evict(0);
    let start = processor_time();
    step();
    (processor_time() - start).as_secs_f64()
}
