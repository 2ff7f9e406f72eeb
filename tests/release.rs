//! What stands against a release.

use umbruch::diagnostics::Code;
use umbruch::diff;
use umbruch::pipeline::{Request, Session};
use umbruch::publication::FileRole;
use umbruch::release::{Book, assemble, judge, label};
use umbruch::storage::MemoryFolder;

const MANIFEST: &str = "slug = \"kahn\"\ntitle = \"Der Kahn\"\nlanguage = \"de\"\ndate = 2026-11-23\n\
    identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n\
    [print]\npaper = \"werkdruck-90-1.5\"\nlayouts = [\"pamphlet\"]\nimposition = \"booklet\"\n\
    [[section]]\nfile = \"a.dj\"\n";

#[test]
fn finished_files_are_judged() {
    let text = "# Am Ufer\n\nDer Kahn liegt still.[^1]\n\n[^1]: Seit Mai.\n";
    let folder = MemoryFolder::default().with("edition.toml", MANIFEST).with("a.dj", text);
    let session = Session::default();
    let mut opened = session.open(&folder, "kahn").expect("nobody stops it");
    let made = session.make(&mut opened, &folder, &Request::default(), &|_| {});
    let made = made.unwrap_or_else(|_| panic!("{:?}", opened.diagnostics));
    let (edition, book, _) = opened.content.expect("an edition");
    let text = diff::read(&book, opened.sources, false);
    let label = label(&edition.metadata);
    let release = assemble(&edition.metadata, &text, &made, "sum".into(), Some(label));
    assert_eq!(release.label.as_deref(), Some("2026-11-23"));

    let books = release.books();
    let judgement = judge(&text, &books, edition.span);
    assert!(judgement.faults.is_empty(), "{:?}", judgement.faults);
    let told: Vec<(&str, &str)> =
        judgement.judged.iter().map(|one| (one.file.as_str(), one.demand.as_str())).collect();
    let words = "words and notes of the source";
    assert_eq!(
        told,
        [
            ("kahn-2026-11-23-pamphlet.pdf", "PDF/A-2a"),
            ("kahn-2026-11-23-pamphlet.pdf", "PDF/UA-1"),
            ("kahn-2026-11-23.epub", "EPUB 3.3"),
            ("kahn-2026-11-23.epub", words),
            ("kahn-2026-11-23-pamphlet-booklet.pdf", "all pages"),
            ("kahn-2026-11-23-pamphlet-print.pdf", "all pages"),
            ("kahn-2026-11-23-pamphlet.pdf", words),
        ]
    );

    // Each book in turn is another one: nothing of the text is in it, or it is none.
    let other = MemoryFolder::default()
        .with("edition.toml", MANIFEST)
        .with("a.dj", "# Sonst\n\nGanz etwas anderes steht hier.\n");
    let mut opened = session.open(&other, "kahn").expect("nobody stops it");
    let made = session.make(&mut opened, &other, &Request::default(), &|_| {}).expect("made");
    let label = release.label.clone();
    let others = assemble(&edition.metadata, &text, &made, "sum".into(), label);
    for other in others.books() {
        let swapped: Vec<Book<'_>> =
            books.iter().map(|book| if book.name == other.name { other } else { *book }).collect();
        let faults = judge(&text, &swapped, edition.span).faults;
        let lost = faults.iter().any(|one| one.code == Code::ReleaseLost);
        let counts = matches!(other.role, FileRole::Ebook | FileRole::Pdf | FileRole::Print);
        let cover = other.name.ends_with("-cover.pdf");
        assert_eq!(lost, counts && !cover, "{}: {faults:?}", other.name);
    }
    for book in &books {
        let broken = Book { bytes: &book.bytes[..book.bytes.len() / 3], ..*book };
        let faults = judge(&text, &[broken], edition.span).faults;
        let counts = matches!(book.role, FileRole::Ebook | FileRole::Pdf | FileRole::Print);
        assert_eq!(!faults.is_empty(), counts, "{}", book.name);
        assert!(
            faults.iter().all(|one| one.code == Code::ReleaseJudged || book.role == FileRole::Pdf)
        );
    }
}
