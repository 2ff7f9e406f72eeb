//! Typography: what `typography = "fix"` makes of a book, and what no correction may ever do.

use std::path::PathBuf;

use proptest::prelude::*;
use umbruch::diagnostics::{Code, Severity};
use umbruch::ir::walk::LineKind;
use umbruch::ir::{Language, Name, SectionId, plain};
use umbruch::language::QuoteStyle;
use umbruch::pipeline::{self, Session};
use umbruch::proof::typography::{HouseStyle, bind, find};
use umbruch::proof::{Edit, Passage, Piece, PieceKind, edits, passages};
use umbruch::source::{Sources, Span};
use umbruch::storage::MemoryFolder;

use super::{cases, outline, root, signs};

/// A manifest that has typography corrected.
fn fixing() -> String {
    format!("typography = \"fix\"\n{}", cases::MANIFEST)
}

/// The cases of `tests/typography/`: text, then the book as an outline, then its contents.
#[test]
fn corrected_books() {
    for file in std::fs::read_dir(root().join("tests/typography")).expect("there").flatten() {
        cases::check(&file.path(), |case| {
            let files = case.files.iter().map(|(path, text)| (path.clone(), signs::raw(text)));
            let case = cases::Case { files: files.collect(), ..case.clone() };
            let own = case.files.iter().any(|(path, _)| path == "edition.toml");
            let folder = case.folder();
            let folder = if own { folder } else { folder.with("edition.toml", fixing()) };
            let opened = pipeline::open(&folder, "fall");
            let (_, book, _) = opened.content.as_ref().expect("the manifest can be read");
            let mut out = outline::book(book);
            for entry in &book.outline {
                out.push_str(&format!("contents: {}\n", plain(&entry.title)));
            }
            signs::visible(&out)
        });
    }
}

/// After corrections every piece still stands where the source has it.
#[test]
fn pieces_keep_their_places() {
    let text = "# Vom 2. Dezember - ein Tag\n\nSiehe S.395, z.B. _Bd.25_ und \u{201c}Kai\u{201d}\n> nie. Er kam \\\"so\\\" . . .\n";
    let folder = MemoryFolder::default().with("edition.toml", fixing()).with("text/a.dj", text);
    let opened = pipeline::open(&folder, "fall");
    let (_, book, _) = opened.content.as_ref().expect("it can be read");
    let mut kept = 0;
    for passage in passages(book.manuscript()) {
        let mut last = 0;
        for piece in &passage.pieces {
            let source = opened.sources.file(piece.span.file).text();
            let written = source.get(piece.span.range()).expect("a place in the source");
            assert!(piece.span.start >= last, "{:?} in order", &passage.text[piece.range.clone()]);
            last = piece.span.start;
            let shown = &passage.text[piece.range.clone()];
            if shown.chars().all(|c| c.is_alphanumeric() || " .,".contains(c)) && shown.len() > 1 {
                assert_eq!(shown, written);
                kept += 1;
            }
        }
    }
    assert!(kept > 8, "{kept} pieces were looked at");
}

/// A line of German text.
fn line(text: &str) -> Passage {
    let language = Language::parse("de").expect("a tag");
    let file = Sources::default().add("a.dj", text);
    let piece = Piece {
        range: 0..text.len(),
        span: Span::new(file, 0..text.len()),
        name: Name::None,
        kind: PieceKind::Text,
        language: language.clone(),
        spaced: false,
        link: false,
        alignment: std::sync::OnceLock::new(),
    };
    Passage {
        text: text.to_owned(),
        pieces: if text.is_empty() { Vec::new() } else { vec![piece] },
        kind: LineKind::Prose,
        language,
        section: SectionId(0),
        note: false,
    }
}

fn replace(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.replacement);
        at = edit.range.end;
    }
    out + &text[at..]
}

/// A text with all corrections, as the book gets them.
fn corrected(text: &str, style: HouseStyle) -> String {
    let mut text = text.to_owned();
    for _ in 0..5 {
        text = replace(&text, &edits(&find(&line(&text), &style)));
    }
    replace(&text, &bind(&line(&text)))
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words, numbers and signs of which rules speak, in any order.
fn words() -> impl Strategy<Value = String> {
    let parts = [
        "Kai",
        "der",
        "und",
        "Hans",
        "K.",
        "I.",
        "II.",
        "z.",
        "B.",
        "d.",
        "h.",
        "S.",
        "Bd.",
        "Nr.",
        "f.",
        "ff.",
        "usw.",
        "Dr.",
        "ca.",
        "Dezember",
        "Mai",
        "Kongreß",
        "Ludwig",
        "Karl",
        "ist",
        "im",
        "am",
        "daß",
        "MAßE",
        "Staatſtreich",
        "Berlin",
        "Wien",
        "New York",
        "Mark",
        "Prozent",
        "Telefon",
        "3",
        "12",
        "395",
        "1851",
        "1914",
        "10.000",
        "50000",
        "30.11.1917",
        "2.",
        "3.5",
        "%",
        "°C",
        "€",
        "km",
        "§",
        "\"",
        "'",
        "„",
        "“",
        "”",
        "‚",
        "‘",
        "’",
        "»",
        "«",
        "›",
        "‹",
        ",,",
        "´",
        "`",
        "′",
        "-",
        "–",
        "—",
        "…",
        "...",
        ".",
        "..",
        ",",
        ";",
        ":",
        "!",
        "?",
        "(",
        ")",
        "[",
        "]",
        "(...)",
        "/",
        " ",
        " ",
        " ",
        " ",
        " ",
        "\u{a0}",
        "\u{202f}",
        "\n",
        "s",
        "sche",
        "\u{fffc}",
        "https://a.example/1-2",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..24)
        .prop_map(|parts| parts.concat())
}

fn styles() -> impl Strategy<Value = HouseStyle> {
    prop_oneof![Just(QuoteStyle::Custom), Just(QuoteStyle::Inward)]
        .prop_map(|quotes| HouseStyle { quotes })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Letters and digits stay, in their order; what is corrected is right.
    #[test]
    fn corrections_keep_letters_and_come_to_an_end(text in words(), style in styles()) {
        let once = corrected(&text, style);
        prop_assert_eq!(letters(&once), letters(&text));
        prop_assert_eq!(corrected(&once, style), once);
    }

    /// Any text at all is read.
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        prop_assert_eq!(letters(&corrected(&text, HouseStyle::default())), letters(&text));
    }
}

/// Djot with markup around and between words that rules speak of.
fn marked() -> impl Strategy<Value = String> {
    let parts = [
        "Kai",
        "der",
        "S.",
        "395",
        "z.",
        "B.",
        "_Bd._",
        "*25*",
        "[Nr.]{.spaced}",
        "5",
        "[^a]",
        "`x - y`",
        "\\.",
        "\\\"",
        "\\'",
        "\"",
        "'",
        "“",
        "”",
        "„",
        "...",
        "--",
        "-",
        "—",
        "(...)",
        "\\[",
        "\\]",
        "[S.3](https://a.example)",
        "[mot !]{lang=fr}",
        "{% Frage %}",
        " ",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n> ",
        "\\ ",
        ",",
        ".",
        "!",
        "1640-1660",
        "usw\\.\\.",
        "[7]{.page}",
        "K.",
        "Korsch",
        "´",
        "10.000",
        "[Kai[^a].]{lang=en}",
        "[Kai[^a], so]{lang=en}",
        "[mot.[^a]]{lang=fr}",
        "[quai,[^a] vide]{lang=fr}",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 1..16)
        .prop_map(|parts| format!("> Am {} Kai.\n\nSo.[^a]\n\n[^a]: Ebd.\n", parts.concat()))
}

fn opened(text: &str) -> (pipeline::Opened, MemoryFolder) {
    let folder =
        MemoryFolder::default().with("edition.toml", cases::MANIFEST).with("text/a.dj", text);
    let mut opened = pipeline::open(&folder, "fall");
    Session::default().proofread(&mut opened, &folder).expect("nobody stops it");
    (opened, folder)
}

fn shape(opened: &pipeline::Opened) -> String {
    let (_, book, _) = opened.content.as_ref().expect("the manifest can be read");
    letters(&outline::book(book))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is written into a source file breaks no markup and changes no letter.
    #[test]
    fn corrections_of_files_break_no_markup(text in marked()) {
        let (before, _) = opened(&text);
        let errors = |opened: &pipeline::Opened| {
            opened.diagnostics.iter().filter(|d| d.severity() == Severity::Error).count()
        };
        for (_, (corrected, _)) in pipeline::corrected(&before.diagnostics, &before.sources) {
            let (after, _) = opened(&corrected);
            prop_assert_eq!(errors(&after), errors(&before), "{}", corrected);
            prop_assert_eq!(shape(&after), shape(&before), "{}", corrected);
        }
    }
}

/// Words, calls of notes and signs in any order.
fn sided() -> impl Strategy<Value = String> {
    let parts =
        ["quai", "mot", "etc", "_vide_", "[^a]", "[^a]", ".", ".", ",", ";", "!", " ", " ", "\n"];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 1..14)
        .prop_map(|parts| format!("Am {} fin\n\nSo.[^a]\n\n[^a]: Ebd.\n", parts.concat()))
}

/// The book with its typography corrected, or as it is.
fn set(language: &str, typography: &str, text: &str) -> String {
    let manifest = cases::MANIFEST.replace("\"de\"", &format!("\"{language}\""));
    let manifest = format!("typography = \"{typography}\"\n{manifest}");
    let folder = MemoryFolder::default().with("edition.toml", manifest).with("text/a.dj", text);
    let (_, book, _) = pipeline::open(&folder, "fall").content.expect("the manifest is good");
    outline::book(&book)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Signs change the side of a call; none is lost or doubled, in the book and in the file.
    #[test]
    fn no_sign_beside_a_call_is_lost(text in sided()) {
        let signs = |text: &str| text.chars().filter(|c| ".,;!".contains(*c)).count();
        for language in ["en", "fr"] {
            let (before, after) = (set(language, "report", &text), set(language, "fix", &text));
            prop_assert_eq!(signs(&after), signs(&before), "{} {}", language, after);
            prop_assert_eq!(letters(&after), letters(&before), "{} {}", language, after);
        }
    }
}

/// The codes of typography, in the order of the table.
fn codes() -> Vec<Code> {
    let all = Code::ALL.iter().copied();
    all.skip_while(|code| *code != Code::QuotationMarks)
        .take_while(|code| *code != Code::NoteNumber)
        .collect()
}

/// The page lists all rules, names only codes that there are, and all of typography.
#[test]
fn the_page_of_rules_is_true() {
    let page = std::fs::read_to_string(root().join("docs/typography.md")).expect("there");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| T"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let ids: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    let wanted: Vec<String> = (1..=57).map(|n| format!("T{n:02}")).collect();
    assert_eq!(ids, wanted);
    let mut named = Vec::new();
    for row in &rows {
        assert_eq!(row.len(), 4, "{row:?}");
        let words = row[2].split('`').skip(1).step_by(2);
        for word in words {
            let code = word.parse::<Code>();
            assert!(code.is_ok_and(Code::is_proof), "{word} of {} is no code", row[0]);
            named.extend(code);
        }
    }
    for code in codes() {
        assert!(named.contains(&code), "{code} is not on the page");
    }
}

/// The handbook shows every code of typography with an example.
#[test]
fn the_handbook_shows_every_code() {
    let path: PathBuf = root().join("source/handbuch/text/93-typografie.dj");
    let chapter = std::fs::read_to_string(path).expect("there");
    for code in codes() {
        let rows = chapter.lines().filter(|line| line.starts_with(&format!("| `{code}`"))).count();
        assert!(rows > 0, "{code} is not in the chapter");
    }
}
