//! The forms of identifiers, and their check digits.

use super::super::table::Field;
use crate::diagnostics::{Code, Diagnostics};

/// The identifier of the edition.
pub(super) fn uuid(field: &Field<String>, d: &mut Diagnostics) -> Option<String> {
    let uuid = field.value.strip_prefix("urn:uuid:").and_then(|u| uuid::Uuid::parse_str(u).ok());
    if let Some(uuid) = uuid {
        return Some(format!("urn:uuid:{uuid}"));
    }
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{}` is not an identifier of the form `urn:uuid:…`", field.value),
        "take the one that `umbruch new` mints; keep it for the life of the edition",
    );
    None
}

/// An ISBN-13 without its hyphens (ISO 2108).
pub(super) fn isbn(field: &Field<String>, d: &mut Diagnostics) -> Option<String> {
    match field.value.parse::<isbn::Isbn13>() {
        Ok(isbn) => Some(isbn.to_string().chars().filter(char::is_ascii_digit).collect()),
        Err(_) => {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not an ISBN: its 13 digits or its check digit are wrong", field.value),
                "copy it once more from your list of ISBNs; the last digit is computed from the others",
            );
            None
        }
    }
}

/// A DOI from `10.` on (ISO 26324); it may be given as an address or with `doi:`.
pub(super) fn doi(field: &Field<String>, d: &mut Diagnostics) -> Option<String> {
    let prefixes = ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"];
    let given = field.value.as_str();
    let bare = prefixes.iter().find_map(|prefix| given.strip_prefix(prefix)).unwrap_or(given);
    if is_doi(bare) {
        return Some(bare.to_owned());
    }
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{given}` is not a DOI"),
        "write it from `10.` on: `doi = \"10.1234/abc\"`",
    );
    None
}

/// `10.`, the number of who registered it, a slash, anything that is seen.
fn is_doi(text: &str) -> bool {
    let Some((registrant, suffix)) = text.strip_prefix("10.").and_then(|t| t.split_once('/'))
    else {
        return false;
    };
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    registrant.len() >= 4
        && registrant.split('.').all(number)
        && !suffix.is_empty()
        && !suffix.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// A URN (RFC 8141); those of the German National Library with their check digit.
pub(super) fn urn(field: &Field<String>, d: &mut Diagnostics) -> Option<String> {
    let (message, hint) = if !is_urn(&field.value) {
        (
            format!("`{}` is not a URN", field.value),
            "write it in full, without spaces: `urn = \"urn:nbn:de:…\"`",
        )
    } else if german_nbn_is_wrong(&field.value) {
        (
            format!("the check digit of `{}` is wrong", field.value),
            "copy it once more; the last digit is computed from all that stands before it",
        )
    } else {
        return Some(field.value.clone());
    };
    d.report(Code::InvalidValue, field.span, message, hint);
    None
}

/// `urn:`, a namespace of 2 to 32 letters, figures and hyphens, `:`, a name.
fn is_urn(text: &str) -> bool {
    let mut parts = text.splitn(3, ':');
    let scheme = parts.next().unwrap_or_default();
    let (namespace, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let in_namespace = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let in_name = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&b);
    scheme.eq_ignore_ascii_case("urn")
        && (2..=32).contains(&namespace.len())
        && namespace.bytes().all(in_namespace)
        && !namespace.starts_with('-')
        && !namespace.ends_with('-')
        && !name.is_empty()
        && !name.starts_with('/')
        && name.bytes().all(in_name)
}

/// What each character counts in the check digit of the German National Library; the figures are
/// put one behind the other.
const NBN_VALUES: [(char, u8); 42] = [
    ('0', 1),
    ('1', 2),
    ('2', 3),
    ('3', 4),
    ('4', 5),
    ('5', 6),
    ('6', 7),
    ('7', 8),
    ('8', 9),
    ('9', 41),
    ('a', 18),
    ('b', 14),
    ('c', 19),
    ('d', 15),
    ('e', 16),
    ('f', 21),
    ('g', 22),
    ('h', 23),
    ('i', 24),
    ('j', 25),
    ('k', 42),
    ('l', 26),
    ('m', 27),
    ('n', 13),
    ('o', 28),
    ('p', 29),
    ('q', 31),
    ('r', 12),
    ('s', 32),
    ('t', 33),
    ('u', 11),
    ('v', 34),
    ('w', 35),
    ('x', 36),
    ('y', 37),
    ('z', 38),
    ('-', 39),
    (':', 17),
    ('_', 43),
    ('/', 45),
    ('.', 47),
    ('+', 49),
];

/// Whether that is a `urn:nbn:de:` whose last figure is not the one computed from the rest: the
/// figures of all values, weighed by their places, summed up, divided by the last; of the whole
/// part of that the last figure.
fn german_nbn_is_wrong(urn: &str) -> bool {
    let lower = urn.to_ascii_lowercase();
    if !lower.starts_with("urn:nbn:de:") {
        return false;
    }
    let Some((at, check)) = lower.char_indices().next_back() else { return true };
    let value = |c: char| NBN_VALUES.iter().find(|(known, _)| *known == c).map(|(_, v)| *v);
    let Some(values) = lower[..at].chars().map(value).collect::<Option<Vec<u8>>>() else {
        return true;
    };
    let figures: String = values.iter().map(u8::to_string).collect();
    let figures: Vec<u32> = figures.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = figures.iter().zip(1..).map(|(figure, place)| figure * place).sum();
    let last = figures.last().copied().filter(|last| *last > 0);
    last.is_none_or(|last| check.to_digit(10) != Some(sum / last % 10))
}

/// An ISSN with its hyphen (ISO 3297).
pub(super) fn issn(field: &Field<String>, d: &mut Diagnostics) -> Option<String> {
    let digits = field.value.replace('-', "").to_ascii_uppercase();
    if is_issn(&digits) {
        return Some(format!("{}-{}", &digits[..4], &digits[4..]));
    }
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{}` is not an ISSN: its 8 digits or its check digit are wrong", field.value),
        "copy it once more from the series; it looks like `1234-5679`",
    );
    None
}

/// Seven figures and a check digit, `X` for ten, so that the sum of all, weighed by 8 down to 1,
/// is a multiple of eleven.
fn is_issn(digits: &str) -> bool {
    let value = |(at, c): (usize, char)| match c {
        'X' | 'x' if at == 7 => Some(10),
        _ => c.to_digit(10),
    };
    let Some(values) = digits.chars().enumerate().map(value).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let sum: u32 = values.iter().zip((1..=8).rev()).map(|(value, weight)| value * weight).sum();
    values.len() == 8 && sum.is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_dois() {
        assert!(is_doi("10.1000/182") && is_doi("10.1000.10/a(b)<c>"));
        for wrong in ["10.1000", "10.1000/", "11.1000/182", "10.1/2", "10.1000/a b", "10.1a00/1"] {
            assert!(!is_doi(wrong), "{wrong}");
        }
    }

    #[test]
    fn urns_of_the_german_national_library_have_a_check_digit() {
        for right in [
            "urn:nbn:de:0183-mbi0003721",
            "urn:nbn:de:gbv:089-3321752945",
            "urn:nbn:de:bvb:12-bsb00103137-3",
        ] {
            assert!(is_urn(right) && !german_nbn_is_wrong(right), "{right}");
        }
        assert!(german_nbn_is_wrong("urn:nbn:de:0183-mbi0003722"));
        assert!(!german_nbn_is_wrong("urn:nbn:ch:bel-9039"), "other countries have other rules");
    }

    #[test]
    fn forms_of_urns() {
        assert!(is_urn("urn:isbn:9783161484100") && is_urn("URN:lex:de:gesetz"));
        for wrong in ["urn:x:1", "nbn:de:1", "urn:nbn:", "urn:nbn:de 1", "urn:-nbn:de"] {
            assert!(!is_urn(wrong), "{wrong}");
        }
    }

    #[test]
    fn issns_have_a_check_digit() {
        assert!(is_issn("03178471") && is_issn("2434561X"));
        for wrong in ["03178472", "0317847", "X3178471", "031784711"] {
            assert!(!is_issn(wrong), "{wrong}");
        }
    }
}
