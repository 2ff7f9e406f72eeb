//! Texts that somebody spoilt on the way: whatever is made of them passes `check`.
//!
//! `UMBRUCH_CASES=20000 cargo test --lib tests::import::mutated` looks at more of them.

use std::fs;

use proptest::prelude::*;
use umbruch::diagnostics::Severity;
use umbruch::import::{Imported, Options};
use umbruch::pipeline::{self, Opened, Session};
use umbruch::storage::MemoryFolder;

use super::{options, root, with_options};

/// What gets between the letters of a text: what Djot and TOML take for markup, what no file can
/// carry, numbers that look like calls.
const PIECES: [&str; 74] = [
    "\u{0}",
    "\u{7}",
    "\u{8}",
    "\t",
    "\u{b}",
    "\u{c}",
    "\r",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{2028}",
    "\u{202e}",
    "\u{fdd0}",
    "\u{fffe}",
    "\u{feff}",
    "\u{e000}",
    "\u{1fffe}",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "![",
    "[^",
    "[^1]",
    "[^1]: ",
    "[^",
    "^",
    "](",
    "`",
    "```",
    "``` =html\n",
    "`x`{=html}",
    "$`a`",
    "$$`b`",
    "{=html}",
    "{.page}",
    "{#id}",
    "{% ",
    " %}",
    ":::",
    "::: verse\n",
    ":",
    "# ",
    "## ",
    "- ",
    "- [ ] ",
    "* [x] ",
    "> ",
    "| a |",
    "|--|",
    "1. ",
    "(a) ",
    "iv) ",
    "1",
    "2",
    "3",
    "17",
    "¹",
    "²",
    "[1]",
    "(2)",
    "***",
    "---",
    "...",
    "\"",
    "'",
    "<https://",
    "\\",
    ":x:",
];

/// A change of a text.
#[derive(Debug, Clone)]
enum Change {
    Drop(prop::sample::Index),
    Double(prop::sample::Index, prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Blank(prop::sample::Index),
    Join(prop::sample::Index),
    Put(prop::sample::Index, &'static str),
    Begin(prop::sample::Index, &'static str),
    End(prop::sample::Index, &'static str),
    Cut(prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let piece = || prop::sample::select(PIECES.to_vec());
    prop_oneof![
        at().prop_map(Change::Drop),
        (at(), at()).prop_map(|(from, to)| Change::Double(from, to)),
        (at(), at()).prop_map(|(from, to)| Change::Swap(from, to)),
        at().prop_map(Change::Blank),
        at().prop_map(Change::Join),
        (at(), piece()).prop_map(|(at, piece)| Change::Put(at, piece)),
        (at(), piece()).prop_map(|(at, piece)| Change::Begin(at, piece)),
        (at(), piece()).prop_map(|(at, piece)| Change::End(at, piece)),
        (at(), at()).prop_map(|(from, to)| Change::Cut(from, to)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for change in changes {
        let count = lines.len();
        match change {
            Change::Drop(at) if count > 1 => drop(lines.remove(at.index(count))),
            Change::Double(from, to) => {
                let line = lines[from.index(count)].clone();
                lines.insert(to.index(count + 1), line);
            }
            Change::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
            Change::Blank(at) => lines.insert(at.index(count + 1), String::new()),
            Change::Join(at) if count > 1 => {
                let at = at.index(count - 1);
                let next = lines.remove(at + 1);
                lines[at].push_str(&next);
            }
            Change::Drop(_) | Change::Join(_) => {}
            Change::Put(at, piece) => {
                let line = &mut lines[at.index(count)];
                let place = line.floor_char_boundary(at.index(line.len() + 1));
                line.insert_str(place, piece);
            }
            Change::Begin(at, piece) => lines[at.index(count)].insert_str(0, piece),
            Change::End(at, piece) => lines[at.index(count)].push_str(piece),
            Change::Cut(from, to) => {
                let line = &mut lines[from.index(count)];
                let start = line.floor_char_boundary(from.index(line.len() + 1));
                let end = line.floor_char_boundary(to.index(line.len() + 1)).max(start);
                line.replace_range(start..end, "");
            }
        }
    }
    lines.join("\n")
}

/// A text that has neither title nor notes of its own.
const BARE: &str = "Es war einmal ein Satz, der stand allein in einem Text, und niemand wußte, wie er \
hieß; so blieb er stehen.\n\nEin zweiter kam hinzu! Und ein dritter:1 sie standen da. Am 4. Mai, um 3 Uhr, gingen sie \
fort, und das Blatt war leer, daß man es kaum glauben mag.\n";

/// The texts of `tests/import/text/`, and one more.
fn texts() -> Vec<String> {
    let folder = fs::read_dir(root().join("tests/import/text")).expect("the folder is there");
    let mut paths: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).expect("a text"));
    texts.chain([BARE.to_owned()]).collect()
}

fn folder(imported: &Imported) -> MemoryFolder {
    let files = imported.files.iter().map(|file| (file.path.as_str(), file.text.as_bytes()));
    let pictures = imported.pictures.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    files
        .chain(pictures)
        .fold(MemoryFolder::default(), |folder, (path, bytes)| folder.with(path, bytes))
}

/// The errors that `check` finds in an edition.
fn errors(opened: &Opened) -> Option<String> {
    let errors = opened.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
    let errors: Vec<_> = errors.cloned().collect();
    (!errors.is_empty()).then(|| crate::tests::told(&errors, &opened.sources))
}

/// The edition after `check --fix`, which writes nothing where the corrections would add an error.
fn fixed(before: MemoryFolder) -> Opened {
    let mut folder = before.clone();
    for _ in 0..pipeline::ROUNDS {
        let mut opened = pipeline::open(&folder, "text");
        Session::default().proofread(&mut opened, &folder).expect("nobody stops it");
        for (file, (text, _)) in pipeline::corrected(&opened.diagnostics, &opened.sources) {
            folder = folder.with(opened.sources.file(file).path(), text.into_bytes());
        }
    }
    let after = pipeline::open(&folder, "text");
    let unwritten = || pipeline::open(&before, "text");
    if after.errors() > unwritten().errors() { unwritten() } else { after }
}

fn cases() -> u32 {
    let asked = std::env::var("UMBRUCH_CASES").ok().and_then(|cases| cases.parse().ok());
    asked.unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// … and what passes `check` still passes when the certain corrections are written into it.
    #[test]
    fn an_edition_that_is_made_passes_check(
        text in prop::sample::select(texts()),
        changes in prop::collection::vec(change(), 1..12),
        name in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..4),
    ) {
        let text = changed(&text, &changes);
        let options = Options { fallback_title: Some(name.concat()), ..options() };
        if let Ok(imported) = with_options(&text, &options) {
            let folder = folder(&imported);
            let opened = pipeline::open(&folder, "text");
            prop_assert_eq!(errors(&opened), None);
            prop_assert_eq!(errors(&fixed(folder)), None, "after `--fix`");
        }
    }
}
