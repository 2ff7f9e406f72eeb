//! Where the system keeps its Hunspell dictionaries. The one place of proofreading that reads the
//! disk; what it has read once it keeps.
//!
//! Dictionaries are never compiled in. Those of the edition come through its folder, those of the system
//! through a [`Shelf`], which is handed in and reads a dictionary when the first word of its language is
//! looked up. Each word of a book is looked up once; a second dictionary is asked for what the first does
//! not know.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::dictionary::{Broken, Dictionary, LIMIT};

/// The dictionaries of the system, by name.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Whether there is a system to speak of; without one nothing is missing.
    real: bool,
    /// Each name with the path of its `.dic` file.
    names: BTreeMap<String, PathBuf>,
    read: Mutex<BTreeMap<String, Result<Arc<Dictionary>, Broken>>>,
}

impl Shelf {
    /// No shelf: only dictionaries of an edition's own folder are used, and none is missed.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The dictionaries in these folders; of two with one name, that in the earlier folder.
    #[must_use]
    pub fn new(folders: &[PathBuf]) -> Self {
        let mut names = BTreeMap::new();
        for folder in folders {
            for path in files(folder) {
                if path.extension().is_some_and(|end| end == "dic")
                    && path.with_extension("aff").is_file()
                    && let Some(name) = path.file_stem().and_then(|stem| stem.to_str())
                {
                    names.entry(name.to_owned()).or_insert(path);
                }
            }
        }
        Self { real: true, names, read: Mutex::default() }
    }

    /// The dictionaries in the folders that this system uses.
    #[must_use]
    pub fn system() -> Self {
        Self::new(&folders(&|name| std::env::var_os(name)))
    }

    /// Whether there is a system whose dictionaries can be missing.
    #[must_use]
    pub fn is_real(&self) -> bool {
        self.real
    }

    /// The names of the dictionaries, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.keys().map(String::as_str)
    }

    /// The dictionary of that name; `None` if there is none.
    pub(super) fn dictionary(&self, name: &str) -> Option<Result<Arc<Dictionary>, Broken>> {
        let path = self.names.get(name)?;
        let mut read = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Some(read.entry(name.to_owned()).or_insert_with(|| load(path)).clone())
    }
}

fn load(path: &Path) -> Result<Arc<Dictionary>, Broken> {
    let affixes = bytes(&path.with_extension("aff"))?;
    Dictionary::parse(&affixes, &bytes(path)?).map(Arc::new)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Broken> {
    let refused = |error: std::io::Error| Broken(error.to_string().to_lowercase());
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(refused)?;
    file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Broken(format!("it is larger than {} MiB", LIMIT >> 20)));
    }
    Ok(bytes)
}

/// The files in a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    // Asked before opening: a named pipe would block there.
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The folders in which dictionaries are looked for, the user's own first.
fn folders(variable: &dyn Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        variable("DICPATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let below = |name: &str, rest: &str| variable(name).map(|base| PathBuf::from(base).join(rest));
    let own = [
        below("XDG_DATA_HOME", "hunspell"),
        below("HOME", ".local/share/hunspell"),
        below("HOME", "Library/Spelling"),
        below("APPDATA", "hunspell"),
        below("LOCALAPPDATA", "hunspell"),
    ];
    folders.extend(own.into_iter().flatten());
    folders.extend(SHARED.iter().map(PathBuf::from));
    let suites = SUITES.iter().map(PathBuf::from).chain(below("ProgramFiles", SUITE_WINDOWS));
    for suite in suites {
        let Ok(entries) = fs::read_dir(suite) else { continue };
        let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        found.retain(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("dict-"))
        });
        found.sort();
        folders.extend(found);
    }
    folders
}

/// Folders for all users.
const SHARED: &[&str] = &[
    "/usr/local/share/hunspell",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "C:/Hunspell",
];

/// LibreOffice keeps a folder `dict-…` for each language.
const SUITES: &[&str] = &[
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice/share/extensions",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
];

const SUITE_WINDOWS: &str = "LibreOffice/share/extensions";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_folders_come_first() {
        let folders = folders(&|name| match name {
            "DICPATH" => Some("/a".into()),
            "HOME" => Some("/home/b".into()),
            _ => None,
        });
        let shown: Vec<String> =
            folders.iter().take(4).map(|path| path.to_string_lossy().replace('\\', "/")).collect();
        assert_eq!(
            shown,
            [
                "/a",
                "/home/b/.local/share/hunspell",
                "/home/b/Library/Spelling",
                "/usr/local/share/hunspell"
            ]
        );
    }

    #[test]
    fn a_word_list_without_affixes_is_no_dictionary() {
        let base = tempfile::tempdir().expect("a temporary folder");
        for name in ["de_DE.dic", "de_DE.aff", "fr_FR.dic", "en_US.aff"] {
            fs::write(base.path().join(name), "1\nWort\n").expect("written");
        }
        let shelf = Shelf::new(&[base.path().join("not there"), base.path().to_owned()]);
        assert_eq!(shelf.names().collect::<Vec<_>>(), ["de_DE"]);
        assert!(shelf.dictionary("fr_FR").is_none());
        let found = shelf.dictionary("de_DE").expect("there").expect("whole");
        assert!(found.lists("Wort") && !found.lists("Wrot"));
    }
}
