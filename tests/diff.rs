//! What changed from one edition to another: cases, invariants, growth, and every edition against its own EPUB.

use proptest::prelude::*;
use umbruch::diff::{self, Changes, Piece, PieceKind, Text, Token};
use umbruch::import::{self, Foreign, Options};
use umbruch::pipeline::{self, EPUB, Request, Session};
use umbruch::storage::{DiskFolder, Folder, MemoryFolder};
use umbruch::writers::changes::{self, Look};

use super::cases::{self, Case, MANIFEST};
use super::root;

const PLAIN: Look = Look { color: false, all: false };

fn read(folder: &dyn Folder) -> Text {
    let opened = pipeline::open(folder, "fall");
    let (_, book, _) = opened.content.expect("the manifest can be read");
    diff::read(&book, opened.sources, false)
}

/// An edition of one section, with the usual manifest or its own.
fn edition(section: &str, manifest: Option<&str>) -> MemoryFolder {
    let manifest = manifest.unwrap_or(MANIFEST);
    MemoryFolder::default().with("edition.toml", manifest).with("text/a.dj", section)
}

/// The two sides of a case: `old.dj` and `new.dj`, and manifests if they have their own.
fn sides(case: &Case) -> [Text; 2] {
    let file = |name: &str| case.files.iter().find(|file| file.0 == name).map(|file| &*file.1);
    ["old", "new"].map(|side| {
        let text = file(&format!("{side}.dj")).expect("both sides are there");
        read(&edition(text, file(&format!("{side}.toml"))))
    })
}

fn cases_of(name: &str, tell: impl Fn(&Changes<'_>) -> String) {
    cases::check(&root().join("tests/diff").join(name), |case| {
        let [old, new] = sides(case);
        let changes = diff::compare(&old, &new);
        hold(&changes);
        tell(&changes)
    });
}

#[test]
fn text() {
    cases_of("text.case", |changes| changes::text(changes, ("old", "new"), PLAIN));
}

#[test]
fn json() {
    cases_of("json.case", |changes| {
        let json = changes::json(changes, ("old", "new"));
        String::from_utf8(json).expect("JSON is text")
    });
}

#[test]
fn imprint() {
    cases_of("imprint.case", |changes| {
        let list = changes::imprint(changes);
        // What is pasted into a section is read as it was meant: one list, no more and no less.
        let again = read(&edition(&format!("# Impressum\n\n{list}"), None));
        assert_eq!(again.passages.len(), 1 + list.lines().filter(|line| !line.is_empty()).count());
        list
    });
}

#[test]
fn page() {
    cases_of("page.case", |changes| {
        let page = String::from_utf8(changes::page(changes, ("old", "new"))).expect("UTF-8");
        let (_, body) = page.split_once("<body>").expect("a page has a body");
        body.replace("</body></html>", "")
    });
}

/// With `UMBRUCH_BLESS=1` the file in `docs/` is rewritten.
#[test]
fn the_schema_is_the_documented_one() {
    let path = root().join("docs/diff.schema.json");
    let schema = format!("{}\n", changes::schema());
    if std::env::var_os("UMBRUCH_BLESS").is_some() {
        std::fs::write(&path, &schema).expect("the schema can be written");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the schema is there"), schema);
}

/// What holds of all changes: every word of both sides stands in one place, in its order, and what stays is the same.
fn hold(changes: &Changes<'_>) {
    let (old, new) = (changes.old, changes.new);
    let mut seen = vec![0; old.passages.len()];
    let mut next = 0;
    for matched in &changes.passages {
        matched.old.clone().for_each(|at| seen[at] += 1);
        if !matched.new.is_empty() {
            assert_eq!(matched.new.start, next, "the new passages stand in their order");
            next = matched.new.end;
        }
        applied(&matched.pieces, &old.stream(&matched.old), &new.stream(&matched.new));
    }
    assert!(seen.iter().all(|count| *count == 1), "each old passage stands in one place");
    assert_eq!(next, new.passages.len());
    let mut seen = vec![0; old.notes.len()];
    let mut next = 0;
    for matched in &changes.notes {
        matched.old.into_iter().for_each(|at| seen[at] += 1);
        if let Some(at) = matched.new {
            assert_eq!(at, next, "the new notes stand in their order");
            next += 1;
        }
        let before = matched.old.map_or(Vec::new(), |at| old.note(at));
        let after = matched.new.map_or(Vec::new(), |at| new.note(at));
        applied(&matched.pieces, &before, &after);
    }
    assert!(seen.iter().all(|count| *count == 1), "each old note stands in one place");
    assert_eq!(next, new.notes.len());
}

/// The changes made to the old words give the new ones.
fn applied(pieces: &[Piece], old: &[Token<'_>], new: &[Token<'_>]) {
    let words = |tokens: &[Token<'_>]| -> Vec<(String, bool)> {
        tokens.iter().map(|token| (token.text.to_owned(), token.spaced)).collect()
    };
    let mut made = Vec::new();
    let (mut before, mut after) = (0, 0);
    for piece in pieces {
        assert_eq!((piece.old.start, piece.new.start), (before, after), "without gaps");
        (before, after) = (piece.old.end, piece.new.end);
        made.extend(match piece.kind {
            PieceKind::Changed => words(&new[piece.new.clone()]),
            PieceKind::Same | PieceKind::Set => words(&old[piece.old.clone()]),
        });
    }
    assert_eq!((before, after), (old.len(), new.len()), "to the end");
    assert_eq!(made, words(new));
}

/// Paragraphs of few words, so that all is alike; some with notes.
fn paragraphs() -> impl Strategy<Value = Vec<(Vec<u8>, bool)>> {
    let paragraph = (proptest::collection::vec(0..12_u8, 1..9), proptest::bool::weighted(0.3));
    proptest::collection::vec(paragraph, 0..12)
}

fn section(paragraphs: &[(Vec<u8>, bool)]) -> String {
    let mut text = String::from("# Kahn\n\n");
    let mut notes = String::new();
    for (number, (words, note)) in paragraphs.iter().enumerate() {
        let words: Vec<String> =
            words.iter().map(|word| format!("w{}", char::from(b'a' + word))).collect();
        text.push_str(&words.join(" "));
        if *note {
            text.push_str(&format!("[^{number}]"));
            notes.push_str(&format!("[^{number}]: {}\n\n", words[0]));
        }
        text.push_str("\n\n");
    }
    text + &notes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_word_stands_in_one_place(old in paragraphs(), new in paragraphs()) {
        let [old, new] = [old, new].map(|side| read(&edition(&section(&side), None)));
        hold(&diff::compare(&old, &new));
        prop_assert!(diff::compare(&old, &old).is_empty());
    }

    #[test]
    fn paragraphs_in_another_order_are_moved(old in paragraphs(), seed in any::<prop::sample::Index>()) {
        // Each is long enough to be known again, and there once.
        let old: Vec<(Vec<u8>, bool)> = old
            .into_iter()
            .enumerate()
            .map(|(at, (mut words, _))| {
                words.resize(8, 0);
                words.push(12 + u8::try_from(at).expect("a few"));
                (words, false)
            })
            .collect();
        let mut new = old.clone();
        if !new.is_empty() {
            let at = seed.index(new.len());
            new.rotate_left(at);
        }
        let [old, new] = [old, new].map(|side| read(&edition(&section(&side), None)));
        let changes = diff::compare(&old, &new);
        hold(&changes);
        let tally = changes.tally();
        prop_assert_eq!((tally.added, tally.removed, tally.changed), (0, 0, 0));
    }
}

/// Equal paragraphs by the ten thousand, and one of as many words, take time in proportion: quadratic work would not end.
#[test]
fn crowds_are_compared_in_proportion() {
    let many = "# Kahn\n\n".to_owned() + &"Der Kahn liegt still.\n\n".repeat(60_000);
    let long = "# Kahn\n\n".to_owned() + &"Der Kahn liegt still. ".repeat(5_000);
    for text in [many, long] {
        let other = text.replacen("still", "fest", 40) + "Ein Ende.\n";
        let [old, new] = [text, other].map(|side| read(&edition(&side, None)));
        let changes = diff::compare(&old, &new);
        hold(&changes);
        assert!(!changes.is_empty());
    }
}

/// What an EPUB says otherwise than the edition that it was built from: what outputs alone have, such as pages. With `UMBRUCH_BLESS=1` the file is
/// rewritten.
#[test]
fn an_edition_and_its_own_epub() {
    let mut told = String::new();
    for name in ["alles", "apparat", "fremd", "minimal", "tafeln"] {
        let path = root().join("tests/editions").join(name);
        let folder = DiskFolder::open(&path).expect("the edition is there");
        let old = read(&folder);
        let made = epub(&folder, name);
        let new = finished(made);
        let changes = diff::compare(&old, &new);
        hold(&changes);
        let shown = changes::text(&changes, (name, "EPUB"), PLAIN);
        told.push_str(&shown.replace(&format!("{}/", path.display()), ""));
        told.push('\n');
    }
    let path = root().join("tests/diff/own-epub.txt");
    if std::env::var_os("UMBRUCH_BLESS").is_some() {
        std::fs::write(&path, &told).expect("the file can be written");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the file is there"), told);
}

fn epub(folder: &dyn Folder, name: &str) -> Vec<u8> {
    let session = Session::default();
    let mut opened = session.open(folder, name).expect("nobody stops it");
    let request = Request { only: vec![&EPUB], corrects: false, ..Request::default() };
    let made = session.make(&mut opened, folder, &request, &|_| {}).expect("it can be built");
    let (_, bytes) = made.files().next().expect("a book");
    bytes.to_vec()
}

fn finished(bytes: Vec<u8>) -> Text {
    let beside = MemoryFolder::default();
    let options = Options {
        identifier: "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff".into(),
        slug: None,
        date: "2026-11-23".into(),
        fallback_title: None,
    };
    let foreign = Foreign { name: "buch.epub", bytes: bytes.into(), kind: None, folder: &beside };
    let imported = import::import(foreign, &options).expect("umbruch reads its own books");
    let texts = imported.files.into_iter().map(|file| (file.path, file.text.into_bytes()));
    let folder = texts
        .chain(imported.pictures)
        .fold(MemoryFolder::default(), |folder, (path, bytes)| folder.with(&path, bytes));
    let opened = pipeline::open(&folder, "buch");
    let (_, book, _) = opened.content.expect("what is made can be read");
    diff::read(&book, opened.sources, true)
}
