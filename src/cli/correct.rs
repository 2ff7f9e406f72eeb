//! `umbruch check --fix`: certain corrections go into the files of the edition.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::refused;
use crate::diagnostics::Code;
use crate::output;
use crate::pipeline::{self, Opened};
use crate::storage::{DiskFolder, Folder, Overlay};

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
    for _ in 0..pipeline::ROUNDS {
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
    let changed = old.iter().filter_map(|(path, before)| {
        let after = overlay.text(path)?;
        (after != before).then(|| Prepared::new(path, before, after))
    });
    // All are looked at before the first is written.
    write(changed.collect::<Result<_, _>>()?)?;
    let report = made.iter().map(|(path, counts)| line(path, counts)).collect();
    Ok(Corrected { opened: open(folder), report })
}

/// `text/a.dj: 12 corrected (dash 4, ellipsis 8)`
fn line(path: &str, counts: &BTreeMap<Code, usize>) -> String {
    let total: usize = counts.values().sum();
    let each: Vec<String> = counts.iter().map(|(code, n)| format!("{code} {n}")).collect();
    format!("{path}: {total} corrected ({})", each.join(", "))
}

/// A file as it will be written.
struct Prepared {
    shown: String,
    place: PathBuf,
    bytes: Vec<u8>,
}

impl Prepared {
    /// The file that held `before`, with the line ends and the byte order mark that it has.
    fn new(path: &str, before: &str, after: &str) -> Result<Self, String> {
        let refused = |error: std::io::Error| {
            format!("`{path}` cannot be read: {}", refused::to_read(&error))
        };
        let place: PathBuf = Path::new(path).canonicalize().map_err(refused)?;
        // A file can be replaced in its folder although it may not be written itself.
        if std::fs::metadata(&place).map_err(refused)?.permissions().readonly() {
            return Err(format!("`{path}` is read-only; nothing was written"));
        }
        let bytes = std::fs::read(&place).map_err(refused)?;
        let raw = String::from_utf8_lossy(&bytes);
        let (mark, body) = raw.strip_prefix('\u{feff}').map_or(("", &*raw), |b| ("\u{feff}", b));
        if body.replace("\r\n", "\n") != before {
            return Err(format!(
                "`{path}` was changed by another program meanwhile; nothing was written"
            ));
        }
        let bytes = format!("{mark}{}", with_line_ends_of(body, after)).into_bytes();
        Ok(Self { shown: path.to_owned(), place, bytes })
    }
}

fn write(files: Vec<Prepared>) -> Result<(), String> {
    let mut written: Vec<String> = Vec::new();
    for file in files {
        if let Err(error) = output::write_atomically(&file.place, &file.bytes) {
            let done = match written.is_empty() {
                true => "nothing was written".to_owned(),
                false => format!("written before: `{}`", written.join("`, `")),
            };
            return Err(format!(
                "`{}` cannot be written: {}; {done}",
                file.shown,
                refused::to_write(&error)
            ));
        }
        written.push(file.shown);
    }
    Ok(())
}

/// A text with the line ends of another; where that one mixes them, each line keeps its own, as
/// far as it can be found again.
fn with_line_ends_of(raw: &str, text: &str) -> String {
    // A correction changes a line or joins it to the next one; it makes none.
    const NEAR: usize = 3;
    if !raw.contains("\r\n") {
        return text.to_owned();
    }
    let old: Vec<(&str, &str)> = raw
        .split_inclusive('\n')
        .map(|line| match line.strip_suffix("\r\n") {
            Some(bare) => (bare, "\r\n"),
            None => (line.trim_end_matches('\n'), "\n"),
        })
        .collect();
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let Some(bare) = line.strip_suffix('\n') else {
            out.push_str(line);
            break;
        };
        let near = old.iter().skip(at).take(NEAR).position(|(old, _)| *old == bare);
        at += near.unwrap_or(0);
        let end = old.get(at).map_or("\r\n", |(_, end)| end);
        out.push_str(bare);
        out.push_str(end);
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::with_line_ends_of;

    #[test]
    fn every_line_keeps_its_end() {
        assert_eq!(with_line_ends_of("a\nb\n", "a\nc\n"), "a\nc\n");
        assert_eq!(with_line_ends_of("a\r\nb\r\n", "x\ny\n"), "x\r\ny\r\n");
        assert_eq!(with_line_ends_of("a\r\nb\nc\nd\r\n", "a\nbc\nd\n"), "a\r\nbc\nd\r\n");
        assert_eq!(with_line_ends_of("a\r\nb", "a\nc"), "a\r\nc");
    }
}
