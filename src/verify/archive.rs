//! The ZIP archive: what is in it, within limits (OCF, EPUB 3.3 §4.2 and §4.3).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use unicode_normalization::UnicodeNormalization;
use zip::{CompressionMethod, ZipArchive};

use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;
use crate::xml::characters::{is_noncharacter, is_private};

/// Most files in an EPUB.
const MOST_FILES: usize = 20_000;

/// Largest size of all files together, unpacked, in bytes.
const MOST_BYTES: u64 = 1 << 30;

/// What all files together may unpack to is bound to the size of the archive, too: this many bytes …
const ROOM: u64 = 64 << 20;

/// … and so many times its size, several times what texts are packed to.
const WHOLE_RATIO: u64 = 20;

/// Largest size of one file, unpacked, in bytes.
const LARGEST: u64 = 256 << 20;

/// A file this many times as large as what is stored of it is no text and no picture …
const RATIO: u64 = 500;

/// … if it is larger than this, in bytes.
const RATIO_FROM: u64 = 4 << 20;

/// No file is more than so many times as large as what is stored of it.
const DEFLATED: u64 = 1032;

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
    if let Some(count) = declared(bytes).filter(|count| *count > MOST_FILES as u64) {
        too_many(count, whole, out);
        return None;
    }
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => {
            let why = "it is not a ZIP archive, or its end is missing";
            let hint = "make the EPUB anew, or copy it once more: it is damaged";
            out.report(Code::EpubArchive, whole, format!("the EPUB cannot be read: {why}"), hint);
            return None;
        }
    };
    check_mimetype(bytes, whole, out);
    if archive.len() > MOST_FILES {
        too_many(archive.len() as u64, whole, out);
        return None;
    }
    if archive.has_overlapping_entries().unwrap_or(false) {
        let message = "several files of the archive are made of the same bytes";
        let hint = "make the EPUB anew: no program packs so that is not up to something";
        out.report(Code::EpubArchive, whole, message, hint);
        return None;
    }
    if archive.has_duplicate_names() {
        let hint = "pack each file once: which of the two is read depends on the reading system";
        out.report(Code::EpubFileName, whole, "two files of the EPUB have one name", hint);
    }
    let mut files = Files { whole, list: BTreeMap::new(), folded: BTreeMap::new() };
    let mut left = MOST_BYTES.min(ROOM + bytes.len() as u64 * WHOLE_RATIO);
    for index in 0..archive.len() {
        unpack(&mut archive, index, &mut left, &mut files, out)?;
    }
    check_names(&files, out);
    Some(files)
}

fn too_many(count: u64, whole: Span, out: &mut Diagnostics) {
    let message = format!("the EPUB holds {count} files");
    let hint = format!("no more than {MOST_FILES} are read; put texts or pictures together");
    out.report(Code::EpubArchive, whole, message, hint);
}

/// How many files an archive says that it holds, at its end (APPNOTE 6.3.10, 4.3.14 to 4.3.16): asked
/// before its list of files is read, which alone takes many times its size in memory.
fn declared(bytes: &[u8]) -> Option<u64> {
    let tail = bytes.len().saturating_sub(usize::from(u16::MAX) + 22);
    let end = tail + bytes[tail..].windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count = u16::from_le_bytes(bytes.get(end + 10..end + 12)?.try_into().ok()?);
    // The record of the larger format is found by what stands before this one.
    let locator = end.checked_sub(20).and_then(|at| bytes.get(at..end));
    let Some(locator) = locator.filter(|found| found.starts_with(b"PK\x06\x07")) else {
        return Some(count.into());
    };
    let at = usize::try_from(u64::from_le_bytes(locator[8..16].try_into().ok()?)).ok()?;
    let record = bytes.get(at..)?.get(..40).filter(|found| found.starts_with(b"PK\x06\x06"))?;
    Some(u64::from_le_bytes(record[32..40].try_into().ok()?))
}

/// A file as the list of the archive tells of it.
struct Entry {
    name: String,
    /// What it says that it unpacks to, in bytes.
    size: u64,
    /// What is stored of it, in bytes.
    packed: u64,
    encrypted: bool,
    folder: bool,
    /// Whether it is stored or deflated.
    plain: bool,
}

/// Takes one file out of the archive; `None` if no more are to be read.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    left: &mut u64,
    files: &mut Files,
    out: &mut Diagnostics,
) -> Option<()> {
    let whole = files.whole;
    let Some(entry) = listed(archive, index, whole, out) else { return Some(()) };
    let Entry { name, size, packed, .. } = &entry;
    let mut report = |message: String, hint: &str| {
        out.report(Code::EpubArchive, whole, message, hint);
    };
    if entry.encrypted {
        report(format!("`{name}` is encrypted in the archive"), "pack it without a password");
    } else if !entry.plain {
        let hint = "pack it stored or deflated: reading systems know no other method";
        report(format!("`{name}` is compressed by a method that is not allowed"), hint);
    } else if *size > LARGEST || (*size > RATIO_FROM && size / packed.max(&1) > RATIO) {
        let hint = "no text and no picture is like that; take it out";
        report(format!("`{name}` would unpack to {size} bytes out of {packed}"), hint);
    } else if !entry.folder {
        let bytes = inflated(archive, index, &entry, *left, (whole, out))?;
        *left -= (bytes.len() as u64).min(*left);
        if files.folded.insert(folded(name), nfc(name)).is_some() {
            let message =
                format!("`{name}` differs from another file in nothing but case or accents");
            out.report(Code::EpubFileName, whole, message, "give one of the two another name");
        }
        files.list.insert(nfc(name), bytes);
    }
    Some(())
}

/// What the list of the archive tells of a file; `None` if it cannot be read.
fn listed(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    whole: Span,
    out: &mut Diagnostics,
) -> Option<Entry> {
    let mut report = |code, message: String, hint: &str| out.report(code, whole, message, hint);
    let Ok(file) = archive.by_index_raw(index) else {
        let message = "a file of the archive cannot be read".into();
        report(Code::EpubArchive, message, "make the EPUB anew");
        return None;
    };
    let Ok(name) = file.name() else {
        let message = "the name of a file is not UTF-8".into();
        report(Code::EpubArchive, message, "give the file a name in ASCII");
        return None;
    };
    if std::str::from_utf8(file.name_raw()).is_err() {
        let message = format!("the name `{name}` is not UTF-8");
        let hint = "give the file a name in ASCII, or pack it with a program that writes UTF-8";
        report(Code::EpubFileName, message, hint);
    }
    let method = file.compression();
    let entry = Entry {
        name: name.into_owned(),
        size: file.size(),
        packed: file.compressed_size(),
        encrypted: file.encrypted(),
        folder: file.is_dir(),
        plain: matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated),
    };
    let version = file.version_needed();
    if !VERSIONS.contains(&version) && entry.plain && !entry.encrypted {
        let (name, whole, part) = (&entry.name, version / 10, version % 10);
        let message = format!("`{name}` asks for version {whole}.{part} of ZIP");
        report(Code::EpubArchive, message, "pack it so that version 1.0, 2.0 or 4.5 is enough");
    }
    Some(entry)
}

/// The bytes of a file, of which `left` may still be unpacked; `None` if it has more.
fn inflated(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    entry: &Entry,
    left: u64,
    (whole, out): (Span, &mut Diagnostics),
) -> Option<Vec<u8>> {
    let limit = LARGEST.min(left);
    // What it says of its size is believed as far as so many bytes can be unpacked to it.
    let said = entry.size.min(entry.packed.saturating_mul(DEFLATED)).min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(said + 1).unwrap_or(0));
    let read = archive.by_index(index).map_err(std::io::Error::other);
    let read = read.and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    if read.is_err() {
        let message = format!("`{}` is damaged in the archive", entry.name);
        out.report(Code::EpubArchive, whole, message, "make the EPUB anew");
    } else if bytes.len() as u64 > limit {
        let hint = "split the book, or make its pictures smaller";
        let message = "the files of the EPUB unpack to too many bytes";
        out.report(Code::EpubArchive, whole, message, hint);
        return None;
    }
    Some(bytes)
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
