//! All reading of an edition's files: through one trait, never outside the edition's folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// The path is absolute, holds `..`, or leads out of the folder through a link.
    Outside,
    /// The file is larger than the limit, in bytes.
    TooLarge(u64),
    /// The path names a folder or another thing that is no file.
    NoFile,
    /// The system refuses, with its reason.
    Refused(String),
}

/// An edition's folder.
pub trait Folder: Sync {
    /// The bytes of the file at `path`, relative to the folder, at most `limit` of them.
    ///
    /// # Errors
    /// See [`ReadError`].
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// The names of the files in the folder `path`, sorted; none if there is no such folder.
    fn files_in(&self, path: &str) -> Vec<String>;

    /// The names of the folders in the folder `path`, sorted; none if there is no such folder, or if they are not told.
    fn folders_in(&self, path: &str) -> Vec<String> {
        let _ = path;
        Vec::new()
    }

    /// The path as the user knows it.
    fn shown(&self, path: &str) -> String;
}

/// Whether a path stays below the folder it is relative to, judged by its letters.
#[must_use]
pub fn stays_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0'])
        && Path::new(path)
            .components()
            .all(|c| matches!(c, Component::Normal(_) | Component::CurDir))
}

/// The path that was meant by one that cannot be read, if a sign alone is in the way, and what to know of it.
#[must_use]
pub fn meant(folder: &dyn Folder, path: &str, error: &ReadError) -> Option<(String, &'static str)> {
    match error {
        ReadError::Outside => {
            let slashed = path.replace('\\', "/");
            // `C:\texte\a.dj`
            let drive = slashed.as_bytes().get(1) == Some(&b':');
            let inside = slashed != path && !drive && stays_inside(&slashed);
            inside.then_some((slashed, "folders are parted by `/`"))
        }
        ReadError::Missing => {
            let (parent, name) = path.rsplit_once('/').unwrap_or((".", path));
            let same = |found: &String| found.to_lowercase() == name.to_lowercase();
            let found = folder.files_in(parent).into_iter().find(same)?;
            let found = format!("{}{found}", &path[..path.len() - name.len()]);
            Some((found, "small letters and capitals differ"))
        }
        _ => None,
    }
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct DiskFolder {
    given: PathBuf,
    root: PathBuf,
}

impl DiskFolder {
    /// The folder at `path`.
    ///
    /// # Errors
    /// If there is none or it cannot be opened.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let root = path.canonicalize()?;
        if !root.is_dir() {
            return Err(std::io::ErrorKind::NotADirectory.into());
        }
        Ok(Self { given: path.to_owned(), root })
    }

    /// The name of the folder itself.
    #[must_use]
    pub fn name(&self) -> String {
        self.root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// The names of the folders in the folder `path`, sorted; none if there is no such folder.
    #[must_use]
    pub fn folders_in(&self, path: &str) -> Vec<String> {
        self.entries(path, Path::is_dir)
    }

    fn entries(&self, path: &str, wanted: impl Fn(&Path) -> bool) -> Vec<String> {
        let Ok(entries) = self.locate(path).and_then(|found| {
            fs::read_dir(found).map_err(|error| ReadError::Refused(error.to_string()))
        }) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter(|entry| wanted(&entry.path()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    fn locate(&self, path: &str) -> Result<PathBuf, ReadError> {
        if !stays_inside(path) {
            return Err(ReadError::Outside);
        }
        let found = self.root.join(path).canonicalize().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => ReadError::Missing,
            _ => ReadError::Refused(error.to_string()),
        })?;
        if found.starts_with(&self.root) { Ok(found) } else { Err(ReadError::Outside) }
    }
}

impl Folder for DiskFolder {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let refused = |error: std::io::Error| ReadError::Refused(error.to_string());
        let path = self.locate(path)?;
        // Asked before opening: a named pipe would block there.
        if !fs::metadata(&path).map_err(refused)?.is_file() {
            return Err(ReadError::NoFile);
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(&path).map_err(refused)?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(refused)?;
        if bytes.len() as u64 > limit { Err(ReadError::TooLarge(limit)) } else { Ok(bytes) }
    }

    fn files_in(&self, path: &str) -> Vec<String> {
        self.entries(path, Path::is_file)
    }

    fn folders_in(&self, path: &str) -> Vec<String> {
        self.entries(path, Path::is_dir)
    }

    fn shown(&self, path: &str) -> String {
        self.given.join(path).to_string_lossy().into_owned()
    }
}

/// A folder in which some files have another text than on disk.
pub struct Overlay<'a> {
    below: &'a dyn Folder,
    /// By the path as the user knows it.
    texts: BTreeMap<String, String>,
}

impl<'a> Overlay<'a> {
    /// The folder as it is.
    #[must_use]
    pub fn new(below: &'a dyn Folder) -> Self {
        Self { below, texts: BTreeMap::new() }
    }

    /// Lays a text over the file that is shown as `shown`.
    pub fn put(&mut self, shown: &str, text: String) {
        self.texts.insert(shown.to_owned(), text);
    }

    /// The text that lies over the file that is shown as `shown`.
    #[must_use]
    pub fn text(&self, shown: &str) -> Option<&str> {
        self.texts.get(shown).map(String::as_str)
    }
}

impl Folder for Overlay<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        match self.text(&self.below.shown(path)) {
            Some(text) if text.len() as u64 > limit => Err(ReadError::TooLarge(limit)),
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.below.read(path, limit),
        }
    }

    fn files_in(&self, path: &str) -> Vec<String> {
        self.below.files_in(path)
    }

    fn shown(&self, path: &str) -> String {
        self.below.shown(path)
    }
}

/// A folder in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryFolder {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFolder {
    /// The folder with one more file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Folder for MemoryFolder {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        if !stays_inside(path) {
            return Err(ReadError::Outside);
        }
        let bytes = self.files.get(path).ok_or(ReadError::Missing)?;
        if bytes.len() as u64 > limit { Err(ReadError::TooLarge(limit)) } else { Ok(bytes.clone()) }
    }

    fn files_in(&self, path: &str) -> Vec<String> {
        let prefix = if path == "." { String::new() } else { format!("{path}/") };
        let below = self.files.keys().filter_map(|file| file.strip_prefix(&prefix));
        below.filter(|name| !name.contains('/')).map(str::to_owned).collect()
    }

    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_is_read() {
        let base = tempfile::tempdir().expect("a temporary folder");
        let inside = base.path().join("in");
        fs::create_dir(&inside).expect("created");
        fs::write(base.path().join("secret"), "x").expect("written");
        fs::write(inside.join("a"), "abc").expect("written");
        let folder = DiskFolder::open(&inside).expect("opened");
        assert_eq!(folder.read("a", 3), Ok(b"abc".to_vec()));
        assert_eq!(folder.read("a", 2), Err(ReadError::TooLarge(2)));
        assert_eq!(folder.read("b", 9), Err(ReadError::Missing));
        for path in ["../secret", "/etc/passwd", "a/../../secret", "..\\secret", ""] {
            assert_eq!(folder.read(path, 9), Err(ReadError::Outside), "{path}");
        }
        assert_eq!(folder.read(".", 9), Err(ReadError::NoFile));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(base.path().join("secret"), inside.join("link"))
                .expect("linked");
            assert_eq!(folder.read("link", 9), Err(ReadError::Outside));
        }
    }
}
