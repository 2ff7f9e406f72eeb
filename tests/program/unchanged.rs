//! What has not changed is not built again, and all that was told of it is told again.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::command::{code, stderr, umbruch};
use tempfile::TempDir;

/// A folder with two editions of which only the e-book is made; of the first a warning is told.
fn with_editions() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["source/a", "source/b"] {
        assert_eq!(code(&umbruch(folder.path(), &["new", name])), 0);
    }
    append(folder.path(), "source/a/text/vorwort.dj", "\nKein _Maß_{width=50%} steht hier.\n");
    folder
}

fn append(folder: &Path, file: &str, more: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(path, text + more).expect("written");
}

/// What a build prints, without the time that it took, and what it tells, without its steps.
fn build(folder: &Path, more: &[&str]) -> (String, String) {
    let out = umbruch(folder, &[&["build", "--only", "epub"], more].concat());
    assert_eq!(code(&out), 0, "{}", stderr(&out));
    let printed = String::from_utf8_lossy(&out.stdout).into_owned();
    let (lines, time) = printed.split_once("in ").expect("it tells the time");
    assert!(time.ends_with(" s\n"));
    let said = stderr(&out);
    let steps = |line: &&str| !line.starts_with("a: ") && !line.starts_with("b: ");
    (lines.to_owned(), said.lines().filter(steps).collect::<Vec<_>>().join("\n"))
}

/// When the e-book of an edition was written.
fn written(folder: &Path, name: &str) -> SystemTime {
    let path = folder.join(format!("dist/{name}/{name}.epub"));
    fs::metadata(path).and_then(|found| found.modified()).expect("it was built")
}

#[test]
fn what_has_not_changed_stands() {
    let folder = with_editions();
    let folder = folder.path();
    let (first, told) = build(folder, &[]);
    assert!(told.contains("warning[broken-attributes]: "), "{told}");
    let before = ["a", "b"].map(|name| written(folder, name));
    let (second, told_again) = build(folder, &[]);
    assert_eq!(second, first.replace(" kB\n", " kB, unchanged\n"));
    assert_eq!(told_again, told);
    assert_eq!(before, ["a", "b"].map(|name| written(folder, name)));
    // The form of what is told is that which is asked for now.
    let (_, all) = build(folder, &["--all"]);
    assert!(all.contains("warning[broken-attributes]: "), "{all}");
    assert_eq!(before[0], written(folder, "a"));
    // One changes, the other stands.
    append(folder, "source/a/text/vorwort.dj", "\nNoch etwas.\n");
    let (third, _) = build(folder, &[]);
    assert!(third.contains("a.epub, ") && !third.contains("a/a.epub, 0 kB, unchanged"), "{third}");
    assert_eq!(third.matches(", unchanged\n").count() * 2, second.matches(", unchanged\n").count());
    assert_ne!(before[0], written(folder, "a"));
    assert_eq!(before[1], written(folder, "b"));
}

#[test]
fn what_is_forced_or_asked_for_otherwise_is_built() {
    let folder = with_editions();
    let folder = folder.path();
    let (first, told) = build(folder, &[]);
    let before = written(folder, "b");
    assert_eq!(build(folder, &["--force"]), (first.clone(), told));
    assert_ne!(before, written(folder, "b"));
    for more in [&["--strict"][..], &["--layout", "pamphlet"], &["--profile", "kobo"]] {
        let (printed, _) = build(folder, more);
        assert!(!printed.contains("unchanged"), "{more:?}: {printed}");
        let (printed, _) = build(folder, more);
        assert!(printed.contains("unchanged"), "{more:?}: {printed}");
    }
}

/// What is missing, spoilt or half is made again, the checksums as well; an error is told each time.
#[test]
fn only_what_is_whole_stands() {
    let folder = with_editions();
    let folder = folder.path();
    build(folder, &[]);
    for (file, change) in [
        ("dist/b/b.epub", &b""[..]),
        ("dist/b/SHA256SUMS", b"0  b.epub\n"),
        ("dist/b/b.a11y.json", b"{}"),
        ("dist/b/.umbruch.json", b"{\"program\":"),
    ] {
        let path = folder.join(file);
        let before = fs::read(&path).expect("it was written");
        fs::write(&path, change).expect("written");
        let (printed, _) = build(folder, &[]);
        assert!(printed.contains("a.epub, ") && printed.contains(", unchanged\n"), "{printed}");
        let of_b: Vec<&str> = printed.lines().filter(|line| line.contains("dist/b/")).collect();
        assert!(of_b.iter().all(|line| !line.ends_with("unchanged")), "{file}: {of_b:?}");
        assert!(fs::read(&path).expect("it is there") == before, "{file}");
    }
    append(folder, "source/b/edition.toml", "\nquatsch = 1\n");
    for _ in 0..2 {
        let out = umbruch(folder, &["build", "--only", "epub"]);
        assert_eq!(code(&out), 1);
        assert!(stderr(&out).contains("error[unknown-key]"), "{}", stderr(&out));
        assert!(String::from_utf8_lossy(&out.stdout).contains("a.epub, "));
    }
}
