//! German orthographies: words whose spelling tells which one they follow.
//!
//! The old rules are those of 1901, the new ones those of 1996; before 1901 there were others.
//! Only words that one of them spells otherwise tell anything: `groß` is right in both.

use std::sync::LazyLock;

use regex::Regex;

/// The rules that a spelling follows and others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Orthography {
    /// `Theil`, `seyn`, `regiren`: given up by the conference of 1901.
    Before1901,
    /// `daß`, `muß`, `Prozeß`: right from 1901 to 1996.
    Old,
    /// `dass`, `muss`, `Prozess`: right since 1996.
    New,
}

fn compiled(pattern: &str) -> Regex {
    let tight: String = pattern.split_whitespace().collect();
    Regex::new(&tight).expect("a pattern of this file")
}

/// `ß` behind a short vowel, and the few words that lost or gained letters in 1996.
static OLD: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        "^(?:so)?daß$|muß(?:$|t)|müßt|w[uü]ßt|laß|läßt|läßlich|(?:^|[^t])faß|fäßchen|haß|häßlich
        |(?:^|[^s])paß|päßlich|naß|näßt|kraß$|gräßlich|^baß$|gäßchen|nuß|kuß|küßt|fluß|flüßchen
        |schluß|schuß|guß|druß|rußland|riß|biß|schmiß|wißt|wißbeg|gewiß|miß|(?:^|[^e])ißt$|^iß$|^eß|freßt
        |vergeßlich|meßbar|^meß[bglt]|ermeßlich|preß|streß|kongreß|regreß|progreß|pro[zc]eß|exzeß
        |abszeß|^roß|(?:schlacht|streit|wal)roß|sproß|(?:^|[^s])troß$|koloß|schl[oö]ß|goß$|genoß$|verdroß
        |amboß|^boß$|dreß$|^elsaß|fitneß|seßhaft|^stuß$|^keß$|narziß|genüß|spröß|schößling
        |(?:ab|zu|zer|über|ver|ein|aus)floß$|(?:ab|er|be|zer|hoch|heraus|hervor)schoß$|[a-zäöü]neß$|wäßr
        |^rauh(?:e[mnrs]?|er[a-z]*)?$|plazier|numerier|stengel|^gemse|behende|überschwenglich
        |schneuz|^greue?l|quentchen|^tip$|känguruh|roheit$|schiffahrt|brennessel|bettuch
        |^stilleben|rolladen|stoffetzen",
    )
});

/// What the old rules never have: `ss` at the end of a syllable, and the new letters of 1996.
static NEW: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        "^(?:so)?dass$|^(?:ge)?muss(?:$|t)|müsst|w[uü]sst|lässt|lässlich
        |(?:^|an|er|nach|ver|ab|ein|aus|b|unter|durch|zu)lass$|lasst|fasst|(?:^|[a-zäöü]{3})fass(?:$|[bdghklmnprw])
        |hass(?:$|erfüllt)|hasst|hässlich|passt|(?:^|reise|kom|eng)pass$|nass(?:$|[gkf])|durchnässt|^krass$|grässlich
        |nuss(?:$|[^ei])|(?:^|[^r])kuss(?:$|[^ei])|küsst|fluss(?:$|[^ei])|schluss(?:$|[^ei]|end)|schuss(?:$|[^ei])
        |guss(?:$|[^ei]|eis)|druss(?:$|[^ei])|russland|(?:^|[abflmnrtzs])riss(?:$|[bdfgklmnpstwz])
        |^(?:ge|ver|im)?biss$|^bisschen$|gewiss(?:$|heit)|wisst|wissbeg|^(?:un)?miss(?:[bdfghklmprstvz][a-zäöü]|acht|erf|ern|inf)
        |kompromiss(?:$|[^ei])|misst|isst$|^ess(?:t|bar|löffel|zimmer)|vergesslich|messbar|ermesslich
        |presst|(?:kongress|prozess|regress|progress|exzess|stress|abszess)(?:$|[^aeiouäöü])|express$
        |(?:schlacht|streit|wal|sp)ross$|koloss$|schloss(?:$|[^aeiouäöü])|^(?:er|ver|be|über)?goss$
        |verdross$|amboss|^boss$|^elsass|fitness|sesshaft|^stuss$|^kess$|narziss(?:$|[mt])|genüssl|spröss|schössling|schmiss$|unpässl|^(?:un)?genoss$
        |(?:^|ab|zu|zer|über|ver|ein|aus)floss$|(?:^|ab|er|be|zer|hoch|heraus|hervor)schoss$$|wässr
        |^rau(?:e[mnrs]?)?$|platzier|nummerier|stängel|behänd|überschwänglich|schnäuz[et]|^gräuel$
        |rohheit$|schifffahrt|selbstständig|potenziell|substanziell|aufwändig|^umso$",
    )
});

/// What the conference of 1901 gave up.
static BEFORE_1901: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        "theil|^thu[nt]$|^gethan|^thät(?:ig|er)|^that(?:e|en|sache|sachen|sächlich)$|^thüre?n?$|^thürm|^thier
        |^thrän|^theuer|^thurm|(?:eigen|reich|alter|christen|irr|deutsch)thum|thüm(?:er|lich)
        |^noth(?:$|wend)|(?:^|de|an|ver|hoch|über|groß|sanft|weh)muth(?:$|s|ig|et)
        |werth(?:$|e[mnrs]?$|los|voll)|wirthschaft|^rath(?:$|s$|e$|en$)|^roth(?:$|e[mnrs]?$)|blüthe
        |heimath(?:$|l)|armuth$|^athem|[fg]luth(?:en)?$|^miethe|[a-zäöü]{4}niß$|^sey(?:n|d)?$|^bey
        |^zwey|^drey|^frey(?:$|h|l)|^[gfh]ieng(?:e?n)?$|^giebt?$",
    )
});

/// Endings of verbs and their participles without `e`: `regiren`, `studirt`.
static WITHOUT_E: LazyLock<Regex> = LazyLock::new(|| {
    compiled("^(?:[a-zäöü]{2,}[bcdfgklmnpstuvz])ir(?:en|ten?|t|te[rsm]|end|ung(?:en)?)$")
});

/// Which orthography a German word tells, whatever its first letter; `None` for most words.
#[must_use]
pub fn orthography(word: &str) -> Option<Orthography> {
    // No German word is that long; what is, is none.
    if word.len() > 60 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let small = word.to_lowercase();
    if BEFORE_1901.is_match(&small) || word == small && is_without_e(&small) {
        Some(Orthography::Before1901)
    } else if OLD.is_match(&small) {
        Some(Orthography::Old)
    } else if NEW.is_match(&small) && !small.contains("ssung") {
        // `Beeinflussung` is divided before its last `s`.
        Some(Orthography::New)
    } else {
        None
    }
}

fn is_without_e(small: &str) -> bool {
    WITHOUT_E.is_match(small) && !small.contains("wirt") && !small.contains("hirt")
}

/// Endings and stems that changed otherwise than by `ß`: before and after.
const OTHERWISE: [(&str, &str); 14] = [
    ("rauh", "rau"),
    ("plazier", "platzier"),
    ("numerier", "nummerier"),
    ("stengel", "stängel"),
    ("behend", "behänd"),
    ("schwenglich", "schwänglich"),
    ("schneuz", "schnäuz"),
    ("greuel", "gräuel"),
    ("roheit", "rohheit"),
    ("schiffahrt", "schifffahrt"),
    ("selbständig", "selbstständig"),
    ("potentiell", "potenziell"),
    ("substantiell", "substanziell"),
    ("aufwendig", "aufwändig"),
];

/// What was spelled otherwise before 1901.
const GIVEN_UP: [(&str, &str); 8] = [
    ("th", "t"),
    ("Th", "T"),
    ("niß", "nis"),
    ("ey", "ei"),
    ("ieng", "ing"),
    ("gieb", "gib"),
    ("Gieb", "Gib"),
    ("ir", "ier"),
];

/// A word that [`orthography`] knows, spelled by other rules; `None` where none are known for it.
#[must_use]
pub fn respelled(word: &str, from: Orthography, to: Orthography) -> Option<String> {
    let new = match (from, to) {
        (Orthography::Before1901, _) => {
            let (old, new) = GIVEN_UP.iter().find(|(old, _)| word.contains(old))?;
            word.replace(old, new)
        }
        (Orthography::Old, Orthography::New) => {
            let word = word.replace('ß', "ss");
            let found = OTHERWISE.iter().find(|(old, _)| word.contains(old));
            found.map_or_else(|| word.clone(), |(old, new)| word.replace(old, new))
        }
        (Orthography::New, Orthography::Old) => {
            let found = OTHERWISE.iter().find(|(_, new)| word.contains(new));
            let word = found.map_or_else(|| word.to_owned(), |(old, new)| word.replace(new, old));
            sharpened(&word)
        }
        _ => return None,
    };
    (new != word).then_some(new)
}

/// `ss` at the end of a syllable made `ß`.
fn sharpened(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some((before, behind)) = rest.split_once("ss") {
        out.push_str(before);
        let within = behind.starts_with(|c: char| "aeiouyäöü".contains(c));
        out.push_str(if within { "ss" } else { "ß" });
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::Orthography::{Before1901, New, Old};
    use super::{orthography, respelled};

    #[test]
    fn words_tell_their_orthography() {
        for word in
            "daß muß müßte gewußt läßt Anlaß Prozeß Kongreß Rußland bißchen mißt Mißbrauch ißt Schluß rauhe Schiffahrt häßlich verfaßt Kompromiß vergißt"
                .split(' ')
        {
            assert_eq!(orthography(word), Some(Old), "{word}");
        }
        for word in
            "dass muss müsste gewusst lässt Anlass Prozess Kongress Russland bisschen misst Missbrauch isst Schluss raue Schifffahrt hässlich verfasst Kompromiss vergisst"
                .split(' ')
        {
            assert_eq!(orthography(word), Some(New), "{word}");
        }
        for word in "Theil thun Noth Verhältniß studirt regiren seyn gieng Eigenthum".split(' ') {
            assert_eq!(orthography(word), Some(Before1901), "{word}");
        }
    }

    #[test]
    fn most_words_tell_nothing() {
        for word in
            "Thüringen Diskussion kaltschnäuzig groß Straße heißt reißt Muße müßig Maß Spaß saß aß Fuß grüßen heiß außer Preußen Schoß Ruß Flusse Schlusse Prozesse Klasse wissen Wasser Staatssozialismus Ausstellung Mathematik Rathaus Wertheim Nothelfer Landwirt Vampiren Heimathafen Flutopfer Rauheit besser Gewissen gewissen Masse Messe Beeinflussung Umfassung"
                .split(' ')
        {
            assert_eq!(orthography(word), None, "{word}");
        }
    }

    #[test]
    fn one_orthography_is_turned_into_another() {
        assert_eq!(respelled("daß", Old, New).as_deref(), Some("dass"));
        assert_eq!(respelled("rauhe", Old, New).as_deref(), Some("raue"));
        assert_eq!(respelled("Missverständnisse", New, Old).as_deref(), Some("Mißverständnisse"));
        assert_eq!(respelled("wusste", New, Old).as_deref(), Some("wußte"));
        assert_eq!(respelled("Theil", Before1901, New).as_deref(), Some("Teil"));
        assert_eq!(respelled("studirt", Before1901, Old).as_deref(), Some("studiert"));
        assert_eq!(respelled("umso", New, Old), None);
    }
}
