//! Every diagnostic: what causes it, and what the user is told.

mod cases;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use umbruch::diagnostics::{self, Code};
use umbruch::pipeline;
use umbruch::storage::{Folder, MemoryFolder};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn told(folder: &dyn Folder) -> String {
    let opened = pipeline::open(folder, "fall");
    diagnostics::text(&opened.diagnostics, &opened.sources, false)
}

/// Every file of `tests/diagnostics/` is named after a code and shows it.
#[test]
fn messages() {
    for entry in std::fs::read_dir(folder()).expect("there").flatten() {
        let path = entry.path();
        let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(code.parse::<Code>().is_ok(), "{code} is not a code");
        let mut shown = false;
        let seen = std::cell::Cell::new(false);
        cases::check(&path, |case| {
            let text = told(&case.folder());
            seen.set(seen.get() || text.contains(&format!("[{code}]")));
            text
        });
        shown |= seen.get();
        assert!(shown, "{code}.case does not show its code");
    }
}

/// What text files cannot hold: bytes that are no text, and files of great size.
#[test]
fn bytes() {
    let edition = |bytes: Vec<u8>| {
        MemoryFolder::default().with("edition.toml", cases::MANIFEST).with("text/a.dj", bytes)
    };
    let latin = told(&edition(b"Gr\xfc\xdfe".to_vec()));
    assert!(latin.contains("[not-utf-8]") && latin.contains("text/a.dj:1:3"), "{latin}");
    let mut moving = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut moving);
    for level in [0, 128, 255] {
        let frame = image::RgbaImage::from_pixel(4, 4, image::Rgba([level, level, level, 255]));
        encoder.encode_frame(image::Frame::new(frame)).expect("a frame");
    }
    drop(encoder);
    let moving = told(&edition(b"![Welle](welle.gif)".to_vec()).with("welle.gif", moving));
    assert!(moving.contains("[image-moves]: `welle.gif` moves"), "{moving}");
    let tiff = told(&edition(b"![Kai](kai.tif)".to_vec()).with("kai.tif", *b"II*\0\x08\0\0\0"));
    assert!(tiff.contains("it is TIFF, and neither JPEG"), "{tiff}");
    let large = told(&edition(vec![b'a'; 20 << 20]));
    assert!(large.contains("[file-too-large]") && large.contains("edition.toml:7:8"), "{large}");
}

/// What only a disk has: a folder in the place of a file.
#[test]
fn a_folder_for_a_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("edition.toml"), cases::MANIFEST).expect("written");
    std::fs::create_dir_all(folder.path().join("text/a.dj")).expect("made");
    let disk = umbruch::storage::DiskFolder::open(folder.path()).expect("opened");
    let text = told(&disk);
    assert!(text.contains("[file-unreadable]: `text/a.dj` is not a file"), "{text}");
}

/// A code without a case is a message that nobody has seen. What the typesetter finds is shown in
/// `tests/pdf/told/`, what the printer's files lack in `tests/press/told/`; what needs bytes or a disk, above.
#[test]
fn every_code_has_a_case() {
    let above = [Code::ImageMoves, Code::NotUtf8, Code::FileTooLarge, Code::FileUnreadable];
    // No source is known at which the typesetter itself breaks down.
    let unknown = [Code::Typesetting];
    // Shown by `tests/cli.rs`: it depends on how the command is called; by `tests/epub/fonts.rs`: no
    // text can hold a font.
    let called = [Code::PageFlaw, Code::FontNotEmbedded];
    let above: BTreeSet<Code> = above.into_iter().chain(unknown).chain(called).collect();
    let told = ["tests/pdf/told", "tests/press/told"];
    let told = told.map(|path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let set: String = told
        .iter()
        .flat_map(|path| std::fs::read_dir(path).expect("there").flatten())
        .map(|file| std::fs::read_to_string(file.path()).expect("a text"))
        .collect();
    // Findings of proofreading have their cases in `tests/lints/`, those in finished EPUBs in `tests/verify/`.
    let elsewhere = |code: &&Code| code.is_proof() || code.as_str().starts_with("epub-");
    for code in Code::ALL.iter().filter(|code| !elsewhere(code)) {
        let there = folder().join(format!("{code}.case")).is_file();
        let there = there || above.contains(code) || set.contains(&format!("[{code}]:"));
        assert!(there, "{code} has no case");
    }
}
