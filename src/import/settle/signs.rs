//! The signs by which texts call and count their notes, beside plain numbers: `[A]`, `**`, `[Anm. 1]`.

/// What a sign belongs to: signs of one kind call notes of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Family {
    /// `1`, `2`, `3`
    Number,
    /// `A`, `B`, `C`; one, or the same one twice when the alphabet is used up.
    Letter,
    /// `*`, `**`, `†`: counted anew on each page, so that their order alone tells.
    Star,
}

/// A sign at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) family: Family,
    /// 1 for `1`, `A` and `*`.
    pub(super) value: u32,
    /// Bytes.
    pub(super) length: usize,
}

/// Words before the number of a note, in small letters, without their point.
const WORDS: &[&str] = &[
    "footnote",
    "fußnote",
    "fussnote",
    "fußn",
    "fussn",
    "fn",
    "anmerkung",
    "anm",
    "note",
    "endnote",
];
/// Those of them that name nothing but the note of a text.
const PLAIN_WORDS: &[&str] = &["footnote", "fußnote", "fussnote", "fußn", "fussn", "fn", "endnote"];
/// Most stars of one sign.
const MOST_STARS: u32 = 6;

/// The sign with which a text begins; letters only if they are asked for, since every word begins with one.
pub(super) fn sign(text: &str, letters: bool) -> Option<Sign> {
    let first = text.chars().next()?;
    let run = |of: char| text.chars().take(16).take_while(|c| *c == of).count();
    if first.is_ascii_digit() {
        let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let value: u32 = text[..digits].parse().ok()?;
        let good = digits <= 4 && first != '0';
        return good.then_some(Sign { family: Family::Number, value, length: digits });
    }
    if let Some(worth) = match first {
        '*' => Some(0),
        '†' => Some(10),
        '‡' => Some(20),
        _ => None,
    } {
        let count = u32::try_from(run(first)).unwrap_or(u32::MAX);
        let length = count as usize * first.len_utf8();
        let value = worth + count;
        return (count <= MOST_STARS).then_some(Sign { family: Family::Star, value, length });
    }
    if !letters || !first.is_ascii_alphabetic() {
        return None;
    }
    let rank = u32::from(first.to_ascii_lowercase()).checked_sub(u32::from('a'))? + 1;
    let length = run(first);
    let closes = !text[length..].starts_with(char::is_alphanumeric);
    let good = length <= 2 && closes;
    let value = if length == 2 { rank + 26 } else { rank };
    good.then_some(Sign { family: Family::Letter, value, length })
}

/// `Anm. 1`, `Footnote A`, `FN#1`, `Fußnote`: a word that names notes, and the sign behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worded {
    pub(super) sign: Option<Sign>,
    /// The word names nothing but notes.
    pub(super) plain: bool,
    /// Bytes, with the sign.
    pub(super) length: usize,
}

/// The word for a note with which a text begins.
pub(super) fn worded(text: &str) -> Option<Worded> {
    let letters: usize =
        text.chars().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let word = text[..letters].to_lowercase();
    if !WORDS.contains(&word.as_str()) {
        return None;
    }
    let rest = &text[letters..];
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start_matches([' ', '\u{A0}', '#']);
    let at = text.len() - rest.len();
    let sign = sign(rest, true);
    let length = sign.map_or(letters, |sign| at + sign.length);
    let plain = PLAIN_WORDS.contains(&word.as_str());
    Some(Worded { sign, plain, length })
}

/// The number of the note that a text begins with, if a word says that it is one and its text follows: `Footnote 1: …`.
pub(in crate::import) fn number_in_words(text: &str) -> Option<u32> {
    let near = &text[..text.floor_char_boundary(24)];
    let worded = worded(near)?;
    let sign = worded.sign.filter(|sign| sign.family == Family::Number)?;
    near[worded.length..].starts_with(':').then_some(sign.value)
}

/// Whether a character leads back from a note to its call: `↑`, `↩`.
pub(in crate::import) fn leads_back(c: char) -> bool {
    matches!(c, '↑' | '↩' | '⏎' | '\u{FE0E}' | '\u{FE0F}' | '⇑' | '↵')
}

#[cfg(test)]
mod tests {
    use super::{Family, sign, worded};

    #[test]
    fn signs_are_counted_from_one() {
        let told = |text: &str| sign(text, true).map(|sign| (sign.family, sign.value, sign.length));
        assert_eq!(told("12)"), Some((Family::Number, 12, 2)));
        assert_eq!(told("012"), None);
        assert_eq!(told("19345"), None);
        assert_eq!(told("B]"), Some((Family::Letter, 2, 1)));
        assert_eq!(told("BB]"), Some((Family::Letter, 28, 2)));
        assert_eq!(told("Be"), None);
        assert_eq!(told("** Der"), Some((Family::Star, 2, 2)));
        assert_eq!(told("†"), Some((Family::Star, 11, 3)));
        assert_eq!(sign("A]", false), None);
    }

    #[test]
    fn words_for_notes_have_a_sign_or_none() {
        let told = |text: &str| worded(text).map(|w| (w.sign.map(|sign| sign.value), w.length));
        assert_eq!(told("Anm. 3]"), Some((Some(3), 6)));
        assert_eq!(told("FN#1]"), Some((Some(1), 4)));
        assert_eq!(told("Fußnote: er"), Some((None, 8)));
        assert_eq!(told("Anmut 3"), None);
    }
}
