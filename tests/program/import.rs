//! `umbruch import` as its user runs it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{code, stderr, umbruch};

/// A text with a title, a note and a heading, and a good many words.
fn text(paragraphs: usize) -> String {
    let mut text =
        "Die Mühle\nvon Karl Muster\n\nI\n\nDas Rad steht still[1], sagt man.\n\n".to_owned();
    for n in 0..paragraphs {
        text.push_str(&format!("Im {n}. Jahr stand das Rad, und niemand sah nach dem Wasser.\n\n"));
    }
    text.push_str("II\n\nDann ging es wieder.\n\nAnmerkungen\n\n[1] Seit Mai.\n");
    text
}

fn with_text(paragraphs: usize) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("muehle.txt"), text(paragraphs)).expect("the text is written");
    folder
}

fn import_from_stdin(folder: &Path, args: &[&str], input: &[u8]) -> std::process::Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_umbruch"))
        .current_dir(folder)
        .args(["import", "-"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    child.stdin.take().expect("it listens").write_all(input).expect("it reads");
    child.wait_with_output().expect("it ends")
}

#[test]
fn a_text_becomes_an_edition_that_passes_check() {
    let folder = with_text(3);
    let made = umbruch(folder.path(), &["import", "muehle.txt", "--to", "muehle"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let said = String::from_utf8_lossy(&made.stdout);
    for line in [
        "muehle.txt:1:1: title `Die Mühle`",
        "note 1 is called after `still`",
        "in the file: ",
        "in the edition: ",
        "read it: umbruch check muehle",
    ] {
        assert!(said.contains(line), "{line} in\n{said}");
    }
    let checked = umbruch(folder.path(), &["check", "muehle", "--quick"]);
    assert_eq!(code(&checked), 0, "{}", stderr(&checked));
}

#[test]
fn what_another_program_writes_is_read_and_named_so() {
    let folder = TempDir::new().expect("a folder");
    let made = import_from_stdin(folder.path(), &["--to", "muehle"], text(1).as_bytes());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    assert!(String::from_utf8_lossy(&made.stdout).contains("(stdin):1:1: title `Die Mühle`"));
    let as_pdf = import_from_stdin(folder.path(), &["--to", "pdf"], b"%PDF-1.7\n");
    assert_eq!(code(&as_pdf), 1);
    assert!(stderr(&as_pdf).contains("the file is a PDF"), "{}", stderr(&as_pdf));
    assert!(!folder.path().join("pdf").exists());
}

#[test]
fn decisions_and_counts_as_json() {
    let folder = with_text(1);
    let made =
        umbruch(folder.path(), &["import", "muehle.txt", "--to", "muehle", "--format", "json"]);
    let told: Value = serde_json::from_slice(&made.stdout).expect("it is JSON");
    let decisions = told["decisions"].as_array().expect("an array");
    let title = decisions.iter().find(|one| one["code"] == "import-title").expect("it has a title");
    assert_eq!((&title["file"], &title["line"]), (&"muehle.txt".into(), &1.into()));
    assert!(
        decisions
            .iter()
            .all(|one| ["note", "warning"].contains(&one["severity"].as_str().unwrap_or("")))
    );
    assert_eq!(told["in the edition"]["notes"], 1);
    let words = |key: &str| told[key]["words"].as_u64().expect("a number");
    let aside = told["words set aside"].as_u64().expect("a number");
    // The number of the note, at its call and at its text, counts on neither side.
    assert_eq!(words("in the file"), words("in the edition") + aside);
}

#[test]
fn what_stands_in_a_folder_is_never_written_over() {
    let folder = with_text(1);
    fs::create_dir(folder.path().join("voll")).expect("a folder");
    fs::write(folder.path().join("voll/brief.txt"), "bleibt").expect("a file");
    let refused = umbruch(folder.path(), &["import", "muehle.txt", "--to", "voll"]);
    assert_ne!(code(&refused), 0);
    assert!(stderr(&refused).contains("`voll` cannot be made"), "{}", stderr(&refused));
    assert_eq!(fs::read_dir(folder.path().join("voll")).expect("it is there").count(), 1);
}

#[test]
fn a_killed_import_leaves_nothing_under_its_name() {
    let folder = with_text(20_000);
    for milliseconds in [1, 20, 60, 120, 250, 500, 1000] {
        let to = format!("muehle-{milliseconds}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_umbruch"))
            .current_dir(folder.path())
            .args(["import", "muehle.txt", "--to", &to])
            .stdout(Stdio::null())
            .spawn()
            .expect("the command runs");
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        child.wait().expect("it ends");
        let made = folder.path().join(&to);
        let whole = || {
            fs::read_to_string(made.join("edition.toml"))
                .is_ok_and(|toml| toml.contains("[[section]]"))
        };
        assert!(!made.exists() || whole(), "half an edition after {milliseconds} ms");
    }
}
