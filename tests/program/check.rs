//! `umbruch check` and its corrections as their user meets them: messages, exit codes, files.

use std::fs;
use std::process::Command;
use std::time::SystemTime;

use super::command::{code, stderr, umbruch};
use serde_json::Value;
use tempfile::TempDir;

const MANIFEST: &str = "slug = \"buch\"
title = \"Buch\"
language = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"
date = 2026-11-23
[[section]]
file = \"text/a.dj\"
title = \"A\"
[[section]]
file = \"text/b.dj\"
title = \"B\"
";
/// Two certain corrections and one finding without.
const FAULTY: &str =
    "Im Jahre l848 war der \u{fb01}nstere Wald groß.\n\nEr sah mit mit Freude zu.\n";
/// Nothing to find.
const CLEAN: &str = "Ein ruhiger Satz.\n";

/// The edition `buch` with these texts and this end of the manifest.
fn edition(a: &[u8], b: &[u8], manifest: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = folder.path().join("buch/text");
    fs::create_dir_all(&text).expect("created");
    fs::write(folder.path().join("buch/edition.toml"), format!("{MANIFEST}{manifest}"))
        .expect("written");
    fs::write(text.join("a.dj"), a).expect("written");
    fs::write(text.join("b.dj"), b).expect("written");
    folder
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join("buch/text").join(file)).expect("a text")
}

fn changed(folder: &TempDir, file: &str) -> SystemTime {
    let path = folder.path().join("buch/text").join(file);
    fs::metadata(path).and_then(|found| found.modified()).expect("a file")
}

/// The findings as the program prints them for others, but for those that depend on the
/// dictionaries of the system.
fn findings(folder: &TempDir, args: &[&str]) -> Vec<Value> {
    let all = [&["check", "buch", "--format", "json"], args].concat();
    let output = umbruch(folder.path(), &all);
    let list: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let spelling = |one: &&Value| one["code"] != "spelling" && one["code"] != "dictionary-missing";
    list.as_array().expect("an array").iter().filter(spelling).cloned().collect()
}

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().map(|one| one["code"].as_str().expect("a code")).collect()
}

#[test]
fn without_fix_nothing_is_written() {
    let folder = edition(FAULTY.as_bytes(), CLEAN.as_bytes(), "");
    let before = changed(&folder, "a.dj");
    let output = umbruch(folder.path(), &["check", "buch"]);
    assert_eq!(code(&output), 0, "warnings are no errors");
    let said = stderr(&output);
    assert!(
        said.contains("warning[digit-letter]") && said.contains("buch/text/a.dj:1:10"),
        "{said}"
    );
    assert_eq!((read(&folder, "a.dj").as_str(), changed(&folder, "a.dj")), (FAULTY, before));
}

#[test]
fn corrections_are_written_once() {
    let folder = edition(FAULTY.as_bytes(), CLEAN.as_bytes(), "");
    let untouched = changed(&folder, "b.dj");
    let output = umbruch(folder.path(), &["check", "--fix", "buch"]);
    let said = stderr(&output);
    assert_eq!(code(&output), 0, "{said}");
    assert!(
        said.contains("buch/text/a.dj: 2 corrected (presentation-form 1, digit-letter 1)"),
        "{said}"
    );
    assert!(said.contains("warning[doubled-word]"), "what is not certain is told: {said}");
    assert!(!said.contains("warning[digit-letter]"), "what was corrected is not: {said}");
    let corrected = "Im Jahre 1848 war der finstere Wald groß.\n\nEr sah mit mit Freude zu.\n";
    assert_eq!(read(&folder, "a.dj"), corrected);
    assert_eq!(changed(&folder, "b.dj"), untouched, "a file without corrections is left alone");

    let after = changed(&folder, "a.dj");
    let again = umbruch(folder.path(), &["check", "--fix", "buch"]);
    assert!(!stderr(&again).contains("corrected"), "{}", stderr(&again));
    assert_eq!(changed(&folder, "a.dj"), after);
}

#[test]
fn one_correction_uncovers_another() {
    let text = "Das Kind sah Ein\u{200b}Wort und ging. Das Wort war kurz.\n";
    let folder = edition(text.as_bytes(), CLEAN.as_bytes(), "");
    umbruch(folder.path(), &["check", "--fix", "buch"]);
    assert_eq!(read(&folder, "a.dj"), "Das Kind sah Ein Wort und ging. Das Wort war kurz.\n");
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let windows = format!("\u{feff}{}", FAULTY.replace('\n', "\r\n"));
    let mixed = "Im Jahre l848.\r\nZweite Zeile.\nDritte Zeile.\r\n";
    let folder = edition(windows.as_bytes(), mixed.as_bytes(), "");
    umbruch(folder.path(), &["check", "--fix", "buch"]);
    let text = read(&folder, "a.dj");
    assert!(text.starts_with("\u{feff}Im Jahre 1848 war"), "{text:?}");
    assert_eq!(text.matches("\r\n").count(), 3, "{text:?}");
    assert_eq!(text.matches('\n').count(), 3, "{text:?}");
    assert_eq!(read(&folder, "b.dj"), "Im Jahre 1848.\r\nZweite Zeile.\nDritte Zeile.\r\n");
}

#[test]
fn one_code_alone() {
    let folder = edition(FAULTY.as_bytes(), CLEAN.as_bytes(), "");
    assert_eq!(codes(&findings(&folder, &["--only", "doubled-word"])), ["doubled-word"]);
    let two = ["--only", "doubled-word", "--only", "digit-letter"];
    assert_eq!(codes(&findings(&folder, &two)), ["digit-letter", "doubled-word"]);
    umbruch(folder.path(), &["check", "--fix", "--only", "digit-letter", "buch"]);
    assert!(read(&folder, "a.dj").starts_with("Im Jahre 1848 war der \u{fb01}nstere"));

    let unknown = umbruch(folder.path(), &["check", "--only", "doubled-words", "buch"]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("there is no code `doubled-words`"), "{}", stderr(&unknown));
    assert!(stderr(&unknown).contains("`doubled-word`"), "{}", stderr(&unknown));
}

/// An editor decides on forty hyphens at once: one is shown, the rest is a line that says how.
#[test]
fn what_is_found_often_is_told_once() {
    let text = "Er kam - und ging - nach Haus.\n\n".repeat(20);
    let folder = edition(text.as_bytes(), FAULTY.as_bytes(), "");
    let said = stderr(&umbruch(folder.path(), &["check", "--quick", "buch"]));
    assert_eq!(said.matches("has a hyphen for the dash").count(), 1, "{said}");
    for line in [
        "39 more of `dash`; `umbruch check --fix` corrects all 40; `umbruch check --all` shows each",
        "warning[doubled-word]: the same word stands twice",
        "     40  warning  dash               40 certain",
        "      1  warning  doubled-word",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    let each = stderr(&umbruch(folder.path(), &["check", "--quick", "--all", "buch"]));
    assert_eq!(each.matches("has a hyphen for the dash").count(), 40);
    assert!(!each.contains("39 more") && each.contains("     40  warning  dash"), "{each}");
    let all = findings(&folder, &["--quick"]);
    assert_eq!(codes(&all).iter().filter(|code| **code == "dash").count(), 40);
}

/// Spaces that a line end would tear apart are one thing, whatever they stand between; what is not
/// certain tells its places.
#[test]
fn what_is_one_thing_is_told_in_one_place() {
    let text = "Am 3. Mai, S. 7, z. B. 20 km weit.\n\nDort sind Karl's Haus und Wagner's Hund.\n";
    let folder = edition(text.as_bytes(), CLEAN.as_bytes(), "");
    let said = stderr(&umbruch(folder.path(), &["check", "--quick", "buch"]));
    let spaces = "3 more such spaces, in all `abbreviation-space` (1), `reference-space` (1), \
                  `date-space` (1), `unit-space` (1); `umbruch check --fix` corrects all 4";
    assert!(said.contains(spaces), "{said}");
    assert_eq!(said.matches("warning[").count(), 2, "{said}");
    for line in
        ["also in buch/text/a.dj:3:", "1 more of `genitive-apostrophe`; `genitive-apostrophe = "]
    {
        assert!(said.contains(line), "{line} in {said}");
    }
}

/// Straight marks are set in the style that the book gets once its manifest is right.
#[test]
fn straight_marks_in_a_book_of_another_style() {
    let text = "»Er schrieb 'Sehr geehrter Herr', und 'Auf bald'.«\n\n'Kai!' rief sie.\n\n";
    let folder = edition(text.repeat(20).as_bytes(), CLEAN.as_bytes(), "");
    let found = findings(&folder, &["--quick", "--only", "quotation-marks"]);
    assert_eq!(codes(&found), ["quotation-marks"], "the manifest alone: {found:?}");
}

/// Marks that a book has throughout are its style, and not some dozens of faults.
#[test]
fn the_marks_of_a_book_are_its_style() {
    let text = "»Komm«, sagte sie, »es wird Zeit.«\n\n".repeat(20);
    let folder = edition(text.as_bytes(), "„Nein“, sagte er.\n".as_bytes(), "");
    let found = findings(&folder, &["--quick"]);
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (one["message"].as_str().unwrap_or(""), one["hint"].as_str().unwrap_or("")))
        .collect();
    let style = "write `quotes = \"inward\"` in the manifest";
    assert_eq!(
        told,
        [
            ("40 quotations have `»…«`, the manifest asks for `„…“`", style),
            ("`„` opens the quotation `„Nein“`", "write `»…«`"),
            ("`“` closes the quotation `„Nein“`", "write `»…«`"),
        ]
    );
    umbruch(folder.path(), &["check", "--quick", "--fix", "buch"]);
    assert_eq!(read(&folder, "a.dj"), text);
}

#[test]
fn programs_are_told_the_correction() {
    let folder = edition(FAULTY.as_bytes(), CLEAN.as_bytes(), "");
    let found = findings(&folder, &[]);
    assert_eq!(codes(&found), ["digit-letter", "presentation-form", "doubled-word"]);
    let fix = &found[0]["fix"];
    assert_eq!(fix["replacement"], "1848");
    assert_eq!(
        (&fix["line"], &fix["column"], &fix["end_column"]),
        (&1.into(), &10.into(), &14.into())
    );
    assert_eq!(found[2]["fix"], Value::Null);
    assert_eq!(found[2]["also"], Value::Array(Vec::new()));
}

#[test]
fn a_code_is_switched_off_for_the_edition() {
    let lints = "[lints]\ndigit-letter = \"so gedruckt\"\n";
    let folder = edition(FAULTY.as_bytes(), CLEAN.as_bytes(), lints);
    assert_eq!(codes(&findings(&folder, &[])), ["presentation-form", "doubled-word"]);
    umbruch(folder.path(), &["check", "--fix", "buch"]);
    assert!(read(&folder, "a.dj").starts_with("Im Jahre l848 war der finstere"));
}

#[test]
fn a_code_is_switched_off_at_a_place() {
    let allow = "[[allow]]\ncode = \"digit-letter\"\nfile = \"text/a.dj\"\ntext = \"l848\"\nreason = \"so gedruckt\"\n";
    let text = "Im Jahre l848 und im Jahre l849.\n";
    let folder = edition(text.as_bytes(), b"Im Jahre l848.\n", allow);
    let found = findings(&folder, &[]);
    let places: Vec<_> = found.iter().map(|one| (&one["file"], &one["column"])).collect();
    assert_eq!(
        places,
        [(&"buch/text/a.dj".into(), &28.into()), (&"buch/text/b.dj".into(), &10.into())]
    );
    umbruch(folder.path(), &["check", "--fix", "buch"]);
    assert_eq!(read(&folder, "a.dj"), "Im Jahre l848 und im Jahre 1849.\n");
    assert_eq!(read(&folder, "b.dj"), "Im Jahre 1848.\n");
}

#[cfg(unix)]
#[test]
fn a_read_only_file_keeps_all_from_being_written() {
    use std::os::unix::fs::PermissionsExt;

    let folder = edition(FAULTY.as_bytes(), b"Im Jahre l848.\n", "");
    let path = folder.path().join("buch/text/b.dj");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("made read-only");
    let output = umbruch(folder.path(), &["check", "--fix", "buch"]);
    assert_eq!(code(&output), 2);
    let said = stderr(&output);
    assert!(said.contains("`buch/text/b.dj` is read-only; nothing was written"), "{said}");
    assert_eq!(read(&folder, "a.dj"), FAULTY);
    assert_eq!(read(&folder, "b.dj"), "Im Jahre l848.\n");
    let entries = fs::read_dir(folder.path().join("buch/text")).expect("a folder").count();
    assert_eq!(entries, 2, "nothing temporary is left");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = edition(FAULTY.as_bytes(), CLEAN.as_bytes(), "");
    let text = folder.path().join("buch/text");
    fs::rename(text.join("a.dj"), text.join("c.dj")).expect("renamed");
    symlink("c.dj", text.join("a.dj")).expect("linked");
    fs::set_permissions(text.join("c.dj"), fs::Permissions::from_mode(0o640)).expect("set");
    umbruch(folder.path(), &["check", "--fix", "buch"]);
    let link = fs::symlink_metadata(text.join("a.dj")).expect("there");
    assert!(link.is_symlink(), "the link is still one");
    assert!(read(&folder, "c.dj").starts_with("Im Jahre 1848"));
    let mode = fs::metadata(text.join("c.dj")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

/// A run that is killed at any moment leaves files that are whole: the old one or the new one.
#[test]
fn killed_runs_leave_whole_files() {
    let text = FAULTY.repeat(200);
    let right = text.replace("l848", "1848").replace('\u{fb01}', "fi");
    for wait in (0..12).map(|n| std::time::Duration::from_millis(n * 40)) {
        let folder = edition(text.as_bytes(), CLEAN.as_bytes(), "");
        let mut run = Command::new(env!("CARGO_BIN_EXE_umbruch"))
            .current_dir(folder.path())
            .args(["check", "--fix", "buch"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the command runs");
        std::thread::sleep(wait);
        run.kill().expect("killed, or ended before");
        run.wait().expect("ended");
        let left = read(&folder, "a.dj");
        assert!(left == text || left == right, "after {wait:?}: {} bytes", left.len());
    }
}

#[test]
fn a_table_gets_its_bars() {
    let text = "| Kopf | B\n|---|---|\n| c | d |\n\n| e | f || |\n|---|---|\n| g || h |\n";
    let folder = edition(text.as_bytes(), CLEAN.as_bytes(), "");
    let output = umbruch(folder.path(), &["check", "buch", "--fix"]);
    let fixed = read(&folder, "a.dj");
    assert_eq!(
        fixed,
        "| Kopf | B |\n|---|---|\n| c | d |\n\n| e | f |\n|---|---|\n| g | | h |\n",
        "{}",
        stderr(&output)
    );
}

#[test]
fn what_is_no_table_stays_as_it_is() {
    let text = "Kopf | B\n---|---\nc -- d | \"e\" ...\n";
    let folder = edition(text.as_bytes(), CLEAN.as_bytes(), "");
    let output = umbruch(folder.path(), &["check", "buch", "--fix"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert_eq!(read(&folder, "a.dj"), text);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("created");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("copied");
        }
    }
}

/// Corrections break nothing: what passes `check` passes it when they are in the files, and nothing
/// certain is left to correct.
#[test]
fn an_edition_that_passes_still_passes_after_its_correction() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let editions = fs::read_dir(root.join("tests/editions")).expect("there").flatten();
    let mut paths: Vec<_> = editions.map(|entry| entry.path()).collect();
    paths.push(root.join("source/handbuch"));
    for path in paths {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&path, &folder.path().join("buch"));
        let check =
            |more: &[&str]| umbruch(folder.path(), &[&["check", "buch", "--quick"], more].concat());
        assert_eq!(code(&check(&[])), 0, "{}", path.display());
        assert_eq!(code(&check(&["--fix"])), 0, "{}", path.display());
        let again = check(&["--format", "json"]);
        assert_eq!(code(&again), 0, "{}", path.display());
        let list: Value = serde_json::from_slice(&again.stdout).expect("JSON");
        let left = list.as_array().expect("an array").iter().find(|one| !one["fix"].is_null());
        assert_eq!(left, None, "{}", path.display());
    }
}
