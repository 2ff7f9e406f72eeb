//! Pictures by their paths beside a file: none from outside of its folder, none from the web.

use std::collections::HashMap;

use crate::import::draft::Picture;
use crate::storage::Folder;

/// Largest picture (docs/format.md, limits), and most bytes of all, in bytes.
const LARGEST: u64 = 64 << 20;
const MOST: usize = 512 << 20;

/// The pictures that were taken.
pub(super) struct Pictures<'f> {
    folder: &'f dyn Folder,
    pub(super) taken: Vec<Picture>,
    /// Paths in the edition, by those in the folder.
    known: HashMap<String, String>,
    paths: Paths,
    weight: usize,
}

impl<'f> Pictures<'f> {
    pub(super) fn new(folder: &'f dyn Folder) -> Self {
        Self {
            folder,
            taken: Vec::new(),
            known: HashMap::new(),
            paths: Paths::default(),
            weight: 0,
        }
    }

    /// Takes the picture that a file names; the path in the edition.
    ///
    /// # Errors
    /// Why it cannot be taken: `is not there`.
    pub(super) fn take(&mut self, file: &str, path: &str) -> Result<String, &'static str> {
        let has_scheme = path.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+')
        });
        if has_scheme || path.starts_with("//") {
            return Err("lies on the web, and nothing is fetched from there");
        }
        let bare = path.split(['?', '#']).next().unwrap_or_default();
        let inside = joined(file, &decoded(bare)).ok_or("lies outside of the folder")?;
        if let Some(known) = self.known.get(&inside) {
            return Ok(known.clone());
        }
        let bytes = self.folder.read(&inside, LARGEST).map_err(|_| "is not there")?;
        if bytes.is_empty() {
            return Err("is empty");
        }
        self.weight += bytes.len();
        if self.weight > MOST {
            return Err("is one too many");
        }
        let path = self.name(&inside);
        self.known.insert(inside, path.clone());
        self.taken.push(Picture { path: path.clone(), bytes });
        Ok(path)
    }

    /// A path in the edition.
    fn name(&mut self, path: &str) -> String {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bild"));
        let stem = crate::import::settle::slug(stem).unwrap_or_else(|| "bild".to_owned());
        let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
        let ending = ending.to_ascii_lowercase();
        self.paths.free(&format!("images/{stem}"), &ending)
    }
}

/// The paths that pictures have in the edition.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// Each with the number that was last put to it to tell another from it.
    taken: HashMap<String, usize>,
}

impl Paths {
    /// A path that no other picture has: `images/rad.png`, `images/rad-2.png`.
    pub(super) fn free(&mut self, stem: &str, ending: &str) -> String {
        let first = format!("{stem}.{ending}");
        let mut own = first.clone();
        let mut count = self.taken.get(&first).copied().unwrap_or(1);
        while self.taken.contains_key(&own) {
            count += 1;
            own = format!("{stem}-{count}.{ending}");
        }
        self.taken.insert(first, count);
        self.taken.entry(own.clone()).or_insert(1);
        own
    }
}

/// What a path means in a file; `None` where it leaves the folder.
pub(super) fn joined(file: &str, path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    let around = file.rsplit_once('/').map_or("", |(around, _)| around);
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => around.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Without percent signs: `%20` is a space.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = |byte: u8| (byte as char).to_digit(16);
        let pair = behind.first().zip(behind.get(1));
        match pair.and_then(|(a, b)| Some((hex(*a)?, hex(*b)?))) {
            Some((high, low)) if *first == b'%' => {
                bytes.push((high * 16 + low) as u8);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Paths, decoded, joined};

    #[test]
    fn paths_are_free() {
        let mut paths = Paths::default();
        let own = ["rad", "rad", "rad-2", "rad"].map(|stem| paths.free(stem, "png"));
        assert_eq!(own, ["rad.png", "rad-2.png", "rad-2-2.png", "rad-3.png"]);
    }

    #[test]
    fn paths_stay_in_the_folder() {
        assert_eq!(joined("src/a.md", "../bild.png").as_deref(), Some("bild.png"));
        assert_eq!(joined("src/a.md", "./b/../c.png").as_deref(), Some("src/c.png"));
        assert_eq!(joined("a.md", "../bild.png"), None);
        assert_eq!(decoded("a%20b%2"), "a b%2");
    }
}
