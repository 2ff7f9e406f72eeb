//! The command as its user meets it: exit codes, messages, files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command::{code, stderr, umbruch};
use tempfile::TempDir;

/// A folder with the edition `buch` in it, as `new` makes it.
fn with_edition() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let made = umbruch(folder.path(), &["new", "buch"]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    folder
}

/// All files below a folder with their bytes, without the records of builds.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(path).expect("a folder").flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else if entry.file_name() != ".umbruch.json" {
                files.insert(entry.path(), fs::read(entry.path()).expect("a file"));
            }
        }
    }
    files
}

#[test]
fn from_new_to_the_book() {
    let folder = with_edition();
    assert_eq!(code(&umbruch(folder.path(), &["check", "buch"])), 0);
    let built = umbruch(folder.path(), &["build", "buch"]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let said = String::from_utf8_lossy(&built.stdout);
    assert!(said.contains("dist/buch/buch-paperback.pdf, ") && said.contains(" pages, "), "{said}");
    let sums = fs::read_to_string(folder.path().join("dist/buch/SHA256SUMS")).expect("sums");
    assert_eq!(sums.lines().count(), 2);
    assert_eq!(without_figures(&said.replace("buch", "mein-buch")), without_figures(sample()));
    let again = umbruch(folder.path(), &["new", "buch"]);
    assert_eq!(code(&again), 2, "`new` does not touch a folder that holds something");
}

/// What the handbook shows of the first build.
fn sample() -> &'static str {
    let chapter = include_str!("../../source/handbuch/text/12-das-erste-buch.dj");
    let (_, sample) = chapter.split_once("```\ndist/").expect("there is a sample");
    let start = chapter.len() - sample.len() - "dist/".len();
    &chapter[start..start + chapter[start..].find("```").expect("it has an end")]
}

/// A text with `0` for every number: sizes and times differ.
fn without_figures(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' if out.ends_with('0') => {}
            '0'..='9' => out.push('0'),
            c => out.push(c),
        }
    }
    out
}

#[test]
fn without_a_folder_every_edition_under_source() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let none = umbruch(folder.path(), &["build"]);
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("umbruch new"), "{}", stderr(&none));
    for name in ["source/a", "source/b"] {
        assert_eq!(code(&umbruch(folder.path(), &["new", name])), 0);
    }
    let built = umbruch(folder.path(), &["build", "--only", "epub", "--out", "out", "--jobs", "2"]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let files: Vec<_> = contents(&folder.path().join("out")).into_keys().collect();
    let names: Vec<_> = files.iter().map(|f| f.file_name().expect("a name")).collect();
    assert_eq!(
        names,
        [
            "SHA256SUMS",
            "a.a11y.html",
            "a.a11y.json",
            "a.epub",
            "SHA256SUMS",
            "b.a11y.html",
            "b.a11y.json",
            "b.epub"
        ]
    );
}

#[test]
fn two_editions_of_one_name_are_refused() {
    let folder = with_edition();
    assert_eq!(code(&umbruch(folder.path(), &["new", "x/buch"])), 0);
    let built = umbruch(folder.path(), &["build", "buch", "x/buch"]);
    assert_eq!(code(&built), 1);
    assert!(stderr(&built).contains("the same name `buch`"), "{}", stderr(&built));
    assert!(!folder.path().join("dist").exists());
}

/// What went wrong is told in words of the trade, with what to do; no number of an error of the system.
#[test]
fn what_is_wrong_with_a_call_is_told_with_what_to_do() {
    let folder = with_edition();
    fs::write(folder.path().join("datei"), "x").expect("written");
    let told = |args: &[&str]| {
        let said = stderr(&umbruch(folder.path(), args));
        assert!(!said.contains("os error"), "{said}");
        said
    };
    for (args, said) in [
        (&["check", "nirgends"][..], "there is no folder `nirgends`; correct the path"),
        (&["check", "buch/text/vorwort.dj"], "is a file; name the folder of its edition, buch"),
        (&["check", "datei"], "`datei` is a file; name the folder of an edition"),
        (&["check", "buch", "--only", "missing-heading"], "did you mean `heading-missing`?"),
        (&["check", "buch", "--only", "quatsch"], "; nearest of "),
        (
            &["build", "buch", "--only", "epub", "--out", "datei"],
            "cannot be written: a file stands where a folder is to be",
        ),
        (&["build", "buch", "--layout", "nix"], " --> command line:1:10\n"),
        (&["new", "datei/buch"], "cannot be made: a file stands where a folder is to be"),
        (&["new", "buch"], "the folder is not empty; name one that is new or empty"),
        (&["import", "nix.txt", "--to", "neu"], "there is none of that name"),
        (&["new", "Mein Buch (neu)"], "build it: umbruch build 'Mein Buch (neu)'\n"),
    ] {
        assert!(told(args).contains(said), "{args:?}: {}", told(args));
    }
}

#[test]
fn books_of_earlier_settings_are_told() {
    let folder = with_edition();
    let build = |layout: &str| {
        stderr(&umbruch(folder.path(), &["build", "buch", "--only", "pdf", "--layout", layout]))
    };
    assert!(!build("screen").contains("of earlier settings"));
    // What is called as nothing that umbruch makes of the edition is the editor's.
    fs::write(folder.path().join("dist/buch/gutachten.pdf"), "").expect("written");
    let said = build("paperback");
    let told = "of earlier settings and not in SHA256SUMS: `buch-screen.pdf` in dist/buch;";
    assert!(said.contains(told), "{said}");
}

/// Editions are built at the same time and told in their order; what is wrong with one keeps no other from
/// being built.
#[test]
fn one_bad_edition_keeps_no_other() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["a", "b", "c", "d"] {
        assert_eq!(code(&umbruch(folder.path(), &["new", name])), 0);
    }
    for name in ["b", "d"] {
        let text = folder.path().join(name).join("text/vorwort.dj");
        fs::write(text, "# Vorwort\n\n![Nichts](nichts.png)\n").expect("written");
    }
    let args = ["build", "a", "b", "c", "d", "--only", "epub", "--draft", "--jobs", "3"];
    let built = umbruch(folder.path(), &args);
    assert_eq!(code(&built), 1);
    let said = stderr(&built);
    let at = |path: &str| said.find(path).unwrap_or_else(|| panic!("{path}: {said}"));
    assert!(at(" --> b/text/vorwort.dj") < at(" --> d/text/vorwort.dj"), "{said}");
    assert!(said.ends_with("2 errors, 0 warnings\n"), "{said}");
    let made = String::from_utf8_lossy(&built.stdout);
    assert!(made.find("dist/a/a.epub") < made.find("dist/c/c.epub"), "{made}");
    for (name, there) in [("a", true), ("b", false), ("c", true), ("d", false)] {
        assert_eq!(folder.path().join("dist").join(name).exists(), there, "{name}");
    }
}

#[test]
fn wrong_usage_is_2() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for args in [
        &["build", "--only", "docx"][..],
        &["check", "nowhere"],
        &["chek"],
        &["ir"],
        &["build", "--jobs", "0"],
    ] {
        assert_eq!(code(&umbruch(folder.path(), args)), 2, "{args:?}");
    }
}

#[test]
fn messages_as_json() {
    let folder = with_edition();
    let text = folder.path().join("buch/text/kapitel-2.dj");
    fs::write(&text, "# Übung\n\nÄrger[^x] [a](#nichts)\n").expect("written");
    // The dictionaries of the machine are no matter of this test.
    let check = ["check", "buch", "--format", "json", "--only", "unused-allowance"];
    let checked = umbruch(folder.path(), &check);
    assert_eq!(code(&checked), 1);
    let list: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let first = &list[0];
    let keys: Vec<&String> = first.as_object().expect("an object").keys().collect();
    let expected = [
        "code",
        "severity",
        "message",
        "hint",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "also",
        "fix",
    ];
    assert_eq!(keys, expected);
    assert_eq!(first["code"], "undefined-note");
    assert_eq!(first["file"], "buch/text/kapitel-2.dj");
    assert_eq!((first["line"].as_u64(), first["column"].as_u64()), (Some(3), Some(6)));
    assert_eq!(first["end_column"].as_u64(), Some(10));
    assert_eq!(list[1]["code"], "dead-reference");
    let clean = umbruch(with_edition().path(), &check);
    assert_eq!(String::from_utf8_lossy(&clean.stdout).trim(), "[]");
}

/// What an editor's hand can do to an edition: each gives a message with a place and a hint, exit
/// status 1, and leaves the outputs as they were.
#[test]
fn mutations_leave_the_outputs_alone() {
    type Change = fn(&Path);
    let mutations: [(&str, &str, Change); 8] = [
        ("a key misspelt", "unknown-key", |b| {
            replace(b, "edition.toml", "publisher", "publischer")
        }),
        ("a note removed", "undefined-note", |b| {
            replace(b, "text/kapitel-1.dj", "[^quelle]: ", "")
        }),
        ("an image missing", "image-missing", |b| {
            replace(b, "text/vorwort.dj", "# Vorwort\n", "# Vorwort\n\n![x](images/x.png)\n");
        }),
        ("a div not closed", "unclosed-block", |b| {
            replace(b, "text/kapitel-1.dj", "gesagt hat\n:::", "gesagt hat\n");
        }),
        ("bytes that are not UTF-8", "not-utf-8", |b| {
            fs::write(b.join("text/vorwort.dj"), b"Gr\xfc\xdfe").expect("written");
        }),
        ("an empty file", "empty-section", |b| {
            fs::write(b.join("text/vorwort.dj"), b"").expect("written");
        }),
        ("a section of 20 MB", "file-too-large", |b| {
            fs::write(b.join("text/vorwort.dj"), vec![b'a'; 20 << 20]).expect("written");
        }),
        ("a path out of the folder", "file-outside", |b| {
            replace(b, "edition.toml", "text/vorwort.dj", "../../etc/passwd");
        }),
    ];
    let folder = with_edition();
    let book = folder.path().join("buch");
    assert_eq!(code(&umbruch(folder.path(), &["build", "buch", "--only", "epub"])), 0);
    let before = contents(&folder.path().join("dist"));
    let source = contents(&book);
    for (name, expected, change) in mutations {
        change(&book);
        let built = umbruch(folder.path(), &["build", "buch"]);
        let said = stderr(&built);
        assert_eq!(code(&built), 1, "{name}: {said}");
        assert!(said.contains(&format!("error[{expected}]")), "{name}: {said}");
        assert!(said.contains("--> buch/") && said.contains("help: "), "{name}: {said}");
        assert_eq!(contents(&folder.path().join("dist")), before, "{name}");
        for (path, bytes) in &source {
            fs::write(path, bytes).expect("restored");
        }
    }
    assert_eq!(code(&umbruch(folder.path(), &["check", "buch"])), 0);
}

fn replace(book: &Path, file: &str, old: &str, new: &str) {
    let path = book.join(file);
    let text = fs::read_to_string(&path).expect("a text");
    assert!(text.contains(old), "{file} holds `{old}`");
    fs::write(path, text.replace(old, new)).expect("written");
}

#[test]
fn the_same_bytes_twice_and_two_builds_at_once() {
    let folder = with_edition();
    assert_eq!(code(&umbruch(folder.path(), &["build", "buch", "--out", "one"])), 0);
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_umbruch"))
            .current_dir(folder.path())
            .args(["build", "buch", "--out", "two"])
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(start);
        assert_eq!(code(&start().expect("runs")), 0);
        assert_eq!(code(&other.join().expect("joined").expect("runs")), 0);
    });
    let bytes =
        |out: &str| -> Vec<Vec<u8>> { contents(&folder.path().join(out)).into_values().collect() };
    assert_eq!(bytes("one"), bytes("two"));
}

/// What is handed on as JSON, all of the book or what was written alone, makes the same books.
#[test]
fn books_are_built_from_what_was_handed_on() {
    let folder = with_edition();
    let built = |args: &[&str]| {
        let out = umbruch(folder.path(), args);
        assert_eq!(code(&out), 0, "{}", stderr(&out));
        out.stdout
    };
    let books = |name: &str| {
        let files = contents(&folder.path().join(name));
        files.into_values().collect::<Vec<_>>()
    };
    built(&["build", "buch", "--out", "a"]);
    for (name, more) in [("b", &[][..]), ("c", &["--manuscript"])] {
        let json = built(&[&["ir", "buch", "--json"], more].concat());
        fs::write(folder.path().join("book.json"), json).expect("a file");
        built(&["ir", "buch", "--from", "book.json", "--out", name]);
        assert!(books(name) == books("a"), "{name}");
    }
    for (json, message) in [
        ("{}", "it has no field `version`"),
        ("{\"version\": 3}", "it holds neither a `manuscript` nor a `book`"),
        ("[", "line 1: EOF while parsing a list"),
    ] {
        fs::write(folder.path().join("book.json"), json).expect("a file");
        let out = umbruch(folder.path(), &["ir", "buch", "--from", "book.json", "--out", "d"]);
        assert_eq!(code(&out), 2);
        assert!(stderr(&out).contains(message), "{}", stderr(&out));
    }
    assert!(!folder.path().join("d").exists());
}

#[test]
fn source_date_epoch_is_respected() {
    let folder = with_edition();
    let build = |epoch: &str| {
        Command::new(env!("CARGO_BIN_EXE_umbruch"))
            .current_dir(folder.path())
            .args(["build", "buch", "--only", "epub", "--out", epoch])
            .env("SOURCE_DATE_EPOCH", epoch)
            .output()
            .expect("runs")
    };
    assert_eq!(code(&build("1000000000")), 0);
    assert_eq!(code(&build("1100000000")), 0);
    assert_eq!(code(&build("yesterday")), 2);
    let bytes =
        |epoch: &str| fs::read(folder.path().join(epoch).join("buch/buch.epub")).expect("built");
    assert_ne!(bytes("1000000000"), bytes("1100000000"));
}

/// Killed at any moment a build leaves the old file or the new one.
#[cfg(unix)]
#[test]
fn a_killed_build_leaves_whole_files() {
    let folder = with_edition();
    assert_eq!(code(&umbruch(folder.path(), &["build", "buch"])), 0);
    let old = contents(&folder.path().join("dist"));
    replace(&folder.path().join("buch"), "text/vorwort.dj", "überschrieben", "geändert");
    assert_eq!(code(&umbruch(folder.path(), &["build", "buch", "--out", "new"])), 0);
    let new = contents(&folder.path().join("new"));
    for pause in [20, 100, 200, 300, 400, 500, 700] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_umbruch"))
            .current_dir(folder.path())
            .args(["build", "buch"])
            .stderr(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("runs");
        std::thread::sleep(std::time::Duration::from_millis(pause));
        // A build that is already done is as good as one that was killed.
        let _ = child.kill();
        child.wait().expect("ended");
        for name in ["buch.epub", "buch-paperback.pdf"] {
            let now = fs::read(folder.path().join("dist/buch").join(name)).expect("there");
            let old = &old[&folder.path().join("dist/buch").join(name)];
            let new = &new[&folder.path().join("new/buch").join(name)];
            assert!(now == *old || now == *new, "{name} is neither the old file nor the new one");
        }
    }
}

#[test]
fn kept_markup_lies_beside_the_pdf() {
    let folder = with_edition();
    let built = umbruch(folder.path(), &["build", "buch", "--only", "pdf", "--keep"]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let main = folder.path().join("dist/buch/buch-paperback.typst/main.typ");
    assert!(fs::read_to_string(main).expect("kept").contains("Vorwort"));
}

/// What is told often is told once, and with `--all` each time: `check` would not show what only pages
/// show.
#[test]
fn a_build_tells_each_warning_if_asked() {
    let folder = with_edition();
    let braces = "Kein _Maß_{width=50%} steht hier.\n\n".repeat(13);
    replace(
        &folder.path().join("buch"),
        "text/vorwort.dj",
        "Dieser Text",
        &format!("{braces}Dieser Text"),
    );
    let told = |more: &[&str]| {
        let built = umbruch(folder.path(), &[&["build", "buch", "--only", "epub"], more].concat());
        assert_eq!(code(&built), 0, "{}", stderr(&built));
        stderr(&built)
    };
    let once = told(&[]);
    assert!(once.contains("12 more of `broken-attributes`; "), "{once}");
    assert!(once.contains("`umbruch build --all` shows each"), "{once}");
    let each = told(&["--all"]);
    assert_eq!(each.matches("warning[broken-attributes]: this").count(), 13, "{each}");
}

/// The EPUB for all is always made; those for single reading systems stand beside it, and keep their
/// checksums when only the first is made again.
#[test]
fn profiles_stand_beside_the_epub_for_all() {
    let folder = with_edition();
    let build = |profiles: &[&str]| {
        let built =
            umbruch(folder.path(), &[&["build", "buch", "--only", "epub"], profiles].concat());
        assert_eq!(code(&built), 0, "{}", stderr(&built));
        let sums = fs::read_to_string(folder.path().join("dist/buch/SHA256SUMS")).expect("sums");
        sums.lines().map(|line| line[66..].to_owned()).collect::<Vec<_>>()
    };
    let asked = ["--profile", "kobo", "--profile", "kindle", "--profile", "kobo"];
    assert_eq!(build(&asked), ["buch-kindle.epub", "buch-kobo.epub", "buch.epub"]);
    assert_eq!(build(&[]), ["buch-kindle.epub", "buch-kobo.epub", "buch.epub"]);
    assert_eq!(build(&["--profile", "all"]).len(), 6);
    let unknown = umbruch(folder.path(), &["build", "buch", "--profile", "nook"]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("kindle"), "{}", stderr(&unknown));
}

#[test]
fn completions_and_manual() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bash = umbruch(folder.path(), &["completions", "bash"]);
    assert!(String::from_utf8_lossy(&bash.stdout).contains("_umbruch"));
    let manual = umbruch(folder.path(), &["man"]);
    assert!(String::from_utf8_lossy(&manual.stdout).contains(".TH umbruch"));
}

#[test]
fn a_report_stands_beside_each_pdf_and_is_no_part_of_the_book() {
    let folder = with_edition();
    let build = || umbruch(folder.path(), &["build", "buch", "--only", "pdf", "--report"]);
    let built = build();
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let made = folder.path().join("dist/buch");
    let read = |name: &str| fs::read_to_string(made.join(name)).expect(name);
    let (html, json) = (read("buch-paperback.report.html"), read("buch-paperback.report.json"));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let pages = json["pages"].as_array().expect("pages").len();
    assert!(pages > 3 && html.matches("class=\"sheet\"").count() == pages);
    assert!(html.contains(" letters=\""), "the pages are drawn");
    assert!(!read("SHA256SUMS").contains("report"));
    let before = contents(&made);
    assert_eq!(code(&build()), 0);
    assert!(before == contents(&made), "the same bytes");
}

/// A word that is longer than the line, and not so long that it is parted anywhere.
#[test]
fn a_strict_build_releases_no_bad_page() {
    let folder = with_edition();
    let path = folder.path().join("buch/text");
    let first = fs::read_dir(&path).expect("a folder").flatten().map(|entry| entry.path());
    let first = first.min().expect("there is a text");
    let text = fs::read_to_string(&first).expect("a text");
    fs::write(&first, format!("{text}\nEin {} steht im Weg.\n", "W".repeat(38))).expect("written");
    let only = ["build", "buch", "--only", "pdf", "--strict"];
    let strict = umbruch(folder.path(), &only);
    assert_eq!(code(&strict), 1);
    assert!(stderr(&strict).contains("[page-flaw]") && stderr(&strict).contains("(`overfull`)"));
    assert!(!folder.path().join("dist/buch").exists(), "nothing is written");
    let built = umbruch(folder.path(), &only[..4]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let said = String::from_utf8_lossy(&built.stdout).into_owned();
    assert!(said.contains("found: 1 overfull") && said.contains("pt too long"), "{said}");
    let draft = umbruch(folder.path(), &["build", "buch", "--only", "pdf", "--draft"]);
    assert_eq!(code(&draft), 0, "{}", stderr(&draft));
}
