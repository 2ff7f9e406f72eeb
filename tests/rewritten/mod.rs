//! What was read is written, and what was written is read: the same.

mod any;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};

use umbruch::diagnostics::Diagnostics;
use umbruch::djot::{self, Content};
use umbruch::edition::{self, Settings};
use umbruch::ir::{Manuscript, Section};
use umbruch::pipeline::{self, Request, Session, WrittenEdition};
use umbruch::source::{FileId, Sources, Span};
use umbruch::storage::{DiskFolder, Folder, MemoryFolder, Overlay};
use umbruch::writers::source::{self, SourceFile};

use super::{cases, root};

/// The files of an edition, as they are written again; panics where they read otherwise.
fn rewritten(folder: &dyn Folder, name: &str) -> Vec<SourceFile> {
    let Some(written) = read(folder, name) else { return Vec::new() };
    let WrittenEdition { manuscript, settings } = &written;
    let files = written.files();
    let mut again = Overlay::new(folder);
    files.iter().for_each(|file| again.put(&folder.shown(&file.path), file.text.clone()));
    let read = read(&again, name).expect("it can be read");
    if let Some(differs) = difference((manuscript, settings), (&read.manuscript, &read.settings)) {
        panic!("{name}: {differs}");
    }
    assert_eq!(read.files(), files, "{name}");
    files
}

fn read(folder: &dyn Folder, name: &str) -> Option<WrittenEdition> {
    Session::default().read(folder, name).expect("nobody stops this session")
}

/// What of two manuscripts with their settings is not the same; where they stand in files does not count.
fn difference(one: (&Manuscript, &Settings), other: (&Manuscript, &Settings)) -> Option<String> {
    let said = |(manuscript, settings): (&Manuscript, &Settings)| {
        let sections = manuscript.sections.iter().map(|section| {
            let bare = Section {
                span: nowhere(),
                heading: None,
                blocks: Vec::new(),
                notes: Vec::new(),
                comments: Vec::new(),
                ..Section::clone(section)
            };
            let comments = section.comments.iter().map(|comment| comment.text.as_str());
            let mut comments: Vec<_> = comments.map(str::to_owned).collect();
            comments.sort_unstable();
            (bare, comments)
        });
        let sections: Vec<_> = sections.collect();
        let Manuscript { metadata, series, page_markers, indexes, .. } = manuscript;
        let written = format!("{metadata:#?}\n{series:#?}\n{page_markers:?}\n{indexes:#?}");
        format!("{written}\n{sections:#?}\n{:#?}", unplaced(settings))
    };
    let (a, b) = (said(one), said(other));
    if a != b {
        let mut lines = a.lines().zip(b.lines());
        let at = lines.position(|(a, b)| a != b).unwrap_or_default();
        let near = |text: &str| {
            text.lines().skip(at.saturating_sub(6)).take(12).collect::<Vec<_>>().join("\n")
        };
        return Some(format!("\n--- written\n{}\n--- read\n{}", near(&a), near(&b)));
    }
    let sections = one.0.sections.iter().zip(&other.0.sections);
    sections.into_iter().find_map(|(a, b)| {
        let (a, b) = djot::difference(&content(a), &content(b))?;
        Some(format!("\n--- written\n{a}\n--- read\n{b}"))
    })
}

fn content(section: &Section) -> Content {
    Content {
        heading: section.heading.clone().map(|heading| (heading, None)),
        blocks: section.blocks.clone(),
        notes: section.notes.clone(),
        comments: section.comments.clone(),
    }
}

fn nowhere() -> Span {
    Span::new(FileId(0), 0..0)
}

/// Settings without their places, remarks by those of their keys.
fn unplaced(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    if let Some(works) = &mut settings.works {
        works.files.iter_mut().for_each(|(_, span)| *span = nowhere());
        works.style.1 = nowhere();
    }
    settings.allowances.iter_mut().for_each(|one| one.span = nowhere());
    settings.pins.iter_mut().for_each(|one| one.span = nowhere());
    settings.spelling.dictionaries.iter_mut().for_each(|(_, span)| *span = nowhere());
    if let Some(print) = &mut settings.print {
        (print.span, print.sheet_span) = (nowhere(), nowhere());
        print.blurb.iter_mut().for_each(|(_, span)| *span = nowhere());
    }
    settings.remarks.sort_by(|a, b| (&a.at, a.behind).cmp(&(&b.at, b.behind)));
    settings
}

#[test]
fn what_the_cases_hold_is_written_again() {
    for file in std::fs::read_dir(root().join("tests/reader")).expect("there").flatten() {
        cases::each(&file.path(), |case| drop(rewritten(&case.folder(), &case.name)));
    }
}

/// `UMBRUCH_KEEP=FOLDER` keeps what was written.
#[test]
fn editions_are_written_again() {
    for path in editions() {
        let folder = DiskFolder::open(&path).expect("an edition");
        let name = path.file_name().expect("a name").to_str().expect("plain");
        for SourceFile { path, text } in rewritten(&folder, name) {
            let Ok(keep) = std::env::var("UMBRUCH_KEEP") else { continue };
            let kept = Path::new(&keep).join(name).join(path);
            std::fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder");
            std::fs::write(kept, text).expect("a folder");
        }
    }
}

/// The editions of the tests, and the handbook.
fn editions() -> Vec<PathBuf> {
    let editions = std::fs::read_dir(root().join("tests/editions")).expect("there").flatten();
    editions.map(|entry| entry.path()).chain([root().join("source/handbuch")]).collect()
}

/// What is written again makes the same books.
#[test]
fn an_edition_that_is_written_again_makes_the_same_books() {
    let folder = DiskFolder::open(&root().join("tests/editions/apparat")).expect("an edition");
    let mut again = Overlay::new(&folder);
    for SourceFile { path, text } in rewritten(&folder, "apparat") {
        again.put(&folder.shown(&path), text);
    }
    let (one, other) = (books(&folder), books(&again));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in one {
        assert!(other[&name] == bytes, "{name}");
    }
}

/// The files of an edition in their canonical way; panics where that reads otherwise, or is not the last word.
fn formatted(folder: &DiskFolder, name: &str) -> Vec<SourceFile> {
    let session = Session::default();
    let files = session.formatted(folder, name).expect("nobody stops this session");
    let files = files.unwrap_or_else(|| panic!("{name} would be read otherwise"));
    let mut again = Overlay::new(folder);
    files.iter().for_each(|file| again.put(&folder.shown(&file.path), file.text.clone()));
    let twice = session.formatted(&again, name).expect("nobody stops this session");
    assert_eq!(twice.as_ref(), Some(&files), "{name}");
    let (one, other) = (read(folder, name).expect("there"), read(&again, name).expect("there"));
    assert_eq!(one.settings.remarks.len(), other.settings.remarks.len(), "{name}");
    assert_eq!(
        pipeline::open(&again, name).errors(),
        pipeline::open(folder, name).errors(),
        "{name}"
    );
    files
}

#[test]
fn what_is_formatted_reads_the_same_and_stays() {
    for path in editions() {
        let folder = DiskFolder::open(&path).expect("an edition");
        let name = path.file_name().expect("a name").to_str().expect("plain");
        let files = formatted(&folder, name);
        assert!(files.len() > 1, "{name}");
    }
}

#[test]
fn an_edition_that_is_formatted_makes_the_same_books() {
    let folder = DiskFolder::open(&root().join("tests/editions/apparat")).expect("an edition");
    let mut again = Overlay::new(&folder);
    for SourceFile { path, text } in formatted(&folder, "apparat") {
        again.put(&folder.shown(&path), text);
    }
    let (one, other) = (books(&folder), books(&again));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in one {
        assert!(other[&name] == bytes, "{name}");
    }
}

/// The books of an edition by their names; reports tell lines of the source.
fn books(folder: &dyn Folder) -> BTreeMap<String, Vec<u8>> {
    let mut opened = pipeline::open(folder, "a");
    let made = Session::default().make(&mut opened, folder, &Request::default(), &|_| {});
    let files = made.expect("it can be built").books.into_iter();
    files
        .map(|file| (file.name, file.bytes))
        .filter(|(name, _)| name.ends_with(".epub") || name.ends_with(".pdf"))
        .collect()
}

/// Some thousand manuscripts with every construct and every key. `UMBRUCH_CHANCE=7` begins elsewhere,
/// `UMBRUCH_FILES=100000` tries so many.
#[test]
fn any_manuscript_is_written_and_read() {
    let tapes = proptest::collection::vec(any::<u16>(), 0..1000);
    judge_any(&tapes, |tape| {
        let (manuscript, settings) = any::manuscript(tape);
        let files = source::write(&manuscript, &settings, None);
        let with =
            |folder: MemoryFolder, file: &SourceFile| folder.with(&file.path, file.text.as_str());
        let folder = files.iter().fold(MemoryFolder::default(), with);
        let written = || files.iter().map(|file| file.text.as_str()).collect::<String>();
        let mut diagnostics = Diagnostics::default();
        edition::load(&folder, "a", &mut Sources::default(), &mut diagnostics);
        if let Some(told) = diagnostics.iter().next() {
            return Some(format!("{}\n{}", written(), told.message));
        }
        let read = read(&folder, "a").expect("it can be read");
        let differs = difference((&manuscript, &settings), (&read.manuscript, &read.settings))?;
        Some(format!("{}\n{differs}", written()))
    });
}

/// Each key that `docs/format.md` names is written, if a manuscript or its settings say it.
#[test]
fn every_key_is_written() {
    let format = std::fs::read_to_string(root().join("docs/format.md")).expect("there");
    let (_, manifest) = format.split_once("\n# The manifest\n").expect("the section");
    let (manifest, _) = manifest.split_once("\n## Roles\n").expect("the section");
    let mut named = BTreeSet::new();
    let mut table = String::new();
    for line in manifest.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            table = match heading {
                "The book" => String::new(),
                _ => heading.trim_matches(['`', '[', ']']).to_lowercase() + ".",
            };
        } else if let Some((key, _)) = line.strip_prefix("| `").and_then(|row| row.split_once('`'))
        {
            named.insert(format!("{table}{key}"));
        }
    }
    let mut written = BTreeSet::new();
    let mut chance = 1_u64;
    for _ in 0..400 {
        let tape = (0..2000).map(|_| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u16::try_from(chance >> 48).expect("sixteen bits")
        });
        let (manuscript, settings) = any::manuscript(&tape.collect::<Vec<_>>());
        let text = edition::write(&manuscript, &settings);
        keys("", &toml::Value::Table(text.parse().expect("TOML")), &mut written);
    }
    let missing: Vec<_> = named.difference(&written).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(named.len() > 100, "{named:?}");
}

/// The keys of a manifest, each behind the name of its table.
fn keys(around: &str, value: &toml::Value, out: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let key = match around {
                    "notes." | "index." => "name",
                    _ => key.as_str(),
                };
                out.insert(format!("{around}{key}"));
                keys(&format!("{around}{key}."), value, out);
            }
        }
        toml::Value::Array(list) => list.iter().for_each(|value| keys(around, value, out)),
        _ => {}
    }
}

/// Judges what some thousand tapes make.
fn judge_any(tapes: &impl Strategy<Value = Vec<u16>>, judge: impl Fn(&[u16]) -> Option<String>) {
    let asked = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u32>().ok());
    let seed = asked("UMBRUCH_CHANCE").unwrap_or(1);
    println!("UMBRUCH_CHANCE={seed}");
    let bytes: Vec<u8> = seed.to_le_bytes().into_iter().cycle().take(32).collect();
    let config = ProptestConfig {
        cases: asked("UMBRUCH_FILES").unwrap_or(3000),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let judge = |tape: Vec<u16>| match judge(&tape) {
        None => Ok(()),
        Some(wrong) => Err(TestCaseError::fail(wrong)),
    };
    if let Err(TestError::Fail(wrong, tape)) = runner.run(tapes, judge) {
        panic!("{wrong}\n{tape:?}");
    }
}
