//! Bytes that nobody meant to be an EPUB: no panic, no hunger, always an answer.

use std::io::{Cursor, Write};
use std::time::Instant;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::book::Archive;
use super::found;

/// The codes of what is found.
fn codes(bytes: &[u8]) -> Vec<String> {
    let word = |line: String| line.split(' ').nth(1).map(str::to_owned);
    found(bytes).into_iter().filter_map(word).collect()
}

#[test]
fn what_is_no_archive_is_told() {
    let whole = Archive::clean().pack();
    for bytes in
        [b"".as_slice(), b"PK", b"Das ist ein Text.", &whole[..whole.len() / 2], &whole[..60]]
    {
        assert_eq!(codes(bytes), ["epub-archive"]);
    }
}

#[test]
fn a_file_that_unpacks_without_end_is_not_unpacked() {
    let start = Instant::now();
    let mut archive = Archive::clean();
    archive.put("EPUB/text/bombe.xhtml", vec![b' '; 200 << 20]);
    assert!(codes(&archive.pack()).contains(&"epub-archive".to_owned()));
    assert!(start.elapsed().as_secs() < 60);
}

#[test]
fn elements_without_end_are_not_followed() {
    let mut archive = Archive::clean();
    let deep = format!("{}{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
    let file = archive.file("EPUB/text/eins.xhtml");
    let text = String::from_utf8(file.bytes.clone()).expect("a text");
    file.bytes = text.replace("<h3 id=\"kran\">Der Kran</h3>", &deep).into_bytes();
    assert!(codes(&archive.pack()).contains(&"epub-xml".to_owned()));
}

#[test]
fn entities_without_end_are_not_written_out() {
    for subset in [
        "<!ENTITY a \"&b;&b;&b;\"><!ENTITY b \"&a;\">".to_owned(),
        format!("<!ENTITY a \"{}\">", "lang ".repeat(100_000)),
    ] {
        let mut archive = Archive::clean();
        let file = archive.file("EPUB/text/eins.xhtml");
        let text = String::from_utf8(file.bytes.clone()).expect("a text");
        let text = text.replace("<!DOCTYPE html>", &format!("<!DOCTYPE html [{subset}]>"));
        file.bytes = text.replace("Der Kran</h3>", &"&a;".repeat(1000)).into_bytes();
        assert!(codes(&archive.pack()).contains(&"epub-xml".to_owned()));
    }
}

#[test]
fn paths_that_leave_the_archive_are_told() {
    for name in ["../../x.xhtml", "/etc/x", "EPUB/../x", "EPUB\\x"] {
        let mut writer = ZipWriter::new(Cursor::new(Archive::clean().pack()));
        let _ = writer.flush();
        let mut archive = Archive::clean();
        archive.put(name, b"x".to_vec());
        assert!(codes(&archive.pack()).contains(&"epub-file-name".to_owned()), "{name}");
    }
}

/// A file in a folder of its own, many times.
#[test]
fn very_many_files_are_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..30_000 {
        writer.start_file(format!("f{number}"), SimpleFileOptions::default()).expect("begun");
    }
    let bytes = writer.finish().expect("closed").into_inner();
    assert!(codes(&bytes).contains(&"epub-archive".to_owned()));
}

/// What an archive with so many more entries is that all lead to the bytes of one file; its path
/// ends in five figures and an ending of three letters.
fn shared(archive: &Archive, path: &str, count: u16) -> Vec<u8> {
    let bytes = archive.pack();
    let number = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").expect("an end");
    let is_entry = |at: &usize| {
        let entry = &bytes[*at..];
        entry.starts_with(b"PK\x01\x02") && entry[46..].starts_with(path.as_bytes())
    };
    let at = (0..end).rev().find(is_entry).expect("an entry in the list");
    let length = 46 + number(at + 28) + number(at + 30) + number(at + 32);
    let mut out = bytes[..end].to_vec();
    let mut more = 0;
    for one in 1..=count {
        let mut entry = bytes[at..at + length].to_vec();
        let figures = 46 + path.len() - 9;
        entry[figures..figures + 5].copy_from_slice(format!("{one:05}").as_bytes());
        more += entry.len() as u32;
        out.extend(entry);
    }
    let mut tail = bytes[end..].to_vec();
    let entries = (number(end + 10) as u16 + count).to_le_bytes();
    tail[8..10].copy_from_slice(&entries);
    tail[10..12].copy_from_slice(&entries);
    let size = u32::from_le_bytes(tail[12..16].try_into().expect("four bytes")) + more;
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    out.extend(tail);
    out
}

#[test]
fn entries_that_share_their_bytes_are_not_unpacked() {
    let mut archive = Archive::clean();
    let noise = (0..4_u32 << 20).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8);
    archive.put("EPUB/images/00000.png", noise.collect());
    for count in [1, 15_000] {
        let told = found(&shared(&archive, "EPUB/images/00000.png", count));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].ends_with("several files of the archive are made of the same bytes"));
    }
}

#[test]
fn what_all_files_unpack_to_is_bound_to_what_they_are_packed_to() {
    let mut archive = Archive::clean();
    for number in 0..40 {
        archive.put(&format!("EPUB/text/{number}.xhtml"), vec![b' '; 4 << 20]);
    }
    let packed = archive.pack();
    assert!(packed.len() < 1 << 20);
    assert!(found(&packed).iter().any(|line| line.contains("unpack to too many bytes")));
}

/// A list of files is not read that says of itself that it is too long, in either format.
#[test]
fn a_list_of_too_many_files_is_not_read() {
    let mut bytes = Archive::clean().pack();
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").expect("an end");
    bytes[end + 8..end + 12].copy_from_slice(&[0xff; 4]);
    assert!(found(&bytes)[0].ends_with("the EPUB holds 65535 files"), "{:?}", found(&bytes));
    let mut record = b"PK\x06\x06".to_vec();
    record.extend(44_u64.to_le_bytes());
    record.extend([0; 20]);
    record.extend(5_000_000_u64.to_le_bytes());
    record.extend([0; 16]);
    let mut locator = b"PK\x06\x07\0\0\0\0".to_vec();
    locator.extend((end as u64).to_le_bytes());
    locator.extend(1_u32.to_le_bytes());
    let tail = bytes.split_off(end);
    let bytes = [bytes, record, locator, tail].concat();
    assert!(found(&bytes)[0].ends_with("the EPUB holds 5000000 files"), "{:?}", found(&bytes));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The packed book with a few bytes changed.
    #[test]
    fn changed_archives_are_survived(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = Archive::clean().pack();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = found(&bytes);
    }

    /// One of its texts with a piece moved, doubled or taken out.
    #[test]
    fn changed_texts_are_survived(
        which in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        length in 0usize..60,
        replacement in "[<>&;\"'#%/{}:a-z0-9 \\-]{0,12}",
    ) {
        let mut archive = Archive::clean();
        let texts = archive.files.iter().enumerate().filter(|(_, file)| {
            !file.path.ends_with("g") && file.path != "mimetype"
        });
        let texts: Vec<usize> = texts.map(|(at, _)| at).collect();
        let bytes = &mut archive.files[texts[which.index(texts.len())]].bytes;
        let from = from.index(bytes.len());
        let piece: Vec<u8> = bytes[from..(from + length).min(bytes.len())].to_vec();
        let to = to.index(bytes.len());
        let end = (to + replacement.len()).min(bytes.len());
        bytes.splice(to..end, piece.into_iter().chain(replacement.bytes()));
        let _ = found(&archive.pack());
    }
}
