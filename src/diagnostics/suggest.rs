//! Hints that name the word that was meant.

/// How much alike two words are before one is offered for the other, 0–1 (Jaro–Winkler).
const ALIKE: f64 = 0.8;

/// The known word that is most like the one given, if any is much like it.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// A hint that names the word most like the one given, else all known words.
///
/// ```
/// let known = ["verse", "letter"];
/// let hint = |word| umbruch::diagnostics::suggestion(word, known.iter().copied());
/// assert_eq!(hint("vers"), "did you mean `verse`?");
/// assert_eq!(hint("x"), "known here: `verse`, `letter`");
/// ```
pub fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(word, known.clone()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => {
            let all: Vec<String> = known.map(|candidate| format!("`{candidate}`")).collect();
            format!("known here: {}", all.join(", "))
        }
    }
}
