//! Numbers in words, to a hundred: `Einundzwanzigstes`, `Kapitel Eins`, `twenty-first`.

/// The value of an ordinal in German, English or French, whatever its ending and its capitals.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    let word = small(word)?;
    german_ordinal(&word).or_else(|| english_ordinal(&word)).or_else(|| french_ordinal(&word))
}

/// The value of a cardinal in German or English.
pub(super) fn cardinal(word: &str) -> Option<u32> {
    let word = small(word)?;
    german_cardinal(&word).or_else(|| english_cardinal(&word))
}

fn small(word: &str) -> Option<String> {
    (word.len() <= 40).then(|| word.to_lowercase().replace("ss", "ß"))
}

fn german_ordinal(word: &str) -> Option<u32> {
    const ONES: [(&str, u32); 14] = [
        ("erst", 1),
        ("zweit", 2),
        ("zwot", 2),
        ("ander", 2),
        ("dritt", 3),
        ("viert", 4),
        ("fünft", 5),
        ("sechst", 6),
        ("siebent", 7),
        ("siebt", 7),
        ("acht", 8),
        ("neunt", 9),
        ("elft", 11),
        ("eilft", 11),
    ];
    let stem = ["er", "es", "en", "e"].iter().find_map(|end| word.strip_suffix(end))?;
    if let Some((_, value)) = ONES.iter().find(|(one, _)| *one == stem) {
        return Some(*value);
    }
    // `zehnt`, `zwanzigst`: a cardinal and `t` or `st`.
    let of_ten = stem.strip_suffix("st").and_then(german_cardinal).filter(|value| *value >= 20);
    of_ten.or_else(|| {
        stem.strip_suffix('t').and_then(german_cardinal).filter(|value| (10..20).contains(value))
    })
}

fn german_cardinal(word: &str) -> Option<u32> {
    const ONES: [&str; 12] = [
        "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
        "zwölf",
    ];
    const TENS: [(&str, u32); 11] = [
        ("zwanzig", 20),
        ("dreißig", 30),
        ("vierzig", 40),
        ("fünfzig", 50),
        ("sechzig", 60),
        ("sechszig", 60),
        ("siebzig", 70),
        ("siebenzig", 70),
        ("achtzig", 80),
        ("neunzig", 90),
        ("hundert", 100),
    ];
    let one = |word: &str| {
        let at = ONES.iter().position(|one| *one == word)?;
        u32::try_from(at + 1).ok()
    };
    let unit = |word: &str| match word {
        "ein" => Some(1),
        "zwo" => Some(2),
        _ => one(word).filter(|value| *value < 10),
    };
    if let Some(value) = one(word) {
        return Some(value);
    }
    if let Some(stem) = word.strip_suffix("zehn") {
        let value = match stem {
            "sech" => Some(6),
            "sieb" => Some(7),
            _ => unit(stem),
        };
        return value.filter(|value| *value > 2).map(|value| value + 10);
    }
    let (name, ten) = TENS.iter().find(|(name, _)| word.ends_with(name))?;
    match word.strip_suffix(name)? {
        "" => Some(*ten),
        stem => unit(stem.strip_suffix("und")?).filter(|_| *ten < 100).map(|unit| ten + unit),
    }
}

fn english_ordinal(word: &str) -> Option<u32> {
    const ODD: [(&str, &str); 8] = [
        ("first", "one"),
        ("second", "two"),
        ("third", "three"),
        ("fifth", "five"),
        ("eighth", "eight"),
        ("ninth", "nine"),
        ("twelfth", "twelve"),
        ("hundredth", "hundred"),
    ];
    let (ten, last) = word.rsplit_once('-').map_or(("", word), |(ten, last)| (ten, last));
    let odd = ODD.iter().find(|(odd, _)| *odd == last).map(|(_, plain)| (*plain).to_owned());
    let plain = odd
        .or_else(|| last.strip_suffix("ieth").map(|stem| format!("{stem}y")))
        .or_else(|| last.strip_suffix("th").map(str::to_owned))?;
    let plain = if ten.is_empty() { plain } else { format!("{ten}-{plain}") };
    english_cardinal(&plain)
}

fn english_cardinal(word: &str) -> Option<u32> {
    const ONES: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str], word: &str| {
        let at = list.iter().position(|one| *one == word)?;
        u32::try_from(at + 1).ok()
    };
    if let Some((ten, one)) = word.split_once('-') {
        let (ten, one) = (place(&TENS, ten)?, place(&ONES, one)?);
        return (one < 10).then_some((ten + 1) * 10 + one);
    }
    place(&ONES, word)
        .or_else(|| place(&TENS, word).map(|ten| (ten + 1) * 10))
        .or_else(|| (word == "hundred").then_some(100))
}

fn french_ordinal(word: &str) -> Option<u32> {
    const NAMES: [&str; 20] = [
        "premier",
        "deuxième",
        "troisième",
        "quatrième",
        "cinquième",
        "sixième",
        "septième",
        "huitième",
        "neuvième",
        "dixième",
        "onzième",
        "douzième",
        "treizième",
        "quatorzième",
        "quinzième",
        "seizième",
        "dix-septième",
        "dix-huitième",
        "dix-neuvième",
        "vingtième",
    ];
    let word = match word {
        "première" => "premier",
        "seconde" => "deuxième",
        word => word,
    };
    let at = NAMES.iter().position(|name| *name == word)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{cardinal, ordinal};

    #[test]
    fn words_are_read_to_a_hundred() {
        let ordinals = [
            ("Erstes", 1),
            ("zweyter", 0),
            ("Siebenter", 7),
            ("ACHTES", 8),
            ("Zehntes", 10),
            ("Eilftes", 11),
            ("Zwölftes", 12),
            ("Sechzehnte", 16),
            ("Siebzehntes", 17),
            ("Zwanzigstes", 20),
            ("Einundzwanzigstes", 21),
            ("DREISSIGSTES", 30),
            ("Neunundneunzigster", 99),
            ("Hundertstes", 100),
            ("First", 1),
            ("TWELFTH", 12),
            ("twentieth", 20),
            ("Twenty-first", 21),
            ("ninety-ninth", 99),
            ("Première", 1),
            ("Leiseste", 0),
            ("rechte", 0),
            ("achtzigen", 0),
        ];
        for (word, value) in ordinals {
            assert_eq!(ordinal(word).unwrap_or(0), value, "{word}");
        }
        assert_eq!(cardinal("Eins"), Some(1));
        assert_eq!(cardinal("dreiundzwanzig"), Some(23));
        assert_eq!(cardinal("thirty-two"), Some(32));
        assert_eq!(cardinal("zweizehn"), None);
    }
}
