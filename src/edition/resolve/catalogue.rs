//! By which titles, in which series and under which subjects the book is found.

use super::super::raw::{ByLanguage, RawOtherTitle, RawSeries, RawSubject};
use super::super::table::Field;
use super::choice::{choice, chosen};
use super::identifiers::issn;
use super::{language, plain};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{OtherTitle, Rendering, Scheme, Series, SeriesKind, Subject, Term, TitleKind};

/// A name or title in other languages and scripts.
pub(super) fn renderings(raw: ByLanguage, d: &mut Diagnostics) -> Vec<Rendering> {
    let rendering = |(tag, text): (Field<String>, Field<String>)| {
        let language = language(&tag, d)?;
        (!text.value.is_empty()).then_some(Rendering { language, text: text.value })
    };
    raw.into_iter().filter_map(rendering).collect()
}

pub(super) fn other_title(raw: RawOtherTitle, d: &mut Diagnostics) -> Option<OtherTitle> {
    let language = raw.language.and_then(|field| language(&field, d));
    let kinds = TitleKind::ALL.map(|kind| (kind.as_str(), kind));
    let kind = chosen("kind", &raw.kind?, &kinds, d)?;
    Some(OtherTitle { text: raw.text?.value, kind, sort: plain(raw.sort), language })
}

pub(super) fn series(raw: RawSeries, d: &mut Diagnostics) -> Option<Series> {
    let kinds = [SeriesKind::Series, SeriesKind::Set].map(|kind| (kind.as_str(), kind));
    let kind = choice("kind", raw.kind.as_ref(), &kinds, d);
    let issn = raw.issn.and_then(|field| issn(&field, d));
    Some(Series { title: plain(raw.title)?, kind, number: plain(raw.number), issn })
}

/// A subject: words, a code, or both.
pub(super) fn subject(raw: RawSubject, d: &mut Diagnostics) -> Option<Subject> {
    let codes = [
        (Scheme::Thema, raw.thema),
        (Scheme::Wgs, raw.wgs),
        (Scheme::Bisac, raw.bisac),
        (Scheme::Ddc, raw.ddc),
    ];
    let mut codes = codes.into_iter().filter_map(|(scheme, field)| Some((scheme, field?)));
    let first = codes.next();
    if let Some((_, second)) = codes.next() {
        d.report(
            Code::InvalidValue,
            second.span,
            "a subject has one code, but here is a second",
            "write two subjects: `subjects = [{ thema = \"…\" }, { wgs = \"…\" }]`",
        );
    }
    let term = match first {
        Some((scheme, field)) => Some(term(scheme, field, d)?),
        None => None,
    };
    let name = plain(raw.name).or_else(|| term.as_ref().map(|term| term.code.clone()));
    if name.is_none() {
        d.report(
            Code::MissingKey,
            raw.span,
            "a subject has neither words nor a code",
            "write it like `{ thema = \"DNL\", name = \"Essays\" }`, or as a text",
        );
    }
    Some(Subject { name: name?, term })
}

fn term(scheme: Scheme, field: Field<String>, d: &mut Diagnostics) -> Option<Term> {
    let code = field.value;
    let (good, like) = match scheme {
        Scheme::Thema => {
            (is_thema(&code), "`DNL`, with qualifiers such as `3MPBGJ` or `1DFG-DE-B`")
        }
        Scheme::Wgs => ((3..=4).contains(&code.len()) && figures(&code), "`556` or `1556`"),
        Scheme::Bisac => (is_bisac(&code), "`LCO010000`"),
        Scheme::Ddc => (is_ddc(&code), "`834.912`"),
    };
    if good {
        return Some(Term { scheme, code });
    }
    d.report(
        Code::InvalidValue,
        field.span,
        format!("`{code}` has not the form of a code of {}", scheme.as_str()),
        format!("codes of {} look like {like}", scheme.as_str()),
    );
    None
}

fn figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The form of Thema 1.5: subjects begin with a letter of the twenty sections, qualifiers with a
/// figure from 1 to 6; national extensions stand behind hyphens.
fn is_thema(code: &str) -> bool {
    let mut parts = code.split('-');
    let root = parts.next().unwrap_or_default();
    let letters = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let begins = root.starts_with(|c| "ACDFGJKLMNPQRSTUVWXY123456".contains(c));
    let qualifier = root.starts_with(|c: char| c.is_ascii_digit());
    begins
        && letters(root)
        && root.len() <= 12
        && (!qualifier || root.len() > 1)
        && parts.all(|part| (1..=4).contains(&part.len()) && letters(part))
}

/// Three letters and six figures.
fn is_bisac(code: &str) -> bool {
    code.len() == 9 && code.bytes().take(3).all(|b| b.is_ascii_uppercase()) && figures(&code[3..])
}

/// Three figures, more behind a point.
fn is_ddc(code: &str) -> bool {
    let (class, rest) = code.split_once('.').unwrap_or((code, "0"));
    class.len() == 3 && figures(class) && figures(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_codes() {
        for code in
            ["A", "DNL", "JPFQ", "NHTB", "3MPBGJ-DE-H", "1DFG-DE-B", "4Z-DE-A", "5AN", "DCF"]
        {
            assert!(is_thema(code), "{code}");
        }
        for code in ["", "dnl", "BXY", "7AB", "3", "DNL-", "DNL DE", "D\u{c4}"] {
            assert!(!is_thema(code), "{code}");
        }
        assert!(is_bisac("LCO010000") && !is_bisac("LCO01000") && !is_bisac("lco010000"));
        assert!(!is_bisac("ÄCO01000"));
        assert!(is_ddc("834") && is_ddc("834.912") && !is_ddc("34") && !is_ddc("834."));
    }
}
