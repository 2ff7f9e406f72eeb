//! Bytes of a file to text: UTF-8 and UTF-16 with or without a mark, Windows-1252, Mac Roman and the code page 850 of DOS, by
//! the text that they give; encodings of other scripts by `chardetng`.

mod judgement;

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ImportError;
use judgement::{Judgement, judge};

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub(super) text: String,
    /// The encoding it was in, where that was not UTF-8.
    pub(super) from: Option<Origin>,
}

/// The encoding of a file that was not in UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// Byte offset in the text of the first character that another encoding would read otherwise.
    pub(super) first: usize,
    /// Its name: `Windows-1252`.
    pub(super) name: String,
    /// Whether another encoding could be meant: the editor should look.
    pub(super) doubtful: bool,
}

impl Origin {
    /// What it was in, as a sentence.
    pub(super) fn told(&self) -> String {
        match self.name.starts_with("UTF-8") {
            true => format!("the file is in {}", self.name),
            false => format!("the file was not in UTF-8 but in {}", self.name),
        }
    }
}

/// Decodes a file's bytes; a byte order mark is dropped. What is handed over in UTF-8 becomes the text without a copy.
///
/// # Errors
///
/// The bytes are no text, or of no encoding that gives one: the error names the place of the first bad byte.
pub(super) fn decode<'b>(bytes: impl Into<Cow<'b, [u8]>>) -> Result<Decoded, ImportError> {
    let bytes = bytes.into();
    if let Some(decoded) = utf_16(&bytes)? {
        return Ok(decoded);
    }
    let body = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(body) => Cow::Borrowed(body),
        None => bytes,
    };
    refuse_rubbish(&body)?;
    match String::from_utf8(body.into_owned()) {
        Ok(text) => Ok(Decoded { text, from: None }),
        Err(error) => of_bytes(error.as_bytes(), error.utf8_error().valid_up_to()),
    }
}

/// What is no text at all.
fn refuse_rubbish(body: &[u8]) -> Result<(), ImportError> {
    let controls = |b: &u8| *b < 0x20 && !matches!(*b, 0x09..=0x0D | 0x1A);
    let many = body.iter().filter(|b| controls(b)).count() * 50 > body.len();
    let bad = |b: &u8| *b == 0 || many && controls(b);
    let Some(at) = body.iter().position(bad) else { return Ok(()) };
    let message = format!("byte 0x{:02X} stands in no text", body[at]);
    Err(place(body, at, message)
        .hint("import a text; open what a program made in that program, and save it as one"))
}

/// UTF-16, known by its mark or by the zeros of its Latin letters.
fn utf_16(bytes: &[u8]) -> Result<Option<Decoded>, ImportError> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(ImportError::new(1, 1, "the file is in UTF-32")
            .hint("save it in UTF-8 (`iconv -f UTF-32 -t UTF-8`)"));
    }
    let zeros =
        |from: usize| bytes.iter().skip(from).step_by(2).take(SAMPLE).filter(|b| **b == 0).count();
    let half = (bytes.len() / 2).min(SAMPLE);
    let (encoding, marked) = match bytes {
        [0xFF, 0xFE, ..] => (UTF_16LE, true),
        [0xFE, 0xFF, ..] => (UTF_16BE, true),
        _ if half > 1 && zeros(1) * 2 > half && zeros(0) * 20 < half => (UTF_16LE, false),
        _ if half > 1 && zeros(0) * 2 > half && zeros(1) * 20 < half => (UTF_16BE, false),
        _ => return Ok(None),
    };
    let body = if marked { &bytes[2..] } else { bytes };
    let (text, broken) = encoding.decode_without_bom_handling(body);
    if let Some(at) = text.find(['\0', '\u{FFFD}']).filter(|_| broken || text.contains('\0')) {
        let (line, column) = line_and_column(&text[..at]);
        let message = format!("the file is in {}, and broken here", encoding.name());
        return Err(ImportError::new(line, column, message)
            .hint("save it in UTF-8 with the program it comes from"));
    }
    let name = if marked {
        encoding.name().to_owned()
    } else {
        format!("{} without a mark", encoding.name())
    };
    let from = Some(Origin { first: 0, name, doubtful: false });
    Ok(Some(Decoded { text: text.into_owned(), from }))
}

/// How many characters tell UTF-16.
const SAMPLE: usize = 4096;

/// Bytes that are not UTF-8; the first that is none stands at `bad`.
fn of_bytes(body: &[u8], bad: usize) -> Result<Decoded, ImportError> {
    match mixed(body, bad) {
        Mixture::Read(mixed) => return Ok(mixed),
        Mixture::Broken => {
            let message = format!("byte 0x{:02X} is not UTF-8", body[bad]);
            return Err(place(body, bad, message)
                .hint("the rest of the file is: put the place right, or save the file in UTF-8"));
        }
        Mixture::None => {}
    }
    let read = Reading::ALL.map(|reading| (reading, judge(&reading.text(body))));
    let mut by_merit = read;
    by_merit.sort_by_key(|(_, judged)| std::cmp::Reverse(judged.mean()));
    let [(best, judged), (_, second), _] = by_merit;
    let guessed = guess(body).filter(|_| judged.mean() < Judgement::GOOD);
    let (text, name, doubtful) = match guessed {
        Some((encoding, text)) => (text, encoding.name().to_owned(), true),
        None if judged.mean() > Judgement::RUBBISH => {
            let sure = judged.mean() >= Judgement::GOOD
                && judged.mean() >= second.mean() + Judgement::APART;
            (best.text(body), best.name(body).to_owned(), !sure)
        }
        None if is_stray(body) => {
            (Reading::Windows.text(body), Reading::Windows.name(body).to_owned(), true)
        }
        None => {
            let message = format!("byte 0x{:02X} is not UTF-8", body[bad]);
            return Err(place(body, bad, message).hint("save the file in UTF-8"));
        }
    };
    let first = text.find(|c: char| !c.is_ascii()).unwrap_or(0);
    Ok(Decoded { text, from: Some(Origin { first, name, doubtful }) })
}

/// What `chardetng` takes a file for, if that is none of those which are judged here.
fn guess(body: &[u8]) -> Option<(&'static Encoding, String)> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(body, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, broken) = encoding.decode_without_bom_handling(body);
    let other = encoding != WINDOWS_1252 && encoding != UTF_8 && !broken;
    other.then(|| (encoding, text.into_owned()))
}

/// Whether a text in ASCII holds so few other bytes that they are slips, whatever they stand for.
fn is_stray(body: &[u8]) -> bool {
    are_few(body.iter().filter(|byte| !byte.is_ascii()).count(), body)
}

/// Whether so many places of a text are too few to speak against the rest of it.
fn are_few(places: usize, body: &[u8]) -> bool {
    places * SLIP <= body.len()
}

/// So many bytes and more stand around one that is a slip.
const SLIP: usize = 1000;

/// UTF-8 into which pieces of another file were pasted: most of what is not ASCII is UTF-8, and the other bytes are letters
/// and signs as they stand in Windows-1252. Of a few that are none, the place is kept by a sign.
fn mixed(body: &[u8], bad: usize) -> Mixture {
    let mut text = String::with_capacity(body.len() + body.len() / 16);
    let (mut whole, mut pieces) = (0, Vec::new());
    for chunk in body.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
            pieces.push(start..text.len());
        }
    }
    if whole < pieces.len() {
        return Mixture::None;
    }
    let last = text.len();
    let cut =
        |range: &Range<usize>| range.end == last && text[range.clone()].chars().nth(1).is_some();
    let (good, broken): (Vec<Range<usize>>, Vec<Range<usize>>) = pieces
        .iter()
        .cloned()
        .partition(|range| !cut(range) && judgement::is_plausible(&text, range));
    if !broken.is_empty() && !are_few(broken.len(), body) {
        return Mixture::Broken;
    }
    let places = |count: usize| match count {
        1 => "one place".to_owned(),
        count => format!("{count} places"),
    };
    let mut name = "UTF-8".to_owned();
    if !good.is_empty() {
        name = format!("{name}, mixed with Windows-1252 in {}", places(good.len()));
    }
    let first = pieces.first().map_or(bad, |range| range.start);
    if !broken.is_empty() {
        name = format!("{name}, broken in {}, where \u{FFFD} stands now", places(broken.len()));
        for range in broken.iter().rev() {
            text.replace_range(range.clone(), "\u{FFFD}");
        }
    }
    Mixture::Read(Decoded { text, from: Some(Origin { first, name, doubtful: true }) })
}

/// What a file is that begins like UTF-8.
enum Mixture {
    /// Two encodings, of which both were read.
    Read(Decoded),
    /// UTF-8 with bytes that are of no encoding.
    Broken,
    /// No UTF-8 at all.
    None,
}

/// The encodings of one byte a letter that Western European texts come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Windows,
    Mac,
    Dos,
}

impl Reading {
    const ALL: [Self; 3] = [Self::Windows, Self::Mac, Self::Dos];

    fn text(self, body: &[u8]) -> String {
        match self {
            Self::Windows => WINDOWS_1252.decode_without_bom_handling(body).0.into_owned(),
            Self::Mac => MACINTOSH.decode_without_bom_handling(body).0.into_owned(),
            Self::Dos => {
                let upper: Vec<char> = CODE_PAGE_850.chars().collect();
                let letter =
                    |b: &u8| b.checked_sub(0x80).map_or(char::from(*b), |n| upper[usize::from(n)]);
                body.iter().map(letter).collect()
            }
        }
    }

    fn name(self, body: &[u8]) -> &'static str {
        match self {
            Self::Windows if body.iter().any(|b| (0x80..0xA0).contains(b)) => "Windows-1252",
            Self::Windows => "Latin-1",
            Self::Mac => "Mac Roman",
            Self::Dos => "code page 850 (DOS)",
        }
    }
}

/// The letters and signs 0x80 to 0xFF of the code page 850, as Unicode's table `CP850.TXT` has them.
const CODE_PAGE_850: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

/// An error at a byte.
fn place(body: &[u8], at: usize, message: String) -> ImportError {
    let (line, column) = line_and_column(&String::from_utf8_lossy(&body[..at]));
    ImportError::new(line, column, message)
}

/// Line and column, from 1, of what follows a text.
fn line_and_column(before: &str) -> (usize, usize) {
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::{CODE_PAGE_850, decode};
    use encoding_rs::{MACINTOSH, WINDOWS_1252};

    const TEXT: &str =
        "»Müßte man nicht«, fragte er, »die Äcker am Fluß über Öd verkaufen?« – Das wäre schön.\n";

    fn in_dos(text: &str) -> Vec<u8> {
        let upper: Vec<char> = CODE_PAGE_850.chars().collect();
        let byte = |c: char| match upper.iter().position(|other| *other == c) {
            Some(at) => 0x80 + u8::try_from(at).expect("128 letters"),
            None => u8::try_from(c).expect("a letter of ASCII"),
        };
        text.chars().map(byte).collect()
    }

    fn told(bytes: &[u8]) -> (String, String, bool) {
        let decoded = decode(bytes).expect("it is a text");
        let from = decoded.from.expect("it is not UTF-8");
        (decoded.text, from.name, from.doubtful)
    }

    #[test]
    fn encodings_are_told_by_the_text_that_they_give() {
        let latin = TEXT.replace(['–'], "-");
        assert_eq!(told(&WINDOWS_1252.encode(&latin).0), (latin.clone(), "Latin-1".into(), false));
        assert_eq!(told(&WINDOWS_1252.encode(TEXT).0), (TEXT.into(), "Windows-1252".into(), false));
        assert_eq!(told(&in_dos(&latin)), (latin.clone(), "code page 850 (DOS)".into(), false));
        // Mac Roman is decoded but not encoded by the library.
        let mac: Vec<u8> = TEXT.chars().map(mac_byte).collect();
        assert_eq!(told(&mac), (TEXT.into(), "Mac Roman".into(), false));
    }

    #[test]
    fn a_space_that_does_not_break_is_no_letter_of_another_encoding() {
        let spaces: Vec<u8> =
            (1..9).flat_map(|n| format!("ACT~I. AIR~X. Air~{n}2.\n").into_bytes()).collect();
        let bytes: Vec<u8> = spaces.iter().map(|b| if *b == b'~' { 0xA0 } else { *b }).collect();
        let (text, name, _) = told(&bytes);
        assert_eq!(name, "Latin-1");
        assert!(text.starts_with("ACT\u{A0}I. AIR\u{A0}X. Air\u{A0}12."), "{text}");
    }

    fn mac_byte(c: char) -> u8 {
        let byte = |b: &u8| MACINTOSH.decode_without_bom_handling(&[*b]).0.chars().eq([c]);
        (0..=u8::MAX).find(byte).expect("a letter of Mac Roman")
    }

    #[test]
    fn utf_16_is_known_by_its_mark_or_its_zeros() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(told(&[b"\xFF\xFE", little.as_slice()].concat()).1, "UTF-16LE");
        assert_eq!(told(&[b"\xFE\xFF", big.as_slice()].concat()).1, "UTF-16BE");
        assert_eq!(told(&little), (TEXT.into(), "UTF-16LE without a mark".into(), false));
        assert_eq!(told(&big), (TEXT.into(), "UTF-16BE without a mark".into(), false));
        let mut broken = little;
        broken.extend([0x00, 0xD8, 0x41, 0x00]);
        let error = decode(&broken).expect_err("half a pair");
        assert_eq!((error.line, error.column), (2, 1));
    }

    #[test]
    fn a_text_of_two_encodings_is_read_and_its_first_place_named() {
        let mut bytes =
            "Die Mühle über dem Bach, die Öfen und die Äcker.\nMan mu".as_bytes().to_vec();
        bytes.extend(b"\xDF es \xFCber sich bringen.\n");
        let decoded = decode(&bytes).expect("it is a text");
        let from = decoded.from.expect("it is not UTF-8 alone");
        assert_eq!(from.name, "UTF-8, mixed with Windows-1252 in 2 places");
        assert!(from.doubtful && decoded.text[from.first..].starts_with("ß es über sich"));
    }

    #[test]
    fn a_few_stray_bytes_break_no_text() {
        let whole = "Die Mühle über dem Bach, die Öfen und die Äcker.\n".repeat(60);
        let broken = [whole.as_bytes(), b"Das W\x81rt.\n", whole.as_bytes(), b"Das \xC3"].concat();
        let (text, name, doubtful) = told(&broken);
        assert_eq!(
            (name.as_str(), doubtful),
            ("UTF-8, broken in 2 places, where � stands now", true)
        );
        assert!(text.contains("\nDas W�rt.\n") && text.ends_with("Das �"));
        let ascii = "Der Hof von Muster liegt am Bach.\n".repeat(60);
        let typed = [ascii.as_bytes(), b"Der Hof d\xB4Urquijo.\n"].concat();
        let (text, name, doubtful) = told(&typed);
        assert_eq!((name.as_str(), doubtful), ("Latin-1", true));
        assert!(text.ends_with("Der Hof d´Urquijo.\n"));
    }

    #[test]
    fn other_scripts_are_left_to_the_library() {
        let russian = "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.";
        let (text, name, doubtful) = told(&encoding_rs::KOI8_R.encode(russian).0);
        assert_eq!((text.as_str(), name.starts_with("KOI8"), doubtful), (russian, true, true));
    }

    #[test]
    fn what_is_no_text_is_refused_at_its_place() {
        let cases: [(&[u8], &str); 4] = [
            (b"Der Staat\nund\0 das", "2:4: byte 0x00 stands in no text"),
            (b"\x01\x02\x03\x04 Wort", "1:1: byte 0x01 stands in no text"),
            (b"\xEF\xBB\xBF\xC3\xA4\xE2\x82", "1:2: byte 0xE2 is not UTF-8"),
            (b"\xFF\xFE\0\0D\0\0\0", "1:1: the file is in UTF-32"),
        ];
        for (bytes, message) in cases {
            assert_eq!(decode(bytes).expect_err("no text").to_string(), message);
        }
    }
}
