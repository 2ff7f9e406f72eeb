//! `umbruch check --fix`: certain corrections go into the files of the edition.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostics::Code;
use crate::output;
use crate::pipeline::{self, Opened};
use crate::storage::{DiskFolder, Folder, Overlay};

/// A correction may uncover another; no known text needs more rounds than this.
const ROUNDS: usize = 5;

/// An edition whose files have been corrected.
pub(super) struct Corrected {
    /// The edition as it is now.
    pub opened: Opened,
    /// What was done, a line for each file.
    pub report: Vec<String>,
}

/// Puts in what is certain until nothing certain is left, in memory; then writes each file once.
///
/// # Errors
/// Why nothing, or not every file, was written.
pub(super) fn correct(
    mut opened: Opened,
    folder: &DiskFolder,
    open: &dyn Fn(&dyn Folder) -> Opened,
) -> Result<Corrected, String> {
    let errors = opened.errors();
    let mut old: BTreeMap<String, String> = BTreeMap::new();
    let mut made: BTreeMap<String, BTreeMap<Code, usize>> = BTreeMap::new();
    let mut overlay = Overlay::new(folder);
    for _ in 0..ROUNDS {
        let texts = pipeline::corrected(&opened.diagnostics, &opened.sources);
        if texts.is_empty() {
            break;
        }
        for (file, (text, diagnostics)) in texts {
            let file = opened.sources.file(file);
            old.entry(file.path().to_owned()).or_insert_with(|| file.text().to_owned());
            let counts = made.entry(file.path().to_owned()).or_default();
            for diagnostic in diagnostics {
                *counts.entry(diagnostic.code).or_default() += 1;
            }
            overlay.put(file.path(), text);
        }
        opened = open(&overlay);
    }
    if opened.errors() > errors {
        let shown = folder.shown("");
        return Err(format!(
            "the corrections would break markup in `{shown}`; nothing was written"
        ));
    }
    for (path, before) in &old {
        if let Some(text) = overlay.text(path) {
            write(path, before, text)?;
        }
    }
    let report = made.iter().map(|(path, counts)| line(path, counts)).collect();
    Ok(Corrected { opened: open(folder), report })
}

/// `text/a.dj: 12 corrected (dash 4, ellipsis 8)`
fn line(path: &str, counts: &BTreeMap<Code, usize>) -> String {
    let total: usize = counts.values().sum();
    let each: Vec<String> = counts.iter().map(|(code, n)| format!("{code} {n}")).collect();
    format!("{path}: {total} corrected ({})", each.join(", "))
}

/// Writes a file that held `before`, with the line ends and the byte order mark that it has.
fn write(path: &str, before: &str, after: &str) -> Result<(), String> {
    let refused = |error: std::io::Error| format!("`{path}` cannot be written: {error}");
    let place: PathBuf = Path::new(path).canonicalize().map_err(refused)?;
    let bytes = std::fs::read(&place).map_err(refused)?;
    let raw = String::from_utf8_lossy(&bytes);
    let (mark, body) = raw.strip_prefix('\u{feff}').map_or(("", &*raw), |b| ("\u{feff}", b));
    if body.replace("\r\n", "\n") != before {
        return Err(format!("`{path}` was changed by another program; it was left as it is"));
    }
    let windows = body.contains("\r\n");
    let after = if windows { after.replace('\n', "\r\n") } else { after.to_owned() };
    output::write_atomically(&place, format!("{mark}{after}").as_bytes()).map_err(refused)
}
