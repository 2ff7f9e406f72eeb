//! Where releases stand: a folder for each edition's name, in it one for each release. What stands there is never replaced.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::ir::Metadata;
use crate::output::{CHECKSUMS, Unwritten, checksum};
use crate::publication::{self, FileRole, Publication};

use super::Release;

/// The file by which two runs keep out of each other's way.
const LOCK: &str = ".umbruch.lock";
/// What the folders of releases begin with that are being written.
const UNFINISHED: &str = ".umbruch-release-";

/// The releases of one edition.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// A release that stands on the shelf.
#[derive(Debug)]
pub struct Placed {
    /// Its folder.
    pub folder: PathBuf,
    /// Its name.
    pub label: String,
    /// What is known of it.
    pub publication: Publication,
}

/// What came of placing.
#[derive(Debug)]
pub enum Place {
    /// It stands there now.
    New(PathBuf),
    /// It stood there, with the same books.
    Same(PathBuf),
    /// Another one stands there under its name, and stays; these books differ.
    Taken(Box<Placed>, Vec<String>),
    /// Something stands there under its name that is no release.
    Foreign(PathBuf),
}

/// A file of a release that is not as it was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tampered {
    /// It has other bytes.
    Changed(String),
    /// It is not there.
    Gone(String),
    /// It is there and in no list.
    Unlisted(String),
}

impl Shelf {
    /// The shelf of the edition with that name.
    #[must_use]
    pub fn of(out: &Path, slug: &str) -> Self {
        Self { folder: out.join(slug) }
    }

    /// The release with that name, if it can be read.
    #[must_use]
    pub fn release(&self, label: &str) -> Option<Placed> {
        let folder = self.folder.join(label);
        let text = fs::read_to_string(folder.join(publication::FILE)).ok()?;
        let publication = Publication::read(&text).ok()?;
        Some(Placed { folder, label: label.to_owned(), publication })
    }

    /// The last release before an edition, by number and date.
    #[must_use]
    pub fn before(&self, metadata: &Metadata) -> Option<Placed> {
        let order = |metadata: &Metadata| (metadata.edition, metadata.date.to_string());
        let own = order(metadata);
        let entries = fs::read_dir(&self.folder).ok()?.flatten();
        let labels = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let all =
            labels.filter(|name| !name.starts_with('.')).filter_map(|name| self.release(&name));
        let earlier = all.filter(|placed| order(&placed.publication.metadata) < own);
        earlier.max_by_key(|placed| order(&placed.publication.metadata))
    }

    /// Places a release under a name: its folder is there as a whole, or not at all.
    ///
    /// # Errors
    /// What the system refuses; then the shelf is as it was.
    pub fn place(&self, label: &str, release: Release<'_>) -> Result<Place, Unwritten> {
        let failed = |path: &Path, error: io::Error| Unwritten { path: path.to_owned(), error };
        fs::create_dir_all(&self.folder).map_err(|error| failed(&self.folder, error))?;
        let lock = self.folder.join(LOCK);
        let held = File::create(&lock).and_then(|file| file.lock().map(|()| file));
        let _held = held.map_err(|error| failed(&lock, error))?;
        self.sweep();
        let folder = self.folder.join(label);
        if folder.exists() {
            let Some(placed) = self.release(label) else {
                return Ok(Place::Foreign(folder));
            };
            let differ = differing(&placed.publication, &release.publication);
            return Ok(match differ.is_empty() {
                true => Place::Same(folder),
                false => Place::Taken(Box::new(placed), differ),
            });
        }
        let unfinished = self.folder.join(format!("{UNFINISHED}{label}"));
        let written = write(&unfinished, &release.into_files());
        let placed = written.and_then(|()| {
            fs::rename(&unfinished, &folder)?;
            sync(&self.folder)
        });
        placed.map_err(|error| {
            let _ = fs::remove_dir_all(&unfinished);
            failed(&folder, error)
        })?;
        Ok(Place::New(folder))
    }

    /// Takes away what runs left that were killed; the lock is held, so nobody is writing it.
    fn sweep(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries {
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Books of which the sums differ, or that only one of the two has.
fn differing(placed: &Publication, new: &Publication) -> Vec<String> {
    let is_book =
        |role: FileRole| matches!(role, FileRole::Ebook | FileRole::Pdf | FileRole::Print);
    let books = |publication: &Publication| -> Vec<(String, String)> {
        let files = publication.files.iter().filter(|file| is_book(file.role));
        files.map(|file| (file.name.clone(), file.sha256.clone())).collect()
    };
    let (old, new) = (books(placed), books(new));
    let gone = old.iter().filter(|book| !new.contains(book));
    let come = new.iter().filter(|book| !old.contains(book));
    let mut names: Vec<String> = gone.chain(come).map(|(name, _)| name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// Writes files into a new folder, so that they survive a loss of power.
fn write(folder: &Path, files: &[(String, impl AsRef<[u8]>)]) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (name, bytes) in files {
        let mut file = File::create_new(folder.join(name))?;
        file.write_all(bytes.as_ref())?;
        file.sync_all()?;
    }
    sync(folder)
}

/// Makes what stands in a folder last.
fn sync(folder: &Path) -> io::Result<()> {
    // Windows has no folders that can be opened.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Which files of a release are not as its list of sums says.
///
/// # Errors
/// If the list, or a file, cannot be read.
pub fn check_sums(folder: &Path) -> io::Result<Vec<Tampered>> {
    let list = fs::read_to_string(folder.join(CHECKSUMS))?;
    let listed: Vec<(&str, &str)> = list.lines().filter_map(|line| line.split_once("  ")).collect();
    let mut found = Vec::new();
    for (sum, name) in &listed {
        // A name that leads elsewhere is no file of a release.
        if name.contains(['/', '\\']) {
            found.push(Tampered::Gone((*name).to_owned()));
            continue;
        }
        match fs::read(folder.join(name)) {
            Ok(bytes) if checksum(&bytes) == *sum => {}
            Ok(_) => found.push(Tampered::Changed((*name).to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                found.push(Tampered::Gone((*name).to_owned()));
            }
            Err(error) => return Err(error),
        }
    }
    let mut names: Vec<String> = fs::read_dir(folder)?
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name != CHECKSUMS && listed.iter().all(|(_, listed)| listed != name))
        .collect();
    names.sort();
    found.extend(names.into_iter().map(Tampered::Unlisted));
    Ok(found)
}
