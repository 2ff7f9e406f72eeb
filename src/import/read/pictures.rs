//! Pictures of foreign texts: read beside the file or out of its package, decoded where their bytes stand in the address; none from outside
//! of the folder, none from the web.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::edition::LEAST_COVER;
use crate::import::draft::Picture;
use crate::ir::ImageFormat;
use crate::resources::{raster, svg};
use crate::storage::Folder;

/// Largest picture (docs/format.md, limits), and most bytes of all, in bytes.
pub(super) const LARGEST: u64 = 64 << 20;
const MOST_BYTES: usize = 512 << 20;

/// Most pictures.
const MOST: usize = 5000;

/// The folder of pictures in the edition.
const FOLDER: &str = "images";

/// Gives the bytes of a file by its path, from the root of the package or folder.
pub(super) type Reader<'r> = dyn FnMut(&str) -> Option<Vec<u8>> + 'r;

/// Why a picture cannot be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// Its address leads to the web.
    Web,
    /// Its path leads out of the folder.
    Outside,
    /// There is no such file.
    Gone,
    /// It is damaged, or none that a book shows.
    Unknown,
    /// The bytes in its address are damaged.
    Address,
    /// There are too many.
    Many,
}

impl Missing {
    /// What is told of it.
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Web => "lies on the web, and nothing is fetched from there",
            Self::Outside => "lies outside of the folder",
            Self::Gone => "is not there",
            Self::Unknown => "is damaged or of an unknown format",
            Self::Address => "stands in a damaged address",
            Self::Many => "is one too many",
        }
    }

    /// What it is called where it is set aside.
    pub(super) fn named(self) -> &'static str {
        match self {
            Self::Web => "picture elsewhere on the web",
            Self::Outside => "picture outside of the folder",
            Self::Gone => "picture that is not beside the page",
            Self::Unknown => "picture that is damaged or of an unknown format",
            Self::Address => "picture whose address is damaged",
            Self::Many => "picture beyond those that are taken over",
        }
    }
}

/// The pictures that were taken over.
pub(super) struct Pictures<'r> {
    reader: Box<Reader<'r>>,
    /// In the order of the text.
    pub(super) taken: Vec<Picture>,
    /// By path or address: the path in the edition, or why there is none.
    known: HashMap<String, Result<String, Missing>>,
    paths: Paths,
    weight: usize,
}

impl<'r> Pictures<'r> {
    /// None yet.
    pub(super) fn new(reader: impl FnMut(&str) -> Option<Vec<u8>> + 'r) -> Self {
        Self {
            reader: Box::new(reader),
            taken: Vec::new(),
            known: HashMap::new(),
            paths: Paths::default(),
            weight: 0,
        }
    }

    /// Those of a folder.
    pub(super) fn beside(folder: &'r dyn Folder) -> Self {
        Self::new(|path: &str| folder.read(path, LARGEST).ok())
    }

    /// Takes the picture that the file at a path names; the path in the edition.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub(super) fn take(&mut self, file: &str, address: &str) -> Result<String, Missing> {
        let scheme = address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
            scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+')
        });
        match scheme {
            Some("data") => return self.data(address),
            Some(_) => return Err(Missing::Web),
            None if address.starts_with("//") => return Err(Missing::Web),
            None => {}
        }
        let bare = address.split(['?', '#']).next().unwrap_or_default();
        let inside = joined(file, &decoded(bare)).ok_or(Missing::Outside)?;
        self.file(&inside)
    }

    /// The path in the edition of the picture at a path of the package or folder.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub(super) fn file(&mut self, path: &str) -> Result<String, Missing> {
        self.keep(path, |reader| {
            let name = path.rsplit('/').next().unwrap_or(path);
            Ok((reader(path).ok_or(Missing::Gone)?, name.to_owned()))
        })
    }

    /// The same for a cover, if the picture is large enough for one.
    pub(super) fn cover(&mut self, path: &str) -> Option<String> {
        let bytes = (self.reader)(path)?;
        let picture = raster::read(&bytes).ok()?;
        let fits =
            picture.pixels.width() >= LEAST_COVER.0 && picture.pixels.height() >= LEAST_COVER.1;
        fits.then(|| self.file(path).ok()).flatten()
    }

    /// The same of a picture whose bytes stand in its address: `data:image/png;base64,…`.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub(super) fn data(&mut self, address: &str) -> Result<String, Missing> {
        self.keep(address, |_| {
            let bytes = of_address(address).ok_or(Missing::Address)?;
            Ok((bytes, "bild".to_owned()))
        })
    }

    /// A drawing that stands in the text.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub(super) fn drawing(&mut self, text: &str) -> Result<String, Missing> {
        self.keep(text, |_| Ok((text.as_bytes().to_vec(), "zeichnung".to_owned())))
    }

    fn keep(
        &mut self,
        key: &str,
        bytes: impl FnOnce(&mut Reader<'r>) -> Result<(Vec<u8>, String), Missing>,
    ) -> Result<String, Missing> {
        if let Some(known) = self.known.get(key) {
            return known.clone();
        }
        let found = match self.taken.len() < MOST && self.weight <= MOST_BYTES {
            true => bytes(&mut *self.reader).and_then(|(bytes, name)| self.put(bytes, &name)),
            false => Err(Missing::Many),
        };
        self.known.insert(key.to_owned(), found.clone());
        found
    }

    fn put(&mut self, bytes: Vec<u8>, name: &str) -> Result<String, Missing> {
        let ending = ending(&bytes).ok_or(Missing::Unknown)?;
        self.weight += bytes.len();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = crate::import::settle::slug(stem).unwrap_or_else(|| "bild".to_owned());
        let path = self.paths.free(&format!("{FOLDER}/{stem}"), ending);
        self.taken.push(Picture { path: path.clone(), bytes });
        Ok(path)
    }
}

/// The ending of a picture's name, by what it is, if it is whole.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    if svg::is_svg(bytes) {
        let text = std::str::from_utf8(bytes).ok()?;
        return svg::clean(text).is_ok().then_some("svg");
    }
    match raster::read(bytes).ok()?.format {
        ImageFormat::Png => Some("png"),
        ImageFormat::Jpeg => Some("jpg"),
        ImageFormat::Gif => Some("gif"),
        ImageFormat::WebP => Some("webp"),
        ImageFormat::Svg => Some("svg"),
    }
}

/// The bytes of an address that holds them.
fn of_address(address: &str) -> Option<Vec<u8>> {
    let (form, body) = address.strip_prefix("data:")?.split_once(',')?;
    if body.len() as u64 > 2 * LARGEST {
        return None;
    }
    if form.trim_end().ends_with(";base64") {
        let bare: String = decoded(body).chars().filter(|c| !c.is_ascii_whitespace()).collect();
        return STANDARD.decode(bare).ok();
    }
    Some(decoded(body).into_bytes())
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
    use super::{Paths, decoded, joined, of_address};

    #[test]
    fn addresses_can_hold_pictures() {
        assert_eq!(of_address("data:image/png;base64,QUJD\n RA==").as_deref(), Some(&b"ABCD"[..]));
        assert_eq!(of_address("data:image/svg+xml,%3Csvg/%3E").as_deref(), Some(&b"<svg/>"[..]));
        assert_eq!(of_address("data:image/png;base64,???"), None);
    }

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
