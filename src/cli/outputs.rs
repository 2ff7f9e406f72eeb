//! The way of what was made to the disk.

use std::path::{Path, PathBuf};

use crate::output::{self, Unwritten};
use crate::pipeline::{File, Made, Target};
use crate::record::{Output, Shown};

/// What is in an edition's folder of outputs.
pub(super) struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// What is told of the files, in lines.
    pub lines: String,
}

/// Writes books, reports and the checksums of the books into the edition's folder below `out`; gives back the folder and all that was
/// written.
///
/// # Errors
/// The file that cannot be written, and why; each is the old one or the new one as a whole.
pub(super) fn write(out: &Path, made: &Made) -> Result<(PathBuf, Vec<Output>), Unwritten> {
    let folder = out.join(&made.slug);
    let sums = output::write_all(&folder, made.files(), made.known.clone())?;
    let shown = |file: &File| Shown { pages: file.pages, told: file.told.clone() };
    let told = made.books.iter().chain(&made.reports);
    let told = told.map(|file| Output::new(&file.name, &file.bytes, Some(shown(file))));
    let kept = made.kept.iter().map(|(path, bytes)| Output::new(path, bytes, None));
    let sums = Output::new(output::CHECKSUMS, sums.as_bytes(), None);
    Ok((folder, told.chain(kept).chain([sums]).collect()))
}

impl Written {
    /// Of files that are in the folder now, or are so `still`.
    pub(super) fn new(folder: PathBuf, outputs: &[Output], still: bool) -> Self {
        let told = outputs.iter().filter_map(|output| {
            let shown = output.shown.as_ref()?;
            Some(line(&folder.join(&output.name), output.size, shown, still) + &shown.told)
        });
        let lines = told.collect();
        Self { folder, lines }
    }
}

/// What is said of books in a folder of outputs that are of earlier settings, if there are any.
pub(super) fn left_over(folder: &Path) -> Option<String> {
    let slug = folder.file_name()?.to_str()?;
    let names = output::unlisted(folder, |name| Target::makes(slug, name));
    let (first, _) = names.split_first()?;
    let of_them = if names.len() == 1 { "it" } else { "them" };
    let named =
        if names.len() == 1 { format!("`{first}`") } else { format!("`{}`", names.join("`, `")) };
    Some(format!(
        "of earlier settings and not in {}: {named} in {}; delete {of_them} unless you want {of_them}",
        output::CHECKSUMS,
        folder.display()
    ))
}

/// `dist/a/a-pamphlet.pdf, 24 pages, 118 kB`
fn line(path: &Path, bytes: usize, shown: &Shown, still: bool) -> String {
    let pages = match shown.pages {
        None => String::new(),
        Some(1) => ", 1 page".into(),
        Some(pages) => format!(", {pages} pages"),
    };
    let still = if still { ", unchanged" } else { "" };
    format!("{}{pages}, {}{still}\n", path.display(), size(bytes))
}

fn size(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{:.1} MB", bytes as f64 / 1e6)
    }
}
