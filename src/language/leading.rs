//! Words that lead to the one behind them: articles, prepositions, conjunctions, abbreviations. No line of a heading
//! ends with one (Friedrich Forssman and Ralf de Jong, *Detailtypografie*: lines of titles are parted by sense).

use super::Language;

/// For each language, by its primary tag: articles, prepositions and conjunctions, then abbreviations that stand before
/// a name or a number, without their stop.
const WORDS: [(&str, &str, &str); 6] = [
    (
        "de",
        "der die das den dem des ein eine einen einem einer eines kein keine an am ans auf aufs aus außer bei beim \
         bis durch durchs für fürs gegen hinter im in ins mit nach neben ohne seit statt trotz über um ums unter vom \
         von vor während wegen wider zu zum zur zwischen als daß dass denn doch entweder noch ob oder sondern sowie \
         und weil wenn wie mein meine dein deine sein seine ihr ihre unser unsere",
        "abt bd bde dr fig hg hl hrsg kap nr prof s sp st taf vgl",
    ),
    (
        "en",
        "a an the about above across after against among at before behind below between beyond by concerning during \
         for from in into of on onto over per since through to toward towards under until upon versus with within \
         without and as but if nor or so than that when where while my our your his her its their",
        "ch dr ed fig mr mrs ms no p pp prof st vol vols vs",
    ),
    (
        "fr",
        "le la les l’ un une des du de au aux à avant après avec chez contre dans depuis derrière devant en entre \
         envers jusque malgré par pendant pour sans selon sous sur vers et ou mais donc or ni car que qui si comme \
         mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces",
        "ch dr fig m mme no p pp st ste t vol",
    ),
    (
        "la",
        "a ab ad adversus ante apud contra cum de e ex in inter ob per post prae pro propter sine sub super trans et \
         atque ac aut vel sed nec neque ut",
        "cap lib s st vol",
    ),
    (
        "it",
        "il lo la i gli le un uno una del dello della dei degli delle al allo alla ai agli alle dal dallo dalla dai \
         dagli dalle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle a con da di fra in per senza \
         sopra sotto su tra verso e ed o ma che se come",
        "cap dott fig n p pp s vol",
    ),
    (
        "es",
        "el la los las un una unos unas del al a ante bajo con contra de desde en entre hacia hasta para por según \
         sin sobre tras y e o u ni pero que si como su sus mi mis",
        "cap dr fig n p pp s sr sra vol",
    ),
];

/// Whether a word, as it stands between two spaces, leads to the next one.
#[must_use]
pub fn leads(word: &str, language: &Language) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let known = WORDS.iter().find(|(tag, ..)| *tag == language.primary());
    let has = |list: &str, word: &str| list.split_whitespace().any(|one| one == word);
    let (text, stopped) = word.strip_suffix('.').map_or((word, false), |text| (text, true));
    // `K. Korsch`, `z. B.`.
    if stopped && text.chars().count() == 1 {
        return text.chars().all(char::is_alphabetic);
    }
    let small = text.to_lowercase();
    known.is_some_and(|(_, words, short)| has(if stopped { short } else { words }, &small))
}

#[cfg(test)]
mod tests {
    use super::leads;
    use crate::ir::Language;

    #[test]
    fn words_lead_by_their_language() {
        let leading = |tag: &str, line: &str| {
            let language = Language::parse(tag).expect("a tag");
            let words = line.split(' ').filter(|word| leads(word, &language));
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            leading("de", "Von der Not und (in Bd. 2) dem Ende. Dr. K. Vau"),
            ["Von", "der", "und", "(in", "Bd.", "dem", "Dr.", "K."]
        );
        assert_eq!(
            leading("en-GB", "The End of a Book, or: So What in"),
            ["The", "of", "a", "So", "in"]
        );
        assert_eq!(leading("fr", "Les voix de la mer"), ["Les", "de", "la"]);
        assert!(leading("pl", "O tym i o owym").is_empty());
    }
}
