//! Dates: that of the publication, and the moment of the last change (EPUB 3.3 §5.5.4 and §5.5.6.2).

use time::{Date, Month, Time};

use crate::diagnostics::{Code, Diagnostics};
use crate::verify::book::Book;
use crate::verify::xml::{Attributes, Node, text};

/// At most one date of publication, in the form of ISO 8601.
pub(super) fn check(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    for (at, node) in package.dc("date").enumerate() {
        let text = text(node);
        if at > 0 && !package.is_version_2() {
            let hint = "keep that of this edition; others belong into the imprint";
            let message = "the metadata have a second `dc:date`";
            out.report(Code::EpubMetadata, package.xml.at(node), message, hint);
        }
        if !text.is_empty() && !is_date(text) {
            let message = format!("the date `{text}` is not of the form YYYY-MM-DD");
            let hint = "write the year, or year and month, or the day";
            // Version 2 asks for the form, version 3 advises it.
            let old = package.is_version_2();
            let code = if old { Code::EpubMetadata } else { Code::EpubMetadataForm };
            out.report(code, package.xml.at(node), message, hint);
        }
    }
}

/// The moment of the last change, once (EPUB 3.3 §5.5.6.2).
pub(super) fn modified(book: &Book<'_>, out: &mut Diagnostics) {
    let package = &book.package;
    let all = package.metas("dcterms:modified");
    let own: Vec<Node<'_>> = all.filter(|node| node.attr("refines").is_none()).collect();
    if own.len() != 1 {
        let at = own.get(1).map_or(package.at_metadata(), |node| package.xml.at(*node));
        let message = format!("`dcterms:modified` stands {} times", own.len());
        out.report(Code::EpubPackage, at, message, "give the moment of the last change once");
    }
    for node in own {
        let text = text(node);
        if !is_moment(text) {
            let message = format!("`dcterms:modified` is `{text}`");
            let hint = "write it in UTC and whole seconds: `2026-01-15T12:00:00Z`";
            out.report(Code::EpubMetadata, package.xml.at(node), message, hint);
        }
    }
}

/// Whether that is a date of the profile of ISO 8601 for the web: `2026`, `2026-01`, `2026-01-15`,
/// or a day with a time.
fn is_date(text: &str) -> bool {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let number = |text: &str, digits: usize| {
        let fits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<u16>().ok()).flatten()
    };
    let parts: Vec<&str> = day.split('-').collect();
    let year = parts.first().and_then(|year| number(year, 4));
    let month = |at: usize| {
        let month = number(parts.get(at)?, 2)?;
        Month::try_from(u8::try_from(month).ok()?).ok()
    };
    match (year, parts.len(), time) {
        (Some(_), 1, None) => true,
        (Some(_), 2, None) => month(1).is_some(),
        (Some(year), 3, _) => {
            let day = number(parts[2], 2).and_then(|day| u8::try_from(day).ok());
            let date = month(1).zip(day);
            let date = date.map(|(month, day)| Date::from_calendar_date(year.into(), month, day));
            date.is_some_and(|date| date.is_ok()) && time.is_none_or(|time| time.len() >= 5)
        }
        _ => false,
    }
}

/// Whether that is a moment of the form `2026-01-15T12:00:00Z`.
fn is_moment(text: &str) -> bool {
    let Some((day, time)) = text.strip_suffix('Z').and_then(|text| text.split_once('T')) else {
        return false;
    };
    let parts: Vec<&str> = time.split(':').collect();
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let part =
        |at: usize| parts.get(at).filter(|part| is_number(part)).and_then(|p| p.parse().ok());
    let time = match (parts.len(), part(0), part(1), part(2)) {
        (3, Some(hour), Some(minute), Some(second)) => Time::from_hms(hour, minute, second).ok(),
        _ => None,
    };
    day.len() == 10 && is_date(day) && time.is_some()
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_moment};

    #[test]
    fn dates_have_the_form_of_the_web() {
        for good in ["2026", "2026-01", "2026-01-15", "2026-01-15T12:00:00Z", "2024-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["", "26", "2026-13", "2026-02-30", "15.1.2026", "2026-1-5", "+026", "2026-01-15T"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn moments_are_in_utc_and_whole_seconds() {
        assert!(is_moment("2026-01-15T12:00:00Z"));
        for bad in [
            "2026-01-15T12:00:00.123Z",
            "2026-01-15T12:00:00+01:00",
            "2026-01-15",
            "2026-01-15T24:00:00Z",
            "2026-01-15T12:00:+1Z",
        ] {
            assert!(!is_moment(bad), "{bad}");
        }
    }
}
