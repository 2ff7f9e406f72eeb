//! The ZIP archive: what is in it, within limits (OCF, EPUB 3.3 §4.2 and §4.3).

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::archive::{Archive, Entry, Fault, MOST_FILES};
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::xml::characters::{is_noncharacter, is_private};

/// Versions of the ZIP format that reading systems take: 1.0, 2.0 and 4.5 (ZIP64).
const VERSIONS: [u16; 3] = [10, 20, 45];

/// What the file `mimetype` holds.
const MIMETYPE: &[u8] = b"application/epub+zip";

/// Longest name of a file and longest path, in bytes (EPUB 3.3 §4.2.3).
const LONGEST_NAME: usize = 255;
const LONGEST_PATH: usize = 65_535;

/// The files of an EPUB by their paths.
pub(super) struct Files {
    /// Where the EPUB itself is told.
    pub(super) whole: Span,
    list: BTreeMap<String, Vec<u8>>,
    /// Paths by what is left of them where case does not count.
    folded: BTreeMap<String, String>,
}

impl Files {
    /// The bytes of the file at that path.
    pub(super) fn get(&self, path: &str) -> Option<&[u8]> {
        self.list.get(path).map(Vec::as_slice)
    }

    /// All paths, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.list.keys().map(String::as_str)
    }

    /// The path that differs from this one in nothing but its case.
    pub(super) fn like(&self, path: &str) -> Option<&str> {
        self.folded.get(&folded(path)).map(String::as_str)
    }
}

/// Unpacks an EPUB; `None` if it is no archive that can be read.
pub(super) fn open(bytes: &[u8], whole: Span, out: &mut Diagnostics) -> Option<Files> {
    let opened = Archive::open(bytes);
    if !matches!(opened, Err(Fault::NoArchive | Fault::Crowded(_))) {
        check_mimetype(bytes, whole, out);
    }
    let mut archive = match opened {
        Ok(archive) => archive,
        Err(fault) => {
            refuse(&fault, whole, out);
            return None;
        }
    };
    if archive.has_duplicate_names() {
        let hint = "pack each file once: which of the two is read depends on the reading system";
        out.report(Code::EpubFileName, whole, "two files of the EPUB have one name", hint);
    }
    let mut files = Files { whole, list: BTreeMap::new(), folded: BTreeMap::new() };
    for index in 0..archive.len() {
        unpack(&mut archive, index, &mut files, out)?;
    }
    check_names(&files, out);
    Some(files)
}

/// Tells why an archive is not opened.
fn refuse(fault: &Fault, whole: Span, out: &mut Diagnostics) {
    let mut report = |message: String, hint: &str| {
        out.report(Code::EpubArchive, whole, message, hint);
    };
    match fault {
        Fault::Crowded(count) => {
            let hint =
                format!("no more than {MOST_FILES} are read; put texts or pictures together");
            report(format!("the EPUB holds {count} files"), &hint);
        }
        Fault::Overlapping => {
            let hint = "make the EPUB anew: no program packs so that is not up to something";
            report("several files of the archive are made of the same bytes".into(), hint);
        }
        _ => {
            let why = "it is not a ZIP archive, or its end is missing";
            let hint = "make the EPUB anew, or copy it once more: it is damaged";
            report(format!("the EPUB cannot be read: {why}"), hint);
        }
    }
}

/// Takes one file out of the archive; `None` if no more are to be read.
fn unpack(
    archive: &mut Archive<'_>,
    index: usize,
    files: &mut Files,
    out: &mut Diagnostics,
) -> Option<()> {
    let whole = files.whole;
    let Some(entry) = listed(archive, index, whole, out) else { return Some(()) };
    let Entry { name, size, packed, .. } = &entry;
    if entry.folder && entry.plain && !entry.encrypted {
        return Some(());
    }
    let mut report = |message: String, hint: &str| {
        out.report(Code::EpubArchive, whole, message, hint);
    };
    let bytes = match archive.unpack(index, &entry) {
        Ok(bytes) => bytes,
        Err(Fault::Damaged(bytes)) => {
            report(format!("`{name}` is damaged in the archive"), "make the EPUB anew");
            bytes
        }
        Err(fault) => {
            let (message, hint) = match fault {
                Fault::Encrypted => {
                    (format!("`{name}` is encrypted in the archive"), "pack it without a password")
                }
                Fault::Method => (
                    format!("`{name}` is compressed by a method that is not allowed"),
                    "pack it stored or deflated: reading systems know no other method",
                ),
                Fault::Full => (
                    "the files of the EPUB unpack to too many bytes".into(),
                    "split the book, or make its pictures smaller",
                ),
                _ => (
                    format!("`{name}` would unpack to {size} bytes out of {packed}"),
                    "no text and no picture is like that; take it out",
                ),
            };
            report(message, hint);
            return (fault != Fault::Full).then_some(());
        }
    };
    if files.folded.insert(folded(name), nfc(name)).is_some() {
        let message = format!("`{name}` differs from another file in nothing but case or accents");
        out.report(Code::EpubFileName, whole, message, "give one of the two another name");
    }
    files.list.insert(nfc(name), bytes);
    Some(())
}

/// What the list of the archive tells of a file; `None` if it cannot be read.
fn listed(
    archive: &mut Archive<'_>,
    index: usize,
    whole: Span,
    out: &mut Diagnostics,
) -> Option<Entry> {
    let mut report = |code, message: String, hint: &str| out.report(code, whole, message, hint);
    let entry = match archive.entry(index) {
        Ok(entry) => entry,
        Err(Fault::Unnamed) => {
            let message = "the name of a file is not UTF-8".into();
            report(Code::EpubArchive, message, "give the file a name in ASCII");
            return None;
        }
        Err(_) => {
            let message = "a file of the archive cannot be read".into();
            report(Code::EpubArchive, message, "make the EPUB anew");
            return None;
        }
    };
    let name = &entry.name;
    if !entry.utf8 {
        let message = format!("the name `{name}` is not UTF-8");
        let hint = "give the file a name in ASCII, or pack it with a program that writes UTF-8";
        report(Code::EpubFileName, message, hint);
    }
    if !VERSIONS.contains(&entry.version) && entry.plain && !entry.encrypted {
        let (whole, part) = (entry.version / 10, entry.version % 10);
        let message = format!("`{name}` asks for version {whole}.{part} of ZIP");
        report(Code::EpubArchive, message, "pack it so that version 1.0, 2.0 or 4.5 is enough");
    }
    Some(entry)
}

/// The first 38 bytes and what follows: programs know an EPUB by them (EPUB 3.3 §4.3).
fn check_mimetype(bytes: &[u8], whole: Span, out: &mut Diagnostics) {
    let short = |at: usize| {
        let pair = bytes.get(at..at + 2)?;
        Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
    };
    let mut report = |message: &str, hint: &str| {
        out.report(Code::EpubMimetype, whole, message, hint);
    };
    let name = short(26).and_then(|length| bytes.get(30..30 + length));
    if !bytes.starts_with(b"PK\x03\x04") || name != Some(b"mimetype") {
        report("`mimetype` is not the first file of the archive", "pack it before all others");
        return;
    }
    if short(8) != Some(0) {
        report("`mimetype` is compressed", "store it: programs look for its text at byte 38");
        return;
    }
    if short(28) != Some(0) {
        report("`mimetype` has an extra field", "pack it without one: `zip -X`");
        return;
    }
    let descriptor = short(6).is_some_and(|flags| flags & 8 != 0);
    let size = bytes.get(18..22).and_then(|size| size.try_into().ok()).map(u32::from_le_bytes);
    let whole_text = descriptor || size.map(|size| size as usize) == Some(MIMETYPE.len());
    if !whole_text || bytes.get(38..38 + MIMETYPE.len()) != Some(MIMETYPE) {
        let hint = "it holds `application/epub+zip` and nothing else, not even a line end";
        report("`mimetype` does not say that this is an EPUB", hint);
    }
}

/// Names that every system can store (EPUB 3.3 §4.2.3).
fn check_names(files: &Files, out: &mut Diagnostics) {
    let mut report = |code, message: String, hint: &str| {
        out.report(code, files.whole, message, hint);
    };
    for path in files.paths() {
        let parts = || path.split('/');
        if parts().any(|part| matches!(part, "" | "." | "..")) || path.contains('\\') {
            let message = format!("the path `{}` does not stay in the EPUB", path.escape_default());
            report(Code::EpubFileName, message, "use a relative path without `..`");
        } else if let Some(c) = forbidden(path) {
            let message =
                format!("the name `{}` holds `{}`", path.escape_debug(), c.escape_debug());
            report(Code::EpubFileName, message, "use letters, digits, `-`, `_` and `.`");
        } else if parts().any(|part| part.ends_with('.') || part.len() > LONGEST_NAME)
            || path.len() > LONGEST_PATH
        {
            let message = format!("the name `{path}` ends in a full stop, or is too long");
            report(Code::EpubFileName, message, "use a short name with an ending");
        } else if !path.is_ascii() || path.contains(char::is_whitespace) {
            let message = format!("the name `{path}` holds a space or a letter beyond ASCII");
            let hint = "use `a` to `z`, digits, `-` and `_`: old reading systems fail at others";
            report(Code::EpubFileNamePlain, message, hint);
        }
    }
}

/// A path as it is looked up: letters and their accents are one, however a system stores them.
pub(super) fn nfc(path: &str) -> String {
    if path.is_ascii() { path.to_owned() } else { path.nfc().collect() }
}

/// Without case and accents put together: file systems take such names for one.
fn folded(path: &str) -> String {
    // By way of the capitals, so that `ß` is `ss` (full case folding).
    path.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// The first character that a name may not hold; tags that make one flag out of 🏴 are part of it.
fn forbidden(path: &str) -> Option<char> {
    let mut flag = false;
    path.chars().find(|c| {
        let tag = ('\u{E0020}'..='\u{E007F}').contains(c);
        let part_of_flag = flag && tag;
        flag = part_of_flag || *c == '\u{1F3F4}';
        is_forbidden(*c) && !part_of_flag
    })
}

/// Characters that no name may hold (EPUB 3.3 §4.2.3).
fn is_forbidden(c: char) -> bool {
    let code = c as u32;
    matches!(c, '"' | '*' | ':' | '<' | '>' | '?' | '|' | '\\')
        || c.is_control()
        || is_private(c)
        || is_noncharacter(c)
        || (0xFFF0..=0xFFFF).contains(&code)
        || (0xE0000..=0xE0FFF).contains(&code)
        || code >= 0xF0000
}
