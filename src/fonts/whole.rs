//! Whether a file is a font that can be used, told by its content.

use typst::foundations::Bytes;
use typst::text::Font;

/// What files that are taken for fonts begin with, and what they are.
const OTHERS: [(&[u8], &str); 5] = [
    (b"wOFF", "it is a font for web pages (WOFF)"),
    (b"wOF2", "it is a font for web pages (WOFF 2)"),
    (b"%!PS", "it is a font of PostScript (Type 1)"),
    (b"\x80\x01%!", "it is a font of PostScript (Type 1)"),
    (b"version https://git-lfs", "it is the pointer of Git LFS to a font that was not fetched"),
];

/// What keeps a file from being used as a font; nothing of one that is whole.
#[must_use]
pub fn fault(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, other)) = OTHERS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Some(other);
    }
    let Some(offsets) = fonts(bytes) else { return Some("it is no font") };
    if !offsets.iter().all(|offset| tables_are_there(bytes, *offset).is_some()) {
        return Some("it is cut off");
    }
    let can_be_read = Font::iter(Bytes::new(bytes.to_vec())).count() == offsets.len();
    (!can_be_read).then_some("it is damaged")
}

/// Where the fonts of a file begin: one, or those of a collection (OpenType 1.9, Font File).
fn fonts(bytes: &[u8]) -> Option<Vec<usize>> {
    match bytes.get(..4)? {
        [0, 1, 0, 0] | b"OTTO" | b"true" => Some(vec![0]),
        b"ttcf" => {
            let count = number(bytes, 8)?;
            let list = bytes.get(12..)?.chunks_exact(4).take(count);
            let list: Vec<usize> = list.filter_map(|offset| number(offset, 0)).collect();
            (list.len() == count && count > 0).then_some(list)
        }
        _ => None,
    }
}

/// Whether every table lies within the file: one that does not is passed over by those who read
/// fonts, and with the outlines all letters would be missing without a word.
fn tables_are_there(bytes: &[u8], font: usize) -> Option<()> {
    let font = bytes.get(font..)?;
    let count = usize::from(u16::from_be_bytes([*font.get(4)?, *font.get(5)?]));
    let directory = font.get(12..12 + count * 16)?;
    for table in directory.chunks_exact(16) {
        let end = number(table, 8)?.checked_add(number(table, 12)?)?;
        bytes.get(..end)?;
    }
    Some(())
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Vec<u8> {
        let (font, _) = typst_kit::fonts::embedded().next().expect("a shipped font");
        font.data().to_vec()
    }

    #[test]
    fn a_whole_font_has_no_fault() {
        assert_eq!(fault(&shipped()), None);
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let font = shipped();
        for part in [3, 7, 40] {
            let length = font.len() * part / 41;
            assert_eq!(fault(&font[..length]), Some("it is cut off"), "{length}");
        }
        assert_eq!(fault(&font[..3]), Some("it is no font"));
        assert_eq!(fault(b""), Some("it is no font"));
    }

    #[test]
    fn what_is_called_a_font_and_is_none_is_told_for_what_it_is() {
        assert_eq!(fault(b"wOFF\0\x01\0\0"), Some("it is a font for web pages (WOFF)"));
        assert_eq!(fault(b"<html>"), Some("it is no font"));
        let empty = [&b"\0\x01\0\0"[..], &[0; 12]].concat();
        assert_eq!(fault(&empty), Some("it is damaged"));
    }
}
