//! The clean books `tests/verify/book/` and `tests/verify/book-2/`, and what can be done to them.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static COVER: LazyLock<Vec<u8>> = LazyLock::new(|| jpeg(700, 1100));
static CRANE: LazyLock<Vec<u8>> = LazyLock::new(|| png(60, 40, 255));

/// The folder of this test.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify")
}

/// A file of the archive.
#[derive(Clone)]
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
    pub deflated: bool,
}

/// An EPUB before it is packed.
#[derive(Clone)]
pub struct Archive {
    pub files: Vec<File>,
}

impl Archive {
    /// The clean book.
    pub fn clean() -> Self {
        Self::of("book")
    }

    /// The same of version 2, shorter.
    pub fn old() -> Self {
        Self::of("book-2")
    }

    fn of(name: &str) -> Self {
        let mut files = vec![File {
            path: "mimetype".into(),
            bytes: b"application/epub+zip".to_vec(),
            deflated: false,
        }];
        let root = folder().join(name);
        let mut paths = Vec::new();
        collect(&root, &mut paths);
        paths.sort();
        for path in paths {
            let bytes = std::fs::read(&path).expect("a file of the book");
            let path = path.strip_prefix(&root).expect("below it").to_string_lossy().into_owned();
            files.push(File { path, bytes, deflated: true });
        }
        let mut archive = Self { files };
        archive.put("EPUB/images/cover.jpg", COVER.clone());
        archive.put("EPUB/images/kran.png", CRANE.clone());
        archive
    }

    /// The file at that path.
    pub fn file(&mut self, path: &str) -> &mut File {
        let found = self.files.iter_mut().find(|file| file.path == path);
        found.unwrap_or_else(|| panic!("there is no {path} in the book"))
    }

    /// Puts a file in, in place of the one that was there.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.retain(|file| file.path != path);
        self.files.push(File { path: path.into(), bytes, deflated: true });
    }

    /// The EPUB.
    pub fn pack(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for file in &self.files {
            let method =
                if file.deflated { CompressionMethod::Deflated } else { CompressionMethod::Stored };
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(file.path.as_str(), options).expect("a file can begin");
            writer.write_all(&file.bytes).expect("memory takes all");
        }
        writer.finish().expect("the archive can be closed").into_inner()
    }
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the book").flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, out) } else { out.push(path) }
    }
}

/// A grey JPEG.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let grey = image::RgbImage::from_pixel(width, height, image::Rgb([200; 3]));
    let mut jpeg = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 50);
    encoder.encode_image(&grey).expect("a JPEG");
    jpeg
}

/// A grey PNG with that opacity.
pub fn png(width: u32, height: u32, alpha: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let grey = image::RgbaImage::from_pixel(width, height, image::Rgba([120, 120, 120, alpha]));
    grey.write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}
