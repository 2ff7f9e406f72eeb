//! The codes of the trade for what the manifest says in other words.

use isolang::Language as Iso;

use crate::ir::{Language, Scheme};

/// The languages whose bibliographic code (ISO 639-2/B, list 74) is not that of ISO 639-3.
const BIBLIOGRAPHIC: [(&str, &str); 20] = [
    ("sqi", "alb"),
    ("hye", "arm"),
    ("eus", "baq"),
    ("bod", "tib"),
    ("mya", "bur"),
    ("ces", "cze"),
    ("zho", "chi"),
    ("cym", "wel"),
    ("deu", "ger"),
    ("nld", "dut"),
    ("ell", "gre"),
    ("fas", "per"),
    ("fra", "fre"),
    ("kat", "geo"),
    ("isl", "ice"),
    ("mkd", "mac"),
    ("mri", "mao"),
    ("msa", "may"),
    ("ron", "rum"),
    ("slk", "slo"),
];

/// The code of a language (list 74); none if the list cannot know it.
pub(super) fn language(language: &Language) -> Option<&'static str> {
    let primary = language.primary();
    let found = match primary.len() {
        2 => Iso::from_639_1(primary)?,
        _ => Iso::from_639_3(primary)?,
    };
    let code = found.to_639_3();
    let bibliographic = BIBLIOGRAPHIC.iter().find(|(three, _)| *three == code);
    Some(bibliographic.map_or(code, |(_, bibliographic)| bibliographic))
}

/// The roles of contributors (list 17), by codes of the MARC relators.
const ROLES: [(&str, &str); 36] = [
    ("aut", "A01"),
    ("aud", "A03"),
    ("aui", "A24"),
    ("aft", "A19"),
    ("win", "A24"),
    ("wpr", "A15"),
    ("wst", "A14"),
    ("wac", "A21"),
    ("ann", "A20"),
    ("cmm", "A21"),
    ("cwt", "A21"),
    ("cre", "A01"),
    ("lbt", "A05"),
    ("lyr", "A05"),
    ("cmp", "A06"),
    ("art", "A12"),
    ("ill", "A12"),
    ("ilu", "A12"),
    ("drt", "D02"),
    ("pht", "A13"),
    ("ctg", "A39"),
    ("bjd", "A36"),
    ("cov", "A36"),
    ("bkd", "A11"),
    ("dsr", "A11"),
    ("edt", "B01"),
    ("edc", "B01"),
    ("pbd", "B13"),
    ("red", "B01"),
    ("adp", "B05"),
    ("trl", "B06"),
    ("com", "C01"),
    ("sll", "C02"),
    ("nrt", "E07"),
    ("ive", "P01"),
    ("ivr", "P01"),
];

/// Who is no contributor to a product but told elsewhere, or not at all: publishers, printers, makers of files.
const NO_CONTRIBUTORS: [&str; 6] = ["pbl", "dst", "prt", "mfr", "bkp", "mrk"];

/// The role of a contributor (list 17), `Z99` for one that the list does not have; none if they are no contributor.
pub(super) fn role(relator: &str) -> Option<&'static str> {
    if NO_CONTRIBUTORS.contains(&relator) {
        return None;
    }
    Some(ROLES.iter().find(|(known, _)| *known == relator).map_or("Z99", |(_, code)| code))
}

/// The classification (list 27).
pub(super) fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Thema => "93",
        Scheme::Wgs => "26",
        Scheme::Bisac => "10",
        Scheme::Ddc => "01",
    }
}

/// What an e-book offers (list 196), by the words of schema.org. Of what the list has a stronger claim for than is known, nothing is said.
pub(super) fn feature(name: &str) -> Option<&'static str> {
    Some(match name {
        "unlocked" => "10",
        "tableOfContents" => "11",
        "index" => "12",
        "readingOrder" => "13",
        "alternativeText" => "14",
        "MathML" => "17",
        "pageNavigation" => "19",
        "structuralNavigation" => "29",
        "displayTransformability" => "36",
        _ => return None,
    })
}

/// The exemption from the European Accessibility Act (list 196).
pub(super) fn exemption(name: &str) -> Option<&'static str> {
    Some(match name {
        "eaa-microenterprise" => "75",
        "eaa-disproportionate-burden" => "76",
        "eaa-fundamental-alteration" => "77",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_their_bibliographic_codes() {
        for (tag, code) in
            [("de-1901", "ger"), ("fr", "fre"), ("en-GB", "eng"), ("yi", "yid"), ("nds", "nds")]
        {
            assert_eq!(language(&Language::parse(tag).expect("a tag")), Some(code), "{tag}");
        }
    }

    #[test]
    fn all_roles_are_relators() {
        assert!(ROLES.iter().all(|(relator, _)| crate::relators::is_relator(relator)));
        assert!(NO_CONTRIBUTORS.iter().all(|relator| crate::relators::is_relator(relator)));
        assert_eq!((role("aut"), role("pbl"), role("xyz")), (Some("A01"), None, Some("Z99")));
    }
}
