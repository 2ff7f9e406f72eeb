//! Compounds of listed parts.

use super::inflection::{is_adjective, is_noun};
use crate::proof::spelling::forms::{Lists, is_titled, titled};

/// Shortest part, in letters; shorter ones are found in every misprint.
const PART: usize = 4;

/// First parts that are no words of their own, and short ones.
const PREFIXES: &[&str] = &[
    "allgemein",
    "alt",
    "anti",
    "auto",
    "bio",
    "erz",
    "ethno",
    "foto",
    "frei",
    "früh",
    "ganz",
    "geo",
    "gesamt",
    "groß",
    "halb",
    "haupt",
    "hoch",
    "hyper",
    "infra",
    "inter",
    "intra",
    "jung",
    "kontra",
    "konter",
    "krypto",
    "links",
    "makro",
    "mega",
    "meta",
    "mikro",
    "mini",
    "mono",
    "multi",
    "national",
    "neo",
    "neu",
    "nicht",
    "nord",
    "ost",
    "para",
    "photo",
    "poly",
    "post",
    "prä",
    "privat",
    "pro",
    "proto",
    "pseudo",
    "psycho",
    "quasi",
    "radikal",
    "rechts",
    "schein",
    "schwer",
    "selbst",
    "semi",
    "sonder",
    "sozial",
    "spät",
    "spezial",
    "staats",
    "sub",
    "süd",
    "super",
    "supra",
    "teil",
    "tele",
    "total",
    "trans",
    "ultra",
    "vize",
    "voll",
    "vor",
    "welt",
    "west",
    "wohl",
    "zentral",
    "zwischen",
    "über",
    "unter",
    "gegen",
    "mit",
    "neben",
    "nach",
    "ober",
    "außer",
    "inner",
    "wider",
];

/// Nouns that make compounds and are shorter than a part has to be.
const SHORT: &[&str] = &[
    "abt", "akt", "amt", "arm", "art", "arzt", "bad", "bau", "bund", "ehe", "eid", "eis", "ende",
    "erb", "erz", "fall", "gas", "gut", "hof", "hut", "jahr", "jude", "kai", "kur", "land", "los",
    "lob", "mai", "not", "öl", "ort", "rad", "rat", "recht", "ruf", "see", "sud", "tag", "tat",
    "tod", "ton", "tor", "tür", "uhr", "weg", "weh", "zeit", "zoll", "zug",
];

/// What joins the parts, but for nothing.
const LINKS: &[&str] = &["s", "es", "n", "en", "er", "e", "ens"];

/// Nouns that take the linking `s` before another.
const WITH_S: &[&str] = &["ung", "heit", "keit", "schaft", "tät", "ion", "ling", "tum"];

/// Whether something is a first part that is no noun.
pub(super) fn is_prefix(part: &str) -> bool {
    PREFIXES.contains(&part)
}

/// Whether the word is put together of two parts that are listed; lists take apart themselves
/// what has more.
pub(super) fn accepts(word: &str, lists: &Lists<'_>) -> bool {
    is_compound(word, lists, NESTED)
}

/// A part may itself be a compound that the lists do not take apart: once, so that no heap of
/// small parts is taken for a word.
const NESTED: usize = 1;

/// Shortest part that may be a compound, in letters.
const NESTED_PART: usize = 10;

fn is_compound(word: &str, lists: &Lists<'_>, nested: usize) -> bool {
    let lower = word.to_lowercase();
    let capital = is_titled(word);
    let splits = lower.char_indices().map(|(at, _)| lower.split_at(at));
    splits.filter(|(first, _)| first.chars().count() >= 2).any(|(first, second)| {
        if second.chars().count() < PART {
            return capital && SHORT.contains(&second) && is_linked(first, lists);
        }
        // The longer a word, the longer a list takes to take it apart: the short part is asked
        // first.
        let starts = || is_first(first, lists, nested);
        if first.len() < second.len() && !starts() {
            return false;
        }
        if !capital {
            return is_small_head(second, lists) && starts();
        }
        match head(second, lists) {
            Some(Head::Noun) => starts(),
            Some(Head::Made) => first.chars().count() >= PART && is_joined_noun(first, lists),
            Some(Head::Other) => is_linked(first, lists),
            None => false,
        }
    })
}

/// What the second part of a noun is.
enum Head {
    /// A noun.
    Noun,
    /// A verb or an adjective made a noun.
    Made,
    /// A noun that is a form of a verb, too: `Verkehr`.
    Other,
}

fn head(part: &str, lists: &Lists<'_>) -> Option<Head> {
    let noun = titled(part);
    if is_noun(&noun, lists) {
        return Some(Head::Noun);
    }
    let made = ["e", "en", "er", "es", "ern", "eln"].iter().any(|end| part.ends_with(end));
    let long = part.chars().count() > PART + 1;
    let kind = if made { Head::Made } else { Head::Other };
    (long && lists(&noun) && !is_function(part)).then_some(kind)
}

/// Whether the second part of an adjective is one.
fn is_small_head(part: &str, lists: &Lists<'_>) -> bool {
    if part.chars().count() <= PART || !lists(part) {
        return false;
    }
    let bare = ["e", "en", "em", "er", "es"].iter().filter_map(|end| part.strip_suffix(end));
    bare.chain([part]).any(|base| is_adjective(base, lists))
}

/// Whether the first part is a prefix, a noun with or without a link, or a stem.
fn is_first(part: &str, lists: &Lists<'_>, nested: usize) -> bool {
    if is_prefix(part) || SHORT.contains(&part) {
        return true;
    }
    is_joined_noun(part, lists)
        || is_stem(part, lists)
        || nested > 0 && part.chars().count() >= NESTED_PART && {
            let noun = part.strip_suffix('s').unwrap_or(part);
            is_compound(&titled(noun), lists, nested - 1)
        }
}

/// Whether something is a noun with the linking `s` that it takes.
fn is_linked(part: &str, lists: &Lists<'_>) -> bool {
    part.strip_suffix('s')
        .is_some_and(|noun| noun.chars().count() > PART && is_noun(&titled(noun), lists))
}

/// Whether something is a noun as it stands in front of another, with its link or without.
fn is_joined_noun(part: &str, lists: &Lists<'_>) -> bool {
    let bare = !WITH_S.iter().any(|end| part.ends_with(end)) && is_noun(&titled(part), lists);
    bare || LINKS
        .iter()
        .filter_map(|link| part.strip_suffix(link))
        .any(|noun| SHORT.contains(&noun) || is_noun(&titled(noun), lists))
}

/// Whether something is the stem of a noun in `-e` or of a verb: `Schul-`, `Lern-`.
pub(super) fn is_stem(part: &str, lists: &Lists<'_>) -> bool {
    part.chars().count() >= PART
        && !part.ends_with(['a', 'e', 'i', 'o', 'u'])
        && (is_noun(&titled(&format!("{part}e")), lists) || lists(&format!("{part}en")))
}

/// Words that end no noun, though lists have them with a capital for the beginning of a sentence.
fn is_function(part: &str) -> bool {
    const WORDS: &[&str] = &[
        "werden",
        "wurden",
        "wurde",
        "würde",
        "würden",
        "worden",
        "haben",
        "hatten",
        "hatte",
        "hätte",
        "hätten",
        "können",
        "konnte",
        "konnten",
        "müssen",
        "mußte",
        "musste",
        "sollen",
        "sollte",
        "sollten",
        "wollen",
        "wollte",
        "wollten",
        "dürfen",
        "durfte",
        "welche",
        "welcher",
        "welches",
        "welchen",
        "dieser",
        "dieses",
        "diesen",
        "diesem",
        "jedoch",
        "zwischen",
        "gegenüber",
        "während",
        "nachdem",
        "sondern",
        "indem",
        "seiner",
        "seinen",
        "seinem",
        "seines",
        "ihrer",
        "ihren",
        "ihrem",
        "ihres",
        "keiner",
        "keinen",
        "keine",
        "einer",
        "einen",
        "einem",
        "eines",
        "andere",
        "anderen",
        "anderer",
        "anders",
        "immer",
        "schon",
        "selbst",
        "damit",
        "daraus",
        "darauf",
        "deren",
        "dessen",
        "worauf",
        "wobei",
    ];
    WORDS.contains(&part)
}
