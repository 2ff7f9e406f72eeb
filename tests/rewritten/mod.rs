//! What was read is written, and what was written is read: the same.

mod any;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestError, TestRng, TestRunner};

use umbruch::diagnostics::Diagnostics;
use umbruch::djot::{self, Content, Context};
use umbruch::edition::{self, Edition};
use umbruch::ir::{
    BackReferences, Marks, NotePages, NoteSeries, Placement, Restart, SectionId, SeriesId,
};
use umbruch::pipeline::{self, Request, Session};
use umbruch::source::Sources;
use umbruch::storage::{DiskFolder, Folder, Overlay};

use super::{cases, root};

/// The text of each section of an edition, as it is written again; panics where it reads otherwise.
fn rewritten(folder: &dyn Folder, name: &str) -> Vec<(String, String)> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let Some(edition) = edition::load(folder, "a", &mut sources, &mut diagnostics) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (number, entry) in edition.sections.iter().enumerate() {
        let Some((path, span)) = &entry.file else { continue };
        let kind = edition::SourceKind::Section;
        let file = edition::read_source(folder, kind, path, *span, &mut sources, &mut diagnostics);
        let Some(file) = file else { continue };
        let text = sources.file(file).text().to_owned();
        let language = entry.language.as_ref().unwrap_or(&edition.metadata.language);
        let context = context(&edition, language, entry.series, SectionId::nth(number));
        let content = djot::read(&text, file, context, &mut diagnostics);
        let again = djot::write(&content, context);
        let read = djot::read(&again, file, context, &mut diagnostics);
        if let Some((one, other)) = djot::difference(&content, &read) {
            panic!(
                "{name}, {path}\n--- written\n{text}\n--- written again\n{again}\n--- read\n{one}\n--- read again\n{other}"
            );
        }
        assert_eq!(djot::write(&read, context), again, "{name}, {path}");
        assert_eq!(said(&content), said(&read), "{name}, {path}");
        out.push((path.clone(), again));
    }
    out
}

fn context<'a>(
    edition: &'a Edition,
    language: &'a umbruch::ir::Language,
    series: SeriesId,
    section: SectionId,
) -> Context<'a> {
    Context {
        language,
        series: &edition.series,
        default_series: series,
        section,
        quotes: edition.quotes,
        page_markers: edition.page_markers,
    }
}

/// All comments, in the order of the source.
fn said(content: &Content) -> Vec<&str> {
    content.comments.iter().map(|comment| comment.text.as_str()).collect()
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
        for (file, again) in rewritten(&folder, &path.display().to_string()) {
            let Ok(keep) = std::env::var("UMBRUCH_KEEP") else { continue };
            let kept = Path::new(&keep).join(path.file_name().expect("a name")).join(file);
            std::fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder");
            std::fs::write(kept, again).expect("a folder");
        }
    }
}

/// The manifest that is made of what one says reads the same.
#[test]
fn manifests_are_written() {
    let load = |folder: &dyn Folder| {
        let mut diagnostics = Diagnostics::default();
        let edition = edition::load(folder, "a", &mut Sources::default(), &mut diagnostics);
        let told = diagnostics.into_sorted();
        assert!(told.is_empty(), "{:?}", told.iter().map(|one| &one.message).collect::<Vec<_>>());
        edition.expect("it can be read")
    };
    for path in editions() {
        let folder = DiskFolder::open(&path).expect("an edition");
        let edition = load(&folder);
        let text = edition::write(&edition.manifest());
        let mut again = Overlay::new(&folder);
        again.put(&folder.shown(edition::MANIFEST), text.clone());
        let other = load(&again);
        assert_eq!(edition.metadata, other.metadata, "{text}");
        assert_eq!(edition.series, other.series, "{text}");
        assert_eq!(edition.indexes, other.indexes, "{text}");
        assert_eq!(edition.page_markers, other.page_markers, "{text}");
        assert_eq!(edition.quotes, other.quotes, "{text}");
        assert_eq!(sections(&edition), sections(&other), "{text}");
    }
}

/// What a manifest says of its sections.
fn sections(edition: &Edition) -> Vec<String> {
    let bare = edition.sections.iter().map(|entry| {
        let file = entry.file.as_ref().map(|(path, _)| path);
        let (role, id, title) = (entry.role, &entry.id, &entry.title);
        let (language, series, index) = (&entry.language, entry.series, entry.index);
        format!("{file:?} {role:?} {id:?} {title:?} {language:?} {series:?} {index:?}")
    });
    bare.collect()
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
    for (file, text) in rewritten(&folder, "apparat") {
        again.put(&folder.shown(&file), text);
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

/// Some thousand files of every construct. `UMBRUCH_CHANCE=7` begins elsewhere, `UMBRUCH_FILES=100000` tries so many.
#[test]
fn any_file_is_written_and_read() {
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
    let language = umbruch::ir::Language::parse("de").expect("a tag");
    let series = [series("autor"), series("red")];
    let context = Context {
        language: &language,
        series: &series,
        default_series: SeriesId(0),
        section: SectionId(0),
        quotes: umbruch::language::QuoteStyle::Custom,
        page_markers: umbruch::ir::PageMarkers::Margin,
    };
    let tapes = proptest::collection::vec(any::<u16>(), 0..400);
    let file = Sources::default().add("a.dj", "");
    let judge = |tape: Vec<u16>| {
        let content = any::content(&tape);
        let text = djot::write(&content, context);
        let read = djot::read(&text, file, context, &mut Diagnostics::default());
        match djot::difference(&content, &read) {
            None => Ok(()),
            Some((one, other)) => {
                let lines = one.lines().zip(other.lines()).take_while(|(one, other)| one == other);
                let from = lines.count().saturating_sub(3);
                let near =
                    |text: &str| text.lines().skip(from).take(9).collect::<Vec<_>>().join("\n");
                let (one, other) = (near(&one), near(&other));
                Err(TestCaseError::fail(format!(
                    "--- written\n{text}\n--- made\n{one}\n--- read\n{other}"
                )))
            }
        }
    };
    if let Err(TestError::Fail(wrong, tape)) = runner.run(&tapes, judge) {
        panic!("{wrong}\n{tape:?}");
    }
}

fn series(name: &str) -> NoteSeries {
    NoteSeries {
        name: name.to_owned(),
        title: None,
        marks: Marks::Decimal,
        restart: Restart::Book,
        placement: Placement::Book,
        pages: NotePages::None,
        back_references: BackReferences::None,
    }
}
