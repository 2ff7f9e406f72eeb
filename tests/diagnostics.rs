//! Every diagnostic: what causes it, and what the user is told.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use umbruch::diagnostics::{Code, Severity};
use umbruch::pipeline;
use umbruch::storage::{Folder, MemoryFolder};

use super::cases::{self, verdict::judged};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn told(folder: &dyn Folder) -> String {
    let opened = pipeline::open(folder, "fall");
    crate::tests::told(&opened.diagnostics, &opened.sources)
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
    let cut = jpeg();
    let cut = cut[..cut.len() / 2].to_vec();
    let cut = told(&edition(b"![Kai](kai.jpg)".to_vec()).with("kai.jpg", cut));
    assert!(cut.contains("it begins as JPEG, but is cut off or damaged"), "{cut}");
    let zipped = told(&edition(b"![Kai](kai.svg)".to_vec()).with("kai.svg", *b"\x1f\x8b\x08\0"));
    assert!(zipped.contains("[image-unreadable]: the drawing `kai.svg`"), "{zipped}");
    let web = edition(b"Text.".to_vec()).with("fonts/eigen.ttf", *b"wOFF\0\x01\0\0");
    let web = told(&web.with("fonts/OFL.txt", *b"Licence"));
    let said = "[file-unreadable]: the font `fonts/eigen.ttf` cannot be used: it is a font for web pages (WOFF)";
    assert!(web.contains(said) && !web.contains("OFL"), "{web}");
    let large = told(&edition(vec![b'a'; 20 << 20]));
    assert!(large.contains("[file-too-large]") && large.contains("edition.toml:7:8"), "{large}");
    let paragraph = told(&edition("Das Wasser steigt. ".repeat(843).into_bytes()));
    assert!(paragraph.contains("[long-paragraph]: the paragraph is 16016 letters"), "{paragraph}");
    assert!(paragraph.contains("set in 2 parts") && paragraph.contains("text/a.dj:1:1"));
    let nearly = told(&edition("Das Wasser steigt. ".repeat(842).into_bytes()));
    assert!(!nearly.contains("long-paragraph"), "{nearly}");
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
    let above = [
        Code::ImageMoves,
        Code::NotUtf8,
        Code::FileTooLarge,
        Code::FileUnreadable,
        Code::LongParagraph,
    ];
    // No source is known at which the typesetter itself breaks down.
    let unknown = [Code::Typesetting];
    // Shown by `tests/cli.rs`: it depends on how the command is called; by `tests/epub/fonts.rs`: no
    // text can hold a font.
    // Those of releases and lists are shown by `tests/program/release.rs`, `tests/program/catalogue.rs` and `tests/release.rs`.
    let called = [
        Code::PageFlaw,
        Code::FontNotEmbedded,
        Code::ReleaseLost,
        Code::ReleaseJudged,
        Code::ReleaseTaken,
        Code::CatalogueEdition,
    ];
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

/// All cases in which something is told: those of this folder, of the pages, of the printer's files.
fn every_case(mut look: impl FnMut(&cases::Case)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["tests/diagnostics", "tests/pdf/told", "tests/press/told"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("there").flatten() {
            let seen = std::cell::RefCell::new(Vec::new());
            cases::check(&entry.path(), |case| {
                seen.borrow_mut().push(case.clone());
                case.expected.clone()
            });
            seen.into_inner().iter().for_each(&mut look);
        }
    }
}

/// Errors of which `check` cannot know, and why.
const BUILD_ALONE: [(Code, &str); 6] = [
    (Code::PageFlaw, "it is an error only where `build --strict` asks for fit pages"),
    (Code::ReleaseLost, "it is told of finished files"),
    (Code::ReleaseJudged, "it is told of finished files"),
    (Code::ReleaseTaken, "it is told of what was released before"),
    (Code::CatalogueEdition, "it is told of a list"),
    (Code::Typesetting, "no source is known at which the typesetter itself breaks down"),
];

/// What `build` refuses, `check` refuses, and every error is one that `check` tells.
#[test]
fn check_refuses_what_build_refuses() {
    let mut told: BTreeSet<Code> = BTreeSet::new();
    every_case(|case| {
        let (checked, refused) = judged(&case.folder());
        assert_eq!(!checked.is_empty(), refused, "{}: {checked:?}", case.name);
        told.extend(checked);
    });
    // Shown by `bytes` and `a_folder_for_a_file` above.
    told.extend([Code::NotUtf8, Code::FileTooLarge, Code::FileUnreadable]);
    let alone: BTreeSet<Code> = BUILD_ALONE.iter().map(|(code, _)| *code).collect();
    // Finished EPUBs of others are what those are told of; ours have none of these faults.
    let of_epubs = |code: &&Code| code.as_str().starts_with("epub-");
    let errors = Code::ALL.iter().filter(|code| code.severity() == Severity::Error);
    for code in errors.filter(|code| !of_epubs(code)) {
        assert!(told.contains(code) != alone.contains(code), "{code}: told by `check`?");
    }
}

/// Characters that cannot be seen, or that hardly any text holds, wherever a book has text: nothing
/// that passes `check` keeps it from being built.
#[test]
fn odd_characters_are_refused_by_both_or_by_none() {
    let odd: Vec<char> = (0..=0x10_ffff_u32)
        .filter_map(char::from_u32)
        .filter(|c| {
            let plane = u32::from(*c) & 0xffff;
            matches!(*c, '\0'..='\u{20}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}')
                || matches!(*c, '\u{180b}'..='\u{180e}' | '\u{2000}'..='\u{200f}')
                || matches!(*c, '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}')
                || matches!(*c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}')
                || matches!(*c, '\u{e0001}' | '\u{e0041}' | '\u{e007f}' | '\u{e0100}')
                || matches!(*c, '\u{e000}' | '\u{f8ff}' | '\u{fdd0}' | '\u{fdef}' | '\u{301}')
                || plane == 0xfffe
                || matches!(*c, '\u{f0000}' | '\u{100000}')
        })
        .collect();
    let places = [
        "Ein Wo{}rt und {} hier.\n\n{}Anfang{}",
        "Ein `Wo{}rt`.\n\n``` toml\na{}b\n{}\n```",
        "{number=\"1{}\" subtitle=\"U{}t\" short=\"K{}\"}\n## Ka{}pitel",
        "::: verse\n{}Ein{}e Zeile{}\n:::\n\n| a{} | b |\n|---|---|\n| {}c | d |\n\n^ Ta{}fel",
        "![Bi{}ld](picture.png)\n\n[l{}ink](https://example.org/)[]{.index term=\"x{}y\"}",
    ];
    for place in places {
        let edition = |chars: &[char]| {
            let text = chars.iter().map(|c| place.replace("{}", &c.to_string()));
            MemoryFolder::default()
                .with("edition.toml", cases::MANIFEST)
                .with("picture.png", picture())
                .with("text/a.dj", text.collect::<Vec<_>>().join("\n\n"))
        };
        let is_refused = |c: &char| pipeline::open(&edition(&[*c]), "fall").has_errors();
        let (refused, passed): (Vec<char>, Vec<char>) = odd.iter().copied().partition(is_refused);
        assert!(refused.len() > 60 && passed.len() > 60, "{place}: {refused:?}");
        assert_eq!(judged(&edition(&passed)), (Vec::new(), false), "{place}");
    }
}

/// What a picture is, its content says and not its name: each is set, wherever it stands.
#[test]
fn pictures_may_have_any_name() {
    const DRAWING: &[u8] =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"><path d=\"M0 0h9v9z\"/></svg>";
    let names =
        ["a.jpg", "a.png", "a.gif", "a.webp", "a.svg", "a.svgz", "a.pdf", "a.typ", "A.JPEG", "a"];
    let webp = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let grey = image::RgbImage::from_pixel(30, 20, image::Rgb([128; 3]));
        grey.write_to(&mut bytes, image::ImageFormat::WebP).expect("a picture can be written");
        bytes.into_inner()
    };
    for bytes in [jpeg(), picture(), webp, DRAWING.to_vec()] {
        let text: String = names.iter().map(|name| format!("![Kai]({name})\n\n")).collect();
        let text = format!("{text}Ein ![Kai](./a.png) im Text.\n");
        let folder = MemoryFolder::default()
            .with("edition.toml", cases::MANIFEST)
            .with("text/a.dj", text)
            .with("./a.png", bytes.clone());
        let folder = names.iter().fold(folder, |folder, name| folder.with(name, bytes.clone()));
        assert_eq!(judged(&folder), (Vec::new(), false));
    }
}

fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let grey = image::RgbImage::from_fn(30, 20, |x, y| image::Rgb([x as u8 * 8, y as u8 * 9, 40]));
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&grey).expect("a JPEG");
    bytes
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let grey = image::GrayImage::from_pixel(30, 20, image::Luma([128]));
    grey.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture can be written");
    bytes.into_inner()
}
