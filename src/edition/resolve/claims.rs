//! Who made the book, its numbers, where it comes from, what is said of its accessibility.

use super::super::raw::{RawAccessibility, RawContributor, RawIsbns, RawSource};
use super::super::relators::is_relator;
use super::super::table::Field;
use super::{date, plain, url};
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::ir::{Accessibility, Contributor, Isbns, Relator, SourceEdition};

/// The exemptions of the European Accessibility Act that EPUB metadata can claim.
const EXEMPTIONS: [&str; 3] =
    ["eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration"];

fn isbn(field: Field<String>, d: &mut Diagnostics) -> Option<String> {
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

pub(super) fn isbns(raw: &RawIsbns, d: &mut Diagnostics) -> Isbns {
    Isbns {
        epub: raw.epub.clone().and_then(|field| isbn(field, d)),
        print: raw.print.clone().and_then(|field| isbn(field, d)),
    }
}

pub(super) fn contributor(raw: RawContributor, d: &mut Diagnostics) -> Option<Contributor> {
    let mut roles = Vec::new();
    for field in raw.role {
        if is_relator(&field.value) {
            roles.push(Relator(field.value));
        } else {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a MARC relator code", field.value),
                "usual codes: `aut` author, `edt` editor, `trl` translator, `aui` introduction, `aft` afterword, `ill` illustrator",
            );
        }
    }
    if roles.is_empty() {
        roles.push(Relator("aut".into()));
    }
    let name = plain(raw.name)?;
    let sort = plain(raw.sort).unwrap_or_else(|| sort_name(&name));
    Some(Contributor { name, sort, roles })
}

/// `Karl Muster` to `Muster, Karl`; a name of one word stays as it is.
fn sort_name(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, family)) if !name.contains(',') => format!("{family}, {given}"),
        _ => name.to_owned(),
    }
}

pub(super) fn source(raw: RawSource, d: &mut Diagnostics) -> Option<SourceEdition> {
    let url = raw.url.and_then(|field| url("url", field, d));
    let date = raw.date.and_then(|field| date(&field, d));
    let isbn = raw.isbn.and_then(|field| isbn(field, d));
    Some(SourceEdition { title: plain(raw.title)?, url, date, note: plain(raw.note), isbn })
}

pub(super) fn accessibility(raw: RawAccessibility, d: &mut Diagnostics) -> Accessibility {
    let conforms = match &raw.conforms_to {
        Some(field) if field.value == "WCAG 2.2 AA" => true,
        Some(field) => {
            d.report(
                Code::InvalidValue,
                field.span,
                format!("`{}` is not a level that can be asserted", field.value),
                "write `conforms-to = \"WCAG 2.2 AA\"` or leave the key out",
            );
            false
        }
        None => false,
    };
    if conforms && raw.certified_by.is_none() {
        d.report(
            Code::MissingKey,
            raw.span,
            "conformance is asserted, but nobody certifies it",
            "add `certified-by = \"…\"`, the person or body that checked the book, or drop `conforms-to`",
        );
    }
    if let Some(field) = &raw.exemption
        && !EXEMPTIONS.contains(&field.value.as_str())
    {
        let hint = suggestion(&field.value, EXEMPTIONS.into_iter());
        let message = format!("`{}` is not an exemption of the Accessibility Act", field.value);
        d.report(Code::InvalidValue, field.span, message, hint);
    }
    Accessibility {
        summary: plain(raw.summary),
        conforms: conforms && raw.certified_by.is_some(),
        certified_by: plain(raw.certified_by),
        report: raw.report.and_then(|field| url("report", field, d)),
        exemption: plain(raw.exemption).filter(|e| EXEMPTIONS.contains(&e.as_str())),
    }
}
