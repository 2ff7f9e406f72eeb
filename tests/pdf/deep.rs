//! What stands in each other as deep as the format allows, in every mixture and everywhere.

use umbruch::layouts::Layout;
use umbruch::pipeline;
use umbruch::storage::MemoryFolder;

use super::{cases, set, tools};

/// The weight of all that may stand in each other.
const DEEPEST: usize = 48;

/// What may stand around: its weight, the lines before, the sign before the first line and before the
/// others; without a sign it stands between colons.
const AROUND: [(usize, &str, &str, &str); 8] = [
    (2, "", "> ", "> "),
    (4, "", "- ", "  "),
    (4, "", "7. ", "   "),
    (4, "", "xvi. ", "     "),
    (6, ": Wort\n\n", "  ", "  "),
    (2, "letter", "", ""),
    (2, "epigraph", "", ""),
    (2, "", "", ""),
];

/// Blocks in each other, all of one kind or, from the ninth seed on, mixed; what room they leave is
/// filled with marks around the word.
fn nested(seed: usize, word: &str) -> String {
    let mut chosen = Vec::new();
    let mut left = DEEPEST - 4 * (seed % 3);
    let mut random = seed;
    loop {
        random = random * 1_103_515_245 % 2_147_483_647 + 12_345;
        let one = AROUND[if seed < AROUND.len() { seed } else { random / 64 % AROUND.len() }];
        if one.0 > left {
            break;
        }
        left -= one.0;
        chosen.push(one);
    }
    // Blocks between colons stand outside: within lists of one line the parser does not find their ends.
    chosen.sort_by_key(|one| !one.2.is_empty());
    let marks = left + 4 * (seed % 3);
    let mut text = format!("{}{word}{}\n", "[".repeat(marks), "]{.smallcaps}".repeat(marks));
    for (height, (_, before, first, others)) in chosen.into_iter().rev().enumerate() {
        text = if first.is_empty() {
            let fence = ":".repeat(3 + height);
            format!("{fence} {before}\n{text}\n{fence}\n")
        } else {
            let sign = |at: usize| if at == 0 { first } else { others };
            let lines = text.lines().enumerate().map(|(at, line)| format!("{}{line}\n", sign(at)));
            format!("{before}{}", lines.collect::<String>())
        };
    }
    text
}

/// The text as the rest of a note.
fn noted(label: &str, text: &str) -> String {
    let lines = text.lines().map(|line| format!("    {line}\n"));
    format!("Ruf.[^{label}]\n\n[^{label}]: Note.\n\n{}\n", lines.collect::<String>())
}

const SERIES: &str =
    "[notes.a]\n[notes.f]\nplacement = \"footnote\"\n[notes.s]\nplacement = \"section\"\n";

fn text() -> (String, Vec<String>) {
    let (mut text, mut words) = ("# A\n\n".to_owned(), Vec::new());
    for seed in 0..24 {
        for place in ["", "a", "f", "s"] {
            let word = format!("tief{place}{seed}");
            let deep = nested(seed, &word);
            let deep =
                if place.is_empty() { deep } else { noted(&format!("{place}:{seed}"), &deep) };
            text.push_str(&format!("Da.\n\n{deep}\n"));
            words.push(word);
        }
    }
    (text, words)
}

#[test]
fn what_the_format_allows_in_each_other_is_set() {
    let (text, words) = text();
    let manifest = format!("{}{SERIES}", cases::MANIFEST);
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    for name in Layout::shipped() {
        let pdf = set(&opened, &folder, name).unwrap_or_else(|told| panic!("{name}: {told:?}"));
        let Some(found) = tools::text(&pdf.bytes) else { continue };
        for word in &words {
            assert!(found.contains(word.as_str()), "`{word}` is not seen in {name}");
        }
        let grave: Vec<_> = pdf.report.findings.iter().filter(|one| one.flaw.is_grave()).collect();
        assert!(grave.is_empty(), "{name}: {grave:?}");
    }
}
