//! What optical recognition takes for what: groups of letters that look alike in print.

use std::ops::Range;

/// What is read, what stood there; whether a frequent word among the possible ones is proof enough,
/// for hardly any German word holds what is read where a frequent one holds the other; and whether
/// the two are confused so often that every word is suspected of it.
const PAIRS: &[Pair] = &[
    // Strokes counted wrongly.
    ("rn", "m", true, true),
    ("ni", "m", true, false),
    ("in", "m", true, true),
    ("iu", "m", true, false),
    ("ii", "n", true, false),
    ("ii", "u", true, false),
    ("ii", "ü", true, false),
    ("li", "h", true, false),
    ("h", "li", false, false),
    ("m", "rn", false, true),
    ("m", "ni", false, false),
    ("m", "in", false, true),
    ("nn", "m", false, false),
    ("m", "nn", false, false),
    ("n", "ri", false, false),
    ("vv", "w", true, false),
    ("w", "vv", false, false),
    ("cl", "d", true, false),
    ("d", "cl", false, false),
    ("it", "u", false, false),
    ("m", "ru", false, false),
    ("di", "ch", true, false),
    ("tt", "u", false, false),
    // Arches turned over, bowls opened and closed.
    ("n", "u", true, true),
    ("u", "n", true, true),
    ("c", "e", true, true),
    ("e", "c", true, true),
    ("o", "e", false, false),
    ("e", "o", false, false),
    ("c", "o", true, false),
    ("o", "c", true, false),
    ("a", "u", false, false),
    ("n", "r", false, false),
    ("r", "n", false, false),
    ("b", "h", true, true),
    ("h", "b", true, true),
    ("l", "i", true, true),
    ("i", "l", false, true),
    ("j", "i", true, false),
    ("l", "t", false, true),
    ("t", "l", false, true),
    ("i", "t", true, false),
    ("t", "i", true, false),
    ("f", "t", false, false),
    ("t", "f", false, false),
    ("r", "t", false, true),
    ("l", "I", false, false),
    ("I", "l", false, false),
    ("J", "I", false, false),
    ("I", "J", false, false),
    ("ri", "n", false, false),
    ("nn", "rm", false, false),
    ("rm", "nn", false, false),
    ("ll", "ü", false, false),
    ("i", "j", false, false),
    ("v", "y", false, false),
    ("y", "v", false, false),
    ("g", "q", false, false),
    ("q", "g", false, false),
    // The long s, and the letters of Fraktur.
    ("f", "s", true, true),
    ("ff", "ss", true, false),
    ("fs", "ß", true, false),
    ("tb", "th", true, false),
    ("st", "sch", false, false),
    ("fd", "sch", false, false),
    ("k", "t", false, false),
    ("t", "k", false, false),
    ("x", "r", false, false),
    ("r", "x", false, false),
    ("y", "h", false, false),
    ("v", "b", false, false),
    ("b", "v", false, false),
    ("d", "b", false, false),
    ("ck", "ch", false, false),
    ("cb", "ch", true, false),
    ("eh", "ch", false, false),
    ("B", "V", false, true),
    ("V", "B", false, true),
    ("N", "R", false, true),
    ("R", "N", false, true),
    ("E", "G", false, false),
    ("G", "E", false, false),
    ("G", "S", false, false),
    ("S", "G", false, false),
    ("C", "E", false, false),
    ("D", "O", false, false),
    ("K", "R", false, false),
    ("s", "f", false, true),
    ("t", "r", false, true),
    // Points and strokes over letters lost, or written out.
    ("a", "ä", false, false),
    ("o", "ö", false, false),
    ("u", "ü", false, false),
    ("ae", "ä", true, false),
    ("oe", "ö", true, false),
    ("ue", "ü", true, false),
];

/// A group of letters, what is read for it, and how much that proves: see [`PAIRS`].
type Pair = (&'static str, &'static str, bool, bool);

/// What a word may have been.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The misread word.
    misread: &'a str,
    /// What was taken for what.
    pair: &'static Pair,
    /// Where, in bytes of the misread word; `None`: throughout the word.
    place: Option<usize>,
}

impl Reading<'_> {
    /// The word that may have stood there.
    pub(super) fn word(&self) -> String {
        let mut word = String::with_capacity(self.misread.len() + 2);
        self.spell(&mut word);
        word
    }

    /// Writes the word that may have stood there in place of what is in `word`.
    pub(super) fn spell(&self, word: &mut String) {
        let (read, stood, ..) = *self.pair;
        word.clear();
        match self.place {
            Some(at) => {
                let (before, behind) = (&self.misread[..at], &self.misread[at + read.len()..]);
                [before, stood, behind].iter().for_each(|part| word.push_str(part));
            }
            None => word.push_str(&self.misread.replace(read, stood)),
        }
    }

    /// The letters of the misread word that were taken for others, in bytes.
    pub(super) fn at(&self) -> Range<usize> {
        self.place.map_or(0..self.misread.len(), |at| at..at + self.pair.0.len())
    }

    /// Whether a frequent word is proof enough.
    pub(super) fn is_telling(&self) -> bool {
        self.pair.2
    }

    /// Whether the letters are often confused.
    fn is_common(&self) -> bool {
        self.pair.3
    }
}

/// The words from which one confusion leads to `word`; where a letter was taken for another
/// throughout the word, that too.
pub(super) fn readings(word: &str) -> impl Iterator<Item = Reading<'_>> {
    let signs = signs(word);
    // Of most pairs the word has not even the letters.
    let pairs = PAIRS.iter().filter(move |(read, ..)| self::signs(read) & !signs == 0);
    pairs.flat_map(move |pair| {
        let reading = move |place| Reading { misread: word, pair, place };
        let places = places(word, pair);
        let throughout = (places.clone().nth(1).is_some()).then(|| reading(None));
        places.map(move |at| reading(Some(at))).chain(throughout)
    })
}

/// Where in a word a pair may have been confused.
fn places<'a>(
    word: &'a str,
    (read, stood, ..): &'static Pair,
) -> impl Iterator<Item = usize> + Clone + 'a {
    // No word has a capital within.
    let within = stood.starts_with(char::is_uppercase);
    occurrences(word, read)
        .filter(move |at| is_confusable(&word[*at..], read) && (*at == 0 || !within))
}

/// Where a group of letters stands in a word, each time behind the last.
fn occurrences<'a>(word: &'a str, group: &'a str) -> impl Iterator<Item = usize> + Clone + 'a {
    let mut free = 0;
    // Words and groups are too short for a search that has to be prepared.
    let word = word.as_bytes();
    (0..word.len()).filter(move |at| {
        let mut bytes = group.bytes().zip(*at..);
        let stands = *at >= free && bytes.all(|(byte, at)| word.get(at) == Some(&byte));
        if stands {
            free = at + group.len();
        }
        stands
    })
}

/// Which bytes a text has, as bits.
fn signs(text: &str) -> u64 {
    text.bytes().fold(0, |signs, byte| signs | 1 << (byte % 64))
}

/// The words that may have stood there, the likely ones first.
pub(super) fn candidates(word: &str) -> impl Iterator<Item = String> + '_ {
    let others = readings(word).filter(|one| !one.is_common()).map(|one| one.word());
    likely(word).chain(others)
}

/// The words that most likely stood there.
pub(super) fn likely(word: &str) -> impl Iterator<Item = String> + '_ {
    readings(word).filter(Reading::is_common).map(|one| one.word())
}

/// A `c` before `h` or `k` is the first half of one sign.
fn is_confusable(rest: &str, read: &str) -> bool {
    read != "c" || !rest[1..].starts_with(['h', 'k'])
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn the_word_that_stood_there_is_among_them() {
        let cases = [
            ("uni", "um"),
            ("nnd", "und"),
            ("fich", "sich"),
            ("dcr", "der"),
            ("Marxsten", "Marxschen"),
            ("tbun", "thun"),
            ("vvie", "wie"),
            ("fiir", "für"),
            ("einern", "einem"),
            ("uber", "über"),
        ];
        for (read, stood) in cases {
            assert!(readings(read).any(|one| one.word() == stood), "{read}");
        }
        assert!(!readings("ich").any(|one| one.word() == "ieh"));
    }
}
