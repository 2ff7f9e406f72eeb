//! The pictures of a document: taken over if a book can show them, else named.

use std::collections::BTreeMap;

use crate::import::draft::Picture;
use crate::import::read::pictures::Paths;
use crate::ir::ImageFormat;
use crate::resources;

/// Folder of the pictures in the edition.
const FOLDER: &str = "bilder";
/// Largest picture, in bytes (`docs/format.md`, Bounds).
const LARGEST: usize = 64 << 20;
/// Most letters of an alternative text.
const LONGEST_ALT: usize = 2000;

/// The pictures so far.
#[derive(Debug, Default)]
pub(in crate::import::read) struct Pictures {
    /// Those that were taken over.
    pub(in crate::import::read) taken: Vec<Picture>,
    /// By the file's own name: the path in the edition, or why it cannot be taken over.
    known: BTreeMap<String, Result<String, String>>,
    paths: Paths,
}

impl Pictures {
    /// The path of a picture, if it was asked for before.
    pub(in crate::import::read) fn known(&self, name: &str) -> Option<Result<String, String>> {
        self.known.get(name).cloned()
    }

    /// Takes a picture over; else says what it is.
    pub(in crate::import::read) fn take(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<String, String> {
        let path = usable(&bytes).map(|ending| {
            let path = self.free(name, ending);
            self.taken.push(Picture { path: path.clone(), bytes });
            path
        });
        self.known.insert(name.to_owned(), path.clone());
        path
    }

    /// How many were asked for.
    pub(in crate::import::read) fn count(&self) -> usize {
        self.known.len()
    }

    /// A path that no other picture has.
    fn free(&mut self, name: &str, ending: &str) -> String {
        let file = name.rsplit('/').next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
        let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let stem: String = stem.chars().take(40).map(kept).collect();
        let stem = stem.trim_matches('-');
        let stem = if stem.is_empty() { "bild" } else { stem };
        self.paths.free(&format!("{FOLDER}/{stem}"), ending)
    }
}

/// The ending of the name of a picture of a form that books show; else what is wrong with it.
fn usable(bytes: &[u8]) -> Result<&'static str, String> {
    if bytes.len() > LARGEST {
        return Err("a picture of more than 64 MiB".to_owned());
    }
    match resources::format(bytes) {
        Some(ImageFormat::Jpeg) => Ok("jpg"),
        Some(ImageFormat::Png) => Ok("png"),
        Some(ImageFormat::Gif) => Ok("gif"),
        Some(ImageFormat::WebP) => Ok("webp"),
        Some(ImageFormat::Svg) => Ok("svg"),
        None if is_metafile(bytes) => Err("a Windows metafile (EMF, WMF)".to_owned()),
        None => Err("a picture in a form that books do not show".to_owned()),
    }
}

fn is_metafile(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD7\xCD\xC6\x9A")
        || bytes.starts_with(b"\x01\0\x09\0")
        || (bytes.starts_with(b"\x01\0\0\0") && bytes.get(40..44) == Some(b" EMF"))
}

/// An alternative text as a source holds it: in one line, without what programs put there.
pub(in crate::import::read) fn alternative(said: &str) -> String {
    let words: Vec<&str> = said.split_whitespace().collect();
    let words = words.join(" ");
    let made =
        words.ends_with("automatisch generiert.") || words.ends_with("automatically generated");
    let small = words.to_lowercase();
    let file = ["png", "jpg", "jpeg", "gif", "svg", "tif", "tiff", "bmp", "emf", "wmf"];
    let file =
        small.rsplit_once('.').is_some_and(|(_, end)| file.contains(&end)) || small.contains(":\\");
    if made || file || small.starts_with("http://") || small.starts_with("https://") {
        String::new()
    } else {
        words.chars().take(LONGEST_ALT).collect()
    }
}
