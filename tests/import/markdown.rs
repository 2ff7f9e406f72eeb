//! Markdown: files and folders, and the editions made of them, side by side in `tests/import/markdown/`.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use umbruch::diagnostics::Severity;
use umbruch::import::{Foreign, ImportError, Imported, Kind, import};
use umbruch::storage::{DiskFolder, MemoryFolder};

use super::{compare, foreign_files, options, root};

fn folder() -> std::path::PathBuf {
    root().join("tests/import/markdown")
}

fn of_text(text: &str) -> Result<Imported, ImportError> {
    let folder = MemoryFolder::default();
    let foreign = Foreign {
        name: "text.md",
        bytes: text.as_bytes().into(),
        kind: Some(Kind::Markdown),
        folder: &folder,
    };
    import(foreign, &options())
}

fn of_folder(path: &Path) -> Imported {
    let folder = DiskFolder::open(path).expect("the folder is there");
    let name = path.strip_prefix(root()).expect("it is one of the crate").display().to_string();
    let foreign =
        Foreign { name: &name, bytes: b"".into(), kind: Some(Kind::Folder), folder: &folder };
    let mut imported = import(foreign, &options()).expect("it holds a text");
    // places are told by paths of this machine
    for decision in &mut imported.decisions {
        decision.file = decision.file.rsplit('/').next().unwrap_or_default().to_owned();
    }
    imported
}

/// What an edition lacks to be built.
pub(super) fn errors(imported: &Imported) -> Vec<String> {
    let files = imported.files.iter().map(|file| (&file.path, file.text.as_bytes()));
    let pictures = imported.pictures.iter().map(|(path, bytes)| (path, bytes.as_slice()));
    let folder = files
        .chain(pictures)
        .fold(MemoryFolder::default(), |folder, (path, bytes)| folder.with(path, bytes));
    let opened = umbruch::pipeline::open(&folder, "buch");
    let diagnostics = opened.diagnostics().iter().filter(|one| one.severity() == Severity::Error);
    diagnostics.map(|one| format!("{:?}: {}", one.code, one.message)).collect()
}

/// All words that came in are in the edition or beside it.
fn balance(imported: &Imported) -> (usize, usize) {
    (imported.came.words, imported.went.words + imported.aside)
}

#[test]
fn files_become_the_editions_beside_them() {
    let mut wrong = Vec::new();
    for path in foreign_files("markdown") {
        let text = fs::read_to_string(&path).expect("the text can be read");
        let imported = of_text(&text).expect("it is a text");
        assert_eq!(errors(&imported), Vec::<String>::new(), "{}", path.display());
        let (came, went) = balance(&imported);
        assert_eq!(came, went, "{}", path.display());
        wrong.extend(compare(&path, &imported));
    }
    let path = folder().join("buch");
    let imported = of_folder(&path);
    assert_eq!(errors(&imported), Vec::<String>::new());
    assert_eq!(imported.pictures.len(), 1);
    wrong.extend(compare(&path, &imported));
    assert!(wrong.is_empty(), "made otherwise than expected:\n{}", wrong.join("\n"));
}

#[test]
fn a_text_that_is_cut_off_anywhere_is_read() {
    let text = fs::read_to_string(folder().join("hafen.md")).expect("the text can be read");
    for at in (0..text.len()).step_by(37) {
        let cut = &text[..text.floor_char_boundary(at)];
        let Ok(imported) = of_text(cut) else { continue };
        assert_eq!(errors(&imported), Vec::<String>::new(), "cut at {at}");
        let (came, went) = balance(&imported);
        assert_eq!(came, went, "cut at {at}");
    }
}

#[test]
fn what_is_nested_without_end_is_read() {
    let long = |piece: &str, times: usize| format!("Wort {}\n", piece.repeat(times));
    let texts = [
        long("[", 5000),
        long("*a _b ", 2000),
        long("^[a", 3000),
        long("<b>", 3000),
        long("[a]{.b} ", 3000),
        "> ".repeat(2000) + "Wort",
        "- ".repeat(500) + "Wort",
        "::: a\n".repeat(500) + "Wort\n" + &":::\n".repeat(500),
        "<div>\nWort\n".repeat(500),
        "| a ".repeat(3000) + "\n" + &"|---".repeat(3000) + "\n",
        "a\n: ".repeat(1000),
        "[^a]: ".repeat(1000) + "Wort[^a]",
        "# ".repeat(3000),
        "--- ---\n\nWort\n".repeat(2000),
        "+-".repeat(900) + "+\n" + &("|".to_owned() + &" |".repeat(900) + "\n").repeat(50),
        "---\nreferences: [{id: a, title: b}]\n---\n\n".to_owned() + &"@a ".repeat(20_000),
        format!("---\na: &a [b, b]\nb: &b [*a, *a]\nc: {}\n---\n\nWort.\n", "[".repeat(2000)),
    ];
    for text in texts {
        let shown: String = text.chars().take(20).collect();
        if let Ok(imported) = of_text(&text) {
            assert_eq!(errors(&imported), Vec::<String>::new(), "{shown}");
        }
    }
}

/// Pieces of Markdown in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "Wort",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "[",
        "]",
        "(",
        ")",
        "{.smallcaps}",
        "{#a lang=fr}",
        "^[",
        "^2^",
        "~1~",
        "~~",
        "`",
        "```\n",
        "$",
        "$$",
        "| ",
        "|",
        "|---|\n",
        "::: {.poem}\n",
        ":::\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "[^1]",
        "[^1]: ",
        ": ",
        "<div>\n",
        "</div>\n",
        "<b>",
        "</b>",
        "<br>",
        "<!-- x -->",
        "![",
        "](a.png)",
        "](#a)",
        "https://a.example",
        "\"",
        "'",
        "--",
        "...",
        "\\",
        "    ",
        "\t",
        "---\n",
        "&amp;",
        "- [x] ",
        "ä",
        "\n  a    b\n---- ----\n  1    2\n",
        "\n---- ----\n",
        "\n---------\n",
        "+---+---+\n",
        "+===+===+\n",
        "| a | ä |\n",
        "|   +---+\n",
        "Table: ",
        "@probe",
        "[@probe, S. 3; -@x]",
    ]);
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_made_of_any_markdown_builds(text in pieces()) {
        let works = "---\nreferences: [{id: probe, title: Hafen, type: book}]\n---\n\n";
        let text = format!("{works}# Titel\n\nEin Satz, der immer da ist.\n\n{text}\n");
        if let Ok(imported) = of_text(&text) {
            prop_assert_eq!(errors(&imported), Vec::<String>::new());
        }
    }
}
