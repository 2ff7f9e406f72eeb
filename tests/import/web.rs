//! Pages of the web and e-books: those in `tests/import/html` and `tests/import/epub` with the editions beside them, hostile ones, and
//! umbruch's own e-books, which come back as the editions that they were made of.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use umbruch::import::{Counts, Foreign, ImportError, Imported, import};
use umbruch::ir::{BlockKind, Inline, InlineKind, Manuscript, MarkNames, Role, walk};
use umbruch::pipeline;
use umbruch::storage::{DiskFolder, Folder, MemoryFolder};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{compare, foreign_files, of_bytes, options, root, words};
use crate::tests::epub::books as made;
use crate::tests::epub::tree::{Child, Tree};

/// A picture of one dot.
fn dot() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    let dot = image::RgbImage::from_pixel(1, 1, image::Rgb([200; 3]));
    dot.write_to(&mut png, image::ImageFormat::Png).expect("a PNG");
    png.into_inner()
}

fn page(path: &Path) -> Imported {
    let bytes = fs::read(path).expect("the page can be read");
    let folder = MemoryFolder::default().with("kasten.png", dot());
    let name = path.file_name().expect("it has a name").to_string_lossy();
    import(Foreign { name: &name, bytes: bytes.into(), kind: None, folder: &folder }, &options())
        .expect("it is a page")
}

/// Packs files as an archive, the first one stored.
pub(super) fn packed(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (n, (name, bytes)) in files.iter().enumerate() {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let options = if n == 0 { stored } else { SimpleFileOptions::default() };
        zip.start_file(*name, options).expect("it can be begun");
        zip.write_all(bytes).expect("it can be written");
    }
    zip.finish().expect("it can be ended").into_inner()
}

/// The book in a folder of `tests/import/epub`, packed.
fn book(folder: &Path) -> Vec<u8> {
    fn gather(folder: &Path, root: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                gather(&path, root, files);
            } else {
                let name = path
                    .strip_prefix(root)
                    .expect("it stands below")
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, fs::read(&path).expect("the file can be read"));
            }
        }
    }
    let mut files = BTreeMap::new();
    gather(folder, folder, &mut files);
    let mut list = vec![("mimetype", b"application/epub+zip".to_vec())];
    list.extend(files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())));
    list.push(("OEBPS/bilder/dot.png", dot()));
    packed(&list)
}

fn books_in_folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/import/epub")).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let mut found: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// The books in folders, packed.
pub(super) fn books() -> Vec<(PathBuf, Vec<u8>)> {
    books_in_folders().into_iter().map(|folder| (folder.clone(), book(&folder))).collect()
}

#[test]
fn pages_become_the_editions_beside_them() {
    let files = foreign_files("html");
    assert!(files.len() >= 5, "only {} pages", files.len());
    let wrong: Vec<String> = files.iter().filter_map(|path| compare(path, &page(path))).collect();
    assert!(wrong.is_empty(), "made otherwise than expected:\n{}", wrong.join("\n"));
}

#[test]
fn books_become_the_editions_beside_them() {
    let folders = books_in_folders();
    assert!(folders.len() >= 2, "only {} books", folders.len());
    let wrong = folders.iter().filter_map(|folder| {
        let imported = of_bytes("buch.epub", &book(folder)).expect("it is a book");
        compare(folder, &imported)
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "made otherwise than expected:\n{}", wrong.join("\n"));
}

/// The folder of an edition that was imported.
fn folder_of(imported: &Imported) -> MemoryFolder {
    let texts =
        imported.files.iter().map(|file| (file.path.as_str(), file.text.clone().into_bytes()));
    let pictures = imported.pictures.iter().map(|(path, bytes)| (path.as_str(), bytes.clone()));
    texts
        .chain(pictures)
        .fold(MemoryFolder::default(), |folder, (path, bytes)| folder.with(path, bytes))
}

/// Opens an edition in which nothing is wrong.
fn opened(folder: &dyn Folder, name: &str) -> Manuscript {
    let opened = pipeline::open(folder, name);
    let told: Vec<String> = opened
        .diagnostics
        .iter()
        .map(|one| format!("{:?} {}", opened.sources.place(one.span), one.message))
        .collect();
    assert!(!opened.has_errors(), "{name}: {told:#?}");
    opened.content.expect("a book").1.arrangement.manuscript
}

#[test]
fn what_is_imported_can_be_built() {
    for path in foreign_files("html") {
        opened(&folder_of(&page(&path)), &path.display().to_string());
    }
    for folder in books_in_folders() {
        let imported = of_bytes("buch.epub", &book(&folder)).expect("it is a book");
        opened(&folder_of(&imported), &folder.display().to_string());
    }
}

/// What must be the same in an edition and in what comes back of its e-book.
#[derive(Debug, PartialEq, Eq)]
struct Kept {
    words: Vec<String>,
    notes: usize,
    roles: Vec<Role>,
    /// Text in other languages than what stands around it.
    languages: Vec<(String, String)>,
    pages: Vec<String>,
    tables: usize,
    pictures: usize,
    verses: usize,
    /// What marks of indexes say, without the names of the indexes and of ranges.
    marks: Vec<String>,
}

fn kept(manuscript: &Manuscript) -> Kept {
    let mut kept = Kept {
        words: Vec::new(),
        notes: 0,
        roles: Vec::new(),
        languages: Vec::new(),
        pages: Vec::new(),
        tables: 0,
        pictures: 0,
        verses: 0,
        marks: Vec::new(),
    };
    fn line(list: &[Inline], kept: &mut Kept) {
        kept.words.extend(words(&walk::plain_text(list)));
        walk::nested(list, &mut |one| {
            if let InlineKind::PageMarker { label } = &one.kind {
                kept.pages.push(label.clone());
            }
            if let Some(language) = &one.language {
                kept.languages
                    .push((language.to_string(), walk::plain_text(std::slice::from_ref(one))));
            }
            kept.pictures += usize::from(matches!(one.kind, InlineKind::Image { .. }));
            if let InlineKind::IndexMark { mark, content } = &one.kind {
                let term = mark.term.clone().unwrap_or_else(|| walk::plain_text(content));
                let names = match &mark.names {
                    MarkNames::See { terms } => format!("see {terms:?}"),
                    MarkNames::SeeAlso { terms } => format!("see also {terms:?}"),
                    MarkNames::To { .. } => "to".to_owned(),
                    MarkNames::From { .. } => format!("from {term}/{:?}", mark.sub),
                    MarkNames::Place => format!("{term}/{:?}", mark.sub),
                };
                kept.marks.push(names);
            }
        });
    }
    fn blocks(list: &[umbruch::ir::Block], kept: &mut Kept) {
        for block in list {
            match &block.kind {
                BlockKind::Table(_) => kept.tables += 1,
                BlockKind::Figure(_) => kept.pictures += 1,
                BlockKind::Verse { stanzas } => {
                    kept.verses += stanzas.iter().map(|stanza| stanza.lines.len()).sum::<usize>()
                }
                BlockKind::Code { text, .. } => kept.words.extend(words(text)),
                _ => {}
            }
            walk::child_inlines(block).into_iter().for_each(|one| line(one, kept));
            walk::child_blocks(block).into_iter().for_each(|inner| blocks(inner, kept));
        }
    }
    for section in manuscript
        .sections
        .iter()
        .filter(|one| !matches!(one.role, Role::Bibliography | Role::Endnotes))
    {
        kept.roles.push(section.role);
        if let Some(heading) = &section.heading {
            kept.words.extend(words(heading.number.as_deref().unwrap_or_default()));
            line(&heading.title, &mut kept);
            kept.words.extend(words(heading.subtitle.as_deref().unwrap_or_default()));
        }
        blocks(&section.blocks, &mut kept);
        for note in &section.notes {
            kept.notes += 1;
            blocks(&note.body, &mut kept);
        }
    }
    kept.words.sort();
    kept.languages.sort();
    kept.marks.sort();
    kept
}

/// The editions that the tests build, and the handbook.
fn editions() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/editions")).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let mut found: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    found.push(root().join("source/handbuch"));
    found.sort();
    found
}

/// What the links of an e-book and its list of works say: a reference without words of its own, and a work that is cited, come back as
/// what is said of them there.
fn said_by_the_book(epub: &[u8]) -> Vec<String> {
    fn of(element: &Tree, within: bool, said: &mut Vec<String>) {
        let within =
            within || element.name == "a" || element.attr("epub:type") == Some("bibliography");
        for child in &element.children {
            match child {
                Child::Element(inner) => of(inner, within, said),
                Child::Text(text) if within => said.extend(words(text)),
                Child::Text(_) => {}
            }
        }
    }
    let mut said = Vec::new();
    made::Files::read(epub).documents().values().for_each(|tree| of(tree, false, &mut said));
    said
}

/// Takes words out of others, each once; those that are not in them.
fn without(some: &[String], others: &[String]) -> Vec<String> {
    let mut rest: BTreeMap<&str, usize> = BTreeMap::new();
    others.iter().for_each(|word| *rest.entry(word).or_default() += 1);
    let mut less = some.to_vec();
    less.retain(|word| match rest.get_mut(word.as_str()).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
    less
}

/// An edition becomes an e-book, and that an edition: the same words, notes, roles, languages, pages, tables, pictures, verses and marks of
/// indexes. What differs is named: what links and the list of works say in the e-book are words then, and citations are links to that list.
#[test]
fn an_e_book_comes_back_as_its_edition() {
    let mut wrong = Vec::new();
    for path in editions() {
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let folder = DiskFolder::open(&path).expect("the edition is there");
        let book = made::opened(&folder);
        let made = &book.0;
        let mut before = kept(&made.arrangement.manuscript);
        let epub = made::written(&book);
        let imported = of_bytes("buch.epub", &epub).expect("it is a book");
        let mut after = kept(&opened(&folder_of(&imported), &name));
        let lost = without(&before.words, &after.words);
        let mut said = said_by_the_book(&epub);
        walk::inlines_of(&made.arrangement, &mut |inline| {
            if matches!(inline.kind, InlineKind::Citation { .. }) {
                said.extend(words(&walk::plain_text(made.citations.said(inline))));
            }
        });
        let more = without(&without(&after.words, &before.words), &said);
        for kept in [&mut before, &mut after] {
            kept.words.clear();
            let book = made.metadata().language.to_string();
            kept.languages.retain(|(language, _)| *language != book);
        }
        if !lost.is_empty() || !more.is_empty() || before != after {
            wrong.push(format!("{name}: lost {lost:?}, more {more:?}\n{before:?}\n{after:?}"));
        }
        let Imported { came, went, aside, .. } = imported;
        if came != (Counts { words: went.words + aside, ..went }) {
            wrong.push(format!("{name}: {came} in, {went} out, {aside} words aside"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn refusal(result: Result<Imported, ImportError>) -> String {
    result.err().map_or_else(String::new, |error| error.message)
}

#[test]
fn hostile_pages_are_bounded() {
    let body = "<p>Ein Satz, der gelesen wird.</p>";
    let deep = format!("<html>{}{body}", "<div>".repeat(100_000));
    assert!(refusal(of_bytes("a.html", deep.as_bytes())).contains("nested more than"));
    let crowd: String = (0..100_000).map(|n| format!(" a{n}")).collect();
    let crowd = format!("<html><p{crowd}>{body}");
    assert!(refusal(of_bytes("a.html", crowd.as_bytes())).contains("attributes"));
    // What is not closed is opened again in every paragraph.
    let open: String = (0..150).map(|n| format!("<b class=c{n}>")).collect();
    let open = format!("<html><p>{open}{}", "<p>x".repeat(50_000));
    assert!(refusal(of_bytes("a.html", open.as_bytes())).contains("too many elements"));
    for piece in [
        "<b><i>",
        "</p>",
        "<table>",
        "<a href='#a' id=a>1</a>",
        "<li>",
        "<sup>",
        "&#0;",
        "<!--",
        "<svg>",
        "<math>",
        "<p>[1]",
    ] {
        let text = format!("<html><body>{body}{}", piece.repeat(200));
        if let Ok(imported) = of_bytes("a.html", text.as_bytes()) {
            opened(&folder_of(&imported), piece);
        }
    }
}

#[test]
fn pages_that_are_cut_off_are_read() {
    for path in foreign_files("html") {
        let bytes = fs::read(&path).expect("the page can be read");
        for end in (0..bytes.len()).step_by(bytes.len() / 25 + 1) {
            if let Ok(imported) = of_bytes("seite.html", &bytes[..end]) {
                opened(&folder_of(&imported), &format!("{} up to {end}", path.display()));
            }
        }
    }
}

#[test]
fn hostile_books_are_refused() {
    let whole = book(&books_in_folders()[0]);
    for end in (0..whole.len()).step_by(whole.len() / 100 + 1) {
        assert!(of_bytes("buch.epub", &whole[..end]).is_err(), "cut at {end}");
    }
    let container = |path: &str| {
        format!("<container><rootfiles><rootfile full-path=\"{path}\"/></rootfiles></container>")
            .into_bytes()
    };
    let of = |files: &[(&str, Vec<u8>)]| refusal(of_bytes("buch.epub", &packed(files)));
    let mimetype = ("mimetype", b"application/epub+zip".to_vec());
    let lead_out = [mimetype.clone(), ("META-INF/container.xml", container("../../etc/passwd"))];
    assert!(of(&lead_out).contains("is not in the book"));
    let laughs = "<!DOCTYPE p [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><package>&b;</package>";
    let laughing = [
        mimetype.clone(),
        ("META-INF/container.xml", container("a.opf")),
        ("a.opf", laughs.into()),
    ];
    assert!(of(&laughing).contains("entities become too large"));
    let locked = "<encryption><EncryptedData><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/></EncryptedData></encryption>";
    let locked = [
        mimetype.clone(),
        ("META-INF/container.xml", container("a.opf")),
        ("META-INF/encryption.xml", locked.into()),
    ];
    assert!(of(&locked).contains("protected"));
    let empty = [
        mimetype,
        ("META-INF/container.xml", container("a.opf")),
        ("a.opf", b"<package/>".to_vec()),
    ];
    assert!(of(&empty).contains("no text"));
}
