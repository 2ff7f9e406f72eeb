//! What stands is known by what was read, what was made and what was asked for.

use std::path::Path;

use super::*;
use crate::diagnostics::{Code, Fix};
use crate::source::Span;
use crate::storage::MemoryFolder;

const LIMIT: u64 = 100;

fn edition() -> MemoryFolder {
    MemoryFolder::default().with("a.dj", "eins\nzwei\n").with("layouts/x/book.typ", "")
}

/// Reads an edition as a build does, and writes down that a book came of it and two things were told.
fn build(edition: &MemoryFolder, outputs: &Path) {
    let folder = Watched::new(edition);
    let text = folder.read("a.dj", LIMIT).expect("there");
    assert!(folder.read("fonts/missing.ttf", LIMIT).is_err());
    assert_eq!(folder.files_in("layouts/x"), ["book.typ"]);
    let mut sources = Sources::default();
    sources.add("unspoken.dj", "of this nothing is told");
    let read = sources.add("a.dj", String::from_utf8(text).expect("text"));
    let inside = sources.add("buch.epub/nav.xhtml", "<p>\n</p>");
    let first = Diagnostic {
        also: vec![Span::new(inside, 0..3)],
        fix: Some(Fix { span: Span::new(read, 5..9), replacement: "drei".into() }),
        ..Diagnostic::new(Code::Dash, Span::new(read, 5..9), "a message", "a hint")
    };
    let second = Diagnostic::new(Code::EpubCover, Span::new(inside, 4..8), "another", "a hint");
    let shown = Some(Shown { pages: Some(3), told: "of its pages\n".into() });
    let came = Came {
        outputs: vec![Output::new("buch.pdf", b"pdf", shown), Output::new("t/main.typ", b"", None)],
        diagnostics: vec![first, second],
        sources,
    };
    for (name, bytes) in [("buch.pdf", &b"pdf"[..]), ("t/main.typ", b"")] {
        write_atomically(&outputs.join(name), bytes).expect("written");
    }
    keep(outputs, &folder, "all", &came).expect("written");
}

#[test]
fn what_was_told_is_told_again() {
    let outputs = tempfile::tempdir().expect("a temporary folder");
    build(&edition(), outputs.path());
    let came = standing(outputs.path(), &edition(), "all").expect("nothing has changed");
    let told = |one: &Diagnostic| {
        let place = came.sources.place(one.span);
        (one.code, format!("{}:{}:{}", place.file, place.line, place.column))
    };
    let told: Vec<_> = came.diagnostics.iter().map(told).collect();
    let places = ["a.dj:2:1", "buch.epub/nav.xhtml:2:1"].map(str::to_owned);
    assert_eq!(told, [Code::Dash, Code::EpubCover].into_iter().zip(places).collect::<Vec<_>>());
    let first = &came.diagnostics[0];
    assert_eq!(came.sources.place(first.also[0]).file, "buch.epub/nav.xhtml");
    assert_eq!(first.fix.as_ref().map(|fix| fix.replacement.as_str()), Some("drei"));
    assert_eq!(came.outputs[0].shown.as_ref().and_then(|shown| shown.pages), Some(3));
    let record = fs::read_to_string(outputs.path().join(RECORD)).expect("there");
    assert!(!record.contains("zwei"), "the text of the edition is not written down: {record}");
}

#[test]
fn what_is_read_counts_even_if_it_was_not_there() {
    let outputs = tempfile::tempdir().expect("a temporary folder");
    build(&edition(), outputs.path());
    let stands = |edition: MemoryFolder| standing(outputs.path(), &edition, "all").is_some();
    assert!(stands(edition()));
    assert!(stands(edition().with("b.dj", "nobody asked for it")));
    assert!(!stands(edition().with("a.dj", "eins\ndrei\n")));
    assert!(!stands(edition().with("fonts/missing.ttf", "a font that came later")));
    assert!(!stands(edition().with("layouts/x/cover.typ", "a file more in a folder")));
    assert!(!stands(MemoryFolder::default()));
}

#[test]
fn outputs_have_to_be_there_as_they_were_written() {
    let outputs = tempfile::tempdir().expect("a temporary folder");
    let stands = |demand| standing(outputs.path(), &edition(), demand).is_some();
    assert!(!stands("all"), "nothing was built");
    build(&edition(), outputs.path());
    assert!(!stands("another demand"));
    let spoilt: [(&str, &[u8]); 3] = [("buch.pdf", b"abc"), ("buch.pdf", b""), (RECORD, b"{}")];
    for (name, bytes) in spoilt {
        build(&edition(), outputs.path());
        assert!(stands("all"));
        fs::write(outputs.path().join(name), bytes).expect("written");
        assert!(!stands("all"), "{name}");
    }
    build(&edition(), outputs.path());
    fs::remove_file(outputs.path().join("t/main.typ")).expect("it was there");
    assert!(!stands("all"));
}

/// Another program would perhaps make another book.
#[test]
fn the_program_counts() {
    let outputs = tempfile::tempdir().expect("a temporary folder");
    build(&edition(), outputs.path());
    let path = outputs.path().join(RECORD);
    let record = fs::read_to_string(&path).expect("there");
    assert!(record.contains(PROGRAM));
    fs::write(&path, record.replace(PROGRAM, "0.0.1 0123456789abcdef")).expect("written");
    assert!(standing(outputs.path(), &edition(), "all").is_none());
}

/// A file that is written while an edition is built may be in its books with both texts.
#[test]
fn what_changed_while_it_was_read_is_not_written_down() {
    struct Restless(std::sync::atomic::AtomicU8);
    impl Folder for Restless {
        fn read(&self, _: &str, _: u64) -> Result<Vec<u8>, crate::storage::ReadError> {
            Ok(vec![self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed)])
        }
        fn files_in(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
        fn shown(&self, path: &str) -> String {
            path.to_owned()
        }
    }
    let outputs = tempfile::tempdir().expect("a temporary folder");
    let restless = Restless(0.into());
    let folder = Watched::new(&restless);
    for _ in 0..2 {
        assert!(folder.read("a.dj", LIMIT).is_ok());
    }
    keep(outputs.path(), &folder, "all", &Came::default()).expect("nothing to write");
    assert!(!outputs.path().join(RECORD).exists());
}
