//! What a correction may change: the place it names, and nothing else.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};
use umbruch::diagnostics::Code;
use umbruch::ir::{OBJECT, Passage};
use umbruch::pipeline::{self, Opened, ROUNDS, Session};
use umbruch::proof;
use umbruch::source::Span;
use umbruch::storage::{Folder, MemoryFolder, Overlay};

use super::{book, cases, root, signs};

fn read(folder: &dyn Folder) -> Opened {
    let mut opened = pipeline::open(folder, "fall");
    Session::default().proofread(&mut opened, folder).expect("nobody stops it");
    opened
}

/// The lines of a book as they are read, without what stands for notes and pictures.
fn lines(opened: &Opened) -> Vec<Passage> {
    let (_, book, _) = opened.content.as_ref().expect("the manifest can be read");
    proof::passages(book.manuscript())
}

/// Where a place of the source stands in a line.
fn within(passage: &Passage, span: Span) -> Option<std::ops::Range<usize>> {
    let at = |offset: u32, end: bool| {
        passage.pieces.iter().find_map(|piece| {
            let inside = piece.span.file == span.file
                && piece.span.start <= offset
                && offset <= piece.span.end
                && (end || offset < piece.span.end || span.start == span.end);
            let same = piece.range.len() == piece.span.range().len();
            let from_start = (offset - piece.span.start.min(offset)) as usize;
            match (inside, same) {
                (false, _) => None,
                (true, true) => Some(piece.range.start + from_start),
                // `--` is one sign in the text.
                (true, false) if offset == piece.span.start => Some(piece.range.start),
                (true, false) => (offset == piece.span.end).then_some(piece.range.end),
            }
        })
    };
    Some(at(span.start, false)?..at(span.end, true)?)
}

/// The lines with the corrections put in by hand, as text.
fn expected(opened: &Opened) -> Option<Vec<String>> {
    let mut passages = lines(opened);
    let (_, made) =
        pipeline::corrected(&opened.diagnostics, &opened.sources).into_values().next()?;
    for fix in made.iter().rev().filter_map(|one| one.fix.as_ref()) {
        let (line, range) = passages
            .iter_mut()
            .find_map(|line| within(line, fix.span).map(|range| (line, range)))?;
        line.text.replace_range(range, &fix.replacement);
    }
    Some(passages.into_iter().map(|line| line.text).collect())
}

/// Where a sign between two spaces is gone, Djot reads one space. Two straight single marks in the place
/// of a double one are always corrected, however Djot reads them meanwhile.
fn spaced_once(line: &str) -> String {
    let line = line.replace("‘‘", "“").replace("’’", "“");
    line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Corrects a text in rounds; each time what is read back must be what was read, with the
/// corrections in it, and in the end nothing certain may be left.
fn follow(folder: &dyn Folder) -> Result<(), String> {
    let mut overlay = Overlay::new(folder);
    let mut opened = read(folder);
    for _ in 0..ROUNDS {
        let texts: BTreeMap<_, _> = pipeline::corrected(&opened.diagnostics, &opened.sources);
        if texts.is_empty() {
            return Ok(());
        }
        // Where a call changes places with a sign, its markup goes with it.
        let turned = opened.diagnostics.iter().any(|one| one.code == Code::NoteCallOrder);
        let wanted = (texts.len() == 1 && !turned).then(|| expected(&opened)).flatten();
        for (file, (text, _)) in texts {
            overlay.put(opened.sources.file(file).path(), text);
        }
        opened = read(&overlay);
        let read: Vec<String> = lines(&opened).into_iter().map(|line| line.text).collect();
        if let Some(wanted) = wanted
            && !wanted
                .iter()
                .map(|line| spaced_once(line))
                .eq(read.iter().map(|line| spaced_once(line)))
        {
            let differ = wanted.iter().zip(&read).find(|(wanted, read)| wanted != read);
            return Err(format!("{differ:?}"));
        }
    }
    let left = opened.diagnostics.iter().find(|one| one.fix.is_some());
    left.map_or(Ok(()), |left| Err(format!("still to be corrected: {left:?}")))
}

/// In every text of the cases.
#[test]
fn nothing_else_changes_in_the_cases() {
    for folder in std::fs::read_dir(root().join("tests/lints")).expect("there").flatten() {
        for file in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
            if file.path().extension().is_some_and(|extension| extension == "case") {
                cases::each(&file.path(), |case| {
                    let files = case.files.iter();
                    let files = files.map(|(path, text)| (path.clone(), signs::raw(text)));
                    let case = cases::Case { files: files.collect(), ..case.clone() };
                    if let Err(reason) = follow(&case.folder()) {
                        panic!("{} in {}: {reason}", case.name, file.path().display());
                    }
                });
            }
        }
    }
}

/// What rules look for, put together as nobody would.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Staat",
        "der",
        "Er",
        "rief",
        "symbolisch",
        "mystischer",
        "ehrgeizi",
        "ger",
        "Höll",
        "1914",
        "19",
        "-",
        "--",
        "---",
        " - ",
        "–",
        "—",
        " — ",
        "'",
        "\"",
        "„",
        "“",
        "”",
        "»",
        "«",
        "›",
        "‹",
        "‚",
        "‘",
        "’",
        "...",
        "…",
        "..",
        ".",
        ",",
        ", ",
        "; ",
        "! ",
        "?",
        ": ",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "(",
        ")",
        "[...]",
        "_",
        "*",
        "`x`",
        "z.B.",
        "S.12",
        "§3",
        "5 °C",
        "-3",
        "K. Marx",
        "3. Mai",
        "10000",
        "bitt're",
        "geht's",
        "Listing 8-23",
        "und",
        "daß",
        "in",
        "\u{ad}",
        "ﬁn",
        "&amp;",
        "\\_",
        "\u{a0}",
    ]);
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

/// In texts that nobody would write.
#[test]
fn nothing_else_changes_in_any_text() {
    let config = ProptestConfig {
        cases: std::env::var("UMBRUCH_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(400),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    // The same texts in each run, unless others are asked for.
    let seed = std::env::var("UMBRUCH_SEED").ok().and_then(|n| n.parse::<u8>().ok());
    let rng = seed.map_or_else(
        || TestRng::deterministic_rng(RngAlgorithm::ChaCha),
        |seed| TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]),
    );
    let mut runner = TestRunner::new_with_rng(config, rng);
    let done = runner.run(&texts(), |text| {
        let folder = MemoryFolder::default()
            .with("edition.toml", cases::MANIFEST)
            .with("text/a.dj", format!("# Probe\n\nAnfang {text} Ende.\n"));
        follow(&folder).map_err(TestCaseError::fail)
    });
    if let Err(error) = done {
        panic!("{error}");
    }
}

/// A straight mark that is corrected leaves its partner to another: then nothing of the line is certain.
#[test]
fn what_hangs_on_another_mark_is_told_and_not_corrected() {
    for text in ["‘\"-`x`\"...\"`x` `", "‘\"“`x`\"–"] {
        let folder = MemoryFolder::default()
            .with("edition.toml", cases::MANIFEST)
            .with("text/a.dj", format!("# Probe\n\nAnfang {text} Ende.\n\nz.B. hier.\n"));
        assert_eq!(follow(&folder), Ok(()), "{text}");
        let opened = read(&folder);
        let (certain, doubtful): (Vec<_>, Vec<_>) = opened
            .diagnostics
            .iter()
            .filter(|one| one.code.is_proof())
            .partition(|one| one.fix.is_some());
        assert!(!doubtful.is_empty(), "{text}");
        assert_eq!(certain.len(), 1, "the other paragraph is corrected: {certain:?}");
    }
}

/// A text that is right, or was corrected, stays as it is.
#[test]
fn what_is_right_stays() {
    let folder = book::folder(&book::Plan { words: 3_000, ..book::Plan::default() });
    let opened = read(&folder);
    let certain: Vec<_> = opened.diagnostics.iter().filter(|one| one.fix.is_some()).collect();
    assert!(certain.is_empty(), "{certain:?}");
    assert!(lines(&opened).iter().any(|line| line.text.contains(OBJECT)), "notes are read, too");
}
