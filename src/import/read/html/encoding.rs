//! In which encoding a page is: what its first bytes, its own words or its letters say.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::import::report::ImportError;

/// How far into a page its own words on its encoding are looked for, in bytes.
const LOOKED: usize = 4096;

/// Decodes a page: by a byte order mark, as UTF-8 if it is that, else as it says of itself, else as text of unknown encoding.
pub(in crate::import::read) fn decode<'b>(
    bytes: impl Into<Cow<'b, [u8]>>,
) -> Result<String, ImportError> {
    let bytes = bytes.into();
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let bytes = match String::from_utf8(bytes.into_owned()) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    let said = declared(&bytes[..bytes.len().min(LOOKED)]);
    match said.filter(|said| *said != UTF_8 && *said != UTF_16LE && *said != UTF_16BE) {
        Some(encoding) => Ok(encoding.decode_without_bom_handling(&bytes).0.into_owned()),
        None => crate::import::encoding::decode(bytes).map(|decoded| decoded.text),
    }
}

/// The encoding that a page names at its beginning: `<meta charset>`, `<?xml encoding?>`.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    for key in ["charset", "encoding"] {
        for (at, _) in text.match_indices(key) {
            let rest = text[at + key.len()..].trim_start();
            let Some(rest) = rest.strip_prefix('=') else { continue };
            let rest = rest.trim_start().trim_start_matches(['"', '\'']);
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
            let found = Encoding::for_label(&rest.as_bytes()[..end.unwrap_or(rest.len())]);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn pages_say_their_encoding() {
        let page = b"<meta charset=iso-8859-1><p>M\xFCller \x93x\x94";
        assert_eq!(decode(page).as_deref(), Ok("<meta charset=iso-8859-1><p>Müller “x”"));
        let page = b"<?xml version='1.0' encoding='koi8-r'?><p>\xF7";
        assert!(decode(page).is_ok_and(|text| text.ends_with('В')));
        assert!(decode(b"\xFF\xFE<\0p\0>\0").is_ok_and(|text| text == "<p>"));
    }
}
