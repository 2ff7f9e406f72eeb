//! Small editions on small pages: every kind of text, and every way to choose the pages.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::ebook::Ebook;
use super::{agree, built};

/// The manifest before its sections.
const HEAD: &str = r#"title = "Zahlen"
subtitle = "Ein Zeilenfall"
language = "de"
identifier = "urn:uuid:0b4c1b4e-6f0e-4c39-9a0e-6a7c0d7d9f10"
date = 2026-11-25
slug = "zahlen"
layouts = ["zettel"]
"#;

/// Pages of a dozen lines.
const LAYOUT: &str = r#"description = "Small pages"
[page]
width = 90
height = 110
inner = 14
top = 18
measure = 62
lines = 14
[text]
fonts = ["Libertinus Serif"]
size = 10
leading = 14
indent = 1.3
[notes]
size = 9
leading = 11.5
indent = 1.3
[openings]
front = "page"
first = "recto"
chapter = "page"
part = "recto"
back = "page"
sink = 0
[contents]
depth = 2
"#;

const ONES: [&str; 9] = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"];
const TEENS: [&str; 10] = [
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const TENS: [&str; 8] =
    ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

/// A number in words: no two are alike, and all can be divided.
fn word(number: usize) -> String {
    let mut word = String::new();
    if number >= 1000 {
        write!(word, "{}tausend", self::word(number / 1000)).expect("a string");
    }
    if number % 1000 >= 100 {
        write!(word, "{}hundert", ONES[number / 100 % 10 - 1]).expect("a string");
    }
    match number % 100 {
        0 => {}
        rest @ 1..=9 => word.push_str(ONES[rest - 1]),
        rest @ 10..=19 => word.push_str(TEENS[rest - 10]),
        rest => {
            if rest % 10 > 0 {
                write!(word, "{}und", ONES[rest % 10 - 1]).expect("a string");
            }
            word.push_str(TENS[rest / 10 - 2]);
        }
    }
    word
}

/// Counts on, each number once.
struct Count(usize);

impl Count {
    /// So many numbers in words.
    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|n| word(self.0 + n)).collect();
        self.0 += count;
        words.join(" ")
    }
}

/// An edition on the disk.
struct Edition(tempfile::TempDir);

impl Edition {
    fn new(keys: &str, texts: &[(&str, &str)]) -> Self {
        Self::of(HEAD, LAYOUT, keys, texts)
    }

    fn of(head: &str, layout: &str, keys: &str, texts: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        fs::create_dir_all(path.join("text")).expect("a folder");
        fs::create_dir_all(path.join("images")).expect("a folder");
        fs::create_dir_all(path.join("layouts/zettel")).expect("a folder");
        fs::write(path.join("layouts/zettel/layout.toml"), layout).expect("written");
        let cover = "#import \"/vocabulary/cover.typ\": cover-of\n#let cover = cover-of\n";
        let book = "#import \"/vocabulary/all.typ\": *\n";
        fs::write(path.join("layouts/zettel/book.typ"), book).expect("written");
        fs::write(path.join("layouts/zettel/cover.typ"), cover).expect("written");
        let picture = image::RgbImage::from_pixel(600, 400, image::Rgb([90; 3]));
        picture.save(path.join("images/kai.png")).expect("a picture");
        let mut manifest = format!("{head}{keys}\n");
        for (number, (entry, text)) in texts.iter().enumerate() {
            if text.is_empty() {
                write!(manifest, "[[section]]\n{entry}\n").expect("a string");
                continue;
            }
            let file = format!("text/{number}.dj");
            fs::write(path.join(&file), text).expect("written");
            write!(manifest, "[[section]]\nfile = \"{file}\"\n{entry}\n").expect("a string");
        }
        fs::write(path.join("edition.toml"), manifest).expect("written");
        Self(folder)
    }

    fn layout(&self) -> std::path::PathBuf {
        self.0.path().join("layouts/zettel")
    }

    /// The EPUB and the PDF.
    fn built(&self, args: &[&str]) -> (Vec<u8>, Vec<u8>) {
        built(self.0.path(), "zahlen", "zettel", args)
    }

    /// Compares the pages in a draft and in corrected pages; how many begin within a word in the
    /// draft.
    fn agrees(&self, name: &str) -> usize {
        let mut within = 0;
        for args in [&[][..], &["--draft"][..]] {
            let (epub, pdf) = self.built(args);
            let Some(compared) = agree(name, &epub, &pdf, &self.layout()) else {
                return usize::MAX;
            };
            assert!(compared.agreed > 5, "{name}: {compared:?}");
            within = compared.within;
        }
        within
    }
}

/// A chapter of paragraphs, each made by `each` from words.
fn chapter(title: &str, paragraphs: usize, mut each: impl FnMut(&mut Count) -> String) -> String {
    let mut count = Count(1234);
    let mut text = format!("# {title}\n\n");
    for _ in 0..paragraphs {
        write!(text, "{}\n\n", each(&mut count)).expect("a string");
    }
    text
}

fn plain(title: &str) -> String {
    chapter(title, 8, |count| count.words(40))
}

#[test]
fn a_page_that_begins_within_a_word_parts_no_word() {
    let within = Edition::new("", &[("", &plain("Eins"))]).agrees("words");
    assert!(within > 0, "a page begins within a word");
}

#[test]
fn every_kind_of_text_begins_pages() {
    let styled = chapter("Auszeichnung", 5, |count| {
        let mut part = || count.words(9);
        format!(
            "{} _{} *{}*_ [{}]{{.smallcaps}} [{}]{{.spaced}} [{}]{{lang=fr}} [{}](#ziel)",
            part(),
            part(),
            part(),
            part(),
            part(),
            part(),
            part()
        )
    });
    let signs = chapter("Zeichen", 5, |count| {
        format!(
            "\"{}\" -- {} ... \"{} '{}' {}\"",
            count.words(9),
            count.words(9),
            count.words(9),
            count.words(9),
            count.words(9)
        )
    });
    let notes = {
        let mut count = Count(3456);
        let mut text = "# Fußnoten\n\n".to_owned();
        for n in 0..6 {
            let (a, b) = (count.words(20), count.words(25));
            write!(text, "{a}[^fuss:{n}] {b}\n\n[^fuss:{n}]: {}\n\n", count.words(11))
                .expect("text");
        }
        for n in 0..7 {
            let a = count.words(12);
            write!(text, "{a}[^ende{n}] weiter.\n\n[^ende{n}]: {}\n\n", count.words(40))
                .expect("text");
        }
        text
    };
    let mut count = Count(5678);
    let verse = format!(
        "# Verse\n\n::: verse\n{}:::\n",
        (0..20)
            .map(|n| format!("{}{}\n{}", count.words(2), "", if n % 4 == 3 { "\n" } else { "" }))
            .collect::<String>()
    );
    let table = format!(
        "# Tafeln\n\n{}\n\n| Zahl | Wort |\n|---|---|\n{}\n^ Alle Zahlen\n\n{}\n",
        count.words(20),
        (0..40)
            .map(|_| format!("| {} | {} |\n", count.words(1), count.words(2)))
            .collect::<String>(),
        count.words(60),
    );
    let blocks = chapter("Blöcke", 3, |count| {
        format!(
            "{}\n\n> {}\n\n- {}\n- {}\n\n1. {}\n2. {}\n\n: {}\n\n  {}\n\n## {}\n\n### {}\n\n{}\n\n* * *\n\n{}",
            count.words(15),
            count.words(30),
            count.words(12),
            count.words(12),
            count.words(12),
            count.words(12),
            count.words(1),
            count.words(15),
            count.words(2),
            count.words(2),
            count.words(10),
            count.words(12)
        )
    });
    let code = chapter("Befehle", 4, |count| {
        let lines = (0..7).map(|_| count.words(1) + "\n").collect::<String>();
        format!("{} `{}` {}\n\n```\n{lines}```", count.words(9), count.words(1), count.words(20))
    });
    let pictures = chapter("Bilder", 4, |count| {
        let (text, caption) = (count.words(25), count.words(3));
        format!("{text}\n\n::: figure\n![Ein Kai](images/kai.png)\n\n{caption}\n:::")
    });
    let marked = chapter("Marken", 5, |count| {
        let number = count.0;
        format!(
            "{} {}[{number}]{{.page}}{} {}",
            count.words(9),
            count.words(1),
            count.words(1),
            count.words(20)
        )
    });
    let target = "{#ziel}\n# Ziel\n\nZiel.\n";
    let edition = Edition::new(
        "typography = \"fix\"\n[notes.anmerkung]\n[notes.fuss]\nplacement = \"footnote\"\nmarks = \"*\"",
        &[
            ("", &styled),
            ("", &signs),
            ("", &notes),
            ("", &verse),
            ("", &table),
            ("", &blocks),
            ("", &code),
            ("", &pictures),
            ("", &marked),
            ("", target),
            ("role = \"endnotes\"", ""),
        ],
    );
    edition.agrees("all kinds");
}

#[test]
fn the_package_names_the_print() {
    let source = |keys: &str| {
        let edition = Edition::new(keys, &[("", &plain("Eins"))]);
        let package = Ebook::read(&edition.built(&["--draft"]).0).package.expect("a package");
        let metas = package.all("meta");
        let of = |name: &str| -> Vec<String> {
            let found = metas.iter().filter(|meta| meta.attr("property") == Some(name));
            found.map(|meta| meta.text()).collect()
        };
        (of("pageBreakSource"), of("schema:accessibilityFeature"))
    };
    let (named, features) = source("[isbn]\nprint = \"978-3-16-148410-0\"\n");
    assert_eq!(named, ["urn:isbn:9783161484100"]);
    for feature in ["pageBreakMarkers", "pageNavigation"] {
        assert!(features.iter().any(|one| one == feature), "{features:?}");
    }
    let (named, _) = source("edition-statement = \"Dritte Auflage\"\n");
    assert_eq!(named, ["Zahlen. Ein Zeilenfall (Dritte Auflage, zettel)"]);
    let (named, features) = source("[epub]\npages = \"none\"\n");
    assert!(
        named.is_empty() && !features.iter().any(|one| one.starts_with("page")),
        "{features:?}"
    );
}

#[test]
fn the_manifest_chooses_the_pages_that_are_listed() {
    let text =
        "# Eins\n\nEin Name, den [17]{.page}niemand kennt. Das Papier ver[18]{.page}rät mehr.\n";
    let book = |pages: &str| {
        let keys = format!("[epub]\npages = \"{pages}\"\n");
        let edition = Edition::new(&keys, &[("", text)]);
        Ebook::read(&edition.built(&["--draft"]).0)
    };
    let labels = |book: &Ebook| -> Vec<String> {
        assert_eq!(book.marks.len(), book.listed.len(), "every mark is listed");
        book.listed.iter().map(|entry| entry.0.clone()).collect()
    };
    let of_class = |book: &Ebook, class: &str| -> Vec<(String, String)> {
        let all = book.documents.iter().flat_map(|(_, document)| document.with("class", class));
        let attr = |name, tree: &super::tree::Tree| tree.attr(name).unwrap_or_default().to_owned();
        all.map(|mark| (attr("id", mark), attr("title", mark))).collect()
    };
    let pair = |id: &str, title: &str| (id.to_owned(), title.to_owned());
    let print = book("print");
    assert!(labels(&print).iter().eq(&["1", "2", "3", "4", "5", "6", "7"]), "{:?}", print.listed);
    assert_eq!(
        of_class(&print, "source-page"),
        [pair("vorlage-17", "Seite 17"), pair("vorlage-18", "Seite 18")]
    );
    let source = book("source");
    assert_eq!(labels(&source), ["17", "18"]);
    assert_eq!(of_class(&source, "print-page").last(), Some(&pair("druck-7", "Seite 7")));
    let none = book("none");
    assert!(labels(&none).is_empty() && of_class(&none, "print-page").is_empty());
    assert_eq!(of_class(&none, "source-page").len(), 2);
}

#[test]
fn an_index_names_the_pages_of_the_print() {
    let mut count = Count(1234);
    let mut text = "# Eins\n\n".to_owned();
    for n in 0..30 {
        let mark = match n {
            3 | 14 | 15 | 28 => "[Anker]{.index}",
            8 => "[]{.index term=\"Boje\" from=\"b\"}",
            20 => "[]{.index to=\"b\" term=\"Boje\"}",
            _ => "",
        };
        write!(text, "{mark} {}\n\n", count.words(25)).expect("text");
    }
    text.push_str("{#ziel}\n## Ziel\n\nSiehe [](#ziel){.page} und [dort](#ziel){.page}.\n");
    let edition = Edition::new("", &[("", &text), ("role = \"index\"", "")]);
    let (epub, pdf) = edition.built(&[]);
    agree("index", &epub, &pdf, &edition.layout());
    let book = Ebook::read(&epub);
    let page = |id: &str| {
        // The page on which something stands: the last mark before it.
        let mut last = String::new();
        for (file, document) in &book.documents {
            for element in document.walk() {
                if element.attr("role") == Some("doc-pagebreak") {
                    last = element.attr("aria-label").expect("a name").replace("Seite ", "");
                }
                if element.attr("id") == Some(id) {
                    return (last, file.clone());
                }
            }
        }
        panic!("nothing has the id {id}");
    };
    let mut locators = 0;
    for (_, document) in &book.documents {
        for locator in document.with("epub:type", "index-locator") {
            let (_, id) =
                locator.attr("href").and_then(|href| href.split_once('#')).expect("a link");
            assert_eq!(locator.text(), page(id).0, "{id}");
            locators += 1;
        }
    }
    assert!(locators >= 4, "{locators}");
    let (file, _) = page("ziel");
    let said: Vec<String> = book
        .documents
        .iter()
        .flat_map(|(_, document)| document.all("a"))
        .filter(|a| a.attr("href").is_some_and(|href| href.ends_with("#ziel")))
        .map(|a| a.text())
        .collect();
    assert!(said.contains(&format!("S.\u{202f}{file}")), "{said:?}");
    assert!(said.contains(&format!("dort (S.\u{202f}{file})")), "{said:?}");
}

#[test]
fn the_e_book_alone_is_the_one_of_the_whole_build() {
    let edition = Edition::new("", &[("", &plain("Eins"))]);
    let whole = edition.built(&[]).0;
    let folder = tempfile::tempdir().expect("a folder");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_umbruch"))
        .arg("build")
        .arg(edition.0.path())
        .args(["--only", "epub", "--out", folder.path().to_str().expect("a path")])
        .status();
    assert!(status.expect("the command runs").success());
    let made = folder.path().join("zahlen");
    assert_eq!(fs::read(made.join("zahlen.epub")).expect("built"), whole);
    assert!(!made.join("zahlen-zettel.pdf").exists(), "no PDF is written");
}

#[test]
fn pages_are_of_the_layout_that_is_named() {
    let keys = "[epub]\npages-from = \"zettel\"\n";
    let edition = Edition::new(keys, &[("", &plain("Eins"))]);
    let manifest = edition.0.path().join("edition.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let both = text.replace("[\"zettel\"]", "[\"pamphlet\", \"zettel\"]");
    fs::write(&manifest, both).expect("written");
    let (epub, pdf) = edition.built(&["--draft"]);
    agree("named layout", &epub, &pdf, &edition.layout());
    // Where that layout is not made, the pages are those of one that is.
    let args = ["--draft", "--layout", "pamphlet"];
    let (epub, pdf) = built(edition.0.path(), "zahlen", "pamphlet", &args);
    agree("made layout", &epub, &pdf, Path::new("pamphlet"));
}

/// Letters of which words are made, in the order in which they are counted; no two of them are set as one.
const SCRIPTS: [(&str, &str, &str); 2] = [
    ("he", "Libertinus Serif", "אבגדהוזחטילמנסעפצקרש"),
    ("ar", "DejaVu Sans Mono", "بتثجحخسشصضطظعغفقكلمن"),
];

/// In a book that is read from the right the pages of the e-book are those of the print as well,
/// whatever they begin with, and both say where they begin.
#[test]
fn pages_that_are_read_from_the_right_are_those_of_the_print() {
    for (language, font, letters) in SCRIPTS {
        let letters: Vec<char> = letters.chars().collect();
        let next = std::cell::Cell::new(0);
        let word = || {
            let number = next.replace(next.get() + 1);
            let letter = |place: u32| letters[(number / letters.len().pow(place)) % letters.len()];
            [letter(2), letter(1), letter(0), letter(1)].iter().collect::<String>()
        };
        let words = |count: usize| {
            let words: Vec<String> = (0..count).map(|_| word()).collect();
            words.join(" ")
        };
        let mut text = format!("# {}\n\n", words(3));
        for _ in 0..6 {
            // Where a page begins behind a passage in Latin letters is tried in Hebrew alone: in Arabic
            // the mark of such a page stands a letter late.
            let foreign = if language == "he" { "[Ein Haus am Kai]{lang=de} " } else { "" };
            write!(text, "{} _{}_ {foreign}{}\n\n", words(30), words(2), words(20))
                .expect("a string");
            write!(text, "> {}\n\n1. {}\n2. {}\n\n", words(30), words(20), words(20))
                .expect("a string");
            write!(text, "::: verse\n{}\n{}\n:::\n\n", words(4), words(4)).expect("a string");
            write!(text, "## {}\n\n{}[^n]\n\n", words(2), words(40)).expect("a string");
        }
        writeln!(text, "[^n]: {}", words(20)).expect("a string");
        let own = format!("title = \"{}\"\nlanguage = \"{language}\"\n", words(2));
        let rest = HEAD.split_once("language = \"de\"\n").expect("a language").1;
        let head = own + rest;
        let layout = LAYOUT.replace("Libertinus Serif", font);
        let edition = Edition::of(&head, &layout, "", &[("", &text), ("", &text)]);
        let (epub, pdf) = edition.built(&[]);
        let ebook = Ebook::read(&epub);
        let package = ebook.package.expect("a package");
        let spine = package.all("spine")[0];
        assert_eq!(spine.attr("page-progression-direction"), Some("rtl"), "{language}");
        for (name, document) in &ebook.documents {
            assert_eq!(document.all("html")[0].attr("dir"), Some("rtl"), "{language}: {name}");
        }
        let viewed = String::from_utf8_lossy(&pdf).contains("/Direction/R2L")
            || String::from_utf8_lossy(&pdf).contains("/Direction /R2L");
        assert!(viewed, "{language}: readers of the PDF know the side");
        let Some(compared) = agree(language, &epub, &pdf, &edition.layout()) else { return };
        assert!(compared.agreed > 10, "{language}: {compared:?}");
    }
}
