//! Variants of languages: orthographies, dialects, transcriptions.

use crate::ir::Language;

/// The variants that are registered (IANA Language Subtag Registry, RFC 5646, 3.1), sorted.
const REGISTERED: &str = "\
    1606nict 1694acad 1901 1959acad 1994 1996 abl1943 akhmimic akuapem alalc97 aluku anpezo ao1990 \
    aranes arevela arevmda arkaika asante auvern baku1926 balanka barla basiceng bauddha bciav bcizbl \
    biscayan biske blasl bohairic bohoric boont bornholm cisaup colb1945 cornu creiss dajnko ekavsk \
    emodeng fascia fayyumic fodom fonipa fonkirsh fonnapa fonupa fonxsamp gallo gascon gherd grclass \
    grital grmistr hanoi hepburn heploc hognorsk hsistemo huett ijekavsk itihasa ivanchov jauer jyutping \
    kkcor kleinsch kociewie kscor laukika leidentr lemosin lengadoc lipaw ltg1929 ltg2007 luna1918 \
    lycopol mdcegyp mdctrans mesokem metelko monoton ndyuka nedis newfound nicard njiva nulik osojs \
    oxendict pahawh2 pahawh3 pahawh4 pamaka peano pehoeji petr1708 pinyin polyton provenc puter rigik \
    rozaj rumgr sahidic saigon scotland scouse simple solba sotav spanglis surmiran sursilv sutsilv \
    synnejyl tailo tarask tongyong tunumiit uccor ucrcor ulster unifon vaidika valbadia valencia \
    vallader vecdruka viennese vivaraup wadegile xsistemo";

/// The registered variants.
pub fn variants() -> impl Iterator<Item = &'static str> + Clone {
    REGISTERED.split(' ')
}

/// The first variant of a tag that is not registered, which no program knows.
#[must_use]
pub fn unknown_variant(language: &Language) -> Option<&str> {
    let parts = language.as_str().split('-').skip(1);
    // Behind a single letter stand extensions and what is agreed on in private.
    let mut parts = parts.take_while(|part| part.len() > 1);
    parts.find(|part| is_variant(part) && !variants().any(|known| known == part.to_lowercase()))
}

/// Five to eight letters or digits, or four that begin with a digit (RFC 5646, 2.2.5).
fn is_variant(part: &str) -> bool {
    part.len() > 4 || part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_registered_variants_are_known() {
        let unknown = |tag| {
            let language = Language::parse(tag).expect("well-formed");
            unknown_variant(&language).map(str::to_owned)
        };
        assert_eq!(unknown("de-1902").as_deref(), Some("1902"));
        assert_eq!(unknown("de-CH-1901"), None);
        assert_eq!(unknown("de-x-haus1902"), None);
    }
}
