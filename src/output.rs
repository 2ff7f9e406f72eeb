//! Files that are whole or not there: written beside their place, then renamed.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Name of the file with the checksums of an edition's outputs.
pub const CHECKSUMS: &str = "SHA256SUMS";

/// Writes a file through a temporary one in the same folder, so that a failed or killed run leaves
/// the old file or the new one.
///
/// # Errors
/// What the system refuses; then nothing has changed.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".umbruch-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary file is private; an output is a file like any other, or like the one before.
        let before = fs::metadata(path).map(|found| found.permissions());
        let permissions = before.unwrap_or_else(|_| fs::Permissions::from_mode(0o644));
        fs::set_permissions(file.path(), permissions)?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file, or the list of checksums, that cannot be written.
#[derive(Debug)]
pub struct Unwritten {
    /// Where it is.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

/// Writes files in place of those that are there, all of them or none: each is written beside its place before the first is
/// renamed, and what was renamed is put back if another cannot be.
///
/// # Errors
/// The first that cannot be written; then all are as they were.
pub fn replace_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Unwritten> {
    let failed = |path: &Path, error: io::Error| Unwritten { path: path.to_owned(), error };
    let mut staged = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let before = fs::read(path).map_err(|error| failed(path, error))?;
        let metadata = fs::metadata(path).map_err(|error| failed(path, error))?;
        if metadata.permissions().readonly() {
            return Err(failed(path, io::ErrorKind::PermissionDenied.into()));
        }
        let stage = || {
            let folder = path.parent().unwrap_or(Path::new("."));
            let mut file = tempfile::Builder::new().prefix(".umbruch-").tempfile_in(folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            fs::set_permissions(file.path(), metadata.permissions())?;
            Ok(file)
        };
        staged.push((path, before, stage().map_err(|error| failed(path, error))?));
    }
    let mut done: Vec<(&PathBuf, Vec<u8>)> = Vec::with_capacity(staged.len());
    for (path, before, file) in staged {
        if let Err(error) = file.persist(path) {
            for (path, before) in done {
                // what cannot be put back is told with what could not be written
                let _ = write_atomically(path, &before);
            }
            return Err(failed(path, error.error));
        }
        done.push((path, before));
    }
    Ok(())
}

/// Writes files into a folder, each whole, and last the checksums of those of `listed` that are there then, which it gives back.
///
/// # Errors
/// The first that cannot be written: it and all behind it are as they were.
pub fn write_all<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    listed: Vec<String>,
) -> Result<String, Unwritten> {
    for (name, bytes) in files {
        let path = folder.join(name);
        write_atomically(&path, bytes).map_err(|error| Unwritten { path, error })?;
    }
    let path = folder.join(CHECKSUMS);
    write_checksums(folder, listed).map_err(|error| Unwritten { path, error })
}

/// Writes a new folder with files, all of them or none. The folder must not exist, or be empty.
///
/// # Errors
/// What the system refuses, or that there is something in the folder; then nothing has changed.
pub fn write_folder(path: &Path, files: &[(String, impl AsRef<[u8]>)]) -> io::Result<()> {
    if fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
    }
    let path = std::path::absolute(path)?;
    let parent = path.parent().unwrap_or(Path::new("/"));
    fs::create_dir_all(parent)?;
    let staged = tempfile::Builder::new().prefix(".umbruch-").tempdir_in(parent)?;
    for (name, bytes) in files {
        let file = staged.path().join(name);
        fs::create_dir_all(file.parent().unwrap_or(staged.path()))?;
        fs::write(file, bytes)?;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(staged.path(), fs::Permissions::from_mode(0o755))?;
    }
    fs::rename(staged.path(), &path)?;
    // The folder has its final name now; nothing temporary is left to be deleted.
    let _ = staged.keep();
    Ok(())
}

/// Writes the checksums of those of the named files that are in `folder`, in the form that
/// `sha256sum -c` reads, and gives them back.
///
/// # Errors
/// What the system refuses.
pub fn write_checksums(folder: &Path, mut names: Vec<String>) -> io::Result<String> {
    names.sort();
    names.dedup();
    let mut lines = String::new();
    for name in names {
        match fs::read(folder.join(&name)) {
            Ok(bytes) => lines.push_str(&format!("{}  {name}\n", checksum(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    write_atomically(&folder.join(CHECKSUMS), lines.as_bytes())?;
    Ok(lines)
}

/// The files in `folder` of the wanted names that its list of checksums does not name, sorted.
#[must_use]
pub fn unlisted(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(sums) = fs::read_to_string(folder.join(CHECKSUMS)) else { return Vec::new() };
    let listed: Vec<&str> =
        sums.lines().filter_map(|line| line.split_once("  ")).map(|one| one.1).collect();
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| wanted(name))
        .filter(|name| !name.starts_with('.') && !listed.contains(&name.as_str()))
        .collect();
    names.sort();
    names
}

/// The SHA-256 sum in hexadecimal digits.
#[must_use]
pub fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_sha256sum() {
        assert_eq!(
            checksum(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("deep/a.txt");
        write_atomically(&path, b"one").expect("written");
        write_atomically(&path, b"two").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        let names = vec!["a.txt".into(), "not-made.pdf".into()];
        write_checksums(&folder.path().join("deep"), names).expect("written");
        let entries = fs::read_dir(folder.path().join("deep")).expect("read").count();
        assert_eq!(entries, 2, "no temporary file is left");
    }
}
