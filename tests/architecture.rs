//! The architecture page is true: its import table against every `use crate::…`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Room to the rooms that it may import, read from `docs/architecture.md`.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).expect("the page is there");
    let (_, section) = text.split_once("## What may import what").expect("the section is there");
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(words);
        let room = cells.next().expect("a first cell").into_iter().next().expect("a room");
        (room, cells.next().expect("a second cell"))
    })
    .collect()
}

/// The words in backticks.
fn words(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

/// `writers/pdf/lower/block.rs` belongs to `writers::pdf`, `output.rs` to `output`.
fn room_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).expect("below src");
    let parts: Vec<String> = inside
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    room(&parts)
}

fn room(parts: &[String]) -> String {
    match parts {
        [writers, which, ..] if writers == "writers" && which != "mod" => {
            format!("writers::{which}")
        }
        [first, ..] => first.clone(),
        [] => String::new(),
    }
}

/// The paths behind every `crate::` of a source text, groups in braces opened.
fn imports(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let path: String =
            rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
        let parts: Vec<String> =
            path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let after = &rest[path.len()..];
        match (after.strip_prefix('{'), parts.len()) {
            (Some(group), 0 | 1) => {
                let group = &group[..group.find('}').unwrap_or(group.len())];
                for word in group.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                    let mut parts = parts.clone();
                    parts.extend(word.split("::").map(str::to_owned));
                    found.push(parts);
                }
            }
            _ => found.push(parts),
        }
    }
    found
}

#[test]
fn rooms_import_what_the_table_allows() {
    let table = table();
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files {
        let own = room_of(&file);
        if matches!(own.as_str(), "main" | "writers") {
            continue;
        }
        seen.insert(own.clone());
        let Some(allowed) = table.get(&own) else {
            wrong.push(format!("`{own}` has no row in the table"));
            continue;
        };
        let text = fs::read_to_string(&file).expect("a source");
        for path in imports(&text) {
            let other = room(&path);
            if other != own && !allowed.contains(&other) {
                let shown =
                    file.strip_prefix(root()).expect("below the root").display().to_string();
                wrong.push(format!("{shown} imports `{}`", path.join("::")));
            }
        }
    }
    for room in table.keys().filter(|room| !seen.contains(*room)) {
        wrong.push(format!("`{room}` stands in the table, but there is no such room"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The library's face is what `lib.rs` names: its rooms are private, so that the compiler reports what is dead in them.
#[test]
fn rooms_are_private() {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("the library");
    let offered = |line: &&str| line.starts_with("pub mod ") && line.ends_with(';');
    let open: Vec<&str> = text.lines().filter(offered).collect();
    assert!(open.is_empty(), "{open:?}");
    assert!(text.contains("\nmod pipeline;\n"));
}

/// The names of the types that a source declares `pub`, and the lines of what is offered without a word on what it is:
/// such types, their fields, variants and functions, and functions beside them; `known` are such types of the room.
fn unsaid(text: &str, known: &BTreeSet<String>) -> (BTreeSet<String>, Vec<usize>) {
    let (mut types, mut lines) = (BTreeSet::new(), Vec::new());
    let (mut said, mut excepted, mut open) = (false, false, 0);
    // What the block is that is open, if it offers something.
    let mut within = "";
    for (number, line) in text.lines().enumerate().take_while(|(_, line)| *line != "mod tests {") {
        let code = line.trim_start();
        if open > 0 || code.starts_with("#[") {
            let brackets = |sign| code.matches(sign).count();
            open = (open + brackets('[')).saturating_sub(brackets(']'));
            excepted |= code.contains("missing_docs");
            continue;
        }
        if code.starts_with("//") {
            said |= code.starts_with("///");
            continue;
        }
        let words: Vec<&str> = code
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|word| !word.is_empty())
            .collect();
        let offered = code.starts_with("pub ")
            && !code.starts_with("pub use ")
            && !code.starts_with("pub mod ");
        let item = match line.len() - code.len() {
            0 => offered,
            4 => match within {
                "enum" => code.starts_with(|c: char| c.is_ascii_uppercase()),
                "trait" => code.starts_with("fn "),
                "struct" | "impl" => offered,
                _ => false,
            },
            _ => false,
        };
        if item && !said {
            lines.push(number + 1);
        }
        if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let kind = words.get(1).copied().unwrap_or_default();
            within = match words[0] {
                "pub" if offered && matches!(kind, "enum" | "trait" | "struct") => {
                    types.insert(words[2].to_owned());
                    if excepted { "" } else { kind }
                }
                "impl" if words.iter().any(|word| known.contains(*word)) => "impl",
                _ => "",
            };
        }
        (said, excepted) = (false, false);
    }
    (types, lines)
}

/// Of what is public the compiler asks for a word; of what a room offers to others, this test.
#[test]
fn rooms_say_what_they_offer() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let texts: Vec<(PathBuf, String)> = files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).expect("a source");
            (file, text)
        })
        .collect();
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in &texts {
        types.entry(room_of(file)).or_default().extend(unsaid(text, &BTreeSet::new()).0);
    }
    let mut wrong = Vec::new();
    for (file, text) in &texts {
        let shown = file.strip_prefix(root()).expect("below the root").display();
        let lines = unsaid(text, &types[&room_of(file)]).1;
        wrong.extend(lines.into_iter().map(|line| format!("{shown}:{line} is not explained")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let text = "/// A.\n#[derive(\n    Debug,\n)]\npub enum A {\n    /// One.\n    One,\n    Two,\n}\n\n\
                impl A {\n    pub fn f() {}\n}\n\nimpl B {\n    pub fn g() {}\n}\npub fn h() {}\n";
    let known = unsaid(text, &BTreeSet::new()).0;
    assert_eq!(unsaid(text, &known).1, [8, 12, 18]);
}

/// What lies under `tests/` is run: it is a module of `tests/mod.rs`, or a test that `Cargo.toml` names.
#[test]
fn every_test_is_run() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("it is there");
    let (modules, manifest) = (read("tests/mod.rs"), read("Cargo.toml"));
    for entry in fs::read_dir(root().join("tests")).expect("tests").flatten() {
        let path = entry.path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let rust = path.extension().is_some_and(|end| end == "rs");
        if name == "mod"
            || !(rust || path.join("mod.rs").is_file() || path.join("main.rs").is_file())
        {
            continue;
        }
        let run = modules.contains(&format!("\nmod {name};\n"))
            || manifest.contains(&format!("\n[[test]]\nname = \"{name}\"\n"));
        assert!(run, "tests/{name} is never run: name it in tests/mod.rs");
    }
}

#[test]
fn no_room_is_a_lumber_room() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let lumber = ["utils", "util", "helpers", "helper", "common", "misc", "shared"];
        assert!(!lumber.contains(&name.as_str()), "{}", file.display());
        let text = fs::read_to_string(&file).expect("a source");
        assert!(text.starts_with("//!"), "{} does not say what it is", file.display());
        let lines = text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines", file.display());
    }
}

/// The page on what to touch names files and folders that are there.
#[test]
fn what_to_touch_is_there() {
    let page = fs::read_to_string(root().join("docs/changing.md")).expect("the page is there");
    let paths = words(&page).into_iter().filter(|word| word.contains('/'));
    let paths: Vec<String> = paths.collect();
    assert!(paths.len() > 20, "{paths:?}");
    for path in paths {
        assert!(root().join(&path).exists(), "docs/changing.md: {path}");
    }
}

#[test]
fn the_test_sees_imports() {
    let text = "use crate::ir::Book;\nuse crate::writers::{epub, pdf};\nlet x = crate::ir::walk();";
    let rooms: Vec<String> = imports(text).iter().map(|path| room(path)).collect();
    assert_eq!(rooms, ["ir", "writers::epub", "writers::pdf", "ir"]);
}
