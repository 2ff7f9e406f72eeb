//! Pictures as they come into the EPUB, beside those that the edition has.

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, GenericImageView, ImageEncoder, Rgb, RgbImage, Rgba};
use image::{ImageBuffer, Luma, RgbaImage};
use umbruch::storage::MemoryFolder;

use super::books::{Files, MANIFEST, opened};

/// The file in the EPUB that is made of a picture, with its name.
fn made(name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    let folder = MemoryFolder::default()
        .with("edition.toml", format!("{MANIFEST}\n[[section]]\nfile = \"text/text.dj\"\n"))
        .with("text/text.dj", format!("# Eins\n\n![Ein Bild]({name})\n"))
        .with(name, bytes);
    let files = Files::of(&opened(&folder));
    let names = files.names();
    let mut pictures = names.iter().filter_map(|name| name.strip_prefix("EPUB/images/"));
    let found = pictures.find(|name| !name.starts_with("cover")).expect("the picture").to_owned();
    let bytes = files.bytes(&format!("images/{found}")).to_vec();
    (found, bytes)
}

fn pixels(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a picture")
}

/// What a camera would give: areas that run into each other, and grain.
fn photograph(width: u32, height: u32) -> RgbImage {
    let mut state = 1u32;
    RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 28) as u8;
        let share = |part: u32, whole: u32| (part * 200 / whole) as u8 + grain;
        Rgb([share(x, width), share(y, height), share(x + y, width + height)])
    })
}

/// Black lines on nothing.
fn lines(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        Rgba([0, 0, 0, if x % 40 < 3 || y % 40 < 3 { 255 } else { 0 }])
    })
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(PngEncoder::new(&mut bytes)).expect("a PNG");
    bytes
}

fn jpeg(
    picture: &RgbImage,
    quality: u8,
    beside: impl FnOnce(&mut JpegEncoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    beside(&mut encoder);
    encoder.encode_image(picture).expect("a JPEG");
    bytes
}

/// EXIF with an orientation and something that nobody is to know.
fn exif(orientation: u8) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    bytes.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend(b"48.137N 11.575E");
    bytes
}

/// Mean difference of a level of colour between two pictures of one size.
fn difference(a: &DynamicImage, b: &DynamicImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let (a, b) = (a.to_rgb8(), b.to_rgb8());
    let sum: u64 = a.iter().zip(b.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.len() as f64
}

#[test]
fn what_is_too_large_is_scaled_down_and_nothing_is_scaled_up() {
    // Width and height of the edition's picture, and of that in the EPUB.
    let cases = [
        ((3000, 2400), (2645, 2116)),
        ((4000, 500), (3200, 400)),
        ((500, 4000), (400, 3200)),
        ((1200, 800), (1200, 800)),
        ((30, 20), (30, 20)),
    ];
    for ((width, height), wanted) in cases {
        let (name, bytes) = made("kai.jpg", &jpeg(&photograph(width, height), 90, |_| {}));
        assert_eq!((name.as_str(), pixels(&bytes).dimensions()), ("kai.jpg", wanted));
        assert!(u64::from(wanted.0) * u64::from(wanted.1) <= 5_600_000);
    }
}

#[test]
fn a_picture_is_called_what_it_is() {
    let photograph = jpeg(&photograph(60, 40), 80, |_| {});
    let drawn = png(&DynamicImage::ImageRgba8(lines(60, 40)));
    for (name, bytes, wanted) in [
        ("kai.png", &photograph, "kai.jpg"),
        ("kai.webp", &photograph, "kai.jpg"),
        ("kai", &photograph, "kai.jpg"),
        ("kai.jpg", &drawn, "kai.png"),
        ("kai.svg", &drawn, "kai.png"),
    ] {
        assert_eq!(made(name, bytes).0, wanted, "{name}");
    }
}

#[test]
fn a_jpeg_that_is_fine_keeps_its_pixels_to_the_last_bit() {
    let own = jpeg(&photograph(600, 400), 80, |encoder| {
        encoder.set_exif_metadata(exif(1)).expect("it is taken");
    });
    let (_, bytes) = made("kai.jpg", &own);
    assert_eq!(pixels(&bytes), pixels(&own));
    assert!(bytes.len() < own.len(), "without what the camera wrote");
    // One that a camera made far finer than an eye sees is worth encoding anew.
    let own = jpeg(&photograph(600, 400), 100, |_| {});
    let (_, bytes) = made("kai.jpg", &own);
    assert!(bytes.len() * 10 < own.len() * 6, "{} of {}", bytes.len(), own.len());
    let difference = difference(&pixels(&bytes), &pixels(&own));
    assert!(difference < 3.0, "{difference} of 255 levels");
}

#[test]
fn pictures_stand_upright_and_cameras_tell_nothing() {
    for (orientation, upright) in [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60))] {
        let mut picture = photograph(60, 40);
        // The corner that was above on the left in the camera.
        for (x, y) in (0..8).flat_map(|x| (0..8).map(move |y| (x, y))) {
            picture.put_pixel(x, y, Rgb([255, 255, 255]));
        }
        let own = jpeg(&picture, 95, |encoder| {
            encoder.set_exif_metadata(exif(orientation)).expect("it is taken");
        });
        let (_, bytes) = made("kai.jpg", &own);
        let seen = pixels(&bytes).to_rgb8();
        assert_eq!(seen.dimensions(), upright, "{orientation}");
        let (right, below) = (upright.0 - 4, upright.1 - 4);
        let corner = match orientation {
            1 => (4, 4),
            3 => (right, below),
            6 => (right, 4),
            _ => (4, below),
        };
        assert!(seen.get_pixel(corner.0, corner.1).0.iter().all(|level| *level > 240));
        assert!(!bytes.windows(7).any(|part| part == b"48.137N"), "{orientation}");
        // The PDF turns the picture itself; it gets nothing else to know.
        let folder = MemoryFolder::default()
            .with("edition.toml", format!("{MANIFEST}\n[[section]]\nfile = \"text/text.dj\"\n"))
            .with("text/text.dj", "# Eins\n\n![Ein Bild](kai.jpg)\n")
            .with("kai.jpg", own);
        let (book, resources) = opened(&folder);
        assert_eq!((book.images["kai.jpg"].width, book.images["kai.jpg"].height), upright);
        assert!(!resources.images["kai.jpg"].windows(7).any(|part| part == b"48.137N"));
    }
}

#[test]
fn nothing_is_transparent() {
    let own = png(&lines(400, 300).into());
    let (name, bytes) = made("plan.png", &own);
    let seen = pixels(&bytes);
    assert!(name == "plan.png" && !seen.color().has_alpha());
    let levels: Vec<u8> =
        [(1, 1), (20, 20)].map(|(x, y)| seen.to_luma8().get_pixel(x, y).0[0]).into();
    assert_eq!(levels, [0, 255], "black lines on white");
    // Half of blue on white.
    let half = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 255, 128])).into();
    let (_, bytes) = made("blau.png", &png(&half));
    assert_eq!(pixels(&bytes).to_rgb8().get_pixel(0, 0).0, [127, 127, 255]);
}

#[test]
fn drawings_keep_their_pixels_in_as_few_bits_as_hold_them() {
    let (_, bytes) = made("plan.png", &png(&lines(400, 300).into()));
    assert_eq!(bytes[24], 1, "bits a pixel");
    let grey: ImageBuffer<Luma<u16>, _> =
        ImageBuffer::from_fn(256, 8, |x, _| Luma([x as u16 * 257]));
    let (name, bytes) = made("stufen.png", &png(&grey.into()));
    assert_eq!((name.as_str(), bytes[24], bytes[25]), ("stufen.png", 8, 0), "eight bits, grey");
    assert!(pixels(&bytes).to_luma8().pixels().zip((0..=255).cycle()).all(|(p, x)| p.0[0] == x));
    let colours = RgbImage::from_fn(200, 200, |x, y| Rgb([(x / 20 * 20) as u8, (y / 40) as u8, 7]));
    let own = png(&colours.clone().into());
    let (_, bytes) = made("farben.png", &own);
    assert_eq!((bytes[24], bytes[25]), (8, 3), "a palette");
    assert!(bytes.len() < own.len());
    assert_eq!(pixels(&bytes).to_rgb8(), colours);
}

#[test]
fn photographs_become_jpegs() {
    let picture: DynamicImage = photograph(600, 400).into();
    let own = png(&picture);
    let (name, bytes) = made("kai.png", &own);
    assert_eq!(name, "kai.jpg");
    assert!(bytes.len() * 3 < own.len(), "{} of {}", bytes.len(), own.len());
    assert!(difference(&pixels(&bytes), &picture) < 3.0);
    let mut webp = Cursor::new(Vec::new());
    picture.write_to(&mut webp, image::ImageFormat::WebP).expect("WebP");
    assert_eq!(made("kai.webp", webp.get_ref()).0, "kai.jpg");
}

#[test]
fn colours_are_those_that_the_profile_means() {
    let picture = RgbImage::from_pixel(32, 32, Rgb([200, 60, 60]));
    let profile = |profile: moxcms::ColorProfile| profile.encode().expect("a profile");
    let with = |profile: Vec<u8>| {
        jpeg(&picture, 100, |encoder| encoder.set_icc_profile(profile).expect("it is taken"))
    };
    let seen = |own: &[u8]| {
        let (_, bytes) = made("rot.jpg", own);
        assert!(!bytes.windows(11).any(|part| part == b"ICC_PROFILE"));
        pixels(&bytes).to_rgb8().get_pixel(9, 9).0
    };
    // The same numbers are a stronger red in Display P3.
    let [red, green, _] = seen(&with(profile(moxcms::ColorProfile::new_display_p3())));
    assert!(red > 212 && green < 50, "{red} {green}");
    // What is sRGB stays as it is, and so does what has a profile for another kind of colour.
    for same in [moxcms::ColorProfile::new_srgb(), moxcms::ColorProfile::new_gray_with_gamma(2.2)] {
        let [red, green, _] = seen(&with(profile(same)));
        assert!(red.abs_diff(200) < 4 && green.abs_diff(60) < 4, "{red} {green}");
    }
    assert!(seen(&with(b"no profile".to_vec()))[0].abs_diff(200) < 4);
}

/// `inks.jpg`: areas of cyan, magenta, yellow, black and nothing, 16 pixels each.
#[test]
fn inks_become_colours_of_light() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/epub/pictures/inks.jpg");
    let (_, bytes) = made("farben.jpg", &std::fs::read(path).expect("there"));
    assert_eq!(bytes.windows(2).filter(|pair| *pair == [0xff, 0xc0]).count(), 1);
    let seen = pixels(&bytes).to_rgb8();
    let [cyan, magenta, yellow, black, paper] = [8, 24, 40, 56, 72].map(|x| seen.get_pixel(x, 8).0);
    assert!(cyan[0] < 60 && cyan[2] > 180, "{cyan:?}");
    assert!(magenta[1] < 60 && magenta[0] > 180, "{magenta:?}");
    assert!(yellow[2] < 60 && yellow[0] > 200 && yellow[1] > 200, "{yellow:?}");
    assert!(black.iter().all(|level| *level < 70), "{black:?}");
    assert!(paper.iter().all(|level| *level > 240), "{paper:?}");
}

#[test]
fn of_what_moves_the_first_picture_is_shown() {
    let mut gif = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
    for colour in [[200, 0, 0, 255], [0, 0, 200, 255]] {
        let frame = RgbaImage::from_pixel(16, 16, Rgba(colour));
        encoder.encode_frame(image::Frame::new(frame)).expect("a frame");
    }
    drop(encoder);
    let (name, bytes) = made("welle.gif", &gif);
    assert_eq!(name, "welle.png");
    assert_eq!(pixels(&bytes).to_rgb8().get_pixel(0, 0).0, [200, 0, 0]);
}

#[test]
fn drawings_are_taken_over_on_white_ground() {
    let own = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"48mm\" viewBox=\"0 0 48 24\" \
        onload=\"a()\"><path d=\"M0 0L9 9\" stroke=\"#000\"/></svg>";
    let (name, bytes) = made("plan.svg", own.as_bytes());
    let text = String::from_utf8(bytes).expect("a text");
    assert_eq!(name, "plan.svg");
    assert!(text.contains("<rect x=\"0\" y=\"0\" width=\"48\" height=\"24\" style=\"fill:#fff"));
    assert!(text.contains("<path d=") && !text.contains("onload"));
}

#[test]
fn the_editors_cover_is_a_jpeg_as_high_as_shops_ask_for() {
    for (name, size, wanted) in [
        ("umschlag.png", (2000, 3200), (1600, 2560)),
        ("umschlag.jpg", (1600, 2560), (1600, 2560)),
        ("umschlag.png", (1500, 2000), (1500, 2000)),
    ] {
        let picture = photograph(size.0, size.1);
        let own =
            if name.ends_with("png") { png(&picture.into()) } else { jpeg(&picture, 85, |_| {}) };
        let folder = MemoryFolder::default()
            .with(
                "edition.toml",
                format!(
                    "{MANIFEST}[cover]\nimage = \"{name}\"\nalt = \"Ein Kai\"\n\
                    [[section]]\nfile = \"text/text.dj\"\n"
                ),
            )
            .with("text/text.dj", "# Eins\n\nText\n")
            .with(name, own);
        let files = Files::of(&opened(&folder));
        let bytes = files.bytes("images/umschlag.jpg");
        assert_eq!(pixels(bytes).dimensions(), wanted);
        let cover = files.tree("text/cover.xhtml");
        let image = &cover.all("img")[0];
        assert_eq!(image.attr("width"), Some(wanted.0.to_string().as_str()));
        assert_eq!(image.attr("alt"), Some("Ein Kai"));
    }
}

#[test]
fn pictures_are_the_same_each_time() {
    for own in [png(&photograph(300, 200).into()), jpeg(&photograph(4000, 300), 90, |_| {})] {
        assert_eq!(made("kai.jpg", &own), made("kai.jpg", &own));
    }
}
