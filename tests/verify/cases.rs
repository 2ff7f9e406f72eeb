//! Broken books as text: what is changed in the clean book, and what is found then.
//!
//! A file of `tests/verify/broken/` holds cases. A case begins with `=== name`; then come changes:
//!
//! - `@ path` names the file that is changed, `< text` what is replaced in it, once, and `> text` by
//!   what; several such lines are several lines of the text;
//! - `+ path` puts in a file that holds the `> text` behind it;
//! - `zip: drop PATH`, `zip: rename PATH NEW`, `zip: deflate PATH`, `zip: last PATH`, `zip: copy PATH NEW`,
//!   `zip: picture PATH KIND`, `zip: font PATH`, `zip: unreadable PATH`, `zip: latin PATH`, `zip: utf16 PATH`, `zip: cut PATH
//!   LENGTH` do something to the archive.
//!
//! Those of `older.txt` change the book of version 2.
//!
//! After a line `---` stands what is found, a line a place. `UMBRUCH_BLESS=1` rewrites that.

use std::fmt::Write as _;

use super::book::{Archive, folder, jpeg, png};

/// A broken book.
pub struct Case {
    pub file: String,
    pub name: String,
    /// The lines of its changes, as they are written.
    pub changes: Vec<String>,
    pub expected: String,
}

/// All cases, by file.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    let entries = std::fs::read_dir(folder().join("broken")).expect("the cases are there");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a file of cases");
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        for part in text.split("=== ").skip(1) {
            let (name, rest) = part.split_once('\n').expect("a case has lines");
            let (changes, expected) = rest.split_once("---\n").expect("a case has an expectation");
            let changes = changes.lines().map(str::to_owned).collect();
            let (name, expected) = (name.to_owned(), expected.trim_end().to_owned());
            cases.push(Case { file: file.clone(), name, changes, expected });
        }
    }
    cases
}

impl Case {
    /// The book with its changes.
    pub fn archive(&self) -> Archive {
        let old = self.file == "older.txt";
        let mut archive = if old { Archive::old() } else { Archive::clean() };
        let (mut path, mut fresh) = (String::new(), false);
        let (mut old, mut new): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut lines = self.changes.iter().peekable();
        while let Some(line) = lines.next() {
            if let Some(named) = line.strip_prefix("@ ") {
                (path, fresh) = (named.to_owned(), false);
            } else if let Some(named) = line.strip_prefix("+ ") {
                (path, fresh) = (named.to_owned(), true);
            } else if let Some(command) = line.strip_prefix("zip: ") {
                self.change_archive(&mut archive, command);
            } else if let Some(text) = line.strip_prefix('<') {
                old.push(text.strip_prefix(' ').unwrap_or(text));
            } else if let Some(text) = line.strip_prefix('>') {
                new.push(text.strip_prefix(' ').unwrap_or(text));
                if !lines.peek().is_some_and(|next| next.starts_with('>')) {
                    if fresh {
                        archive.put(&path, new.join("\n").into_bytes());
                    } else {
                        self.replace(&mut archive, &path, &old.join("\n"), &new.join("\n"));
                    }
                    old.clear();
                    new.clear();
                }
            } else {
                panic!("{}: {}: `{line}` is no change", self.file, self.name);
            }
        }
        archive
    }

    fn replace(&self, archive: &mut Archive, path: &str, old: &str, new: &str) {
        let file = archive.file(path);
        let text = String::from_utf8(file.bytes.clone()).expect("a text");
        let found = text.matches(old).count();
        assert!(found >= 1, "{}: {}: `{old}` is not in {path}", self.file, self.name);
        file.bytes = text.replacen(old, new, 1).into_bytes();
    }

    fn change_archive(&self, archive: &mut Archive, command: &str) {
        let words: Vec<&str> = command.split(' ').collect();
        match words.as_slice() {
            ["drop", path] => archive.files.retain(|file| file.path != *path),
            ["rename", path, name] => archive.file(path).path = name.replace("%20", " "),
            ["deflate", path] => archive.file(path).deflated = true,
            ["last", path] => {
                let at = archive.files.iter().position(|file| file.path == *path).expect("there");
                let file = archive.files.remove(at);
                archive.files.push(file);
            }
            ["copy", path, name] => {
                let bytes = archive.file(path).bytes.clone();
                archive.put(name, bytes);
            }
            ["picture", path, kind] => {
                let bytes = match *kind {
                    "transparent" => png(60, 40, 100),
                    "small" => jpeg(320, 500),
                    "large" => png(2600, 2300, 255),
                    "damaged" => png(60, 40, 255)[..20].to_vec(),
                    "png" => png(60, 40, 255),
                    "empty" => Vec::new(),
                    other => panic!("{other} is no kind of picture"),
                };
                archive.put(path, bytes);
            }
            ["font", path] => archive.put(path, b"wOF2\0\x01\0\0\0\0\0\0".to_vec()),
            ["unreadable", path] => archive.put(path, vec![0x5A; 64]),
            ["utf16", path] => {
                let text = String::from_utf8(archive.file(path).bytes.clone()).expect("a text");
                let units = text.encode_utf16().flat_map(u16::to_be_bytes);
                archive.file(path).bytes = [0xFE, 0xFF].into_iter().chain(units).collect();
            }
            ["latin", path] => archive.file(path).bytes.push(0xFC),
            ["cut", path, length] => {
                let length = length.parse().expect("a length");
                archive.file(path).bytes.truncate(length);
            }
            _ => panic!("{}: {}: `{command}` is no change", self.file, self.name),
        }
    }
}

/// Rewrites the expectations of all cases.
pub fn bless(cases: &[Case], found: &[String]) {
    let mut files: std::collections::BTreeMap<&str, String> = std::collections::BTreeMap::new();
    for (case, found) in cases.iter().zip(found) {
        let text = files.entry(&case.file).or_default();
        let changes: String = case.changes.iter().map(|line| format!("{line}\n")).collect();
        writeln!(text, "=== {}\n{changes}---\n{found}\n", case.name).expect("a string takes all");
    }
    for (file, text) in files {
        let path = folder().join("broken").join(file);
        std::fs::write(path, text).expect("the cases can be written");
    }
}
