//! The encodings of dictionaries: UTF-8 and the two Latin ones of Western Europe.

/// How the bytes of a dictionary are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8.
    Utf8,
    /// ISO 8859-1.
    Latin1,
    /// ISO 8859-15.
    Latin9,
    /// Windows-1252.
    Windows,
}

/// The encoding that the line `SET …` of an affix file names; without one UTF-8 if it can be read
/// so, else ISO 8859-1, as Hunspell has it.
pub(super) fn named_in(affixes: &[u8]) -> Result<Encoding, String> {
    let affixes = affixes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(affixes);
    let named = affixes.split(|byte| matches!(byte, b'\n' | b'\r')).find_map(|line| {
        let rest = line.strip_prefix(b"SET")?;
        rest.first().is_some_and(u8::is_ascii_whitespace).then(|| rest.trim_ascii())
    });
    let Some(name) = named else {
        return Ok(if std::str::from_utf8(affixes).is_ok() {
            Encoding::Utf8
        } else {
            Encoding::Latin1
        });
    };
    let name = String::from_utf8_lossy(name).into_owned();
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    match plain.as_str() {
        "utf8" | "ascii" | "usascii" => Ok(Encoding::Utf8),
        "iso88591" | "latin1" => Ok(Encoding::Latin1),
        "iso885915" | "latin9" => Ok(Encoding::Latin9),
        "windows1252" | "microsoftcp1252" | "cp1252" => Ok(Encoding::Windows),
        _ => Err(format!("its encoding `{name}` is not known")),
    }
}

/// The text of the bytes; what is no text is U+FFFD.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Latin1 => bytes.iter().copied().map(char::from).collect(),
        Encoding::Latin9 => bytes.iter().copied().map(latin9).collect(),
        Encoding::Windows => bytes.iter().copied().map(windows).collect(),
    }
}

/// ISO 8859-15 is ISO 8859-1 but for eight characters.
fn latin9(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        other => char::from(other),
    }
}

/// Of the signs that Windows-1252 has in place of control characters, those that stand in words.
fn windows(byte: u8) -> char {
    match byte {
        0x8a => 'Š',
        0x8c => 'Œ',
        0x8e => 'Ž',
        0x92 => '’',
        0x9a => 'š',
        0x9c => 'œ',
        0x9e => 'ž',
        0x9f => 'Ÿ',
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_by_their_many_names() {
        for (line, encoding) in [
            ("SET UTF-8", Encoding::Utf8),
            ("# c\r\nSET ISO8859-1\r\n", Encoding::Latin1),
            ("SET\tISO8859-15", Encoding::Latin9),
            ("SET microsoft-cp1252", Encoding::Windows),
            ("TRY abc", Encoding::Utf8),
        ] {
            assert_eq!(named_in(line.as_bytes()), Ok(encoding), "{line}");
        }
        assert_eq!(named_in(b"TRY \xe4"), Ok(Encoding::Latin1));
        assert_eq!(decode(b"c\xbdur \xe4", Encoding::Latin9), "cœur ä");
    }
}
