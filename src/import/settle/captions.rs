//! Captions of pictures that no file marks as such.

/// `Der Bach bei Muster. Zeichnung von Karl Probe`: what a picture shows, and who made it.
pub(super) fn names_picture(text: &str) -> bool {
    const MADE: [&str; 22] = [
        "zeichnung",
        "kupferstich",
        "stich",
        "radierung",
        "gemälde",
        "aquarell",
        "aquatinta",
        "gouache",
        "holzschnitt",
        "lithographie",
        "lithografie",
        "photographie",
        "fotografie",
        "aufnahme",
        "vedute",
        "engraving",
        "etching",
        "drawing",
        "photograph",
        "woodcut",
        "dessin",
        "gravure",
    ];
    let Some((_, maker)) = text.split_once(['.', ',', '(']) else { return false };
    let said = maker.rsplit(['.', ',', '(']).find(|part| {
        let mut words = part.split_whitespace().map(str::to_lowercase);
        let made = words.by_ref().take(3).any(|word| MADE.contains(&word.as_str()));
        let by = |word: String| {
            matches!(word.as_str(), "von" | "nach" | "by" | "after" | "par" | "de" | "d'après")
        };
        made && words.next().is_none_or(by)
    });
    said.is_some()
}
