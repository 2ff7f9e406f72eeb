//! `docs/format.md` and the appendices of the handbook say what the program does: every example is
//! run, every table is complete.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use umbruch::diagnostics::{Code, Severity};
use umbruch::ir::{Matter, Role};
use umbruch::pipeline;
use umbruch::storage::MemoryFolder;

/// What a manifest must have; an example that has a key of its own replaces the line.
const REQUIRED: [&str; 4] = [
    "title = \"Beispiel\"",
    "language = \"de\"",
    "identifier = \"urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff\"",
    "date = 2026-11-23",
];

/// Two series of notes, for examples that define none.
const SERIES: &str = "[notes.autor]\n[notes.red]\nmarks = \"a\"\n";

/// A section, for manifests that list none.
const SECTION: &str = "[[section]]\nfile = \"text/beispiel.dj\"\ntitle = \"Beispiel\"\n";

/// A text with a heading, for sections of which only the manifest is shown.
const TEXT: &str = "# Beispiel\n\nEin Satz.\n";

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A block of code in Markdown or Djot.
struct Example {
    /// Line of its text, from 1.
    line: usize,
    /// The computer language.
    language: String,
    /// The code that it is to report; none: it is clean.
    error: Option<Code>,
    text: String,
}

fn examples(document: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut lines = document.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            continue;
        }
        let text = lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim_end() != fence);
        let text = text.fold(String::new(), |all, line| all + line + "\n");
        let mut words = info.split_whitespace();
        let language = words.next().unwrap_or_default().to_owned();
        let error = words.next().map(|word| {
            let code = word.strip_prefix("error=").and_then(|code| code.parse().ok());
            code.unwrap_or_else(|| panic!("line {}: `{word}` is no code", number + 1))
        });
        found.push(Example { line: number + 2, language, error, text });
    }
    found
}

/// The manifest with all that it needs besides the example.
fn manifest(example: &str) -> String {
    let tables = example
        .lines()
        .scan(0, |at, line| Some((std::mem::replace(at, *at + line.len() + 1), line)))
        .find(|(_, line)| line.starts_with('['))
        .map_or(example.len(), |(at, _)| at);
    let (top, tables) = example.split_at(tables);
    let gives = |line: &&str| !top.lines().any(|own| key(own) == key(line));
    let mut text = REQUIRED.into_iter().filter(gives).collect::<Vec<_>>().join("\n");
    text.push('\n');
    if !top.contains("slug = ") {
        text.push_str("slug = \"beispiel\"\n");
    }
    text.push_str(top);
    text.push_str(tables);
    if !tables.contains("[notes.") {
        text.push_str(SERIES);
    }
    let sections = tables.split("[[").filter(|table| table.starts_with("section]]"));
    if !sections.into_iter().any(|section| section.contains("file = ")) {
        text.push_str(SECTION);
    }
    text
}

fn key(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim()
}

/// The texts between `before` and the next `after`.
fn between<'t>(text: &'t str, before: &'t str, after: char) -> impl Iterator<Item = &'t str> {
    text.split(before).skip(1).filter_map(move |rest| rest.split(after).next())
}

/// A grey picture with the pixels of a cover; made once.
fn picture() -> Vec<u8> {
    static PICTURE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::GrayImage::from_pixel(1400, 2240, image::Luma([128]));
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture can be written");
        bytes.into_inner()
    });
    PICTURE.clone()
}

/// An index, for texts with marks.
const INDEX: &str = "[[section]]\nrole = \"index\"\n";

/// A bibliography, for texts with citations, and its files.
const WORKS: &str =
    "[bibliography]\nfile = \"literatur.bib\"\n[[section]]\nrole = \"bibliography\"\n";
const BIB: &str =
    "@book{probe1911, author = {Probe, Ida}, title = {Der stille Hafen}, date = {1911}}
@book{muster, author = {Muster, Karl}, title = {Am Kai}, date = {1920}}\n";
const YAML: &str = "hafenbuch:\n  type: Book\n  title: Hafenbuch\n";

/// A text for a manifest: with marks for the indexes that it lists.
fn text_for(manifest: &str) -> String {
    let mut text = TEXT.to_owned();
    if manifest.contains("role = \"bibliography\"") && manifest.contains("[bibliography]") {
        text.push_str("\n[@muster]{.cite}\n");
    }
    if manifest.contains("role = \"index\"") {
        text.push_str("\n[Ein]{.index} Wort.\n");
        for name in between(manifest, "[index.", ']') {
            text.push_str(&format!("\n[Ein]{{.index index=\"{name}\"}} Wort.\n"));
        }
    }
    text
}

/// The edition of which the example is the manifest or the text.
fn edition(example: &Example) -> MemoryFolder {
    let (manifest, text) = match example.language.as_str() {
        "toml" => {
            let manifest = manifest(&example.text);
            let text = text_for(&manifest);
            (manifest, text)
        }
        _ if example.text.contains(".index") => (manifest("") + INDEX, example.text.clone()),
        _ if example.text.contains("{.cite}") => {
            let text = format!("{}\n[@muster]{{.cite}}\n", example.text);
            (manifest("") + WORKS, text)
        }
        _ => (manifest(""), example.text.clone()),
    };
    let text = text.as_str();
    let images = between(text, "](images/", ')').map(|name| format!("images/{name}"));
    let covers = between(&manifest, "image = \"", '"').map(str::to_owned);
    let folder = images
        .chain(covers)
        .fold(MemoryFolder::default(), |folder, path| folder.with(&path, picture()));
    let blurbs = between(&manifest, "blurb = \"", '"');
    let folder = blurbs.fold(folder, |folder, path| folder.with(path, "Ein Satz.\n"));
    let files = between(&manifest, "file = \"", '"');
    files
        .fold(folder, |folder, path| folder.with(path, text))
        .with("literatur.bib", BIB)
        .with("quellen.yaml", YAML)
        .with("edition.toml", manifest.clone())
}

/// What the edition reports, a line each.
fn reported(folder: &MemoryFolder) -> Vec<(Code, String)> {
    let opened = pipeline::open(folder, "beispiel");
    let told = |d: &umbruch::diagnostics::Diagnostic| {
        let place = opened.sources.place(d.span);
        let file = &place.file;
        (d.code, format!("{file}:{}: {}: {} ({})", place.line, d.code, d.message, d.hint))
    };
    opened.diagnostics.iter().map(told).collect()
}

/// Runs the examples in `languages`; returns how many there are, and what is wrong with them.
fn run(path: &str, languages: &[&str]) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut count = 0;
    for example in examples(&read(path)) {
        if !languages.contains(&example.language.as_str()) {
            continue;
        }
        count += 1;
        let found = reported(&edition(&example));
        let codes: BTreeSet<Code> = found.iter().map(|(code, _)| *code).collect();
        if codes != example.error.into_iter().collect() {
            let told: Vec<String> = found.into_iter().map(|(_, line)| line).collect();
            let wanted = example.error.map_or("nothing", Code::as_str);
            wrong.push(format!("{path}:{}: {wanted} wanted, not {told:#?}", example.line));
        }
    }
    (count, wrong)
}

#[test]
fn examples_of_the_format() {
    let (count, wrong) = run("docs/format.md", &["toml", "djot"]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 50, "only {count} examples were found");
}

#[test]
fn manifests_in_the_handbook() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("source/handbuch/text");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the handbook is there").flatten() {
        let path = format!("source/handbuch/text/{}", entry.file_name().to_string_lossy());
        let (examples, wrong) = run(&path, &["toml"]);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        count += examples;
    }
    assert!(count > 15, "only {count} examples were found");
}

/// The rows of all tables below the heading, up to the next one of the same level: cells without
/// the backticks around them.
fn rows(document: &str, heading: &str) -> Vec<Vec<String>> {
    let level = heading.split(' ').next().unwrap_or_default().len();
    let is_end = |line: &str| {
        let marks = line.bytes().take_while(|b| *b == b'#').count();
        (1..=level).contains(&marks) && line.as_bytes().get(marks) == Some(&b' ')
    };
    let below = document.lines().skip_while(|line| *line != heading).skip(1);
    let below: Vec<&str> = below.take_while(|line| !is_end(line)).collect();
    assert!(!below.is_empty(), "nothing stands below `{heading}`");
    let named = below.into_iter().filter(|line| line.starts_with("| `"));
    named
        .map(|line| {
            let cells = line.trim().trim_matches('|').split('|');
            cells.map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
        })
        .collect()
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

#[test]
fn table_of_codes() {
    let expected: Vec<Vec<String>> = Code::ALL
        .iter()
        .map(|code| {
            let severity = code.severity().as_str().to_owned();
            let when = code.explanation().to_owned();
            vec![code.to_string(), severity, when, yes(code.is_lint())]
        })
        .collect();
    assert_eq!(rows(&read("docs/format.md"), "# Diagnostics"), expected);
}

#[test]
fn table_of_roles() {
    let matter = |role: Role| match role.matter() {
        Matter::Front => "front",
        Matter::Body => "body",
        Matter::Back => "back",
    };
    let expected: Vec<Vec<String>> = Role::ALL
        .into_iter()
        .map(|role| {
            let (name, matter) = (role.as_str().to_owned(), matter(role).to_owned());
            let flags = [role.is_generated(), role.takes_text(), role.in_contents()];
            [name, matter].into_iter().chain(flags.map(yes)).collect()
        })
        .collect();
    assert_eq!(rows(&read("docs/format.md"), "## Roles"), expected);
}

/// The keys that the program knows in a table of the manifest: it lists them for one that is like
/// none of them.
fn known_keys(table: &str) -> BTreeSet<String> {
    let odd = format!("{table}\nqqqqqqqq = 1\n");
    let found =
        reported(&edition(&Example { line: 0, language: "toml".into(), error: None, text: odd }));
    let told = found.iter().find(|(code, _)| *code == Code::UnknownKey).expect("it is reported");
    let list = told.1.split("known here: ").nth(1).expect("nothing is like it");
    between(list, "`", '`').step_by(2).map(str::to_owned).collect()
}

/// The tables of the manifest: how one begins, and the headings of its keys.
const TABLES: [(&str, &str); 20] = [
    ("", "## The book"),
    ("[[subjects]]", "## Subjects"),
    ("[isbn]", "## `[isbn]`"),
    ("[[contributor]]", "## `[[contributor]]`"),
    ("[[other-title]]", "## `[[other-title]]`"),
    ("[series]", "## `[series]`"),
    ("[source]", "## `[source]`"),
    ("[cover]", "## `[cover]`"),
    ("[accessibility]", "## `[accessibility]`"),
    ("[notes.hg]", "## `[notes.NAME]`"),
    ("[index.sachen]", "## `[index.NAME]`"),
    ("[bibliography]", "## `[bibliography]`"),
    ("[[section]]", "## `[[section]]`"),
    ("[hyphenation]", "## `[hyphenation]`"),
    ("[typography]", "## `[typography]`"),
    ("[[typography.corrections]]", "## `[[typography.corrections]]`"),
    ("[epub]", "## `[epub]`"),
    ("[spelling]", "## `[spelling]`"),
    ("[print]", "## `[print]`"),
    ("[[allow]]", "## `[[allow]]`"),
];

/// Names of tables are keys too.
const NAMES: [&str; 17] = [
    "isbn",
    "contributor",
    "other-title",
    "series",
    "source",
    "cover",
    "accessibility",
    "notes",
    "index",
    "bibliography",
    "section",
    "lints",
    "hyphenation",
    "epub",
    "spelling",
    "allow",
    "print",
];

#[test]
fn tables_of_keys() {
    let format = read("docs/format.md");
    let handbook = read("source/handbuch/text/90-schluessel.dj");
    for (table, heading) in TABLES {
        let mut known = known_keys(table);
        known.retain(|key| !table.is_empty() || !NAMES.contains(&key.as_str()));
        let documented: BTreeSet<String> =
            rows(&format, heading).into_iter().map(|row| row[0].clone()).collect();
        assert_eq!(documented, known, "{heading}");
        for key in known {
            let alone = format!("| `{key}`");
            let grouped = format!("| `{table}` `{key}`");
            let stands = handbook.lines().any(|l| l.starts_with(&alone) || l.starts_with(&grouped));
            assert!(stands, "the handbook leaves out `{key}` of {heading}");
        }
    }
}

#[test]
fn papers_are_named() {
    let format = read("docs/format.md");
    for name in umbruch::press::Paper::names().chain(umbruch::press::sheet_names()) {
        assert!(format.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn roles_in_the_handbook() {
    let document = read("source/handbuch/text/91-rollen.dj");
    let found: BTreeMap<String, Vec<String>> = rows(&document, "# Alle Rollen der Abschnitte")
        .into_iter()
        .map(|row| (row[0].clone(), row))
        .collect();
    assert_eq!(found.len(), Role::ALL.len());
    for role in Role::ALL {
        let row = found.get(role.as_str()).unwrap_or_else(|| panic!("{role:?} is left out"));
        let place = match role.matter() {
            Matter::Front => "vorn",
            Matter::Body => "im Text",
            Matter::Back => "hinten",
        };
        let made = match (role.is_generated(), role.takes_text()) {
            (true, true) => "ja",
            (true, false) => "ja, ohne Datei",
            (false, _) => "",
        };
        assert_eq!(row[2..], [place, made], "{role:?}");
    }
}

/// Appendices of the handbook show each finding of proofreading by an example.
#[test]
fn findings_in_the_handbook() {
    let appendices = ["93-typografie.dj", "94-spuren.dj"];
    let text: String =
        appendices.iter().map(|file| read(&format!("source/handbuch/text/{file}"))).collect();
    let codes = Code::ALL.iter().filter(|code| code.is_proof());
    let missing: Vec<&Code> = codes.filter(|code| !text.contains(&format!("| `{code}`"))).collect();
    assert!(missing.is_empty(), "the handbook shows no example of {missing:?}");
}

/// `docs/verify.md` says where each code of the checker of EPUBs comes from.
#[test]
fn codes_of_the_checker() {
    let document = read("docs/verify.md");
    for code in Code::ALL.iter().filter(|code| code.as_str().starts_with("epub-")) {
        assert!(document.contains(&format!("`{code}`")), "{code} is left out");
    }
}

#[test]
fn codes_in_the_handbook() {
    let document = read("source/handbuch/text/92-meldungen.dj");
    let found: Vec<(String, String)> = rows(&document, "# Alle Meldungen")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let expected: Vec<(String, String)> = Code::ALL
        .iter()
        .map(|code| {
            let severity = if code.severity() == Severity::Error { "F" } else { "W" };
            let lint = if code.is_lint() { " ∗" } else { "" };
            (code.to_string(), format!("{severity}{lint}"))
        })
        .collect();
    assert_eq!(found, expected);
}
