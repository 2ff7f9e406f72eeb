//! Words that begin with an apostrophe, for their first letters are not spoken.

/// Forms of *es*, *ein*, *den*, *das*, adverbs with *her-* and *hin-*, and what English and Low German cut.
const CUT: &str = "\
    ne nen nem ner nes mal rauf raus rein rum runter rüber ran nauf naus nunter nüber tis twas em til";

/// Whether what stands behind a mark is a word cut at its beginning, as in `'s ist`, `'n Abend`, `'rauf`, and
/// no word in quotation marks, as in `'s'`.
#[must_use]
pub fn is_cut_word(behind: &str) -> bool {
    let end = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
    let (word, rest) = behind.split_at(end);
    if rest.starts_with(['\'', '‘', '’', '“', '”', '-']) {
        return false;
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => "sntmrdSNTMRD".contains(letter),
        _ => CUT.split_whitespace().any(|cut| cut == word),
    }
}

#[cfg(test)]
mod tests {
    use super::is_cut_word;

    #[test]
    fn words_without_their_beginning_and_words_in_marks() {
        for behind in ["s ist", "t Krüz", "ne Uhr", "rauf!", "N Abend", "raus, rief"] {
            assert!(is_cut_word(behind), "{behind}");
        }
        for behind in ["s' ist", "nein' rief", "Raus hier", "a b", "", " s"] {
            assert!(!is_cut_word(behind), "{behind}");
        }
    }
}
