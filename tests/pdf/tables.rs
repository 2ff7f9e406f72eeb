//! Tables that go over several pages: their heads, and what they are called.

use umbruch::inspection::Flaw;
use umbruch::pipeline;
use umbruch::storage::MemoryFolder;

use super::{cases, set, tools};

/// How often the head of a table of so many rows is read in a PDF.
fn heads(head: &str) -> Option<usize> {
    let rows: String = (1..=80).map(|n| format!("| {n} | Korb |\n")).collect();
    let note = if head == "[^1]" { "[^1]: Woher?\n" } else { "" };
    let text = format!("| Zahl {head} | Ding |\n|---|---|\n{rows}\n{note}");
    let folder = MemoryFolder::default()
        .with("edition.toml", cases::MANIFEST)
        .with("text/a.dj", text.as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, [], "{head}");
    let pdf = set(&opened, &folder, "pamphlet").expect("it can be set");
    assert_eq!(pdf.diagnostics, [], "{head}");
    Some(tools::text(&pdf.bytes)?.matches("Zahl").count())
}

#[test]
fn heads_are_said_again_where_links_lead_nowhere_in_them() {
    let found = ["", "[^1]", "[Kai]{#kai}", "[3]{.page}"].map(heads);
    if let [Some(plain), Some(call), Some(id), Some(page)] = found {
        assert!(plain > 1, "{plain}");
        assert_eq!((call, id, page), (1, 1, 1));
    }
}

/// Chapters, each with a line more than the one before, and at their ends a heading and a table.
fn harvests() -> MemoryFolder {
    let rows: String = (1901..=1918).map(|year| format!("| {year} | {} |\n", year % 7)).collect();
    let (mut manifest, mut folder) = (cases::MANIFEST.to_owned(), MemoryFolder::default());
    for chapter in 10..34 {
        let lines = "Die Zeile steht allein.\n\n".repeat(chapter);
        let text = format!(
            "# Teil {chapter}\n\n{lines}## Abschnitt {chapter}\n\n| Jahr | Ernte |\n|---|--:|\n{rows}\n\
             ^ Ernten am Kai {chapter}\n\nEnde."
        );
        if chapter > 10 {
            manifest += &format!("[[section]]\nfile = \"text/{chapter}.dj\"\n");
        }
        let name = if chapter == 10 { "a".to_owned() } else { chapter.to_string() };
        folder = folder.with(&format!("text/{name}.dj"), text);
    }
    folder.with("edition.toml", manifest)
}

/// No page turn parts what a table is called, and the heading above it, from its first row.
#[test]
fn captions_and_headings_stay_with_their_tables() {
    let folder = harvests();
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    for layout in ["pamphlet", "paperback", "largeprint", "screen", "proof"] {
        let pdf = set(&opened, &folder, layout).expect("it can be set");
        let grave = [Flaw::CaptionFoot, Flaw::HeadingFoot, Flaw::Register, Flaw::OutsideArea];
        let told = pdf.report.findings.iter().filter(|one| grave.contains(&one.flaw));
        assert_eq!(
            told.collect::<Vec<_>>(),
            Vec::<&umbruch::inspection::Finding>::new(),
            "{layout}"
        );
        let Some(text) = tools::text(&pdf.bytes) else { return };
        let (_, text) = text.split_once("Die Zeile").expect("there is text");
        let (mut whole, mut parted) = (0, 0);
        for page in text.split('\u{c}') {
            for behind in page.split("Ernten am Kai").skip(1) {
                let first = behind.find("1901").expect("the first row stands below");
                assert!(behind.find("Jahr").is_some_and(|head| head < first), "{layout}: {page}");
                if behind.contains("1918") { whole += 1 } else { parted += 1 }
            }
            for behind in page.split("Abschnitt ").skip(1) {
                assert!(behind.contains("Ernten am Kai"), "{layout}: {page}");
            }
        }
        assert_eq!(whole + parted, 24, "{layout}");
        assert!(parted > 0, "{layout}: tables go over pages");
    }
}

/// What a layout of the edition takes apart is told.
#[test]
fn a_caption_without_its_table_is_told() {
    let book = "#import \"/vocabulary/all.typ\": *\n#import \"/vocabulary/all.typ\" as plain\n\
                #let tabular(caption: none, ..how) = {\n  caption\n  pagebreak()\n  plain.tabular(..how)\n}\n";
    let folder = harvests()
        .with("layouts/eigen/layout.toml", include_str!("../../layouts/pamphlet/layout.toml"))
        .with("layouts/eigen/book.typ", book);
    let opened = pipeline::open(&folder, "fall");
    let pdf = set(&opened, &folder, "eigen").expect("it can be set");
    let told = pdf.report.findings.iter().filter(|one| one.flaw == Flaw::CaptionFoot);
    let told: Vec<&str> = told.map(|one| one.message.as_str()).collect();
    assert_eq!(told.len(), 24, "{told:?}");
    assert_eq!(told[0], "the caption `Ernten am Kai 10` stands apart from its table");
}

/// A table of so many groups of three rows, each with a head over its rows, and of what its cells hold.
fn grid(groups: usize) -> String {
    let group = |n: usize| {
        format!(
            "- - {{rowspan=3}}\n    Gruppe{n}.\n  - Der erste Absatz dieses Feldes, der über mehr als eine Zeile geht.\n\n    \
             - Weizen{n}.\n    - Roggen\n  - {n}\n- - {{colspan=2}}\n    Über beide Spalten.[^{n}]\n- - Zuletzt\n  - {n}\n"
        )
    };
    let notes = (1..=groups).map(|n| format!("[^{n}]: Note {n}.\n\n")).collect::<String>();
    format!(
        "# A\n\n{{columns=\"--- --- --:\" head-rows=2 head-columns=1}}\n::: table\n- - {{rowspan=2}}\n    Kopfwort\n  - \
         {{colspan=2}}\n    Überwort\n- - Mitte\n  - Rand\n{}\n^ Was in Feldern steht\n:::\n\n{notes}",
        (1..=groups).map(group).collect::<String>()
    )
}

/// Cells that hold blocks and reach over others, in every layout: all is set, within the type area and on the grid, rows that
/// a cell goes over begin on one page, footnotes stand where they are called, and the head is said again.
#[test]
fn cells_hold_blocks_and_reach_over_others() {
    for (groups, footnotes) in [(2, false), (14, false), (14, true)] {
        let placement = if footnotes { "[notes.a]\nplacement = \"footnote\"\n" } else { "" };
        let folder = MemoryFolder::default()
            .with("edition.toml", format!("{}{placement}", cases::MANIFEST))
            .with("text/a.dj", grid(groups));
        let opened = pipeline::open(&folder, "fall");
        assert_eq!(opened.diagnostics, []);
        for layout in ["pamphlet", "paperback", "largeprint", "screen", "proof"] {
            let pdf = set(&opened, &folder, layout).expect("it can be set");
            let grave = [Flaw::CaptionFoot, Flaw::Register, Flaw::OutsideArea];
            let told = pdf.report.findings.iter().filter(|one| grave.contains(&one.flaw));
            let told: Vec<_> = told.collect();
            assert!(told.is_empty(), "{layout}: {told:?}");
            assert_eq!(pdf.diagnostics, [], "{layout}");
            let Some(text) = tools::text(&pdf.bytes) else { continue };
            let pages: Vec<&str> = text.split('\u{c}').collect();
            for n in 1..=groups {
                let page = |word: &str| pages.iter().position(|page| page.contains(word));
                let (first, last) = (page(&format!("Gruppe{n}.")), page(&format!("Weizen{n}.")));
                assert!(
                    first.is_some() && first == last,
                    "{layout}: {n} on {first:?} and {last:?}"
                );
            }
            for page in pages.iter().filter(|page| page.contains("Zuletzt")) {
                assert!(page.contains("Kopfwort"), "{layout}: {page}");
            }
        }
    }
}
