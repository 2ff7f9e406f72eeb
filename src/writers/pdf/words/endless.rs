//! Words that are longer than a line and that no rule breaks: keys, checksums, chains of letters. They
//! are cut without a hyphen, for none of theirs is left out and none is put in.

use std::ops::Range;

/// So many letters without a break are more than a word has.
pub(super) const LONGEST: usize = 40;
/// Letters of a part.
const PART: usize = 20;

/// Whether more letters than a word has stand in a word without a break; `breaks` are its bytes, in
/// order.
pub(super) fn is_endless(word: &str, breaks: impl Iterator<Item = usize>) -> bool {
    let marks = word.match_indices(['-', '\u{2010}', '–', '—', '/', '\u{200b}']);
    let mut ends: Vec<usize> = breaks.chain(marks.map(|(at, mark)| at + mark.len())).collect();
    ends.push(word.len());
    ends.sort_unstable();
    let mut from = 0;
    ends.into_iter().any(|end| {
        let letters = word[from..end].chars().filter(|c| c.is_alphanumeric()).count();
        from = end;
        letters > LONGEST
    })
}

/// The parts of such a word. What is joined to a letter stays with it.
pub(super) fn parts(text: &str, word: &Range<usize>) -> Vec<Range<usize>> {
    let shown = &text[word.clone()];
    let mut starts = vec![0];
    let (mut letters, mut joined) = (0, false);
    for (at, c) in shown.char_indices() {
        let cuts = c.is_alphanumeric() && !joined && letters == PART;
        if cuts {
            starts.push(at);
            letters = 0;
        }
        letters += usize::from(c.is_alphanumeric() && !joined);
        joined = c == '\u{200d}';
    }
    let ends = starts.iter().skip(1).copied().chain([shown.len()]);
    starts.iter().zip(ends).map(|(from, to)| word.start + from..word.start + to).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_endless, parts};

    #[test]
    fn words_are_not_endless_and_keys_are() {
        let word = "Rindfleischetikettierungsüberwachungsaufgaben";
        assert!(!is_endless(word, [11, 25].into_iter()));
        assert!(is_endless(word, [].into_iter()));
        assert!(!is_endless("Berlin-Charlottenburg-Wilmersdorf-Nord-Süd", [].into_iter()));
    }

    #[test]
    fn parts_are_cut_before_letters_alone() {
        let text = format!("({}e\u{301}{})", "a".repeat(19), "b".repeat(30));
        let parts = parts(&text, &(0..text.len()));
        let shown: Vec<&str> = parts.into_iter().map(|part| &text[part]).collect();
        let first = format!("({}e\u{301}", "a".repeat(19));
        let second = "b".repeat(20);
        assert_eq!(shown, [first.as_str(), &second, "bbbbbbbbbb)"]);
    }
}
