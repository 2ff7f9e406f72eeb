//! What the system refuses, and what to do about it.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// Why a file or folder cannot be written, and what to do.
pub(super) fn to_write(error: &Error) -> String {
    // What umbruch itself says, such as that a folder is not empty.
    if error.get_ref().is_some() {
        return format!("{error}; name one that is new or empty");
    }
    match error.kind() {
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a file stands where a folder is to be; move the file away, or name another folder"
                .into()
        }
        ErrorKind::IsADirectory => {
            "a folder of that name stands in the way; move it away, or name another".into()
        }
        ErrorKind::PermissionDenied => {
            "you may not write there; change the permissions of the folder, or name another".into()
        }
        ErrorKind::ReadOnlyFilesystem => {
            "nothing can be written on that disk; name a folder on another".into()
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; make room, or name a folder on another".into()
        }
        ErrorKind::InvalidFilename => {
            "the name is too long or has signs that the system does not take; name another".into()
        }
        _ => format!("{error}; name another folder"),
    }
}

/// Why a file or folder cannot be read, and what to do.
pub(super) fn to_read(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            "there is none of that name; correct the path".into()
        }
        ErrorKind::PermissionDenied => "you may not read it; change its permissions".into(),
        _ => error.to_string(),
    }
}

/// A path as a shell takes it for one word, to be copied.
pub(super) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+:,@%=~\\".contains(c);
    let plain = |c: char| plain(c) && (c != '\\' || cfg!(windows));
    match () {
        () if !path.is_empty() && path.chars().all(plain) && !path.starts_with('~') => path,
        () if cfg!(windows) => format!("\"{path}\""),
        () => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_for_a_shell() {
        for (path, shown) in [
            ("source/mein-buch", "source/mein-buch"),
            ("Büchlein", "Büchlein"),
            ("Mein Büchlein (neu)", "'Mein Büchlein (neu)'"),
            ("Kai's", "'Kai'\\''s'"),
            ("~x", "'~x'"),
            ("a\\b", "'a\\b'"),
        ] {
            assert_eq!(quoted(Path::new(path)), shown);
        }
    }
}
