//! Hints that name the word that was meant.

/// How much alike two words are before one is offered for the other, 0–1 (Jaro–Winkler).
const ALIKE: f64 = 0.8;

/// How many known words are listed; of more, the nearest alone are.
const LISTED: usize = 50;

/// How many those are.
const NEAREST: usize = 5;

/// How much alike two words are, 0–1; parts in another order are the same parts.
///
/// `missing-heading` is `heading-missing`.
fn likeness(word: &str, candidate: &str) -> f64 {
    let alike = strsim::jaro_winkler(word, candidate);
    if !word.contains('-') || !candidate.contains('-') {
        return alike;
    }
    let sorted = |word: &str| {
        let mut parts: Vec<&str> = word.split('-').collect();
        parts.sort_unstable();
        parts.join("-")
    };
    alike.max(strsim::jaro_winkler(&sorted(word), &sorted(candidate)))
}

/// The known word that is most like the one given, if any is much like it.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (likeness(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A hint that names the whole with the known word most like its part in the part's place, else to take the
/// part out.
pub fn suggestion_within<'a>(
    whole: &str,
    part: &str,
    known: impl Iterator<Item = &'a str>,
) -> String {
    match nearest(part, known) {
        Some(candidate) => format!("did you mean `{}`?", whole.replacen(part, candidate, 1)),
        None => format!("take `{part}` out"),
    }
}

/// A hint that names the word most like the one given, else all known words, or of very many those
/// that are nearest.
pub fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => {
            let mut all: Vec<&str> = known.collect();
            let said = if all.len() > LISTED {
                all.sort_by(|a, b| likeness(word, b).total_cmp(&likeness(word, a)));
                "nearest of all that are known"
            } else {
                "known here"
            };
            let shown = if all.len() > LISTED { NEAREST } else { all.len() };
            format!("{said}: `{}`", all[..shown].join("`, `"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_corrected_within_the_whole() {
        let hint = |whole, part| suggestion_within(whole, part, ["1901", "1996"].into_iter());
        assert_eq!(hint("de-1902", "1902"), "did you mean `de-1901`?");
        assert_eq!(hint("fr-verlag", "verlag"), "take `verlag` out");
    }

    #[test]
    fn the_nearest_word_is_named_or_all() {
        let known = ["verse", "letter"];
        let hint = |word| suggestion(word, known.iter().copied());
        assert_eq!(hint("vers"), "did you mean `verse`?");
        assert_eq!(hint("x"), "known here: `verse`, `letter`");
    }
}
