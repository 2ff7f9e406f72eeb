//! Names with prefixes: which prefixes are declared, and what the vocabularies hold
//! (EPUB 3.3 appendix D).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use oxilangtag::LanguageTag;

use super::grammar::is_name;
use super::table;

/// Prefixes that need no declaration (EPUB 3.3 §D.1.4), and those of packages before 3.3.
const RESERVED: &[(&str, &str)] = &[
    ("a11y", "http://www.idpf.org/epub/vocab/package/a11y/#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("marc", "http://id.loc.gov/vocabulary/"),
    ("media", "http://www.idpf.org/epub/vocab/overlays/#"),
    ("onix", "http://www.editeur.org/ONIX/book/codelists/current.html#"),
    ("rendition", "http://www.idpf.org/vocab/rendition/#"),
    ("schema", "http://schema.org/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("msv", "http://www.idpf.org/epub/vocab/structure/magazine/#"),
    ("prism", "http://www.prismstandard.org/specifications/3.0/PRISM_CV_Spec_3.0.htm#"),
];

/// Vocabularies whose words have no prefix (EPUB 3.3 §D.1.2), and that of the elements `dc:…`.
const DEFAULTS: [&str; 6] = [
    "http://idpf.org/epub/vocab/package/meta/#",
    "http://idpf.org/epub/vocab/package/link/#",
    "http://idpf.org/epub/vocab/package/item/#",
    "http://idpf.org/epub/vocab/package/itemref/#",
    "http://idpf.org/epub/vocab/structure/#",
    "http://purl.org/dc/elements/1.1/",
];

static VOCABULARIES: LazyLock<BTreeMap<&str, Vec<&str>>> =
    LazyLock::new(|| table::words(include_str!("data/vocabularies.txt")));

/// The words of a vocabulary in `data/vocabularies.txt`.
pub(super) fn vocabulary(name: &str) -> &'static [&'static str] {
    VOCABULARIES.get(name).map_or(&[], Vec::as_slice)
}

/// Whether a vocabulary of `data/vocabularies.txt` has that word.
pub(super) fn knows(name: &str, word: &str) -> bool {
    vocabulary(name).contains(&word)
}

/// The prefixes that a document declares.
#[derive(Default)]
pub(super) struct Prefixes<'a> {
    declared: BTreeSet<&'a str>,
    /// What is wrong with the declaration.
    pub(super) faults: Vec<String>,
    /// What is unusual in it.
    pub(super) doubts: Vec<String>,
}

impl<'a> Prefixes<'a> {
    /// Reads `name: URI name: URI …`.
    pub(super) fn read(declaration: &'a str) -> Self {
        let mut prefixes = Self::default();
        let mut words = declaration.split_whitespace();
        while let Some(word) = words.next() {
            let Some(name) = word.strip_suffix(':') else {
                prefixes.faults.push(format!("`{word}` is no prefix: a colon is missing"));
                continue;
            };
            let Some(uri) = words.next() else {
                prefixes.faults.push(format!("the prefix `{name}` has no address"));
                break;
            };
            if DEFAULTS.contains(&uri) {
                prefixes.faults.push(format!("`{uri}` needs no prefix"));
            }
            if !is_name(name) || name == "_" {
                prefixes.faults.push(format!("`{name}` cannot be a prefix"));
            }
            if !prefixes.declared.insert(name) {
                prefixes.faults.push(format!("the prefix `{name}` is declared twice"));
            }
            let reserved = RESERVED.iter().find(|(other, _)| *other == name);
            if let Some((_, meant)) = reserved.filter(|(_, meant)| *meant != uri) {
                prefixes.doubts.push(format!("the prefix `{name}` stands for `{meant}`"));
            }
        }
        prefixes
    }

    /// Whether the prefix of a name may be used; names without one have no prefix to declare.
    pub(super) fn allow(&self, name: &str) -> bool {
        let Some((prefix, word)) = name.split_once(':') else { return true };
        let reserved = RESERVED.iter().any(|(reserved, _)| *reserved == prefix);
        (reserved || self.declared.contains(prefix)) && !word.is_empty()
    }
}

/// Why that is no language tag by BCP 47, if it is none.
pub(super) fn language_fault(tag: &str) -> Option<String> {
    match LanguageTag::parse(tag) {
        Ok(_) => None,
        Err(_) => Some(format!("`{tag}` is no language tag")),
    }
}
