//! The PDF: markup, messages, pages, the file and what outside judges say of it.

mod apparatus;
mod area;
mod breaks;
mod deep;
mod directions;
mod headings;
pub mod lines;
mod notes;
mod pictures;
mod tables;
pub mod tools;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use umbruch::diagnostics::{Code, Diagnostic};
use umbruch::fonts::Fonts;
use umbruch::ir::{Book, NoteId, Timestamp};
use umbruch::language::hyphenation::Hyphenation;
use umbruch::layouts::Layout;
use umbruch::pipeline::{self, Opened};
use umbruch::resources::Resources;
use umbruch::source::{FileId, Span};
use umbruch::storage::{DiskFolder, Folder, MemoryFolder};
use umbruch::writers::pdf::{self, Options, Pdf};

use super::cases;

static HYPHENATION: LazyLock<Hyphenation> = LazyLock::new(Hyphenation::default);
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| Options {
    modified: Timestamp(1_763_856_000),
    hyphenation: &HYPHENATION,
    corrects: true,
    pins: &[],
    sources: None,
    bleed: 0.0,
    fonts: None,
    stop: None,
});

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn layout(name: &str, folder: Option<&dyn Folder>) -> Result<Layout, Vec<Diagnostic>> {
    Layout::load(name, Span::new(FileId(0), 0..0), folder)
}

fn set(opened: &Opened, folder: &dyn Folder, name: &str) -> Result<Pdf, Vec<Diagnostic>> {
    let (_, book, resources) = opened.content.as_ref().expect("the manifest can be read");
    pdf::write(book, resources, &layout(name, Some(folder))?, &OPTIONS)
}

fn rich() -> (Book, Resources) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf/rich");
    let opened = pipeline::open(&DiskFolder::open(&path).expect("there"), "rich");
    assert_eq!(opened.diagnostics, [], "the edition is without fault");
    let (_, book, resources) = opened.content.expect("an edition");
    (book, resources)
}

fn rich_pdf(name: &str) -> Pdf {
    let (book, resources) = rich();
    let layout = layout(name, None).expect("shipped");
    let pdf = pdf::write(&book, &resources, &layout, &OPTIONS).expect("it can be set");
    assert_eq!(pdf.diagnostics, [], "there is nothing to be said of it");
    pdf
}

/// Every case of `tests/pdf/markup/`: Djot, and the markup from the first section with text on.
#[test]
fn markup() {
    for file in files("tests/pdf/markup") {
        cases::check(&file, |case| {
            let folder = case.folder();
            let opened = pipeline::open(&folder, "fall");
            let pdf = set(&opened, &folder, "pamphlet")
                .unwrap_or_else(|list| panic!("{}: {list:?}", case.name));
            assert_eq!(pdf.diagnostics, [], "{}", case.name);
            let text = pdf.typst.find("#section(").expect("there is a section");
            pdf.typst[text..].to_owned()
        });
    }
}

/// Every case of `tests/pdf/told/`: sources and layouts, and what is told of them.
#[test]
fn told_at_the_source() {
    for file in files("tests/pdf/told") {
        cases::check(&file, |case| {
            let folder = case.folder();
            let opened = pipeline::open(&folder, "fall");
            let (edition, book, resources) =
                opened.content.as_ref().expect("the manifest can be read");
            let (name, span) = edition.layouts.first().expect("there is a default");
            let told = match Layout::load(name, *span, Some(&folder))
                .and_then(|layout| pdf::write(book, resources, &layout, &OPTIONS))
            {
                Ok(pdf) => pdf.diagnostics,
                Err(told) => told,
            };
            crate::tests::told(&told, &opened.sources)
        });
    }
}

/// Text of all kinds stands on the page as it stands in the source.
#[test]
fn treacherous_text_can_be_set() {
    let text = "# A\n\n\\# \\* \\_ \\` \\$ \\@a \\<b\\> \\[c\\] \\~ \\\\ 1\\. \\- \\+ \\= \\/\\/ https:\\//x.y \\-\\-\\- \\\"q\\\"\n";
    let folder = MemoryFolder::default()
        .with("edition.toml", cases::MANIFEST)
        .with("text/a.dj", text.as_bytes());
    let pdf = set(&pipeline::open(&folder, "fall"), &folder, "pamphlet").expect("it can be set");
    if let Some(found) = tools::text(&pdf.bytes) {
        let wanted = "# * _ ` $ @a <b> [c] ~ \\ 1. - + = // https://x.y --- \"q\"";
        assert!(found.contains(wanted), "{found}");
    }
}

/// Letters with marks that have no sign of their own, in all kinds of text: poppler reads them once each.
#[test]
fn clusters_are_read_once() {
    let text = "# Das q̣̇ im Titel e̯a

Ein q̣̇ und e̯, dann q̣q̣, ŋ̊ l̩ n̩ m̥ r̥̄ ɔ̃ und ein Schiff mit ﬃ.[^1] Wort q̣̇q̣̇ zweimal
_schräg q̣̇ e̯_, *fett q̣̇ e̯* und `Code q̣̇ e̯`.

[q̣̇ klein e̯]{.smallcaps} und [q̣̇ weit e̯]{.spaced}

## Unter e̯ und q̣̇

::: verse
Die q̣̇ Zeile e̯
:::

| q̣̇ | e̯ |
|----|----|
| l̩ | n̩ |

[^1]: Note q̣̇ und e̯.
";
    let folder = MemoryFolder::default()
        .with("edition.toml", cases::MANIFEST)
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    for name in ["pamphlet", "largeprint"] {
        let pdf = set(&opened, &folder, name).expect("it can be set");
        assert_eq!(pdf.diagnostics, []);
        let Some(found) = tools::text(&pdf.bytes) else { return };
        let count = |mark: char| found.matches(mark).count();
        // Titles stand in the contents, too, and the one of the section in running heads.
        let of = |mark: char| text.matches(mark).count();
        for mark in ['\u{307}', '\u{323}', '\u{32f}'] {
            let range = of(mark) + 2..=of(mark) + 4;
            assert!(range.contains(&count(mark)), "{mark:?} in {name}: {found}");
        }
        for mark in ['\u{30a}', '\u{329}', '\u{325}', '\u{303}'] {
            assert_eq!(count(mark), of(mark), "{mark:?} in {name}: {found}");
        }
        for words in [
            "Ein q̣̇ und e̯, dann q̣q̣, ŋ̊ l̩ n̩ m̥ r̥̄ ɔ̃ und ein Schiff mit ﬃ.1",
            "Note q̣̇ und e̯.",
            "Die q̣̇ Zeile e̯",
        ] {
            let close = found.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(close.contains(words), "`{words}` in {name}: {close}");
        }
        let lines = pdf.report.pages.pages.iter().flat_map(|page| &page.lines);
        assert!(lines.clone().any(|line| line.text.contains("Ein q̣̇ und e̯, dann")), "{name}");
        tools::judge(&[pdf.bytes]);
    }
}

#[test]
fn the_same_bytes_every_time() {
    let first = rich_pdf("pamphlet");
    assert_eq!(first.bytes, rich_pdf("pamphlet").bytes);
    assert_ne!(first.bytes, rich_pdf("paperback").bytes);
}

#[test]
fn every_word_stands_in_the_pdf_in_order() {
    let (book, _) = rich();
    for name in Layout::shipped() {
        let Some(text) = tools::in_order(&rich_pdf(name).bytes) else { return };
        let mut found = tools::words(&text).into_iter();
        for word in tools::words_of(&book) {
            assert!(
                found.any(|it| tools::is_word(&it, &word)),
                "`{word}` does not stand in its place in {name}:\n{text}"
            );
        }
    }
}

/// The book of `tests/pdf/narrow/`: one long page with a column of a given width.
fn narrow_pdf(measure: u32) -> Pdf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf/narrow");
    let mut folder = MemoryFolder::default();
    for name in ["edition.toml", "text/alt.dj", "text/neu.dj"] {
        folder = folder.with(name, std::fs::read(path.join(name)).expect("there"));
    }
    for name in ["layout.toml", "book.typ", "cover.typ", "book.css"] {
        let name = format!("layouts/schmal/{name}");
        let text = std::fs::read_to_string(path.join(&name)).expect("there");
        let set = text.replace("measure = 58", &format!("measure = {measure}"));
        folder = folder.with(&name, set.as_bytes());
    }
    let opened = pipeline::open(&folder, "narrow");
    assert_eq!(opened.diagnostics, [], "the edition is without fault");
    let pdf = set(&opened, &folder, "schmal").expect("it can be set");
    // Columns so narrow hold no running heads.
    let told: Vec<_> = pdf.diagnostics.iter().filter(|one| one.code != Code::HeadCut).collect();
    assert!(told.is_empty(), "there is nothing else to be said of it: {told:?}");
    pdf
}

/// The book in columns from a few words to a book's width, in millimetres: measure, text.
static COLUMNS: LazyLock<Vec<(u32, String)>> = LazyLock::new(|| {
    let measures = [40, 46, 52, 58, 66, 75, 86, 98].into_iter();
    let set = measures.map(|measure| (measure, narrow_pdf(measure)));
    set.filter_map(|(measure, pdf)| Some((measure, tools::text(&pdf.bytes)?))).collect()
});

#[test]
fn every_break_at_a_line_end_is_right() {
    let mut seen = 0;
    for (measure, text) in COLUMNS.iter() {
        let broken = lines::broken(text);
        for one in &broken {
            assert!(lines::is_right(one, &["de-1901", "de", "fr"]), "{one:?} at {measure} mm");
        }
        seen += broken.len();
    }
    assert!(COLUMNS.is_empty() || seen > 100, "{seen} breaks are too few to say something");
}

/// By the rules of 1901 `st` is not parted: to the typesetter such a break is none.
#[test]
fn breaks_that_the_typesetter_does_not_know_are_given() {
    let given = COLUMNS.iter().flat_map(|column| lines::broken(&column.1));
    let given = given.filter(|one| one.behind.starts_with("st")).count();
    assert!(COLUMNS.is_empty() || given >= 5, "{given}");
}

#[test]
fn words_are_whole_but_at_line_ends() {
    for (measure, text) in COLUMNS.iter() {
        let joined = text.replace("\u{ad}\n", "");
        let control = ['\u{ad}', '\u{200c}', '\u{200b}', '\u{2060}'];
        assert!(!joined.contains(control), "{measure} mm");
        let words = tools::words(text);
        for word in
            ["Konterrevolution", "Auflagen", "Auflage", "fünften", "Schaffelle", "Hausmeister"]
        {
            assert!(words.iter().any(|found| found == word), "`{word}` at {measure} mm:\n{text}");
        }
    }
}

#[test]
fn headings_verse_and_capitals_are_not_hyphenated() {
    for (measure, text) in COLUMNS.iter() {
        for word in [
            "Taufabrikation",
            "Nachrichtensammlung",
            "Hafengeschichte",
            "Seemannslieder",
            "Möwenschwingen",
            "Glockenläuten",
            "KAUFMANNSCHAFT",
            "HANSESTÄDTE",
        ] {
            assert!(text.contains(word), "`{word}` at {measure} mm");
        }
    }
}

#[test]
fn addresses_break_at_their_marks_or_as_words_do_without_a_hyphen() {
    let mut at_marks = 0;
    let mut in_words = 0;
    for (measure, text) in COLUMNS.iter() {
        for address in [
            "www.seilerei-am-hafen.example/briefe/bestand?jahr=1848&ort=westen",
            "https://archiv.example/hafenakten/register.html",
        ] {
            let parts = lines::parts(text, address);
            let parts = parts.unwrap_or_else(|| panic!("{address} at {measure} mm:\n{text}"));
            for pair in parts.windows(2) {
                let mark = pair[1].starts_with(['.', '?', '&', '-', '=']) || pair[0].ends_with('/');
                let word = pair[0].ends_with(char::is_alphabetic)
                    && pair[1].starts_with(char::is_alphabetic);
                assert!(mark || word, "{parts:?} at {measure} mm");
                at_marks += usize::from(mark);
                in_words += usize::from(word);
            }
        }
    }
    assert!(COLUMNS.is_empty() || at_marks > in_words, "{at_marks} {in_words}");
}

/// Before an address no hole opens that is wider than an em.
#[test]
fn no_hole_opens_before_an_address() {
    let address = "https://archiv.example/hafenakten/register-der-schiffe.html?jahr=1911&monat=12";
    let words = ["In", "den", "Akten", "steht", "noch", "mehr", "davon"];
    let paragraph = |count: usize| {
        format!(
            "{}, siehe {address} (abgerufen am 3. März), und andere sagen es auch.\n\n",
            words[..count].join(" ")
        )
    };
    let text = format!("# A\n\n{}", (1..=words.len()).map(paragraph).collect::<String>());
    let folder = MemoryFolder::default()
        .with("edition.toml", cases::MANIFEST)
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    for name in ["pamphlet", "paperback", "screen"] {
        let pdf = set(&opened, &folder, name).expect("it can be set");
        for line in pdf.report.pages.pages.iter().flat_map(|page| &page.lines) {
            assert!(!line.justified || line.space < 1.0, "{name}: {line:?}");
        }
    }
}

/// Calls of endnotes and footnotes, also two in a row and before punctuation.
#[test]
fn no_line_begins_with_the_call_of_a_note() {
    for placement in ["book", "footnote"] {
        let words = ["Wort[^a]", "Langes Wort[^a][^b]", "Ende.[^b]", "Mittendrin[^a],", "so"];
        let text: Vec<&str> = (0..60).map(|n| words[n * 7 % 5]).collect();
        let notes = "[^a]: Eine Anmerkung.\n\n[^b]: Noch eine.\n";
        let text = format!("# Rufe\n\n{}.\n\n{notes}", text.join(" "));
        let manifest = format!("{}[notes.n]\nplacement = \"{placement}\"\n", cases::MANIFEST);
        let folder = MemoryFolder::default()
            .with("edition.toml", manifest.as_bytes())
            .with("text/a.dj", text);
        let opened = pipeline::open(&folder, "fall");
        let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
        let Some(text) = tools::text(&pdf.bytes) else { return };
        let body = text.split("Eine Anmerkung").next().unwrap_or_default();
        let lines: Vec<&str> = body.lines().filter(|line| line.contains("ort")).collect();
        assert!(lines.len() > 5, "{body}");
        let wrong = lines.iter().find(|line| line.trim().starts_with(['1', '2', ',']));
        assert_eq!(wrong, None, "{placement}");
        assert!(!text.contains('\u{2060}'), "what holds them together is not read");
    }
}

#[test]
fn corrections_are_the_same_every_time() {
    let first = narrow_pdf(58);
    let again = narrow_pdf(58);
    assert!(first.typst.contains("\\u{2028}"));
    assert_eq!(first.typst, again.typst);
    assert_eq!(first.bytes, again.bytes);
}

/// Whether glyphs stand one behind the other that say just these letters.
fn has_glyphs(found: &[String], wanted: &str) -> bool {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    found.windows(wanted.len()).any(|some| some == wanted)
}

/// Running heads, covers and wraps are strings: in them ligatures are kept and parted as in running text.
#[test]
fn ligatures_are_judged_in_what_is_set_from_strings() {
    let title = "Sauerstoffflasche, Auflagenziffer";
    let manifest = cases::MANIFEST.replace("title = \"A\"", "title = \"Höfliche Hofflöte\"");
    let manifest = manifest.replace("title = \"Fall\"", &format!("title = \"{title}\""));
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("text/a.dj", "Hofflöte.\n\n".repeat(120).as_bytes());
    let opened = pipeline::open(&folder, "fall");
    let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
    assert_eq!(pdf.diagnostics, []);
    assert!(pdf.typst.contains("(\"Sauerstoffflasche\", [Sauerstoff#detached[flasche]],)"));
    assert!(pdf.typst.contains("Hof#detached[flöte]"), "{}", pdf.typst);
    let (_, book, resources) = opened.content.as_ref().expect("an edition");
    let plain = layout("pamphlet", None).expect("shipped");
    pdf::cover(book, &plain, resources, &Fonts::load(resources)).expect("a cover");
    let Some(pages) = tools::glyphs(&pdf.bytes) else { return };
    // Pages that say the title in their heads alone.
    let all: Vec<String> = pages[pages.len() - 2..].concat();
    for word in [
        "H o f fl ö t e",
        "H ö f l i c h e",
        "S a u e r s t o ff fl a s c h e",
        "A u f l a g e n z i ff e r",
    ] {
        assert!(has_glyphs(&all, word), "{word}: {all:?}");
    }
}

#[test]
fn judges_find_nothing() {
    let shipped = Layout::shipped().map(|name| rich_pdf(name).bytes);
    let files: Vec<Vec<u8>> = shipped.chain([narrow_pdf(46).bytes]).collect();
    tools::judge(&files);
}

/// What is seldom and what an editor may switch a lint off for passes the judges, too.
#[test]
fn judges_find_nothing_in_odd_books() {
    let made = RefCell::new(Vec::new());
    for file in files("tests/pdf/odd") {
        cases::check(&file, |case| {
            let folder = case.folder();
            let opened = pipeline::open(&folder, "fall");
            match set(&opened, &folder, "paperback") {
                Ok(pdf) => {
                    made.borrow_mut().push(pdf.bytes);
                    crate::tests::told(&pdf.diagnostics, &opened.sources)
                }
                Err(told) => crate::tests::told(&told, &opened.sources),
            }
        });
    }
    tools::judge(&made.borrow());
}

#[test]
fn the_file_says_what_it_is() {
    let Some(info) = tools::info(&rich_pdf("pamphlet").bytes) else { return };
    for line in [
        "Title:           Die Uhr im Rathaus. Drei Versuche über die Zeit",
        "Author:          Martha Brandt",
        "Keywords:        Zeit, Uhren",
        "Tagged:          yes",
        "Page size:       419.528 x 595.276 pts",
    ] {
        assert!(info.contains(line), "{line} is not in\n{info}");
    }
}

/// Every call leads to its note, and every note back to each of its calls.
#[test]
fn notes_are_linked_both_ways() {
    let (book, _) = rich();
    let typst = rich_pdf("pamphlet").typst;
    for (NoteId(index), note) in book.called_notes() {
        assert_eq!(typst.matches(&format!("note: \"note-{index}\"")).count(), {
            let footnote = note.mark.starts_with('*');
            note.calls.len() + usize::from(!footnote)
        });
        for call in 0..note.calls.len() {
            assert!(typst.contains(&format!("call: \"call-{index}-{call}\"")), "{note:?}");
        }
    }
    let several = typst.matches("#ways-back(").count();
    assert_eq!(several, book.called_notes().filter(|(_, note)| note.calls.len() > 1).count());
}

#[test]
fn covers_hold_titles_of_every_length() {
    let (mut book, resources) = rich();
    let long = "Über die Entstehung und das Wesen der öffentlichen Uhren in den mittleren Städten \
                des Königreichs, nebst einem Anhange von den Türmern, ihren Familien, ihrem Lohn und \
                ihren Beschwerden, zusammengetragen aus den Akten";
    assert!(long.chars().count() > 200);
    let word = "Rathausuhrzifferblatterneuerungsausschussvorsitzendenstellvertreterwahl";
    let mut seen = Vec::new();
    for (title, name) in
        [("Zeit!", "pamphlet"), (long, "pamphlet"), (word, "pamphlet"), ("Zeit!", "paperback")]
    {
        title.clone_into(&mut book.arrangement.manuscript.metadata.title);
        let layout = layout(name, None).expect("shipped");
        let cover =
            pdf::cover(&book, &layout, &resources, &Fonts::load(&resources)).expect("a cover");
        let picture = image::load_from_memory(&cover.jpeg).expect("a JPEG");
        assert_eq!((picture.width(), picture.height()), (cover.width, cover.height));
        assert_eq!((cover.width, cover.height), (1600, 2560));
        let margin = picture.to_luma8();
        let ground = i16::from(margin.get_pixel(0, 0).0[0]);
        // Nothing sticks out into the outer tenth of the margin.
        let clean =
            (0..2560).all(|y| (i16::from(margin.get_pixel(1590, y).0[0]) - ground).abs() < 8);
        assert!(clean, "{title} reaches the edge");
        let again =
            pdf::cover(&book, &layout, &resources, &Fonts::load(&resources)).expect("a cover");
        assert_eq!(cover.jpeg, again.jpeg);
        assert!(!seen.contains(&cover.jpeg), "{title} changes nothing");
        seen.push(cover.jpeg);
    }
}

#[test]
fn what_is_kept_is_all_that_typst_needs() {
    let (book, resources) = rich();
    let layout = layout("paperback", None).expect("shipped");
    let pdf = pdf::write(&book, &resources, &layout, &OPTIONS).expect("it can be set");
    let files = pdf::kept_files(&pdf, &layout, &resources);
    for path in ["main.typ", "layout/book.typ", "layout/layout.toml", "vocabulary/all.typ"] {
        assert!(files.contains_key(path), "{path}");
    }
    for path in book.images.keys() {
        assert!(pdf.typst.contains(&format!("\"/edition/{path}\"")));
        assert!(files.contains_key(&format!("edition/{path}")));
    }
}

#[test]
fn unknown_layouts_are_named_with_what_there_is() {
    let told = layout("pamflet", None).expect_err("there is none");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].code, Code::LayoutUnknown);
    assert_eq!(told[0].message, "there is no layout `pamflet`");
    assert_eq!(
        told[0].hint,
        "did you mean `pamphlet`? the shipped layouts are `pamphlet`, `paperback`, `largeprint`, `screen` and `proof`"
    );
    assert!(layout("../pamphlet", Some(&MemoryFolder::default())).is_err());
}
