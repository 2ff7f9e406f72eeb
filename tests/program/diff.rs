//! `umbruch diff` as its user meets it.

use std::path::Path;
use std::process::{Command, Output};

fn umbruch(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_umbruch"));
    command.current_dir(folder).args(args).output().expect("the command runs")
}

fn edition(folder: &Path, name: &str, text: &str) {
    let made = folder.join(name);
    std::fs::create_dir_all(made.join("text")).expect("a folder");
    let manifest = "slug = \"kahn\"\ntitle = \"Der Kahn\"\nlanguage = \"de\"\n\
        identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = 2026-11-23\n\
        epub = { pages = \"none\" }\n[[section]]\nfile = \"text/a.dj\"\n";
    std::fs::write(made.join("edition.toml"), manifest).expect("written");
    std::fs::write(made.join("text/a.dj"), text).expect("written");
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn editions_epubs_and_releases() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    edition(folder, "alt", "# Der Kahn\n\nEr liegt still am Ufer.[^1]\n\n[^1]: Seit Mai.\n");
    edition(folder, "neu", "# Der Kahn\n\nEr liegt fest am Ufer.[^1]\n\n[^1]: Seit Mai.\n");

    let same = umbruch(folder, &["diff", "alt", "alt"]);
    assert_eq!((same.status.code(), out(&same)), (Some(0), String::new()), "{}", err(&same));
    let changed = umbruch(folder, &["diff", "alt", "neu"]);
    assert_eq!(changed.status.code(), Some(1));
    assert!(out(&changed).contains("Er liegt [-still-]{+fest+} am Ufer."), "{}", out(&changed));
    assert!(out(&changed).contains("alt/text/a.dj:3:10 → neu/text/a.dj:3:10"), "{}", out(&changed));

    let built = umbruch(folder, &["build", "alt", "--only", "epub"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    // The folder of a release, and the EPUB in it; a variant of it for a reading system is no second book.
    std::fs::copy(folder.join("dist/kahn/kahn.epub"), folder.join("dist/kahn/kahn-kobo.epub"))
        .expect("copied");
    for released in ["dist/kahn", "dist/kahn/kahn.epub"] {
        let same = umbruch(folder, &["diff", released, "alt"]);
        assert_eq!((same.status.code(), out(&same)), (Some(0), String::new()), "{}", err(&same));
        let changed = umbruch(folder, &["diff", released, "neu"]);
        assert!(
            out(&changed).contains("Der Kahn, paragraph 1 → neu/text/a.dj:3:10"),
            "{}",
            out(&changed)
        );
    }
    let json = umbruch(folder, &["diff", "alt", "neu", "--format", "json", "--output", "a.json"]);
    assert_eq!((json.status.code(), out(&json)), (Some(1), String::new()));
    let json = std::fs::read(folder.join("a.json")).expect("it is written");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["tally"]["words_added"], 1);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    edition(folder, "gut", "# Der Kahn\n\nEr liegt still.\n");
    edition(folder, "fehler", "# Der Kahn\n\nEr liegt still.[^fehlt]\n");
    std::fs::create_dir_all(folder.join("viele")).expect("a folder");
    std::fs::create_dir_all(folder.join("leer")).expect("a folder");
    for name in ["viele/eins.epub", "viele/zwei.epub", "kaputt.epub"] {
        std::fs::write(folder.join(name), "PK\u{3}\u{4}nichts").expect("written");
    }
    for (side, told) in [
        ("fehler", "fehler/text/a.dj:3:16"),
        ("viele", "name one of them: viele/eins.epub, viele/zwei.epub"),
        ("leer", "no EPUB"),
        ("fehlt", "`fehlt` cannot be read"),
        ("kaputt.epub", "kaputt.epub:1:1"),
    ] {
        for args in [["diff", "gut", side], ["diff", side, "gut"]] {
            let output = umbruch(folder, &args);
            assert_eq!(output.status.code(), Some(2), "{side}");
            assert!(output.stdout.is_empty() && err(&output).contains(told), "{}", err(&output));
        }
    }
}
