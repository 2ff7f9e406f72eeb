//! What leads through the book: the pages that an index, a list and a reference name are those on
//! which the words stand.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;
use umbruch::ir::{BlockKind, Book, Index, IndexEntry, Inline, InlineKind, walk};
use umbruch::pipeline;
use umbruch::storage::{DiskFolder, MemoryFolder};

use super::{cases, set, tools};

/// The book and its pages as `pdftotext` reads them; none without that program.
fn pages(layout: &str) -> Option<(Book, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions/apparat");
    let folder = DiskFolder::open(&path).expect("the edition is there");
    let opened = pipeline::open(&folder, "apparat");
    let pdf = set(&opened, &folder, layout).expect("it can be set");
    assert_eq!(pdf.diagnostics, [], "there is nothing to be said of it");
    let text = tools::text(&pdf.bytes)?;
    let (_, book, _) = opened.content?;
    Some((book, text.split('\u{c}').map(str::to_owned).collect()))
}

/// A text without what line ends put into it.
fn close(text: &str) -> String {
    let joined = text.replace("-\n", "").replace(['\u{ad}', '\u{2060}'], "");
    joined.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The pages, from 1, on which the words stand.
fn pages_with(words: &str, pages: &[String]) -> BTreeSet<usize> {
    let wanted = close(words);
    let found = pages.iter().enumerate().filter(|(_, page)| close(page).contains(&wanted));
    found.map(|(number, _)| number + 1).collect()
}

/// The one page on which the words stand.
fn page_of(words: &str, pages: &[String]) -> usize {
    let found = pages_with(words, pages);
    assert_eq!(found.len(), 1, "`{words}` stands on {found:?}");
    found.into_iter().next().expect("a page")
}

/// The pages named behind an entry: `9–11, 15`.
fn named(behind: &str) -> BTreeSet<usize> {
    let list = Regex::new(r"^[ ]*((?:\d+(?:–\d+)?(?:,\s)?)+)").expect("a pattern");
    let Some(found) = list.captures(behind) else { return BTreeSet::new() };
    let ranges = found[1].split(',').map(str::trim).filter(|range| !range.is_empty());
    ranges
        .flat_map(|range| {
            let (first, last) = range.split_once('–').unwrap_or((range, range));
            let number = |text: &str| text.parse::<usize>().expect("a number");
            number(first)..=number(last)
        })
        .collect()
}

fn words_of_mark(book: &Book, id: &str) -> String {
    let mut words = String::new();
    let mut visit = |inline: &Inline| {
        if let InlineKind::IndexMark { content, .. } = &inline.kind
            && book.ids.inline(inline) == Some(id)
        {
            words = walk::plain_text(content);
        }
    };
    walk::inlines_of(&book.arrangement, &mut visit);
    words
}

/// What an index shows of an entry: its pages.
fn shown(entry: &IndexEntry, pages: &str) -> BTreeSet<usize> {
    let term = walk::plain_text(&entry.term);
    let line = format!("\n{term}");
    let behind = pages.split(line.as_str()).skip(1);
    behind.map(named).find(|pages| !pages.is_empty()).unwrap_or_default()
}

#[test]
fn an_index_names_the_pages_on_which_the_words_stand() {
    for layout in ["paperback", "pamphlet"] {
        let Some((book, pages)) = pages(layout) else { return };
        let heads = ["Personenregister\n", "Sachregister\n"];
        let first = pages.iter().position(|page| page.starts_with(heads[0])).expect("an index");
        let text = &pages[7..first];
        let before = |words: &str| -> BTreeSet<usize> {
            pages_with(words, text).into_iter().map(|page| page + 7).collect()
        };
        let blocks = book.sections().flat_map(|section| &section.blocks);
        let indexes: Vec<&Index> = blocks
            .filter_map(|block| match &block.kind {
                BlockKind::Index(index) => Some(index),
                _ => None,
            })
            .collect();
        let mut compared = 0;
        for (index, head) in indexes.into_iter().zip(heads) {
            let start = pages.iter().position(|page| page.starts_with(head)).expect("an index");
            let printed = &pages[start];
            index.entries(&mut |entry| {
                if entry.places.is_empty() {
                    return;
                }
                let shown = shown(entry, printed);
                assert!(!shown.is_empty(), "{} has no pages in\n{printed}", entry.id);
                for place in &entry.places {
                    let words = words_of_mark(&book, &place.from);
                    let stands = before(&words);
                    // Words that stand on several pages are marked on one of them.
                    assert!(
                        words.is_empty() || stands.iter().any(|page| shown.contains(page)),
                        "`{words}` stands on {stands:?}, the index says {shown:?}"
                    );
                    compared += usize::from(stands.len() == 1);
                }
                let all = entry.places.iter().all(|place| place.to.is_none());
                let words: Vec<String> =
                    entry.places.iter().map(|place| words_of_mark(&book, &place.from)).collect();
                if all && words.iter().all(|words| before(words).len() == 1) {
                    let stands: BTreeSet<usize> =
                        words.iter().flat_map(|words| before(words)).collect();
                    assert_eq!(shown, stands, "{words:?}");
                }
            });
        }
        assert!(compared > 12, "{compared} places");
    }
}

#[test]
fn ranges_go_from_mark_to_mark() {
    let Some((_, pages)) = pages("paperback") else { return };
    let all = pages.join("\n");
    let from = page_of("Den Bau hat die Gräfin Amalie", &pages);
    let to = page_of("Zuletzt zahlte wieder die Gräfin", &pages);
    assert!(to > from);
    assert!(close(&all).contains(&format!("Mühlen,Amalievon{from}–{to}")), "{all}");
}

#[test]
fn references_and_lists_name_pages() {
    let Some((_, pages)) = pages("paperback") else { return };
    let turm = page_of("Wer von See her", &pages);
    let oel = page_of("neun Pfund Tran", &pages);
    let text = close(&pages.join("\n"));
    for wanted in [
        format!("(sieheS.{turm})"),
        format!("mehrdazuS.{oel}."),
        format!("imdrittenKapitel(S.{oel})erzählt"),
        format!("FuhrenausdemSüden{}", ".".repeat(3)),
    ] {
        assert!(text.contains(&wanted), "{wanted}");
    }
    let tables = ["1786", "Die Tabelle zeigt"].map(|words| page_of(words, &pages));
    let list = pages.iter().find(|page| page.starts_with("Tabellen")).expect("the list");
    let numbers: Vec<usize> = list.split_whitespace().filter_map(|w| w.parse().ok()).collect();
    assert_eq!(numbers, tables, "{list}");
}

/// An edition with titles, captions and works that are longer than a line.
fn long_entries() -> MemoryFolder {
    let manifest = format!(
        "{}[[section]]\nrole = \"list-of-illustrations\"\n[[section]]\nrole = \"bibliography\"\n\
         [bibliography]\nfile = \"werke.yaml\"\nstyle = \"ieee\"\n",
        cases::MANIFEST.replace("title = \"A\"\n", "")
    );
    let long = |word: &str| format!("{word} {}hin", "am Hafen und an der Werft und ".repeat(4));
    let text = format!(
        "# {}\n\nSiehe [@werk]{{.cite}}.\n\n::: figure\n![Kai](picture.png)\n\n{}\n:::\n",
        long("Titel"),
        long("Bild")
    );
    let works =
        format!("werk:\n  type: book\n  title: {}\n  author: Ada\n  date: 1999\n", long("Buch"));
    let files = [("edition.toml", manifest), ("werke.yaml", works), ("text/a.dj", text)];
    let files = files.map(|(path, text)| (path.to_owned(), text)).into();
    cases::Case { name: String::new(), files, expected: String::new() }.folder()
}

#[test]
fn turned_over_lines_of_lists_hang() {
    let folder = long_entries();
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
    let Some(words) = tools::placed(&pdf.bytes) else { return };
    // Behind the first word of an entry: how far the next line is indented.
    let indent = |first: &str, page: usize| {
        let of_page: Vec<_> = words.iter().filter(|word| word.page == page).collect();
        let entry = of_page.iter().position(|word| word.text == first).expect("the entry");
        let (left, top) = (of_page[entry].left, of_page[entry].top);
        let turned =
            of_page[entry..].iter().find(|word| word.top > top + 5.0).expect("a second line");
        (turned.left - left, turned.bottom - turned.top)
    };
    let page_of = |word: &str, from: usize| {
        words.iter().find(|one| one.page > from && one.text == word).expect("the word").page
    };
    let contents = page_of("Titel", 0);
    let text = page_of("Titel", contents);
    let list = page_of("Bild", text);
    let (hung, type_of_text) = indent("Titel", contents);
    assert!(hung > 10.0, "{hung}");
    let (hung, _) = indent("Bild", list);
    assert!(hung > 10.0, "{hung}");
    // The list of works is set as notes are, whether it has marks or not.
    let (_, type_of_works) = indent("Buch", page_of("Buch", list));
    assert!(type_of_works < 0.95 * type_of_text, "{type_of_works} {type_of_text}");
}
