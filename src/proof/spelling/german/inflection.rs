//! Inflected and derived forms of listed words, which the lists of old words and of learned ones
//! often lack.

use super::GermanSpelling;
use crate::language::commonness;
use crate::proof::spelling::forms::{Lists, is_titled, titled};

/// Endings of adjectives.
const ADJECTIVE: &[&str] = &["e", "en", "em", "er", "es"];

/// What makes an adjective.
const ADJECTIVAL: &[&str] = &[
    "ig", "lich", "isch", "bar", "sam", "haft", "los", "voll", "wert", "reich", "arm", "frei",
    "end", "abel", "ibel", "iv", "al", "ell", "är", "ös", "ant", "ent",
];

/// What makes a feminine noun that has its plural in `-en`.
const FEMININE: &[&str] = &["heit", "keit", "ung", "schaft", "ion", "tät", "enz", "anz", "ei"];

/// Shortest stem to which something is put, in letters.
const STEM: usize = 4;

/// Whether the word is a form of a listed one.
pub(super) fn accepts(word: &str, style: GermanSpelling, lists: &Lists<'_>) -> bool {
    let lower = word.to_lowercase();
    is_contracted(&lower)
        || is_syncopated_degree(&lower, lists)
        || is_adjective_form(&lower, lists)
        || is_negated(&lower, lists)
        || is_verb(&lower, lists)
        || !is_titled(word) && is_old_verb(word, lists)
        || style == GermanSpelling::Old && (is_syncopated(word, lists) || is_cut(word, lists))
        || is_titled(word) && is_noun_form(word, style, lists)
        || is_name_form(word, lists)
}

/// How common a word is at least, as a power of two, to which `es` is drawn.
const CONTRACTING: u8 = 10;

/// `obs`, `wirds`, `habs`: a common word with `es` drawn to it, since 1996 without an apostrophe (amtliches
/// Regelwerk § 97).
fn is_contracted(word: &str) -> bool {
    let stem = word.strip_suffix('s').filter(|stem| stem.chars().count() > 1);
    stem.is_some_and(|stem| !stem.ends_with('s') && commonness(stem) >= Some(CONTRACTING))
}

/// `frühern`, `größerm`: a comparative, or any adjective in `-er` or `-el`, without the `e` of its stem or ending.
fn is_syncopated_degree(word: &str, lists: &Lists<'_>) -> bool {
    ["n", "m"].iter().any(|end| {
        let stem =
            word.strip_suffix(end).filter(|stem| stem.ends_with("er") || stem.ends_with("el"));
        stem.is_some_and(|stem| long(stem) && lists(stem) && lists(&format!("{stem}e")))
    })
}

fn long(stem: &str) -> bool {
    stem.chars().count() >= STEM
}

/// Whether a listed word in small letters is an adjective or a participle.
pub(super) fn is_adjective(base: &str, lists: &Lists<'_>) -> bool {
    const PRONOUNS: &[&str] =
        &["dein", "jene", "kein", "manch", "mein", "sein", "solch", "welch", "wenig"];
    long(base)
        && !PRONOUNS.contains(&base)
        && lists(base)
        && (ADJECTIVAL.iter().any(|end| base.ends_with(end)) || lists(&format!("{base}es")))
}

/// Whether so many forms of an adjective are listed that the others are right too: `mehreres`.
fn has_paradigm(base: &str, lists: &Lists<'_>) -> bool {
    // When so many are lacking that the others are too few, they are not asked.
    let mut lacking = ADJECTIVE.iter().filter(|end| !lists(&format!("{base}{end}")));
    long(base) && lacking.nth(ADJECTIVE.len() - PARADIGM - 1).is_none()
}

/// More forms than a verb shares with an adjective: `sage`, `sagen`.
const PARADIGM: usize = 2;

/// `hassenswertere`, `vollkommenste`, `schließliche`, `viererlei`.
fn is_adjective_form(word: &str, lists: &Lists<'_>) -> bool {
    let bare = ADJECTIVE.iter().filter_map(|end| word.strip_suffix(end));
    let kinds = word.strip_suffix("erlei").is_some_and(lists);
    if kinds || bare.clone().any(|base| has_paradigm(base, lists)) {
        return true;
    }
    bare.chain([word]).any(|bare| {
        let degrees = ["er", "st", "est"].iter().filter_map(|degree| bare.strip_suffix(degree));
        degrees.chain([bare]).filter(|base| *base != word).any(|base| is_adjective(base, lists))
    })
}

/// `unbegreifbar`, `ungeeignete`.
fn is_negated(word: &str, lists: &Lists<'_>) -> bool {
    word.strip_prefix("un").is_some_and(|rest| {
        is_adjective(rest, lists)
            || long(rest) && is_adjective_form(rest, lists)
            || ADJECTIVE
                .iter()
                .filter_map(|end| rest.strip_suffix(end))
                .any(|base| is_adjective(base, lists))
    })
}

/// Particles that stand before a verb, written together with it.
const PARTICLES: &[&str] = &[
    "ab",
    "an",
    "aneinander",
    "auf",
    "aus",
    "aufeinander",
    "auseinander",
    "bei",
    "beisammen",
    "da",
    "dabei",
    "dagegen",
    "daher",
    "dahin",
    "daneben",
    "daran",
    "darauf",
    "davon",
    "dazu",
    "dazwischen",
    "durch",
    "durcheinander",
    "ein",
    "empor",
    "entgegen",
    "entlang",
    "entzwei",
    "fehl",
    "fest",
    "fort",
    "frei",
    "gegeneinander",
    "gegenüber",
    "gleich",
    "heim",
    "her",
    "herab",
    "heran",
    "herauf",
    "heraus",
    "herbei",
    "herein",
    "herüber",
    "herum",
    "herunter",
    "hervor",
    "hin",
    "hinab",
    "hinan",
    "hinauf",
    "hinaus",
    "hindurch",
    "hinein",
    "hinüber",
    "hinunter",
    "hinweg",
    "hinzu",
    "hoch",
    "ineinander",
    "los",
    "mit",
    "miteinander",
    "nach",
    "nebeneinander",
    "nieder",
    "statt",
    "über",
    "überein",
    "übereinander",
    "um",
    "umher",
    "unter",
    "vor",
    "voneinander",
    "voran",
    "voraus",
    "vorbei",
    "vorher",
    "vorüber",
    "weg",
    "weiter",
    "wieder",
    "zu",
    "zueinander",
    "zurecht",
    "zurück",
    "zusammen",
    "zuvor",
    "zuwider",
];

/// `hinüberschauten`, `hinwegzutäuschen`, `wiederabgedruckt`.
fn is_verb(word: &str, lists: &Lists<'_>) -> bool {
    PARTICLES.iter().any(|particle| {
        let Some(rest) = word.strip_prefix(particle) else { return false };
        // Behind `hinaus` and `herauf` stands a verb, and be it short: `herausbog`.
        let long = particle.len() > 4 && particle.starts_with('h');
        if long && rest.chars().count() > 2 && lists(rest) && !lists(&titled(rest)) {
            return true;
        }
        let bare = rest.strip_prefix("zu").unwrap_or(rest);
        [rest, bare].into_iter().any(|rest| {
            // `aufbebt`
            let present = rest.strip_suffix('t').is_some_and(|stem| {
                stem.chars().count() > 2 && particle.len() > 2 && lists(&format!("{stem}en"))
            });
            // Short words behind a particle are more often words whose space was lost.
            present && lists(rest)
                || rest.chars().count() >= 6
                    && ["en", "te", "ten", "st", "t", "end", "ende", "enden", "ete", "eten"]
                        .iter()
                        .any(|end| rest.ends_with(end))
                    && lists(rest)
        })
    })
}

/// `schweiget`, `gehn`, `schaun`: forms of verse and of older prose.
fn is_old_verb(word: &str, lists: &Lists<'_>) -> bool {
    let full = word.strip_suffix("et").is_some_and(|stem| {
        long(stem) && lists(&format!("{stem}t")) && lists(&format!("{stem}en"))
    });
    let short = word.strip_suffix('n').is_some_and(|stem| {
        stem.ends_with(['h', 'u'])
            && !stem.ends_with("ch")
            && stem.len() > 2
            && lists(&format!("{stem}en"))
    });
    // `finge`: the subjunctive of a past tense with a vowel of its own.
    let subjunctive = word.strip_suffix('e').is_some_and(|stem| {
        long(stem) && ["", "en", "st"].iter().all(|end| lists(&format!("{stem}{end}")))
    });
    // `bau uns einen Steg`
    let command = word.ends_with(['u']) && word.len() > 2 && lists(&format!("{word}en"));
    full || short || subjunctive || command
}

/// `größern`, `eignem`, `tapfre`: an `e` left out between two letters near the end, as long as no
/// letter is doubled by it.
fn is_syncopated(word: &str, lists: &Lists<'_>) -> bool {
    const NEAR: usize = 4;
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let near = letters.len().saturating_sub(NEAR).max(2);
    (near..letters.len()).any(|n| {
        let (at, c) = letters[n];
        let sound = |c: char| !"aeiouäöü".contains(c);
        sound(c)
            && sound(letters[n - 1].1)
            && (matches!(letters[n - 1].1, 'r' | 'l' | 'n') || matches!(c, 'r' | 'l' | 'n'))
            && letters[n - 1].1 != c
            && long(word)
            && lists(&format!("{}e{}", &word[..at], &word[at..]))
    })
}

/// `heut`, `möcht`, `Vorsorg`: an `e` left out at the end.
fn is_cut(word: &str, lists: &Lists<'_>) -> bool {
    word.len() > 2
        && word.ends_with(|c| "bdfghklmnprstßwz".contains(c))
        && (lists(&format!("{word}e"))
            || word.strip_suffix('ß').is_some_and(|stem| lists(&format!("{stem}sse"))))
}

/// `Torheiten`, `Hinterlande`, `Fortsetzer`, `Ungeeignetheit`.
fn is_noun_form(word: &str, style: GermanSpelling, lists: &Lists<'_>) -> bool {
    let plural = word
        .strip_suffix("en")
        .is_some_and(|stem| FEMININE.iter().any(|end| stem.ends_with(end)) && is_noun(stem, lists));
    // The dative in `-e` is of the old time; today it stands in phrases, which lists have.
    let dative = style == GermanSpelling::Old
        && word.strip_suffix('e').is_some_and(|stem| {
            stem.ends_with(|c| "bcdfghklmnprstßxz".contains(c))
                && !FEMININE.iter().chain(&["ur"]).any(|end| stem.ends_with(end))
                && (is_noun(stem, lists) || stem.chars().count() > 2 && is_declined(stem, lists))
        });
    let negated = word
        .strip_prefix("Un")
        .is_some_and(|rest| rest.chars().count() > STEM && is_noun(&titled(rest), lists));
    let small = ["chen", "lein", "chens", "leins"]
        .iter()
        .any(|end| word.strip_suffix(end).is_some_and(|stem| is_noun(stem, lists)));
    plural || dative || negated || small || is_quality(word, lists) || is_agent(word, lists)
}

/// Whether a word is listed as a noun with its genitive: `Dach`, `Tal`, `Schloß`.
fn is_declined(word: &str, lists: &Lists<'_>) -> bool {
    lists(word) && ["es", "s"].iter().any(|end| lists(&format!("{word}{end}")))
}

/// `Geeignetheit`, `Widerlichkeiten`.
fn is_quality(word: &str, lists: &Lists<'_>) -> bool {
    let singular = word.strip_suffix("en").unwrap_or(word);
    ["heit", "keit"].iter().filter_map(|end| singular.strip_suffix(end)).any(|base| {
        let base = base.to_lowercase();
        is_adjective(&base, lists)
            || base.strip_prefix("un").is_some_and(|base| is_adjective(base, lists))
    })
}

/// `Fortsetzer`, `Verfechterinnen`.
fn is_agent(word: &str, lists: &Lists<'_>) -> bool {
    ["er", "ers", "ern", "erin", "erinnen"].iter().any(|end| {
        word.strip_suffix(end).is_some_and(|stem| {
            stem.chars().count() > STEM && lists(&format!("{}en", stem.to_lowercase()))
        })
    })
}

/// `Proudhonschen`, `proudhonsche`.
fn is_name_form(word: &str, lists: &Lists<'_>) -> bool {
    ["sche", "schen", "scher", "sches", "schem"].iter().any(|end| {
        word.strip_suffix(end)
            .is_some_and(|stem| !stem.ends_with(['s', 'h']) && is_noun(&titled(stem), lists))
    })
}

/// Whether a word with a capital is listed, and not for being written small elsewhere.
pub(super) fn is_noun(word: &str, lists: &Lists<'_>) -> bool {
    long(word) && lists(word) && !lists(&word.to_lowercase())
}
