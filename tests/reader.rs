//! The reader and the passes: what becomes of each construct of the source.

mod cases;
mod outline;

use std::path::Path;

use umbruch::pipeline;

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
