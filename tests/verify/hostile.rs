//! Bytes that nobody meant to be an EPUB: no panic, no hunger, always an answer.

use std::io::{Cursor, Write};
use std::time::Instant;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::book::Archive;
use crate::found;

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
