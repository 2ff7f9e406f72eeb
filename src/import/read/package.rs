//! Packages of files, in which office programs and e-books keep theirs: a file is unpacked when it is asked for, by its path, within
//! the limits of [`archive`](crate::archive).

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::archive::{Archive, Entry, Fault, MOST_FILES};
use crate::import::report::ImportError;

/// A package that is open.
pub(super) struct Package<'b> {
    archive: Archive<'b>,
    /// By path, letters and their accents being one: its index in the archive.
    files: BTreeMap<String, (usize, Entry)>,
    /// Paths by what is left of them where case does not count.
    folded: BTreeMap<String, String>,
}

/// What to do about a package that is broken.
const AGAIN: &str = "it is damaged, or not whole: copy or download it once more";

/// What to do about a package that no program packs.
const ANEW: &str =
    "open it in its program and save it anew: no program packs like that that means well";

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// It is no archive, is cut off, or its list says what no list may: more files than are read, paths that lead out of it, two files of one
    /// name.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ImportError> {
        let mut archive = Archive::open(bytes).map_err(|fault| refused(&fault, "", None))?;
        if archive.has_duplicate_names() {
            return Err(error("two files of the package have one name", ANEW));
        }
        let (mut files, mut folded_names) = (BTreeMap::new(), BTreeMap::new());
        for index in 0..archive.len() {
            let entry = archive.entry(index).map_err(|fault| refused(&fault, "", None))?;
            // What packs on Windows may write its own sign between folders.
            let path: String = entry.name.replace('\\', "/").nfc().collect();
            if !stays_inside(path.trim_end_matches('/')) {
                let message = format!("the path `{}` leads out of the package", shown(&entry.name));
                return Err(error(message, ANEW));
            }
            if entry.folder || path.ends_with('/') {
                continue;
            }
            folded_names.entry(folded(&path)).or_insert_with(|| path.clone());
            if files.insert(path, (index, entry)).is_some() {
                return Err(error("two files of the package have one name", ANEW));
            }
        }
        Ok(Self { archive, files, folded: folded_names })
    }

    /// The paths of its files, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The path of a file, as the package writes it, for one that may differ from it in case, in accents, or by a `/` before it.
    pub(super) fn find(&self, path: &str) -> Option<&str> {
        let path: String = path.trim_start_matches('/').nfc().collect();
        let found = self.files.get_key_value(&path).map(|(path, _)| path);
        found.or_else(|| self.folded.get(&folded(&path))).map(String::as_str)
    }

    /// Unpacks a file; `None` if there is none at that path.
    ///
    /// # Errors
    /// It is encrypted, damaged, or larger than what is read.
    pub(super) fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some((index, entry)) = self.find(path).and_then(|path| self.files.get(path)) else {
            return Ok(None);
        };
        let bytes = self.archive.unpack(*index, entry);
        bytes.map(Some).map_err(|fault| refused(&fault, &entry.name, Some(entry)))
    }

    /// Unpacks an XML file and decodes it: UTF-8, or UTF-16 by its byte order mark; `None` if there is none at that path.
    ///
    /// # Errors
    /// As of [`read`](Self::read), or it is in neither.
    pub(super) fn text(&mut self, path: &str) -> Result<Option<String>, ImportError> {
        let Some(bytes) = self.read(path)? else { return Ok(None) };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(bytes);
        let text = utf16(&bytes).or_else(|| String::from_utf8(bytes).ok());
        let hint = "save it in UTF-8, which is what XML is in where nothing else is said";
        let error = || error(format!("`{}` is neither in UTF-8 nor in UTF-16", shown(path)), hint);
        text.map(Some).ok_or_else(error)
    }
}

/// A text in UTF-16, if it begins with the mark of its order of bytes and has no half characters.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (order, body): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xFE, 0xFF, body @ ..] => (u16::from_be_bytes, body),
        [0xFF, 0xFE, body @ ..] => (u16::from_le_bytes, body),
        _ => return None,
    };
    let units = body.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// Whether a path names a file below the package's root.
fn stays_inside(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    !drive && !path.contains('\0') && path.split('/').all(|part| !matches!(part, "" | ".."))
}

/// A path without case: programs write `Word/Document.xml` and mean `word/document.xml`.
fn folded(path: &str) -> String {
    path.to_lowercase()
}

/// A name for a message.
fn shown(name: &str) -> Cow<'_, str> {
    const LONGEST: usize = 120;
    let plain = |c: char| !c.is_control() && c != '`';
    match name.chars().all(plain) && name.len() <= LONGEST {
        true => name.into(),
        false => name.chars().filter(|c| plain(*c)).take(LONGEST).collect::<String>().into(),
    }
}

fn error(message: impl Into<String>, hint: &str) -> ImportError {
    ImportError::new(1, 1, message).hint(hint)
}

/// What the archive says, in words for editors.
fn refused(fault: &Fault, name: &str, entry: Option<&Entry>) -> ImportError {
    let name = shown(name);
    match fault {
        Fault::NoArchive => error("the package cannot be read: its end is missing", AGAIN),
        Fault::Crowded(count) => error(
            format!("the package holds {count} files; no more than {MOST_FILES} are read"),
            ANEW,
        ),
        Fault::Overlapping => {
            error("several files of the package are made of the same bytes", ANEW)
        }
        Fault::Unlisted => error("the list of the package is broken", AGAIN),
        Fault::Unnamed => error("the name of a file in the package cannot be read", ANEW),
        Fault::Encrypted => {
            let hint = "open it in its program and save it without a password";
            error(format!("`{name}` in the package is encrypted"), hint)
        }
        Fault::Method => error(
            format!("`{name}` in the package is compressed by a method that is not known"),
            ANEW,
        ),
        Fault::Swollen => {
            let (size, packed) = entry.map_or((0, 0), |entry| (entry.size, entry.packed));
            let message =
                format!("`{name}` in the package would unpack to {size} bytes out of {packed}");
            error(message, ANEW)
        }
        Fault::Damaged(_) => error(format!("`{name}` in the package is damaged"), AGAIN),
        Fault::Full => error("the files of the package unpack to too many bytes", ANEW),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::Package;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).expect("it can be begun");
            zip.write_all(bytes).expect("it can be written");
        }
        zip.finish().expect("it can be ended").into_inner()
    }

    fn refusal(bytes: &[u8]) -> String {
        Package::open(bytes).err().map_or_else(String::new, |error| error.message)
    }

    #[test]
    fn files_are_found_by_their_paths() {
        let bytes = packed(&[("word\\document.xml", b"<a/>"), ("M\u{e4}rz.xml", b"\xFF\xFEa\0")]);
        let mut package = Package::open(&bytes).expect("it is a package");
        assert_eq!(package.paths().collect::<Vec<_>>(), ["März.xml", "word/document.xml"]);
        assert_eq!(package.text("/Word/Document.xml"), Ok(Some("<a/>".to_owned())));
        assert_eq!(package.text("Ma\u{308}rz.xml"), Ok(Some("a".to_owned())));
        assert_eq!(package.read("other.xml"), Ok(None));
    }

    #[test]
    fn what_leads_out_is_refused() {
        for name in ["../a", "a/../../b", "/etc/passwd", "C:\\a", "a//b"] {
            assert!(refusal(&packed(&[(name, b"x")])).contains("leads out"), "{name}");
        }
        let twice = packed(&[("a/b", b"x"), ("a\\b", b"y")]);
        assert_eq!(refusal(&twice), "two files of the package have one name");
    }

    #[test]
    fn what_swells_is_refused() {
        let bytes = packed(&[("a", &vec![0; 8 << 20]), ("b", b"x")]);
        let mut package = Package::open(&bytes).expect("it is a package");
        let error = package.read("a").expect_err("it swells");
        assert!(error.message.starts_with("`a` in the package would unpack to 8388608"), "{error}");
        assert_eq!(package.read("b"), Ok(Some(b"x".to_vec())));
    }

    #[test]
    fn what_is_cut_off_or_changed_is_refused() {
        let bytes = packed(&[("a.xml", b"Es war einmal ein Text, der ganz war."), ("b", b"x")]);
        for end in 0..bytes.len() {
            assert!(Package::open(&bytes[..end]).is_err(), "{end}");
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            // Whatever it is taken for, nothing breaks.
            if let Ok(mut package) = Package::open(&changed) {
                let paths: Vec<String> = package.paths().map(str::to_owned).collect();
                paths.iter().for_each(|path| drop(package.read(path)));
            }
        }
    }
}
