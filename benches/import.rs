//! What it takes to bring texts in: `cargo bench --bench import [-- KIND… [WORDS]]`.
//!
//! Each kind is made in three sizes, each twice the one before. A line gives how large the file is, the processor time and
//! its multiple of the size before, and the most memory that was in use above what a text of a few words takes, as a multiple of the file.

use std::fmt::Write as _;

use umbruch::MemoryFolder;
use umbruch::measured::{Foreign, Options, import};

mod apart;
mod clock;

use apart::{measured, most_memory, wanted};
use clock::processor_time;

/// A kind of text: its name, that of its file, and what makes a file of so many words.
type Kind = (&'static str, &'static str, fn(usize) -> String);

/// Books, in which a note follows every hundredth word and a heading every 2,500th; then what nobody writes.
const KINDS: [Kind; 10] = [
    ("plain text", "a.txt", |n| book(n, &TEXT)),
    ("Markdown", "a.md", |n| book(n, &MARKDOWN)),
    ("HTML", "a.html", |n| book(n, &HTML)),
    ("TEI", "a.xml", |n| book(n, &TEI)),
    ("notes in the line alone", "a.md", |n| "^[Kai] ".repeat(n)),
    ("one note defined again", "a.md", |n| "a[^1]\n\n".to_owned() + &"[^1]: Kai\n\n".repeat(n)),
    ("one note called again", "a.md", |n| "a[^1] ".repeat(n) + "\n\n[^1]: Kai\n"),
    ("lines of one letter", "a.txt", |n| "a\n".repeat(n)),
    ("cells of one row", "a.md", |n| {
        format!("|{}\n|{}\n", " a |".repeat(n / 8), "---|".repeat(n / 8))
    }),
    ("numbers before and behind", "a.txt", |n| {
        let calls: String = (1..=n / 8).map(|k| format!("Am Kai{k} lag es.\n\n")).collect();
        let notes = (1..=n / 8).map(|k| format!("{k} Eine Note.\n\n"));
        calls + &notes.collect::<String>()
    }),
];

/// How a form writes what a book has.
struct Form {
    ends: [&'static str; 2],
    heading: fn(usize) -> String,
    paragraph: [&'static str; 2],
    stress: [&'static str; 2],
    call: fn(usize) -> String,
    note: fn(usize, &str) -> String,
}

const TEXT: Form = Form {
    ends: ["Der Hafen\n\nvon Ida Muster\n\n", ""],
    heading: |n| format!("\n\n{n}. Kapitel\n\n\n"),
    paragraph: ["", "\n\n"],
    stress: ["_", "_"],
    call: |n| format!("[{n}]"),
    note: |n, words| format!("[{n}] {words}\n\n"),
};

const MARKDOWN: Form = Form {
    ends: ["---\ntitle: Der Hafen\nlang: de\n---\n\n", ""],
    heading: |n| format!("# {n}. Kapitel\n\n"),
    stress: ["*", "*"],
    call: |n| format!("[^{n}]"),
    note: |n, words| format!("[^{n}]: {words}\n\n"),
    ..TEXT
};

const HTML: Form = Form {
    ends: ["<!DOCTYPE html><html lang=de><title>Der Hafen</title><body>\n", "</body></html>\n"],
    heading: |n| format!("<h2>{n}. Kapitel</h2>\n"),
    paragraph: ["<p>", "</p>\n"],
    stress: ["<em>", "</em>"],
    call: |n| format!("<a href=\"#n{n}\" id=\"c{n}\"><sup>{n}</sup></a>"),
    note: |n, words| format!("<p id=\"n{n}\"><a href=\"#c{n}\">{n}</a> {words}</p>\n"),
};

const TEI: Form = Form {
    ends: [
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Der Hafen</title>\
         </titleStmt></fileDesc></teiHeader><text xml:lang=\"de\"><body><div>\n",
        "</div></body></text></TEI>\n",
    ],
    heading: |n| format!("</div><div><head>{n}. Kapitel</head>\n"),
    paragraph: ["<p>", "</p>\n"],
    stress: ["<hi rend=\"italic\">", "</hi>"],
    call: |n| format!("<ref target=\"#n{n}\">{n}</ref>"),
    note: |n, words| format!("<note xml:id=\"n{n}\">{words}</note>\n"),
};

/// A book of so many words in a form, its notes at the end.
fn book(words: usize, form: &Form) -> String {
    const WORDS: [&str; 16] = [
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
        "am",
        "Kai",
        "vor",
        "Rostock",
    ];
    let (mut out, mut notes) = (form.ends[0].to_owned(), String::new());
    for n in 0..words {
        let last = n % 60 == 59 || n + 1 == words;
        if n % 2_500 == 0 {
            out.push_str(&(form.heading)(n / 2_500 + 1));
        }
        out.push_str(if n % 60 == 0 { form.paragraph[0] } else { " " });
        let [before, behind] = if n % 40 == 13 { form.stress } else { ["", ""] };
        write!(out, "{before}{}{behind}", WORDS[n * 7 % 16]).expect("a string");
        if n % 100 == 99 {
            out.push_str(&(form.call)(n / 100 + 1));
            notes.push_str(&(form.note)(n / 100 + 1, "So steht es im Buch des Hafens."));
        }
        if last {
            out.push('.');
            out.push_str(form.paragraph[1]);
        }
    }
    out + &notes + form.ends[1]
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    if let Some((kind, size)) = wanted(&words) {
        return alone(kind, size);
    }
    println!("{:28}{:>9}{:>11}{:>17}{:>15}", "", "words", "file", "time", "memory");
    let own = words.iter().find_map(|word| word.parse::<usize>().ok());
    let asked: Vec<&String> = words.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    for (name, ..) in KINDS {
        if !asked.is_empty() && !asked.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let least = own.unwrap_or(25_000);
        let mut before: Option<f64> = None;
        for size in [least, 2 * least, 4 * least] {
            let [seconds, file, memory]: [f64; 3] = measured(name, size);
            let ratio = before.map_or(String::new(), |half| format!("×{:.1}", seconds / half));
            let times = memory / file;
            println!(
                "{name:28}{size:>9}{file:>7.0} KiB{seconds:>9.2} s {ratio:>6}{:>6.1} MiB ×{times:.1}",
                memory / 1024.0
            );
            before = Some(seconds.max(0.01));
        }
    }
}

/// Tells what one size of a kind takes.
fn alone(kind: &str, size: usize) {
    let (_, name, make) = KINDS.into_iter().find(|(name, ..)| *name == kind).expect("a kind");
    // What is made once, whatever the text, is no part of what is measured.
    bring_in(name, make(200));
    let base = most_memory();
    let file = make(size);
    let length = file.len() / 1024;
    let start = processor_time();
    bring_in(name, file);
    let seconds = (processor_time() - start).as_secs_f64();
    println!("{seconds} {length} {}", most_memory().saturating_sub(base));
}

fn bring_in(name: &str, text: String) {
    let folder = MemoryFolder::default();
    let options = Options {
        identifier: "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff".into(),
        slug: None,
        date: "2026-11-30".into(),
        fallback_title: Some("Der Hafen".into()),
    };
    let bytes = text.into_bytes().into();
    let imported = import(Foreign { name, bytes, kind: None, folder: &folder }, &options);
    assert!(imported.is_ok(), "{:?}", imported.err());
}
