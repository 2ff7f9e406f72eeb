//! Long books: documents over 300 kB and more than 600 endnotes are parted, and everything still leads
//! where it should.

use std::fmt::Write as _;
use std::sync::LazyLock;

use umbruch::ir::Book;
use umbruch::resources::Resources;
use umbruch::source::Sources;
use umbruch::storage::MemoryFolder;

use super::super::book as testbook;
use super::books::{Files, MANIFEST, opened};
use super::words::{read, section_text, words};

const LIMIT: usize = 300_000;
const NOTES: usize = 900;
const CALLS: usize = 3000;

/// A chapter of some eighty thousand words, between two short ones with a link to its end and from
/// there; and, in the last, nine hundred notes.
fn source() -> Vec<(&'static str, String)> {
    let mut long = "# Das lange Kapitel\n\n[1]{.page}Anfang; [zum Ende](#ende).\n".to_owned();
    let chapters = testbook::files(&testbook::Plan { seed: 7, words: 80_000, footnotes: false });
    for (number, (_, text)) in
        chapters.iter().filter(|(path, _)| path.ends_with("-kapitel.dj")).enumerate()
    {
        let text = text.replace("\n## ", "\n### ").replace("\n# ", "\n## ");
        write!(long, "\n[{}]{{.page}}Ein Blatt.\n\n{text}", number + 2).expect("a text takes all");
    }
    long.push_str("\n{#ende}\n## Das Ende\n\nVom [Anfang](#kapitel-2) bis hier.\n");
    let mut last = "# Noten\n".to_owned();
    for number in 1..=NOTES {
        write!(last, "\nSatz {number}.[^x{number}]\n\n[^x{number}]: Note {number}.\n")
            .expect("a text takes all");
    }
    vec![
        ("kapitel-2", "# Kurz\n\nEin Satz, [weit hinten](#ende).\n".to_owned()),
        ("kapitel", long),
        ("noten", last),
    ]
}

static LONG: LazyLock<(Book, Resources)> = LazyLock::new(|| {
    let mut manifest = MANIFEST.to_owned();
    let mut folder = MemoryFolder::default();
    for (id, text) in source() {
        write!(manifest, "\n[[section]]\nfile = \"{id}.dj\"\nid = \"{id}\"\n").expect("a text");
        folder = folder.with(&format!("{id}.dj"), text);
    }
    opened(&folder.with("edition.toml", manifest))
});

static FILES: LazyLock<Files> = LazyLock::new(|| Files::of(&LONG));

/// The documents of the spine whose name begins so.
fn spine(stem: &str) -> Vec<String> {
    FILES.spine().into_iter().filter(|file| file.starts_with(stem)).collect()
}

#[test]
fn no_document_is_over_the_limit() {
    for name in FILES.names() {
        if let Some(text) = name.strip_prefix("EPUB/").filter(|name| name.ends_with(".xhtml")) {
            assert!(FILES.text(text).len() <= LIMIT, "{name}: {}", FILES.text(text).len());
        }
    }
}

/// The file names of other sections stay what they would be without the long one.
#[test]
fn parts_follow_one_another_under_names_that_stay() {
    assert_eq!(
        spine("kapitel"),
        ["kapitel-2.xhtml", "kapitel.xhtml", "kapitel-2-2.xhtml", "kapitel-3.xhtml"]
    );
    let titles: Vec<String> = spine("kapitel")
        .iter()
        .map(|file| FILES.tree(&format!("text/{file}")).all("title")[0].text())
        .collect();
    assert_eq!(
        titles,
        ["Kurz", "Das lange Kapitel", "Das lange Kapitel (2)", "Das lange Kapitel (3)"]
    );
}

#[test]
fn parts_begin_at_a_heading_and_announce_no_further_chapter() {
    for file in &spine("kapitel")[2..] {
        let document = FILES.tree(&format!("text/{file}"));
        let section = document.all("section")[0];
        assert_eq!(section.attr("class"), Some("chapter"));
        assert!(section.attr("role").is_none() && section.attr("epub:type").is_none());
        let first = section.elements().next().expect("a block");
        assert_eq!(first.name, "h3", "{file} begins with {}", first.text());
    }
}

#[test]
fn all_links_lead_somewhere() {
    super::links::check(&FILES);
    let link = |file: &str, text: &str| {
        let document = FILES.tree(&format!("text/{file}"));
        let links = document.all("a");
        let link = links.iter().find(|link| link.text() == text).expect("the link");
        link.attr("href").expect("an address").to_owned()
    };
    assert_eq!(link("kapitel-2.xhtml", "weit hinten"), "kapitel-3.xhtml#ende");
    assert_eq!(link("kapitel.xhtml", "zum Ende"), "kapitel-3.xhtml#ende");
    assert_eq!(link("kapitel-3.xhtml", "Anfang"), "kapitel-2.xhtml#kapitel-2");
}

#[test]
fn no_word_is_lost_between_the_parts() {
    let book = &LONG.0;
    let section = book.sections().find(|section| section.id == "kapitel").expect("it");
    let mut found = String::new();
    for file in &spine("kapitel")[1..] {
        read(FILES.tree(&format!("text/{file}")).all("body")[0], &mut found);
        found.push(' ');
    }
    assert!(words(&found).len() > 70_000);
    assert_eq!(words(&found), words(&section_text(section, book)));
}

/// The contents, the pages and the landmarks stand in the order of the spine.
#[test]
fn navigation_finds_the_parts() {
    let document = FILES.tree("text/nav.xhtml");
    let files = FILES.spine();
    let mut seen = Vec::new();
    for kind in ["toc", "page-list"] {
        let nav = document.with("epub:type", kind)[0];
        let links = nav.all("a");
        let places: Vec<usize> = links
            .iter()
            .map(|link| {
                let file = link.attr("href").and_then(|href| href.split('#').next());
                let file = file.expect("a file");
                seen.push(file.to_owned());
                files.iter().position(|name| name == file).expect("in the spine")
            })
            .collect();
        assert!(places.is_sorted(), "{kind}");
    }
    for file in spine("kapitel") {
        assert!(seen.contains(&file), "{file}");
    }
    let landmarks = document.with("epub:type", "landmarks")[0];
    let notes = landmarks.with("epub:type", "endnotes");
    assert_eq!(notes[0].attr("href"), Some("endnotes.xhtml"));
}

#[test]
fn notes_stand_in_files_of_five_hundred_and_are_counted_through() {
    let total = LONG.0.called_notes().count();
    assert!(total > NOTES);
    let files = spine("endnotes");
    assert_eq!(files.len(), total.div_ceil(500));
    let mut next = 1;
    let mut found = 0;
    for (index, file) in files.iter().enumerate() {
        let document = FILES.tree(&format!("text/{file}"));
        let section = document.all("section")[0];
        assert_eq!(section.attr("role"), Some("doc-endnotes"));
        let heading = document.all("h2")[0].text();
        let expected = match index {
            0 => "Anmerkungen".to_owned(),
            _ => format!("Anmerkungen ({})", index + 1),
        };
        assert_eq!(heading, expected);
        for list in document.all("ol") {
            let start = list.attr("start").map_or(1, |start| start.parse().expect("a number"));
            assert_eq!(start, next, "{file}");
            next = start + list.all("li").len();
        }
        let here = document.with("role", "doc-footnote").len();
        assert!(here == 500 || index + 1 == files.len(), "{here} in {file}");
        found += here;
    }
    assert_eq!(found, total);
}

/// A note that is called thousands of times, in a section that is parted, has a way back to each call, and
/// the checker finds all of them.
#[test]
fn a_note_leads_back_to_each_of_its_calls_however_many() {
    let mut text = "# Rufe\n\n[^x]: Die Note.\n".to_owned();
    for number in 1..=CALLS {
        write!(text, "\n{} {number}[^x]\n", "Wort ".repeat(30)).expect("a text takes all");
    }
    let written = super::books::written(&super::books::chapter("", &text));
    let files = Files::read(&written);
    let parts = files.spine().into_iter().filter(|file| file.starts_with("text")).count();
    assert!(parts > 2, "{parts}");
    let ways = files.tree("text/endnotes.xhtml");
    assert_eq!(ways.with("role", "doc-backlink").len(), CALLS);
    super::links::check(&files);
    let found = umbruch::verify::verify(
        "a.epub",
        &written,
        umbruch::verify::Demand::Own,
        &mut Sources::default(),
    );
    let found: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
    assert!(!found.contains(&"epub-note-back"), "{found:?}");
}

#[test]
fn short_books_stay_whole() {
    let book = testbook::folder(&testbook::Plan { words: 6_000, ..testbook::Plan::default() });
    let files = Files::of(&opened(&book));
    assert!(files.spine().iter().all(|file| !file.contains("-2.xhtml")));
}
