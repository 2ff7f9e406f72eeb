//! Cases in text files: input and expectation side by side.
//!
//! A file holds cases that begin with `=== name`. A case holds files, each after a line
//! `@ path` (without one: `text/a.dj`), and after a line `---` what is expected.
//! With `UMBRUCH_BLESS=1` in the environment expectations are rewritten instead of compared.

pub mod verdict;

use std::fmt::Write as _;
use std::path::Path;

use umbruch::storage::MemoryFolder;

/// The manifest of cases that bring none.
pub const MANIFEST: &str = "slug = \"fall\"
title = \"Fall\"
language = \"de\"
identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"
date = 2026-11-23
[[section]]
file = \"text/a.dj\"
title = \"A\"
";

/// A grey picture; in every case a small one is there as `picture.png`, and one with which shops
/// bear for a cover as `umschlag.png`.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(width, height, image::Luma([128]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture can be written");
    bytes.into_inner()
}

/// One case.
#[derive(Clone)]
pub struct Case {
    pub name: String,
    pub files: Vec<(String, String)>,
    pub expected: String,
}

impl Case {
    /// The case's files, with the usual manifest if it brings none.
    pub fn folder(&self) -> MemoryFolder {
        let own = self.files.iter().any(|(path, _)| path == "edition.toml");
        let start = MemoryFolder::default()
            .with("picture.png", picture(30, 20))
            .with("umschlag.png", picture(640, 1024));
        let start = if own { start } else { start.with("edition.toml", MANIFEST) };
        self.files.iter().fold(start, |folder, (path, text)| folder.with(path, text.as_bytes()))
    }
}

/// Runs every case of the file and compares what `run` makes of it with what is expected.
pub fn check(file: &Path, run: impl Fn(&Case) -> String) {
    let text = std::fs::read_to_string(file).expect("the file of cases is there");
    let cases = parse(&text);
    assert!(!cases.is_empty(), "{} holds no case", file.display());
    let bless = std::env::var_os("UMBRUCH_BLESS").is_some();
    let mut out = String::new();
    let mut failed = Vec::new();
    for case in &cases {
        let found = format!("{}\n", run(case).trim_end());
        if found != case.expected {
            failed.push(format!("=== {}\nexpected:\n{}found:\n{found}", case.name, case.expected));
        }
        print_case(case, &found, &mut out);
    }
    if bless {
        std::fs::write(file, out).expect("the file of cases can be written");
    } else {
        assert!(failed.is_empty(), "{}\n{}", file.display(), failed.join("\n"));
    }
}

/// Runs every case of the file, whatever is expected of it.
pub fn each(file: &Path, run: impl Fn(&Case)) {
    let text = std::fs::read_to_string(file).expect("the file of cases is there");
    parse(&text).iter().for_each(run);
}

fn print_case(case: &Case, found: &str, out: &mut String) {
    writeln!(out, "=== {}", case.name).expect("a string takes all");
    for (path, text) in &case.files {
        if path != "text/a.dj" {
            writeln!(out, "@ {path}").expect("a string takes all");
        } else if case.files.len() > 1 {
            writeln!(out, "@ text/a.dj").expect("a string takes all");
        }
        out.push_str(text);
    }
    write!(out, "---\n{found}\n").expect("a string takes all");
}

fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_expected = false;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            in_expected = false;
            cases.push(Case { name: name.into(), files: Vec::new(), expected: String::new() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if line == "---" && !in_expected {
            in_expected = true;
        } else if in_expected {
            case.expected.push_str(line);
            case.expected.push('\n');
        } else if let Some(path) = line.strip_prefix("@ ") {
            case.files.push((path.into(), String::new()));
        } else {
            if case.files.is_empty() {
                case.files.push(("text/a.dj".into(), String::new()));
            }
            let (_, text) = case.files.last_mut().expect("a file was just put in");
            text.push_str(line);
            text.push('\n');
        }
    }
    for case in &mut cases {
        case.expected = format!("{}\n", case.expected.trim_end());
    }
    cases
}
