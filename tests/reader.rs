//! The reader and the passes: what becomes of each construct of the source.

use std::path::Path;

use umbruch::pipeline::{self, Opened, Session};
use umbruch::storage::{Folder, Overlay};

use super::{cases, outline};

/// Every file of `tests/reader/`: the book as an indented outline, then what is reported.
#[test]
fn constructs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("there").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        cases::check(&file.path(), |case| {
            let opened = pipeline::open(&case.folder(), "fall");
            let (_, book, _) = opened.content.as_ref().expect("the manifest can be read");
            let mut out = outline::book(book);
            for diagnostic in &opened.diagnostics {
                out.push_str(&format!("! {}: {}\n", diagnostic.code, diagnostic.message));
            }
            out
        });
    }
}

/// `check --fix` corrects signs, never what they mark: all that can be corrected in every case is, and
/// words, marks, calls and addresses are what they were.
#[test]
fn corrections_leave_marks_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader");
    for file in std::fs::read_dir(folder).expect("there").flatten() {
        cases::each(&file.path(), |case| {
            let before = proofread(&case.folder());
            let folder = case.folder();
            let mut overlay = Overlay::new(&folder);
            let mut opened = proofread(&overlay);
            for _ in 0..pipeline::ROUNDS {
                for (file, (text, _)) in pipeline::corrected(&opened.diagnostics, &opened.sources) {
                    overlay.put(opened.sources.file(file).path(), text);
                }
                opened = proofread(&overlay);
            }
            assert_eq!(words(&before), words(&opened), "{}", case.name);
            assert!(opened.errors() <= before.errors(), "{}", case.name);
        });
    }
}

fn proofread(folder: &dyn Folder) -> Opened {
    let mut opened = pipeline::open(folder, "fall");
    Session::default().proofread(&mut opened, folder).expect("nobody stops it");
    opened
}

/// The book without punctuation and white space.
fn words(opened: &Opened) -> String {
    let (_, book, _) = opened.content.as_ref().expect("the manifest can be read");
    let kept = |c: &char| c.is_alphanumeric() || "<>#[]_*^~\n".contains(*c);
    outline::book(book).chars().filter(kept).collect()
}
