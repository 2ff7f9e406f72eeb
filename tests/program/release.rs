//! `umbruch release`: what is released, what is refused, and what is found changed later.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_umbruch"));
    command.current_dir(folder).args(args);
    command
}

fn umbruch(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        command(folder, args).output().expect("the command runs");
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (status.code().expect("it ends by itself"), text(&stdout), text(&stderr))
}

fn edition(folder: &Path, date: &str, text: &str) {
    fs::create_dir_all(folder.join("kahn/text")).expect("a folder");
    let manifest = format!(
        "slug = \"kahn\"\ntitle = \"Der Kahn\"\nlanguage = \"de\"\nedition = 2\n\
         identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"\ndate = {date}\n\
         [[section]]\nfile = \"text/a.dj\"\n"
    );
    fs::write(folder.join("kahn/edition.toml"), manifest).expect("written");
    fs::write(folder.join("kahn/text/a.dj"), text).expect("written");
}

const OLD: &str = "# Der Kahn\n\nEr liegt still am Ufer.[^1]\n\n[^1]: Seit Mai.\n";
const NEW: &str = "# Der Kahn\n\nEr liegt fest am Ufer.[^1]\n\n[^1]: Seit Mai.\n";

/// The files of all releases: paths and bytes.
fn shelf(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.join("dist")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), fs::read(path).expect("read"));
            }
        }
    }
    files
}

#[test]
fn released_once_and_never_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    edition(folder, "2026-11-23", OLD);
    let (code, out, err) = umbruch(folder, &["release", "kahn"]);
    let expected = "dist/kahn/2-2026-11-23, 9 words and 1 note in every book\n";
    assert_eq!((code, out.as_str()), (0, expected), "{err}");
    let first = shelf(folder);
    let names: Vec<String> = first
        .keys()
        .map(|path| path.file_name().expect("a name").to_string_lossy().into())
        .collect();
    assert_eq!(
        names,
        [
            "SHA256SUMS",
            "edition.json",
            "kahn-2-2026-11-23-pamphlet.pdf",
            "kahn-2-2026-11-23.a11y.html",
            "kahn-2-2026-11-23.a11y.json",
            "kahn-2-2026-11-23.cover.jpg",
            "kahn-2-2026-11-23.cover.small.jpg",
            "kahn-2-2026-11-23.epub",
        ]
    );

    // The same again: it stands.
    let (code, out, err) = umbruch(folder, &["release", "kahn"]);
    assert_eq!((code, out.as_str()), (0, "dist/kahn/2-2026-11-23, released before\n"), "{err}");
    let (code, out, err) = umbruch(folder, &["release", "kahn", "--verify"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out, "dist/kahn/2-2026-11-23, 6 files come out the same\n");
    assert_eq!(shelf(folder), first);

    // A word is another: no release, until number or date are, too.
    edition(folder, "2026-11-23", NEW);
    let (code, out, err) = umbruch(folder, &["release", "kahn"]);
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    assert!(err.contains("error[release-taken]"), "{err}");
    assert!(err.contains("1 word put in, 1 taken out"), "{err}");
    assert_eq!(shelf(folder), first);

    edition(folder, "2026-12-01", NEW);
    let (code, out, err) = umbruch(folder, &["release", "kahn"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("dist/kahn/2-2026-12-01, "), "{out}");
    let both = shelf(folder);
    assert!(first.iter().all(|(path, bytes)| both.get(path) == Some(bytes)), "the old one stays");
    let changes = &both[&folder.join("dist/kahn/2-2026-12-01/kahn-2-2026-12-01.changes.dj")];
    let changes = String::from_utf8_lossy(changes);
    assert!(changes.contains("„fest“ statt „still“"), "{changes}");
}

#[test]
fn what_is_changed_by_hand_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    edition(folder, "2026-11-23", OLD);
    let (code, _, err) = umbruch(folder, &["release", "kahn", "--verify"]);
    assert_eq!(code, 1);
    assert!(err.contains("there is no release `dist/kahn/2-2026-11-23`"), "{err}");
    assert_eq!(umbruch(folder, &["release", "kahn"]).0, 0);
    let release = folder.join("dist/kahn/2-2026-11-23");
    let epub = release.join("kahn-2-2026-11-23.epub");
    let whole = fs::read(&epub).expect("read");
    let mut broken = whole.clone();
    let middle = broken.len() / 2;
    broken[middle] ^= 1;
    fs::write(&epub, &broken).expect("written");
    fs::write(release.join("beside.txt"), "").expect("written");
    let (code, _, err) = umbruch(folder, &["release", "kahn", "--verify"]);
    assert_eq!(code, 1);
    for told in [
        "`kahn-2-2026-11-23.epub` is not as it was released: its sum differs",
        "`kahn-2-2026-11-23.epub` comes out with other bytes now",
        "`beside.txt` was not released",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    fs::remove_file(&epub).expect("it was there");
    let (code, _, err) = umbruch(folder, &["release", "kahn", "--verify"]);
    assert_eq!(code, 1);
    assert!(err.contains("`kahn-2-2026-11-23.epub` is gone"), "{err}");

    // Something else under the name is left alone.
    let text = fs::read(release.join("edition.json")).expect("read");
    fs::write(release.join("edition.json"), &text[..text.len() / 2]).expect("written");
    let (code, _, err) = umbruch(folder, &["release", "kahn"]);
    assert_eq!(code, 1);
    assert!(err.contains("`dist/kahn/2-2026-11-23` is there and holds no release"), "{err}");
}

#[test]
fn judges_of_others_have_to_be_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    edition(folder, "2026-11-23", OLD);
    let mut command = command(folder, &["release", "kahn", "--strict"]);
    let told = command.env("PATH", folder).output().expect("the command runs");
    let err = String::from_utf8_lossy(&told.stderr);
    assert_eq!(told.status.code(), Some(2), "{err}");
    for program in ["epubcheck", "ace", "verapdf"] {
        assert!(err.contains(&format!("`{program}` cannot be called; install")), "{err}");
    }
    assert!(shelf(folder).is_empty());
}

/// A run that is killed leaves the shelf as it was, or with the whole release; the next one succeeds.
#[test]
fn killed_at_any_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    edition(folder, "2026-11-23", OLD);
    assert_eq!(umbruch(folder, &["release", "kahn", "--out", "whole"]).0, 0);
    fs::rename(folder.join("whole"), folder.join("dist")).expect("renamed");
    let whole = shelf(folder);
    let kills = std::env::var("UMBRUCH_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12_u64);
    for kill in 0..kills {
        fs::remove_dir_all(folder.join("dist/kahn/2-2026-11-23")).expect("it was there");
        let mut running = command(folder, &["release", "kahn"])
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the command runs");
        // Somewhere in the time that it takes, at other moments each time.
        std::thread::sleep(Duration::from_millis(20 + kill.wrapping_mul(7919) % 1500));
        let _ = running.kill();
        running.wait().expect("it ends");
        let left = shelf(folder);
        assert!(left.is_empty() || left == whole, "half a release: {:?}", left.keys());
        let (code, _, err) = umbruch(folder, &["release", "kahn"]);
        assert_eq!((code, shelf(folder) == whole), (0, true), "{err}");
    }
    let entries = fs::read_dir(folder.join("dist/kahn")).expect("read").flatten();
    let unfinished =
        entries.filter(|one| one.file_name().to_string_lossy().starts_with(".umbruch-"));
    assert_eq!(unfinished.count(), 0);
}
