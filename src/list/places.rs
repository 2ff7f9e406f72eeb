//! Paths and addresses of a list.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::Group;

/// The path of the start feed of OPDS 2.0.
pub const START_JSON: &str = "opds/index.json";
/// The path of the start feed of OPDS 1.2.
pub const START_XML: &str = "opds/index.xml";
/// The media type of OPDS 2.0.
pub const JSON_TYPE: &str = "application/opds+json";
/// The media type of a feed of feeds in OPDS 1.2.
pub const NAVIGATION_TYPE: &str = "application/atom+xml;profile=opds-catalog;kind=navigation";

/// The longest name that is made for a group; what is longer is cut.
const LONGEST: usize = 60;

/// The path of a file of an edition, as an address has it.
#[must_use]
pub fn edition_file(slug: &str, name: &str) -> String {
    format!("editions/{}/{}", encoded(slug), encoded(name))
}

/// A name as one part of the path of an address: what has a meaning there is written with percent signs (RFC 3986, section 3.3).
#[must_use]
pub fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The name of a group in paths: small letters of ASCII and digits, with hyphens between words. What is written in another script has a
/// sum instead, which stays the same as long as the group's key does.
pub(super) fn slug_of(key: &str) -> String {
    let mut slug = String::new();
    for c in key.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'æ' => slug.push_str("ae"),
            'œ' => slug.push_str("oe"),
            'ø' => slug.push('o'),
            'ł' => slug.push('l'),
            '\'' | '’' => {}
            _ => {
                let plain = std::iter::once(c).nfkd().find(char::is_ascii_alphanumeric);
                match plain {
                    Some(plain) => slug.push(plain),
                    None if slug.is_empty() || slug.ends_with('-') => {}
                    None => slug.push('-'),
                }
            }
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    let foreign = key.chars().filter(|c| c.is_alphanumeric() && !is_latin(*c)).count();
    if slug.is_empty() || foreign > 0 || slug.len() >= LONGEST - 1 {
        let head = if slug.is_empty() { "x" } else { slug };
        return format!("{head}-{}", sum(key));
    }
    slug.to_owned()
}

fn is_latin(c: char) -> bool {
    "äöüßæœøł".contains(c.to_lowercase().next().unwrap_or(c))
        || std::iter::once(c).nfkd().any(|c| c.is_ascii_alphanumeric())
}

fn sum(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Gives groups that would have the same name in paths a sum at its end, all of them.
pub(super) fn told_apart(groups: &mut [Group]) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups.iter() {
        *count.entry(group.slug.clone()).or_default() += 1;
    }
    for group in groups.iter_mut().filter(|group| count[&group.slug] > 1) {
        group.slug = format!("{}-{}", group.slug, sum(&group.key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_paths() {
        for (key, slug) in [
            ("Marx, Karl", "marx-karl"),
            ("Müller, Ägidius", "mueller-aegidius"),
            ("Éluard, Paul", "eluard-paul"),
            ("d’Holbach", "dholbach"),
            ("--", "x-d8156bae"),
        ] {
            assert_eq!(slug_of(key), slug, "{key}");
        }
        assert!(slug_of("Ленин").starts_with("x-"));
        assert_ne!(slug_of("Ленин"), slug_of("Ленина"));
        assert!(slug_of(&"a".repeat(500)).len() < 80);
        assert_ne!(slug_of(&"a".repeat(500)), slug_of(&"a".repeat(501)));
    }

    #[test]
    fn names_of_files_in_addresses() {
        assert_eq!(edition_file("a-b", "ein Buch#1.epub"), "editions/a-b/ein%20Buch%231.epub");
        assert_eq!(encoded("ä/../?"), "%C3%A4%2F..%2F%3F");
    }
}
