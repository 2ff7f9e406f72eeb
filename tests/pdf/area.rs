//! Nothing leaves the type area and nothing stands on anything else, or it is told at its place.

use umbruch::inspection::{Finding, Flaw};
use umbruch::pipeline::{self, Opened};
use umbruch::storage::MemoryFolder;
use umbruch::writers::pdf::Pdf;

use super::super::book::months::MONTHS;
use super::{cases, set, tools};

/// A layout of an edition, made of a shipped one.
fn own(layout: &str) -> String {
    format!(
        "#import \"/vocabulary/all.typ\": *\n#import \"/vocabulary/all.typ\" as plain\n{layout}\n"
    )
}

fn edition(text: &str) -> (Opened, MemoryFolder) {
    let settings = include_str!("../../layouts/pamphlet/layout.toml");
    let folder = MemoryFolder::default()
        .with("edition.toml", cases::MANIFEST)
        .with("layouts/eigen/layout.toml", settings)
        .with("text/a.dj", text.as_bytes());
    (pipeline::open(&folder, "fall"), folder)
}

fn pdf(text: &str, layout: &str) -> Pdf {
    let (opened, folder) = edition(text);
    assert_eq!(opened.diagnostics, [], "{text}");
    set(&opened, &folder, layout).expect("it can be set")
}

/// What stands where it should not.
fn astray(pdf: &Pdf) -> Vec<&Finding> {
    let flaws = [Flaw::Overfull, Flaw::OutsideArea, Flaw::Overprint];
    pdf.report.findings.iter().filter(|one| flaws.contains(&one.flaw)).collect()
}

fn row<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<&str> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

fn table(head: &[&str], rows: &[Vec<&str>]) -> String {
    let mut out = row(head.iter().copied());
    out += &row(head.iter().map(|_| "---"));
    out.extend(rows.iter().map(|cells| row(cells.iter().copied())));
    out + "\n"
}

/// Tables of figures under the names of months, in every number of columns.
fn calendars() -> String {
    let mut text = "# Tabellen\n\n".to_owned();
    for columns in [3, 5, 7, 9, 12] {
        let figures = ["12,5", "7,4", "108,0", "0,3", "44,1", "9,9"];
        let cells = |row: usize| (0..columns).map(|at| figures[(at + row) % 6]).collect();
        let rows: Vec<Vec<&str>> = (0..3).map(cells).collect();
        text += &table(&MONTHS[..columns], &rows);
        text += "Ein Absatz zwischen zwei Tabellen.\n\n";
    }
    text
}

/// Tables of long compounds, of sentences and figures.
fn compounds() -> String {
    let heads =
        ["Bezeichnung", "Zuständigkeit", "Rechtsgrundlage", "Bevölkerungsdichte", "Anmerkung"];
    let first = vec![
        "Donaudampfschifffahrtsgesellschaft",
        "Verkehrsministerium",
        "Eisenbahnbetriebsordnung",
        "1.892.122",
        "im Jahr 1913 aufgelöst und nie wieder gegründet",
    ];
    let second = vec!["Kurz", "keine", "§ 3", "17", "https://www.beispiel.de/ein/langer/weg.html"];
    let mut text = "# Tabellen\n\n".to_owned();
    for columns in 2..=5 {
        let of = |cells: &[&'static str]| cells[..columns].to_vec();
        text += &table(&heads[..columns], &[of(&first), of(&second)]);
        text += "Ein Absatz zwischen zwei Tabellen.\n\n";
    }
    text
}

#[test]
fn tables_stay_in_the_type_area_in_all_layouts() {
    for layout in ["pamphlet", "paperback", "largeprint", "screen", "proof"] {
        for text in [calendars(), compounds()] {
            let pdf = pdf(&text, layout);
            assert_eq!(astray(&pdf), Vec::<&Finding>::new(), "{layout}");
        }
    }
}

/// The names of the months are whole where a column can take them, and where it cannot they stand
/// upright above their figures.
#[test]
fn heads_stay_whole() {
    for layout in ["pamphlet", "paperback", "screen", "proof"] {
        let Some(text) = tools::text(&pdf(&calendars(), layout).bytes) else { return };
        // Before the contents stands the date of the edition.
        let (_, text) = text.split_once("Inhalt").expect("there are contents");
        for month in MONTHS {
            let found = text.split_whitespace().filter(|word| *word == month).count();
            let wanted = [3, 5, 7, 9, 12].iter().filter(|n| MONTHS[..**n].contains(&month)).count();
            assert_eq!(found, wanted, "{month} in {layout}:\n{text}");
        }
    }
}

/// What no page can take is told at the table.
#[test]
fn a_table_without_room_is_told() {
    let heads: Vec<&str> = MONTHS.iter().cycle().take(30).copied().collect();
    let cells = vec!["Überschwemmung"; 30];
    let (opened, folder) = edition(&format!("# A\n\n{}", table(&heads, &[cells])));
    let pdf = set(&opened, &folder, "paperback").expect("it can be set");
    let found = astray(&pdf);
    assert!(found.iter().any(|one| one.flaw == Flaw::OutsideArea), "{found:?}");
    for finding in found {
        assert!(finding.flaw.is_grave());
        let place = opened.sources.place(finding.span.expect("a place"));
        assert_eq!(place.file, "text/a.dj");
        assert!((3..=5).contains(&place.line), "{place:?}: {}", finding.message);
    }
}

/// Letters without the spaces between them.
fn close(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Lines of code are turned over, words of code are parted, and what is read stays the same.
#[test]
fn code_stays_in_the_type_area() {
    let long = "let wert = rechne(eingabe, erstes_argument, zweites_argument, drittes_argument, viertes_argument_hier);";
    assert_eq!(long.len(), 103);
    let endless = "abcdefghij".repeat(30);
    let inline = "std::collections::HashMap::with_capacity_and_hasher";
    let text = format!(
        "# Code\n\n```\n{long}\n\n\tmit Tabulator\n{endless}\n```\n\nIm Text `{inline}` und `{endless}`.[^a]\n\n\
         - Punkt\n\n  - darin\n\n    ```\n    {long}\n    ```\n\n> ```\n> {endless}\n> ```\n\n\
         [^a]: Anmerkung:\n\n    ```\n    {long}\n    ```\n"
    );
    for layout in ["pamphlet", "paperback", "largeprint", "screen", "proof"] {
        let pdf = pdf(&text, layout);
        assert_eq!(astray(&pdf), Vec::<&Finding>::new(), "{layout}");
        let Some(said) = tools::in_order(&pdf.bytes) else { return };
        let said = close(&said);
        for (code, times) in [(long, 3), (endless.as_str(), 3), (inline, 1)] {
            // A page turn, a running head and the marks of a proof may come between.
            let found = said.matches(&close(code)).count();
            let between = layout == "largeprint" || layout == "proof";
            assert!(
                found == times || between && found >= 1,
                "{layout}: {found} times {code}\n{said}"
            );
        }
    }
}

/// Words that no rule breaks are parted, too: keys, checksums.
#[test]
fn endless_words_stay_in_the_type_area() {
    let key = "0123456789abcdef".repeat(12);
    let letters = "grtzkl".repeat(30);
    let text = format!("# A\n\nDer Schlüssel {key} steht hier, und {letters} auch.\n\n- {key}\n");
    for layout in ["paperback", "largeprint"] {
        let pdf = pdf(&text, layout);
        assert_eq!(astray(&pdf), Vec::<&Finding>::new(), "{layout}");
        let Some(said) = tools::text(&pdf.bytes) else { return };
        assert_eq!(close(&said).matches(&key).count(), 2, "{said}");
        assert!(close(&said).contains(&letters), "{said}");
    }
}

/// Two pages of the printed source may begin in one line, on a left page too.
#[test]
fn marks_in_the_margin_stand_beside_each_other() {
    let marks = |at: usize| {
        let (first, second) = (2 * at, 2 * at + 1);
        format!("Auf dem [{first}]{{.page}}Vorsatz steht [{second}]{{.page}}ein Name.\n\n")
    };
    let text: String = (1..60).map(marks).collect();
    for layout in ["paperback", "pamphlet"] {
        let pdf = pdf(&format!("# A\n\n{text}"), layout);
        assert!(pdf.pages > 4, "there are left pages");
        assert_eq!(astray(&pdf), Vec::<&Finding>::new(), "{layout}");
    }
}

/// What a layout of an edition does is seen, and told at the place of the source.
#[test]
fn what_a_layout_sets_outside_is_told() {
    let code = format!("# A\n\nText davor.\n\n```\n{}\n```\n", "x".repeat(104));
    let cases = [
        (
            code.as_str(),
            "#let code-block(text) = block(raw(text, block: true))",
            Flaw::OutsideArea,
            "out of the type area on the right",
            Some(5),
        ),
        (
            "# A\n\nText mit _Wort_ darin.\n",
            "#let emph(body) = box(width: 0pt, place(dx: -60pt, box(width: 100pt, body)))",
            Flaw::OutsideArea,
            "out of the type area on the left",
            Some(3),
        ),
        (
            "# A\n\nText mit _Wort_ darin.\n",
            "#let emph(body) = box(width: 4pt, box(width: 100pt, body))",
            Flaw::Overprint,
            "is printed on",
            Some(3),
        ),
        (
            "# A\n\nText.\n",
            "#let book(..how, body) = { show: plain.book.with(..how, head: (author, title) => move(dx: -90pt)[Kopf]); body }",
            Flaw::OutsideArea,
            "out of the page on the left",
            None,
        ),
    ];
    for (text, layout, flaw, said, line) in cases {
        let (opened, folder) = edition(text);
        let folder = folder.with("layouts/eigen/book.typ", own(layout).as_bytes());
        let pdf = set(&opened, &folder, "eigen").expect("it can be set");
        let found = pdf.report.findings.iter().find(|one| one.flaw == flaw);
        let found = found.unwrap_or_else(|| panic!("{layout}: {:?}", pdf.report.findings));
        assert!(found.message.contains(said), "{}", found.message);
        let place = found.span.map(|span| opened.sources.place(span).line);
        assert_eq!(place, line, "{layout}: {}", found.message);
        assert_eq!(
            pdf.report.measures.flaws[flaw.as_str()],
            pdf.report.findings.iter().filter(|one| one.flaw == flaw).count()
        );
    }
}

/// The pages of a text in a layout without an ornament at breaks, as they are read.
fn turned(text: &str) -> Option<(Pdf, Vec<String>)> {
    let (opened, folder) = edition(text);
    let settings = include_str!("../../layouts/pamphlet/layout.toml");
    let settings = settings.replace("[notes]", "ornament = \"\"\n\n[notes]");
    let folder = folder
        .with("layouts/eigen/layout.toml", settings.as_bytes())
        .with("layouts/eigen/book.typ", own("").as_bytes());
    let pdf = set(&opened, &folder, "eigen").expect("it can be set");
    let text = tools::text(&pdf.bytes)?;
    let pages = text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect();
    Some((pdf, pages))
}

/// A break without an ornament is a free line, and at a page turn, where none is seen, a sign.
#[test]
fn breaks_are_seen_at_a_page_turn() {
    let mut seen = 0;
    for before in 24..34 {
        let lines = "Eine Zeile.\n\n".repeat(before);
        let Some((_, pages)) =
            turned(&format!("# A\n\n{lines}* * *\n\nUnd weiter.\n\nUnd Schluss.\n"))
        else {
            return;
        };
        let marked: Vec<&String> = pages.iter().filter(|page| page.contains('∗')).collect();
        let turn = pages.iter().position(|page| page.contains("Und weiter.")).expect("it goes on");
        let lines: Vec<&str> = pages[turn].lines().filter(|line| !line.trim().is_empty()).collect();
        // Behind the running head the page begins with the sign, or with what follows the break.
        let head = lines.iter().position(|line| line.contains("Und weiter.")).expect("there");
        let at_turn = !pages[turn].contains("Eine Zeile.");
        assert_eq!(marked.len(), usize::from(at_turn), "{before}: {head} {pages:?}");
        seen += marked.len();
    }
    assert_eq!(seen, 2, "once at the foot of a page and once at the head of the next");
}

/// Code that a page turn parts at an empty line begins the page with what follows.
#[test]
fn code_begins_no_page_with_an_empty_line() {
    let code: String = (0..60).map(|number| format!("zeile {number}\n\n")).collect();
    for before in 0..2 {
        let text = format!("# A\n\n{}```\n{code}```\n", "Text.\n\n".repeat(before));
        let pdf = pdf(&text, "pamphlet");
        let heads = pdf.report.pages.pages.iter().filter_map(|page| {
            let mut lines = page.lines.iter().filter(|line| line.text.starts_with("zeile"));
            Some(lines.next()?.baseline)
        });
        let heads: Vec<f64> = heads.skip(1).collect();
        assert!(heads.len() > 1);
        let area = 25.0 * 72.0 / 25.4;
        for head in heads {
            assert!((head - area - 0.7 * 10.5).abs() < 0.1, "{head} is no first line");
        }
        let Some(text) = tools::in_order(&pdf.bytes) else { return };
        let found = text.lines().filter(|line| line.starts_with("zeile")).count();
        assert_eq!(found, 60);
    }
}

/// A page with nothing but the rest of a footnote is no blank one.
#[test]
fn the_rest_of_a_footnote_has_a_running_head() {
    let long = "Eine lange Anmerkung, die über die Seite hinausgeht. ".repeat(90);
    let lines = "Eine Zeile.\n\n".repeat(20);
    let text = format!("# Der Titel\n\n{lines}Der Ruf.[^fuss:1]\n\n[^fuss:1]: {long}\n");
    let manifest = format!(
        "{}[[section]]\nfile = \"text/b.dj\"\n",
        cases::MANIFEST
            .replace("[[section]]", "[notes.fuss]\nplacement = \"footnote\"\n[[section]]")
    );
    let folder = MemoryFolder::default()
        .with("edition.toml", manifest.as_bytes())
        .with("text/a.dj", text.as_bytes())
        .with("text/b.dj", "# Danach\n\nText.\n".as_bytes());
    let opened = pipeline::open(&folder, "fall");
    assert_eq!(opened.diagnostics, []);
    let pdf = set(&opened, &folder, "paperback").expect("it can be set");
    let Some(text) = tools::text(&pdf.bytes) else { return };
    let rest = text.split('\u{c}').enumerate().filter(|(_, page)| {
        page.contains("Eine lange Anmerkung")
            && !page.contains("Eine Zeile.")
            && !page.contains("Ruf")
    });
    let rest: Vec<(usize, &str)> = rest.collect();
    assert!(!rest.is_empty(), "{text}");
    for (index, page) in rest {
        let number = (index + 1).to_string();
        assert!(page.split_whitespace().any(|word| word == number), "no {number}: {page}");
    }
}

/// Where rows have several lines a hairline stands between them, and a row is not parted.
#[test]
fn rows_are_told_apart() {
    let long =
        "ein Satz, der in dieser Spalte nicht in eine Zeile passt, und noch ein zweiter dazu";
    let rows = |text: &'static str| -> Vec<Vec<&str>> { (0..4).map(|_| vec!["a", text]).collect() };
    let hairlines = |text: &'static str| {
        let pdf = pdf(&format!("# A\n\n{}", table(&["Kopf", "Text"], &rows(text))), "paperback");
        tools::rules(&pdf.bytes, 0.25)
    };
    let Some(few) = hairlines("kurz") else { return };
    assert_eq!(few, 0, "single lines need none");
    assert_eq!(hairlines(long), Some(3));
}

/// Rules below and through a sign that hangs over the line hang with it, and a number in the margin is no
/// part of the line beside which it stands.
#[test]
fn what_hangs_and_what_stands_in_the_margin_is_no_fault() {
    let mut text = "# A\n\n".to_owned();
    for length in 1..40 {
        let (first, behind) = ("a".repeat(length), "b".repeat(40 - length));
        text += &format!(
            "Am {first} Kai {{-gestrichenerweise-}} und {{+unterstrichenes+}} {{=hervorgehobenes=}}, {{-gestrichen,-}} \
             wie {{-durchgestrichene-}} Wörter {behind} mit [{length}]{{.page}}Seiten am [a{length}]{{.page}}Ende.\n\n"
        );
    }
    for layout in ["pamphlet", "paperback", "screen", "proof"] {
        let pdf = pdf(&text, layout);
        assert_eq!(astray(&pdf), Vec::<&Finding>::new(), "{layout}");
    }
}
