//! Outputs in memory, and their way to the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use crate::ir::PrintPages;
use crate::output;

/// An output in memory.
pub(super) struct Output {
    /// Its name in the edition's folder of outputs.
    pub(super) name: String,
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// How many pages it has, if it has pages.
    pub(super) pages: Option<usize>,
    /// What is to be said of its pages, in lines.
    pub(super) told: String,
}

impl Output {
    /// A file of which nothing is to be said.
    pub(super) fn new(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, pages: None, told: String::new() }
    }
}

/// All outputs of an edition.
#[derive(Default)]
pub(super) struct Outputs {
    /// The books; they have checksums.
    pub(super) books: Vec<Output>,
    /// Reports on them.
    pub(super) reports: Vec<Output>,
    /// Files of the generated Typst projects, by path in the edition's folder of outputs.
    pub(super) kept: Vec<(String, Arc<[u8]>)>,
    /// The pages that the e-book tells.
    pub(super) pages: Option<PrintPages>,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: usize,
    /// How many pages it has, if it has pages.
    pub pages: Option<usize>,
    /// What is to be said of its pages, in lines.
    pub told: String,
}

/// Writes books, reports and the checksums of the books; `known` are the names of books that belong to
/// the edition, made now or before.
pub(super) fn write(
    folder: &Path,
    outputs: Outputs,
    mut known: Vec<String>,
) -> Result<Vec<Made>, Failure> {
    let mut made = Vec::new();
    let put = |path: &Path, bytes: &[u8]| {
        output::write_atomically(path, bytes).map_err(|e| Failure::Write(path.to_owned(), e))
    };
    known.extend(outputs.books.iter().map(|book| book.name.clone()));
    for output in outputs.books.into_iter().chain(outputs.reports) {
        let path = folder.join(&output.name);
        put(&path, &output.bytes)?;
        made.push(Made { path, size: output.bytes.len(), pages: output.pages, told: output.told });
    }
    for (path, bytes) in outputs.kept {
        put(&folder.join(path), &bytes)?;
    }
    let sums = folder.join(output::CHECKSUMS);
    output::write_checksums(folder, known).map_err(|error| Failure::Write(sums, error))?;
    Ok(made)
}
