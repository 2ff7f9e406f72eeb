//! Whatever the bytes: no panic, messages with places, and no word of a text lost.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use umbruch::diagnostics::Code;
use umbruch::ir::walk;
use umbruch::pipeline::{self, Opened};
use umbruch::storage::MemoryFolder;

const MANIFEST: &str = "slug = \"a\"\ntitle = \"A\"\nlanguage = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23
[notes.a]\n[notes.hg]\nmarks = \"a\"\nplacement = \"section\"
[[section]]\nfile = \"a.dj\"\ntitle = \"A\"\n";

fn open(manifest: &str, text: impl Into<Vec<u8>>) -> Opened {
    let folder = MemoryFolder::default().with("edition.toml", manifest).with("a.dj", text);
    pipeline::open(&folder, "a")
}

/// Every place that is told lies in its file, and can be printed.
fn places_are_real(opened: &Opened) {
    for diagnostic in &opened.diagnostics {
        let place = opened.sources.place(diagnostic.span);
        let file = opened.sources.file(diagnostic.span.file);
        assert!(diagnostic.span.range().end <= file.text().len().max(3), "{diagnostic:?}");
        assert!(place.line >= 1 && place.column >= 1);
        assert!(!diagnostic.message.is_empty() && !diagnostic.hint.is_empty());
    }
    assert!(!crate::tests::told(&opened.diagnostics, &opened.sources).contains('\u{0}'));
}

/// Pieces of markup that meet in ways nobody meant.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just("\n\n"),
        Just("# "),
        Just("## "),
        Just("> "),
        Just("- "),
        Just("1. "),
        Just(":::"),
        Just("::: verse\n"),
        Just("::: figure\n"),
        Just("::: letter"),
        Just("::: drama\n"),
        Just("{.speaker}\n"),
        Just("{.shared}\n"),
        Just("{.stage}"),
        Just("{numbered=1}\n"),
        Just("{start=continue numbered=999999999999}\n"),
        Just("{start=999999}\n"),
        Just("\n:::\n"),
        Just("{.page}"),
        Just("{lang=fr}"),
        Just("{#a}"),
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just("(#a)"),
        Just("(https://x.de)"),
        Just("![a](b.png)"),
        Just("[^1]"),
        Just("[^1]: "),
        Just("[^hg:x]"),
        Just("[^hg:x]: "),
        Just("_"),
        Just("*"),
        Just("`"),
        Just("```\n"),
        Just("|"),
        Just("|--|"),
        Just("^"),
        Just("~"),
        Just("\""),
        Just("'"),
        Just("--"),
        Just("..."),
        Just("\\"),
        Just("$`"),
        Just("<"),
        Just("wort"),
        Just("ärger "),
        Just(" "),
        Just("    "),
        Just("\t"),
        Just("\u{301}"),
        Just("\u{202e}"),
        Just("𝔘"),
        Just(": "),
        Just("* * *\n"),
        Just("\r\n"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_is_read(text in markup()) {
        places_are_real(&open(MANIFEST, text));
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        places_are_real(&open(MANIFEST, text));
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        places_are_real(&open(MANIFEST, bytes));
    }

    #[test]
    fn any_manifest_is_read(at in 0..MANIFEST.len(), length in 0..40_usize, put in "[\\PC\n]{0,12}") {
        let mut manifest = MANIFEST.to_owned();
        manifest.replace_range(at..(at + length).min(MANIFEST.len()), &put);
        places_are_real(&open(&manifest, "Text."));
        places_are_real(&open(&put, "Text."));
    }

    /// Letters and figures are never lost, wherever they stand in plain prose with markup in it.
    #[test]
    fn no_letter_of_prose_is_lost(words in prop::collection::vec("[a-zäöüß]{1,8}", 1..40),
                                  marks in prop::collection::vec(prop_oneof![
        Just(" "), Just(", "), Just(" _"), Just("_ "), Just(" *"), Just("* "), Just(" \""),
        Just("\" "), Just("' "), Just(" -- "), Just("\n"), Just("\n\n"), Just("; ")], 40)) {
        let text: String = words.iter().zip(&marks).map(|(w, m)| format!("{w}{m}")).collect();
        let opened = open(MANIFEST, text.as_str());
        let (_, book, _) = opened.content.expect("the manifest is good");
        let mut read = String::new();
        for section in book.sections() {
            if !section.is_generated() {
                walk::inlines(&section.blocks, &mut |inline| {
                    read.push_str(&walk::plain_text(match inline.children() {
                        [] => std::slice::from_ref(inline),
                        _ => &[],
                    }));
                });
            }
        }
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&read), letters(&text));
    }
}

/// An edition with a bibliography and a style of its own.
fn cited(works: &str, style: &str, text: &str) -> Opened {
    let tables = "[bibliography]\nfile = [\"a.bib\", \"a.yaml\"]\nstyle = \"a.csl\"\n[[section]]\nrole = \"bibliography\"\n";
    let folder = MemoryFolder::default()
        .with("edition.toml", format!("{MANIFEST}{tables}"))
        .with("a.bib", works)
        .with("a.yaml", works)
        .with("a.csl", style)
        .with("a.dj", text);
    pipeline::open(&folder, "a")
}

const CSL: &str = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">
<info><title>A</title><id>a</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<macro name=\"a\"><names variable=\"author\"><name form=\"short\"/></names><date variable=\"issued\"><date-part name=\"year\"/></date></macro>
<citation><layout delimiter=\"; \"><text macro=\"a\"/><text variable=\"locator\"/></layout></citation>
<bibliography><layout suffix=\".\"><text macro=\"a\"/><text variable=\"title\" font-style=\"italic\"/></layout></bibliography></style>";
const BIB: &str = "@string{k = {Kai}}\n@book{a, author = {Probe, Ida}, title = {A \\emph{b}}, publisher = k # { x}, date = {1911}}
@article{b, author = {Muster, Karl}, title = \"B $x^2$\", pages = {1--2}, crossref = {a}, year = 1920}\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bibliography_is_read(at in 0..BIB.len(), length in 0..30_usize, put in "[\\PC{}@=,\"#\n]{0,8}") {
        let mut works = BIB.to_owned();
        works.replace_range(at..(at + length).min(BIB.len()), &put);
        places_are_real(&cited(&works, CSL, "[vgl. @a, S. 3; -@b]{.cite}"));
        places_are_real(&cited(&put, CSL, &format!("[@a {put}]{{.cite}}")));
    }

    #[test]
    fn any_style_is_read(at in 0..CSL.len(), length in 0..60_usize, put in "[\\PC<>/=\"\n]{0,8}") {
        let mut style = CSL.to_owned();
        style.replace_range(at..(at + length).min(CSL.len()), &put);
        places_are_real(&cited(BIB, &style, "[vgl. @a, S. 3; -@b]{.cite}"));
    }
}

/// What would blow a stack in a bibliography or a style.
#[test]
fn endless_bibliographies_and_styles_end() {
    let deep = format!("@book{{a, title = {}A{}}}", "{".repeat(50_000), "}".repeat(50_000));
    let chain: String = (0..3000)
        .map(|n| format!("@book{{k{n}, title = {{A}}, crossref = {{k{}}}}}\n", n + 1))
        .collect();
    let laugh: String = std::iter::once("@string{s0 = {ha}}\n".to_owned())
        .chain((1..60).map(|n| format!("@string{{s{n} = s{} # s{}}}\n", n - 1, n - 1)))
        .collect();
    let laugh = laugh + "@book{a, title = s59}";
    for works in [&deep, &chain, &laugh] {
        let opened = cited(works, CSL, "[@a]{.cite}");
        places_are_real(&opened);
        assert!(opened.diagnostics.iter().any(|d| d.code == Code::BibliographyBroken));
    }
    let nested = CSL.replace(
        "<text macro=\"a\"/><text variable=\"locator\"/>",
        &format!("{}<text value=\"a\"/>{}", "<group>".repeat(50_000), "</group>".repeat(50_000)),
    );
    let ring = CSL.replace("<names variable", "<text macro=\"a\"/><names variable");
    for style in [&nested, &ring] {
        let opened = cited(BIB, style, "[@a]{.cite}");
        places_are_real(&opened);
        assert!(opened.diagnostics.iter().any(|d| d.code == Code::CitationStyle));
    }
}

/// Notes that call notes, in a chain and in a ring: what is too deep is told, the rest is numbered.
#[test]
fn endless_notes_to_notes_end() {
    let manifest = MANIFEST.replace("placement = \"section\"", "placement = \"footnote\"");
    for series in ["", "hg:"] {
        let chain: String =
            (0..5000).map(|n| format!("[^{series}{n}]: N.[^{series}{}]\n\n", n + 1)).collect();
        let opened = open(&manifest, format!("Eins.[^{series}0]\n\n{chain}[^{series}5000]: Ende."));
        places_are_real(&opened);
        let deep = |code: Code| opened.diagnostics.iter().filter(|d| d.code == code).count();
        assert_eq!(deep(Code::NoteInNote), 1);
        let ring = format!(
            "Eins.[^{series}0]\n\n[^{series}0]: N.[^{series}1]\n\n[^{series}1]: N.[^{series}0]\n"
        );
        let opened = open(&manifest, ring);
        assert_eq!(opened.diagnostics, []);
        let (_, book, _) = opened.content.expect("the manifest is good");
        let calls: Vec<usize> = book.called_notes().map(|(_, note)| note.calls.len()).collect();
        assert_eq!(calls, [2, 1]);
    }
}

/// What would blow a stack or take for ever: deep nesting of every kind. The limit is generous; it
/// tells slow from endless.
#[test]
fn deep_nesting_ends() {
    for piece in
        ["> ", "- ", "[", "_", "*", "{=", "![", "[^", "::: a\n", "(", "\"", "`", "| ", "{", "1. "]
    {
        let start = Instant::now();
        places_are_real(&open(MANIFEST, piece.repeat(3000)));
        assert!(start.elapsed() < Duration::from_secs(20), "`{piece}` takes for ever");
    }
    let closed = format!("{}x{}", "[".repeat(2000), "]{.smallcaps}".repeat(2000));
    places_are_real(&open(MANIFEST, closed));
}

/// The parser counts in sixteen bits, and we call ourselves for every class.
#[test]
fn what_cannot_be_counted_is_told() {
    let unsupported = |opened: &Opened| {
        places_are_real(opened);
        let all = opened.diagnostics.iter().filter(|d| d.code == Code::Unsupported);
        all.map(|d| opened.sources.place(d.span).line).collect::<Vec<_>>()
    };
    for length in [1_000, 1_001, 65_535, 65_536, 70_000] {
        let row = "#".repeat(length);
        let opened = open(MANIFEST, format!("Text.\n\n{row} Titel\n\n> - {row}\n"));
        assert_eq!(unsupported(&opened), [3, 5], "{length}");
        let opened = open(MANIFEST, format!("Text {row} \\{row}\n\n```\n{row}\n```\n"));
        assert_eq!(unsupported(&opened), [0; 0], "{length}");
    }
    let opened = open(MANIFEST, "## Titel\n\n".repeat(5_001));
    assert_eq!(unsupported(&opened), [10_001]);
    let opened = open(MANIFEST, format!("[a]{{{}}}\n", ".title ".repeat(20_000)));
    assert!(!opened.has_errors());
}

/// What opens very many marks in one paragraph and closes none is read like any other text.
#[test]
fn crowds_of_marks_are_text() {
    let text = |opened: &Opened| {
        places_are_real(opened);
        let (_, book, _) = opened.content.as_ref().expect("the manifest can be read");
        let mut lines = String::new();
        walk::lines(book.manuscript(), &mut |_, line| lines.push_str(&walk::plain_text(line)));
        lines
    };
    for (sign, shown) in [
        ("*", "*"),
        ("_", "_"),
        ("^", "^"),
        ("{_", "{_"),
        ("[", "["),
        ("![", "!["),
        ("\"", "„"),
        ("'", "’"),
        ("[x](( ", "[x](( "),
    ] {
        let count = 20_000;
        let opened = open(MANIFEST, format!("Ja {}", format!("{sign}a ").repeat(count)));
        assert_eq!(text(&opened), format!("Ja {}", format!("{shown}a ").repeat(count)).trim_end());
    }
    let nested = format!("{}{}", "\"a ".repeat(5_000), "b\" ".repeat(5_000));
    let set = format!("{}{}", "„a ".repeat(5_000), "b“ ".repeat(5_000));
    assert_eq!(text(&open(MANIFEST, nested)), set.trim_end());
}
