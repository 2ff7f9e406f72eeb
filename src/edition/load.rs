//! Reads source files into memory and the manifest into an [`Edition`].

use super::{Edition, MANIFEST, raw, resolve};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Fix};
use crate::source::{FileId, Sources, Span};
use crate::storage::{Folder, ReadError, meant};
use crate::xml::characters::{is_noncharacter, is_private};

/// Largest manifest, in bytes.
const MANIFEST_LIMIT: u64 = 1 << 20;

/// Largest section file, in bytes: a book of 600,000 words in one file.
pub const SECTION_LIMIT: u64 = 4 << 20;

/// How many control characters of one file are reported.
const REPORTED_CONTROLS: usize = 5;

/// Reads the manifest of the edition in `folder`; `name` is the folder's own name.
///
/// What is wrong is reported; `None` if there is nothing to go on with.
pub fn load(
    folder: &dyn Folder,
    name: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Edition> {
    let bytes = match folder.read(MANIFEST, MANIFEST_LIMIT) {
        Ok(bytes) => bytes,
        Err(error) => {
            let file = sources.add(folder.shown(MANIFEST), "");
            let start = Span::new(file, 0..0);
            report_unread(folder, MANIFEST, &error, start, SourceKind::Section, diagnostics);
            return None;
        }
    };
    let file = decode(folder.shown(MANIFEST), bytes, sources, diagnostics)?;
    let text = sources.file(file).text().to_owned();
    let start = Span::new(file, 0..0);
    let mut found = Diagnostics::default();
    let (raw, damage) = raw::parse(file, &text, &mut found);
    let edition = resolve::resolve(raw, name, start, &mut found);
    diagnostics.extend(found.into_sorted().into_iter().filter(|told| !damage.explains(told)));
    Some(edition)
}

/// What a source file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// The text of a section.
    Section,
    /// Works that can be cited.
    Bibliography,
    /// A citation style.
    Style,
}

impl SourceKind {
    /// What to do with a file that is too large.
    fn smaller(self) -> &'static str {
        match self {
            Self::Section => "split the text into one file a chapter",
            Self::Bibliography => "name several files: `file = [\"…\", \"…\"]`",
            Self::Style => "take another style; one of this size is not meant for citing",
        }
    }
}

/// Reads a source file that the manifest names at `named`.
pub fn read_source(
    folder: &dyn Folder,
    kind: SourceKind,
    path: &str,
    named: Span,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    match folder.read(path, SECTION_LIMIT) {
        Ok(bytes) => decode(folder.shown(path), bytes, sources, diagnostics),
        Err(error) => {
            report_unread(folder, path, &error, named, kind, diagnostics);
            None
        }
    }
}

fn report_unread(
    folder: &dyn Folder,
    path: &str,
    error: &ReadError,
    span: Span,
    kind: SourceKind,
    diagnostics: &mut Diagnostics,
) {
    if let Some((found, why)) = meant(folder, path, error) {
        let message = format!("`{path}` does not exist");
        diagnostics.report(Code::FileMissing, span, message, format!("write `{found}`: {why}"));
        return;
    }
    let (code, message, hint) = match error {
        ReadError::Missing if path == MANIFEST => (
            Code::FileMissing,
            "there is no `edition.toml` in this folder".to_owned(),
            "name the folder of an edition, or make one with `umbruch new DIR`".to_owned(),
        ),
        ReadError::Missing => (
            Code::FileMissing,
            format!("`{path}` does not exist"),
            "correct the path, which is relative to the edition's folder, or add the file"
                .to_owned(),
        ),
        ReadError::NoFile => (
            Code::FileUnreadable,
            format!("`{path}` is not a file"),
            "name a file, not a folder".to_owned(),
        ),
        ReadError::Outside => (
            Code::FileOutside,
            format!("`{path}` leads out of the edition's folder"),
            "copy the file into the edition's folder and name it from there".to_owned(),
        ),
        ReadError::TooLarge(limit) => (
            Code::FileTooLarge,
            format!("`{path}` is larger than {} MiB", limit >> 20),
            kind.smaller().to_owned(),
        ),
        ReadError::Refused(reason) => (
            Code::FileUnreadable,
            format!("`{path}` cannot be read: {}", reason.to_lowercase()),
            "look at the file's permissions".to_owned(),
        ),
    };
    diagnostics.report(code, span, message, hint);
}

/// Takes bytes in as text: UTF-8, a byte order mark dropped, line ends made `\n`.
fn decode(
    shown: String,
    bytes: Vec<u8>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<FileId> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            report_encoding(shown, error, sources, diagnostics);
            return None;
        }
    };
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text).replace("\r\n", "\n");
    let file = sources.add(shown, text);
    let text = sources.file(file).text();
    let is_bad = |c: char| !can_stand(c) && !matches!(c, '\t' | '\n');
    let bad = text.char_indices().filter(|(_, c)| is_bad(*c)).take(REPORTED_CONTROLS);
    for (at, c) in bad {
        diagnostics.push(unfit(c, Span::new(file, at..at + c.len_utf8())));
    }
    Some(file)
}

/// A character that cannot stand in a book.
fn unfit(c: char, span: Span) -> Diagnostic {
    let (which, hint) = match c {
        BYTE_ORDER_MARK => (", a byte order mark,", "take it out"),
        _ if is_private(c) => (
            ", which each font draws as it likes,",
            "write the character that the original has there",
        ),
        _ => ("", "delete the character; it is often left over from another program"),
    };
    let message = format!("the character U+{:04X}{which} cannot stand in a book", u32::from(c));
    let fix = Fix { span, replacement: String::new() };
    Diagnostic {
        fix: (c == BYTE_ORDER_MARK).then_some(fix),
        ..Diagnostic::new(Code::ControlCharacter, span, message, hint)
    }
}

/// What programs write at the beginning of a file, and leave in its middle when files are put
/// together.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Whether a character can stand in a line of a book: not those that XML 1.0 (section 2.2) forbids
/// or discourages, nor the byte order mark and those whose meaning is agreed on in private, which
/// PDF/A-2a (ISO 19005-2, 6.2.11.7) forbids.
#[must_use]
pub fn can_stand(c: char) -> bool {
    !(c.is_control() || is_noncharacter(c) || c == BYTE_ORDER_MARK || is_private(c))
}

fn report_encoding(
    shown: String,
    error: std::string::FromUtf8Error,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let byte = bytes[at];
    // The text up to the bad byte is good; the rest is kept readable for the excerpt.
    let file = sources.add(shown, String::from_utf8_lossy(&bytes).into_owned());
    diagnostics.report(
        Code::NotUtf8,
        Span::new(file, at..at + '\u{fffd}'.len_utf8()),
        format!("the byte 0x{byte:02X} is not UTF-8"),
        "save the file as UTF-8; files from older programs are often in Windows-1252",
    );
}
