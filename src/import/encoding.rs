//! Bytes of a file to text: UTF-8 with or without a byte order mark.

use super::ImportError;

/// Decodes a file's bytes; a byte order mark is dropped.
///
/// # Errors
///
/// The bytes are not UTF-8: the error names the place of the first bad byte, and says so if the file looks like UTF-16 or
/// Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(ImportError::new(1, 1, "the file is in UTF-16, not in UTF-8")
            .hint("save it in UTF-8 (`iconv -f UTF-16 -t UTF-8`)"));
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(body)
        .map(str::to_owned)
        .map_err(|error| not_utf8(body, error.valid_up_to()))
}

fn not_utf8(body: &[u8], at: usize) -> ImportError {
    let before = std::str::from_utf8(&body[..at]).expect("valid up to the first bad byte");
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[line_start..].chars().count() + 1;
    let message = format!("byte 0x{:02X} is not UTF-8", body[at]);
    let hint = if looks_like_windows_1252(&body[at..]) {
        "the file looks like Windows-1252: save it in UTF-8 (`iconv -f WINDOWS-1252 -t UTF-8`)"
    } else {
        "save the file in UTF-8"
    };
    ImportError::new(line, column, message).hint(hint)
}

/// A single byte over 0x7F between ASCII bytes: the umlauts, ß, quotes and dashes of Windows-1252.
fn looks_like_windows_1252(rest: &[u8]) -> bool {
    rest.first().is_some_and(|b| *b >= 0x80) && rest.get(1).is_none_or(u8::is_ascii)
}
