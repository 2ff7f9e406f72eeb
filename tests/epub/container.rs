//! The container, byte by byte.

use std::io::Cursor;

use zip::CompressionMethod;

use super::books::{Files, chapter, rich, written};

fn number(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// The local header of the first file: offsets after APPNOTE 4.3.7.
#[test]
fn mimetype_stands_first_and_bare() {
    let epub = written(&chapter("", "# Eins\n\nText\n"));
    assert_eq!(&epub[0..4], b"PK\x03\x04");
    assert_eq!(number(&epub, 6), 0, "no flag, so no data descriptor");
    assert_eq!(number(&epub, 8), 0, "stored");
    assert_eq!(number(&epub, 26), 8, "length of the name");
    assert_eq!(number(&epub, 28), 0, "no extra field");
    assert_eq!(&epub[30..38], b"mimetype");
    assert_eq!(&epub[38..58], b"application/epub+zip");
    assert_eq!(&epub[58..62], b"PK\x03\x04");
}

#[test]
fn files_stand_in_a_fixed_order_with_one_time_and_one_mode() {
    let epub = written(&rich());
    let mut archive = zip::ZipArchive::new(Cursor::new(&epub)).expect("an archive");
    let names: Vec<String> =
        archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let first = ["mimetype", "META-INF/container.xml", "META-INF/ofl.txt", "EPUB/package.opf"];
    assert_eq!(names[..4], first);
    assert!(names[4..].is_sorted(), "{names:?}");
    for name in &names {
        let file = archive.by_name(name).expect("a file");
        let stored = name.ends_with(".jpg") || name.ends_with(".png") || name == "mimetype";
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        assert_eq!(file.compression(), method, "{name}");
        assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT), "{name}");
        assert_eq!(file.unix_mode(), Some(0o100_644), "{name}");
        assert!(!file.encrypted());
        assert!(matches!(file.version_needed(), 10 | 20), "{name}");
    }
}

#[test]
fn names_are_plain_and_all_files_are_in_the_manifest() {
    let files = Files::of(&rich());
    let package = files.tree("package.opf");
    let listed: Vec<String> = package
        .all("item")
        .iter()
        .map(|item| format!("EPUB/{}", item.attr("href").expect("an address")))
        .collect();
    for name in files.names() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_./".contains(c);
        let own = ["mimetype", "META-INF/container.xml", "META-INF/ofl.txt", "EPUB/package.opf"];
        let own = own.contains(&name);
        assert!(own || listed.iter().any(|listed| listed == name), "{name} is not listed");
        let path = name.trim_start_matches("META-INF/").trim_start_matches("EPUB/");
        assert!(path.chars().all(plain), "{name}");
    }
    assert_eq!(listed.len() + 4, files.names().len());
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    assert_eq!(written(&rich()), written(&rich()));
}
