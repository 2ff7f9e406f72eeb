//! What is kept is what would be read.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::pipeline::{Opened, Shelf};
use crate::storage::{DiskFolder, MemoryFolder, Overlay};

/// How many texts were read by the second of two openings: those that are not the very ones of the first.
fn read_again(session: &Session, first: &dyn Folder, second: &dyn Folder) -> usize {
    session.open(first, "a").expect("nobody stops it");
    let before = session.text().get(&name(first)).expect("it is kept");
    session.open(second, "a").expect("nobody stops it");
    let after = session.text().get(&name(second)).expect("it is kept");
    let is_kept = |key: &SectionId, read: &Read| {
        let kept = before.sections.get(key);
        kept.is_some_and(|kept| Arc::ptr_eq(&kept.told, &read.told))
    };
    after.sections.iter().filter(|(key, read)| !is_kept(key, read)).count()
}

#[test]
fn of_the_handbook_only_what_changed_is_read_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("source/handbuch");
    let folder = DiskFolder::open(&root).expect("the handbook");
    let with = |file: &str, change: &dyn Fn(&str) -> String| {
        let mut overlay = Overlay::new(&folder);
        let text = std::fs::read_to_string(root.join(file)).expect("a file of the handbook");
        overlay.put(&folder.shown(file), change(&text));
        overlay
    };
    let session = Session::default();
    assert_eq!(read_again(&session, &folder, &folder), 0);
    let changed = with("text/22-anmerkungen.dj", &|text| format!("{text}\nNoch ein Satz.\n"));
    assert_eq!(read_again(&session, &folder, &changed), 1);
    // What the manifest says of a section in other lines does not touch its text.
    let moved = with(edition::MANIFEST, &|text| format!("# Ein Wort mehr.\n{text}"));
    assert_eq!(read_again(&session, &folder, &moved), 0);
    let quotes = with(edition::MANIFEST, &|text| format!("quotes = \"inward\"\n{text}"));
    let manifest = std::fs::read_to_string(root.join(edition::MANIFEST)).expect("a manifest");
    let sections = manifest.matches("file = \"text/").count();
    assert_eq!(read_again(&session, &folder, &quotes), sections);
}

/// The files of an edition that has one of everything.
fn files() -> BTreeMap<&'static str, Vec<u8>> {
    let manifest = r#"
title = "Der Hafen"
language = "de"
identifier = "urn:uuid:7f0c1b1e-3a55-4a40-9d0c-0f1a2b3c4d5e"
date = 2026-11-23

[bibliography]
file = "werke.bib"
style = "stil.csl"

[notes.autor]

[notes.red]
marks = "a"

[print]
paper = "werkdruck-90-1.5"
blurb = "rueckseite.dj"

[[section]]
file = "a.dj"

[[section]]
file = "b.dj"
notes = "red"

[[section]]
file = "c.dj"
language = "en"

[[section]]
role = "bibliography"
"#;
    let bib = "@book{mann, author = {Mann, Ida}, title = {Der Hafen}, date = {1911}}\n";
    let style = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Kurz</title><id>kurz</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><names variable="author"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography>
</style>"#;
    [
        (edition::MANIFEST, manifest),
        ("werke.bib", bib),
        ("stil.csl", style),
        ("rueckseite.dj", "Ein \"Hafen\".\n"),
        ("a.dj", "# Eins\n\nDer \"Zug\" -- hielt.[^1] Siehe [@mann].\n\n[^1]: Um acht.\n"),
        ("b.dj", "# Zwei\n\nWort[^1] und [Link](#c).\n\n[^1]: Ebd.\n"),
        ("c.dj", "{#c}\n# Three\n\nA \"word\".\n"),
    ]
    .map(|(path, text)| (path, text.as_bytes().to_vec()))
    .into()
}

/// What an editor may do between two openings: a file, and what is replaced in it by what.
const EDITS: [(&str, &str, &str); 24] = [
    ("a.dj", "hielt", "fuhr - ohne ihn"),
    ("a.dj", "[^1]:", "[^2]:"),
    ("a.dj", "mann", "kein"),
    ("a.dj", "# Eins\n\n", ""),
    ("a.dj", "", "Vorweg.\n\n"),
    ("b.dj", "Wort", "\"Wort"),
    ("b.dj", "# Zwei", "{#zwei}\n# Zwei"),
    ("b.dj", "Ebd", "A. a. O"),
    ("b.dj", "Wort", "\0"),
    ("b.dj", "\n", "\r\n"),
    ("c.dj", "{#c}\n", ""),
    ("c.dj", "word", "word ..."),
    ("rueckseite.dj", "Ein", "# Kein\n\nEin"),
    ("rueckseite.dj", "Hafen", "Hafen - hier"),
    ("werke.bib", "1911", "1912"),
    ("werke.bib", "title", "titel"),
    ("werke.bib", "}\n", ""),
    ("stil.csl", "<citation", "<zitat"),
    (edition::MANIFEST, "title", "# title\ntitle"),
    (edition::MANIFEST, "\"de\"", "\"de-CH\""),
    (edition::MANIFEST, "[notes.autor]", "[notes.hg]"),
    (edition::MANIFEST, "date", "typography = \"fix\"\ndate"),
    (edition::MANIFEST, "notes = \"red\"", "id = \"zweitens\""),
    (edition::MANIFEST, "[[section]]\nfile = \"b.dj\"", "[[section]]\nfile = \"fehlt.dj\""),
];

/// What was opened, without the edition, which is always read.
fn said(opened: Opened) -> impl PartialEq {
    let files = opened.sources.paths().into_iter().enumerate().map(|(n, path)| {
        let file = FileId(u32::try_from(n).expect("few"));
        (path, opened.sources.file(file).text().to_owned())
    });
    let files: Vec<_> = files.collect();
    (files, opened.content.map(|(_, book, _)| book), opened.blurb)
}

fn folder(files: &BTreeMap<&str, Vec<u8>>) -> MemoryFolder {
    let with =
        |folder: MemoryFolder, (path, bytes): (&&str, &Vec<u8>)| folder.with(path, bytes.clone());
    files.iter().fold(MemoryFolder::default(), with)
}

#[test]
fn works_are_read_again_if_a_file_of_theirs_changed() {
    let session = Session::default();
    let mut files = files();
    let mut opened = |path: &str| {
        files.get_mut(path).expect("there").extend(b"\n");
        let folder = folder(&files);
        session.open(&folder, "a").expect("nobody stops it");
        let text = session.text().get(&name(&folder)).expect("it is kept");
        text.works.clone().and_then(|works| works.works).expect("they can be read")
    };
    let (first, second, third) = (opened("a.dj"), opened("b.dj"), opened("werke.bib"));
    assert!(Arc::ptr_eq(&first, &second));
    assert!(!Arc::ptr_eq(&second, &third));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever changes between two openings, and changes back: what a session gives is what is read afresh.
    #[test]
    fn a_session_gives_what_is_read_afresh(
        steps in prop::collection::vec((0..EDITS.len(), any::<bool>()), 1..8),
    ) {
        let session = Session::new(Shelf::none());
        let mut files = files();
        for (step, back) in steps {
            let (path, old, new) = EDITS[step];
            let text = String::from_utf8_lossy(&files[path]).into_owned();
            let (from, to) = if back { (new, old) } else { (old, new) };
            files.insert(path, text.replacen(from, to, 1).into_bytes());
            let folder = folder(&files);
            let mut kept = session.open(&folder, "a").expect("nobody stops it");
            let mut fresh = crate::pipeline::open(&folder, "a");
            prop_assert_eq!(&kept.diagnostics, &fresh.diagnostics);
            session.proofread(&mut kept, &folder).expect("nobody stops it");
            Session::default().proofread(&mut fresh, &folder).expect("nobody stops it");
            prop_assert_eq!(&kept.diagnostics, &fresh.diagnostics);
            prop_assert!(said(kept) == said(fresh), "{path}: {from:?} is {to:?}");
        }
    }
}
