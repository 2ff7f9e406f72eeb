//! What an edition was built from and what came of it, written down beside its outputs, so that what would come out the
//! same is not built again.
//!
//! A [`Watched`] folder notes all that is asked of it while an edition is built: files with the sums of their bytes, those
//! that are not there, names in folders. [`keep`] writes that down with the program, the demand, the sums of the
//! outputs and what was told. [`standing`] asks the same questions again: if each has the same answer, and the outputs are there as
//! they were written, it gives back what came of the edition, with all that was told of it.
//!
//! Nothing is believed that can be looked at: inputs and outputs are read and summed, and no time of a file counts. So a run that was
//! killed, or two at once, at most have an edition built again: the record is written last, and
//! its sums are those of what one run had in memory. Builds that fail leave no record.

mod told;
mod watched;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostics::Diagnostic;
use crate::output::{Unwritten, checksum, write_atomically};
use crate::source::Sources;
use crate::storage::Folder;
use told::Told;
pub use watched::Watched;
use watched::{Answer, Question};

/// Name of the record in an edition's folder of outputs.
const RECORD: &str = ".umbruch.json";

/// Which program builds: its version, and a sum of all that it was compiled from.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("UMBRUCH_BUILD"));

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path in the folder of outputs.
    pub name: String,
    /// How many bytes it has.
    pub size: usize,
    /// Their SHA-256 sum.
    pub sum: String,
    /// What is shown of it to people; `None`: it is not named to them.
    pub shown: Option<Shown>,
}

/// What is shown of a book or a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// How many pages it has, if it has pages.
    pub pages: Option<usize>,
    /// What is to be said of its pages, in lines.
    pub told: String,
}

impl Output {
    /// A file with these bytes.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8], shown: Option<Shown>) -> Self {
        Self { name: name.to_owned(), size: bytes.len(), sum: checksum(bytes), shown }
    }

    /// Whether it is in the folder with these bytes.
    fn stands_in(&self, folder: &Path) -> bool {
        let path = folder.join(&self.name);
        let same = |size: u64| size == self.size as u64;
        fs::metadata(&path).is_ok_and(|found| found.is_file() && same(found.len()))
            && fs::read(&path).is_ok_and(|bytes| checksum(&bytes) == self.sum)
    }
}

/// What came of an edition.
#[derive(Debug, Clone, Default)]
pub struct Came {
    /// The files that were written.
    pub outputs: Vec<Output>,
    /// What is to be told.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of which it tells.
    pub sources: Sources,
}

/// The record as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    program: String,
    /// What was asked for.
    demand: String,
    /// The edition's folder as the user names it: it stands in what is told.
    shown: String,
    read: Vec<(Question, Answer)>,
    outputs: Vec<Output>,
    told: Told,
}

/// What came of the edition in `folder` when it was last built into `outputs`, if the same program would make the same of it
/// now. `demand` says what is asked for.
#[must_use]
pub fn standing(outputs: &Path, folder: &dyn Folder, demand: &str) -> Option<Came> {
    let text = fs::read_to_string(outputs.join(RECORD)).ok()?;
    let record: Record = serde_json::from_str(&text).ok()?;
    let same = record.program == PROGRAM
        && record.demand == demand
        && record.shown == folder.shown("")
        && record.read.iter().all(|(question, answer)| question.ask(folder) == *answer)
        && record.outputs.iter().all(|output| output.stands_in(outputs));
    let (diagnostics, sources) = same.then(|| record.told.tell(folder))??;
    Some(Came { outputs: record.outputs, diagnostics, sources })
}

/// Writes down what came of an edition that was read from a folder and whose outputs are written. Nothing is written down if a file changed
/// while it was read: nobody knows of which state the books are.
///
/// # Errors
/// The record that cannot be written; then the one before is there, which does not hold of other outputs.
pub fn keep(
    outputs: &Path,
    folder: &Watched<'_>,
    demand: &str,
    came: &Came,
) -> Result<(), Unwritten> {
    let Some(read) = folder.seen() else { return Ok(()) };
    let told = Told::new(&came.diagnostics, &came.sources, folder, &read);
    let record = Record {
        program: PROGRAM.to_owned(),
        demand: demand.to_owned(),
        shown: folder.shown(""),
        read,
        outputs: came.outputs.clone(),
        told,
    };
    let path: PathBuf = outputs.join(RECORD);
    let written = serde_json::to_vec(&record).map_err(io::Error::from);
    let written = written.and_then(|bytes| write_atomically(&path, &bytes));
    written.map_err(|error| Unwritten { path, error })
}

#[cfg(test)]
mod tests;
