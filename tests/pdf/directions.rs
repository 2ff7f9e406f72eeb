//! Words from left to right among those from right to left, as they stand on the page.

use std::path::Path;

use umbruch::inspection::{Finding, Flaw};
use umbruch::pipeline;
use umbruch::storage::{DiskFolder, MemoryFolder};

use super::{cases, set, tools};

/// A text in a book in a language, and the words of its lines from the left to the right edge.
const PASSAGES: [(&str, &str, &str); 8] = [
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

/// The words of a page in lines, from left to right; poppler gives letters in the order of the page.
fn lines(page: &str) -> Vec<String> {
    let number = |line: &str, key: &str| -> f64 {
        let value = line.split(&format!("{key}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).expect("a number")
    };
    let mut words: Vec<(i64, f64, String)> = page
        .lines()
        .filter(|line| line.contains("<word "))
        .map(|line| {
            let said = line.split(['>', '<']).nth(2).unwrap_or_default();
            let said = said.replace(|c| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'), "");
            // What is raised has a baseline of its own.
            let line_of = (number(line, "yMin") + number(line, "yMax")) / 2.0;
            ((line_of / 10.0) as i64, number(line, "xMin"), said.trim().to_owned())
        })
        .collect();
    words.retain(|word| !word.2.is_empty());
    words.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let lines = words.chunk_by(|a, b| a.0 == b.0);
    lines
        .map(|line| line.iter().map(|word| word.2.as_str()).collect::<Vec<_>>().join(" "))
        .collect()
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
        let Some((_, page)) = tools::run("pdftotext", &["-bbox"], &[pdf.bytes], &["-"]) else {
            return;
        };
        let lines = lines(&page);
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
