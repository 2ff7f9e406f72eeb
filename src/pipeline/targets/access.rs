//! The report on what an EPUB offers to those who cannot read print.

use std::collections::BTreeMap;

use super::{File, Job};
use crate::accessibility::{Claims, Evidence};
use crate::source::Sources;
use crate::verify;
use crate::writers::report::access;

/// Longest edge of a small picture, in pixels.
const EDGE: u32 = 240;
/// Quality of small pictures, of 100.
const QUALITY: u8 = 70;

impl Job<'_> {
    /// The report in its two forms.
    pub(super) fn access_reports(&self, evidence: &Evidence) -> [File; 2] {
        let metadata = self.book.metadata();
        let thumbnails = self.thumbnails(evidence);
        let file = format!("{}.epub", metadata.slug);
        let subject = access::Subject {
            title: &metadata.title,
            language: metadata.language.as_str(),
            file: &file,
            evidence,
            sources: self.sources,
            thumbnails: &thumbnails,
        };
        let name = |ending| format!("{}.a11y.{ending}", metadata.slug);
        [
            File::report(name("html"), access::page(&subject)),
            File::report(name("json"), access::json(&subject)),
        ]
    }

    fn thumbnails(&self, evidence: &Evidence) -> BTreeMap<String, Vec<u8>> {
        let paths = evidence.pictures().filter_map(|(_, picture)| picture.path.as_deref());
        let small =
            |path: &str| Some((path.to_owned(), thumbnail(self.resources.images.get(path)?)?));
        paths.filter_map(small).collect()
    }
}

/// What those are told of a finished EPUB who do not have it yet.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What it may claim of its accessibility.
    pub claims: Claims,
    /// The picture of its cover: media type and bytes.
    pub cover: Option<(String, Vec<u8>)>,
    /// The same, small: a JPEG.
    pub thumbnail: Option<Vec<u8>>,
}

/// Looks at a finished EPUB; `name` is the file's name as the user knows it. None if it cannot be opened.
#[must_use]
pub fn shown(name: &str, bytes: &[u8]) -> Option<Shown> {
    let seen = verify::seen(name, bytes, &mut Sources::default())?;
    let thumbnail = seen.cover.as_ref().and_then(|(_, bytes)| thumbnail(bytes));
    Some(Shown { claims: Claims::from_evidence(&seen.evidence), cover: seen.cover, thumbnail })
}

/// The report in its two forms.
#[derive(Debug, Clone)]
pub struct AccessReport {
    /// The page: HTML.
    pub page: Vec<u8>,
    /// The same as JSON.
    pub json: Vec<u8>,
}

/// The report on an EPUB; `name` is the file's name as the user knows it. None if it cannot be opened.
#[must_use]
pub fn access_report(name: &str, bytes: &[u8]) -> Option<AccessReport> {
    let mut sources = Sources::default();
    let seen = verify::seen(name, bytes, &mut sources)?;
    let small = |(path, bytes): (&String, &Vec<u8>)| Some((path.clone(), thumbnail(bytes)?));
    let thumbnails: BTreeMap<String, Vec<u8>> = seen.pictures.iter().filter_map(small).collect();
    let subject = access::Subject {
        title: &seen.title,
        language: &seen.language,
        file: name,
        evidence: &seen.evidence,
        sources: &sources,
        thumbnails: &thumbnails,
    };
    Some(AccessReport { page: access::page(&subject), json: access::json(&subject) })
}

/// A small JPEG of a picture, what is transparent in it white.
fn thumbnail(bytes: &[u8]) -> Option<Vec<u8>> {
    let small = image::load_from_memory(bytes).ok()?.thumbnail(EDGE, EDGE).to_rgba8();
    let mut flat = image::RgbImage::new(small.width(), small.height());
    for (from, to) in small.pixels().zip(flat.pixels_mut()) {
        let [colours @ .., alpha] = from.0;
        let alpha = u16::from(alpha);
        let mixed = |colour: u8| ((u16::from(colour) * alpha + 255 * (255 - alpha)) / 255) as u8;
        to.0 = colours.map(mixed);
    }
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&flat)
        .ok()?;
    Some(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_pictures_are_opaque() {
        let clear = image::RgbaImage::from_pixel(900, 300, image::Rgba([0, 0, 0, 0]));
        let mut png = std::io::Cursor::new(Vec::new());
        clear.write_to(&mut png, image::ImageFormat::Png).expect("a picture can be written");
        let small = thumbnail(png.get_ref()).expect("a picture");
        let small = image::load_from_memory(&small).expect("a JPEG").to_rgb8();
        assert_eq!((small.width(), small.height()), (240, 80));
        assert!(small.pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)));
        assert!(thumbnail(b"no picture").is_none());
    }
}
