//! What is taken out of finished books by hand is found missing.

use std::io::{Cursor, Read, Write};

use lopdf::content::Content;
use lopdf::{Document, Object};

use umbruch::accessibility::Said;
use umbruch::completeness::{Lost, Print, counts, lengths_hold, lost, of_epub, pages_lost};
use umbruch::diff::{self, Text};
use umbruch::pipeline::{Made, Request, Session};
use umbruch::source::{FileId, Span};
use umbruch::storage::MemoryFolder;

const TEXT: &str = "\
# Am Ufer

Der alte Kahn liegt seit Wochen still am Ufer,[^1] und niemand fragt, wem er gehört. Manchmal treibt der Wind Blätter hinein.

Gegen Abend kam ein Fährmann mit einer langen Stange,[^2] prüfte die Planken und schüttelte _bedächtig_ den Kopf.[^3]

[^1]: Die Chronik nennt das Jahr nicht.

[^2]: Ebenda.

[^3]: Ebenda.
";

/// The text, and what was made of it.
fn made() -> (Text, Made, Span) {
    let folder = MemoryFolder::default()
        .with(
            "edition.toml",
            "slug = \"kahn\"\ntitle = \"Der Kahn\"\nlanguage = \"de\"\ndate = 2026-11-23\n\
             identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\n\
             [[section]]\nfile = \"a.dj\"\n",
        )
        .with("a.dj", TEXT);
    let session = Session::default();
    let mut opened = session.open(&folder, "kahn").expect("nobody stops it");
    let made = session.make(&mut opened, &folder, &Request::default(), &|_| {}).expect("made");
    let (edition, book, _) = opened.content.expect("an edition");
    (diff::read(&book, opened.sources, false), made, edition.span)
}

fn file<'m>(made: &'m Made, ending: &str) -> &'m [u8] {
    &made.books.iter().find(|file| file.name.ends_with(ending)).expect("it was made").bytes
}

fn told(lost: &[Lost]) -> Vec<String> {
    let told = lost.iter().map(|one| match &one.note {
        Some(mark) => format!("note {mark}: {}", one.words),
        None => one.words.clone(),
    });
    told.collect()
}

/// How many letters a text has.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// An EPUB in which a document was changed.
fn edited(epub: &[u8], edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        let name = file.name().expect("a name").into_owned();
        if name.ends_with(".xhtml") {
            bytes = edit(&String::from_utf8(bytes).expect("text")).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("written");
        out.write_all(&bytes).expect("written");
    }
    out.finish().expect("an archive").into_inner()
}

#[test]
fn a_book_says_all() {
    let (text, made, manifest) = made();
    assert_eq!(counts(&text), (48, 3));
    let epub = of_epub("kahn.epub", file(&made, ".epub")).expect("it can be opened");
    assert_eq!(told(&lost(&text, &epub, manifest)), Vec::<String>::new());
    let print = Print::read(file(&made, ".pdf")).expect("it can be read");
    let said = print.said.expect("it has a structure");
    assert_eq!(said.notes.len(), 3, "{:?}", said.notes);
    assert_eq!(told(&lost(&text, &said, manifest)), Vec::<String>::new());
    assert!(pages_lost(&print.pages, &print.pages).is_empty());
    let other = vec!["Am Ufer".to_owned(); print.pages.len()];
    assert!(!pages_lost(&print.pages, &other).is_empty());
}

/// Two notes say the same: that one of them is gone is seen all the same.
#[test]
fn a_note_taken_out_of_the_epub() {
    let (text, made, manifest) = made();
    for number in 1..=3 {
        let gone = std::cell::Cell::new(0);
        let epub = edited(file(&made, ".epub"), |document| {
            let mut parts: Vec<&str> = document.split_inclusive("</li>").collect();
            let is_note = |part: &&str| part.contains("doc-footnote");
            if let Some(at) =
                parts.iter().enumerate().filter(|(_, one)| is_note(one)).nth(number - 1)
            {
                let at = at.0;
                gone.set(gone.get() + 1);
                let before = parts[at].find("<li>").expect("an entry");
                parts[at] = &parts[at][..before];
            }
            parts.concat()
        });
        assert_eq!(gone.get(), 1, "the note is there");
        let said = of_epub("kahn.epub", &epub).expect("it can be opened");
        let lost = told(&lost(&text, &said, manifest));
        assert_eq!(lost.len(), 1, "{lost:?}");
        assert!(lost[0].starts_with("note "), "{lost:?}");
    }
    let epub = edited(file(&made, ".epub"), |document| document.replace(" still ", " "));
    let said = of_epub("kahn.epub", &epub).expect("it can be opened");
    let lost = lost(&text, &said, manifest);
    assert_eq!(told(&lost), ["still"]);
    assert_eq!(text.location(lost[0].span).line, 3);
}

/// Each row of letters that a page of the text shows is taken out of it in turn.
#[test]
fn words_taken_out_of_the_pdf() {
    let (text, made, manifest) = made();
    let bytes = file(&made, ".pdf");
    let document = Document::load_mem(bytes).expect("a PDF");
    let whole = Print::read(bytes).expect("it can be read").said.expect("a structure");
    let mut found = 0;
    for page in document.page_iter() {
        let content = Content::decode(&document.get_page_content(page)).expect("content");
        for at in 0..content.operations.len() {
            if content.operations[at].operator != "TJ" && content.operations[at].operator != "Tj" {
                continue;
            }
            let mut content = Content { operations: content.operations.clone() };
            content.operations[at].operands = vec![Object::Array(Vec::new())];
            content.operations[at].operator = "TJ".into();
            let mut document = document.clone();
            document
                .change_page_content(page, content.encode().expect("content"))
                .expect("the page is there");
            let mut bytes = Vec::new();
            document.save_to(&mut bytes).expect("saved");
            let said = Print::read(&bytes).expect("it can be read").said.expect("a structure");
            let less = letters(&whole.text) - letters(&said.text);
            let lost = lost(&text, &said, manifest);
            // On the pages before the text nothing of it stands.
            let of_text = whole.text.len() - said.text.len() > 0 && said.text.contains("Ufer");
            if !lost.is_empty() {
                found += 1;
                assert!(
                    less > 0 || lost.iter().all(|one| one.note.is_some()),
                    "{lost:?} {of_text}"
                );
            }
        }
    }
    // The lines of two paragraphs, the word in italics and three notes.
    assert!(found >= 9, "{found} rows");
}

/// Bytes of any kind are told, and break nothing.
#[test]
fn what_is_no_pdf() {
    let (text, made, manifest) = made();
    let bytes = file(&made, ".pdf");
    assert!(Print::read(b"").is_err());
    assert!(Print::read(b"%PDF-1.7\n%%EOF").is_err());
    for cut in (0..bytes.len()).step_by(bytes.len() / 23) {
        if let Ok(print) = Print::read(&bytes[..cut]) {
            let _ = lost(&text, &print.said.unwrap_or_default(), manifest);
        }
        let mut broken = bytes.to_vec();
        broken[cut..].iter_mut().take(40).for_each(|byte| *byte ^= 0x55);
        let _ = Print::read(&broken);
        let _ = lengths_hold(&broken);
    }
    assert!(of_epub("a.epub", b"PK").is_none());
    let nowhere = Said::default();
    let all = lost(&text, &nowhere, Span::new(FileId(0), 0..0));
    assert_eq!(all.iter().map(|one| one.count).sum::<usize>(), counts(&text).0);
}
