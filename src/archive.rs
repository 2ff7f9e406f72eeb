//! ZIP archives, for all who read them: what is in one, within limits, so that none unpacks to more than it is worth.

use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

/// Most files in an archive.
pub(crate) const MOST_FILES: usize = 20_000;

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

/// An archive in memory, and how much of it may still be unpacked.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// In bytes.
    left: u64,
}

/// A file as the list of the archive tells of it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its path.
    pub(crate) name: String,
    /// Whether the path is written in UTF-8.
    pub(crate) utf8: bool,
    /// What it says that it unpacks to, in bytes.
    pub(crate) size: u64,
    /// What is stored of it, in bytes.
    pub(crate) packed: u64,
    /// Whether it asks for a password.
    pub(crate) encrypted: bool,
    /// Whether it is a folder.
    pub(crate) folder: bool,
    /// Whether it is stored or deflated.
    pub(crate) plain: bool,
    /// The version of the format that it asks for, times ten.
    pub(crate) version: u16,
}

/// Why an archive or a file in it is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is no archive, or its end is missing.
    NoArchive,
    /// It holds more than [`MOST_FILES`]: so many.
    Crowded(u64),
    /// Several files are made of the same bytes.
    Overlapping,
    /// The list of the archive is broken at this file.
    Unlisted,
    /// The file's name is not UTF-8 and nothing that can be taken for it.
    Unnamed,
    /// The file asks for a password.
    Encrypted,
    /// The file is compressed by a method other than the one that all programs know.
    Method,
    /// The file would unpack to what no text and no picture unpacks to.
    Swollen,
    /// The file is damaged; what could be read of it.
    Damaged(Vec<u8>),
    /// The files unpack to too many bytes.
    Full,
}

impl<'b> Archive<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// It is none, or its list is beyond the limits.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        if let Some(count) = declared(bytes).filter(|count| *count > MOST_FILES as u64) {
            return Err(Fault::Crowded(count));
        }
        let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else { return Err(Fault::NoArchive) };
        if zip.len() > MOST_FILES {
            return Err(Fault::Crowded(zip.len() as u64));
        }
        let mut archive =
            Self { zip, left: MOST_BYTES.min(ROOM + bytes.len() as u64 * WHOLE_RATIO) };
        match archive.zip.has_overlapping_entries() {
            Ok(true) => Err(Fault::Overlapping),
            _ => Ok(archive),
        }
    }

    /// How many files and folders its list has.
    pub(crate) fn len(&self) -> usize {
        self.zip.len()
    }

    /// Whether two files have one name.
    pub(crate) fn has_duplicate_names(&self) -> bool {
        self.zip.has_duplicate_names()
    }

    /// What the list tells of a file.
    ///
    /// # Errors
    /// The list is broken there, or the name is none.
    pub(crate) fn entry(&mut self, index: usize) -> Result<Entry, Fault> {
        let file = self.zip.by_index_raw(index).map_err(|_| Fault::Unlisted)?;
        let name = file.name().map_err(|_| Fault::Unnamed)?.into_owned();
        let method = file.compression();
        Ok(Entry {
            name,
            utf8: std::str::from_utf8(file.name_raw()).is_ok(),
            size: file.size(),
            packed: file.compressed_size(),
            encrypted: file.encrypted(),
            folder: file.is_dir(),
            plain: matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated),
            version: file.version_needed(),
        })
    }

    /// Unpacks a file.
    ///
    /// # Errors
    /// It cannot be unpacked, or is beyond the limits.
    pub(crate) fn unpack(&mut self, index: usize, entry: &Entry) -> Result<Vec<u8>, Fault> {
        if entry.encrypted {
            return Err(Fault::Encrypted);
        }
        if !entry.plain {
            return Err(Fault::Method);
        }
        let swollen = entry.size > RATIO_FROM && entry.size / entry.packed.max(1) > RATIO;
        if entry.size > LARGEST || swollen {
            return Err(Fault::Swollen);
        }
        let limit = LARGEST.min(self.left);
        // What it says of its size is believed as far as so many bytes can be unpacked to it.
        let said = entry.size.min(entry.packed.saturating_mul(DEFLATED)).min(limit);
        let mut bytes = Vec::with_capacity(usize::try_from(said + 1).unwrap_or(0));
        let read = self.zip.by_index(index).map_err(std::io::Error::other);
        let read = read.and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
        self.left -= (bytes.len() as u64).min(self.left);
        match read {
            Err(_) => Err(Fault::Damaged(bytes)),
            Ok(_) if bytes.len() as u64 > limit => Err(Fault::Full),
            Ok(_) => Ok(bytes),
        }
    }
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
