//! The dictionaries that an edition names: of the system, or in its own folder.

use std::sync::Arc;

use super::Shelf;
use super::dictionary::{Broken, Dictionary, LIMIT};
use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::source::Span;
use crate::storage::{Folder, ReadError};

/// The dictionary that an edition names.
pub(super) fn dictionary(
    name: &str,
    span: Span,
    shelf: &Shelf,
    folder: &dyn Folder,
) -> Result<Arc<Dictionary>, Box<Diagnostic>> {
    let stem = name.strip_suffix(".dic").or_else(|| name.strip_suffix(".aff"));
    let broken = |Broken(reason): Broken| {
        Box::new(Diagnostic::new(
            Code::FileUnreadable,
            span,
            format!("the dictionary `{name}` cannot be used: {reason}"),
            "fetch both of its files anew, `.aff` and `.dic`; they belong together",
        ))
    };
    if stem.is_none() && !name.contains('/') {
        let names = shelf.names();
        return match shelf.dictionary(name) {
            Some(found) => found.map_err(broken),
            None => Err(Box::new(Diagnostic::new(
                Code::FileMissing,
                span,
                format!("this system has no dictionary `{name}`"),
                format!(
                    "{}; or put `{name}.aff` and `{name}.dic` into the edition's folder and write the path",
                    suggestion(name, names)
                ),
            ))),
        };
    }
    let stem = stem.unwrap_or(name);
    let read = |end: &str| {
        let path = format!("{stem}.{end}");
        folder.read(&path, LIMIT).map_err(|error| unread(&path, &error, span))
    };
    let affixes = read("aff")?;
    Dictionary::parse(&affixes, &read("dic")?).map(Arc::new).map_err(broken)
}

fn unread(path: &str, error: &ReadError, span: Span) -> Box<Diagnostic> {
    let (code, message, hint) = match error {
        ReadError::Missing => (
            Code::FileMissing,
            format!("`{path}` does not exist"),
            "put both files of the dictionary, `.aff` and `.dic`, into the edition's folder",
        ),
        ReadError::NoFile => {
            (Code::FileUnreadable, format!("`{path}` is not a file"), "name a file, not a folder")
        }
        ReadError::Outside => (
            Code::FileOutside,
            format!("`{path}` leads out of the edition's folder"),
            "copy both files of the dictionary into the edition's folder",
        ),
        ReadError::TooLarge(limit) => (
            Code::FileTooLarge,
            format!("`{path}` is larger than {} MiB", limit >> 20),
            "take a smaller dictionary",
        ),
        ReadError::Refused(reason) => (
            Code::FileUnreadable,
            format!("`{path}` cannot be read: {}", reason.to_lowercase()),
            "look at the file's permissions",
        ),
    };
    Box::new(Diagnostic::new(code, span, message, hint))
}
