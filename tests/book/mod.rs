//! A German book of some three hundred pages, made of word lists and grammar: prose as a line
//! breaker meets it, with compounds, names, dates, quotations and dashes, and nobody's text.
//!
//! The same plan gives the same book. Sentences agree in case, number and gender, and none is
//! written twice; what they tell is nonsense.

#![allow(dead_code, reason = "tests, benches and examples use different parts")]

mod blocks;
mod clause;
mod grammar;
pub mod months;
mod pen;
mod random;
mod sentences;
mod words;

use std::fmt::Write as _;

use blocks::Sheet;
use pen::Pen;
use umbruch::MemoryFolder;
use words::Kind;

/// What kind of book.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Another number gives another book.
    pub seed: u64,
    /// About so many words in the chapters.
    pub words: usize,
    /// Every fourth note is a footnote; the others are endnotes.
    pub footnotes: bool,
}

impl Default for Plan {
    /// Three hundred pages in the layout `paperback`, all notes at the end.
    fn default() -> Self {
        Self { seed: 1, words: 60_000, footnotes: false }
    }
}

/// A chapter has about so many words.
const CHAPTER: usize = 2_700;
/// Chapters of a part.
const PART: usize = 7;
const ORDINALS: [&str; 8] =
    ["Erster", "Zweiter", "Dritter", "Vierter", "Fünfter", "Sechster", "Siebter", "Achter"];

/// The edition's files by path, the manifest first.
pub fn files(plan: &Plan) -> Vec<(String, String)> {
    let mut pen = Pen::new(plan.seed);
    let mut files = vec![
        ("text/01-widmung.dj".to_owned(), "Den Setzern aller Zeiten\n".to_owned(), "dedication"),
        (
            "text/02-vorwort.dj".to_owned(),
            chapter(&mut pen, plan, "v", "# Vorwort", 700),
            "foreword",
        ),
    ];
    let mut written = 0;
    for number in 1.. {
        if written >= plan.words {
            break;
        }
        if (number - 1) % PART == 0 {
            let part = (number - 1) / PART;
            files.push((format!("text/1{part}-teil.dj"), opening(&mut pen, part), "part"));
        }
        let noun = pen.noun(&[Kind::Thing, Kind::Place, Kind::Idea]).singular;
        let heading = format!("{{number=\"{number}\"}}\n# {}", pen.title(&noun));
        let length = pen.random.between(CHAPTER * 3 / 5, CHAPTER * 7 / 5).min(plan.words);
        let text = chapter(&mut pen, plan, &format!("k{number}"), &heading, length);
        written += text.split_whitespace().count();
        files.push((format!("text/2{number:02}-kapitel.dj"), text, "chapter"));
    }
    files.push((
        "text/90-nachwort.dj".to_owned(),
        chapter(&mut pen, plan, "n", "# Nachwort", 900),
        "afterword",
    ));
    let mut all = vec![("edition.toml".to_owned(), manifest(plan, &files))];
    all.extend(files.into_iter().map(|(path, text, _)| (path, text)));
    all
}

/// The edition in memory.
pub fn folder(plan: &Plan) -> MemoryFolder {
    let start = MemoryFolder::default();
    files(plan).into_iter().fold(start, |folder, (path, text)| folder.with(&path, text))
}

/// Where the paragraphs of a book call footnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// Nowhere.
    Nowhere,
    /// At their ends.
    AtEnd,
    /// Behind their first words.
    AtBeginning,
    /// Both, and between two sentences.
    Everywhere,
}

/// A chapter of so many paragraphs, each of which calls footnotes there: of a line, of a few, and sometimes of many.
pub fn footnoted(seed: u64, paragraphs: usize, called: Called) -> MemoryFolder {
    let mut pen = Pen::new(seed);
    pen.new_cast();
    let (mut text, mut notes, mut number) = ("# Probe\n".to_owned(), String::new(), 0);
    for _ in 0..paragraphs {
        let mut note = |pen: &mut Pen| {
            number += 1;
            let sentences = [1, 1, 1, 2, 2, 3, 5][pen.random.below(7)];
            let told: Vec<String> = (0..sentences).map(|_| pen.sentence()).collect();
            writeln!(notes, "\n[^n:{number}]: {}", told.join(" ")).expect("a text takes all");
            format!("[^n:{number}]")
        };
        let mut sentences: Vec<String> =
            (0..pen.random.between(2, 9)).map(|_| pen.sentence()).collect();
        if matches!(called, Called::AtBeginning | Called::Everywhere) {
            let at = sentences[0].find(' ').unwrap_or(sentences[0].len());
            let call = note(&mut pen);
            sentences[0].insert_str(at, &call);
        }
        if called == Called::Everywhere && pen.random.percent(40) {
            let call = note(&mut pen);
            sentences[1].push_str(&call);
        }
        if matches!(called, Called::AtEnd | Called::Everywhere) {
            let call = note(&mut pen);
            sentences.last_mut().expect("there are some").push_str(&call);
        }
        writeln!(text, "\n{}", sentences.join(" ")).expect("a text takes all");
    }
    let manifest = "slug = \"noten\"\ntitle = \"Probe\"\nlanguage = \"de\"\n\
                    identifier = \"urn:uuid:0b6e4f1c-6a0d-4c52-9d7e-3f1a5b8c2d91\"\n\
                    date = 2026-11-30\nlayouts = [\"paperback\"]\n\
                    [notes.n]\nplacement = \"footnote\"\n\
                    [[section]]\nfile = \"text/a.dj\"\nrole = \"chapter\"\n";
    MemoryFolder::default().with("edition.toml", manifest).with("text/a.dj", text + &notes)
}

fn manifest(plan: &Plan, files: &[(String, String, &str)]) -> String {
    let mut out = String::from(
        "slug = \"probebuch\"\ntitle = \"Das große Probebuch\"\nsubtitle = \"Ein Roman aus Wörterlisten\"\n\
         language = \"de\"\nidentifier = \"urn:uuid:0b6e4f1c-6a0d-4c52-9d7e-3f1a5b8c2d90\"\n\
         date = 2026-11-25\nlayouts = [\"paperback\"]\n\n\
         [[contributor]]\nname = \"Ida Probe\"\n\n[notes.anm]\ntitle = \"Anmerkungen\"\n",
    );
    if plan.footnotes {
        out.push_str(
            "\n[notes.hg]\nmarks = \"*\"\nnumbering = \"section\"\nplacement = \"footnote\"\n",
        );
    }
    for (path, _, role) in files {
        write!(out, "\n[[section]]\nfile = \"{path}\"\nrole = \"{role}\"\n")
            .expect("a text takes all");
    }
    out
}

/// A part: a heading with an epigraph.
fn opening(pen: &mut Pen, part: usize) -> String {
    pen.new_cast();
    let ordinal = ORDINALS.get(part).copied().unwrap_or("Weiterer");
    let noun = pen.noun(&[Kind::Idea]).singular;
    let (title, sentence) = (pen.title(&noun), pen.sentence());
    format!(
        "{{number=\"{ordinal} Teil\"}}\n# {title}\n\n:::: epigraph\n{sentence}\n\n{{.attribution}}\nIda Probe\n::::\n"
    )
}

fn chapter(pen: &mut Pen, plan: &Plan, name: &str, heading: &str, length: usize) -> String {
    pen.new_cast();
    let mut sheet = Sheet {
        name: name.to_owned(),
        text: format!("{heading}\n"),
        notes: Vec::new(),
        noted: pen.random.between(35, 75),
        footnotes: plan.footnotes,
    };
    while sheet.words() < length {
        if sheet.words() > 900 && pen.random.percent(4) {
            let noun = pen.noun(&[Kind::Thing, Kind::Place]).singular;
            let title = pen.title(&noun);
            sheet.block(&format!("## {title}"));
            pen.paragraph(&mut sheet);
        }
        match pen.random.below(1000) {
            0..860 => pen.paragraph(&mut sheet),
            860..930 => pen.dialogue(&mut sheet),
            930..955 => pen.quotation(&mut sheet),
            955..968 => pen.letter(&mut sheet),
            968..978 => pen.verse(&mut sheet),
            978..984 => pen.list(&mut sheet),
            984..987 => pen.table(&mut sheet),
            _ => {
                sheet.block("* * *");
                pen.paragraph(&mut sheet);
            }
        }
    }
    pen.paragraph(&mut sheet);
    let mut text = sheet.text;
    for note in sheet.notes {
        text.push('\n');
        text.push_str(&note);
        text.push('\n');
    }
    text
}
