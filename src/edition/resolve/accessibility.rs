//! What is said of the book's accessibility.

use super::super::raw::RawAccessibility;
use super::{date, plain, url};
use crate::addresses;
use crate::diagnostics::{Code, Diagnostics, suggestion};
use crate::ir::Accessibility;

/// The exemptions of the European Accessibility Act that EPUB metadata can claim.
const EXEMPTIONS: [&str; 3] =
    ["eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration"];

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
        certified_on: raw.certified_on.and_then(|field| date(&field, d)),
        credential: raw.credential.and_then(|field| {
            // A name, or where one can read of it.
            let address = addresses::begin(&field.value).is_some();
            if address { url("credential", field, d) } else { Some(field.value) }
        }),
        report: raw.report.and_then(|field| url("report", field, d)),
        exemption: plain(raw.exemption).filter(|e| EXEMPTIONS.contains(&e.as_str())),
    }
}
