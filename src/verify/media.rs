//! Media types, pictures and fonts: what the bytes are, and whether shops take them
//! (EPUB 3.3 §3.2 core media types).

use std::io::Cursor;

use image::{ExtendedColorType, ImageDecoder, ImageFormat, ImageReader};

use super::book::Book;
use super::package::Item;
use super::xml::Attributes;
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Span;

/// Pictures that every reading system shows (EPUB 3.3 §3.2).
const CORE_PICTURES: [&str; 5] =
    ["image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"];

/// The type of what can be looked up in a dictionary (EPUB Dictionaries and Glossaries 1.0 §3).
pub(super) const SEARCH_KEY_MAP: &str = "application/vnd.epub.search-key-map+xml";

/// Smallest and largest sides of a cover in pixels, height then width (KDP, Cover Image Guidelines:
/// 1000 × 625 at least, 10,000 at most).
const COVER_LEAST: (u32, u32) = (1000, 625);
const COVER_MOST: u32 = 10_000;

/// Most pixels of a picture (Apple Books Asset Guide: 5.6 million).
const MOST_PIXELS: u64 = 5_600_000;

/// Largest picture whose transparency is looked for, in pixels.
const MOST_LOOKED_AT: u64 = 40_000_000;

/// Whether a spine may lead to files of that type.
pub(super) fn is_content(media_type: &str, version_2: bool) -> bool {
    let old = matches!(media_type, "application/x-dtbook+xml" | "text/x-oeb1-document");
    matches!(media_type, "application/xhtml+xml" | "image/svg+xml") || version_2 && old
}

/// Whether every reading system shows pictures of that type.
pub(super) fn is_core_picture(media_type: &str) -> bool {
    CORE_PICTURES.contains(&media_type)
}

/// Whether `img` may lead to files of that type: pictures, and films without sound of any kind.
pub(super) fn is_shown(media_type: &str) -> bool {
    is_core_picture(media_type) || media_type.starts_with("video/")
}

/// Whether sound or film of that type is played: sound of the types that are known everywhere, and film
/// of any (EPUB 3.3 §3.4).
pub(super) fn is_played(media_type: &str) -> bool {
    is_core_sound(media_type) || media_type.starts_with("video/")
}

/// Whether every reading system knows files of that type (EPUB 3.3 §3.2), or need not.
pub(super) fn is_known(media_type: &str) -> bool {
    let scripts = ["application/javascript", "application/ecmascript", "text/javascript"];
    is_shown(media_type)
        || is_core_sound(media_type)
        || is_font(media_type)
        || is_content(media_type, false)
        || matches!(media_type, "text/css" | "application/x-dtbncx+xml" | "application/smil+xml")
        || scripts.contains(&media_type)
}

/// The type that bytes show by their first letters.
fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let found = if starts(b"\xFF\xD8\xFF") {
        "image/jpeg"
    } else if starts(b"\x89PNG\r\n\x1A\n") {
        "image/png"
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        "image/gif"
    } else if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        "image/webp"
    } else if starts(b"II*\0") || starts(b"MM\0*") {
        "image/tiff"
    } else if starts(b"wOFF") {
        "font/woff"
    } else if starts(b"wOF2") {
        "font/woff2"
    } else if starts(b"OTTO") || starts(b"\0\x01\0\0") || starts(b"true") {
        "font/sfnt"
    } else if starts(b"%PDF-") {
        "application/pdf"
    } else if starts(b"PK\x03\x04") {
        "application/zip"
    } else {
        return None;
    };
    Some(found)
}

/// What a font's media type says of its bytes: several names stand for one form.
fn font(media_type: &str) -> Option<&'static str> {
    Some(match media_type {
        "font/otf"
        | "font/ttf"
        | "font/sfnt"
        | "application/font-sfnt"
        | "application/x-font-ttf"
        | "application/x-font-opentype"
        | "application/x-font-truetype"
        | "application/x-font-otf"
        | "application/vnd.ms-opentype" => "font/sfnt",
        "font/woff" | "application/font-woff" | "application/x-font-woff" => "font/woff",
        "font/woff2" | "application/font-woff2" => "font/woff2",
        _ => return None,
    })
}

/// Whether every reading system plays sound of that type (EPUB 3.3 §3.2).
pub(super) fn is_core_sound(media_type: &str) -> bool {
    let bare = media_type.split(';').next().unwrap_or_default().trim();
    matches!(bare, "audio/mpeg" | "audio/mp4" | "audio/ogg")
}

/// Whether that is a font that every reading system knows (EPUB 3.3 §3.2).
pub(super) fn is_font(media_type: &str) -> bool {
    font(media_type).is_some()
}

/// What the bytes are, where that is not what the media type says; fonts may be obfuscated.
pub(super) fn disagrees(told: &str, bytes: &[u8]) -> Option<&'static str> {
    let found = sniff(bytes);
    if let Some(wanted) = font(told) {
        return found.filter(|found| *found != wanted);
    }
    if is_core_picture(told) && told != "image/svg+xml" {
        return match found {
            Some(found) if found == told => None,
            Some(found) => Some(found),
            None => Some("no picture of that kind"),
        };
    }
    let text = told == "text/css" || told.ends_with("+xml");
    found.filter(|_| text)
}

/// Pictures, cover and fonts.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    for item in &book.package.items {
        let path = item.path.as_deref().filter(|path| !book.hidden.holds(path));
        let bytes = path.and_then(|path| book.files.get(path));
        let Some(bytes) = bytes else { continue };
        let format = match item.media_type {
            Some("image/jpeg") => ImageFormat::Jpeg,
            Some("image/png") => ImageFormat::Png,
            _ => continue,
        };
        if disagrees(item.media_type.unwrap_or_default(), bytes).is_none() {
            picture(book, item, bytes, format, out);
        }
    }
    if !book.package.is_version_2() {
        cover(book, out);
    }
    fonts(book, out);
}

fn at(book: &Book<'_>, item: &Item<'_>) -> Span {
    let href = item.node.attr_node("href");
    href.map_or(book.package.xml.at(item.node), |href| book.package.xml.at_value(href))
}

fn picture(
    book: &Book<'_>,
    item: &Item<'_>,
    bytes: &[u8],
    format: ImageFormat,
    out: &mut Diagnostics,
) {
    let href = item.href.unwrap_or_default();
    let decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder();
    let Ok(decoder) = decoder else {
        let message = format!("the picture `{href}` is damaged");
        out.report(Code::EpubMediaType, at(book, item), message, "put the file in once more");
        return;
    };
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let mut report =
        |code, message: String, hint: &str| out.report(code, at(book, item), message, hint);
    if matches!(decoder.original_color_type(), ExtendedColorType::Cmyk8) {
        let message = format!("the picture `{href}` is in the colours of print (CMYK)");
        report(Code::EpubPicture, message, "convert it to sRGB: reading systems show it wrong");
    }
    if item.has("cover-image") {
        if height < COVER_LEAST.0 || width < COVER_LEAST.1 {
            let message = format!("the cover has {width} × {height} pixels");
            report(Code::EpubCover, message, "shops ask for 1600 × 2560, and at least 625 × 1000");
        } else if width.max(height) > COVER_MOST {
            let message = format!("the cover has {width} × {height} pixels");
            report(
                Code::EpubCover,
                message,
                "shops take at most 10,000 on a side; 1600 × 2560 is best",
            );
        }
    } else if pixels > MOST_PIXELS {
        let message = format!("the picture `{href}` has {width} × {height} pixels");
        report(Code::EpubPicture, message, "scale it down: shops take 5.6 million pixels");
    }
    let alpha = decoder.color_type().has_alpha();
    if alpha && pixels <= MOST_LOOKED_AT && is_transparent(decoder) {
        let message = format!("the picture `{href}` is transparent");
        let hint = "put a white ground under it: black lines vanish on a dark page";
        report(Code::EpubPicture, message, hint);
    }
}

/// Whether any pixel lets the page through.
fn is_transparent(decoder: impl ImageDecoder) -> bool {
    let picture = image::DynamicImage::from_decoder(decoder).map(image::DynamicImage::into_rgba8);
    picture.is_ok_and(|picture| picture.pixels().any(|pixel| pixel.0[3] < 250))
}

fn cover(book: &Book<'_>, out: &mut Diagnostics) {
    if !book.package.items.iter().any(|item| item.has("cover-image")) {
        let hint = "give the picture of the cover the property `cover-image`";
        let message = "the EPUB has no cover";
        out.report(Code::EpubCover, book.package.at_metadata(), message, hint);
    }
}

/// Kindle and Kobo do not list WOFF2: where all fonts are that, they show none of them.
fn fonts(book: &Book<'_>, out: &mut Diagnostics) {
    let fonts = || {
        let all = book.package.items.iter();
        all.filter_map(|item| Some((item, font(item.media_type?)?)))
    };
    if fonts().all(|(_, form)| form == "font/woff2")
        && let Some((first, _)) = fonts().next()
    {
        let hint = "embed OTF or TTF: Kindle and Kobo do not know WOFF2";
        let message = "all fonts of the EPUB are WOFF2";
        out.report(Code::EpubFont, at(book, first), message, hint);
    }
}
