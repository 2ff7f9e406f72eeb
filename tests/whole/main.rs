//! Whole editions, whatever constructs of the format meet in them: what the source says stands in
//! the EPUB and in the PDF, in its order, and what is refused is refused by `check`.
//!
//! The same few editions are tried each time; `UMBRUCH_EDITIONS=500` tries so many others, and
//! `UMBRUCH_KEEP=FOLDER` keeps one that fails, with its books.

mod ebook;
mod pen;
mod print;
#[allow(dead_code, reason = "shared with the tests of the PDF")]
#[path = "../pdf/tools.rs"]
mod tools;
#[allow(dead_code, reason = "shared with the tests of the EPUB")]
#[path = "../epub/tree.rs"]
mod tree;
mod written;

use std::cell::Cell;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};
use umbruch::diagnostics::{self, Severity};
use umbruch::pipeline::{self, Options, Shelf};

use ebook::Ebook;
use pen::{Expected, Piece};
use print::Print;
use written::Edition;

/// The address that a link leads to, whose signs may be coded.
fn decoded(address: &str) -> String {
    address.replace("%5E", "^")
}

/// How many editions are made, where nobody asks for more.
const EDITIONS: u32 = 24;

fn editions() -> u32 {
    std::env::var("UMBRUCH_EDITIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITIONS)
}

/// What is wrong with the outputs of an edition; counts the PDFs that were read.
fn judged(edition: &Edition, read_pdfs: &Cell<u32>) -> Result<(), String> {
    let (files, expected) = pen::written(edition);
    let folder = pen::folder(&files);
    let mut opened = pipeline::open(&folder, "a");
    pipeline::proofread(&mut opened, &folder, &Shelf::none());
    let told = |opened: &pipeline::Opened| {
        let errors: Vec<_> = opened
            .diagnostics
            .iter()
            .filter(|d| d.severity() == Severity::Error)
            .cloned()
            .collect();
        diagnostics::text(&errors, &opened.sources, false)
    };
    if opened.has_errors() {
        return Err(format!("check refuses it:\n{}", told(&opened)));
    }
    let out = tempfile::tempdir().expect("a folder");
    let options = Options {
        out: out.path().to_owned(),
        only: None,
        layouts: Vec::new(),
        profiles: Vec::new(),
        keep: false,
        report: false,
        corrects: true,
        strict: false,
        modified: None,
    };
    let Ok(made) = pipeline::build(&mut opened, &folder, &options, &|_| {}) else {
        return Err(format!("build refuses what check does not:\n{}", told(&opened)));
    };
    let read = |name: &str| std::fs::read(out.path().join("a").join(name)).expect("it was written");
    let epub = Ebook::read(&read("a.epub"));
    let said = in_epub(&epub, &expected);
    let said = said.and_then(|()| match Print::read(&read(&format!("a-{}.pdf", edition.layout))) {
        // What is told to stand beyond the type area may be beyond the page, where nobody reads it.
        Some(_) if made.iter().any(|one| tells_of_too_little_room(&one.told)) => Ok(()),
        print => {
            // Without the programs that read it, which `tools` tells, a PDF counts as read.
            read_pdfs.set(read_pdfs.get() + 1);
            print.map_or(Ok(()), |print| in_pdf(&print, &expected))
        }
    });
    said.inspect_err(|wrong| keep(&files, out.path(), wrong))
}

fn tells_of_too_little_room(told: &str) -> bool {
    ["outside-area", "overfull", "overprint"].iter().any(|flaw| told.contains(flaw))
}

/// Leaves an edition and its books where they can be looked at.
fn keep(files: &[(String, String)], out: &Path, wrong: &str) {
    let Some(kept) = std::env::var_os("UMBRUCH_KEEP") else { return };
    let kept = Path::new(&kept);
    for (path, text) in files {
        let path = kept.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }
    std::fs::write(kept.join("wrong.txt"), wrong).expect("a file can be written");
    for entry in std::fs::read_dir(out.join("a")).expect("there").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), kept.join(entry.file_name())).expect("it can be copied");
        }
    }
}

fn in_epub(epub: &Ebook, expected: &Expected) -> Result<(), String> {
    let text = Stream::of(&epub.text);
    text.holds(&expected.text).map_err(|lost| format!("EPUB, text: {lost}"))?;
    let notes: Vec<Stream> = epub.notes.iter().map(|note| Stream::of(note)).collect();
    for wanted in &expected.notes {
        let first = wanted.iter().find_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let first = first.expect("a note begins with a word");
        let note = notes.iter().find(|note| note.0.contains(first));
        let note = note.ok_or_else(|| format!("EPUB: no note says {first}"))?;
        note.holds(wanted).map_err(|lost| format!("EPUB, a note: {lost}"))?;
    }
    let all: String =
        notes.iter().map(|note| note.0.as_str()).collect::<String>() + &text.0 + &epub.contents;
    somewhere(&all, expected).map_err(|lost| format!("EPUB: {lost}"))
}

fn in_pdf(print: &Print, expected: &Expected) -> Result<(), String> {
    let text = Stream(print.text.clone());
    let words = |pieces: &[Piece]| -> Vec<Piece> {
        let words = pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(Piece::Text(text.replace('-', ""))),
            _ => None,
        });
        words.collect()
    };
    text.holds(&words(&expected.text)).map_err(|lost| format!("PDF, text: {lost}"))?;
    for (n, note) in expected.notes.iter().enumerate() {
        text.holds(&words(note)).map_err(|lost| format!("PDF, note {}: {lost}", n + 1))?;
    }
    let pieces = expected.text.iter().chain(expected.notes.iter().flatten());
    for piece in pieces {
        let found = match piece {
            Piece::Text(_) => true,
            Piece::Alt(alt) => print.alts.contains(alt),
            Piece::Address(address) => print.addresses.contains(address),
        };
        if !found {
            return Err(format!("PDF: {piece:?} is lost"));
        }
    }
    somewhere(&text.0, expected).map_err(|lost| format!("PDF: {lost}"))
}

fn somewhere(text: &str, expected: &Expected) -> Result<(), String> {
    for word in &expected.nowhere {
        if text.contains(word.as_str()) {
            return Err(format!("{word} is for the editor, and is read"));
        }
    }
    match expected.anywhere.iter().find(|word| !text.contains(word.as_str())) {
        Some(word) => Err(format!("{word} stands nowhere")),
        None => Ok(()),
    }
}

/// What is read, without white space and soft hyphens; what is not text stands between signs of its own.
struct Stream(String);

impl Stream {
    fn of(pieces: &[Piece]) -> Self {
        Self(pieces.iter().map(sign).collect())
    }

    /// Whether all pieces stand in it in their order.
    fn holds(&self, pieces: &[Piece]) -> Result<(), String> {
        let mut at = 0;
        let mut before = String::new();
        for piece in pieces {
            let wanted = sign(piece);
            let Some(found) = self.0[at..].find(&wanted) else {
                let place = if self.0.contains(&wanted) { "stands elsewhere" } else { "is lost" };
                return Err(format!("behind {before:?}: {piece:?} {place}"));
            };
            at += found + wanted.len();
            before = wanted;
        }
        Ok(())
    }
}

fn sign(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => {
            text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
        }
        Piece::Alt(alt) => format!("\u{1}{alt}\u{1}"),
        Piece::Address(address) => format!("\u{2}{address}\u{2}"),
    }
}

#[test]
fn what_the_source_says_the_books_say() {
    let config = ProptestConfig {
        cases: editions(),
        failure_persistence: None,
        max_shrink_time: 60_000,
        ..ProptestConfig::default()
    };
    let mut runner = if std::env::var_os("UMBRUCH_EDITIONS").is_some() {
        TestRunner::new(config)
    } else {
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    };
    let read_pdfs = Cell::new(0);
    let judge = |edition: Edition| judged(&edition, &read_pdfs).map_err(TestCaseError::fail);
    if let Err(TestError::Fail(wrong, edition)) = runner.run(&written::edition(), judge) {
        let (files, _) = pen::written(&edition);
        let source = files.iter().map(|(path, text)| format!("@ {path}\n{text}\n"));
        panic!("{wrong}\n{}", source.collect::<String>());
    }
    let told = format!(
        "{} of {} PDFs hold all in the type area, and were read",
        read_pdfs.get(),
        editions()
    );
    println!("{told}");
    assert!(3 * read_pdfs.get() >= editions(), "{told}");
}
