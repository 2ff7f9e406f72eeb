//! What becomes of each construct of the source, source and XHTML side by side.

use std::path::Path;

use super::super::cases::{self, Case};
use super::books::Files;

/// Every file of `tests/epub/cases/`. A case shows its section and the endnotes, or what its file
/// `show` lists, a file of the EPUB a line.
#[test]
fn constructs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/epub/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("there").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::path);
    for file in files {
        cases::check(&file.path(), shown);
    }
}

fn shown(case: &Case) -> String {
    let files = Files::of_edition(&case.folder());
    let wanted = case.files.iter().find(|(path, _)| path == "show").map(|(_, text)| text.as_str());
    let mut out = String::new();
    for name in wanted.unwrap_or("text/a.xhtml\ntext/endnotes.xhtml").lines() {
        if wanted.is_some() || files.names().contains(&format!("EPUB/{name}").as_str()) {
            out.push_str(body(files.text(name)));
        }
    }
    out
}

/// What stands in the body of an XHTML document; any other file as a whole.
fn body(text: &str) -> &str {
    let inner = text.split_once("<body").and_then(|(_, rest)| rest.split_once(">\n"));
    inner.map_or(text, |(_, rest)| rest.split_once("</body>").map_or(rest, |(body, _)| body))
}
