//! Words from left to right among those from right to left, as they stand on the page.

use std::path::Path;

use umbruch::inspection::{Finding, Flaw};
use umbruch::pipeline;
use umbruch::storage::{DiskFolder, MemoryFolder};

use super::{cases, set, tools};

/// A text in a book in a language, and the words of its lines from the left to the right edge.
const PASSAGES: [(&str, &str, &str); 10] = [
    ("he", "רק ו-H~2~O, ו-E-Mail שם.", ".םש E-Mail -ו , H2O -ו קר"),
    ("he", "רק E-די*ואר* שם.", ".םש ראו יד- E קר"),
    (
        "he",
        "רק [Guten *Abend*, liebe _Frau_ Muster]{lang=de} שם.",
        ".םש Guten Abend, liebe Frau Muster קר",
    ),
    ("he", "רק [zwei `code` drei[^1] vier]{lang=de} שם.", ".םש zwei code drei 1 vier קר"),
    ("he", "רק `a + (b)` שם.", ".םש a + (b) קר"),
    ("he", "רק https://example.org/a/b?c=1 שם.", ".םש https://example.org/a/b?c=1 קר"),
    (
        "he",
        "רק a.b@example.org שם E-Mail-Adresse סוף.",
        ".ףוס E-Mail-Adresse םש a.b@example.org קר",
    ),
    (
        "he",
        "רק [Siehe https://example.org/a-b/c, gut]{lang=de} שם.",
        ".םש Siehe https://example.org/a-b/c, gut קר",
    ),
    ("de", "Ein [שלום *עולם* `code` סוף]{lang=he} Wort.", "Ein ףוס code םלוע םולש Wort."),
    (
        "de",
        "Ein [שלום https://example.org/a-b סוף]{lang=he} Wort.",
        "Ein ףוס https://example.org/a-b םולש Wort.",
    ),
];

/// The words of all pages in lines, from left to right.
fn lines(words: &[tools::Word]) -> Vec<String> {
    // What is raised has a baseline of its own.
    let line_of = |word: &tools::Word| (word.page, ((word.top + word.bottom) / 20.0) as i64);
    let mut words: Vec<&tools::Word> = words.iter().collect();
    words.sort_by(|a, b| line_of(a).cmp(&line_of(b)).then(a.left.total_cmp(&b.left)));
    let lines = words.chunk_by(|a, b| line_of(a) == line_of(b));
    let texts = lines.map(|line| line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>());
    texts.map(|line| line.join(" ")).collect()
}

#[test]
fn each_direction_keeps_its_order() {
    for (language, text, expected) in PASSAGES {
        let note = if text.contains("[^1]") { "\n\n[^1]: Woher?\n" } else { "\n" };
        let manifest =
            cases::MANIFEST.replace("language = \"de\"", &format!("language = \"{language}\""));
        let folder = MemoryFolder::default()
            .with("edition.toml", manifest)
            .with("text/a.dj", format!("{text}{note}").as_bytes());
        let opened = pipeline::open(&folder, "fall");
        assert_eq!(opened.diagnostics, [], "{text}");
        let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
        let Some(words) = tools::placed(&pdf.bytes) else { return };
        let lines = lines(&words);
        assert!(lines.iter().any(|line| line == expected), "{text}: {expected} in {lines:#?}");
    }
}

#[test]
fn signs_hang_over_the_left_edge_where_lines_end_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions/rechts");
    let folder = DiskFolder::open(&path).expect("there");
    let opened = pipeline::open(&folder, "rechts");
    for layout in ["screen", "paperback"] {
        let pdf = set(&opened, &folder, layout).expect("it can be set");
        let astray = pdf.report.findings.iter().filter(|one| one.flaw == Flaw::OutsideArea);
        assert_eq!(astray.collect::<Vec<_>>(), Vec::<&Finding>::new(), "{layout}");
    }
}
