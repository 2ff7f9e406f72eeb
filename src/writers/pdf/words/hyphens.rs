//! Hyphens that stand in words: the typesetter breaks lines behind all of them.

use std::ops::Range;

/// The parts of a word that hang together by a hyphen behind which the line must not be broken,
/// as in `E-Mail`: one of the two is a single letter, and the break is not among the legal ones.
///
/// A hyphen behind such parts belongs to them, so that the line is broken behind it.
pub(super) fn inseparable(
    text: &str,
    word: &Range<usize>,
    legal: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let parts = parts(text, word);
    for pair in parts.windows(2) {
        let (before, behind) = (&pair[0], &pair[1]);
        // Before a figure no line is broken (Unicode Standard Annex 14, LB25).
        let breaks = text[behind.clone()].starts_with(char::is_alphabetic);
        let short = letters(text, before) < 2 || letters(text, behind) < 2;
        if !breaks || !short || legal(behind.start) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == before.end => last.end = behind.end,
            _ => found.push(before.start..behind.end),
        }
    }
    found
}

/// The parts of a word, each with the hyphen behind it.
fn parts(text: &str, word: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = word.start;
    let parts = text[word.clone()].split_inclusive(['-', '\u{2010}']);
    parts
        .map(|part| {
            let range = start..start + part.len();
            start = range.end;
            range
        })
        .collect()
}

fn letters(text: &str, part: &Range<usize>) -> usize {
    text[part.clone()].chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::inseparable;

    #[test]
    fn single_letters_stay_with_what_they_are_joined_to() {
        let of = |word: &'static str, legal: &[usize]| -> Vec<&str> {
            let found = inseparable(word, &(0..word.len()), |at| legal.contains(&at));
            found.into_iter().map(|range| &word[range]).collect()
        };
        assert_eq!(of("E-Mail", &[]), ["E-Mail"]);
        assert_eq!(of("Nord-E-Mail-Schrank", &[5, 12]), ["E-Mail-"]);
        assert_eq!(of("T-Stück-Ö", &[]), ["T-Stück-Ö"]);
        assert_eq!(of("Nord-Süd", &[]), [""; 0]);
        assert_eq!(of("12-14", &[]), [""; 0]);
        assert_eq!(of("1200er-Packen", &[]), [""; 0]);
    }
}
