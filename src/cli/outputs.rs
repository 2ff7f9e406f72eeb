//! The way of what was made to the disk.

use std::path::{Path, PathBuf};

use crate::output::{self, Unwritten};
use crate::pipeline::{File, Made, Target};

/// What was written of an edition.
pub(super) struct Written {
    /// Its folder of outputs.
    pub folder: PathBuf,
    /// What is told of the files, in lines.
    pub lines: String,
}

/// Writes books, reports and the checksums of the books into the edition's folder below `out`.
///
/// # Errors
/// The file that cannot be written, and why; each is the old one or the new one as a whole.
pub(super) fn write(out: &Path, made: &Made) -> Result<Written, Unwritten> {
    let folder = out.join(&made.slug);
    output::write_all(&folder, made.files(), made.known.clone())?;
    let told = made.books.iter().chain(&made.reports);
    let lines = told.map(|file| line(&folder.join(&file.name), file) + &file.told).collect();
    Ok(Written { folder, lines })
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
fn line(path: &Path, file: &File) -> String {
    let pages = match file.pages {
        None => String::new(),
        Some(1) => ", 1 page".into(),
        Some(pages) => format!(", {pages} pages"),
    };
    format!("{}{pages}, {}\n", path.display(), size(file.bytes.len()))
}

fn size(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{:.1} MB", bytes as f64 / 1e6)
    }
}
