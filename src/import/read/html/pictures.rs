//! The pictures of a page: read beside it or out of its package, decoded where their bytes stand in the address; nothing is fetched.

use std::collections::{HashMap, HashSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::links::decoded;
use crate::edition::LEAST_COVER;
use crate::import::draft::Picture;
use crate::ir::ImageFormat;
use crate::resources::{raster, svg};

/// Largest picture, in bytes.
pub(in crate::import::read) const LARGEST: u64 = 64 << 20;

/// Most pictures.
const MOST: usize = 5000;

/// The folder of pictures in the edition.
const FOLDER: &str = "images";

/// Gives the bytes of a file by its path, from the root of the package or folder.
pub(in crate::import::read) type Reader<'r> = dyn FnMut(&str) -> Option<Vec<u8>> + 'r;

/// The pictures that were taken over.
pub(in crate::import::read) struct Pictures<'r> {
    reader: &'r mut Reader<'r>,
    /// By path or address: the path in the edition, or why there is none.
    known: HashMap<String, Result<String, &'static str>>,
    names: HashSet<String>,
    /// In the order of the text.
    pub(in crate::import::read) list: Vec<Picture>,
}

impl<'r> Pictures<'r> {
    /// None yet.
    pub(in crate::import::read) fn new(reader: &'r mut Reader<'r>) -> Self {
        Self { reader, known: HashMap::new(), names: HashSet::new(), list: Vec::new() }
    }

    /// The path in the edition of the picture at a path of the package or folder, or the reason why it is not taken over.
    pub(in crate::import::read) fn file(&mut self, path: &str) -> Result<String, &'static str> {
        self.keep(path, |reader| {
            let stem = path.rsplit('/').next().unwrap_or(path);
            reader(path)
                .map(|bytes| (bytes, stem.to_owned()))
                .ok_or("picture that is not beside the page")
        })
    }

    /// The path in the edition of the picture at a path of the package, if it is large enough for a cover.
    pub(in crate::import::read) fn cover(&mut self, path: &str) -> Option<String> {
        let bytes = (self.reader)(path)?;
        let picture = raster::read(&bytes).ok()?;
        let fits =
            picture.pixels.width() >= LEAST_COVER.0 && picture.pixels.height() >= LEAST_COVER.1;
        fits.then(|| self.file(path).ok()).flatten()
    }

    /// The same of a picture whose bytes stand in its address: `data:image/png;base64,…`.
    pub(in crate::import::read) fn data(&mut self, address: &str) -> Result<String, &'static str> {
        self.keep(address, |_| {
            let bytes = of_address(address).ok_or("picture whose address is damaged")?;
            Ok((bytes, "bild".to_owned()))
        })
    }

    /// A drawing that stands in the text.
    pub(in crate::import::read) fn drawing(&mut self, text: &str) -> Result<String, &'static str> {
        self.keep(text, |_| Ok((text.as_bytes().to_vec(), "zeichnung".to_owned())))
    }

    fn keep(
        &mut self,
        key: &str,
        bytes: impl FnOnce(&mut Reader<'r>) -> Result<(Vec<u8>, String), &'static str>,
    ) -> Result<String, &'static str> {
        if let Some(known) = self.known.get(key) {
            return known.clone();
        }
        let found = match self.list.len() < MOST {
            true => bytes(self.reader).and_then(|(bytes, name)| self.take(bytes, &name)),
            false => Err("picture beyond those that are taken over"),
        };
        self.known.insert(key.to_owned(), found.clone());
        found
    }

    fn take(&mut self, bytes: Vec<u8>, name: &str) -> Result<String, &'static str> {
        let ending = ending(&bytes).ok_or("picture that is damaged or of an unknown format")?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut plain: String = stem.chars().map(plain).take(60).collect();
        plain = plain.trim_matches('-').to_owned();
        let plain = if plain.is_empty() { "bild" } else { &plain };
        let free = |n: &usize| match n {
            1 => format!("{FOLDER}/{plain}.{ending}"),
            n => format!("{FOLDER}/{plain}-{n}.{ending}"),
        };
        let path = (1..).map(|n| free(&n)).find(|path| !self.names.contains(path));
        let path = path.expect("numbers have no end");
        self.names.insert(path.clone());
        self.list.push(Picture { path: path.clone(), bytes });
        Ok(path)
    }
}

fn plain(c: char) -> char {
    if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' }
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

#[cfg(test)]
mod tests {
    use super::of_address;

    #[test]
    fn addresses_can_hold_pictures() {
        assert_eq!(of_address("data:image/png;base64,QUJD\n RA==").as_deref(), Some(&b"ABCD"[..]));
        assert_eq!(of_address("data:image/svg+xml,%3Csvg/%3E").as_deref(), Some(&b"<svg/>"[..]));
        assert_eq!(of_address("data:image/png;base64,???"), None);
    }
}
