//! `umbruch catalogue`: lists of editions, whole and in parts.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// Variables of schedulers that may be set where the tests run.
const SCHEDULERS: [&str; 5] = [
    "SLURM_ARRAY_TASK_ID",
    "JOB_COMPLETION_INDEX",
    "CI_NODE_INDEX",
    "SHARD_INDEX",
    "AWS_BATCH_JOB_ARRAY_INDEX",
];

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_umbruch"));
    command.current_dir(folder).arg("catalogue").args(args);
    for name in SCHEDULERS {
        command.env_remove(name);
    }
    command
}

fn run(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("the command runs");
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (status.code().expect("it ends by itself"), text(&stdout), text(&stderr))
}

fn umbruch(folder: &Path, args: &[&str]) -> (i32, String, String) {
    run(&mut command(folder, args))
}

fn edition(folder: &Path, name: &str, slug: &str, number: u32) {
    let made = folder.join("source").join(name);
    fs::create_dir_all(&made).expect("a folder");
    let manifest = format!(
        "slug = \"{slug}\"\ntitle = \"Band {number}\"\nlanguage = \"de\"\n\
         identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc9{number:04}\"\ndate = 2026-11-23\n\
         publisher = \"Kai\"\nepub = {{ pages = \"none\" }}\nlayouts = [\"screen\"]\n\
         [[contributor]]\nname = \"Ida Probe\"\n[[section]]\nfile = \"a.dj\"\n"
    );
    fs::write(made.join("edition.toml"), manifest).expect("written");
    let text = "Der Kahn liegt still am Ufer, und niemand fragt, wem er gehört. ".repeat(12);
    fs::write(made.join("a.dj"), format!("# Kapitel {number}\n\n{text}\n\n{text}\n\n{text}\n"))
        .expect("written");
}

fn catalogue(folder: &Path, editions: &str) {
    let text = format!(
        "title = \"Liste\"\naddress = \"https://kai.example/\"\nlanguage = \"de\"\neditions = {editions}\n"
    );
    fs::write(folder.join("catalogue.toml"), text).expect("written");
}

/// The files of a list: paths below it, and bytes; but for what is hidden.
fn files(list: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![list.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(list).expect("below it").to_owned();
                files.insert(below, fs::read(&path).expect("read"));
            }
        }
    }
    files
}

#[test]
fn a_list_whole_and_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    (1..=5).for_each(|number| {
        edition(folder, &format!("b{number}"), &format!("band-{number}"), number)
    });
    catalogue(folder, "[\"source/*\"]");
    let (code, out, err) = umbruch(folder, &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("dist, 5 editions, "), "{out}");
    let whole = files(&folder.join("dist"));
    for path in [
        "index.html",
        "books/band-3.html",
        "opds/index.json",
        "opds/all.xml",
        "onix-3.0.xml",
        "onix-3.1.xml",
        "feed.xml",
        "sitemap.xml",
        "editions/band-3/edition.json",
        "editions/band-3/band-3.epub",
        "editions/band-3/band-3-screen.pdf",
        "editions/band-3/band-3.cover.jpg",
        "editions/band-3/band-3.cover.small.jpg",
        "editions/band-3/band-3.sample.html",
    ] {
        assert!(whole.contains_key(Path::new(path)), "{path}");
    }
    let onix = String::from_utf8_lossy(&whole[Path::new("onix-3.0.xml")]).into_owned();
    assert_eq!(onix.matches("<Product>").count(), 5);
    assert!(onix.contains("https://kai.example/editions/band-3/band-3.cover.jpg"));

    // Nothing has changed: nothing is built, nothing is another.
    let (code, out, err) = umbruch(folder, &["build"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("band-3.epub, ") && out.contains("unchanged"), "{out}");
    assert!(files(&folder.join("dist")) == whole);

    // In three parts, one of them as a scheduler says it, in any order and one twice; then merged.
    let (code, _, err) = umbruch(folder, &["merge", "--out", "parts"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("error[catalogue-edition]: `source/b1` is not built as `band-1`"),
        "{err}"
    );
    for part in ["3/3", "1/3", "3/3"] {
        let (code, _, err) = umbruch(folder, &["build", "--shard", part, "--out", "parts"]);
        assert_eq!(code, 0, "{err}");
    }
    let mut array = command(folder, &["build", "--out", "parts"]);
    array.env("SLURM_ARRAY_TASK_ID", "1").env("SLURM_ARRAY_TASK_COUNT", "3");
    let (code, _, err) = run(array.env("SLURM_ARRAY_TASK_MIN", "0"));
    assert!(code == 0 && err.contains("part 2/3: "), "{err}");
    assert!(!folder.join("parts/index.html").exists(), "a part makes no list");
    assert_eq!(umbruch(folder, &["merge", "--out", "parts"]).0, 0);
    assert!(files(&folder.join("parts")) == whole, "parts give the same bytes");
}

#[test]
fn what_is_wrong_with_a_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let (code, _, err) = umbruch(folder, &["build"]);
    assert!(code == 2 && err.contains("`catalogue.toml` cannot be read"), "{err}");
    edition(folder, "a", "kahn", 1);
    edition(folder, "b", "kahn", 2);
    for (text, told) in [
        ("", "`title` is missing in the catalogue"),
        (
            "title = \"L\"\naddress = \"kai\"\nlanguage = \"de\"\neditions = [\"source/*\"]\n",
            "catalogue.toml:2:11",
        ),
        (
            "title = \"L\"\naddress = \"https://kai.example/\"\nlanguage = \"de\"\n",
            "`editions` is missing",
        ),
        (
            "title = \"L\"\naddress = \"https://kai.example/\"\nlanguage = \"de\"\neditions = [\"nie/*\"]\n",
            "`nie/*` names no edition",
        ),
        (
            "title = \"L\"\naddress = \"https://kai.example/\"\nlanguage = \"??\"\neditions = [\"source/a\"]\n",
            "is no language",
        ),
        (
            "title = \"L\"\naddress = \"https://kai.example/\"\nlanguage = \"de\"\neditions = \"source/a\"\nedition = 1\n",
            "`edition` is not a key",
        ),
        ("title = \"L\n", "the catalogue is not valid TOML"),
    ] {
        fs::write(folder.join("catalogue.toml"), text).expect("written");
        let (code, _, err) = umbruch(folder, &["build"]);
        assert!(code == 1 && err.contains(told), "{text}: {err}");
        assert!(!folder.join("dist").exists(), "{text}");
    }
    catalogue(folder, "[\"source/*\"]");
    let (code, _, err) = umbruch(folder, &["build"]);
    assert_eq!(code, 1);
    assert!(err.contains("`source/a` and `source/b` have the same name `kahn`"), "{err}");
    assert!(!folder.join("dist").exists());
    edition(folder, "b", "boot", 1);
    let (code, _, err) = umbruch(folder, &["build"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("`kahn` and `boot` have the same identifier")
            || err.contains("`boot` and `kahn` have the same identifier"),
        "{err}"
    );
    for part in ["3/2", "0/2", "x"] {
        let (code, _, err) = umbruch(folder, &["build", "--shard", part]);
        assert!(code == 2 && err.contains("write `--shard 2/8`"), "{err}");
    }
}

/// A run that is killed leaves no file that is half; the next one makes the same.
#[test]
fn killed_at_any_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    edition(folder, "a", "kahn", 1);
    edition(folder, "b", "boot", 2);
    catalogue(folder, "[\"source/*\"]");
    assert_eq!(umbruch(folder, &["build", "--out", "whole"]).0, 0);
    let whole = files(&folder.join("whole"));
    let kills = std::env::var("UMBRUCH_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(8_u64);
    for kill in 0..kills {
        let mut running = command(folder, &["build"])
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the command runs");
        std::thread::sleep(Duration::from_millis(20 + kill.wrapping_mul(7919) % 1400));
        let _ = running.kill();
        running.wait().expect("it ends");
        for (path, bytes) in files(&folder.join("dist")) {
            assert!(whole.get(&path) == Some(&bytes), "{} is another", path.display());
        }
        if kill % 3 == 2 {
            assert_eq!(umbruch(folder, &["build"]).0, 0);
            assert!(files(&folder.join("dist")) == whole);
            fs::remove_dir_all(folder.join("dist")).expect("it was there");
        }
    }
}

#[test]
fn a_list_is_shown_on_this_machine() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    assert_eq!(umbruch(folder, &["serve", "."]).0, 2, "there is no list");
    fs::create_dir(folder.join("list")).expect("made");
    fs::write(folder.join("list/index.html"), "<!DOCTYPE html>").expect("written");
    fs::write(folder.join("secret"), "nein").expect("written");
    let mut serving = command(folder, &["serve", "list", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut line = String::new();
    let out = serving.stdout.take().expect("it is piped");
    BufReader::new(out).read_line(&mut line).expect("it says where");
    let place = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let ask = |target: &str| {
        let mut stream = TcpStream::connect(&place).expect("it answers");
        write!(stream, "GET {target} HTTP/1.1\r\nHost: a\r\n\r\n").expect("asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        answer
    };
    let (whole, outside) = (ask("/"), ask("/../secret"));
    let _ = serving.kill();
    let _ = serving.wait();
    assert!(whole.starts_with("HTTP/1.1 200 OK") && whole.ends_with("<!DOCTYPE html>"), "{whole}");
    assert!(outside.starts_with("HTTP/1.1 404") && !outside.contains("nein"), "{outside}");
}
