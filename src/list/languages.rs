//! Names of languages, in German, English and French.

use crate::ir::Language;

/// Primary tags with their names in German, English and French.
const NAMES: [(&str, [&str; 3]); 77] = [
    ("de", ["Deutsch", "German", "allemand"]),
    ("en", ["Englisch", "English", "anglais"]),
    ("fr", ["Französisch", "French", "français"]),
    ("it", ["Italienisch", "Italian", "italien"]),
    ("es", ["Spanisch", "Spanish", "espagnol"]),
    ("pt", ["Portugiesisch", "Portuguese", "portugais"]),
    ("nl", ["Niederländisch", "Dutch", "néerlandais"]),
    ("la", ["Latein", "Latin", "latin"]),
    ("grc", ["Altgriechisch", "Ancient Greek", "grec ancien"]),
    ("el", ["Griechisch", "Greek", "grec"]),
    ("ru", ["Russisch", "Russian", "russe"]),
    ("uk", ["Ukrainisch", "Ukrainian", "ukrainien"]),
    ("be", ["Belarussisch", "Belarusian", "biélorusse"]),
    ("pl", ["Polnisch", "Polish", "polonais"]),
    ("cs", ["Tschechisch", "Czech", "tchèque"]),
    ("sk", ["Slowakisch", "Slovak", "slovaque"]),
    ("sl", ["Slowenisch", "Slovenian", "slovène"]),
    ("hr", ["Kroatisch", "Croatian", "croate"]),
    ("sr", ["Serbisch", "Serbian", "serbe"]),
    ("bs", ["Bosnisch", "Bosnian", "bosniaque"]),
    ("mk", ["Mazedonisch", "Macedonian", "macédonien"]),
    ("bg", ["Bulgarisch", "Bulgarian", "bulgare"]),
    ("ro", ["Rumänisch", "Romanian", "roumain"]),
    ("hu", ["Ungarisch", "Hungarian", "hongrois"]),
    ("sq", ["Albanisch", "Albanian", "albanais"]),
    ("tr", ["Türkisch", "Turkish", "turc"]),
    ("ku", ["Kurdisch", "Kurdish", "kurde"]),
    ("fa", ["Persisch", "Persian", "persan"]),
    ("ar", ["Arabisch", "Arabic", "arabe"]),
    ("he", ["Hebräisch", "Hebrew", "hébreu"]),
    ("yi", ["Jiddisch", "Yiddish", "yiddish"]),
    ("hi", ["Hindi", "Hindi", "hindi"]),
    ("sa", ["Sanskrit", "Sanskrit", "sanskrit"]),
    ("zh", ["Chinesisch", "Chinese", "chinois"]),
    ("ja", ["Japanisch", "Japanese", "japonais"]),
    ("ko", ["Koreanisch", "Korean", "coréen"]),
    ("vi", ["Vietnamesisch", "Vietnamese", "vietnamien"]),
    ("id", ["Indonesisch", "Indonesian", "indonésien"]),
    ("sv", ["Schwedisch", "Swedish", "suédois"]),
    ("da", ["Dänisch", "Danish", "danois"]),
    ("no", ["Norwegisch", "Norwegian", "norvégien"]),
    ("nb", ["Bokmål", "Bokmål", "bokmål"]),
    ("nn", ["Nynorsk", "Nynorsk", "nynorsk"]),
    ("is", ["Isländisch", "Icelandic", "islandais"]),
    ("fi", ["Finnisch", "Finnish", "finnois"]),
    ("et", ["Estnisch", "Estonian", "estonien"]),
    ("lv", ["Lettisch", "Latvian", "letton"]),
    ("lt", ["Litauisch", "Lithuanian", "lituanien"]),
    ("ga", ["Irisch", "Irish", "irlandais"]),
    ("cy", ["Walisisch", "Welsh", "gallois"]),
    ("br", ["Bretonisch", "Breton", "breton"]),
    ("gd", ["Schottisch-Gälisch", "Scottish Gaelic", "gaélique écossais"]),
    ("eu", ["Baskisch", "Basque", "basque"]),
    ("ca", ["Katalanisch", "Catalan", "catalan"]),
    ("gl", ["Galicisch", "Galician", "galicien"]),
    ("oc", ["Okzitanisch", "Occitan", "occitan"]),
    ("lb", ["Luxemburgisch", "Luxembourgish", "luxembourgeois"]),
    ("rm", ["Rätoromanisch", "Romansh", "romanche"]),
    ("nds", ["Niederdeutsch", "Low German", "bas allemand"]),
    ("gsw", ["Schweizerdeutsch", "Swiss German", "suisse allemand"]),
    ("fy", ["Westfriesisch", "Western Frisian", "frison occidental"]),
    ("hsb", ["Obersorbisch", "Upper Sorbian", "haut sorabe"]),
    ("dsb", ["Niedersorbisch", "Lower Sorbian", "bas sorabe"]),
    ("gmh", ["Mittelhochdeutsch", "Middle High German", "moyen haut allemand"]),
    ("goh", ["Althochdeutsch", "Old High German", "ancien haut allemand"]),
    ("hy", ["Armenisch", "Armenian", "arménien"]),
    ("ka", ["Georgisch", "Georgian", "géorgien"]),
    ("eo", ["Esperanto", "Esperanto", "espéranto"]),
    ("af", ["Afrikaans", "Afrikaans", "afrikaans"]),
    ("sw", ["Suaheli", "Swahili", "swahili"]),
    ("ur", ["Urdu", "Urdu", "ourdou"]),
    ("bn", ["Bengalisch", "Bangla", "bengali"]),
    ("ta", ["Tamil", "Tamil", "tamoul"]),
    ("th", ["Thailändisch", "Thai", "thaï"]),
    ("rom", ["Romani", "Romany", "romani"]),
    ("mul", ["mehrsprachig", "multiple languages", "plusieurs langues"]),
    ("und", ["unbestimmt", "undetermined", "indéterminée"]),
];

/// The name of a language by its primary tag, in the language of a list; the tag, where it has none here.
#[must_use]
pub fn language_name(primary: &str, within: &Language) -> String {
    let column = match within.primary() {
        "de" => 0,
        "fr" => 2,
        _ => 1,
    };
    let found = NAMES.iter().find(|(tag, _)| *tag == primary);
    found.map_or_else(|| primary.to_owned(), |(_, names)| names[column].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_three_languages() {
        let within = |tag| Language::parse(tag).expect("a tag");
        assert_eq!(language_name("fr", &within("de-AT")), "Französisch");
        assert_eq!(language_name("de", &within("fr")), "allemand");
        assert_eq!(language_name("grc", &within("nl")), "Ancient Greek");
        assert_eq!(language_name("tlh", &within("de")), "tlh");
    }
}
